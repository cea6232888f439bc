"""What a dispute is called on screen."""

from rightplace.casework.models import Dispute, DisputeKind, DisputeState, Plan, Request
from rightplace.law.events import AppealKind
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Tag, Tone

ABOUT = {
    AppealKind.ASSESS: "refusal to assess",
    AppealKind.MAKE_PLAN: "refusal to issue a plan",
    AppealKind.REASSESS: "refusal to reassess",
    AppealKind.AMEND_PLAN: "contents of the plan (sections B, F and I)",
    AppealKind.SETTING_ONLY: "setting named in section I only",
    AppealKind.MAINTAIN_PLAN: "decision to cease the plan",
    AppealKind.CEASING_DISMISSED: "appeal against ceasing dismissed",
}
ORDERED = {
    AppealKind.ASSESS: "Carry out an assessment",
    AppealKind.MAKE_PLAN: "Make a plan",
    AppealKind.REASSESS: "Carry out a reassessment",
    AppealKind.AMEND_PLAN: "Amend the plan",
    AppealKind.SETTING_ONLY: "Change only the setting or type of setting named",
    AppealKind.MAINTAIN_PLAN: "Go on maintaining the plan",
}
SECTIONS = {
    "B": "B: special educational needs",
    "F": "F: special educational provision",
    "I": "I: setting",
    "health": "Recommendations on health (sections C and G)",
    "care": "Recommendations on social care (sections D and H)",
}
_TONES = {DisputeState.CLOSED: Tone.QUIET, DisputeState.COMPLYING: Tone.SOON}


def title(dispute: Dispute) -> str:
    """Appeal: refusal to assess."""
    if dispute.kind != DisputeKind.APPEAL:
        return dispute.get_kind_display()
    return f"{dispute.get_kind_display()}: {ABOUT[AppealKind(dispute.about)]}"


def state_tag(dispute: Dispute) -> Tag:
    """How far it has come."""
    state = DisputeState(dispute.state)
    return Tag(state.label, _TONES.get(state, Tone.RUNNING))


def decision_words(about: AppealKind, case: Request | Plan) -> str:
    """The decision that is challenged, and the day of its case."""
    if isinstance(case, Plan):
        return f"{ABOUT[about].capitalize()}, plan of {day(case.starts_on)}"
    return f"{ABOUT[about].capitalize()}, request of {day(case.received_on)}"


def sections_words(codes: str) -> str:
    """B, F and recommendations."""
    return "; ".join(SECTIONS[code] for code in codes.split(",") if code)
