"""Where each exception begins and ends to hold: the day before, on and after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.law.clock import clock, latest
from rightplace.law.duties import DUTIES
from rightplace.law.events import ExceptionClaim, Ground
from rightplace.law.examples import history
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason, why_no_excuse, why_not

START, DUE = date(2024, 5, 1), date(2024, 9, 18)  # 20 weeks
FINAL = DUTIES["first_plan.final_plan"]
ORDERED = DUTIES["order.assess.final_plan"]
CLOSURES = (Ground.SCHOOL_CLOSURE, Ground.EARLY_YEARS_CLOSURE)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def _day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


def _claim(ground: Ground, starts: str, ends: str, asked: str = "") -> ExceptionClaim:
    requested = _day(asked) if asked else None
    return ExceptionClaim(ground, _day(starts), _day(ends), advice_requested_on=requested)


@pytest.mark.parametrize("ground", CLOSURES)
@pytest.mark.parametrize(
    ("closes", "last_closed", "asked", "holds"),
    [
        # Closed 24 July to 2 September: from one week before closing to one before reopening.
        ("07-24", "09-02", "07-16", False),
        ("07-24", "09-02", "07-17", True),
        ("07-24", "09-02", "07-18", True),
        ("07-24", "09-02", "08-26", True),
        ("07-24", "09-02", "08-27", True),
        ("07-24", "09-02", "08-28", False),
        # 27, 28 and 29 days closed.
        ("07-24", "08-19", "07-24", False),
        ("07-24", "08-20", "07-24", True),
        ("07-24", "08-21", "07-24", True),
        # Asked outside the 20 weeks, though around a closure.
        ("04-30", "06-30", "04-30", False),
        ("04-30", "06-30", "05-01", True),
        ("09-10", "11-10", "09-18", True),
        ("09-10", "11-10", "09-19", False),
    ],
)
def test_closures(ground: Ground, closes: str, last_closed: str, asked: str, holds: bool) -> None:
    claim = _claim(ground, closes, last_closed, asked)
    assert (why_not(claim, FINAL, START, DUE) is None) is holds


@given(
    st.dates(date(2024, 4, 1), date(2024, 9, 30)),
    st.integers(0, 70),
    st.dates(date(2024, 3, 1), date(2024, 12, 31)),
    st.sampled_from(CLOSURES),
)
def test_closures_against_a_plain_twin(
    closes: date, days: int, asked: date, ground: Ground
) -> None:
    last_closed = closes + days * DAY
    reopens = last_closed + DAY
    window = [closes - WEEK + n * DAY for n in range((reopens - closes).days + 1)]
    claim = ExceptionClaim(ground, closes, last_closed, advice_requested_on=asked)
    holds = days + 1 >= 28 and asked in window and START <= asked <= DUE
    assert (why_not(claim, FINAL, START, DUE) is None) is holds


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        ("04-01", "04-30", False),
        ("04-01", "05-01", True),
        ("09-18", "09-18", True),
        ("09-19", "10-01", False),
        ("06-01", "06-01", True),
        ("06-02", "06-01", False),
    ],
)
def test_circumstances_need_one_day_in_the_time_allowed(
    starts: str, ends: str, holds: bool
) -> None:
    claim = _claim(Ground.EXCEPTIONAL_CIRCUMSTANCES, starts, ends)
    assert (why_not(claim, FINAL, START, DUE) is None) is holds


ABSENCES = [
    # First and last day away; enough for 4 weeks; enough for 2.
    ("06-01", "06-13", False, False),
    ("06-01", "06-14", False, True),
    ("06-01", "06-27", False, True),
    ("06-01", "06-28", True, True),
    ("04-20", "05-27", False, True),
    ("04-20", "05-28", True, True),
    ("08-22", "12-01", True, True),
    ("08-23", "12-01", False, True),
    ("09-06", "12-01", False, False),
]


@pytest.mark.parametrize(("starts", "ends", "four", "two"), ABSENCES)
def test_absences_need_four_weeks_or_two_after_an_order(
    starts: str, ends: str, four: bool, two: bool
) -> None:
    claim = _claim(Ground.AWAY_FROM_AREA, starts, ends)
    assert (why_not(claim, FINAL, START, DUE) is None) is four
    assert (why_not(claim, ORDERED, START, DUE) is None) is two
    excuse = AdviceExcuse("", AdviceExcuseReason.AWAY_FROM_AREA, _day(starts), _day(ends))
    assert (why_no_excuse(excuse, START, DUE) is None) is four


@pytest.mark.parametrize("key", DUTIES)
def test_only_the_duties_that_the_regulations_name_can_be_excused(key: str) -> None:
    named = {"first_plan.decide_to_assess", "first_plan.refuse_to_issue", "first_plan.final_plan"}
    at_once = {"order.maintain_plan", "order.ceasing_dismissed"}
    won = key.startswith(("order.", "conceded.")) and key not in at_once
    excusable = key in named or key == "reassessment.final_plan" or won
    assert DUTIES[key].grounds == (frozenset(Ground) if excusable else frozenset())
    assert DUTIES[key].absence_weeks == (2 if key.startswith(("order.", "conceded.")) else 4)


@pytest.mark.parametrize(
    ("as_of", "relied_on"),
    [("2024-05-31", None), ("2024-06-01", "d"), ("2024-07-16", "d"), ("2024-07-17", "a")],
)
def test_a_claim_counts_from_the_day_it_began_and_the_first_ground_is_named(
    as_of: str, relied_on: str | None
) -> None:
    claims = [
        _claim(Ground.AWAY_FROM_AREA, "06-01", "06-28"),
        _claim(Ground.SCHOOL_CLOSURE, "07-24", "09-02", "07-17"),
    ]
    clocks = clock(history("2024-05-01 request_received"), date.fromisoformat(as_of),
                   exceptions=claims)  # fmt: skip
    found = latest(clocks, FINAL.key)
    assert found is not None
    assert found.excused_by == relied_on


@pytest.mark.parametrize(
    ("as_of", "ref", "relied_on"),
    [
        ("2024-06-30", "health", None),
        ("2024-07-01", "health", AdviceExcuseReason.MISSED_APPOINTMENT),
        ("2024-07-01", "psychologist", None),
    ],
)
def test_an_excuse_frees_its_own_adviser_from_the_day_it_began(
    as_of: str, ref: str, relied_on: AdviceExcuseReason | None
) -> None:
    events = history(f"2024-05-01 request_received; 2024-06-10 advice_requested {ref}")
    day = date(2024, 7, 1)
    excuse = AdviceExcuse("health", AdviceExcuseReason.MISSED_APPOINTMENT, day, day)
    found = clock(events, date.fromisoformat(as_of), advice_excuses=[excuse])
    assert {each.key: each.excused_by for each in found if each.excused_by or each.ref} == {
        "advice.reply": relied_on
    }
