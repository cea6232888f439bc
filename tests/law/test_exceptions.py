"""Why a claim fails, in words."""

from datetime import date

import pytest

from rightplace.law.duties import DUTIES, Duty
from rightplace.law.events import ExceptionClaim, Ground
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason, why_no_excuse, why_not

START, DUE = date(2024, 5, 1), date(2024, 9, 18)
FINAL = DUTIES["first_plan.final_plan"]
DECIDE = DUTIES["reassessment.decide"]


def _claim(ground: Ground, starts: date, ends: date, asked: date | None = None) -> ExceptionClaim:
    return ExceptionClaim(ground, starts, ends, advice_requested_on=asked)


CLOSED = (date(2024, 7, 24), date(2024, 9, 2))
REASONS = [
    (_claim(Ground.SCHOOL_CLOSURE, *CLOSED, date(2024, 7, 20)), FINAL, None),
    (_claim(Ground.EARLY_YEARS_CLOSURE, *CLOSED, date(2024, 7, 20)), FINAL, None),
    (
        _claim(Ground.SCHOOL_CLOSURE, *CLOSED),
        FINAL,
        "the day on which advice was asked for is not given",
    ),
    (
        _claim(Ground.SCHOOL_CLOSURE, *CLOSED, date(2024, 8, 28)),
        FINAL,
        "advice was asked for outside 17 July 2024 to 27 August 2024",
    ),
    (
        _claim(Ground.SCHOOL_CLOSURE, date(2024, 5, 25), date(2024, 6, 2), date(2024, 5, 20)),
        FINAL,
        "the closure is shorter than 4 continuous weeks",
    ),
    (
        _claim(Ground.SCHOOL_CLOSURE, date(2023, 7, 24), date(2023, 9, 2), date(2023, 7, 20)),
        FINAL,
        "advice was not asked for between 1 May 2024 and 18 September 2024",
    ),
    (
        _claim(Ground.EXCEPTIONAL_CIRCUMSTANCES, date(2024, 1, 1), date(2024, 4, 30)),
        FINAL,
        "no day falls between 1 May 2024 and 18 September 2024",
    ),
    (
        _claim(Ground.AWAY_FROM_AREA, date(2024, 6, 1), date(2024, 6, 27)),
        FINAL,
        "only 27 of 28 days fall between 1 May 2024 and 18 September 2024",
    ),
    (
        _claim(Ground.AWAY_FROM_AREA, date(2024, 4, 1), date(2024, 5, 1)),
        FINAL,
        "only 1 of 28 days fall between 1 May 2024 and 18 September 2024",
    ),
    (
        _claim(Ground.AWAY_FROM_AREA, date(2024, 6, 1), date(2024, 5, 27)),
        FINAL,
        "it ends on 27 May 2024, before it starts",
    ),
    (
        _claim(Ground.AWAY_FROM_AREA, date(2024, 6, 1), date(2024, 8, 1)),
        DECIDE,
        "SEND Regs 2014 reg 25 has no exception (d) for the decision whether to reassess",
    ),
]


@pytest.mark.parametrize(("claim", "duty", "reason"), REASONS, ids=[str(r[2]) for r in REASONS])
def test_the_reason_why_a_claim_fails(
    claim: ExceptionClaim, duty: Duty, reason: str | None
) -> None:
    assert why_not(claim, duty, START, DUE) == reason


def test_a_claim_lifts_only_the_duties_it_names() -> None:
    claim = ExceptionClaim(
        Ground.EXCEPTIONAL_CIRCUMSTANCES, START, DUE, duties=frozenset({FINAL.key})
    )
    other = DUTIES["first_plan.refuse_to_issue"]
    assert why_not(claim, FINAL, START, DUE) is None
    assert why_not(claim, other, START, DUE) == f"it is not relied on for {other.name}"


@pytest.mark.parametrize(
    ("reason", "starts", "ends", "why"),
    [
        (AdviceExcuseReason.MISSED_APPOINTMENT, date(2024, 9, 18), date(2024, 9, 18), None),
        (AdviceExcuseReason.AWAY_FROM_AREA, date(2024, 6, 1), date(2024, 6, 28), None),
        (
            AdviceExcuseReason.EXCEPTIONAL_CIRCUMSTANCES,
            date(2024, 9, 19),
            date(2024, 9, 30),
            "no day falls between 1 May 2024 and 18 September 2024",
        ),
        (
            AdviceExcuseReason.AWAY_FROM_AREA,
            date(2024, 4, 20),
            date(2024, 5, 20),
            "only 20 of 28 days fall between 1 May 2024 and 18 September 2024",
        ),
    ],
)
def test_the_reason_why_an_adviser_is_not_excused(
    reason: AdviceExcuseReason, starts: date, ends: date, why: str | None
) -> None:
    assert why_no_excuse(AdviceExcuse("health", reason, starts, ends), START, DUE) == why
