"""Disputes: each step's events, what it refuses, the law's last days, and what closes one."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rightplace.casework import deadlines
from rightplace.casework.actions import appeals, assessments, complaints, disputes, plans, requests
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.disputes import Challenge
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.models import (
    CaseEvent,
    ComplaintStage,
    Dispute,
    DisputeOutcome,
    DisputeState,
    DutyKind,
    Plan,
    Request,
    User,
)
from rightplace.casework.queries.disputes import (
    Wanted,
    all_disputes,
    decisions_of,
    opened,
    year_of_disputes,
)
from rightplace.law.events import AppealKind
from tests.casework.record import a_child, a_request, a_school, an_officer, at

pytestmark = pytest.mark.usefixtures("empty_record")
NOW = date(2024, 6, 3)
REFUSED = date(2024, 2, 5)


def by(case: Request | Plan | Dispute, on: date = NOW) -> dict[str, Any]:
    user = case.lead if isinstance(case, Dispute) else case.officer
    return {"by": user, "at": at(on)}


@pytest.fixture
def officer() -> User:
    """Whose cases they are."""
    return an_officer()


@pytest.fixture
def refused(officer: User) -> Request:
    """A request that was refused on a Monday in February."""
    request = a_request(officer)
    requests.refuse_to_assess(request, on=REFUSED, **by(request))
    return request


@pytest.fixture
def plan(officer: User) -> Plan:
    """A plan issued on 8 January 2024."""
    how = {"by": officer, "at": at(NOW)}
    request = a_request(officer, on=date(2023, 9, 4))
    assessment = requests.decide_to_assess(request, on=date(2023, 10, 2), **how)
    assessments.decide_to_issue(assessment, on=date(2023, 12, 4), **how)
    return assessments.issue_plan(
        assessment, on=date(2024, 1, 8), needs=["ASD"], named=Where(a_school(officer)), **how
    )


def about_refusal(request: Request, on: date = date(2024, 3, 4)) -> Dispute:
    return appeals.open_dispute(
        about=AppealKind.ASSESS,
        request=request,
        asked="Assess her.",
        lead=request.officer,
        on=on,
        **by(request),
    )


def about_plan(plan: Plan, on: date = date(2024, 2, 12)) -> Dispute:
    return appeals.open_dispute(
        about=AppealKind.AMEND_PLAN,
        plan=plan,
        asked="Therapy.",
        lead=plan.officer,
        sections="B,F",
        on=on,
        **by(plan),
    )


def take(dispute: Dispute, step: Challenge, on: date, **facts: Any) -> None:
    appeals.take_step(dispute, step, on=on, **facts, **by(dispute))


def last_days(dispute: Dispute, as_of: date = NOW) -> dict[str, date]:
    return {c.key: c.due_on for c in opened(dispute, as_of=as_of).clocks}


def test_the_last_day_to_appeal_is_the_later_of_two(refused: Request) -> None:
    dispute = about_refusal(refused)
    assert last_days(dispute)["appeal.lodge"] == date(2024, 4, 5)
    take(dispute, Challenge.MEDIATION_CONTACTED, date(2024, 3, 27))
    take(dispute, Challenge.CERTIFIED, date(2024, 3, 28))
    assert dispute.state == DisputeState.MAY_APPEAL
    # One month from the certificate is 28 April, a Sunday: the next tribunal day.
    assert last_days(dispute)["appeal.lodge"] == date(2024, 4, 29)


def test_an_early_certificate_does_not_shorten_the_two_months(refused: Request) -> None:
    dispute = about_refusal(refused, date(2024, 2, 6))
    take(dispute, Challenge.MEDIATION_CONTACTED, date(2024, 2, 6))
    take(dispute, Challenge.CERTIFIED, date(2024, 2, 7))
    assert last_days(dispute)["appeal.lodge"] == date(2024, 4, 5)


def test_mediation_that_is_wanted_is_arranged_within_30_days(refused: Request) -> None:
    dispute = about_refusal(refused)
    take(dispute, Challenge.MEDIATION_WANTED, date(2024, 3, 4))
    found = opened(dispute, as_of=date(2024, 3, 10)).next
    assert (found.what, found.due_on) == ("the mediation", date(2024, 4, 3))
    with pytest.raises(ActionRefused, match="Say what was agreed"):
        appeals.record_mediation(dispute, agreed=True, text="", on=date(2024, 3, 20), **by(dispute))
    appeals.record_mediation(
        dispute, agreed=True, text="We will assess.", on=date(2024, 3, 20), **by(dispute)
    )
    assert (dispute.state, dispute.outcome) == ("complying", "agreed")
    refused.refresh_from_db()
    assert refused.mediation is True


def test_a_whole_appeal_about_a_refusal_ends_with_an_order_that_is_carried_out(
    refused: Request,
) -> None:
    dispute = about_refusal(refused)
    take(dispute, Challenge.MEDIATION_CONTACTED, date(2024, 3, 4))
    take(dispute, Challenge.CERTIFIED, date(2024, 3, 6))
    take(dispute, Challenge.APPEAL_LODGED, date(2024, 3, 20), reference="EH990/24/1")
    take(dispute, Challenge.APPEAL_NOTIFIED, date(2024, 3, 25))
    assert last_days(dispute)["appeal.respond"] == date(2024, 5, 9)
    take(dispute, Challenge.RESPONDED, date(2024, 4, 22), position="The school can meet them.")
    hearing = date(2024, 7, 8)
    take(dispute, Challenge.HEARING_SET, hearing, hearing_on=hearing)
    assert opened(dispute, as_of=NOW).next.due_on == date(2024, 6, 24)
    appeals.settle_appeal(
        dispute, DisputeOutcome.ORDERED, text="Assess her.", on=date(2024, 5, 27), **by(dispute)
    )
    refused.refresh_from_db()
    assert (refused.closed_on, refused.tribunal, refused.next_due_on) == (
        None,
        True,
        date(2024, 6, 10),
    )
    with pytest.raises(ActionRefused, match="Still to be done"):
        appeals.close_dispute(dispute, learned="x", themes="evidence", on=NOW, **by(dispute))
    requests.assess_after_challenge(refused, on=NOW, **by(refused))
    days = last_days(dispute)
    assert days["order.assess.final_plan"] == date(2024, 9, 2)
    kinds = CaseEvent.objects.filter(request=refused).order_by("pk").values_list("kind", "ref")
    assert list(kinds)[2:] == [
        ("mediation_contacted", "assess"),
        ("mediation_certificate", "assess"),
        ("appeal_lodged", "assess"),
        ("appeal_notified", "assess"),
        ("appeal_response", "assess"),
        ("appeal_hearing", "assess"),
        ("tribunal_order", "assess"),
        ("decided_to_assess", ""),
    ]
    assert list(deadlines.drift(as_of=NOW)) == []


def test_an_order_about_a_plan_has_five_weeks_and_then_the_dispute_can_close(plan: Plan) -> None:
    dispute = about_plan(plan)
    take(dispute, Challenge.APPEAL_LODGED, date(2024, 2, 20))
    plan.assessment.refresh_from_db()
    assert plan.assessment.other_tribunal is True
    ordered = date(2024, 5, 6)
    appeals.settle_appeal(
        dispute, DisputeOutcome.ORDERED, text="Therapy weekly.", on=ordered, **by(dispute)
    )
    assert opened(dispute, as_of=NOW).next.due_on == ordered + timedelta(35)
    disputes.amend_after_appeal(plan, on=date(2024, 5, 30), **by(plan))
    assert opened(dispute, as_of=NOW).next is None
    with pytest.raises(ActionRefused, match="Say what was learned"):
        appeals.close_dispute(dispute, learned="", themes="", on=NOW, **by(dispute))
    appeals.close_dispute(dispute, learned="Quantify.", themes="vague", on=NOW, **by(dispute))
    assert (dispute.state, dispute.closed_on) == ("closed", NOW)
    with pytest.raises(ActionRefused, match="is closed"):
        take(dispute, Challenge.APPEAL_LODGED, NOW)


def test_only_the_setting_was_ordered_and_that_has_two_weeks(plan: Plan) -> None:
    dispute = about_plan(plan)
    take(dispute, Challenge.APPEAL_LODGED, date(2024, 2, 20))
    appeals.settle_appeal(
        dispute,
        DisputeOutcome.ORDERED,
        ordered=AppealKind.SETTING_ONLY,
        text="Name Larkfield.",
        on=date(2024, 5, 27),
        **by(dispute),
    )
    assert opened(dispute, as_of=NOW).next.due_on == date(2024, 6, 10)


def test_a_concession_has_the_same_time_as_an_order(plan: Plan) -> None:
    dispute = about_plan(plan)
    with pytest.raises(ActionRefused, match="Record the appeal first"):
        appeals.settle_appeal(dispute, DisputeOutcome.CONCEDED, text="x", on=NOW, **by(dispute))
    take(dispute, Challenge.APPEAL_LODGED, date(2024, 2, 20))
    appeals.settle_appeal(
        dispute, DisputeOutcome.CONCEDED, text="Late advice.", on=date(2024, 5, 27), **by(dispute)
    )
    found = opened(dispute, as_of=NOW).next
    assert (found.due_on, found.basis) == (date(2024, 7, 1), "SEND Regs 2014 reg 45")


def test_a_dismissed_appeal_obliges_nobody_once_response_and_bundle_are_in(plan: Plan) -> None:
    dispute = about_plan(plan)
    take(dispute, Challenge.APPEAL_LODGED, date(2024, 2, 20))
    take(dispute, Challenge.APPEAL_NOTIFIED, date(2024, 2, 20))
    settle = {"text": "Dismissed.", "on": NOW, **by(dispute)}
    with pytest.raises(ActionRefused, match="response or the hearing bundle"):
        appeals.settle_appeal(dispute, DisputeOutcome.DISMISSED, **settle)
    take(dispute, Challenge.RESPONDED, date(2024, 3, 20))
    appeals.settle_appeal(dispute, DisputeOutcome.DISMISSED, **settle)
    assert (dispute.state, dispute.closed_on) == ("closed", NOW)
    assert not CaseEvent.objects.filter(kind="tribunal_order").exists()


def test_a_direction_is_done_with_proof(plan: Plan) -> None:
    dispute = about_plan(plan)
    given = {"kind": DutyKind.DIRECTION, "what": "Working document", "owner": plan.officer}
    with pytest.raises(ActionRefused, match="before the dispute began"):
        appeals.add_duty(dispute, due_on=date(2024, 2, 1), **given, **by(dispute))
    duty = appeals.add_duty(dispute, due_on=date(2024, 6, 10), **given, **by(dispute))
    assert opened(dispute, as_of=NOW).next.due_on == date(2024, 6, 10)
    with pytest.raises(ActionRefused, match="what shows"):
        appeals.finish_duty(duty, evidence=" ", on=NOW, **by(dispute))
    with pytest.raises(ActionRefused, match="still to be done"):
        appeals.close_dispute(dispute, learned="x", themes="", on=NOW, **by(dispute))
    appeals.finish_duty(duty, evidence="Email of 3 June", on=NOW, **by(dispute))
    with pytest.raises(ActionRefused, match="done already"):
        appeals.finish_duty(duty, evidence="x", on=NOW, **by(dispute))


def test_two_people_cannot_describe_a_dispute_over_one_another(plan: Plan) -> None:
    dispute = about_plan(plan)
    appeals.describe_dispute(dispute, version=1, position="A", **by(dispute))
    with pytest.raises(EditConflict):
        appeals.describe_dispute(dispute, version=1, position="B", **by(dispute))
    dispute.refresh_from_db()
    assert (dispute.position, dispute.version) == ("A", 2)


def test_a_complaint_has_ten_working_days_and_twenty_at_stage_2(plan: Plan) -> None:
    how = by(plan)
    dispute = complaints.receive_complaint(
        plan.person, asked="Nobody answers.", lead=plan.officer, on=date(2024, 3, 25), **how
    )
    first = dispute.answers.get()
    # Good Friday and Easter Monday are no working days.
    assert first.due_on == date(2024, 4, 10)
    with pytest.raises(ActionRefused, match="stage before"):
        complaints.go_to_stage(dispute, ComplaintStage.SECOND, on=date(2024, 4, 2), **how)
    complaints.acknowledge_complaint(first, on=date(2024, 3, 26), **how)
    with pytest.raises(ActionRefused, match="acknowledged already"):
        complaints.acknowledge_complaint(first, on=date(2024, 3, 27), **how)
    answer = {"finding": "partly", "text": "Sorry.", "on": date(2024, 4, 8)}
    complaints.answer_complaint(first, **answer, **how)
    with pytest.raises(ActionRefused, match="answered already"):
        complaints.answer_complaint(first, **answer, **how)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.outcome) == ("remedy", "partly")
    complaints.go_to_stage(dispute, ComplaintStage.SECOND, on=date(2024, 4, 29), **how)
    second = dispute.answers.get(stage="2")
    assert (dispute.state, second.due_on) == ("stage_2", date(2024, 5, 29))
    assert opened(dispute, as_of=NOW).next.due_on == date(2024, 5, 29)


def test_the_ombudsmans_remedies_each_have_a_day(plan: Plan) -> None:
    how = by(plan)
    dispute = complaints.receive_complaint(
        plan.person,
        stage=ComplaintStage.ENQUIRY,
        asked="Delay.",
        due_on=date(2024, 4, 12),
        lead=plan.officer,
        on=date(2024, 3, 25),
        **how,
    )
    assert (dispute.kind, dispute.answers.get().due_on) == ("ombudsman", date(2024, 4, 12))
    complaints.decide_ombudsman(
        dispute, finding="upheld", text="Fault.", on=date(2024, 5, 20), **how
    )
    assert dispute.answers.filter(answered_on=None).count() == 0
    payment = appeals.add_duty(
        dispute,
        kind=DutyKind.PAYMENT,
        what="Pay £500",
        due_on=date(2024, 6, 17),
        owner=plan.officer,
        **how,
    )
    assert opened(dispute, as_of=NOW).next.what == "Pay £500"
    appeals.finish_duty(payment, evidence="Payment run 22", on=NOW, **how)
    appeals.close_dispute(dispute, learned="Late.", themes="late", on=NOW, **how)
    assert dispute.outcome == DisputeOutcome.UPHELD


def test_only_the_ombudsman_decides_an_enquiry(plan: Plan) -> None:
    dispute = complaints.receive_complaint(
        plan.person, asked="x", lead=plan.officer, on=NOW, **by(plan)
    )
    with pytest.raises(ActionRefused, match="Only the Ombudsman"):
        complaints.decide_ombudsman(dispute, finding="upheld", text="x", on=NOW, **by(plan))


def test_what_can_be_appealed(refused: Request, plan: Plan) -> None:
    assert [d.key for d in decisions_of(refused.person)] == [f"assess-{refused.pk}"]
    assert [d.key for d in decisions_of(plan.person)] == [
        f"amend_plan-{plan.pk}",
        f"setting_only-{plan.pk}",
    ]
    with pytest.raises(ActionRefused, match="which request or which plan"):
        appeals.open_dispute(
            about=AppealKind.ASSESS, plan=plan, asked="x", lead=plan.officer, on=NOW, **by(plan)
        )


def test_the_list_has_the_earliest_limit_first_and_no_strangers_child(
    refused: Request, plan: Plan
) -> None:
    stranger = an_officer("officer-9", "South team")
    elsewhere = plans.bring_in_plan(
        a_child(stranger, "Elsewhere"),
        starts_on=date(2023, 1, 2),
        needs=["MLD"],
        named=Where(sen_setting="EHE"),
        entry_on=date(2023, 1, 2),
        officer=stranger,
        by=stranger,
        at=at(NOW),
    )
    complaints.receive_complaint(
        elsewhere.person, asked="Theirs", lead=stranger, on=NOW, by=stranger, at=at(NOW)
    )
    quiet, late = about_refusal(refused), about_plan(plan)
    take(late, Challenge.MEDIATION_WANTED, date(2024, 2, 12))
    found = all_disputes(refused.officer, Wanted(), as_of=NOW)
    assert [row.dispute.pk for row in found] == [late.pk, quiet.pk]
    appeals.close_dispute(quiet, learned="Nothing.", themes="nothing", on=NOW, **by(quiet))
    assert [r.dispute.pk for r in all_disputes(refused.officer, Wanted(), as_of=NOW)] == [late.pk]
    both = all_disputes(refused.officer, Wanted(closed=True), as_of=NOW)
    assert [row.dispute.pk for row in both] == [late.pk, quiet.pk]


def test_a_year_of_disputes(refused: Request, plan: Plan) -> None:
    dispute = about_plan(plan)
    take(dispute, Challenge.APPEAL_LODGED, date(2024, 2, 20))
    appeals.settle_appeal(
        dispute, DisputeOutcome.CONCEDED, text="x", on=date(2024, 5, 6), **by(dispute)
    )
    disputes.amend_after_appeal(plan, on=date(2024, 5, 20), **by(plan))
    appeals.describe_dispute(
        dispute, version=1, legal_cost=Decimal(1200), officer_hours=Decimal(8), **by(dispute)
    )
    appeals.close_dispute(dispute, learned="Quantify.", themes="vague,late", on=NOW, **by(dispute))
    year = year_of_disputes(refused.officer, as_of=NOW)
    # The refusal, the plan, and the plan as amended.
    assert (year.appeals, year.decisions, year.conceded_before_hearing) == (1, 3, 1)
    assert round(year.per_hundred, 1) == 33.3
    assert year.outcomes == {DisputeOutcome.CONCEDED: 1}
    assert (year.cost["legal_cost"], year.cost["expert_cost"], year.costed) == (1200, None, 1)
    assert year.themes == {"vague": 1, "late": 1}
    assert [each.learned for each in year.lessons] == ["Quantify."]
