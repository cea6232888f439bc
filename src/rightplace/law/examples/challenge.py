"""Mediation, appeals, orders and concessions."""

from rightplace.law.examples.example import Example
from rightplace.law.readings import DayCounting, Readings
from rightplace.law.state import State

_REFUSED = "2024-01-02 request_received; 2024-02-13 refused_to_assess"
_APPEALED = f"{_REFUSED}; 2024-04-10 appeal_lodged assess"
_ORDERED = f"{_APPEALED}; 2024-07-01 tribunal_order assess"
_PLAN = "2023-09-01 plan_issued; 2023-10-30 appeal_lodged amend_plan"
_WORKING = Readings(mediation=DayCounting.WORKING)

_LODGE = "appeal.lodge"
_ARRANGE = "mediation.arrange"
_RESPOND = "appeal.respond"
_BUNDLE = "appeal.bundle"

EXAMPLES = (
    Example(_LODGE, "two months from the decision", _REFUSED, "2024-04-15", "2024-04-15",
            State.RUNNING, left=0),
    Example(
        _LODGE, "a month from the certificate is the later",
        f"{_REFUSED}; 2024-04-05 mediation_contacted; 2024-04-10 mediation_certificate",
        "2024-05-10", "2024-05-10", State.RUNNING, left=0,
    ),
    Example(
        _LODGE, "a month from an early certificate is not",
        f"{_REFUSED}; 2024-02-20 mediation_contacted; 2024-02-22 mediation_certificate",
        "2024-04-16", "2024-04-15", State.ENDED,
    ),
    Example(
        _LODGE, "a limit in August runs into September", "2024-06-10 plan_issued", "2024-09-02",
        "2024-09-02", State.RUNNING, left=0,
    ),
    Example(_LODGE, "used", _APPEALED, "2024-05-01", "2024-04-15", State.MET, taken=57),
    Example(
        "mediation.contact", "two months from the decision", _REFUSED, "2024-04-14",
        "2024-04-13", State.ENDED,
    ),
    Example(
        "mediation.certificate", "three working days over a weekend",
        f"{_REFUSED}; 2024-03-01 mediation_contacted; 2024-03-06 mediation_certificate",
        "2024-04-01", "2024-03-06", State.MET, taken=5,
    ),
    Example(
        _ARRANGE, "thirty calendar days",
        f"{_REFUSED}; 2024-03-01 mediation_contacted; 2024-03-01 mediation_wanted",
        "2024-04-01", "2024-03-31", State.LATE, left=-1, late=1,
    ),
    Example(
        _ARRANGE, "read as working days",
        f"{_REFUSED}; 2024-03-01 mediation_contacted; 2024-03-01 mediation_wanted",
        "2024-04-15", "2024-04-16", State.RUNNING, left=1, readings=_WORKING,
    ),
    Example(
        _RESPOND, "thirty tribunal working days, with August left out",
        f"{_REFUSED}; 2024-04-10 appeal_lodged assess; 2024-07-15 appeal_notified assess",
        "2024-09-25", "2024-09-25", State.RUNNING, left=0,
    ),
    Example(
        _RESPOND, "a concession ends it",
        f"{_APPEALED}; 2024-04-15 appeal_notified assess; 2024-05-01 appeal_conceded assess",
        "2024-07-01", "2024-05-29", State.ENDED,
    ),
    Example(
        _BUNDLE, "a hearing to come",
        f"{_APPEALED}; 2024-06-28 appeal_hearing assess", "2024-06-10", "2024-06-14",
        State.RUNNING, left=4,
    ),
    Example(
        _BUNDLE, "the hearing has passed without it",
        f"{_APPEALED}; 2024-06-28 appeal_hearing assess", "2024-07-01", "2024-06-14",
        State.MISSED, late=14,
    ),
    Example("order.assess.tell_family", "two weeks to tell the family", _ORDERED, "2024-07-15",
            "2024-07-15", State.RUNNING, left=0),
    Example("order.assess.refuse_to_issue", "ten weeks to decide against a plan", _ORDERED,
            "2024-09-10", "2024-09-09", State.LATE, left=-1, late=1),
    Example(
        "order.assess.final_plan", "fourteen weeks to issue it",
        f"{_ORDERED}; 2024-07-10 decided_to_assess; 2024-10-07 plan_issued", "2024-11-01",
        "2024-10-07", State.MET, taken=98,
    ),
    Example(
        "order.make_plan.draft", "five weeks for the draft",
        "2024-03-01 decided_not_to_issue; 2024-06-03 tribunal_order make_plan;"
        " 2024-07-09 draft_sent",
        "2024-08-01", "2024-07-08", State.MET_LATE, taken=36, late=1,
    ),
    Example("order.amend_plan", "five weeks to amend",
            f"{_PLAN}; 2024-01-08 tribunal_order amend_plan", "2024-02-12", "2024-02-12",
            State.RUNNING, left=0),
    Example(
        "order.setting_only", "two weeks for the setting alone",
        f"{_PLAN}; 2024-01-08 tribunal_order setting_only; 2024-01-22 plan_amended",
        "2024-03-01", "2024-01-22", State.MET, taken=14,
    ),
    Example("order.maintain_plan", "at once",
            f"{_PLAN}; 2024-01-08 tribunal_order maintain_plan", "2024-01-09", "2024-01-08",
            State.LATE, left=-1, late=1),
    Example(
        "order.ceasing_dismissed", "at once, the other way",
        f"{_PLAN}; 2024-01-08 tribunal_order ceasing_dismissed; 2024-01-08 plan_ceased",
        "2024-03-01", "2024-01-08", State.MET, taken=0,
    ),
    Example(
        "conceded.amend_plan", "conceding counts as losing: five weeks from telling the tribunal",
        f"{_PLAN}; 2023-12-04 appeal_conceded amend_plan; 2024-01-09 plan_amended", "2024-03-01",
        "2024-01-08", State.MET_LATE, taken=36, late=1,
    ),
)  # fmt: skip
