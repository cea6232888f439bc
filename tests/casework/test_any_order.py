"""Any order of actions: what is lawful leaves a record that agrees with the clock, the rest is refused.

Hypothesis plays a case step by step, each step chosen from every action there is, lawful or not.
The law's own pathway says beforehand whether a step may come; the record must agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from rightplace.casework import vault
from rightplace.casework.actions import assessments, disputes, plans, requests, reviews
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.disputes import Challenge
from rightplace.casework.actions.letters import Copy, Sending
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.deadlines import Deadline, deadline_of, drift, events_of
from rightplace.casework.models import (
    CaseEvent,
    Letter,
    Plan,
    Request,
    Review,
    RowChange,
    Setting,
    User,
)
from rightplace.law.check import check
from rightplace.law.events import AppealKind, EventKind, PhaseTransfer
from rightplace.law.pathway import next_steps
from rightplace.papers import letters
from tests.casework.record import MONDAY, a_child, a_school, an_officer, at

_K = EventKind


@dataclass
class Case:
    """One child's case as it is played."""

    officer: User
    school: Setting
    today: date = MONDAY
    request: Request | None = None
    plan: Plan | None = None

    @property
    def how(self) -> dict[str, Any]:
        return {"on": self.today, **self.at}

    @property
    def at(self) -> dict[str, Any]:
        return {"by": self.officer, "at": at(self.today)}

    def fresh(self) -> None:
        """The rows as the database has them."""
        self.request = Request.objects.select_related("assessment", "person").first()
        self.plan = Plan.objects.select_related("person").first()


def _request(case: Case) -> Request:
    if case.request is None:
        raise ActionRefused("There is no request.")
    return case.request


def _assessment(case: Case) -> Any:
    if not hasattr(_request(case), "assessment"):
        raise ActionRefused("There is no assessment.")
    return _request(case).assessment


def _plan(case: Case) -> Plan:
    if case.plan is None:
        raise ActionRefused("There is no plan.")
    return case.plan


def _review(case: Case) -> Review:
    found = _plan(case).reviews.order_by("-meeting_on", "-pk").first()
    if found is None:
        raise ActionRefused("There is no review.")
    return found


def _advice(case: Case) -> Any:
    found = _assessment(case).advice.filter(received_on=None).first()
    if found is None:
        raise ActionRefused("No advice is waited for.")
    return found


def _issue(case: Case) -> object:
    return assessments.issue_plan(
        _assessment(case), needs=["ASD"], named=Where(setting=case.school), **case.how
    )


def _challenge(step: Challenge, about: AppealKind) -> Callable[[Case], object]:
    def act(case: Case) -> object:
        return disputes.record_challenge(
            step, about=about, request=case.request, plan=case.plan, **case.how
        )

    return act


def _cease(case: Case) -> object:
    place = _plan(case).placements.filter(leaving_on=None).first()
    return plans.cease_plan(_plan(case), reason="2", placement=place, **case.how)


def _phase(case: Case) -> object:
    return plans.expect_phase_transfer(
        _plan(case),
        kind=PhaseTransfer.PRIMARY_TO_SECONDARY,
        moves_on=date(case.today.year + 1, 9, 1),
        **case.at,
    )


def _told(case: Case) -> object:
    """A refusal with its letter, in one transaction."""
    letter = letters.Letter(
        kind="decision.refuse",
        subject="Our decision not to assess",
        to=("The parent of Zoë",),
        greeting="Dear parent",
        dated=case.today,
        reference="RP-000001",
        council="Marlshire",
        signed_by=("Ada",),
        blocks=(letters.Text("We will not assess."),),
    )
    copy = Copy(
        kind=letter.kind,
        subject=letter.subject,
        recipient=letter.to[0],
        dated=letter.dated,
        content=letter.as_data(),
        pdf=letters.pdf(letter, fonts=Path("no-fonts")),
        word=letters.word(letter),
    )
    return requests.refuse_to_assess(_request(case), ledger=Sending(copy), **case.how)


