"""Quarters, their frozen lines, and the commentary that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet

from rightplace.governance.actions.quarters import about_commentary, about_figure, about_quarter
from rightplace.governance.models import (
    Act,
    Commentary,
    CommentaryRequest,
    FigureCorrection,
    FrozenFigure,
    FrozenQuarter,
)
from rightplace.governance.queries.figures import Versions
from rightplace.governance.queries.owners import owned_by
from rightplace.indicators.performance.figure import known
from rightplace.indicators.performance.periods import Period, parse, quarter_of
from rightplace.indicators.performance.table import Line, printed

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter that has ended, and what was frozen of it; None while it is open."""

    period: Period
    frozen: FrozenQuarter | None


def quarters(day: date) -> list[Quarter]:
    """The last six quarters that have ended by a day, and all that are frozen; the latest first."""
    rows = FrozenQuarter.objects.select_related("by", "signed_off_by")
    frozen = {parse(row.period): row for row in rows}
    last = quarter_of(day).before
    periods = {last.moved(-back) for back in range(_SHOWN)} | set(frozen)
    return [Quarter(each, frozen.get(each)) for each in sorted(periods, reverse=True)]


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """A line as it was frozen, and the value that it should have had, as printed; empty if it was right."""

    figure: FrozenFigure
    line: Line
    corrections: Sequence[FigureCorrection]
    corrected: str


def lines_of(quarter: FrozenQuarter, versions: Versions) -> list[FrozenLine]:
    """The lines of a frozen quarter in the order of the report, with the corrections since."""
    figures = quarter.figures.prefetch_related("corrections__by").order_by("position")
    return [frozen_line(each, versions) for each in figures]


def frozen_line(figure: FrozenFigure, versions: Versions) -> FrozenLine:
    """One frozen line with its corrections, the last first."""
    corrections = sorted(figure.corrections.all(), key=lambda each: each.pk, reverse=True)
    corrected = _corrected(figure, corrections[0], versions) if corrections else ""
    return FrozenLine(figure, Line.from_data(figure.line), corrections, corrected)


def _corrected(figure: FrozenFigure, by: FigureCorrection, versions: Versions) -> str:
    """The corrected value, to the decimals of the version that it was frozen with."""
    of = {each.version: each for each in versions[figure.indicator]}
    indicator = of[figure.version]
    period = indicator.period_in(parse(figure.quarter.period))
    return printed(known(indicator, period, by.numerator, by.denominator))


def requests_seen_by(user: AbstractBaseUser) -> QuerySet[CommentaryRequest]:
    """The requests that someone is asked to answer: by name, or as one who answers for the owner."""
    mine = Q(asked_of=user) | Q(owner__in=owned_by(user))
    return with_texts(CommentaryRequest.objects.filter(mine))


def with_texts(requests: QuerySet[CommentaryRequest]) -> QuerySet[CommentaryRequest]:
    """The requests with all that is shown of them, what is due first before the others."""
    found = requests.select_related("figure__quarter", "asked_of")
    found = found.prefetch_related("texts__by", "texts__signed_by")
    return found.order_by("due_on", "figure__position", "pk")


def texts_of(request: CommentaryRequest) -> list[Commentary]:
    """What was said, the last first."""
    return sorted(request.texts.all(), key=lambda each: (each.at, each.pk), reverse=True)


def acts_of(quarter: FrozenQuarter) -> list[Act]:
    """Everything that was done with a quarter's report, the last first."""
    figures = quarter.figures.values_list("pk", "commentary_request")
    about = {about_quarter(quarter.period)}
    for figure, request in figures:
        about |= {about_figure(figure), about_commentary(request)}
    return list(Act.objects.filter(about__in=about).select_related("by").order_by("-at", "-pk"))
