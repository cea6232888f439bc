"""Drafting a decision, and making it: decided and told in one action, with its letter."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from rightplace.casework.actions import assessments, requests
from rightplace.casework.actions.ledger import DATABASE, Entry, Inside, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.deadlines import events_of
from rightplace.casework.decisions import (
    EVENTS,
    MAY_DECIDE,
    OUTCOME_WORDS,
    kind_of,
    problems_of,
)
from rightplace.casework.models import (
    Answer,
    Decision,
    Evidence,
    PanelItem,
    Question,
    Request,
    Role,
    Route,
    User,
)
from rightplace.law.events import EventKind
from rightplace.law.pathway import next_steps

_ALREADY_TOLD = "This decision has been told, and stands as it was sent."


def may_be_decided(request: Request, question: Question) -> bool:
    """Whether the law's pathway lets the question be decided of a request now."""
    if request.closed_on is not None or (question is Question.ISSUE) != hasattr(
        request, "assessment"
    ):
        return False
    allowed = next_steps(events_of(request))
    return any(EVENTS[question, answer] in allowed for answer in Answer)


def start_decision(
    request: Request,
    *,
    question: Question,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
    **answers: Any,
) -> Decision:
    """Begin the draft of a decision about a request, with what is known of it so far."""
    with ledger.entry("decision.start", by=by, at=at, person=request.person) as entry:
        entry.lock(request)
        refuse_unless(
            may_be_decided(request, question),
            "This cannot be decided now: look at what is next in the request.",
        )
        return entry.add(
            Decision(
                request=request,
                question=question,
                drafted_by=by,
                drafted_on=at.date(),
                **answers,
            )
        )


def draft_decision(
    decision: Decision,
    *,
    version: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
    **answers: Any,
) -> None:
    """Change a draft; `version` is the one that the writer was shown."""
    person = decision.request.person
    with ledger.entry("decision.draft", by=by, at=at, person=person) as entry:
        entry.lock(decision)
        refuse_unless(decision.told_on is None, _ALREADY_TOLD)
        item = panel_decision(decision)
        refuse_unless(
            item is None or answers.get("outcome", item.outcome) == item.outcome,
            "A panel has decided this. Only a panel can decide it otherwise: put it on an agenda.",
        )
        entry.edit(decision, version=version, **answers)


def add_evidence(
    decision: Decision,
    *,
    what: str,
    source: str,
    dated: date,
    shows: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Evidence:
    """Name one thing that a draft relies on."""
    with ledger.entry(
        "decision.evidence", by=by, at=at, person=decision.request.person, decision=decision.pk
    ) as entry:
        entry.lock(decision)
        refuse_unless(decision.told_on is None, _ALREADY_TOLD)
        refuse_unless(dated <= at.date(), "Evidence cannot be dated after today.")
        return entry.add(
            Evidence(decision=decision, what=what, source=source, dated=dated, shows=shows)
        )


def remove_evidence(evidence: Evidence, *, by: User, at: datetime) -> None:
    """Take one item out of a draft; the audit keeps what it said."""
    decision = evidence.decision
    said = {"what": evidence.what, "source": evidence.source, "shows": evidence.shows}
    with DATABASE.entry(
        "decision.evidence_out", by=by, at=at, person=decision.request.person, **said
    ) as entry:
        entry.lock(decision)
        refuse_unless(decision.told_on is None, _ALREADY_TOLD)
        evidence.delete()


def panel_decision(decision: Decision) -> PanelItem | None:
    """What a panel decided of it last; None where none has."""
    items = PanelItem.objects.filter(decision=decision, state=PanelItem.State.DECIDED)
    return items.select_related("sitting__panel").order_by("-sitting__day", "-pk").first()


def tell_decision(
    decision: Decision,
    *,
    on: date,
    version: int,
    on_paper: bool = False,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Make a decision and tell it: its record, the dated event and the letter, or none of them.

    `on` is the day on which the letter goes, which is the date of the decision. It is today unless
    the letter went `on_paper` before.
    """
    request, person = decision.request, decision.request.person
    refuse_unless(bool(decision.outcome), "Say what the decision is.")
    kind = EVENTS[kind_of(decision)]
    with ledger.entry(f"decision.{kind.value}", by=by, at=at, person=person) as entry:
        entry.lock(request, decision)
        refuse_unless(decision.told_on is None, _ALREADY_TOLD)
        authority = refuse_unready(decision, on=on, by=by)
        refuse_unless(
            on == at.date() or on_paper,
            "The letter goes out today. An earlier day is for a letter that was sent on paper: say so.",
        )
        entry.edit(
            decision,
            version=version,
            told_on=on,
            decided_by=by,
            authority=authority,
            on_paper=on_paper,
        )
        _record(kind, entry, request, on=on, by=by, at=at)


def refuse_unready(decision: Decision, *, on: date, by: User) -> str:
    """By what power `by` tells the decision, in words; refused while anything is missing."""
    person = decision.request.person
    problems = problems_of(decision, person, evidence=decision.evidence.count(), on=on)
    refuse_unless(not problems, " ".join(problems))
    return _authority(decision, by, on)


def _authority(decision: Decision, by: User, on: date) -> str:
    """By what power it is decided, in words; refused where there is none."""
    item = panel_decision(decision)
    if item is not None:
        refuse_unless(
            item.outcome == decision.outcome,
            "The panel decided otherwise. Draft the decision as it was minuted.",
        )
        refuse_unless(on >= item.sitting.day, "The letter cannot go before the panel has decided.")
        return f"{item.sitting.panel.name}, sitting of {item.sitting.day:%-d %B %Y}"
    refuse_unless(
        decision.route != Route.PANEL,
        "No panel has decided this yet. Put it on an agenda, or choose a delegated decision.",
    )
    allowed = MAY_DECIDE[kind_of(decision)]
    roles = " or a ".join(sorted(role.label.lower() for role in allowed))
    refuse_unless(
        by.role in allowed,
        f"“{OUTCOME_WORDS[kind_of(decision)]}” is decided by a {roles}, or by a panel. "
        "Ask your manager to decide, or to put it on an agenda.",
    )
    power = decision.authority or f"{Role(by.role).label}, under the scheme of delegation"
    return f"{by.name}, {power}"


_Act = Callable[..., object]
# The dated event -> the action for a first decision, and the one after a challenge.
_ACTS: dict[EventKind, tuple[_Act, _Act]] = {
    EventKind.DECIDED_TO_ASSESS: (requests.decide_to_assess, requests.assess_after_challenge),
    EventKind.REFUSED_TO_ASSESS: (requests.refuse_to_assess, requests.refuse_to_assess),
    EventKind.DECIDED_TO_ISSUE: (assessments.decide_to_issue, assessments.issue_after_challenge),
    EventKind.DECIDED_NOT_TO_ISSUE: (
        assessments.decide_not_to_issue,
        assessments.decide_not_to_issue,
    ),
}
_OF_ASSESSMENT = (EventKind.DECIDED_TO_ISSUE, EventKind.DECIDED_NOT_TO_ISSUE)


def _record(
    kind: EventKind, entry: Entry, request: Request, *, on: date, by: User, at: datetime
) -> None:
    """The event of the decision, written into the entry that is open."""
    case: Any = request
    if kind in _OF_ASSESSMENT:
        refuse_unless(hasattr(request, "assessment"), "Decide whether to assess first.")
        case = request.assessment
    turned = case.outcome == "N"
    _ACTS[kind][turned](case, on=on, by=by, at=at, ledger=Inside(entry))
