"""What an item of the census is, and what a module of it is."""

from dataclasses import dataclass
from enum import Enum

import pyarrow as pa

from rightplace.returns.cin.years import FIRST_YEAR, LAST_YEAR


class Kind(Enum):
    """How an item is stored. Codes, flags and counts stay text, so that a wrong one is kept and found."""

    TEXT = pa.string()
    DATE = pa.date32()


@dataclass(frozen=True, slots=True)
class Field:
    """One item: its element in XML (and heading in CSV), its column, its number in the data standard."""

    element: str
    column: str
    kind: Kind = Kind.TEXT
    cbds: str = ""
    codes: str = ""
    since: int = FIRST_YEAR
    until: int = LAST_YEAR
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """One table. `parents` are the tables it hangs from, the outermost first; each gives a key column.

    An item module holds one item many times: `element` is what wraps the items in XML. `names` are
    other names that files and sheets of it go by, and `own_id` heads its own key in CSV.
    """

    name: str
    element: str
    fields: tuple[Field, ...]
    parents: tuple[str, ...] = ()
    item: bool = False
    names: tuple[str, ...] = ()
    own_id: str = ""
    since: int = FIRST_YEAR

    @property
    def keys(self) -> tuple[str, ...]:
        """The key columns of the tables it hangs from."""
        return tuple(f"{parent}_id" for parent in self.parents)

    @property
    def schema(self) -> pa.Schema:
        """`row_id`, then the keys of the tables above, then the items."""
        ids = [(name, pa.int64()) for name in ("row_id", *self.keys)]
        return pa.schema([*ids, *((f.column, f.kind.value) for f in self.fields)])
