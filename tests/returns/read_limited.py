"""Read and judge one file in a process that may not have more memory or time than this.

python -m tests.returns.read_limited 903 file.csv 2025
"""

import resource
import sys
from pathlib import Path

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, run
from rightplace.ops.measure_read import most_held
from rightplace.returns import annexa, cin, sen2, ssda903
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS
from tests.returns.layouts import LAYOUTS

MEMORY, SECONDS = 4 << 30, 120


def tables_of(name: str, path: Path, year: int) -> tuple[dict[str, object], tuple[object, ...]]:
    if name == "sen2":
        found = sen2.read(path, year=year).tables
        return {table: found[table] for table in MODULES}, RULES
    if name == "annexa":
        return dict(annexa.read_lists(path)[0]), annexa.RULES
    pack = ssda903 if name == "903" else cin
    found, _ = pack.open_return([path], year)
    return {t: rows for t, rows in found.items() if t in LAYOUTS[name].links}, pack.RULES


def main(name: str, path: Path, year: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        tables, rules = tables_of(name, path, year)
    except sen2.SEN2Error:
        print(f"refused {most_held():.0f}")
        return
    with sealed(tables) as facts:  # type: ignore[arg-type]
        result = run(rules, Data(facts, year, COLLECTIONS[year].survey_day))  # type: ignore[arg-type]
    assert result.broken == ()
    print(f"read {most_held():.0f}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
