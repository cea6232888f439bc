"""What can lawfully come next, at each point of a case."""

from datetime import date

import pytest

from rightplace.law.events import Event, EventKind
from rightplace.law.examples import history
from rightplace.law.pathway import next_steps, replay

_ASKED = "2024-01-02 request_received"
_ASSESSING = f"{_ASKED}; 2024-02-01 decided_to_assess"
_REFUSED = f"{_ASKED}; 2024-02-01 refused_to_assess"
_PLAN = "2024-01-02 plan_issued"
_MEETING = f"{_PLAN}; 2024-12-02 review_meeting"

_BEGIN = "request_received became_responsible"
_MOVE = "move_known moved_out"
_CHALLENGE = "mediation_contacted mediation_held appeal_lodged"
_REVIEW = (
    "review_invited review_papers_sent review_meeting decided_to_amend decided_to_cease"
    " amendment_notice phase_transfer_expected phase_plan_issued"
)
_WITH_A_PLAN = f"setting_consulted {_REVIEW} {_MOVE} plan_moved_in ceasing_consulted plan_ceased"
_MAY_REASSESS = "reassessment_requested decided_to_reassess"
_CONSULT = "draft_sent setting_consulted plan_issued"

# What has happened, and everything that can come next.
NEXT = [
    ("", f"{_BEGIN} plan_moved_in"),
    (
        _ASKED,
        f"withdrawn decided_to_assess refused_to_assess advice_requested {_MOVE}",
    ),
    (
        _ASSESSING,
        f"withdrawn advice_requested decided_to_issue decided_not_to_issue {_CONSULT} {_MOVE}",
    ),
    (
        f"{_ASSESSING}; 2024-02-02 advice_requested health",
        "withdrawn advice_requested advice_received decided_to_issue decided_not_to_issue"
        f" {_CONSULT} {_MOVE}",
    ),
    (
        f"{_ASSESSING}; 2024-02-02 advice_requested health; 2024-03-01 advice_received health",
        f"withdrawn advice_requested decided_to_issue decided_not_to_issue {_CONSULT} {_MOVE}",
    ),
    (
        f"{_ASSESSING}; 2024-04-02 decided_to_issue; 2024-04-02 draft_sent",
        f"withdrawn advice_requested decided_not_to_issue views_received {_CONSULT} {_MOVE}",
    ),
    (f"{_ASKED}; 2024-01-03 withdrawn", f"{_BEGIN} {_MOVE} plan_moved_in"),
    (_REFUSED, f"{_BEGIN} {_MOVE} plan_moved_in {_CHALLENGE}"),
    (
        f"{_REFUSED}; 2024-03-01 mediation_held",
        f"{_BEGIN} decided_to_assess {_MOVE} plan_moved_in mediation_contacted appeal_lodged",
    ),
    (
        f"{_ASSESSING}; 2024-04-01 decided_not_to_issue",
        f"{_BEGIN} {_MOVE} plan_moved_in {_CHALLENGE}",
    ),
    (_PLAN, f"{_WITH_A_PLAN} {_MAY_REASSESS} {_CHALLENGE}"),
    (
        _MEETING,
        f"{_WITH_A_PLAN} review_report decided_to_maintain {_MAY_REASSESS} {_CHALLENGE}",
    ),
    (
        f"{_MEETING}; 2024-12-20 decided_to_maintain",
        f"{_WITH_A_PLAN} review_report {_MAY_REASSESS} {_CHALLENGE}",
    ),
    (
        f"{_MEETING}; 2024-12-20 decided_to_amend; 2024-12-20 amendment_notice",
        f"{_WITH_A_PLAN} review_report views_received plan_amended decided_not_to_amend"
        f" {_MAY_REASSESS} {_CHALLENGE}",
    ),
    (
        f"{_PLAN}; 2024-05-01 reassessment_requested",
        f"withdrawn {_WITH_A_PLAN} decided_to_reassess refused_to_reassess {_CHALLENGE}",
    ),
    (
        f"{_PLAN}; 2024-02-01 appeal_lodged amend_plan",
        f"{_WITH_A_PLAN} {_MAY_REASSESS} mediation_contacted mediation_held appeal_notified"
        " appeal_bundle_sent appeal_hearing appeal_conceded tribunal_order appeal_withdrawn",
    ),
    (
        f"{_PLAN}; 2024-06-03 moved_out",
        f"{_BEGIN} phase_transfer_expected move_known plan_sent_to_new_authority plan_moved_in"
        f" {_CHALLENGE}",
    ),
    (
        f"{_PLAN}; 2024-12-02 plan_ceased",
        f"{_BEGIN} phase_transfer_expected plan_moved_in {_CHALLENGE}",
    ),
]


@pytest.mark.parametrize(("text", "kinds"), NEXT, ids=[row[0][-60:] or "nothing" for row in NEXT])
def test_what_can_come_next(text: str, kinds: str) -> None:
    expected = {EventKind(kind) for kind in kinds.split()}
    events = history(text) if text else []
    assert next_steps(events) == tuple(kind for kind in EventKind if kind in expected)


# The order, the event it makes room for, and whether it does.
ORDERED = [
    ("assess", EventKind.DECIDED_TO_ASSESS, True),
    ("assess", EventKind.DECIDED_TO_ISSUE, False),
    ("assess", EventKind.PLAN_AMENDED, False),
    ("make_plan", EventKind.DECIDED_TO_ISSUE, True),
    ("make_plan", EventKind.PLAN_ISSUED, True),
    ("make_plan", EventKind.PLAN_AMENDED, False),
    ("amend_plan", EventKind.PLAN_AMENDED, True),
    ("amend_plan", EventKind.PLAN_ISSUED, False),
]


@pytest.mark.parametrize("event", ["tribunal_order", "appeal_conceded"])
@pytest.mark.parametrize(("about", "kind", "can"), ORDERED)
def test_winning_reopens_only_what_it_is_about(
    event: str, about: str, kind: EventKind, can: bool
) -> None:
    won = history(f"{_REFUSED}; 2024-03-01 appeal_lodged {about}; 2024-06-03 {event} {about}")
    assert (kind in next_steps(won)) is can


def test_each_adviser_answers_once_and_only_if_asked() -> None:
    asked = replay(history(f"{_ASSESSING}; 2024-02-02 advice_requested health"))[0]
    answers = {
        ref: asked.allows(Event(date(2024, 3, 1), EventKind.ADVICE_RECEIVED, ref))
        for ref in ("health", "psychologist", "")
    }
    assert answers == {"health": True, "psychologist": False, "": False}


def test_an_event_that_cannot_be_is_given_with_what_came_before_it() -> None:
    _, refused = replay(history(f"{_REFUSED}; 2024-05-01 plan_issued"))
    ((event, before),) = refused
    assert (event.kind, before.length) == (EventKind.PLAN_ISSUED, 2)
    assert EventKind.PLAN_ISSUED not in before.last
