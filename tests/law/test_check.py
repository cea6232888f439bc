"""Orders of dates that cannot be so, and what can come next."""

from datetime import date

import pytest

from rightplace.law.check import check
from rightplace.law.events import Event, EventKind
from rightplace.law.examples import EXAMPLES, Example, history
from rightplace.law.pathway import next_steps
from rightplace.law.steps import STEPS

_ASKED = "2024-01-02 request_received"
_REFUSED = f"{_ASKED}; 2024-02-01 refused_to_assess"
_PLAN = "2024-01-02 plan_issued"

IMPOSSIBLE = [
    (
        "decided before the request",
        "2024-01-01 decided_to_assess; 2024-01-02 request_received",
        "the decision to assess of 1 January 2024",
        "It comes before the request of 2 January 2024, which must come first.",
        "Correct one of the two dates.",
    ),
    (
        "advice from someone not asked",
        f"{_ASKED}; 2024-02-01 decided_to_assess; 2024-02-02 advice_requested health;"
        " 2024-03-01 advice_received psychologist",
        "the advice of 1 March 2024 (psychologist)",
        "It comes before anything that could lead to it.",
        "Record the request for advice first.",
    ),
    (
        "advice before it was asked for",
        f"{_ASKED}; 2024-02-01 advice_received health; 2024-02-02 advice_requested health",
        "the advice of 1 February 2024 (health)",
        "It comes before the request for advice of 2 February 2024 (health), which must come first.",
        "Correct one of the two dates.",
    ),
    (
        "decided twice",
        f"{_REFUSED}; 2024-02-05 decided_to_assess",
        "the decision to assess of 5 February 2024",
        "It follows the refusal to assess of 1 February 2024, and nothing since makes room for it.",
        None,
    ),
    (
        "a plan after a refusal, without order or second request",
        f"{_REFUSED}; 2024-05-01 plan_issued",
        "the final plan of 1 May 2024",
        "It follows the refusal to assess of 1 February 2024, and nothing since makes room for it.",
        None,
    ),
    (
        "a review before the plan",
        "2024-01-01 review_meeting; 2024-01-02 plan_issued",
        "the review meeting of 1 January 2024",
        "It comes before the final plan of 2 January 2024, which must come first.",
        "Correct one of the two dates.",
    ),
    (
        "a review after the plan ended",
        f"{_PLAN}; 2024-06-01 plan_ceased; 2024-07-01 review_meeting",
        "the review meeting of 1 July 2024",
        "It follows the end of the plan of 1 June 2024, and nothing since makes room for it.",
        None,
    ),
    (
        "an amended plan after an order about something else",
        f"{_PLAN}; 2024-03-01 appeal_lodged; 2024-06-01 tribunal_order assess;"
        " 2024-06-20 plan_amended",
        "the amended plan of 20 June 2024",
        "It comes before anything that could lead to it.",
        None,
    ),
    (
        "one wrong date is one problem",
        "2024-01-01 decided_to_assess; 2024-01-02 request_received;"
        " 2024-02-02 advice_requested health; 2024-05-02 plan_issued; 2025-05-01 review_meeting",
        "the decision to assess of 1 January 2024",
        "It comes before the request of 2 January 2024, which must come first.",
        None,
    ),
    (
        "an order about nothing known",
        f"{_REFUSED}; 2024-03-01 appeal_lodged; 2024-06-01 tribunal_order money",
        "the tribunal order of 1 June 2024 (money)",
        "It does not say what it is about.",
        None,
    ),
    (
        "the same event twice",
        f"{_ASKED}; 2024-02-01 decided_to_assess; 2024-02-01 decided_to_assess",
        "the decision to assess of 1 February 2024",
        "It is recorded twice.",
        "Remove one of the two.",
    ),
    (
        "a slip in the year",
        "0204-01-02 request_received",
        "the request of 2 January 204",
        "The year is not between 1991 and 2099.",
        "Correct the date.",
    ),
]

