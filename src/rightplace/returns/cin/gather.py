"""Rows as they are read, until they become Arrow tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from rightplace.returns.cin.fields import Field, Kind, Module
from rightplace.returns.cin.findings import Findings, Where, kind_of
from rightplace.returns.cin.findings import Kind as Found
from rightplace.returns.cin.modules import MODULES
from rightplace.returns.cin.texts import parse_day, squash

Keys = tuple[int, ...]


@dataclass(slots=True)
class Rows:
    """The rows of one table: keys of the tables above, then values in the order of its items."""

    module: Module
    keys: list[Keys] = field(default_factory=list)
    values: list[list[object]] = field(default_factory=list)

    def start(self, keys: Keys) -> int:
        """Begin a row; its number, from 1."""
        self.keys.append(keys)
        self.values.append([None] * len(self.module.fields))
        return len(self.keys)

    def table(self) -> pa.Table:
        """Everything gathered."""
        schema = self.module.schema
        numbers = range(1, len(self.keys) + 1)
        above = [list(column) for column in zip(*self.keys, strict=True)] or [
            [] for _ in self.module.keys
        ]
        items = [list(column) for column in zip(*self.values, strict=True)] or [
            [] for _ in self.module.fields
        ]
        columns = [list(numbers), *(above if self.module.keys else []), *items]
        arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
        return pa.Table.from_arrays(arrays, schema=schema)


@dataclass(slots=True)
class Gathered:
    """All tables while files are read, and what there is to say about them."""

    findings: Findings
    rows: dict[str, Rows] = field(default_factory=lambda: {n: Rows(m) for n, m in MODULES.items()})

    def put(self, name: str, row: int, slot: int, text: str | None, where: Where) -> None:
        """Put a text into an item of a row, as what it means; an item given twice keeps the first."""
        cleaned = (text or "").strip()
        if not cleaned:
            return
        values, item = self.rows[name].values[row - 1], MODULES[name].fields[slot]
        if values[slot] is None:
            values[slot] = self._meaning(item, cleaned, where)
        elif values[slot] != self._meaning(item, cleaned, where):
            self.findings.add(Found.TWICE, where, field=item.element)

    def _meaning(self, item: Field, text: str, where: Where) -> object:
        if item.kind is Kind.TEXT:
            return text
        day = parse_day(text)
        if day is None:
            self.findings.add(Found.DATE, where, field=item.element, value=kind_of(text))
        return day

    def tables(self) -> dict[str, pa.Table]:
        """Every table of the census, in the schemas of `SCHEMAS`; there is always one header row."""
        if not self.rows["header"].keys:
            self.rows["header"].start(())
        return {name: rows.table() for name, rows in self.rows.items()}


def slots(modules: Iterable[Module]) -> Mapping[str, tuple[str, int]]:
    """Squashed element -> table and place of the item, for the items of those modules."""
    return {
        squash(item.element): (module.name, place)
        for module in modules
        for place, item in enumerate(module.fields)
    }
