"""Mistakes in one child's rows, each written for the rule that is to find it, by what they are about."""

from tests.returns.ssda903.mistakes import (
    adoption,
    age,
    carried_on,
    chain,
    leavers,
    placement,
    short_breaks,
    single_rows,
    tables,
)
from tests.returns.ssda903.mistakes.child import Child, Mistake

MISTAKES = (
    *placement.MISTAKES,
    *chain.MISTAKES,
    *short_breaks.MISTAKES,
    *age.MISTAKES,
    *carried_on.MISTAKES,
    *adoption.MISTAKES,
    *leavers.MISTAKES,
    *tables.MISTAKES,
    *single_rows.MISTAKES,
)

__all__ = ["MISTAKES", "Child", "Mistake"]
