"""Drafts, panels and sittings to act on, counted in days from the Monday of a request."""

from datetime import date, timedelta
from typing import Any

import pytest

from rightplace.casework.actions import decisions, panels, sittings
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import (
    Decision,
    ItemQuestion,
    Panel,
    PanelItem,
    PanelKind,
    Question,
    Request,
    Role,
    Sitting,
    User,
)
from tests.casework.record import MONDAY, a_user, at

YES = {
    "outcome": "yes",
    "has_sen": "yes",
    "has_sen_why": "Reading is two years behind.",
    "may_need_plan": "yes",
    "may_need_plan_why": "A year of support brought little.",
    "needs_plan": "yes",
    "needs_plan_why": "More than a school has.",
    "reasons": "Support has not been enough.",
    "views": "The parents agree.",
}
NO = {
    **YES,
    "outcome": "no",
    "may_need_plan": "no",
    "needs_plan": "no",
    "reasons": "The support works.",
    "support": "The school: reading each day",
}


def on(days: int) -> date:
    return MONDAY + timedelta(days)


def how(by: User, days: int = 30) -> dict[str, Any]:
    return {"by": by, "at": at(on(days))}


def a_manager(officer: User) -> User:
    return a_user("manager-1", Role.TEAM_MANAGER, officer.team)


def a_draft(request: Request, question: Question = Question.ASSESS, **said: Any) -> Decision:
    """A complete draft with one piece of evidence, unless `said` says otherwise."""
    decision = decisions.start_decision(
        request, question=question, **{**YES, **said}, **how(request.officer)
    )
    decisions.add_evidence(
        decision,
        what="Reading test",
        source="The school",
        dated=on(10),
        shows="Two years behind",
        **how(request.officer),
    )
    return decision


def tell(decision: Decision, by: User, days: int = 30, **more: Any) -> None:
    given = {"on": on(days), "version": decision.version, **how(by, days), **more}
    decisions.tell_decision(decision, **given)


def refused(words: str) -> Any:
    return pytest.raises(ActionRefused, match=words)


def a_panel(manager: User, *, kind: PanelKind = PanelKind.ASSESS, capacity: int = 2) -> Panel:
    """A panel of four with a quorum of three, and three weekly sittings from day 35."""
    panel = panels.add_panel(
        name=f"Panel {kind}", kind=kind, quorum=3, capacity=capacity, **how(manager)
    )
    for number in range(4):
        user = User.objects.filter(username=f"member-{number}").first()
        user = user or a_user(f"member-{number}", Role.PANEL_MEMBER)
        panels.add_member(panel, user=user, label="Head", chair=number == 0, **how(manager))
    for week in range(3):
        panels.plan_sitting(panel, day=on(35 + 7 * week), place="Room 1", **how(manager))
    return panel


def nth(panel: Panel, number: int = 0) -> Sitting:
    return panel.sittings.order_by("day")[number]


def listed(sitting: Sitting, request: Request, by: User) -> PanelItem:
    return panels.list_request(sitting, request=request, question=ItemQuestion.ASSESS, **how(by))


def opened(sitting: Sitting, by: User, present: int = 4) -> None:
    panels.publish_agenda(sitting, **how(by))
    sitting.refresh_from_db()
    members = list(sitting.panel.members.order_by("pk")[:present])
    sittings.open_sitting(sitting, present=members, **how(by, 35))


def minute(item: PanelItem, by: User, outcome: str = "no", **more: Any) -> None:
    given: dict[str, Any] = {"agreement": PanelItem.Agreement.CONSENSUS, "reasons": "The panel."}
    sittings.minute_item(item, outcome=outcome, **{**given, **more}, **how(by, 35))
