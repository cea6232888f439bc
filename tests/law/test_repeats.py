"""Duties that start more than once, or end on the day they are met: what belongs to which."""

from datetime import date

import pytest

from rightplace.law.clock import clock
from rightplace.law.examples import history

_PLAN = "2023-01-10 plan_issued"
_REFUSED = "2024-01-02 request_received; 2024-02-13 refused_to_assess"

# Facts; the duty; each of its starts on 1 June 2025, with the day due and the day met.
STARTS = [
    (
        "decisions of two days running: the second meets what the first started",
        f"{_PLAN}; 2023-11-01 decided_to_maintain; 2023-11-02 decided_to_maintain",
        "review.annual",
        ["2023-01-10 2024-01-09 2023-11-01", "2023-11-01 2024-10-31 2023-11-02",
         "2023-11-02 2024-11-01 None"],
    ),
    (
        "meetings of two days running: what is sent on the second day is for the second",
        f"{_PLAN}; 2023-11-01 review_meeting; 2023-11-02 review_meeting; 2023-11-02 review_invited",
        "review.invite",
        ["2023-11-01 2023-10-18 None", "2023-11-02 2023-10-19 2023-11-02"],
    ),
    (
        "a meeting broken off: the decision to amend belongs to the one after it",
        f"{_PLAN}; 2023-11-01 review_meeting; 2023-12-01 review_meeting;"
        " 2023-12-20 decided_to_amend; 2023-12-22 amendment_notice",
        "review.amendment_notice",
        ["2023-12-01 2023-12-29 2023-12-22"],
    ),
    (
        "a certificate after the second refusal puts off the second time to appeal only",
        f"{_REFUSED}; 2024-06-03 request_received; 2024-07-01 refused_to_assess;"
        " 2024-08-01 mediation_contacted; 2024-08-20 mediation_certificate",
        "appeal.lodge",
        ["2024-02-13 2024-04-15 None", "2024-07-01 2024-09-20 None"],
    ),
    (
        "a certificate between two refusals puts off the first, and not the second",
        f"{_REFUSED}; 2024-04-01 mediation_contacted; 2024-04-08 mediation_certificate;"
        " 2024-06-03 request_received; 2024-07-01 refused_to_assess",
        "appeal.lodge",
        ["2024-02-13 2024-05-08 None", "2024-07-01 2024-09-02 None"],
    ),
    (
        "the last of several reviews counts for a plan that moves in",
        "2021-06-01 plan_issued; 2022-06-01 decided_to_maintain; 2023-06-01 decided_to_maintain;"
        " 2024-01-02 plan_moved_in",
        "transfer.review",
        ["2024-01-02 2024-05-31 None"],
    ),
    (
        "a reply is to the consultation it follows",
        f"{_PLAN}; 2024-05-01 setting_consulted Oak; 2024-05-10 setting_replied Oak;"
        " 2024-09-02 setting_consulted Oak; 2024-09-03 setting_consulted Elm;"
        " 2024-09-20 setting_replied Elm",
        "setting.reply",
        ["2024-05-01 2024-05-16 2024-05-10", "2024-09-02 2024-09-17 None",
         "2024-09-03 2024-09-18 2024-09-20"],
    ),
    (
        "a plan for each move between phases, each in the year before it",
        f"{_PLAN}; 2024-09-02 phase_transfer_expected infant_to_junior;"
        " 2024-02-01 phase_plan_issued; 2025-09-01 phase_transfer_expected primary_to_secondary;"
        " 2024-09-02 phase_plan_issued; 2025-02-01 phase_plan_issued",
        "phase_transfer.school",
        ["2024-09-02 2024-02-14 2024-02-01", "2025-09-01 2025-02-14 2025-02-01"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "key", "starts"), [row[1:] for row in STARTS], ids=[row[0] for row in STARTS]
)
def test_each_event_belongs_to_one_start(facts: str, key: str, starts: list[str]) -> None:
    found = sorted(
        (e for e in clock(history(facts), date(2025, 6, 1)) if e.key == key),
        key=lambda each: each.started_on,
    )
    assert [f"{each.started_on} {each.due_on} {each.met_on}" for each in found] == starts


@pytest.mark.parametrize(
    ("decided", "state"), [("2024-02-01", "met"), ("2024-02-02", "met"), ("2024-02-03", "ended")]
)
def test_what_is_done_on_the_day_a_duty_ends_was_done(decided: str, state: str) -> None:
    facts = f"2024-01-02 request_received; 2024-02-02 moved_out; {decided} decided_to_assess"
    (found,) = (
        each
        for each in clock(history(facts), date(2024, 3, 1))
        if each.key == "first_plan.decide_to_assess"
    )
    assert found.state == state
