"""Reads the TOML files beside this one; what is wrong in them is an error as soon as they are read."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from rightplace.casework.sources import Interface, Reviewed

Datum = tuple[str, str]
"""A table of the snapshot and its column."""

_UNFILLED = "unfilled"


@dataclass(frozen=True, slots=True)
class FedReturn:
    """A return other than SEN2: table -> its source, and the columns that come from elsewhere."""

    key: str
    title: str
    tables: Mapping[str, str]
    columns: Mapping[Datum, str] = field(default_factory=dict)

    def source_of(self, table: str, column: str) -> str:
        """The source of one column; KeyError where there is no such table."""
        return self.columns.get((table, column), self.tables[table])

    def sources(self) -> frozenset[str]:
        """Every source of the return."""
        return frozenset((*self.tables.values(), *self.columns.values()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Figures that are asked for together. `measure` makes them; else `why` not, and what they need.

    `data_here` are columns of the snapshot that hold what is needed. `source` is the one that would have to
    give more, None where there is none yet; `asked_of` says in words who has the data.
    """

    theme: str
    figures: tuple[str, ...]
    committee: bool
    measure: str | None = None
    why: str = ""
    needs: tuple[str, ...] = ()
    source: str | None = None
    asked_of: str = ""
    data_here: tuple[Datum, ...] = ()


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _sources() -> dict[str, Reviewed]:
    return {
        key: Reviewed(key=key, **given | {"interface": Interface(given["interface"])})
        for key, given in _toml("sources").items()
    }


def _columns(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Datum, str]]:
    for table, by_source in tables.items():
        for source, columns in by_source.items():
            if source != _UNFILLED:
                yield from (((table, column), source) for column in columns)


def _once(pairs: Iterator[tuple[Datum, str]]) -> dict[Datum, str]:
    """Datum -> source; ValueError where a column has two."""
    found: dict[Datum, str] = {}
    for datum, source in pairs:
        if datum in found:
            raise ValueError(f"{'.'.join(datum)} comes from {found[datum]} and from {source}")
        found[datum] = source
    return found


def _unfilled(tables: Mapping[str, Mapping[str, Any]]) -> dict[Datum, str]:
    return {
        (table, column): why
        for table, by_source in tables.items()
        for column, why in by_source.get(_UNFILLED, {}).items()
    }


def _returns() -> dict[str, FedReturn]:
    return {
        key: FedReturn(key, each["title"], each["tables"], _once(_columns(each.get("columns", {}))))
        for key, each in _toml("returns").items()
    }


def _measures(part: str) -> dict[str, frozenset[Datum]]:
    return {
        key: frozenset(
            (table, name) for table, names in parts.get(part, {}).items() for name in names
        )
        for key, parts in _toml("measures").items()
    }


def _wanted() -> Iterator[Wanted]:
    for given in _toml("wanted")["wanted"]:
        yield Wanted(
            theme=given["theme"],
            figures=tuple(given["figures"]),
            committee=given["committee"],
            measure=given.get("measure"),
            why=given.get("why", ""),
            needs=tuple(given.get("needs", ())),
            source=given.get("source"),
            asked_of=given.get("from", ""),
            data_here=tuple(map(_datum, given.get("data_here", ()))),
        )


def _datum(text: str) -> Datum:
    table, _, column = text.partition(".")
    return table, column


_TABLES = _toml("columns")
SOURCES: Mapping[str, Reviewed] = _sources()
"""Key -> source, in the order in which they are shown."""

COLUMNS: Mapping[Datum, str] = _once(_columns(_TABLES))
"""Every column of a snapshot -> the key of its source."""

UNFILLED: Mapping[Datum, str] = _unfilled(_TABLES)
"""The columns that the record never fills -> why."""

RETURNS: Mapping[str, FedReturn] = _returns()
"""Key of `returns.packs` -> a return other than SEN2."""

COUNTED: Mapping[str, frozenset[Datum]] = _measures("counted")
"""Every measure of the register -> what its counts are made from."""

YEARS: Mapping[str, frozenset[Datum]] = _measures("years")
"""Every measure -> what only decides since when it can be told: one wrong row moves no count."""

MEASURES: Mapping[str, frozenset[Datum]] = {key: COUNTED[key] | YEARS[key] for key in COUNTED}
"""Every measure -> all that it reads."""

WANTED: tuple[Wanted, ...] = tuple(_wanted())
"""The figures that are asked for."""


def source_of(table: str, column: str) -> Reviewed:
    """Where a column of a snapshot comes from; KeyError where there is no such column."""
    return SOURCES[COLUMNS[table, column]]


@cache
def tables_of(source: str) -> Mapping[str, tuple[str, ...]]:
    """Table of the snapshot -> the columns that a source feeds, in their order."""
    found: dict[str, list[str]] = {}
    for (table, column), key in COLUMNS.items():
        if key == source:
            found.setdefault(table, []).append(column)
    return {table: tuple(columns) for table, columns in found.items()}


@cache
def measures_of(table: str, column: str) -> tuple[str, ...]:
    """The measures whose counts a wrong value in a column makes wrong."""
    return tuple(key for key, read in COUNTED.items() if (table, column) in read)
