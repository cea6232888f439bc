"""Which child a row of a return is about, and what the file says of where they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a file: the file's own key, and the UPN and URN, empty where the file has none."""

    key: str
    upn: str = ""
    urn: str = ""


@dataclass(frozen=True, slots=True)
class Children:
    """How a return tells its children.

    `column` is the child's key in each table that has it. With `root` the key is that of the root
    table's row, which other tables lead to through `<table>_id`; `named` is the root's column that people
    know the child by. `upns` and `urns` are the tables and columns that hold those, the last one standing.
    """

    column: str = ""
    root: str = ""
    named: str = ""
    upns: tuple[tuple[str, str], ...] = ()
    urns: tuple[tuple[str, str], ...] = ()

    def of(self, tables: Tables) -> dict[str, dict[int, Child]]:
        """Table -> key of a row -> its child; rows that lead to none are left out."""
        keys = self._by_root(tables) if self.root else self._by_column(tables)
        upns = _last(tables, keys, self.upns)
        urns = _last(tables, keys, self.urns)
        names = _names(tables, self.root, self.named)
        made = {
            key: Child(names.get(key, key), upns.get(key, ""), urns.get(key, ""))
            for key in {key for rows in keys.values() for key in rows.values()}
        }
        return {
            table: {row: made[key] for row, key in rows.items()} for table, rows in keys.items()
        }

    def _by_column(self, tables: Tables) -> dict[str, dict[int, str]]:
        return {
            name: _pairs(table, self.column)
            for name, table in tables.items()
            if self.column in table.column_names
        }

    def _by_root(self, tables: Tables) -> dict[str, dict[int, str]]:
        """Parents are asked before what hangs from them: a table stands after its own parent."""
        first = tables[self.root]
        found = {self.root: {row: str(row) for row in first[first.column_names[0]].to_pylist()}}
        for name, table in tables.items():
            parent = _parent(table, found)
            if parent is not None:
                above = found[parent].get
                pairs = _pairs(table, f"{parent}_id").items()
                found[name] = {row: key for row, up in pairs if (key := above(int(up)))}
        return found


def _parent(table: pa.Table, known: Iterable[str]) -> str | None:
    """The table that a row hangs from and whose child is known; the topmost where there are several."""
    above = [n.removesuffix("_id") for n in table.column_names[1:] if n.endswith("_id")]
    return next((name for name in above if name in known), None)


def _pairs(table: pa.Table, column: str) -> dict[int, str]:
    keys, values = table[table.column_names[0]].to_pylist(), table[column].to_pylist()
    return {k: str(v) for k, v in zip(keys, values, strict=True) if v not in (None, "")}


def _last(
    tables: Tables, keys: Mapping[str, Mapping[int, str]], places: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Child's key -> the last value that the file gives in those places."""
    found: dict[str, str] = {}
    for name, column in places:
        if name in tables and name in keys:
            values = _pairs(tables[name], column).items()
            found |= {keys[name][row]: value for row, value in values if row in keys[name]}
    return found


def _names(tables: Tables, root: str, named: str) -> dict[str, str]:
    if not named:
        return {}
    return {str(row): name for row, name in _pairs(tables[root], named).items()}
