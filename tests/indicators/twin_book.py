"""The facts as lists, and what every slow measure asks of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rightplace.facts.snapshot import About
from rightplace.indicators.measure import Grain

Row = Mapping[str, Any]
FLAGS = ("request_mediation", "request_tribunal", "assessment_mediation", "assessment_tribunal")


@dataclass(frozen=True)
class Book:
    """The facts as lists, with the look-ups that a person would do by hand."""

    facts: Mapping[str, list[Row]]
    about: About
    by: Grain

    def rows(self, table: str, **where: object) -> list[Row]:
        return [r for r in self.facts[table] if all(r[k] == v for k, v in where.items())]

    def one(self, table: str, **where: object) -> Row | None:
        return next(iter(self.rows(table, **where)), None)

    def period(self, day: date) -> str:
        return f"{day.year}" if self.by is Grain.YEAR else f"{day.year}-{day.month:02}"

    @property
    def day(self) -> date:
        return self.about.as_of

    @property
    def is_record(self) -> bool:
        return self.about.origin == "record"


def days(start: date | None, end: date | None) -> int | None:
    if start is None or end is None or end < start:
        return None
    return (end - start).days


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def groups(items: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def how_many(items: Iterable[Any], test: Callable[[Any], object]) -> int:
    return sum(1 for item in items if test(item))


def age_band(birth: date | None, day: date) -> str:
    if birth is None or birth > day:
        return "Not recorded"
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    for top, band in (
        (4, "0 to 4"),
        (10, "5 to 10"),
        (15, "11 to 15"),
        (19, "16 to 19"),
        (25, "20 to 25"),
    ):
        if age <= top:
            return band
    return "Over 25"


def requests(book: Book) -> list[Row]:
    return [
        r
        for r in book.facts["request"]
        if r["received_date"] is not None and r["request_outcome"] != "H"
    ]


def began(book: Book) -> date | None:
    """The first day on which the record closed a case, or else received one."""
    closed = [r["closed_on"] for r in requests(book) if r["closed_on"] is not None]
    return min(closed or [r["received_date"] for r in requests(book)], default=None)


def whole(book: Book, day: date) -> bool:
    """Whether the facts are whole for the year of that day."""
    if not book.is_record:
        return day.year == book.about.year - 1
    first = began(book)
    return first is not None and day.year >= first.year
