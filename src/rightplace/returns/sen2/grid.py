"""Tables that come as rows under headings (CSV and Excel): headings to columns, keys to parents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from rightplace.returns.sen2.findings import Findings, Kind, Where
from rightplace.returns.sen2.gather import LINE, PARENT, Gatherer, Raw, text_columns
from rightplace.returns.sen2.modules import MODULES, Module, children, lodgers, squash

# Each row of the export numbers itself; these say nothing about the child.
_HOUSEKEEPING = ("tableid", "orderseqcolumn")
_HOUSEKEEPING_NAMES = frozenset(
    {"nativeid", "sourceid", "recordtype", "personid", "requestsrecordid"}
)
_PERSON_ID, _REQUEST_ID = "personid", "requestsrecordid"


@dataclass(slots=True)
class Grid:
    """One table as it is read; `keys` and `parents` say what each row is and hangs from."""

    module: Module
    file: str
    headings: Sequence[str | None]
    findings: Findings
    keys: list[str | None] = field(default_factory=list)
    parents: list[str | None] = field(default_factory=list)
    _gatherer: Gatherer = field(init=False)
    _slots: list[int | None] = field(init=False)
    _key_at: int | None = field(init=False)
    _parent_at: int | None = field(init=False)

    def __post_init__(self) -> None:
        self._gatherer = Gatherer(self.module)
        words = [squash(heading or "") for heading in self.headings]
        known = _spellings(self.module)
        self._slots = [known.get(word) for word in words]
        self._key_at = _first(words, _key_names(self.module))
        parent = MODULES[self.module.parent] if self.module.parent else None
        self._parent_at = _first(words, _parent_names(self.module, parent))
        self._report_strangers(words)

    def take(self, cells: Sequence[str | None], line: int) -> None:
        """One row of cells, in the order of the headings."""
        if len(cells) != len(self.headings):
            counts = f"{len(cells)} cells under {len(self.headings)} headings"
            self.findings.add(Kind.RAGGED, self._where(line), value=counts)
        row, place = self._gatherer.cells, self._gatherer.start(line, None)
        for slot, cell in zip(self._slots, cells, strict=False):
            if slot is not None:
                row[place + slot] = row[place + slot] or cell
        self.keys.append(_cell(cells, self._key_at))
        self.parents.append(_cell(cells, self._parent_at))
        self._gatherer.pack()

    def finish(self) -> Raw:
        """The rows read, with `parent` still empty."""
        names = text_columns(self.module)
        seen = frozenset(names[slot] for slot in self._slots if slot is not None)
        return self._gatherer.finish(self.file, seen)

    def _report_strangers(self, words: list[str]) -> None:
        for heading, word, slot in zip(self.headings, words, self._slots, strict=True):
            if word and slot is None and not _housekeeping(word):
                self.findings.add(Kind.UNKNOWN_FIELD, self._where(None), field=heading or "")

    def _where(self, line: int | None) -> Where:
        return Where(self.file, self.module.element, line)


def link(grids: Mapping[str, Grid], findings: Findings) -> dict[str, Raw]:
    """Raw tables whose rows know their parent's number and follow its order; orphans left out."""
    raws: dict[str, Raw] = {}
    numbers: dict[str, dict[str, int]] = {"": {}}
    for name, module in MODULES.items():
        grid = grids.get(name)
        if grid is None:
            raws[name], numbers[name] = Gatherer(module).finish(""), {}
            continue
        raw = grid.finish()
        order, parents = _placed(grid, raw, numbers[module.parent], findings)
        numbers[name] = _numbered(grid, raw, order, findings)
        raws[name] = replace(raw, table=_reordered(raw.table, order, parents))
    return raws


def _placed(
    grid: Grid, raw: Raw, numbers: Mapping[str, int], findings: Findings
) -> tuple[list[int], list[int | None]]:
    """The rows to keep in their parents' order, and the parent of each."""
    if not grid.module.parent:
        tops = range(len(grid.keys))
        if grid.module.name == "header":
            _report_more_headers(grid, raw, findings)
            tops = tops[:1]
        return list(tops), [None] * len(tops)
    placed: list[tuple[int, int]] = []
    lines = raw.table[LINE].to_pylist()
    for row, key in enumerate(grid.parents):
        number = numbers.get(key or "")
        if number is not None:
            placed.append((number, row))
            continue
        where = Where(grid.file, grid.module.element, lines[row])
        findings.add(Kind.ORPHAN, where, value=key or "no key")
    placed.sort()
    return [row for _, row in placed], [number for number, _ in placed]


def _report_more_headers(grid: Grid, raw: Raw, findings: Findings) -> None:
    for line in raw.table[LINE].to_pylist()[1:]:
        findings.add(Kind.SECOND_HEADER, Where(grid.file, grid.module.element, line))


def _numbered(grid: Grid, raw: Raw, order: list[int], findings: Findings) -> dict[str, int]:
    """The new number of each key; of two rows with one key the first has it."""
    numbers: dict[str, int] = {}
    if not children(grid.module.name):
        return numbers
    lines = raw.table[LINE].to_pylist()
    for number, row in enumerate(order, start=1):
        key = grid.keys[row]
        where = Where(grid.file, grid.module.element, lines[row])
        if key is None:
            findings.add(Kind.NO_KEY, where)
        elif numbers.setdefault(key, number) != number:
            findings.add(Kind.SAME_KEY, where, value=key)
    return numbers


def _reordered(table: pa.Table, order: list[int], parents: list[int | None]) -> pa.Table:
    taken = table.take(pa.array(order, pa.int64()))
    at = taken.schema.get_field_index(PARENT)
    return taken.set_column(at, PARENT, pa.array(parents, pa.int64()))


def _key_names(module: Module) -> tuple[str, ...]:
    typed = {"header": "", "person": _PERSON_ID}.get(module.name, _REQUEST_ID)
    return (f"{module.csv}tableid", typed)


def _parent_names(module: Module, parent: Module | None) -> tuple[str, ...]:
    """In the template everything below a request hangs from the request's id."""
    if parent is None:
        return ()
    return (f"{parent.csv}tableid", _PERSON_ID if parent.name == "person" else _REQUEST_ID)


def _spellings(module: Module) -> dict[str, int]:
    """Every heading that means an item of the table, squashed, with the item's place in a row."""
    known: dict[str, int] = {}
    for number, item in enumerate(module.fields + lodgers(module.name)):
        short = item.heading.partition("(")[0]
        for name in (item.element, item.heading, short, item.column, *item.other_names):
            known.setdefault(squash(name), number)
    return known


def _housekeeping(word: str) -> bool:
    return word.endswith(_HOUSEKEEPING) or word in _HOUSEKEEPING_NAMES


def _first(words: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((words.index(name) for name in wanted if name and name in words), None)


def _cell(cells: Sequence[str | None], at: int | None) -> str | None:
    if at is None or at >= len(cells):
        return None
    return (cells[at] or "").strip() or None
