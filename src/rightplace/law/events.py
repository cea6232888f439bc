"""The dated facts that start and stop statutory clocks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What happened. The value is what the record, the snapshot and a case file hold."""

    # First plan
    REQUEST_RECEIVED = "request_received"
    BECAME_RESPONSIBLE = "became_responsible"
    WITHDRAWN = "withdrawn"
    DECIDED_TO_ASSESS = "decided_to_assess"
    REFUSED_TO_ASSESS = "refused_to_assess"
    ADVICE_REQUESTED = "advice_requested"
    ADVICE_RECEIVED = "advice_received"
    DECIDED_TO_ISSUE = "decided_to_issue"
    DECIDED_NOT_TO_ISSUE = "decided_not_to_issue"
    DRAFT_SENT = "draft_sent"
    VIEWS_RECEIVED = "views_received"
    SETTING_CONSULTED = "setting_consulted"
    SETTING_REPLIED = "setting_replied"
    PLAN_ISSUED = "plan_issued"

    # Review
    REVIEW_INVITED = "review_invited"
    REVIEW_PAPERS_SENT = "review_papers_sent"
    REVIEW_MEETING = "review_meeting"
    REVIEW_REPORT = "review_report"
    DECIDED_TO_MAINTAIN = "decided_to_maintain"
    DECIDED_TO_AMEND = "decided_to_amend"
    DECIDED_TO_CEASE = "decided_to_cease"
    AMENDMENT_NOTICE = "amendment_notice"
    PLAN_AMENDED = "plan_amended"
    DECIDED_NOT_TO_AMEND = "decided_not_to_amend"

    # Phase transfer: `on` is the day of the move, `ref` a PhaseTransfer value
    PHASE_TRANSFER_EXPECTED = "phase_transfer_expected"
    PHASE_PLAN_ISSUED = "phase_plan_issued"

    # Moving between authorities
    MOVE_KNOWN = "move_known"
    MOVED_OUT = "moved_out"
    PLAN_SENT_TO_NEW_AUTHORITY = "plan_sent_to_new_authority"
    PLAN_MOVED_IN = "plan_moved_in"
    MOVE_NOTICE_SENT = "move_notice_sent"

    # Reassessment
    REASSESSMENT_REQUESTED = "reassessment_requested"
    DECIDED_TO_REASSESS = "decided_to_reassess"
    REFUSED_TO_REASSESS = "refused_to_reassess"
    REASSESSED_PLAN_ISSUED = "reassessed_plan_issued"

    # Ceasing
    CEASING_CONSULTED = "ceasing_consulted"
    PLAN_CEASED = "plan_ceased"

    # Challenge
    MEDIATION_CONTACTED = "mediation_contacted"
    MEDIATION_WANTED = "mediation_wanted"
    MEDIATION_HELD = "mediation_held"
    MEDIATION_CERTIFICATE = "mediation_certificate"
    APPEAL_LODGED = "appeal_lodged"
    APPEAL_NOTIFIED = "appeal_notified"
    APPEAL_RESPONSE = "appeal_response"
    APPEAL_BUNDLE_SENT = "appeal_bundle_sent"
    APPEAL_HEARING = "appeal_hearing"
    APPEAL_CONCEDED = "appeal_conceded"
    TRIBUNAL_ORDER = "tribunal_order"
    APPEAL_WITHDRAWN = "appeal_withdrawn"


class PhaseTransfer(StrEnum):
    """Which move between phases of education (SEND Regs 2014 reg 18)."""

    EARLY_YEARS_TO_SCHOOL = "early_years_to_school"
    INFANT_TO_JUNIOR = "infant_to_junior"
    PRIMARY_TO_MIDDLE = "primary_to_middle"
    PRIMARY_TO_SECONDARY = "primary_to_secondary"
    MIDDLE_TO_SECONDARY = "middle_to_secondary"
    SECONDARY_TO_POST_16 = "secondary_to_post_16"
    BETWEEN_POST_16 = "between_post_16"


class AppealKind(StrEnum):
    """What an appeal, a concession or an order is about; the `ref` of those events."""

    ASSESS = "assess"
    REASSESS = "reassess"
    MAKE_PLAN = "make_plan"
    AMEND_PLAN = "amend_plan"
    SETTING_ONLY = "setting_only"
    MAINTAIN_PLAN = "maintain_plan"
    CEASING_DISMISSED = "ceasing_dismissed"


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One thing that happened on one day.

    `ref` pairs a start with its end where several run side by side: the adviser asked, the
    setting consulted, the appeal. It is empty where the case has only one of its kind at a time.
    """

    on: date
    kind: EventKind
    ref: str = ""


class Ground(StrEnum):
    """The four exceptions of reg 10(4), which regs 5(4), 13(3) and 27(3) share."""

    SCHOOL_CLOSURE = "a"
    EARLY_YEARS_CLOSURE = "b"
    EXCEPTIONAL_CIRCUMSTANCES = "c"
    AWAY_FROM_AREA = "d"


@dataclass(frozen=True, slots=True)
class ExceptionClaim:
    """An exception relied on, with its evidence. It lifts a limit and never moves its date.

    `starts` and `ends` bound the closure, the circumstances or the absence. For (a) and (b)
    `advice_requested_on` is the day the head or provider was asked. `duties` names the duties it
    is relied on for (keys of `duties.DUTIES`); empty means every duty the ground can lift.
    """

    ground: Ground
    starts: date
    ends: date
    affects: str = ""
    evidence: str = ""
    family_told_on: date | None = None
    advice_requested_on: date | None = None
    duties: frozenset[str] = frozenset()
