"""Disputes of the office: those that the county has played, and some at every stage."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Q, QuerySet

from rightplace.casework.actions import appeals, complaints
from rightplace.casework.actions.disputes import REFUSALS, Challenge
from rightplace.casework.models import (
    CaseEvent,
    ComplaintStage,
    Dispute,
    DisputeOutcome,
    DisputeState,
    DutyKind,
    Plan,
    Theme,
)
from rightplace.county.furnish.changes import quiet_plans
from rightplace.county.furnish.desk import Desk
from rightplace.law.dates import working_day_after
from rightplace.law.duties.challenge import APPEALABLE
from rightplace.law.events import AppealKind, EventKind

_PLAYED, _PLAYED_ELSEWHERE = 24, 12
_ENDS = {
    EventKind.TRIBUNAL_ORDER: DisputeOutcome.ORDERED,
    EventKind.APPEAL_CONCEDED: DisputeOutcome.CONCEDED,
    EventKind.APPEAL_WITHDRAWN: DisputeOutcome.WITHDRAWN,
}
_LESSONS = (
    (Theme.EVIDENCE, "Refusals now quote the evidence line by line; a manager reads each one."),
    (Theme.VAGUE, "Section F is checked for who, how much and how often before it is sent."),
    (Theme.ADVICE, "The request for advice asks for provision that can be counted."),
    (Theme.LATE, "The decision is put in the diary two weeks before its limit."),
)


def furnish(desk: Desk) -> None:
    """Give played appeals a case of their own, then some new ones at every stage."""
    for number, lodged in enumerate(_played(desk)):
        _bring_in(desk, lodged, number)
    free = list(quiet_plans(desk))
    for start, opened in _STARTS.items():
        plan = _decided_before(free, _ago(desk, opened))
        if plan is not None:
            free.remove(plan)
            start(desk, plan)
    for plan in _locked(desk):
        _first_stage(desk, plan)


def _locked(desk: Desk) -> QuerySet[Plan]:
    """The team's locked plans, whoever their officer is: a dispute that must not leak into a list."""
    rows = Plan.objects.live().filter(team=desk.manager.team, person__lock__isnull=False)
    return rows.select_related("person", "officer")


def _decided_before(plans: list[Plan], on: date) -> Plan | None:
    """The plan whose last decision that can be appealed is nearest before a day."""
    days = {
        plan.pk: plan.events.filter(kind__in=APPEALABLE, happened_on__lte=on).aggregate(
            last=Max("happened_on")
        )["last"]
        for plan in plans
    }
    able = [plan for plan in plans if days[plan.pk] is not None]
    return max(able, key=lambda plan: days[plan.pk], default=None)


def _played(desk: Desk) -> Iterator[CaseEvent]:
    """The newest appeals of the team, and some of the other teams."""
    rows = CaseEvent.objects.filter(kind=EventKind.APPEAL_LODGED).order_by("-happened_on", "-pk")
    rows = rows.select_related("person", "request__officer", "plan__officer")
    ours = Q(request__team=desk.manager.team) | Q(plan__team=desk.manager.team)
    yield from rows.filter(ours)[:_PLAYED]
    yield from rows.exclude(pk__in=rows.filter(ours).values("pk"))[:_PLAYED_ELSEWHERE]


def _bring_in(desk: Desk, lodged: CaseEvent, number: int) -> None:
    about = AppealKind(lodged.ref)
    case = lodged.request if about in REFUSALS else lodged.plan
    if case is None:
        return
    dispute = Dispute(
        person=lodged.person,
        request=lodged.request if about in REFUSALS else None,
        plan=None if about in REFUSALS else lodged.plan,
        kind="appeal",
        about=about.value,
        state=DisputeState.APPEAL,
        opened_on=lodged.happened_on,
        reference=f"EH990/{lodged.happened_on:%y}/{10000 + lodged.pk % 90000}",
        lead=case.officer,
        sections="" if about in REFUSALS else "B,F,I",
        asked="That the decision is changed.",
    )
    _end(dispute, case.events.filter(kind__in=_ENDS, happened_on__gte=lodged.happened_on), number)
    appeals.bring_in_dispute(dispute, **desk.how(by=case.officer))


def _end(dispute: Dispute, ends, number: int) -> None:  # type: ignore[no-untyped-def]
    """How it ended, what it cost and what it taught, for one that has ended."""
    ended = ends.order_by("happened_on").first()
    if ended is None:
        return
    theme, learned = _LESSONS[number % len(_LESSONS)]
    dispute.outcome, dispute.outcome_on = _ENDS[EventKind(ended.kind)], ended.happened_on
    dispute.state, dispute.closed_on = DisputeState.CLOSED, ended.happened_on
    dispute.themes, dispute.learned = theme.value, learned
    dispute.officer_hours = Decimal(14 + number % 5 * 6)
    dispute.legal_cost = Decimal(number % 3 * 1800)


def _ago(desk: Desk, days: int) -> date:
    return desk.day - timedelta(days=days)


def _lodged(desk: Desk, plan: Plan, days: int, *, about: AppealKind, sections: str) -> Dispute:
    """An appeal lodged so many days ago, a week after its certificate."""
    opened, certified, lodged = (_ago(desk, days + back) for back in (15, 12, 0))
    dispute = appeals.open_dispute(
        about=about,
        plan=plan,
        asked="Therapy every week written into Section F, by a therapist who is named.",
        lead=desk.officer,
        sections=sections,
        on=opened,
        **desk.how(on=opened),
    )
    step = appeals.take_step
    step(dispute, Challenge.MEDIATION_CONTACTED, on=opened, **desk.how(on=opened))
    step(dispute, Challenge.CERTIFIED, on=certified, **desk.how(on=certified))
    step(
        dispute,
        Challenge.APPEAL_LODGED,
        on=lodged,
        reference=f"EH990/{lodged:%y}/{days:05d}",
        **desk.how(on=lodged),
    )
    step(dispute, Challenge.APPEAL_NOTIFIED, on=lodged, **desk.how(on=lodged))
    return dispute


