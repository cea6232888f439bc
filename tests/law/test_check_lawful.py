"""Orders of dates that can be so, and in which no problem may be seen."""

from itertools import permutations

import pytest

from rightplace.law.check import check
from rightplace.law.examples import EXAMPLES, Example, history

_ASKED = "2024-01-02 request_received"
_REFUSED = f"{_ASKED}; 2024-02-01 refused_to_assess"
_PLAN = "2024-01-02 plan_issued"

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
    f"{_REFUSED}; 2024-03-01 appeal_lodged assess; 2024-04-01 appeal_conceded assess;"
    " 2024-05-01 decided_to_assess; 2024-06-01 plan_issued",
    "1991-01-01 request_received",
    "2099-12-31 request_received",
]

# Each could have happened within a day, in one order that the day does not show.
ONE_DAY = [
    "request_received; refused_to_assess; mediation_contacted; mediation_certificate",
    "request_received; decided_to_assess; advice_requested health; advice_received health;"
    " draft_sent; plan_issued",
    "plan_issued; review_meeting; decided_to_amend; amendment_notice; plan_amended",
    "plan_issued; reassessment_requested; decided_to_reassess; reassessed_plan_issued",
]


@pytest.mark.parametrize("text", LAWFUL)
def test_a_lawful_order_has_no_problem(text: str) -> None:
    assert check(history(text)) == []


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row.duty}: {row.title}")
def test_the_examples_have_no_order_that_cannot_be(row: Example) -> None:
    """Examples may leave out how a case began, and so begin in the middle; no date is too early."""
    assert [each for each in check(row.events) if "must come first" in each.what] == []


def test_no_events_have_no_problem() -> None:
    assert check([]) == []


@pytest.mark.parametrize("text", ONE_DAY)
def test_events_of_one_day_are_taken_in_the_order_that_works(text: str) -> None:
    events = history("; ".join(f"2024-01-02 {part}" for part in text.split("; ")))
    assert [order for order in permutations(events) if check(order)] == []
