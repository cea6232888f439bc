"""A line as it may leave the council: what may point to a child is hidden, and what would give it back."""

from dataclasses import replace

from rightplace.indicators.performance.definition import Unit
from rightplace.indicators.performance.disclosure import HIDDEN, is_small, share_is_small
from rightplace.indicators.performance.figure import Figure, not_available
from rightplace.indicators.performance.table import Line

_WHY = "a small number is hidden"


def outward(line: Line) -> Line:
    """The line with small numbers hidden.

    With one of its two values hidden, the change between them is hidden too, and so is its direction: the
    other value would give the hidden one back. A rating or a quartile would narrow it down. What a value is
    made of, and the warnings about its data, which name counts, are for inside.
    """
    late = hides(line.unit, line.numerator, line.denominator)
    early = hides(line.unit, line.previous_numerator, line.previous_denominator)
    shown = replace(
        line,
        numerator=None,
        denominator=None,
        previous_numerator=None,
        previous_denominator=None,
        warnings=(),
    )
    if late:
        shown = replace(
            shown,
            latest_value=HIDDEN,
            value=None,
            status="",
            status_because=_WHY,
            quartile=None,
        )
    if early:
        shown = replace(shown, previous_value=HIDDEN, previous=None)
    if late or early:
        shown = replace(shown, trend="", change="", beyond_chance=None)
    return shown


def outward_figure(figure: Figure) -> Figure:
    """A figure of a series with its value hidden where it is made of a few."""
    if not hides(figure.indicator.unit, figure.numerator, figure.denominator):
        return replace(figure, numerator=None, denominator=None, warnings=())
    return not_available(figure.indicator, figure.period, _WHY)


def hides(unit: str, numerator: float | None, denominator: float | None) -> bool:
    """Whether a value is made of a few. A score's numerator is a sum of scores, and counts nobody."""
    match Unit(unit):
        case Unit.COUNT:
            return is_small(numerator)
        case Unit.SCORE:
            return is_small(denominator)
        case _:
            return share_is_small(numerator, denominator)
