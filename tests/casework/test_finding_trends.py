"""Counts of findings over time, against a plain count of what was settled."""

from collections import Counter
from datetime import timedelta

import pytest

from rightplace.casework.actions.finding_runs import settle
from rightplace.casework.actions.findings import accept
from rightplace.casework.models import Cause, Finding, FindingSeverity, FindingState, Role, User
from rightplace.casework.queries.finding_trends import Narrowed, ages, at_stake, by_cause, trends
from tests.casework.record import a_user
from tests.casework.test_findings import ACCEPTED, DAY, MENDED, OPEN, asked, noon, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(empty_record: None) -> User:
    return a_user("someone", Role.ADMINISTRATOR)


def run(by: User, number: int, *found: object, **more: object) -> None:
    settle(asked(number, **more), tuple(found), by=by, at=noon(DAY + timedelta(days=number)))


def test_each_check_says_what_stood_and_what_it_found_mended(someone: User) -> None:
    run(someone, 0, seen(key=1), seen(key=2), seen("TWO", key=1))
    first = Finding.objects.get(rule="ONE", record_key=1)
    accept(first, reason="It is right", until=None, by=someone, at=noon(DAY))
    run(someone, 1, seen(key=1), seen("THREE", key=4))
    found = trends(Narrowed())
    counts = [dict(check.counts) for check in found.checks]
    assert counts == [{OPEN: 3, ACCEPTED: 0, MENDED: 0}, {OPEN: 1, ACCEPTED: 1, MENDED: 2}]
    assert [check.as_of for check in found.checks] == [DAY, DAY + timedelta(days=1)]
    rules = {group.key: (group.open, group.before) for group in found.groups["rule"]}
    assert rules == {"THREE": (1, 0), "ONE": (0, 2), "TWO": (0, 1)}


def test_a_first_check_has_none_before_and_no_check_has_nothing(someone: User) -> None:
    assert trends(Narrowed()).checks == []
    run(someone, 0, seen())
    (group,) = trends(Narrowed()).groups["rule"]
    assert (group.open, group.before) == (1, None)


def test_narrowed_to_what_was_not_checked_nothing_is_counted(someone: User) -> None:
    run(someone, 0, seen())
    narrowed = Narrowed(collection="record")
    assert [check.counts[OPEN] for check in trends(narrowed).checks] == [0]
    assert (at_stake(narrowed), by_cause(narrowed)) == ([], [])
    assert at_stake(Narrowed(collection="sen2"))[0].number == 1


def test_open_findings_are_in_the_band_of_their_day(someone: User) -> None:
    severities = list(FindingSeverity)
    run(someone, 0, *(seen(key=n, severity=severities[n % 3]) for n in range(9)))
    rows = list(Finding.objects.all())
    for after in (0, 6, 8, 15, 16, 40, 60):
        day = DAY + timedelta(days=after)
        slow = Counter(_band((day - row.due_on).days) for row in rows)
        assert [age.number for age in ages(Narrowed(), day=day)] == [slow[n] for n in range(4)]


def _band(late: int) -> int:
    return 0 if late <= 0 else 1 if late <= 7 else 2 if late <= 28 else 3


def test_causes_are_counted_as_they_stand(someone: User) -> None:
    run(someone, 0, seen(key=1), seen(key=2))
    Finding.objects.filter(record_key=1).update(cause=Cause.ENTRY)
    assert [(g.name, dict(g.counts)) for g in by_cause(Narrowed())] == [
        ("Entered wrongly", {FindingState.OPEN: 1}),
        ("Not said yet", {FindingState.OPEN: 1}),
    ]
