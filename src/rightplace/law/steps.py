"""Which event can follow which, as a table that the pathway and the order check both read.

A step is open when one of `after` has happened, none of `unless` has happened since, and, where
`then` is given, one of `then` has happened since too. `after` empty means the start of the record.
A trigger may name the `ref` that counts: an order to assess does not reopen an amendment.
"""

from dataclasses import dataclass

from rightplace.law.duties.challenge import APPEALABLE
from rightplace.law.duties.first_plan import NO_PLAN, REQUEST, STOPPED
from rightplace.law.duties.review import DECISIONS, FINAL, PLAN_GONE
from rightplace.law.events import AppealKind
from rightplace.law.events import EventKind as E

Trigger = E | tuple[E, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One way in which an event may come about; an event may have several."""

    kind: E
    after: tuple[Trigger, ...]
    unless: tuple[Trigger, ...] = ()
    then: tuple[Trigger, ...] = ()
    per_ref: bool = False


def _won(*kinds: AppealKind) -> tuple[Trigger, ...]:
    """An order or a concession about one of these."""
    return tuple((event, kind) for kind in kinds for event in (E.TRIBUNAL_ORDER, E.APPEAL_CONCEDED))


_ASSESS = _won(AppealKind.ASSESS)
_MAKE_PLAN = _won(AppealKind.MAKE_PLAN)
_REASSESS = _won(AppealKind.REASSESS)
_AMEND = _won(AppealKind.AMEND_PLAN, AppealKind.SETTING_ONLY, AppealKind.MAINTAIN_PLAN)
# An authority may agree to think again once its decision is challenged.
_CHALLENGED = (
    E.MEDIATION_CONTACTED,
    E.MEDIATION_WANTED,
    E.MEDIATION_HELD,
    E.APPEAL_LODGED,
    E.APPEAL_CONCEDED,
    E.TRIBUNAL_ORDER,
)
_REASSESSED = (E.REFUSED_TO_REASSESS, E.REASSESSED_PLAN_ISSUED)
_IN_FORCE = (E.PLAN_ISSUED, E.PLAN_MOVED_IN)
_RESPONSIBLE = (*REQUEST, *_IN_FORCE)
_CLOSED = (E.REFUSED_TO_ASSESS, E.DECIDED_NOT_TO_ISSUE, *PLAN_GONE)

# While a plan is in force these may come at any time, and more than once.
_ANY_TIME_WITH_A_PLAN = (
    E.REVIEW_INVITED,
    E.REVIEW_PAPERS_SENT,
    E.REVIEW_MEETING,
    E.DECIDED_TO_AMEND,
    E.AMENDMENT_NOTICE,
    E.PHASE_PLAN_ISSUED,
    E.CEASING_CONSULTED,
    E.PLAN_CEASED,
)

STEPS: tuple[Step, ...] = (
    # First plan
    *(
        step
        for kind in REQUEST
        for step in (
            Step(kind, (), (*_RESPONSIBLE, *NO_PLAN)),
            Step(kind, _CLOSED, _RESPONSIBLE),
            Step(kind, REQUEST, (E.PLAN_ISSUED,), then=(E.WITHDRAWN,)),
        )
    ),
    Step(E.WITHDRAWN, REQUEST, (*NO_PLAN, E.PLAN_ISSUED)),
    Step(E.WITHDRAWN, (E.REASSESSMENT_REQUESTED,), (E.WITHDRAWN, *_REASSESSED, *PLAN_GONE)),
    Step(E.DECIDED_TO_ASSESS, (*REQUEST, *_ASSESS), (E.DECIDED_TO_ASSESS, E.PLAN_ISSUED, *NO_PLAN)),
    Step(
        E.DECIDED_TO_ASSESS,
        (E.REFUSED_TO_ASSESS,),
        (E.DECIDED_TO_ASSESS, *REQUEST, *STOPPED),
        then=_CHALLENGED,
    ),
    Step(E.REFUSED_TO_ASSESS, REQUEST, (E.DECIDED_TO_ASSESS, E.PLAN_ISSUED, *NO_PLAN)),
    Step(E.ADVICE_REQUESTED, (*REQUEST, E.DECIDED_TO_ASSESS), (E.PLAN_ISSUED, *NO_PLAN)),
    Step(E.ADVICE_REQUESTED, (E.DECIDED_TO_REASSESS,), (E.REASSESSED_PLAN_ISSUED, *PLAN_GONE)),
    Step(E.ADVICE_RECEIVED, (E.ADVICE_REQUESTED,), (E.ADVICE_RECEIVED,), per_ref=True),
    Step(
        E.DECIDED_TO_ISSUE,
        (E.DECIDED_TO_ASSESS, *_MAKE_PLAN),
        (E.DECIDED_TO_ISSUE, E.PLAN_ISSUED, *NO_PLAN),
    ),
    Step(
        E.DECIDED_TO_ISSUE,
        (E.DECIDED_NOT_TO_ISSUE,),
        (E.DECIDED_TO_ISSUE, *REQUEST, *STOPPED),
        then=_CHALLENGED,
    ),
    Step(E.DECIDED_NOT_TO_ISSUE, (E.DECIDED_TO_ASSESS,), (E.PLAN_ISSUED, *NO_PLAN)),
    Step(
        E.DRAFT_SENT,
        (E.DECIDED_TO_ASSESS, E.DECIDED_TO_ISSUE, *_MAKE_PLAN),
        (E.PLAN_ISSUED, *NO_PLAN),
    ),
    Step(E.DRAFT_SENT, (E.DECIDED_TO_REASSESS,), (E.REASSESSED_PLAN_ISSUED, *PLAN_GONE)),
    Step(E.VIEWS_RECEIVED, (E.DRAFT_SENT, E.AMENDMENT_NOTICE), (E.PLAN_CEASED, *STOPPED)),
    Step(
        E.SETTING_CONSULTED,
        (E.DECIDED_TO_ASSESS, E.DECIDED_TO_ISSUE, *_MAKE_PLAN),
        (E.DECIDED_NOT_TO_ISSUE, *STOPPED),
    ),
    Step(E.SETTING_CONSULTED, _IN_FORCE, PLAN_GONE),
    Step(E.SETTING_REPLIED, (E.SETTING_CONSULTED,), (E.SETTING_REPLIED,), per_ref=True),
    Step(
        E.PLAN_ISSUED,
        (E.DECIDED_TO_ASSESS, E.DECIDED_TO_ISSUE, *_MAKE_PLAN),
        (E.PLAN_ISSUED, *NO_PLAN),
    ),
    # Review
    *(Step(kind, _IN_FORCE, PLAN_GONE) for kind in _ANY_TIME_WITH_A_PLAN),
    Step(E.REVIEW_REPORT, (E.REVIEW_MEETING,), (E.REVIEW_REPORT, *PLAN_GONE)),
    Step(
        E.DECIDED_TO_MAINTAIN,
        (E.REVIEW_MEETING, *_won(AppealKind.MAINTAIN_PLAN)),
        (*DECISIONS, *PLAN_GONE),
    ),
    Step(
        E.DECIDED_TO_CEASE,
        (*_IN_FORCE, E.REVIEW_MEETING, *_AMEND),
        (E.DECIDED_TO_CEASE, *PLAN_GONE),
    ),
    Step(E.PLAN_AMENDED, (E.AMENDMENT_NOTICE, *_AMEND), (*FINAL, *PLAN_GONE)),
    Step(E.DECIDED_NOT_TO_AMEND, (E.DECIDED_TO_AMEND, E.AMENDMENT_NOTICE), (*FINAL, *PLAN_GONE)),
    # The day of a move between phases is a forecast: the plan may have gone by then.
    Step(E.PHASE_TRANSFER_EXPECTED, _IN_FORCE),
    # Moving between authorities
    Step(E.MOVE_KNOWN, _RESPONSIBLE, PLAN_GONE),
    Step(E.MOVE_KNOWN, (E.MOVED_OUT,), (E.MOVE_KNOWN,)),
    Step(E.MOVED_OUT, _RESPONSIBLE, PLAN_GONE),
    Step(
        E.PLAN_SENT_TO_NEW_AUTHORITY,
        (E.MOVE_KNOWN, E.MOVED_OUT),
        (E.PLAN_SENT_TO_NEW_AUTHORITY,),
    ),
    # A plan that moves in may bring its history with the old authority.
    Step(E.PLAN_MOVED_IN, (), (E.PLAN_MOVED_IN, *REQUEST)),
    Step(E.PLAN_MOVED_IN, (*_CLOSED, E.WITHDRAWN), (E.PLAN_MOVED_IN, *REQUEST)),
    Step(E.MOVE_NOTICE_SENT, (E.PLAN_MOVED_IN,), (E.MOVE_NOTICE_SENT, *PLAN_GONE)),
    # Reassessment
    Step(E.REASSESSMENT_REQUESTED, _IN_FORCE, (E.REASSESSMENT_REQUESTED, *PLAN_GONE)),
    Step(
        E.REASSESSMENT_REQUESTED,
        _REASSESSED,
        (E.REASSESSMENT_REQUESTED, *PLAN_GONE),
    ),
    Step(
        E.REASSESSMENT_REQUESTED,
        (E.REASSESSMENT_REQUESTED,),
        (E.DECIDED_TO_REASSESS, *PLAN_GONE),
        then=(E.WITHDRAWN,),
    ),
    Step(
        E.DECIDED_TO_REASSESS,
        (*_IN_FORCE, E.REASSESSMENT_REQUESTED, E.REASSESSED_PLAN_ISSUED, *_REASSESS),
        (E.DECIDED_TO_REASSESS, *PLAN_GONE),
    ),
    Step(
        E.REFUSED_TO_REASSESS,
        (E.REASSESSMENT_REQUESTED,),
        (E.DECIDED_TO_REASSESS, E.REFUSED_TO_REASSESS, E.WITHDRAWN, *PLAN_GONE),
    ),
    Step(
        E.REASSESSED_PLAN_ISSUED,
        (E.DECIDED_TO_REASSESS,),
        (E.REASSESSED_PLAN_ISSUED, E.WITHDRAWN, *PLAN_GONE),
    ),
    # Challenge
    Step(E.MEDIATION_CONTACTED, APPEALABLE),
    Step(E.MEDIATION_WANTED, (E.MEDIATION_CONTACTED,), (E.MEDIATION_WANTED,)),
    Step(E.MEDIATION_HELD, APPEALABLE, (E.MEDIATION_HELD,)),
    Step(E.MEDIATION_CERTIFICATE, (E.MEDIATION_CONTACTED,), (E.MEDIATION_CERTIFICATE,)),
    Step(E.APPEAL_LODGED, APPEALABLE, (E.APPEAL_LODGED,)),
    Step(E.APPEAL_NOTIFIED, (E.APPEAL_LODGED,), (E.APPEAL_NOTIFIED,)),
    Step(E.APPEAL_RESPONSE, (E.APPEAL_NOTIFIED,), (E.APPEAL_RESPONSE,)),
    Step(E.APPEAL_BUNDLE_SENT, (E.APPEAL_LODGED,), (E.APPEAL_BUNDLE_SENT,)),
    Step(E.APPEAL_HEARING, (E.APPEAL_LODGED,), (E.APPEAL_CONCEDED, E.APPEAL_WITHDRAWN)),
    Step(E.APPEAL_CONCEDED, (E.APPEAL_LODGED,), (E.APPEAL_CONCEDED, E.APPEAL_WITHDRAWN)),
    Step(E.TRIBUNAL_ORDER, (E.APPEAL_LODGED,), (E.APPEAL_CONCEDED, E.APPEAL_WITHDRAWN)),
    Step(
        E.APPEAL_WITHDRAWN,
        (E.APPEAL_LODGED,),
        (E.APPEAL_CONCEDED, E.APPEAL_WITHDRAWN, E.TRIBUNAL_ORDER),
    ),
)

# The record of a plan made before the system was in use begins with the plan.
MAY_BEGIN_A_RECORD = frozenset({E.PLAN_ISSUED})