# What can be tried -> the event that the law must allow first.
ACTS: dict[str, tuple[EventKind | None, Callable[[Case], object]]] = {
    "assess": (
        _K.DECIDED_TO_ASSESS,
        lambda c: requests.decide_to_assess(_request(c), **c.how),
    ),
    "assess after challenge": (
        _K.DECIDED_TO_ASSESS,
        lambda c: requests.assess_after_challenge(_request(c), **c.how),
    ),
    "refuse": (_K.REFUSED_TO_ASSESS, _told),
    "withdraw": (_K.WITHDRAWN, lambda c: requests.withdraw_request(_request(c), **c.how)),
    "ask": (
        _K.ADVICE_REQUESTED,
        lambda c: assessments.ask_for_advice(_assessment(c), adviser="psychologist", **c.how),
    ),
    "advice": (_K.ADVICE_RECEIVED, lambda c: assessments.receive_advice(_advice(c), **c.how)),
    "agree": (_K.DECIDED_TO_ISSUE, lambda c: assessments.decide_to_issue(_assessment(c), **c.how)),
    "decline": (
        _K.DECIDED_NOT_TO_ISSUE,
        lambda c: assessments.decide_not_to_issue(_assessment(c), **c.how),
    ),
    "agree after challenge": (
        _K.DECIDED_TO_ISSUE,
        lambda c: assessments.issue_after_challenge(_assessment(c), **c.how),
    ),
    "draft": (_K.DRAFT_SENT, lambda c: assessments.send_draft(_assessment(c), **c.how)),
    "views": (_K.VIEWS_RECEIVED, lambda c: assessments.receive_views(_assessment(c), **c.how)),
    "issue": (_K.PLAN_ISSUED, _issue),
    "meet": (_K.REVIEW_MEETING, lambda c: reviews.hold_review_meeting(_plan(c), **c.how)),
    "report": (_K.REVIEW_REPORT, lambda c: reviews.receive_review_report(_review(c), **c.how)),
    "maintain": (
        _K.DECIDED_TO_MAINTAIN,
        lambda c: reviews.decide_review(_review(c), decision="M", **c.how),
    ),
    "amend": (
        _K.DECIDED_TO_AMEND,
        lambda c: reviews.decide_review(_review(c), decision="A", **c.how),
    ),
    "cease after review": (
        _K.DECIDED_TO_CEASE,
        lambda c: reviews.decide_review(_review(c), decision="C", **c.how),
    ),
    "notice": (_K.AMENDMENT_NOTICE, lambda c: reviews.send_amendment_notice(_review(c), **c.how)),
    "amended": (_K.PLAN_AMENDED, lambda c: reviews.issue_amended_plan(_review(c), **c.how)),
    "phase": (_K.PHASE_TRANSFER_EXPECTED, _phase),
    "appeal a refusal": (None, _challenge(Challenge.APPEAL_LODGED, AppealKind.ASSESS)),
    "order to assess": (None, _challenge(Challenge.ORDER_MADE, AppealKind.ASSESS)),
    "order a plan": (None, _challenge(Challenge.ORDER_MADE, AppealKind.MAKE_PLAN)),
    "concede": (None, _challenge(Challenge.APPEAL_CONCEDED, AppealKind.ASSESS)),
    "cease": (_K.PLAN_CEASED, _cease),
}  # fmt: skip

STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from([0, 1, 5, 14, 42, 120])),
    min_size=1,
    max_size=22,
)
# A course that gets as far as a reviewed plan: what is drawn is played from a place on it.
COURSE = [
    ("assess", 20), ("ask", 1), ("advice", 30), ("agree", 10), ("draft", 1), ("views", 12),
    ("issue", 10), ("meet", 120), ("report", 10), ("amend", 10), ("notice", 0), ("amended", 40),
]  # fmt: skip


@pytest.mark.django_db
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(so_far=st.integers(0, len(COURSE)), steps=STEPS)
def test_any_order_leaves_a_lawful_record(
    empty_record: None, so_far: int, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        case = begin()
        for name, days in [*COURSE[:so_far], *steps]:
            case.today += timedelta(days)
            play(case, name)
        letters_can_be_opened()
        transaction.set_rollback(True)


def begin() -> Case:
    officer = an_officer()
    requests.receive_request(
        a_child(officer),
        received_on=MONDAY,
        source="2",
        officer=officer,
        by=officer,
        at=at(MONDAY),
    )
    case = Case(officer, a_school(officer))
    case.fresh()
    return case


def play(case: Case, name: str) -> None:
    """Try one action: it is done, and everything agrees; or it is refused, and nothing is written."""
    kind, act = ACTS[name]
    lawful = allowed(case)
    before = counts()
    refused = attempt(case, act)
    if refused is not None:
        assert refused.strip()
        assert counts() == before
    else:
        assert kind is None or kind in lawful, f"{name} was done, and the law does not allow it"
    case.fresh()
    agrees(case)


def attempt(case: Case, act: Callable[[Case], object]) -> str | None:
    """What the refusal says; None where it was done."""
    try:
        act(case)
    except ActionRefused as refusal:
        return str(refusal)
    return None


def allowed(case: Case) -> set[EventKind]:
    """What the law says can come next in the request or in the plan."""
    found: set[EventKind] = set()
    for each in (case.request, case.plan):
        if each is not None:
            found |= set(next_steps([e for e in events_of(each) if e.on <= case.today]))
    return found


def counts() -> tuple[int, ...]:
    tables = (CaseEvent, Request, Plan, Review, Letter, RowChange)
    return tuple(table.objects.count() for table in tables)


def agrees(case: Case) -> None:
    """No case drifts, no order of dates is impossible, and every live plan has a next review."""
    for each in (case.request, case.plan):
        if each is not None:
            assert check(events_of(each)) == []
            as_of = each.events.order_by("-recorded_at")[0].recorded_at.date()
            assert Deadline.kept(each) == deadline_of(each, as_of=as_of)
    if case.plan is not None and case.plan.ceased_on is None:
        assert case.plan.next_review_on is not None


def letters_can_be_opened() -> None:
    for letter in Letter.objects.all():
        assert (
            "We will not assess."
            in PdfReader(BytesIO(vault.read(letter.pdf))).pages[0].extract_text()
        )
        words = [
            paragraph.text for paragraph in Document(BytesIO(vault.read(letter.word))).paragraphs
        ]
        assert "We will not assess." in words


@pytest.mark.django_db
def test_the_course_reaches_an_amended_plan(empty_record: None) -> None:
    case = begin()
    for name, days in COURSE:
        case.today += timedelta(days)
        play(case, name)
    assert case.plan is not None
    assert case.plan.reviews.get().final_on == case.today
    assert list(drift(as_of=case.today)) == []
