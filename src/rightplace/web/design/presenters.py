"""What templates are given: plain, frozen values, ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from markupsafe import Markup

from rightplace.web.design.formats import number, short_day

T = TypeVar("T")


class Tone(StrEnum):
    """What a tag's colour stands for; the value is the design system's colour."""

    LATE = "red"
    SOON = "orange"
    FINE = "green"
    EXCUSED = "purple"
    RUNNING = "blue"
    QUIET = "grey"


@dataclass(frozen=True)
class Tag:
    """A state in one or two words, with a colour that says no more than the words do."""

    text: str
    tone: Tone = Tone.QUIET


_CLOCK_TONES = {
    "Late": Tone.LATE,
    "Met late": Tone.LATE,
    "Due soon": Tone.SOON,
    "Due today": Tone.SOON,
    "On time": Tone.FINE,
    "Met": Tone.FINE,
    "Excused": Tone.EXCUSED,
    "Running": Tone.RUNNING,
    "Paused": Tone.QUIET,
    "Not started": Tone.QUIET,
    "Ended": Tone.QUIET,
    "Passed": Tone.QUIET,
}


def clock_tag(state: str) -> Tag:
    """The tag of a clock's state, such as "Late" or "Met"; a KeyError when there is no such state."""
    return Tag(state, _CLOCK_TONES[state])


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: a breadcrumb, an action."""

    text: str
    href: str


@dataclass(frozen=True)
class Cell:
    """One cell: text, where it leads, a quieter second line, and a tag after it."""

    text: str = ""
    href: str | None = None
    detail: str | None = None
    tag: Tag | None = None


Value = Cell | Tag | Link | str | int | date


def cell(value: Value) -> Cell:
    """A cell from a plain value; write text yourself for what is unknown, which is not zero."""
    match value:
        case Cell():
            return value
        case Tag():
            return Cell(tag=value)
        case Link():
            return Cell(value.text, href=value.href)
        case date():
            return Cell(short_day(value))
        case int():
            return Cell(number(value))
        case _:
            return Cell(value)


@dataclass(frozen=True)
class Column:
    """A column's heading; figures are set to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class TableView:
    """A table; the first cell of each row is the row's heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "There is nothing to show."

    @classmethod
    def of(
        cls,
        caption: str,
        columns: Sequence[Column | str],
        rows: Sequence[Sequence[Value]],
        *,
        empty: str = empty,
    ) -> "TableView":
        """A table from plain values. Raises ValueError when a row has not one cell per column."""
        for row in rows:
            if len(row) != len(columns):
                raise ValueError(f"{caption}: {len(row)} cells for {len(columns)} columns")
        headings = tuple(Column(each) if isinstance(each, str) else each for each in columns)
        return cls(caption, headings, tuple(tuple(map(cell, row)) for row in rows), empty)


@dataclass(frozen=True)
class ChartView:
    """A chart with the words, the table and the query behind it; `id` is unique on the page."""

    id: str
    title: str
    description: str
    svg: Markup
    table: TableView
    csv_href: str
    method: str
    sql: str | None = None


@dataclass(frozen=True)
class Stat:
    """A figure to be seen first, ready to show, with what it counts."""

    label: str
    value: str
    note: str | None = None
    href: str | None = None
    tone: Tone = Tone.QUIET


@dataclass(frozen=True)
class Moment:
    """A dated entry of a timeline."""

    on: date
    title: str
    detail: str | None = None
    by: str | None = None
    tag: Tag | None = None


@dataclass(frozen=True)
class SummaryRow:
    """A line of a summary list, with the link that changes it where one may."""

    key: str
    value: Cell
    change_href: str | None = None

    @classmethod
    def of(cls, key: str, value: Value, change_href: str | None = None) -> "SummaryRow":
        """A line from a plain value."""
        return cls(key, cell(value), change_href)


@dataclass(frozen=True)
class PageLink:
    """One number of the pagination; None stands for those left out."""

    number: int | None
    href: str
    current: bool


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list, counted from 1, with links that keep the rest of the query."""

    items: Sequence[T]
    number: int
    pages: int
    total: int
    size: int
    query: QueryDict

    @property
    def first(self) -> int:
        """The position of the first item shown; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The position of the last item shown."""
        return min(self.number * self.size, self.total)

    @property
    def previous(self) -> str | None:
        """The address of the page before, where there is one."""
        return self._href(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """The address of the page after, where there is one."""
        return self._href(self.number + 1) if self.number < self.pages else None

    @property
    def links(self) -> list[PageLink]:
        """The ends, this page and its neighbours."""
        links: list[PageLink] = []
        for each in range(1, self.pages + 1):
            if each in (1, self.pages) or abs(each - self.number) <= 1:
                links.append(PageLink(each, self._href(each), each == self.number))
            elif links[-1].number is not None:
                links.append(PageLink(None, "", False))
        return links

    def _href(self, page: int) -> str:
        query = self.query.copy()
        query["page"] = str(page)
        return f"?{query.urlencode()}"


def page_of(items: "QuerySet[T] | Sequence[T]", query: QueryDict, size: int = 50) -> Page[T]:  # type: ignore[type-var]
    """The page that the query's `page` asks for; the nearest one when there is no such page."""
    paginator = Paginator(items, size)
    page = paginator.get_page(query.get("page"))
    return Page(
        tuple(page.object_list), page.number, paginator.num_pages, paginator.count, size, query
    )
