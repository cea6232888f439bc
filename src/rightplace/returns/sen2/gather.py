"""What a reader hands on: one table as it was read, all text, with the line each row began on."""

from dataclasses import dataclass, field

import pyarrow as pa

from rightplace.returns.sen2.modules import Module, lodgers

LINE, PARENT = "line", "parent"
FLUSH_AT = 50_000

Cell = int | str | None


@dataclass(frozen=True, slots=True)
class Raw:
    """Text columns named as in a snapshot, then `line` and `parent` (a row number from 1).

    `seen` holds the columns that the file has; None where a file need not name them all (XML).
    """

    module: Module
    file: str
    table: pa.Table
    seen: frozenset[str] | None = None


def text_columns(module: Module) -> tuple[str, ...]:
    """The columns that a file may fill: the module's own items, then those that lodged with it."""
    return tuple(f.column for f in module.fields + lodgers(module.name))


def raw_schema(module: Module) -> pa.Schema:
    """The schema of a raw table."""
    texts = [(name, pa.string()) for name in text_columns(module)]
    return pa.schema([*texts, (LINE, pa.int64()), (PARENT, pa.int64())])


@dataclass(slots=True)
class Gatherer:
    """Takes rows one by one and packs them into Arrow as they come, so that memory stays low.

    The cells of all rows lie in one flat list: with a list for each row the garbage collector
    would take as long as the reading.
    """

    module: Module
    count: int = 0
    cells: list[Cell] = field(default_factory=list)
    _schema: pa.Schema = field(init=False)
    _blank: list[Cell] = field(init=False)
    _packed: list[pa.RecordBatch] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._schema = raw_schema(self.module)
        self._blank = [None] * (len(self._schema) - 2)

    def start(self, line: int | None, parent: int | None) -> int:
        """Begin a row; its texts are to be put into `cells` from that place on, before `pack`."""
        cells = self.cells
        place = len(cells)
        cells += self._blank
        cells += (line, parent)
        self.count += 1
        return place

    def pack(self, *, at_least: int = FLUSH_AT) -> None:
        """Move finished rows into Arrow, once there are enough cells to be worth it."""
        if len(self.cells) < max(at_least, 1):
            return
        width = len(self._schema)
        arrays = [pa.array(self.cells[i::width], f.type) for i, f in enumerate(self._schema)]
        self._packed.append(pa.record_batch(arrays, schema=self._schema))
        self.cells.clear()

    def finish(self, file: str, seen: frozenset[str] | None = None) -> Raw:
        """Everything gathered, as one raw table."""
        self.pack(at_least=1)
        table = pa.Table.from_batches(self._packed, self._schema)
        return Raw(self.module, file, table.combine_chunks(), seen)
