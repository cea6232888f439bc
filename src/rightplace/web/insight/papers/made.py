"""The papers of a quarter from what is known of it: the same for a screen and for the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from rightplace.casework.models import Role, User
from rightplace.governance.models import Commentary, FigureCorrection
from rightplace.indicators.performance.disagreements import about
from rightplace.indicators.performance.disclosure import HIDDEN
from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.outward import outgoing, outward
from rightplace.indicators.performance.periods import PeriodError, parse
from rightplace.indicators.performance.table import Line
from rightplace.indicators.performance.withholding import Held
from rightplace.papers.quarter.check import CannotRead, Finding, check, mark_of
from rightplace.papers.quarter.draft import Corrected, Quarter, Said, draft
from rightplace.papers.quarter.open_data import metadata, open_csv
from rightplace.papers.quarter.pages import html, pdf
from rightplace.papers.quarter.paper import Paper
from rightplace.papers.quarter.picture import picture_pdf, picture_png
from rightplace.papers.quarter.sheet import workbook
from rightplace.papers.quarter.word import word
from rightplace.web.insight.performance.source import QuarterLines, quarter_lines
from rightplace.web.published import published

COMMITTEE = "Children and Families Overview and Scrutiny Committee"


@dataclass(frozen=True)
class Form:
    """A file that can be made of a quarter: how it is named, its type, and what it is for."""

    suffix: str
    kind: str
    words: str
    make: Callable[["Papers"], bytes]


@dataclass(frozen=True)
class Papers:
    """A quarter's lines, and what its papers say beside them."""

    board: QuarterLines
    meeting_on: date
    committee: str = COMMITTEE

    @property
    def period(self) -> str:
        """The quarter, as it is written."""
        return str(self.board.period)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines as they may leave the council: what is held back is hidden."""
        return outgoing(self.board.lines, self.held)

    @property
    def held(self) -> Held:
        """What is held back of them, after all that was published before."""
        board = self.board
        if board.frozen is None:
            return published().held_of_draft(board.lines)
        return published().held_of(board.frozen)

    @property
    def file_name(self) -> str:
        """What its files are called, without their ending."""
        return f"performance-{self.period.replace(' ', '-').replace('/', '-').lower()}"

    def paper(self) -> Paper:
        """The report."""
        board = self.board
        return draft(
            Quarter(
                period=self.period,
                council=settings.COUNCIL,
                committee=self.committee,
                meeting_on=self.meeting_on,
                director="Director of Children and Family Services",
                officers=_officers(),
                snapshot=board.snapshot_name,
                snapshot_day=self._stands_at,
                comparators=board.comparators,
                lines=self.lines,
                said=_said(self.period),
                notes=_notes(board),
                corrections=_corrections(self.period),
                frozen_on=board.frozen.at.date() if board.frozen else None,
            )
        )

    @property
    def _stands_at(self) -> date:
        """The day of the record; of a snapshot that is no longer kept, the day on which it was frozen."""
        if self.board.snapshot is not None:
            return self.board.snapshot.about.as_of
        assert self.board.frozen is not None
        return self.board.frozen.at.date()


def _notes(board: QuarterLines) -> Mapping[str, str]:
    """Where a figure disagrees with what else was published of it."""
    found: dict[str, str] = {}
    for line in board.lines:
        period = parse(line.latest_period.removesuffix(" Final"))
        said = [f"{each.says} {each.but} {each.here}" for each in about(line.key, period)]
        if said:
            found[line.key] = " ".join(said)
    return found


def _officers() -> tuple[str, ...]:
    roles = (Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.ANALYST)
    found = User.objects.filter(role__in=roles, is_active=True).order_by("last_name")
    ranked = sorted(found, key=lambda user: roles.index(Role(user.role)))
    return tuple(f"{user.name}, {Role(user.role).label.lower()}" for user in ranked)


def _said(period: str) -> Mapping[str, Said]:
    """What the owners said of a frozen quarter's figures, where somebody signed it."""
    texts = Commentary.objects.filter(
        request__figure__quarter__period=period, signed_at__isnull=False
    ).order_by("signed_at")
    return {
        text.request.figure.indicator: Said(text.cause, text.action)
        for text in texts.select_related("request__figure")
    }


