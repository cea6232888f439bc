"""The census as CSV tables: rows find what they hang from by the keys in their first columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rightplace.returns.cin.fields import Module
from rightplace.returns.cin.findings import Kind, Where
from rightplace.returns.cin.gather import Gathered, Keys
from rightplace.returns.cin.grid import Grid, read_grid
from rightplace.returns.cin.modules import MODULES, children
from rightplace.returns.cin.texts import squash

Path_ = tuple[str, ...]
"""The keys that lead to a row, as the files have them: the child's, the episode's, and so on."""
_SEVERAL = re.compile(r"[;,|]")


@dataclass(slots=True)
class _Linker:
    """Knows by which keys each row was found."""

    into: Gathered
    found: dict[str, dict[Path_, Keys]] = field(default_factory=lambda: {n: {} for n in MODULES})
    counted: dict[tuple[str, Path_], int] = field(default_factory=dict)

    def take(self, grid: Grid) -> None:
        """Put the rows of one file where they belong."""
        ids = [_place(grid, parent) for parent in grid.module.parents]
        own = _place(grid, grid.module.name)
        items = [(grid.place(squash(f.element)), n) for n, f in enumerate(grid.module.fields)]
        inside = [
            (place, module)
            for module in children(grid.module.name)
            if module.item and (place := grid.place(squash(module.fields[0].element))) is not None
        ]
        for line, cells in grid.lines:
            if len(cells) != len(grid.columns):
                counts = f"{len(cells)} cells under {len(grid.columns)} headings"
                self.into.findings.add(Kind.RAGGED, grid.where(line), value=counts)
            row = self._row(grid, line, cells, ids, own)
            if row is not None:
                self._fill(grid, line, cells, row, items, inside)

    def _row(
        self, grid: Grid, line: int, cells: Sequence[str], ids: list[int | None], own: int | None
    ) -> Keys | None:
        """The row's keys: those of the rows above it, then its own number; None where it is left out."""
        module = grid.module
        above: Keys = ()
        path: Path_ = ()
        for parent, place in zip(module.parents, ids, strict=True):
            step = self._step(parent, path, above, _cell(cells, place))
            if step is None:
                self.into.findings.add(Kind.ORPHAN, grid.where(line), value=f"another {parent}")
                return None
            path, above = step
        return self._own(grid, line, cells, path, above, own)

    def _step(self, parent: str, path: Path_, above: Keys, key: str) -> tuple[Path_, Keys] | None:
        """One table down. Without a key there, the only row that it could be."""
        known = self.found[parent]
        if key:
            keys = known.get((*path, key))
            return None if keys is None else ((*path, key), keys)
        number = self.counted.get((parent, path), 0)
        only = [(p, k) for p, k in known.items() if p[:-1] == path] if number == 1 else []
        return only[0] if len(only) == 1 else None

    def _own(
        self, grid: Grid, line: int, cells: Sequence[str], path: Path_, above: Keys, own: int | None
    ) -> Keys:
        module, known = grid.module, self.found[grid.module.name]
        key = _cell(cells, own) or self._stand_in(module, cells, grid)
        keys = known.get((*path, key)) if key else None
        if keys is not None:
            if not _continues(module, grid):
                self.into.findings.add(Kind.SAME_KEY, grid.where(line), value="here")
                return (*above, self.into.rows[module.name].start(above))
            return keys
        number = self.counted[module.name, path] = self.counted.get((module.name, path), 0) + 1
        if own is None and not key:
            key = f"{number}"
        keys = (*above, self.into.rows[module.name].start(above))
        known[(*path, key)] = keys
        return keys

    def _stand_in(self, module: Module, cells: Sequence[str], grid: Grid) -> str:
        """Where a file repeats an assessment for each factor and has no key, its days are the key."""
        if module.name != "assessment" or not _continues(module, grid):
            return ""
        return " ".join(_cell(cells, grid.place(squash(f.element))) for f in module.fields)

    def _fill(
        self,
        grid: Grid,
        line: int,
        cells: Sequence[str],
        keys: Keys,
        items: list[tuple[int | None, int]],
        inside: list[tuple[int, Module]],
    ) -> None:
        where = grid.where(line)
        for place, slot in items:
            self.into.put(grid.module.name, keys[-1], slot, _cell(cells, place), where)
        for place, module in inside:
            for text in _SEVERAL.split(_cell(cells, place)):
                if text.strip():
                    row = self.into.rows[module.name].start(keys)
                    self.into.put(module.name, row, 0, text, where)


def _place(grid: Grid, table: str) -> int | None:
    own = MODULES[table].own_id
    return grid.place(squash(own)) if own else None


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _continues(module: Module, grid: Grid) -> bool:
    """Whether a row with a key that was met before says more about the same record."""
    if module.name == "child":
        return "lachildid" in grid.columns and squash("PersonBirthDate") not in grid.columns
    return any(
        m.item and squash(m.fields[0].element) in grid.columns for m in children(module.name)
    )


def read_csv(paths: Iterable[Path], into: Gathered) -> None:
    """Read the files of one return; each finds its table by its headings and its name."""
    grids = [grid for path in paths if (grid := read_grid(path, into.findings)) is not None]
    linker = _Linker(into)
    order = list(MODULES)
    grids.sort(key=lambda g: (order.index(g.module.name), _continues(g.module, g)))
    for grid in grids:
        linker.take(grid)
    present = {grid.module.name for grid in grids}
    for name in ("header", "child", "cin"):
        if name not in present:
            into.findings.add(Kind.NO_TABLE, Where(), value=MODULES[name].element)
