"""An invented nation's comparators, in the layout in which the published ones come.

So the demonstration can compare without a published figure of a real authority: none is in the product.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rightplace.county.nation.invent import (
    MODELS,
    NATION_CODE,
    REGIONS,
    Authority,
    authorities,
    benchmarked,
    decimals_of,
    neighbours,
    region_code,
    values,
)
from rightplace.county.spec import CountySpec
from rightplace.facts.comparators import Kept, keep, read_folder
from rightplace.facts.comparators.folder import LICENCE_FILE

FOLDER = "invented-nation"
LICENCE = "Invented figures: no authority in them is a real one."


def keep_nation(spec: CountySpec, *, store: Path, loaded_at: datetime) -> Kept:
    """Load the comparators of the nation round a county, as published files are loaded."""
    with TemporaryDirectory() as folder:
        written = write_nation(spec, Path(folder) / FOLDER)
        return keep(read_folder(written), store=store, loaded_at=loaded_at)


def write_nation(spec: CountySpec, folder: Path) -> Path:
    """Write the files of the nation round a county; gives their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    every = authorities(spec.la_code, spec.name, spec.seed)
    (folder / LICENCE_FILE).write_text(f"{LICENCE}\n", "utf-8")
    _write(folder / "indicator_areas.csv", ("area_code", "area", "region", "level"), _areas(every))
    _write(
        folder / "indicator_dictionary.csv",
        ("measure", "title", "polarity", "unit", "year_type", "decimals"),
        _measures(),
    )
    _write(
        folder / "statistical_neighbours.csv",
        ("model", "la_code", "la_name", "rank", "neighbour_la_code", "closeness"),
        _neighbours(every),
    )
    _write(
        folder / "indicator_values.csv",
        ("measure", "period", "area_code", "value"),
        _values(every, spec.seed),
    )
    return folder


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def _areas(every: Sequence[Authority]) -> Iterable[Sequence[object]]:
    yield from ((a.code, a.name, a.region, "LA") for a in every)
    yield from ((region_code(name), name, "", "region") for name in REGIONS)
    yield NATION_CODE, "The invented nation", "", "national"


def _measures() -> Iterable[Sequence[object]]:
    for each in benchmarked():
        years = each.benchmark_period.years.value if each.benchmark_period else ""
        polarity = each.polarity.value.title()
        yield each.benchmark, each.name, polarity, each.unit.value, years, decimals_of(each)


def _neighbours(every: Sequence[Authority]) -> Iterable[Sequence[object]]:
    for model in MODELS:
        for position, authority in enumerate(every):
            for rank, near in enumerate(neighbours(every, position, model), start=1):
                yield model, authority.code, authority.name, rank, near.code, _closeness(rank)


def _closeness(rank: int) -> str:
    return "Very close" if rank <= 3 else "Close" if rank <= 7 else "Somewhat close"


def _values(every: Sequence[Authority], seed: int) -> Iterable[Sequence[object]]:
    for each in benchmarked():
        decimals = decimals_of(each)
        for year, code, value in values(each, every, seed):
            yield each.benchmark, year, code, f"{value:.{decimals}f}"
