"""Actions write rows, dated events and an audit event together, or nothing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from rightplace.casework import deadlines
from rightplace.casework.actions import assessments, plans, requests, reviews
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import AuditEvent, CaseEvent, Plan, Request
from rightplace.law.events import PhaseTransfer
from tests.casework.record import MONDAY, NOON, a_child, a_request, a_school, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")


def after(days: int) -> date:
    return MONDAY + timedelta(days)


def issued_plan() -> Plan:
    """A request taken to a plan in 20 weeks."""
    officer = an_officer()
    request = a_request(officer)
    how = {"by": officer, "at": NOON}
    assessment = requests.decide_to_assess(request, on=after(40), **how)
    advice = assessments.ask_for_advice(assessment, adviser="health", on=after(41), **how)
    assessments.receive_advice(advice, on=after(80), **how)
    assessments.decide_to_issue(assessment, on=after(100), **how)
    assessments.send_draft(assessment, on=after(101), **how)
    return assessments.issue_plan(
        assessment, on=after(140), needs=["ASD", "SLCN"], named=Where(a_school(officer)), **how
    )


def test_a_request_starts_its_clock_and_keeps_its_next_limit() -> None:
    request = a_request(an_officer())
    assert (request.next_duty, request.next_due_on) == (
        "first_plan.decide_to_assess",
        date(2024, 2, 12),
    )


def test_each_action_leaves_one_audit_event_with_its_dated_event() -> None:
    officer = an_officer()
    request = a_request(officer)
    audit = AuditEvent.objects.filter(person=request.person).order_by("pk")
    assert [(a.kind, a.action, a.by) for a in audit] == [
        ("write", "person.register", officer),
        ("write", "request.receive", officer),
    ]
    assert [(e.kind, e.happened_on) for e in CaseEvent.objects.all()] == [
        ("request_received", MONDAY)
    ]


def test_a_whole_case_ends_with_a_plan_whose_review_is_next() -> None:
    plan = issued_plan()
    request = Request.objects.get()
    assert (request.closed_on, request.next_duty, request.next_due_on) == (after(140), "", None)
    assert (plan.next_duty, plan.next_due_on) == ("review.annual", date(2025, 5, 19))
    assert [n.sen_type for n in plan.needs.order_by("rank")] == ["ASD", "SLCN"]
    assert list(deadlines.drift(as_of=NOON.date())) == []


def test_drift_finds_a_deadline_that_was_tampered_with() -> None:
    plan = issued_plan()
    Plan.objects.filter(pk=plan.pk).update(next_due_on=date(2030, 1, 1))
    (found,) = deadlines.drift(as_of=NOON.date())
    assert (found.kept.due_on, found.computed.due_on) == (date(2030, 1, 1), date(2025, 5, 19))


def test_a_decision_before_the_request_is_refused_and_nothing_is_written() -> None:
    request = a_request(an_officer())
    before = (AuditEvent.objects.count(), CaseEvent.objects.count())
    with pytest.raises(ActionRefused, match="The decision cannot be before the request"):
        requests.decide_to_assess(request, on=after(-1), by=request.officer, at=NOON)
    assert (AuditEvent.objects.count(), CaseEvent.objects.count()) == before
    request.refresh_from_db()
    assert request.outcome == "A"


def test_a_review_of_a_plan_before_it_was_made_is_refused_with_the_reason() -> None:
    plan = issued_plan()
    with pytest.raises(ActionRefused, match="review meeting"):
        reviews.hold_review_meeting(plan, on=after(139), by=plan.officer, at=NOON)


@pytest.mark.parametrize("again", [requests.decide_to_assess, requests.refuse_to_assess])
def test_a_request_is_decided_once(again: object) -> None:
    request = a_request(an_officer())
    requests.refuse_to_assess(request, on=after(42), by=request.officer, at=NOON)
    with pytest.raises(ActionRefused, match="decided already"):
        again(request, on=after(43), by=request.officer, at=NOON)  # type: ignore[operator]


def test_what_has_not_happened_yet_is_refused() -> None:
    request = a_request(an_officer())
    tomorrow = NOON.date() + timedelta(1)
    with pytest.raises(ActionRefused, match=f"{tomorrow} is after today"):
        requests.decide_to_assess(request, on=tomorrow, by=request.officer, at=NOON)


def test_an_exception_lifts_the_limit_and_never_moves_its_date() -> None:
    request = a_request(an_officer())
    requests.rely_on_exception(
        request,
        ground="c",
        starts_on=after(10),
        ends_on=after(60),
        affects="the parent",
        evidence="Letter from the hospital",
        by=request.officer,
        at=NOON,
    )
    request.refresh_from_db()
    clock = deadlines.clocks_of(request, as_of=NOON.date())[0]
    assert (clock.due_on, clock.state, request.next_due_on) == (
        date(2024, 2, 12),
        "excused_open",
        date(2024, 2, 12),
    )


def test_an_exception_without_evidence_is_refused() -> None:
    request = a_request(an_officer())
    with pytest.raises(ActionRefused, match="evidence"):
        requests.rely_on_exception(
            request, ground="c", starts_on=MONDAY, ends_on=MONDAY, affects="the child",
            evidence=" ", by=request.officer, at=NOON,
        )  # fmt: skip


def test_a_move_between_phases_may_lie_ahead() -> None:
    plan = issued_plan()
    plans.expect_phase_transfer(
        plan,
        kind=PhaseTransfer.PRIMARY_TO_SECONDARY,
        moves_on=date(2025, 9, 1),
        by=plan.officer,
        at=NOON,
    )
    assert (plan.next_duty, plan.next_due_on) == ("phase_transfer.school", date(2025, 2, 14))


@pytest.mark.parametrize(
    "table", ["casework_caseevent", "casework_auditevent", "casework_rowchange"]
)
@pytest.mark.parametrize(
    "change", ["update {} set id = id", "delete from {}", "truncate {} cascade"]
)
def test_the_database_refuses_to_change_events_and_audit(table: str, change: str) -> None:
    a_request(an_officer())
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with (
        pytest.raises(IntegrityError, match=r"casework_\w+ is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


def test_two_children_with_one_upn_cannot_be() -> None:
    officer = an_officer()
    a_child(officer, upn="A990000000001")
    with pytest.raises(ActionRefused, match="Someone with this UPN is in the record already"):
        a_child(officer, upn="A990000000001")
