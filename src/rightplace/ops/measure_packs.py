"""Read and check an invented return of 10,000 children, in a process of its own; the year is 2026."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter, process_time

import pyarrow as pa

from rightplace.county.in_need import NeedSpec, census
from rightplace.county.looked_after import invent, tables_for
from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, Rule, run
from rightplace.returns import cin, ssda903

CHILDREN, YEAR = 10_000, 2026
Tables = Mapping[str, pa.Table]
_LAST_YEAR = "previous_"


def _cin(folder: Path) -> tuple[float, Tables]:
    path = folder / "bench-cin.xml"
    cin.write_xml(census(NeedSpec(year=YEAR, children=CHILDREN)), path)
    return _timed(lambda: cin.open_return([path], YEAR)[0])


def _ssda903(folder: Path) -> tuple[float, Tables]:
    lives = invent(CHILDREN, year=YEAR)
    for year in (YEAR, YEAR - 1):
        ssda903.write_csv(tables_for(lives, year), folder / f"bench-{year}", year=year)
    now, before = ([folder / f"bench-{year}"] for year in (YEAR, YEAR - 1))
    seconds, found = _timed(lambda: ssda903.open_return(now, YEAR, previous=before)[0])
    return seconds, {n.replace(ssda903.PREVIOUS, _LAST_YEAR): table for n, table in found.items()}


def _timed(read: Callable[[], Tables]) -> tuple[float, Tables]:
    start = perf_counter()
    tables = read()
    return perf_counter() - start, tables


def _check(
    tables: Tables, rules: tuple[Rule, ...], prepare: Callable[[Data], Data]
) -> tuple[float, int]:
    """Seconds, and how many rules were applied."""
    start = perf_counter()
    with sealed(tables) as facts:
        earlier = {
            n.removeprefix(_LAST_YEAR): t for n, t in facts.items() if n.startswith(_LAST_YEAR)
        }
        now = {n: t for n, t in facts.items() if not n.startswith(_LAST_YEAR)}
        day = ssda903.reference_date(YEAR)
        result = run(rules, prepare(Data(now, YEAR, day, earlier or None)))
    return perf_counter() - start, len(result.applied)


def main(pack: str, folder: Path) -> None:
    """Print rules, children and the seconds of reading, of checking and of checking again, as JSON.

    The first check finds no query kept, and loads the engine.
    """
    reading, tables = _cin(folder) if pack == "cin" else _ssda903(folder)
    rules = cin.RULES if pack == "cin" else ssda903.RULES
    prepare = ssda903.prepared if pack == "903" else lambda data: data
    before = process_time()
    first, applied = _check(tables, rules, prepare)
    processor = process_time() - before
    again, _ = _check(tables, rules, prepare)
    found = {"rules": applied, "children": CHILDREN, "reading": reading}
    print(json.dumps(found | {"first": first, "processor": processor, "again": again}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
