"""Issuing a plan stands in a request's record and in a plan's; each clock is given once."""

from datetime import date

from rightplace.law.examples import history
from rightplace.law.records import plan_clocks, request_clocks

WHOLE = history(
    "2024-01-01 request_received; 2024-02-12 decided_to_assess; 2024-04-01 decided_to_issue;"
    " 2024-05-20 plan_issued"
)
AS_OF = date(2024, 6, 1)


def test_the_request_keeps_what_it_started_and_the_plan_what_the_plan_did() -> None:
    of_request = [clock.key for clock in request_clocks(WHOLE, AS_OF)]
    of_plan = [clock.key for clock in plan_clocks(WHOLE[-1:], AS_OF)]
    assert sorted(of_request) == [
        "first_plan.decide_to_assess",
        "first_plan.final_plan",
        "first_plan.refuse_to_issue",
    ]
    assert sorted(of_plan) == ["appeal.lodge", "mediation.contact", "review.annual"]


def test_the_plan_meets_the_duty_of_the_request() -> None:
    (final,) = [c for c in request_clocks(WHOLE, AS_OF) if c.key == "first_plan.final_plan"]
    assert (final.met_on, final.days_taken, final.state) == (date(2024, 5, 20), 140, "met")


def test_a_request_without_a_plan_keeps_every_clock() -> None:
    refused = history("2024-01-01 request_received; 2024-02-01 refused_to_assess")
    assert sorted(c.key for c in request_clocks(refused, AS_OF)) == [
        "appeal.lodge",
        "first_plan.decide_to_assess",
        "first_plan.final_plan",
        "first_plan.refuse_to_issue",
        "mediation.contact",
    ]
