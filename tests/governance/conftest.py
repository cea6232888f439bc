"""Two people who govern, and a quarter that is frozen."""

from datetime import UTC, date, datetime

import pytest

from rightplace.casework.models import Role, User
from rightplace.governance.actions.quarters import LineToFreeze, freeze_quarter
from rightplace.governance.models import FrozenQuarter

AT = datetime(2023, 1, 31, 12, tzinfo=UTC)
LINES = (
    LineToFreeze(
        "cp-second-plan",
        2,
        {"name": "Second plans", "denominator": 88},
        "Social care",
        "It is amber.",
    ),
    LineToFreeze("home-education", 1, {"name": "At home", "denominator": None}, "Education"),
)


@pytest.fixture(autouse=True)
def alone(empty_record: None) -> None:
    """Nothing is frozen, entered or asked for yet, whatever county was loaded before."""


@pytest.fixture
def analyst(db: None) -> User:
    """Who writes."""
    return User.objects.create(username="writer", role=Role.ANALYST)


@pytest.fixture
def head(db: None) -> User:
    """Who signs."""
    return User.objects.create(username="signer", role=Role.HEAD_OF_SERVICE)


def freeze(by: User, period: str = "Q3 2022/23", **other: object) -> FrozenQuarter:
    """Freeze two lines."""
    given = {
        "ended_on": date(2022, 12, 31),
        "lines": LINES,
        "snapshot_name": "january",
        "snapshot_id": "abc",
        "snapshot_day": date(2023, 1, 31),
        "comparators": "",
        "commentary_due_on": date(2023, 2, 10),
    }
    return freeze_quarter(period, **{**given, **other}, by=by, at=AT)


@pytest.fixture
def quarter(analyst: User) -> FrozenQuarter:
    """A frozen quarter, with commentary wanted for its first line."""
    return freeze(analyst)
