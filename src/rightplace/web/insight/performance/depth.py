"""One indicator in depth: what its figure is, means and is made of, and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rightplace.governance.models import Commentary, CommentaryRequest, FigureCorrection
from rightplace.indicators.performance.breakdown import Part
from rightplace.indicators.performance.definition import Indicator, Origin, version_on
from rightplace.indicators.performance.disagreements import about
from rightplace.indicators.performance.figure import Figure, known
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.table import Line, Versions, printed
from rightplace.web.design import lines as words
from rightplace.web.design.formats import day, number, percent
from rightplace.web.design.presenters import Column, SummaryRow, TableView
from rightplace.web.insight.performance.remembered import remembered_inside
from rightplace.web.insight.performance.source import QuarterLines

Asked = tuple[Indicator, Period]
"""The version of the definition in force, and the period whose figure a report gives."""


@dataclass(frozen=True)
class Said:
    """What the owner said of the figure, signed."""

    cause: str
    action: str
    by: str


@dataclass(frozen=True)
class Corrected:
    """A correction of the figure."""

    text: str
    reason: str


def asked_of(board: QuarterLines, key: str, register: Versions) -> Asked:
    """What the line of an indicator is the figure of."""
    of_quarter = version_on(register[key], board.period.last)
    period = of_quarter.period_in(board.period)
    return version_on(register[key], period.last), period


def facts_of(line: Line, figure_of: Asked) -> list[SummaryRow]:
    """The figure in a few lines."""
    rating = words.rating_of(line)
    given = [
        ("Value", f"{words.value_of(line, line.latest_value)} in {line.latest_period}"),
        ("Counted", _counted(*figure_of)),
        ("Why there is no figure", words.why_not(line)),
        ("The earlier figure", words.why_not_earlier(line)),
        ("Made of", _made_of(line)),
        ("Direction", words.direction(line) if line.available else ""),
        ("Better or worse", words.good(line)),
        ("Is the change more than chance?", words.chance(line)),
        ("Target", words.target(line)),
        ("Rating", f"{rating.shape} {rating.text}. {line.status_because}"),
        ("National quartile", words.quartile(line)),
        ("Neighbours' average", words.neighbours(line)),
    ]
    return [SummaryRow.of(name, text) for name, text in given if text]


def _counted(indicator: Indicator, period: Period) -> str:
    when = indicator.counted_when(period)
    return when[:1].upper() + when[1:]


def _made_of(line: Line) -> str:
    if line.numerator is None:
        return ""
    of = "" if line.denominator is None else f" of {line.denominator:,.10g}"
    return f"{line.numerator:,.10g}{of}"


def definition_of(indicator: Indicator) -> list[SummaryRow]:
    """The definition in force."""
    given = [
        ("Question", indicator.question),
        ("Definition", indicator.definition),
        ("What is counted", indicator.numerator),
        ("Out of", indicator.denominator or "Nothing: it is a count"),
        ("Good is", {"high": "High", "low": "Low", "none": "Neither"}[indicator.polarity.value]),
        ("Source", indicator.source),
        ("Made from", "Records" if indicator.origin is Origin.RECORD else "Entered with evidence"),
        ("Needs", "; ".join(indicator.needs)),
        ("Known limits", " ".join(indicator.limits)),
        ("Statutory basis", indicator.statutory_basis),
        ("Owner", indicator.owner),
    ]
    return [SummaryRow.of(name, text) for name, text in given if text]


def versions_table(of_it: Sequence[Indicator], in_force: Indicator) -> TableView:
    """Every version with the day from which it holds, the latest first."""
    rows = [
        [
            f"Version {each.version}{', in force for this figure' if each == in_force else ''}",
            each.since,
            f"{each.definition} {each.decimals} decimal{'' if each.decimals == 1 else 's'}.",
        ]
        for each in reversed(of_it)
    ]
    return TableView.of(
        "Versions of the definition", ["Version", "Holds from", "What it says"], rows
    )


def query_of(board: QuarterLines, indicator: Indicator, period: Period) -> str | None:
    """The query that gives the figure; None where the snapshot is not kept."""
    if board.snapshot is None:
        return None
    return remembered_inside(board.snapshot, indicator, period).sql


def parts_of(board: QuarterLines, indicator: Indicator, period: Period) -> list[TableView]:
    """The breakdowns of the figure; none where small numbers are to be hidden."""
    if board.snapshot is None or board.hides:
        return []
    found = remembered_inside(board.snapshot, indicator, period).parts
    return [_parts_table(by.title, parts) for by, parts in found if parts]


def _parts_table(title: str, parts: Sequence[Part]) -> TableView:
    columns = [
        title,
        Column("Counted", numeric=True),
        Column("Out of", numeric=True),
        Column("Share", numeric=True),
    ]
    is_count = all(part.denominator is None for part in parts)
    rows = [
        [part.name, number(part.numerator)]
        if is_count
        else [
            part.name,
            number(part.numerator),
            number(part.denominator or 0),
            percent(part.numerator / part.denominator) if part.denominator else "None",
        ]
        for part in parts
    ]
    shown = [title, Column("Count", numeric=True)] if is_count else columns
    return TableView.of(f"By {title[:1].lower()}{title[1:]}", shown, rows)


def said_of(board: QuarterLines, key: str) -> list[Said]:
    """The signed commentary on a frozen figure."""
    if board.frozen is None:
        return []
    texts = Commentary.objects.filter(
        request__figure__quarter=board.frozen,
        request__figure__indicator=key,
        signed_at__isnull=False,
    ).select_related("by", "signed_by")
    return [
        Said(t.cause, t.action, f"{t.by.name}, signed by {t.signed_by.name} on {day(t.signed_at)}")
        for t in texts.order_by("-at", "-pk")[:1]
    ]


def unsaid_of(board: QuarterLines, key: str) -> str:
    """How commentary stands where none is signed, in a sentence."""
    if board.frozen is None:
        return "Commentary is asked for when the quarter is frozen."
    asked = CommentaryRequest.objects.filter(
        figure__quarter=board.frozen, figure__indicator=key
    ).first()
    if asked is None:
        return "No commentary was asked for: it is not red, not newly amber, and moved no more than chance."
    if asked.withdrawn_because:
        return f"Commentary was asked for and is not needed. {asked.withdrawn_because}"
    return f"{asked.owner} is asked for commentary by {day(asked.due_on)}. None is signed yet."


def corrections_of(board: QuarterLines, line: Line, figure_of: Asked) -> list[Corrected]:
    """What was corrected since, the latest first; none where small numbers are to be hidden."""
    if board.frozen is None or board.hides:
        return []
    found = FigureCorrection.objects.filter(
        figure__quarter=board.frozen, figure__indicator=line.key
    ).order_by("-at", "-pk")
    return [
        Corrected(
            f"{words.value_of(line, line.latest_value)} was printed; it should have been "
            f"{words.value_of(line, printed(known(*figure_of, each.numerator, each.denominator)))}. "
            f"Corrected on {day(each.at.date())}.",
            each.reason,
        )
        for each in found
    ]


def disagreements_of(
    board: QuarterLines, line: Line, period: Period, history: Sequence[Figure]
) -> list[str]:
    """Where the printed report disagrees with itself, or with the snapshot that it is said to be of."""
    if board.hides:
        return []
    found = [f"{each.says} {each.but} {each.here}" for each in about(line.key, period)]
    now = history[-1] if history else None
    if board.frozen is not None and now is not None and printed(now) != line.latest_value:
        found.append(
            f"The report gives {line.latest_value} for {line.latest_period}; "
            f"its snapshot gives {printed(now)}."
        )
    return found
