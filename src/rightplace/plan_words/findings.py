"""What a check of a plan's words takes and gives."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rightplace.plan_words.sections import PASSAGES, Section
from rightplace.plan_words.text import (
    TABLE_OF,
    NeedText,
    OutcomeText,
    PlanText,
    ProvisionText,
    RowText,
    Table,
)

_AROUND = 60


class Severity(StrEnum):
    """An error keeps a plan from being sent; a warning should be looked at; a hint may be."""

    ERROR = "Error"
    WARNING = "Warning"
    HINT = "Hint"


@dataclass(frozen=True, slots=True)
class About:
    """What the words are checked against. `others` are forename and surname of other children.

    `may_name`: Section I may be filled in. A first draft must not name a setting (CFA 2014 s38(5)).
    """

    forename: str
    surname: str
    school_year: int
    may_name: bool
    staff: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A version with what is known of the child."""

    text: PlanText
    about: About


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is: a row by its table, key and number, a passage by its slug, or a section."""

    section: Section
    code: str = ""
    table: Table | None = None
    key: int | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words that were found, with some of what stands around them."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule does not hold; `what` goes into the rule's message."""

    spot: Spot
    what: str = ""
    excerpt: Excerpt | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where it does not hold, in what words, and how that is mended."""

    id: str
    severity: Severity
    message: str
    mend: str
    finds: Callable[[Checked], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found."""

    rule: str
    severity: Severity
    spot: Spot
    message: str
    mend: str
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Words that someone wrote, and where."""

    spot: Spot
    text: str


def spot_of(text: PlanText, row: RowText) -> Spot:
    """Where a row is."""
    table = TABLE_OF[type(row)]
    return Spot(row.section, text.codes(table)[row.key], table, row.key)


def passages(text: PlanText) -> Iterator[Prose]:
    """Every passage that was written."""
    for each in text.passages:
        if each.text:
            yield Prose(Spot(PASSAGES[each.slug].section, slug=each.slug), each.text)


def row_prose(text: PlanText, rows: Iterable[RowText]) -> Iterator[Prose]:
    """What was written in rows, field by field."""
    for row in rows:
        spot = spot_of(text, row)
        for words in _written(row):
            if words:
                yield Prose(spot, words)


def _written(row: RowText) -> tuple[str, ...]:
    match row:
        case NeedText():
            return (row.text,)
        case OutcomeText():
            return (row.text, row.by_when, row.steps, row.measure)
        case ProvisionText():
            return (
                row.text, row.duration, row.delivered_by, row.qualification, row.ratio, row.review,
            )  # fmt: skip


def prose(text: PlanText) -> Iterator[Prose]:
    """All that was written."""
    yield from passages(text)
    yield from row_prose(text, text.all_rows())


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """The words from `start` to `end` with some around them, cut between words."""
    before, after = text[:start], text[end:]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    return Excerpt(before, text[start:end], after)


def hits(found: Iterable[Prose], pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Each place where a pattern is found."""
    for each in found:
        for match in pattern.finditer(each.text):
            yield Hit(each.spot, match.group(), excerpt(each.text, match.start(), match.end()))
