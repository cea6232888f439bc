"""Worked examples of every part of the clock: the law's tests and its manual read the same rows."""

from rightplace.law.examples import challenge, exceptions, first_plan, limits, moves, review
from rightplace.law.examples.counting import COUNTING
from rightplace.law.examples.example import Counting, Example, history

__all__ = ["COUNTING", "EXAMPLES", "Counting", "Example", "history"]

EXAMPLES: tuple[Example, ...] = (
    *first_plan.EXAMPLES,
    *exceptions.EXAMPLES,
    *review.EXAMPLES,
    *moves.EXAMPLES,
    *challenge.EXAMPLES,
    *limits.EXAMPLES,
)
