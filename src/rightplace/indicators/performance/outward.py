"""Lines as they may leave the council: what may point to a child is hidden, and what would give it back."""

from collections.abc import Sequence
from dataclasses import replace

from rightplace.indicators.performance.definition import Indicator, indicators
from rightplace.indicators.performance.disclosure import HIDDEN
from rightplace.indicators.performance.periods import Period, parse
from rightplace.indicators.performance.table import Line
from rightplace.indicators.performance.withholding import Cell, Held, Release


def release_of(lines: Sequence[Line]) -> Release:
    """What is published with lines: the latest figures before the earlier ones, in the report's order."""
    late = [_cell(x, x.latest_period, x.numerator, x.denominator) for x in lines]
    early = [
        _cell(x, x.previous_period, x.previous_numerator, x.previous_denominator) for x in lines
    ]
    return [cell for cell in (*late, *early) if cell is not None]


def outward(lines: Sequence[Line], held: Held) -> tuple[Line, ...]:
    """The lines with hidden what is held back of their release."""
    return tuple(_outward(line, held) for line in lines)


def outgoing(lines: Sequence[Line], held: Held) -> tuple[Line, ...]:
    """The lines as a paper prints them: what a value that is shown is made of is told with it."""
    return tuple(
        _with_parts(shown, line) for shown, line in zip(outward(lines, held), lines, strict=True)
    )


def _cell(
    line: Line, written: str, numerator: float | None, denominator: float | None
) -> Cell | None:
    if not written or numerator is None:
        return None
    indicator = indicators()[line.key][-1]
    return Cell(indicator, _period(indicator, written), numerator, denominator)


def _period(indicator: Indicator, written: str) -> Period:
    text = written.removesuffix(indicator.marks) if indicator.marks else written
    return parse(text, years=indicator.frequency)


def _held(line: Line, written: str, held: Held) -> str:
    """Why the figure of a period is held back; empty where it is not, or there is none."""
    if not written:
        return ""
    return held.get((line.key, str(_period(indicators()[line.key][-1], written))), "")


def _outward(line: Line, held: Held) -> Line:
    """A line with what is held back hidden.

    With one of its two values hidden, the change between them is hidden too, and so is its direction: the
    other value would give the hidden one back. A rating or a quartile would narrow it down. What a value is
    made of, and the warnings about its data, which name counts, are for inside.
    """
    late, early = _held(line, line.latest_period, held), _held(line, line.previous_period, held)
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
            status_because=f"Hidden: {late}",
            quartile=None,
            why=late,
        )
    if early:
        shown = replace(shown, previous_value=HIDDEN, previous=None, previous_why=early)
    if late or early:
        shown = replace(shown, trend="", change="", beyond_chance=None)
    return shown


def _with_parts(shown: Line, line: Line) -> Line:
    if shown.latest_value != HIDDEN:
        shown = replace(shown, numerator=line.numerator, denominator=line.denominator)
    if shown.previous_value != HIDDEN:
        shown = replace(
            shown,
            previous_numerator=line.previous_numerator,
            previous_denominator=line.previous_denominator,
        )
    return shown
