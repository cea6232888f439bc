"""Whatever is in a file, the rules give a verdict: none of them breaks."""

import random
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, run, values_of
from rightplace.returns.sen2 import SEN2Error, read
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS
from tests.returns.test_fuzz import original

EXAMPLES = settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
ODD = (
    None,
    "",
    " ",
    "\x00",
    "é" * 50,
    "12345678901234567890123",
    "-1",
    "NaN",
    "1e9",
    "%'\"\\",
    "\uff12\uff10",
)


def judge(tables: dict[str, pa.Table], year: int) -> None:
    with sealed({name: tables[name] for name in MODULES}) as facts:
        data = Data(facts, year, COLLECTIONS[year].survey_day)
        result = run(RULES, data)
        assert result.broken == ()
        values = values_of(RULES, data, result.findings)
        assert sum(len(table) for table in values.values()) == len(result.findings)


@pytest.mark.parametrize("name", ["return.xml", "Blade_person.csv"])
@EXAMPLES
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=20), st.floats(0, 1))
def test_a_spoilt_file(name: str, changes: list[tuple[float, int]], share: float) -> None:
    content = bytearray(original(name))
    for place, value in changes:
        content[int(len(content) * place)] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(bytes(content[: int(len(content) * max(share, 0.5))]))
        try:
            result = read(path.parent if path.suffix == ".csv" else path, year=2026)
        except SEN2Error:
            return
    judge(result.tables, min(result.year, 2026))


@EXAMPLES
@given(st.integers(), st.sampled_from([2023, 2024, 2025, 2026]))
def test_odd_values_in_every_column(seed: int, year: int) -> None:
    chance = random.Random(seed)

    def value(field: pa.Field) -> object:
        if pa.types.is_integer(field.type):
            return chance.choice([None, 1, 2, 99])
        if pa.types.is_date(field.type):
            return chance.choice([None, -100_000, 0, 19_000, 20_100, 2_000_000])
        return chance.choice(ODD)

    tables = {}
    for name, module in MODULES.items():
        schema = module.table.arrow
        rows = [{f.name: value(f) for f in schema} for _ in range(6)]
        if module.key:
            for number, row in enumerate(rows, 1):
                row[module.key] = number
        columns = [pa.array([row[f.name] for row in rows]).cast(pa.int32()).cast(f.type)
                   if pa.types.is_date(f.type) else pa.array([row[f.name] for row in rows], f.type)
                   for f in schema]  # fmt: skip
        tables[name] = pa.Table.from_arrays(columns, schema=schema)
    judge(tables, year)


def test_nothing_at_all() -> None:
    judge({name: module.table.arrow.empty_table() for name, module in MODULES.items()}, 2026)
