"""The last day of a limit and the day after it, for each duty not shown on both elsewhere."""

from datetime import date, timedelta

from rightplace.law.duties import DUTIES, Who
from rightplace.law.examples.example import Example
from rightplace.law.state import State

_REFUSED = "2024-01-02 request_received; 2024-02-13 refused_to_assess"
_MEDIATION = f"{_REFUSED}; 2024-03-01 mediation_contacted"
_APPEALED = f"{_REFUSED}; 2024-04-10 appeal_lodged assess"
_HEARING = f"{_APPEALED}; 2024-06-28 appeal_hearing assess"
_NOTIFIED = f"{_REFUSED}; 2024-04-10 appeal_lodged assess; 2024-07-15 appeal_notified assess"
_PLAN = "2023-09-01 plan_issued"
_MOVED_IN = f"{_PLAN}; 2024-04-02 plan_moved_in"
_MEETING = f"{_PLAN}; 2024-06-03 review_meeting"
_AMEND = f"{_MEETING}; 2024-07-01 decided_to_amend; 2024-07-01 amendment_notice"
_CONSULTED = f"{_PLAN}; 2024-06-03 setting_consulted Oak School"
_TO_COLLEGE = f"{_PLAN}; 2025-09-01 phase_transfer_expected secondary_to_post_16"
_COLLEGES = f"{_PLAN}; 2025-01-06 phase_transfer_expected between_post_16"


def _won(event: str, about: str) -> str:
    """An order or a concession of 3 June 2024: in time for the summer, which stops nothing."""
    before = {
        "assess": _APPEALED,
        "make_plan": "2024-02-01 decided_not_to_issue; 2024-04-10 appeal_lodged make_plan",
        "reassess": f"{_PLAN}; 2024-02-01 reassessment_requested;"
        " 2024-02-13 refused_to_reassess; 2024-04-10 appeal_lodged reassess",
    }
    appealed = before.get(about, f"{_PLAN}; 2023-10-30 appeal_lodged {about}")
    return f"{appealed}; 2024-06-03 {event} {about}"


def _last(duty: str, history: str, due: str) -> Example:
    return Example(duty, "the last day", history, due, due, State.RUNNING, left=0)


def _after(duty: str, history: str, due: str) -> Example:
    day_after = str(date.fromisoformat(due) + timedelta(days=1))
    if DUTIES[duty].who is Who.FAMILY:
        return Example(duty, "the day after", history, day_after, due, State.ENDED)
    return Example(duty, "the day after", history, day_after, due, State.LATE, left=-1, late=1)


# Duty, what it is about, and its last day from 3 June 2024.
_AFTER_ORDER_OR_CONCESSION = (
    ("assess.tell_family", "assess", "2024-06-17"),
    ("assess.refuse_to_issue", "assess", "2024-08-12"),
    ("assess.final_plan", "assess", "2024-09-09"),
    ("reassess.tell_family", "reassess", "2024-06-17"),
    ("reassess.final_plan", "reassess", "2024-09-09"),
    ("make_plan.draft", "make_plan", "2024-07-08"),
    ("make_plan.final_plan", "make_plan", "2024-08-19"),
    ("amend_plan", "amend_plan", "2024-07-08"),
    ("setting_only", "setting_only", "2024-06-17"),
)
_AFTER_ORDER = (
    ("order.maintain_plan", "maintain_plan", "2024-06-03"),
    ("order.ceasing_dismissed", "ceasing_dismissed", "2024-06-03"),
)
_BOTH = (
    ("review.report", _MEETING, "2024-06-17"),
    ("review.final_from_meeting", _AMEND, "2024-08-26"),
    ("amendment.family_views", _AMEND, "2024-07-15"),
    ("setting.reply", _CONSULTED, "2024-06-18"),
    ("phase_transfer.post_16", _TO_COLLEGE, "2025-03-30"),
    ("phase_transfer.between_post_16", _COLLEGES, "2024-08-06"),
    ("transfer.notice", _MOVED_IN, "2024-05-14"),
    ("transfer.review", _MOVED_IN, "2024-08-31"),
    ("mediation.contact", _REFUSED, "2024-04-13"),
    ("mediation.certificate", _MEDIATION, "2024-03-06"),
    ("mediation.arrange", f"{_MEDIATION}; 2024-03-01 mediation_wanted", "2024-03-31"),
    ("appeal.respond", _NOTIFIED, "2024-09-25"),
    ("appeal.bundle", _HEARING, "2024-06-14"),
    ("review.papers", f"{_PLAN}; 2024-06-03 review_meeting", "2024-05-20"),
    *((duty, _won("tribunal_order", about), due) for duty, about, due in _AFTER_ORDER),
    *(
        (f"{group}.{duty}", _won(event, about), due)
        for group, event in (("order", "tribunal_order"), ("conceded", "appeal_conceded"))
        for duty, about, due in _AFTER_ORDER_OR_CONCESSION
    ),
)

EXAMPLES = tuple(side(*row) for row in _BOTH for side in (_last, _after))
