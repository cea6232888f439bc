"""Contested points: each can be chosen by name, and what cannot be chosen is refused."""

import re
from dataclasses import replace
from datetime import date

import pytest

from rightplace.law.clock import clock
from rightplace.law.examples import history
from rightplace.law.readings import (
    DEFAULT,
    POINTS,
    Before,
    DayCounting,
    Readings,
    ReviewFinished,
    WeekCounting,
    choices,
    choose,
)


def test_every_contested_point_can_be_chosen_and_is_described() -> None:
    assert list(POINTS) == list(choices())
    assert choose([]) == DEFAULT
    assert choose(["weeks=day_1"]) == Readings(weeks=WeekCounting.DAY_1)


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        ("months=1", "no contested point is called 'months'; there are weeks, review_finished,"),
        ("weeks=day_2", "weeks cannot be 'day_2'; it can be day_0, day_1"),
        ("weeks", "weeks cannot be ''; it can be day_0, day_1"),
    ],
)
def test_an_unknown_reading_is_refused(pair: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        choose([pair])


# What each reading moves, and from when to when, in a case that holds a clock of every kind.
CASE = history(
    "2023-01-09 request_received; 2023-02-10 decided_to_assess; 2023-02-10 setting_consulted Oak;"
    " 2023-05-19 plan_issued; 2023-06-01 mediation_contacted; 2023-06-01 mediation_wanted;"
    " 2023-09-04 phase_transfer_expected primary_to_secondary; 2024-04-08 review_meeting"
)
MOVED: list[tuple[dict[str, DayCounting | WeekCounting], set[tuple[str, str, str]]]] = [
    ({"setting_reply": DayCounting.WORKING}, {("setting.reply", "2023-02-25", "2023-03-03")}),
    ({"mediation": DayCounting.WORKING}, {("mediation.arrange", "2023-07-01", "2023-07-13")}),
    (
        {"weeks": WeekCounting.DAY_1},
        {
            ("first_plan.decide_to_assess", "2023-02-20", "2023-02-19"),
            ("first_plan.refuse_to_issue", "2023-05-01", "2023-04-30"),
            ("first_plan.final_plan", "2023-05-29", "2023-05-28"),
            ("review.report", "2024-04-22", "2024-04-21"),
            ("review.decide", "2024-05-06", "2024-05-05"),
        },
    ),
]


def _dues(readings: Readings) -> dict[str, str]:
    clocks = clock(CASE, date(2024, 5, 1), readings=readings)
    return {each.key: str(each.due_on) for each in clocks}


@pytest.mark.parametrize(("chosen", "moved"), MOVED, ids=[str(list(row[0])) for row in MOVED])
def test_a_reading_moves_what_it_is_about_and_nothing_else(
    chosen: dict[str, DayCounting | WeekCounting], moved: set[tuple[str, str, str]]
) -> None:
    usual, other = _dues(DEFAULT), _dues(replace(DEFAULT, **chosen))  # type: ignore[arg-type]
    assert {(key, usual[key], due) for key, due in other.items() if due != usual[key]} == moved


def test_the_meeting_can_finish_the_review() -> None:
    by_meeting = clock(
        CASE, date(2024, 5, 1), readings=Readings(review_finished=ReviewFinished.MEETING)
    )
    assert sorted(str(e.due_on) for e in by_meeting if e.key == "review.annual") == [
        "2024-05-18",
        "2025-04-07",
    ]
    assert [str(e.due_on) for e in clock(CASE, date(2024, 5, 1)) if e.key == "review.annual"] == [
        "2024-05-18"
    ]


@pytest.mark.parametrize(
    ("reading", "due"), [(Before.DAY_BEFORE, "2025-03-30"), (Before.ON_THE_DAY, "2025-03-31")]
)
def test_before_31_march(reading: Before, due: str) -> None:
    moving = history(
        "2024-05-20 plan_issued; 2025-09-01 phase_transfer_expected secondary_to_post_16"
    )
    clocks = clock(moving, date(2025, 1, 1), readings=Readings(phase_transfer=reading))
    assert [str(e.due_on) for e in clocks if e.key == "phase_transfer.post_16"] == [due]
