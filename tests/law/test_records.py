"""Issuing a plan stands in a request's record and in a plan's; each clock is given once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.law.clock import Clock, clock
from rightplace.law.events import Event, EventKind, ExceptionClaim, Ground
from rightplace.law.examples import history
from rightplace.law.records import plan_clocks, request_clocks

WHOLE = history(
    "2024-01-01 request_received; 2024-02-12 decided_to_assess; 2024-04-01 decided_to_issue;"
    " 2024-05-20 plan_issued"
)
AS_OF = date(2024, 6, 1)
OF_REQUEST = [
    "first_plan.decide_to_assess",
    "first_plan.final_plan",
    "first_plan.refuse_to_issue",
]
RIGHTS = ["appeal.lodge", "mediation.contact"]
OF_PLAN = [*RIGHTS, "review.annual"]

# A request's record; the day asked about; the keys of its clocks.
REQUESTS = [
    ("2024-01-01 request_received", "2024-06-01", OF_REQUEST),
    (
        "2024-01-01 request_received; 2024-02-01 refused_to_assess",
        "2024-06-01",
        [*OF_REQUEST, *RIGHTS],
    ),
    (
        "2024-01-01 request_received; 2024-02-12 decided_to_assess; 2024-05-20 plan_issued",
        "2024-06-01",
        OF_REQUEST,
    ),
    # Asked about the day before and the day of the issue.
    (
        "2024-01-01 request_received; 2024-02-12 decided_to_assess; 2024-05-20 plan_issued",
        "2024-05-19",
        OF_REQUEST,
    ),
    (
        "2024-01-01 request_received; 2024-02-12 decided_to_assess; 2024-05-20 plan_issued",
        "2024-05-20",
        OF_REQUEST,
    ),
    # Refused, then won on appeal: the refusal's rights stay, the plan's go.
    (
        "2024-01-01 request_received; 2024-02-01 refused_to_assess; 2024-03-01 appeal_lodged assess;"
        " 2024-06-03 tribunal_order assess; 2024-06-10 decided_to_assess; 2024-09-02 plan_issued",
        "2024-10-01",
        [
            *OF_REQUEST,
            *RIGHTS,
            "order.assess.tell_family",
            "order.assess.refuse_to_issue",
            "order.assess.final_plan",
        ],
    ),
]


def _keys(clocks: tuple[Clock, ...]) -> list[str]:
    return sorted(each.key for each in clocks)


@pytest.mark.parametrize(("text", "as_of", "keys"), REQUESTS)
def test_a_request_keeps_what_its_plan_did_not_start(
    text: str, as_of: str, keys: list[str]
) -> None:
    assert _keys(request_clocks(history(text), date.fromisoformat(as_of))) == sorted(keys)


def test_a_plan_keeps_what_it_started() -> None:
    assert _keys(plan_clocks(WHOLE[-1:], AS_OF)) == sorted(OF_PLAN)


def test_the_plan_meets_the_duty_of_the_request() -> None:
    (final,) = [c for c in request_clocks(WHOLE, AS_OF) if c.key == "first_plan.final_plan"]
    assert (final.met_on, final.days_taken, final.state) == (date(2024, 5, 20), 140, "met")


def test_an_exception_reaches_the_clocks_of_the_request() -> None:
    claim = ExceptionClaim(Ground.EXCEPTIONAL_CIRCUMSTANCES, date(2024, 2, 1), date(2024, 2, 1))
    clocks = request_clocks(WHOLE[:1], AS_OF, exceptions=[claim])
    assert [each.excused_by for each in clocks] == [Ground.EXCEPTIONAL_CIRCUMSTANCES] * 3


@given(st.dates(date(2023, 12, 1), date(2026, 6, 1)), st.integers(0, 400))
def test_the_two_records_share_out_every_clock_once(as_of: date, wait: int) -> None:
    review = Event(date.fromordinal(date(2024, 5, 20).toordinal() + wait), EventKind.REVIEW_MEETING)
    of_request = request_clocks(WHOLE, as_of)
    of_plan = plan_clocks([WHOLE[-1], review], as_of)
    assert sorted(map(str, of_request + of_plan)) == sorted(
        map(str, clock([*WHOLE, review], as_of))
    )