def _ordered(desk: Desk, plan: Plan) -> None:
    """An order of ten days ago, to be carried out within five weeks."""
    dispute = _lodged(desk, plan, 150, about=AppealKind.AMEND_PLAN, sections="B,F")
    for step, days in (
        (Challenge.RESPONDED, 110),
        (Challenge.HEARING_SET, 25),
        (Challenge.BUNDLE_SENT, 48),
    ):
        on = _ago(desk, days)
        facts = {"hearing_on": on} if step is Challenge.HEARING_SET else {}
        appeals.take_step(dispute, step, on=on, **facts, **desk.how(on=on))
    on = _ago(desk, 10)
    appeals.settle_appeal(
        dispute,
        DisputeOutcome.ORDERED,
        text="Section F is to provide direct speech and language therapy of 45 minutes a week.",
        on=on,
        **desk.how(on=on),
    )


def _under_way(desk: Desk, plan: Plan) -> None:
    """An appeal with its directions, and a hearing to come."""
    dispute = _lodged(desk, plan, 55, about=AppealKind.AMEND_PLAN, sections="F,I")
    hearing = working_day_after(desk.day, 42)
    appeals.take_step(dispute, Challenge.HEARING_SET, on=hearing, hearing_on=hearing, **desk.how())
    for what, days in (
        ("Send the working document, version 2", 6),
        ("Send the school's evidence of what is provided now", 13),
    ):
        appeals.add_duty(
            dispute,
            kind=DutyKind.DIRECTION,
            what=what,
            due_on=desk.day + timedelta(days=days),
            owner=desk.officer,
            **desk.how(),
        )


def _at_mediation(desk: Desk, plan: Plan) -> None:
    """Mediation is wanted, and to be arranged."""
    on = _ago(desk, 12)
    dispute = appeals.open_dispute(
        about=AppealKind.SETTING_ONLY,
        plan=plan,
        asked="The special school nearer to home.",
        lead=desk.officer,
        sections="I",
        on=on,
        **desk.how(on=on),
    )
    appeals.take_step(dispute, Challenge.MEDIATION_WANTED, on=on, **desk.how(on=on))


def _first_stage(desk: Desk, plan: Plan) -> None:
    """A complaint of a week ago, with the officer of the plan."""
    on = _ago(desk, 8)
    complaints.receive_complaint(
        plan.person,
        plan=plan,
        asked="Nobody answered three messages about transport in December.",
        lead=plan.officer,
        on=on,
        **desk.how(plan.officer, on),
    )


def _second_stage(desk: Desk, plan: Plan) -> None:
    """A complaint that the first answer did not settle."""
    came, answered, second = _ago(desk, 60), _ago(desk, 47), _ago(desk, 20)
    dispute = complaints.receive_complaint(
        plan.person,
        plan=plan,
        asked="The therapy in the plan stopped in September.",
        lead=desk.officer,
        on=came,
        **desk.how(on=came),
    )
    first = dispute.answers.get()
    complaints.acknowledge_complaint(first, on=came, **desk.how(on=came))
    complaints.answer_complaint(
        first,
        finding=DisputeOutcome.PARTLY,
        text="Eight sessions were missed while a post was vacant. A new therapist has started.",
        on=answered,
        **desk.how(on=answered),
    )
    complaints.go_to_stage(dispute, ComplaintStage.SECOND, on=second, **desk.how(on=second))


def _ombudsman(desk: Desk, plan: Plan) -> None:
    """A final decision with its remedies, one carried out and others to come."""
    came, replied, final = _ago(desk, 150), _ago(desk, 124), _ago(desk, 22)
    dispute = complaints.receive_complaint(
        plan.person,
        stage=ComplaintStage.ENQUIRY,
        plan=plan,
        asked="Delay of nine weeks in the final plan, and provision missed because of it.",
        reference="22 008 417",
        lead=desk.officer,
        on=came,
        **desk.how(on=came),
    )
    complaints.answer_complaint(
        dispute.answers.get(),
        finding="",
        text="We accept the delay. The file and a chronology are enclosed.",
        on=replied,
        **desk.how(on=replied),
    )
    complaints.decide_ombudsman(
        dispute,
        finding=DisputeOutcome.UPHELD,
        text="Fault causing injustice: the final plan was late and provision was missed.",
        on=final,
        **desk.how(on=final),
    )
    _remedies(desk, dispute, final)


def _remedies(desk: Desk, dispute: Dispute, final: date) -> None:
    how = desk.how(on=final)
    for kind, what, days in (
        (DutyKind.APOLOGY, "Apologise to the family in writing", 28),
        (DutyKind.PAYMENT, "Pay £1,200 for provision that was missed", 28),
        (DutyKind.POLICY, "Review how vacancies of therapists are covered", 90),
    ):
        duty = appeals.add_duty(
            dispute,
            kind=kind,
            what=what,
            due_on=final + timedelta(days=days),
            owner=desk.officer,
            **how,
        )
        if kind is DutyKind.APOLOGY:
            on = _ago(desk, 9)
            evidence = "Letter of apology signed by the director, on the file"
            appeals.finish_duty(duty, evidence=evidence, on=on, **desk.how(on=on))


# What is started -> how many days ago the family first disagreed.
_STARTS = {
    _ordered: 165,
    _under_way: 70,
    _at_mediation: 12,
    _ombudsman: 150,
    _second_stage: 60,
    _first_stage: 8,
}
