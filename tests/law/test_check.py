"""Orders of dates that cannot be so."""

import pytest

from rightplace.law.check import check
from rightplace.law.events import EventKind
from rightplace.law.examples import history
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
        "2024-01-01 review_meeting; 2024-01-02 plan_issued; 2024-06-03 moved_out;"
        " 2024-09-02 plan_moved_in",
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
        "an amended plan before the notice of its amendments",
        f"{_PLAN}; 2024-02-01 plan_amended; 2024-02-02 amendment_notice",
        "the amended plan of 1 February 2024",
        "It comes before the amendment notice of 2 February 2024, which must come first.",
        "Correct one of the two dates.",
    ),
    (
        "a plan that skips the decision to assess",
        f"{_ASKED}; 2024-05-01 plan_issued",
        "the final plan of 1 May 2024",
        "It comes before anything that could lead to it.",
        "Record the decision to assess or the decision to issue a plan or the tribunal order"
        " or the concession of the appeal first.",
    ),
    (
        "a second plan, without a second request",
        f"{_PLAN}; 2024-03-01 plan_issued",
        "the final plan of 1 March 2024",
        "It follows the final plan of 2 January 2024, and nothing since makes room for it.",
        None,
    ),
    (
        "a second request while the first is open",
        f"{_ASKED}; 2024-01-03 request_received",
        "the request of 3 January 2024",
        "It follows the request of 2 January 2024, and nothing since makes room for it.",
        None,
    ),
    (
        "the plan after a withdrawal",
        f"{_ASKED}; 2024-02-01 decided_to_assess; 2024-02-02 withdrawn; 2024-04-01 plan_issued",
        "the final plan of 1 April 2024",
        "It follows the withdrawal of 2 February 2024, and nothing since makes room for it.",
        "Remove it, correct the date, or record what led to it: the decision to assess or the"
        " decision to issue a plan or the tribunal order or the concession of the appeal.",
    ),
    (
        "a response to an appeal that nobody made",
        f"{_PLAN}; 2024-03-01 appeal_response",
        "the response to the appeal of 1 March 2024",
        "It comes before anything that could lead to it.",
        "Record the tribunal's notice of the appeal first.",
    ),
    (
        "a move to a phase that there is not",
        f"{_PLAN}; 2024-09-01 phase_transfer_expected nursery",
        "the move to the next phase of 1 September 2024 (nursery)",
        "It does not say what it is about.",
        "Use early_years_to_school, infant_to_junior, primary_to_middle, primary_to_secondary,"
        " middle_to_secondary, secondary_to_post_16, between_post_16.",
    ),
    (
        "an event that its own ref does not reopen",
        f"{_PLAN}; 2024-06-01 plan_ceased died; 2024-07-01 review_meeting",
        "the review meeting of 1 July 2024",
        "It follows the end of the plan of 1 June 2024 (died), and nothing since makes room for it.",
        None,
    ),
    (
        "one adviser answering twice, another between",
        f"{_ASKED}; 2024-02-02 advice_requested health; 2024-02-02 advice_requested psychologist;"
        " 2024-03-01 advice_received health; 2024-03-02 advice_received psychologist;"
        " 2024-03-03 advice_received health",
        "the advice of 3 March 2024 (health)",
        "It follows the advice of 1 March 2024 (health), and nothing since makes room for it.",
        None,
    ),
    (
        "a slip in the year",
        "0204-01-02 request_received",
        "the request of 2 January 204",
        "The year is not between 1991 and 2099.",
        "Correct the date.",
    ),
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


def test_what_makes_room_is_offered_as_the_mend() -> None:
    (problem,) = check(history(f"{_PLAN}; 2024-12-01 plan_amended"))
    assert str(problem) == (
        "the amended plan of 1 December 2024: It comes before anything that could lead to it."
        " Record the amendment notice or the tribunal order or the concession of the appeal first."
    )


def test_every_kind_of_event_can_come_about() -> None:
    assert {step.kind for step in STEPS} == set(EventKind)


def test_problems_are_told_in_order_of_date() -> None:
    events = history("2024-05-01 review_report; 2024-01-01 withdrawn; 2024-03-01 moved_out")
    assert [problem.event for problem in check(events)] == sorted(events)
