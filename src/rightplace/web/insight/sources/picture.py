"""The map of sources as a picture: from a source to the tables it feeds, and on to figures and returns."""

from collections.abc import Iterable, Mapping, Sequence

from rightplace.facts.schema import RETURN_TABLES
from rightplace.facts.sources import COUNTED, RETURNS, SOURCES, tables_of
from rightplace.papers.flow import Flow
from rightplace.web.insight.sources.words import table_name, tables_in_order

# The first word of a measure's key -> what its figures are about.
THEMES = {
    "timeliness": "Figures: timeliness",
    "requests": "Figures: requests",
    "plans": "Figures: plans",
    "reviews": "Figures: reviews",
}
_SEN2 = "SEN2 return"
_OF_SEN2 = frozenset(table.name for table in RETURN_TABLES)


def _uses() -> Mapping[str, frozenset[str]]:
    """What is made -> the tables that it is made from."""
    themes = {
        label: frozenset(
            table
            for key, read in COUNTED.items()
            if key.startswith(f"{theme}.")
            for table, _ in read
        )
        for theme, label in THEMES.items()
    }
    return {_SEN2: _OF_SEN2, **themes}


def whole_map() -> Flow:
    """Every source that feeds a snapshot of the record or a return."""
    kept = [key for key in SOURCES if tables_of(key) or _returns_of(key)]
    return _flow(kept, "Where the data come from, and what is made of them")


def map_of(key: str) -> Flow | None:
    """One source; None where it feeds no table of the record and no return."""
    if not tables_of(key) and not _returns_of(key):
        return None
    return _flow([key], f"What {SOURCES[key].name} feeds")


def _returns_of(key: str) -> list[str]:
    return [each.title for each in RETURNS.values() if key in each.sources()]


def _flow(keys: Sequence[str], title: str) -> Flow:
    """Returns other than SEN2 stand among the tables: they are fed as they are."""
    tables = tables_in_order(table for key in keys for table in tables_of(key))
    others = list(dict.fromkeys(name for key in keys for name in _returns_of(key)))
    uses = {name: used for name, used in _uses().items() if used & set(tables)}
    first = [(0, start, end) for start, key in enumerate(keys) for end in _fed(key, tables, others)]
    second = [
        (1, start, end)
        for start, table in enumerate(tables)
        for end, used in enumerate(uses.values())
        if table in used
    ]
    columns: tuple[Iterable[str], ...] = (
        (SOURCES[key].name for key in keys),
        (*map(table_name, tables), *others),
    )
    headings: tuple[str, ...] = ("Source", "Table or return")
    if uses:
        columns, headings = (*columns, tuple(uses)), (*headings, "Made of it")
    return Flow(
        title=title,
        description="Lines lead from each source to the tables and returns that it feeds, and from a"
        " table to the figures and the return that read it. The table on this page says the same.",
        headings=headings,
        columns=tuple(map(tuple, columns)),
        links=tuple(first + second),
    )


def _fed(key: str, tables: Sequence[str], others: Sequence[str]) -> list[int]:
    """The places of what a source feeds, in the second column."""
    places = [tables.index(table) for table in tables if table in tables_of(key)]
    return places + [len(tables) + others.index(name) for name in _returns_of(key)]
