"""Deciding, and telling the family in the same step: the letter seen first, then sent."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.decisions import panel_decision, refuse_unready, tell_decision
from rightplace.casework.actions.letters import Copy, Sending
from rightplace.casework.deadlines import events_of, exceptions_of
from rightplace.casework.decisions import EVENTS, is_over_18, kind_of, limbs_for, outcome_words
from rightplace.casework.models import Decision, User
from rightplace.law.duties import DUTIES
from rightplace.law.events import Event, EventKind
from rightplace.law.records import request_clocks
from rightplace.papers.letters import Letter
from rightplace.papers.letters import decisions as letters
from rightplace.papers.letters.decisions import Envelope, Findings, Limb, Proof
from rightplace.web.access import for_roles
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about
from rightplace.web.staff.letters import copy_of, reference_of, services, signature, to_family
from rightplace.web.staff.panels.drafting import decision_or_404
from rightplace.web.staff.panels.forms import TellForm
from rightplace.web.today import today

_HEALTH = "The integrated care board (designated clinical officer)"


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Ask for the day and the recipients; preview the letter, or decide and send it."""
    decision = decision_or_404(request, decision_id, what="decision.letter")
    person = decision.request.person
    first = {
        "on": today(),
        "to_young_person": "yes" if is_over_18(person, today()) else "no",
        "health": _HEALTH,
    }
    form = TellForm(request.POST or None, row=decision, initial=first)

    def letter(given: dict[str, Any]) -> Letter:
        refuse_unready(decision, on=given["on"], by=request.user)
        return letter_of(decision, given, signer=request.user)

    def act(given: dict[str, Any]) -> None:
        tell_decision(
            decision,
            on=given["on"],
            version=given["version"],
            on_paper=given["on_paper"],
            ledger=Sending(*_copies(letter(given), given)),
            **how(request),
        )

    return ask_about(
        request,
        person,
        "staff:assessment",
        form,
        act,
        title=f"Decide and send the letter: {outcome_words(decision).lower()}",
        said=f"Decided, and the letter sent: {outcome_words(decision).lower()}",
        button="Decide and send",
        letter=letter,
    )


def _copies(letter: Letter, given: dict[str, Any]) -> list[Copy]:
    """The letter, and the same to those whom the law has told as well."""
    others = [given.get("setting"), given.get("health")]
    copies = [letters.copy_for(letter, to) for to in others if to]
    return [copy_of(each) for each in (letter, *copies)]


def letter_of(decision: Decision, given: dict[str, Any], *, signer: User) -> Letter:
    """The letter of a decision that is ready to be told."""
    kind, on = EVENTS[kind_of(decision)], given["on"]
    envelope = _envelope(decision, given, signer)
    found = _findings(decision, kind, on, signer)
    last_day = DUTIES["appeal.lodge"].allowance.last_day(on)
    match kind:
        case EventKind.DECIDED_TO_ASSESS:
            return letters.assess(envelope, found)
        case EventKind.REFUSED_TO_ASSESS:
            return letters.refuse_to_assess(envelope, found, last_day=last_day)
        case EventKind.DECIDED_TO_ISSUE:
            return letters.issue(envelope, found)
        case _:
            return letters.refuse_to_issue(envelope, found, last_day=last_day)


def _envelope(decision: Decision, given: dict[str, Any], signer: User) -> Envelope:
    person = decision.request.person
    to_self = given["to_young_person"] == "yes"
    family = to_family(person)
    return Envelope(
        to=(str(person), *family[1:]) if to_self else family,
        greeting=f"Dear {person if to_self else 'parent or carer'}",
        dated=given["on"],
        reference=reference_of(person),
        council=settings.COUNCIL,
        signed_by=signature(signer),
    )


def _findings(decision: Decision, kind: EventKind, on: date, signer: User) -> Findings:
    person, item = decision.request.person, panel_decision(decision)
    return Findings(
        child=str(person),
        reasons=decision.reasons,
        limbs=tuple(
            Limb(
                limb.words,
                getattr(decision, f"get_{limb.field}_display")(),
                getattr(decision, limb.why),
            )
            for limb in limbs_for(decision.question, person, on)
        ),
        evidence=tuple(
            Proof(each.what, each.source, each.dated, each.shows)
            for each in decision.evidence.order_by("dated", "pk")
        ),
        views=decision.views,
        authority=refuse_unready(decision, on=on, by=signer),
        services=services(),
        support=decision.support,
        conditions="" if item is None else item.conditions,
        limit=_final_plan_by(decision, kind, on),
    )


def _final_plan_by(decision: Decision, kind: EventKind, on: date) -> date | None:
    """The limit for the final plan as it will stand after the letter; None once it has passed."""
    case = decision.request
    events = [*events_of(case), Event(on, kind)]
    clocks = request_clocks(events, on, exceptions=exceptions_of(case))
    limits = [c.due_on for c in clocks if c.is_open and EventKind.PLAN_ISSUED in c.duty.met_by]
    limit = min(limits, default=None)
    return None if limit is None or limit < on else limit
