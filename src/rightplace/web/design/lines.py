"""What a line says, in words for the page: never by a colour or a sign alone."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from rightplace.indicators.performance.definition import Polarity, Unit
from rightplace.indicators.performance.disclosure import HIDDEN
from rightplace.indicators.performance.figure import State
from rightplace.indicators.performance.rating import Status
from rightplace.indicators.performance.table import Line, Trend
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Tone

NOT_AVAILABLE = "Not available"
HIDDEN_VALUE = "Hidden"


@dataclass(frozen=True)
class Rating:
    """A rating: its word, the shape before it, and a colour that says no more."""

    text: str
    shape: str
    tone: Tone


RATINGS = {
    Status.GREEN: Rating("Green", "✔", Tone.FINE),
    Status.AMBER: Rating("Amber", "◆", Tone.SOON),
    Status.RED: Rating("Red", "■", Tone.LATE),
    Status.NONE: Rating("Not rated", "○", Tone.QUIET),
}
ABSENT = Rating(NOT_AVAILABLE, "–", Tone.QUIET)  # noqa: RUF001 (a dash is the shape)
_QUARTILES = {1: "1, the top", 2: "2", 3: "3", 4: "4, the bottom"}
_SAID_OF = {"": "", HIDDEN: HIDDEN_VALUE, State.NOT_AVAILABLE.value: NOT_AVAILABLE}
_GOOD = {(Trend.INCREASE, Polarity.HIGH), (Trend.DECREASE, Polarity.LOW)}
_SAID = {True: "More than chance", False: "No more than chance"}


@dataclass(frozen=True)
class LineView:
    """One indicator in a table of a quarter. Empty text is an empty cell, which words fill in the table."""

    name: str
    href: str | None
    theme: str
    value: str
    period: str
    why: str
    direction: str
    good: str
    chance: str
    target: str
    rating: Rating
    because: str
    quartile: str
    neighbours: str
    spark: Markup
    spark_says: str
    corrected: bool


def rating_of(line: Line) -> Rating:
    """How a line is rated; one without a figure is not among those not rated."""
    return RATINGS[Status(line.status)] if line.available else ABSENT


def value_of(line: Line, text: str) -> str:
    """A printed value with its unit: 22.74%, 3,489, 0.53."""
    if text in _SAID_OF:
        return _SAID_OF[text]
    match Unit(line.unit):
        case Unit.PERCENT:
            return f"{text}%"
        case Unit.COUNT:
            return f"{int(text):,}"
    return text


def why_not(line: Line) -> str:
    """Why there is no figure and until when, or why it is hidden; empty where there is one to see."""
    if line.latest_value == HIDDEN:
        return f"{line.why[:1].upper()}{line.why[1:]}."
    if line.available:
        return ""
    until = (
        f" Expected from {day(date.fromisoformat(line.until))}."
        if line.until
        else " It is not known until when."
    )
    return f"{line.why[:1].upper()}{line.why[1:].rstrip('.')}.{until}"


def why_not_earlier(line: Line) -> str:
    """Why the earlier figure is hidden; empty where it is not."""
    if line.previous_value != HIDDEN:
        return ""
    return f"The figure of {line.previous_period} is hidden: {line.previous_why}."


def direction(line: Line) -> str:
    """The way from the earlier figure, with that figure: up from 22.6% in Q2 2022/23."""
    if not line.previous_period:
        return line.compared_because or "Not compared"
    if HIDDEN in (line.latest_value, line.previous_value):
        return "Not compared: one of the two figures is hidden"
    earlier = f"{value_of(line, line.previous_value)} in {line.previous_period}"
    match Trend(line.trend):
        case Trend.INCREASE:
            return f"▲ Up from {earlier}"
        case Trend.DECREASE:
            return f"▼ Down from {earlier}"
        case Trend.NO_CHANGE:
            return f"= Same as in {line.previous_period}"
    return f"Not compared; {line.previous_period}: {value_of(line, line.previous_value).lower()}"


def good(line: Line) -> str:
    """Whether the direction is good."""
    if line.trend in (Trend.NONE, Trend.NO_CHANGE):
        return ""
    polarity = Polarity(line.polarity)
    if polarity is Polarity.NONE:
        return "Neither better nor worse"
    return "Better" if (Trend(line.trend), polarity) in _GOOD else "Worse"


def chance(line: Line) -> str:
    """Whether the change is more than chance."""
    if line.trend in (Trend.NONE, Trend.NO_CHANGE):
        return ""
    return "Chance cannot be told" if line.beyond_chance is None else _SAID[line.beyond_chance]


def target(line: Line) -> str:
    """The target in words: less than 20.8%."""
    if not line.target:
        return ""
    return f"{'Less' if line.target[0] == '<' else 'More'} than {line.target[1:]}"


def quartile(line: Line) -> str:
    """The national quartile, 1 the best."""
    return "" if line.quartile is None else _QUARTILES[line.quartile]


def neighbours(line: Line) -> str:
    """The average of the statistical neighbours, with the period that it is of."""
    if not line.neighbour_average:
        return ""
    period = f" in {line.comparator_period}" if line.comparator_period else ""
    unit = "%" if line.unit == Unit.PERCENT else ""
    return f"{line.neighbour_average}{unit}{period}"
