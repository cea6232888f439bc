"""Rows as they are read become one Arrow table: dates as dates, everything else as text, blank as null."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from rightplace.returns.ssda903.fields import ROW, UNREAD, Module
from rightplace.returns.ssda903.fields import Kind as FieldKind
from rightplace.returns.ssda903.findings import Finding, Findings, Kind
from rightplace.returns.ssda903.values import Meaning, meaning


@dataclass(slots=True)
class Gatherer:
    """One table as it grows. Rows are numbered as a spreadsheet counts; a second file's are numbered on."""

    module: Module
    year: int
    findings: Findings
    _numbers: list[int] = field(default_factory=list)
    _columns: dict[str, list[date | str | None]] = field(init=False)
    _unread: list[str | None] = field(default_factory=list)
    _start: int = 0

    def __post_init__(self) -> None:
        self._columns = {item.name: [] for item in self.module.fields}

    @property
    def rows(self) -> int:
        """How many rows there are so far."""
        return len(self._numbers)

    def next_file(self) -> None:
        """What follows comes from another file."""
        self._start = self._numbers[-1] if self._numbers else 0

    def take(self, cells: Mapping[str, str], file: str, line: int | None) -> None:
        """One row: item -> text, in any order; what is left out is blank."""
        unread = []
        for item in self.module.fields:
            text = (cells.get(item.name) or "").strip()
            got = meaning(text, item.kind, self.year) if text else Meaning(None)
            if got.kind is not None:
                self._say(got, item.name, file, line)
                if got.value is None and item.kind is FieldKind.DATE:
                    unread.append(item.name)
            self._columns[item.name].append(got.value)
        self._unread.append(f";{';'.join(unread)};" if unread else None)
        counted = self._start + (line if line is not None else 0)
        last = self._numbers[-1] if self._numbers else 0
        self._numbers.append(max(counted, last + 1))

    def _say(self, got: Meaning, item: str, file: str, line: int | None) -> None:
        if got.kind is not None:
            self.findings.add(Finding(got.kind, file, self.module.file, line, item, got.value_kind))

    def finish(self) -> pa.Table:
        """The table, with the schema of its module."""
        schema = self.module.schema
        by_name: dict[str, object] = {ROW: self._numbers, UNREAD: self._unread, **self._columns}
        arrays = [pa.array(by_name[column.name], column.type) for column in schema]
        return pa.table(arrays, schema=schema)


def blank_columns(seen: set[str], module: Module) -> Iterator[Finding]:
    """A finding for each item that the file has no column for."""
    for item in module.fields:
        if item.name not in seen and not item.optional:
            yield Finding(Kind.NO_FIELD, "", module.file, None, item.name)
