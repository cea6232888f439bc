"""Quarters and commentary in words."""

from datetime import date

from django.urls import reverse

from rightplace.governance.models import Act, Commentary, CommentaryRequest, FrozenQuarter
from rightplace.governance.queries.quarters import FrozenLine, texts_of
from rightplace.indicators.performance.rating import Status
from rightplace.indicators.performance.table import Line
from rightplace.web.design.formats import day, time_left
from rightplace.web.design.lines import chance, direction, value_of, why_not
from rightplace.web.design.presenters import Cell, Moment, Tag, Tone, Value

OPEN = Tag("Open", Tone.RUNNING)
_STATUSES = {Status.GREEN: Tone.FINE, Status.AMBER: Tone.SOON, Status.RED: Tone.LATE}
_ACTS = {
    "quarter.freeze": "Figures frozen",
    "quarter.sign_off": "Report signed off",
    "commentary.write": "Commentary written",
    "commentary.sign": "Commentary signed",
    "commentary.withdraw": "Request for commentary withdrawn",
    "figure.correct": "Correction published",
}


def state_tag(quarter: FrozenQuarter | None) -> Tag:
    """Open, frozen or signed off."""
    if quarter is None:
        return OPEN
    signed = quarter.signed_off_at is not None
    return Tag("Signed off", Tone.FINE) if signed else Tag("Frozen", Tone.SOON)


def status_tag(line: Line) -> Value:
    """The rating in a word and its colour."""
    return Tag(line.status, _STATUSES[Status(line.status)]) if line.status else "Not rated"


def value_cell(each: FrozenLine) -> Cell:
    """The value as frozen, and beside it what it was corrected to."""
    line = each.line
    value = value_of(line, line.latest_value)
    if not line.available:
        return Cell(value, detail=why_not(line))
    if each.corrected:
        detail = f"Corrected to {value_of(line, each.corrected)}"
        return Cell(value, detail=detail, tag=Tag("Corrected", Tone.EXCUSED))
    return Cell(value)


def change_words(line: Line) -> Cell:
    """From which figure of which period it changed, and whether that is more than chance."""
    return Cell(direction(line), detail=chance(line) or None)


def clock(request: CommentaryRequest, on: date) -> Cell:
    """How a request stands: signed, withdrawn, waiting for a signature, or due."""
    texts = texts_of(request)
    if request.withdrawn_because:
        return Cell(tag=Tag("Withdrawn"), detail=request.withdrawn_because)
    if any(each.signed_at for each in texts):
        return Cell(tag=Tag("Signed", Tone.FINE))
    if request.figure.quarter.signed_off_at:
        return Cell(tag=Tag("Closed"))
    left = (request.due_on - on).days
    words = time_left(left).capitalize()
    if texts:
        return Cell(tag=Tag("To be signed", Tone.RUNNING), detail=words)
    return Cell(tag=Tag(words, Tone.LATE if left < 0 else Tone.SOON), detail=day(request.due_on))


def request_cells(request: CommentaryRequest, on: date) -> tuple[Value, ...]:
    """A request in a list: the indicator, why, who, and how it stands."""
    who = request.asked_of.name if request.asked_of else "Nobody is named"
    return (
        Cell(
            str(request.figure.line["name"]),
            href=reverse("insight:commentary", args=[request.pk]),
        ),
        request.why,
        Cell(request.owner, detail=who),
        clock(request, on),
    )


def text_moment(text: Commentary) -> Moment:
    """What was said, by whom, and who signed it."""
    action = f" What is done: {text.action}" if text.action else ""
    signed = ""
    if text.signed_by is not None and text.signed_at is not None:
        signed = f". Signed by {text.signed_by.name} on {day(text.signed_at.date())}"
    tag = Tag("Signed", Tone.FINE) if text.signed_at else None
    return Moment(text.at.date(), text.cause, action or None, f"{text.by.name}{signed}", tag)


def act_moment(act: Act) -> Moment:
    """What was done with the report, and by whom."""
    return Moment(act.at.date(), _ACTS.get(act.action, act.action), by=act.by.name)
