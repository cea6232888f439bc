"""A line as a paper prints it: small numbers hidden, and what the others are made of kept."""

from dataclasses import replace

from rightplace.indicators.performance.outward import hides, outward
from rightplace.indicators.performance.table import Line


def outgoing(line: Line) -> Line:
    """The line with small numbers hidden.

    What a value that is shown is made of is no small number either, and is told with it.
    """
    shown = outward(line)
    if not hides(line.unit, line.numerator, line.denominator):
        shown = replace(shown, numerator=line.numerator, denominator=line.denominator)
    if not hides(line.unit, line.previous_numerator, line.previous_denominator):
        shown = replace(
            shown,
            previous_numerator=line.previous_numerator,
            previous_denominator=line.previous_denominator,
        )
    return shown
