"""Every duty as one table, under the readings chosen for the contested points."""

from functools import cache

from rightplace.law.duties import (
    challenge,
    first_plan,
    orders,
    reassessment,
    review,
    transfer,
)
from rightplace.law.duties.duty import Duty, Later, Who
from rightplace.law.readings import DEFAULT, Readings

__all__ = ["DUTIES", "Duty", "Later", "Who", "duties_under"]

_TABLES = (first_plan, review, transfer, reassessment, challenge, orders)


@cache
def duties_under(readings: Readings) -> dict[str, Duty]:
    """Key -> duty, in the order of the manual."""
    return {duty.key: duty for table in _TABLES for duty in table.rows(readings)}


DUTIES: dict[str, Duty] = duties_under(DEFAULT)
