"""The rows of the census while they are invented."""

from collections import defaultdict
from dataclasses import dataclass, field

import pyarrow as pa

from rightplace.returns.cin import SCHEMAS


@dataclass(slots=True)
class Book:
    """Rows by table; each takes the next number of its table."""

    rows: defaultdict[str, list[dict[str, object]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, table: str, /, **values: object) -> int:
        """Write a row; its number."""
        number = len(self.rows[table]) + 1
        self.rows[table].append({"row_id": number, **values})
        return number

    def tables(self) -> dict[str, pa.Table]:
        """Every table of the census."""
        return {
            name: pa.Table.from_pylist(
                [{**dict.fromkeys(schema.names), **row} for row in self.rows[name]], schema=schema
            )
            for name, schema in SCHEMAS.items()
        }
