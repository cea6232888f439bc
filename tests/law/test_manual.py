"""The manual shows every duty, each on the last day of its limit and past it.

That the committed page is current is tested with the other pages, in tests/test_manual.py.
"""

from datetime import date

import pytest

from rightplace.law.clock import clock, latest
from rightplace.law.duties import DUTIES
from rightplace.law.examples import COUNTING, EXAMPLES, Example
from rightplace.law.manual import _GROUPS, render
from rightplace.law.readings import choices
from rightplace.law.state import Clock

PAGE = render()


def _section(key: str) -> str:
    """A duty's part of the page."""
    return PAGE.split(f"\n`{key}`\n")[1].split("\n### ")[0].split("\n## ")[0]


def _found(row: Example) -> Clock:
    on = date.fromisoformat(row.as_of)
    clocks = clock(
        row.events,
        on,
        exceptions=row.exceptions,
        advice_excuses=row.advice_excuses,
        readings=row.readings,
    )
    found = latest(clocks, row.duty, row.ref)
    assert found is not None
    return found


def _days_past_due(key: str) -> set[int]:
    found = [_found(row) for row in EXAMPLES if row.duty == key]
    return {((each.met_on or each.as_of) - each.due_on).days for each in found}


def test_every_group_of_duties_has_a_title() -> None:
    assert list(_GROUPS) == list(dict.fromkeys(key.split(".")[0] for key in DUTIES))


@pytest.mark.parametrize("key", DUTIES)
def test_every_duty_is_shown_on_its_last_day_and_past_it(key: str) -> None:
    assert PAGE.count(f"\n`{key}`\n") == 1
    past = _days_past_due(key)
    assert 0 in past
    assert max(past) > 0


@pytest.mark.parametrize("key", DUTIES)
def test_every_duty_says_its_rule_and_what_is_not_verified(key: str) -> None:
    duty, section = DUTIES[key], _section(key)
    lines = section.split("\n")
    assert f"- rule: {duty.citation}" in lines
    assert f"- who: {duty.who}" in lines
    assert (f"- not verified: {duty.unverified}" in lines) is bool(duty.unverified)
    assert ("\n- binds: only if that is what is decided" in section) is duty.conditional
    assert section.count("\n| ") == 2 + len([row for row in EXAMPLES if row.duty == key])


def test_only_the_limit_of_a_refusal_to_issue_is_conditional() -> None:
    assert [key for key, duty in DUTIES.items() if duty.conditional] == [
        "first_plan.refuse_to_issue",
        "order.assess.refuse_to_issue",
        "conceded.assess.refuse_to_issue",
    ]


def test_every_count_and_every_contested_point_is_a_row() -> None:
    rows = PAGE.split("\n")
    counts = [f"| {row.allowance.words} | " for row in COUNTING]
    assert [start for start in counts if not any(line.startswith(start) for line in rows)] == []
    points = [line.split("`")[1] for line in rows if line.startswith("| `")]
    assert points == list(choices())