def _corrections(period: str) -> tuple[Corrected, ...]:
    """The corrections of other quarters' figures that were published since they were frozen."""
    found = FigureCorrection.objects.exclude(figure__quarter__period=period)
    return tuple(
        _corrected(each) for each in found.order_by("at").select_related("figure__quarter")
    )


def _corrected(correction: FigureCorrection) -> Corrected:
    """A correction; where it or the first figure is held back, that there is one and why no more is said."""
    found, line = published(), correction.figure.line
    held = found.held_of(correction)
    (first,) = outward([Line.from_data(line)], found.held_of(correction.figure.quarter))
    if held or first.latest_value == HIDDEN:
        why = next(iter(held.values()), first.why)
        return Corrected(line["name"], correction.figure.quarter.period, hidden=why)
    decimals = len(line["latest_value"].partition(".")[2])
    value = correction.numerator
    if correction.denominator:
        value = (100 if line["unit"] == "percent" else 1) * value / correction.denominator
    return Corrected(
        name=line["name"],
        period=correction.figure.quarter.period,
        was=line["latest_value"],
        should_be=str(rounded(value, decimals)),
        reason=correction.reason,
    )


def _picture(papers: Papers) -> dict[str, object]:
    return {
        "period": papers.period,
        "council": settings.COUNCIL,
        "snapshot": papers.board.snapshot_name,
        "fonts": settings.FONTS,
    }


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: Mapping[str, Form] = {
    "docx": Form(".docx", _DOCX, "The report in Word, to be worked on", lambda p: word(p.paper())),
    "pdf": Form(
        ".pdf",
        "application/pdf",
        "The report as a PDF",
        lambda p: pdf(p.paper(), fonts=settings.FONTS),
    ),
    "html": Form(
        ".html",
        "text/html; charset=utf-8",
        "The report as a web page",
        lambda p: html(p.paper()).encode(),
    ),
    "xlsx": Form(
        ".xlsx",
        _XLSX,
        "The dashboard as a workbook",
        lambda p: workbook(p.lines, period=p.period, snapshot=p.board.snapshot_name),
    ),
    "dashboard-pdf": Form(
        "-dashboard.pdf",
        "application/pdf",
        "The dashboard on one page",
        lambda p: picture_pdf(p.lines, **_picture(p)),  # type: ignore[arg-type]
    ),
    "png": Form(
        "-dashboard.png",
        "image/png",
        "The dashboard as a picture",
        lambda p: picture_png(p.lines, **_picture(p)),  # type: ignore[arg-type]
    ),
    "csv": Form(
        ".csv",
        "text/csv; charset=utf-8",
        "Open data: tidy CSV, small numbers hidden",
        lambda p: open_csv(p.board.lines, p.held, report=p.period).encode(),
    ),
    "json": Form(
        ".csv-metadata.json",
        "application/json",
        "Open data: what the columns hold",
        lambda p: metadata(
            report=p.period,
            council=settings.COUNCIL,
            published=str(p.meeting_on),
            file_name=f"{p.file_name}.csv",
        ).encode(),
    ),
}
"""Every file that can be made of a quarter."""


def held_against_register(content: bytes, day: date) -> tuple[str, list[Finding]]:
    """From which quarter a copy was drafted, and what in it no longer follows. Raises CannotRead.

    `day` stands for the day of the meeting, which is no figure.
    """
    period = mark_of(content).split("|")[0]
    try:
        board = quarter_lines(parse(period))
    except PeriodError:
        board = None
    if board is None:
        raise CannotRead(f"The file was drafted from {period}, of which there are no figures here.")
    return period, check(content, Papers(board, day).paper())
