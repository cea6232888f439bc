"""Every pack with invented data for it: clean where its generator makes it so, and damaged at random."""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import pyarrow as pa

from rightplace.county.in_need import NeedSpec, census
from rightplace.facts.quality import Data, Rule
from rightplace.facts.schema import RETURN_TABLES
from rightplace.returns import annexa, cin, ssda903
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS
from rightplace.returns.ssda903.rules import in_year
from tests.returns.annexa.invented import lists
from tests.returns.invented import invented_return
from tests.returns.ssda903.help import generated

Tables = Mapping[str, pa.Table]
SETS = {
    "la_codes": frozenset({"801", "802"}),
    "upn_la_codes": frozenset({"801", "802", "7"}),
    "urns": frozenset({"100001"}),
    "urns_of_universities": frozenset({"130001", "7"}),
    "urns_out_of_the_ordinary": frozenset({"130002"}),
    "urns_with_sen_unit": frozenset({"100001"}),
    "urns_with_resourced_provision": frozenset({"7"}),
}
ODD = (
    "",
    " ",
    "\t",
    "é",
    "É",
    "0",
    "1",
    "true",
    "Y",
    "-1",
    "1e9",
    "%_\\",
    "a'b",
    "X" * 30,
    "\uff12",
)


@dataclass(frozen=True)
class Case:
    """A return to check."""

    name: str
    rules: tuple[Rule, ...]
    tables: Tables
    year: int
    day: date
    before: Tables | None = None
    sets: Mapping[str, frozenset[str]] | None = None
    prepare: Callable[[Data], Data] = lambda data: data

    def damaged(self, seed: int, share: float = 0.04) -> "Case":
        """With cells of both years' tables spoilt, and rows given twice or left out."""
        chance = random.Random(seed)
        before = None if self.before is None else damaged(self.before, chance, share)
        return replace(self, tables=damaged(self.tables, chance, share), before=before)


@cache
def case(name: str, people: int = 150) -> Case:
    """The pack's return of that size."""
    return _MAKE[name](people)


def _sen2(people: int) -> Case:
    tables = invented_return(people, year=2026)
    own = {table.name: tables[table.name] for table in RETURN_TABLES}
    return Case("sen2", RULES, own, 2026, COLLECTIONS[2026].survey_day, sets=SETS)


def ssda903_case(people: int, year: int = 2027) -> Case:
    """Children looked after, in the return of that year."""
    now, before = generated(people, year)
    day = ssda903.reference_date(year)
    rules = tuple(in_year(rule, year) for rule in ssda903.RULES)
    return Case("903", rules, now, year, day, before, prepare=ssda903.prepared)


def _cin(people: int) -> Case:
    tables = census(NeedSpec(year=2027, children=people))
    return Case("cin", cin.RULES, tables, 2027, cin.COLLECTIONS[2027].reference_date)


def _annexa(people: int) -> Case:
    return Case("annexa", annexa.RULES, lists(people), 2025, date(2025, 3, 31))


_MAKE: Mapping[str, Callable[[int], Case]] = {
    "sen2": _sen2,
    "903": ssda903_case,
    "cin": _cin,
    "annexa": _annexa,
}
NAMES = tuple(_MAKE)


def damaged(tables: Tables, chance: random.Random, share: float) -> dict[str, pa.Table]:
    """Cells made blank, odd, another row's or a few days different; rows twice (with a new key) or gone."""
    return {name: _damaged(table, chance, share) for name, table in tables.items()}


def _damaged(table: pa.Table, chance: random.Random, share: float) -> pa.Table:
    rows, schema = table.to_pylist(), table.schema
    key = schema.names[0] if pa.types.is_integer(schema.field(0).type) else None
    spoilt = [
        {n: _spoilt(row[n], n, rows, chance) if n != key and chance.random() < share else row[n] for n in row}
        for row in rows
        if chance.random() > share / 4
    ]  # fmt: skip
    again = [dict(row) for row in spoilt if key and chance.random() < share]
    largest = max((row[key] for row in rows), default=0) if key else 0
    for number, row in enumerate(again, 1):
        row[key] = largest + number
    return pa.Table.from_pylist(spoilt + again, schema=schema)


def _spoilt(
    value: object, name: str, rows: list[dict[str, object]], chance: random.Random
) -> object:
    what = chance.randrange(4)
    if what == 0:
        return None
    if isinstance(value, date) and what < 3:
        far = chance.choice([-1, 1, -7, 30, -366, 4000])
        return value + timedelta(days=far)
    if isinstance(value, str) and what == 1:
        return chance.choice(ODD)
    return chance.choice(rows)[name]


def data_of(made: Case, table: Callable[[str, pa.Table], object]) -> Data:
    """What the rules are given; `table` lays one table out under a name and gives it as an Ibis table."""
    now = {name: table(name, rows) for name, rows in made.tables.items()}
    earlier: Iterable[tuple[str, pa.Table]] = (made.before or {}).items()
    before = {name: table(f"previous_{name}", rows) for name, rows in earlier}
    data = Data(now, made.year, made.day, before or None, made.sets or {})  # type: ignore[arg-type]
    return made.prepare(data)