LAWFUL = [
    "2024-01-02 request_received; 2024-01-02 refused_to_assess",
    f"{_REFUSED}; 2024-06-01 request_received; 2024-07-01 decided_to_assess",
    f"{_REFUSED}; 2024-03-01 mediation_held assess; 2024-03-01 decided_to_assess",
    f"{_REFUSED}; 2024-03-01 appeal_lodged; 2024-06-01 tribunal_order assess;"
    " 2024-06-05 decided_to_assess; 2024-08-01 plan_issued",
    f"{_ASKED}; 2024-02-01 decided_to_assess; 2024-04-01 decided_not_to_issue;"
    " 2024-05-01 appeal_lodged; 2024-08-01 tribunal_order make_plan; 2024-09-01 draft_sent;"
    " 2024-10-01 plan_issued",
    "2019-05-01 plan_issued; 2020-04-01 review_meeting; 2020-09-01 plan_moved_in",
    f"{_PLAN}; 2024-12-01 review_meeting; 2024-12-20 decided_to_amend;"
    " 2024-12-20 amendment_notice; 2025-02-01 plan_amended",
    f"{_PLAN}; 2024-06-01 moved_out; 2024-06-20 move_known; 2024-06-21 plan_sent_to_new_authority",
    f"{_PLAN}; 2024-06-01 plan_ceased; 2025-01-01 request_received",
]


@pytest.mark.parametrize(
    ("text", "where", "what", "mend"),
    [row[1:] for row in IMPOSSIBLE],
    ids=[row[0] for row in IMPOSSIBLE],
)
def test_an_impossible_order_is_named(text: str, where: str, what: str, mend: str | None) -> None:
    problems = check(history(text))
    assert [(each.where, each.what) for each in problems] == [(where, what)]
    assert problems[0].mend == (mend or problems[0].mend) != ""


@pytest.mark.parametrize("text", LAWFUL)
def test_a_lawful_order_has_no_problem(text: str) -> None:
    assert check(history(text)) == []


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row.duty}: {row.title}")
def test_the_examples_have_no_order_that_cannot_be(row: Example) -> None:
    """Examples may leave out how a case began, and so begin in the middle; no date is too early."""
    assert [each for each in check(row.events) if "must come first" in each.what] == []


def test_no_events_have_no_problem() -> None:
    assert check([]) == []


def test_what_makes_room_is_offered_as_the_mend() -> None:
    (problem,) = check(history(f"{_PLAN}; 2024-12-01 plan_amended"))
    assert str(problem) == (
        "the amended plan of 1 December 2024: It comes before anything that could lead to it."
        " Record the amendment notice or the tribunal order or the concession of the appeal first."
    )


def test_a_record_begins_with_a_request_or_a_plan_from_elsewhere() -> None:
    assert next_steps([]) == (
        EventKind.REQUEST_RECEIVED,
        EventKind.BECAME_RESPONSIBLE,
        EventKind.PLAN_MOVED_IN,
    )


def test_after_a_request_comes_the_decision() -> None:
    assert next_steps(history(_ASKED)) == (
        EventKind.WITHDRAWN,
        EventKind.DECIDED_TO_ASSESS,
        EventKind.REFUSED_TO_ASSESS,
        EventKind.ADVICE_REQUESTED,
        EventKind.MOVE_KNOWN,
        EventKind.MOVED_OUT,
    )


def test_after_a_refusal_comes_a_challenge_or_another_request() -> None:
    assert next_steps(history(_REFUSED)) == (
        EventKind.REQUEST_RECEIVED,
        EventKind.BECAME_RESPONSIBLE,
        EventKind.MOVE_KNOWN,
        EventKind.MOVED_OUT,
        EventKind.PLAN_MOVED_IN,
        EventKind.MEDIATION_CONTACTED,
        EventKind.MEDIATION_HELD,
        EventKind.APPEAL_LODGED,
    )


def test_an_order_reopens_only_what_it_is_about() -> None:
    appealed = f"{_REFUSED}; 2024-03-01 appeal_lodged"
    to_assess = next_steps(history(f"{appealed}; 2024-06-01 tribunal_order assess"))
    to_amend = next_steps(history(f"{appealed}; 2024-06-01 tribunal_order amend_plan"))
    assert EventKind.DECIDED_TO_ISSUE not in to_assess
    assert EventKind.PLAN_AMENDED not in to_assess
    assert EventKind.PLAN_AMENDED in to_amend


def test_every_kind_of_event_can_come_about() -> None:
    assert {step.kind for step in STEPS} == set(EventKind)


def test_events_of_one_day_are_taken_in_the_order_that_works() -> None:
    day = date(2024, 1, 2)
    kinds = (EventKind.WITHDRAWN, EventKind.ADVICE_REQUESTED, EventKind.REQUEST_RECEIVED)
    assert check([Event(day, kind) for kind in kinds]) == []
