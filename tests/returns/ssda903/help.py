"""What the tests of this return share: generated tables, an engine over them, and what a rule looks at."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import ibis
import pyarrow as pa

from rightplace.county.looked_after import invent, tables_for
from rightplace.facts.quality import Data, Rule
from rightplace.returns.ssda903 import SCHEMAS, reference_date

Tables = Mapping[str, pa.Table]


@cache
def generated(children: int, year: int) -> tuple[Tables, Tables]:
    """This year's tables and last year's."""
    lives = invent(children, year=year)
    return tables_for(lives, year), tables_for(lives, year - 1)


@contextmanager
def over(now: Tables, before: Tables | None, year: int) -> Iterator[Data]:
    connection = ibis.duckdb.connect(threads=2)
    try:
        tables = {name: connection.create_table(name, table) for name, table in now.items()}
        previous = {
            name: connection.create_table(f"previous_{name}", table)
            for name, table in (before or {}).items()
        }
        yield Data(tables, year, reference_date(year), previous or None)
    finally:
        connection.disconnect()


class _Recorder(dict[str, object]):
    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.seen.add(name)
        return ibis.table(ibis.Schema.from_pyarrow(SCHEMAS[name]), name=name)

    def __contains__(self, name: object) -> bool:
        return False


def schemas_of(rule: Rule, year: int) -> dict[str, pa.Schema]:
    """The tables that a rule looks at: an engine with only these starts sooner."""
    now, before = _Recorder(), _Recorder()
    data = Data(now, year, reference_date(year), before)  # type: ignore[arg-type]
    rule.fails(rule.rows(data), data)
    return {name: SCHEMAS[name] for name in now.seen | before.seen}
