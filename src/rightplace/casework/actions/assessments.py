"""From asking for advice to the decision and the plan (SEND Regs 2014 regs 6 to 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.naming import carry_accepted, refuse_before_preference
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    AdviceRequest,
    Assessment,
    NamedSetting,
    Need,
    Placement,
    Plan,
    Setting,
    User,
)
from rightplace.law.events import EventKind


def _going_on(entry: Entry, assessment: Assessment) -> None:
    entry.lock(assessment)
    refuse_unless(
        assessment.outcome == "A",
        "Whether to issue a plan has been decided already, or the assessment has ended.",
    )


def ask_for_advice_within(
    entry: Entry, assessment: Assessment, *, adviser: str, on: date, assigned_to: User | None = None
) -> AdviceRequest:
    """Write that one adviser was asked; their six weeks start on `on`."""
    row = AdviceRequest(
        assessment=assessment, adviser=adviser, requested_on=on, assigned_to=assigned_to
    )
    entry.add(row)
    entry.event(EventKind.ADVICE_REQUESTED, on, ref=adviser, request=assessment.request)
    return row


def ask_for_advice(
    assessment: Assessment,
    *,
    adviser: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> AdviceRequest:
    """Record that one adviser was asked."""
    person = assessment.request.person
    with ledger.entry("advice.ask", by=by, at=at, person=person, adviser=adviser) as entry:
        return ask_for_advice_within(entry, assessment, adviser=adviser, on=on)


def receive_within(entry: Entry, advice: AdviceRequest, *, on: date) -> None:
    """Write the day on which an adviser's advice came."""
    entry.lock(advice)
    refuse_unless(advice.received_on is None, "This advice has been received already.")
    entry.change(advice, received_on=on)
    request = advice.assessment.request
    entry.event(EventKind.ADVICE_RECEIVED, on, ref=advice.adviser, request=request)


def receive_advice(
    advice: AdviceRequest, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the day on which an adviser's advice came."""
    person = advice.assessment.request.person
    with ledger.entry(
        "advice.receive", by=by, at=at, person=person, adviser=advice.adviser
    ) as entry:
        receive_within(entry, advice, on=on)


def decide_to_issue(
    assessment: Assessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that a plan was agreed; until it is issued it has no outcome date in the return."""
    request = assessment.request
    with ledger.entry("assessment.agree", by=by, at=at, person=request.person) as entry:
        _going_on(entry, assessment)
        entry.change(assessment, outcome="Y", agreed_on=on)
        entry.event(EventKind.DECIDED_TO_ISSUE, on, request=request)


def decide_not_to_issue(
    assessment: Assessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that the family was told that no plan will be issued."""
    request = assessment.request
    with ledger.entry("assessment.refuse", by=by, at=at, person=request.person) as entry:
        _going_on(entry, assessment)
        entry.change(assessment, outcome="N", outcome_on=on)
        entry.change(request, closed_on=on)
        entry.event(EventKind.DECIDED_NOT_TO_ISSUE, on, request=request)


def issue_after_challenge(
    assessment: Assessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Agree to a plan after all, by order of the Tribunal or by agreement.

    The decision not to issue keeps its outcome and date in the return.
    """
    request = assessment.request
    with ledger.entry("assessment.agree_after_challenge", by=by, at=at, person=request.person) as e:
        e.lock(assessment)
        refuse_unless(
            assessment.outcome == "N" and assessment.agreed_on is None,
            "Only a decision not to issue is turned round by a challenge.",
        )
        e.change(assessment, agreed_on=on)
        e.change(request, closed_on=None)
        e.event(EventKind.DECIDED_TO_ISSUE, on, request=request)


def send_draft(
    assessment: Assessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the day on which the draft plan was served on the family."""
    request = assessment.request
    with ledger.entry("draft.send", by=by, at=at, person=request.person) as entry:
        write_draft_sent(entry, assessment, on=on)


def write_draft_sent(entry: Entry, assessment: Assessment, *, on: date) -> None:
    """Write that the draft plan was served, within a larger action."""
    entry.lock(assessment)
    refuse_unless(
        assessment.agreed_on is not None,
        "Record the decision to issue a plan before its draft.",
    )
    entry.event(EventKind.DRAFT_SENT, on, request=assessment.request)


def receive_views(
    assessment: Assessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the family's answer to the draft."""
    request = assessment.request
    with ledger.entry("draft.views", by=by, at=at, person=request.person) as entry:
        entry.event(EventKind.VIEWS_RECEIVED, on, request=request)


def consult_setting(
    assessment: Assessment,
    *,
    setting: Setting,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the day on which a setting was asked; `consultations.consult` keeps what it was asked."""
    request = assessment.request
    with ledger.entry(
        "consultation.send", by=by, at=at, person=request.person, setting=setting.pk
    ) as entry:
        entry.event(EventKind.SETTING_CONSULTED, on, ref=setting.name[:60], request=request)


def receive_setting_reply(
    assessment: Assessment,
    *,
    setting: Setting,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the day of a setting's reply; `consultations.receive_reply` keeps what it said."""
    request = assessment.request
    with ledger.entry(
        "consultation.reply", by=by, at=at, person=request.person, setting=setting.pk
    ) as entry:
        entry.event(EventKind.SETTING_REPLIED, on, ref=setting.name[:60], request=request)


@dataclass(frozen=True, slots=True)
class Where:
    """A setting, or the return's code where there is none."""

    setting: Setting | None = None
    sen_setting: str = ""
    sen_setting_other: str = ""
    in_sen_unit: bool = False
    in_resourced_provision: bool = False
    residential: str = ""


def write_needs_and_place(
    entry: Entry,
    plan: Plan,
    *,
    needs: Sequence[str],
    named: Where,
    also: Where | None = None,
    entry_on: date,
) -> None:
    """Write the needs of a plan, the settings it names, and the placement at the first of them."""
    for rank, sen_type in enumerate(needs, start=1):
        entry.add(Need(plan=plan, sen_type=sen_type, rank=rank))
    for rank, where in enumerate(filter(None, (named, also)), start=1):
        entry.add(NamedSetting(plan=plan, rank=rank, **_place(where)))
    entry.add(
        Placement(
            plan=plan, rank=1, **_place(named), entry_on=entry_on, residential=named.residential
        )
    )


def _place(where: Where) -> dict[str, Any]:
    return {
        "setting": where.setting,
        "sen_setting": where.sen_setting,
        "sen_setting_other": where.sen_setting_other,
        "in_sen_unit": where.in_sen_unit,
        "in_resourced_provision": where.in_resourced_provision,
    }


def issue_plan(
    assessment: Assessment,
    *,
    on: date,
    needs: Sequence[str],
    named: Where,
    also: Where | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Plan:
    """Record that the final plan went to the family and the setting it names."""
    with ledger.entry("plan.issue", by=by, at=at, person=assessment.request.person) as entry:
        return write_plan(entry, assessment, on=on, needs=needs, named=named, also=also)


def write_plan(
    entry: Entry,
    assessment: Assessment,
    *,
    on: date,
    needs: Sequence[str],
    named: Where,
    also: Where | None = None,
) -> Plan:
    """Write the plan that was issued and the end of its request, within a larger action."""
    request = assessment.request
    entry.lock(assessment, request)
    refuse_unless(
        assessment.agreed_on is not None and request.closed_on is None,
        "Record the decision to issue first; a plan is issued once for each assessment.",
    )
    refuse_before_preference(entry, request, named.setting, on=on)
    if assessment.outcome == "Y":
        entry.change(assessment, outcome_on=on)
    entry.change(request, closed_on=on)
    plan = entry.add(
        Plan(
            person=request.person,
            assessment=assessment,
            starts_on=on,
            held_from=on,
            residential=named.residential,
            team_id=request.team_id,
            officer_id=request.officer_id,
        )
    )
    write_needs_and_place(entry, plan, needs=needs, named=named, also=also, entry_on=on)
    carry_accepted(entry, request, plan)
    entry.event(EventKind.PLAN_ISSUED, on, request=request, plan=plan)
    return plan
