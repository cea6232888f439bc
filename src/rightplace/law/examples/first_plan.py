"""A first plan, from the request to the issue."""

from rightplace.law.examples.example import Example
from rightplace.law.readings import DayCounting, Readings, WeekCounting
from rightplace.law.state import State

_ASKED = "2024-01-01 request_received"
_ADVICE = f"{_ASKED}; 2024-02-12 decided_to_assess; 2024-02-12 advice_requested health"
_DRAFT = f"{_ASKED}; 2024-02-12 decided_to_assess; 2024-04-15 draft_sent"
_CONSULTED = f"{_DRAFT}; 2024-04-15 setting_consulted Oak School"

_DECIDE = "first_plan.decide_to_assess"
_REFUSE = "first_plan.refuse_to_issue"
_FINAL = "first_plan.final_plan"

EXAMPLES = (
    # Six weeks
    Example(
        _DECIDE, "the day before it is due", _ASKED, "2024-02-11", "2024-02-12", State.RUNNING, left=1
    ),
    Example(_DECIDE, "the day it is due", _ASKED, "2024-02-12", "2024-02-12", State.RUNNING, left=0),
    Example(
        _DECIDE, "the day after", _ASKED, "2024-02-13", "2024-02-12", State.LATE, left=-1, late=1
    ),
    Example(
        _DECIDE,
        "decided on the last day",
        f"{_ASKED}; 2024-02-12 decided_to_assess",
        "2024-06-01",
        "2024-02-12",
        State.MET,
        taken=42,
    ),
    Example(
        _DECIDE,
        "decided a day late",
        f"{_ASKED}; 2024-02-13 refused_to_assess",
        "2024-06-01",
        "2024-02-12",
        State.MET_LATE,
        taken=43,
        late=1,
    ),
    Example(
        _DECIDE,
        "asked about the past, a later decision is not yet known",
        f"{_ASKED}; 2024-03-20 decided_to_assess",
        "2024-03-01",
        "2024-02-12",
        State.LATE,
        left=-18,
        late=18,
    ),
    Example(
        _DECIDE,
        "the first day counted as day 1",
        _ASKED,
        "2024-02-12",
        "2024-02-11",
        State.LATE,
        left=-1,
        late=1,
        readings=Readings(weeks=WeekCounting.DAY_1),
    ),
    Example(
        _DECIDE,
        "becoming responsible starts the same clock",
        "2024-07-22 became_responsible",
        "2024-08-01",
        "2024-09-02",
        State.RUNNING,
        left=32,
    ),
    Example(
        _DECIDE,
        "withdrawn before the decision",
        f"{_ASKED}; 2024-01-20 withdrawn",
        "2024-06-01",
        "2024-02-12",
        State.ENDED,
    ),
    Example(
        _DECIDE,
        "a second request has a clock of its own",
        f"{_ASKED}; 2024-02-10 refused_to_assess; 2025-01-06 request_received",
        "2025-01-31",
        "2025-02-17",
        State.RUNNING,
        left=17,
    ),
    # Sixteen weeks
    Example(
        _REFUSE,
        "decided not to issue on the last day",
        f"{_ASKED}; 2024-02-12 decided_to_assess; 2024-04-22 decided_not_to_issue",
        "2024-06-01",
        "2024-04-22",
        State.MET,
        taken=112,
    ),
    Example(
        _REFUSE,
        "decided not to issue a day late",
        f"{_ASKED}; 2024-02-12 decided_to_assess; 2024-04-23 decided_not_to_issue",
        "2024-06-01",
        "2024-04-22",
        State.MET_LATE,
        taken=113,
        late=1,
    ),
    Example(
        _REFUSE, "a draft shows it is not the decision", _DRAFT, "2024-06-01", "2024-04-22", State.ENDED
    ),
    # Twenty weeks
    Example(
        _FINAL,
        "issued on day 140",
        f"{_DRAFT}; 2024-05-20 plan_issued",
        "2024-06-01",
        "2024-05-20",
        State.MET,
        taken=140,
    ),
    Example(
        _FINAL,
        "issued on day 141",
        f"{_DRAFT}; 2024-05-21 plan_issued",
        "2024-06-01",
        "2024-05-20",
        State.MET_LATE,
        taken=141,
        late=1,
    ),
    Example(
        _FINAL,
        "in a year without 29 February",
        "2023-01-01 request_received",
        "2023-05-21",
        "2023-05-21",
        State.RUNNING,
        left=0,
    ),
    Example(
        _FINAL,
        "a refusal ends it",
        f"{_ASKED}; 2024-02-10 refused_to_assess",
        "2024-06-01",
        "2024-05-20",
        State.ENDED,
    ),
    # Advice, views and settings
    Example(
        "advice.reply",
        "one adviser answers, another does not",
        f"{_ADVICE}; 2024-02-12 advice_requested psychologist; 2024-03-20 advice_received health",
        "2024-04-01",
        "2024-03-25",
        State.LATE,
        left=-7,
        late=7,
        ref="psychologist",
    ),
    Example(
        "advice.reply",
        "answered on the last day",
        f"{_ADVICE}; 2024-03-25 advice_received health",
        "2024-04-01",
        "2024-03-25",
        State.MET,
        taken=42,
        ref="health",
    ),
    Example(
        "draft.family_views", "the day of service is day 1", _DRAFT, "2024-04-29", "2024-04-29",
        State.RUNNING, left=0,
    ),
    Example(
        "draft.family_views", "not used in time", _DRAFT, "2024-04-30", "2024-04-29", State.ENDED
    ),
    Example(
        "setting.reply", "fifteen calendar days", _CONSULTED, "2024-04-30", "2024-04-30",
        State.RUNNING, left=0,
    ),
    Example(
        "setting.reply",
        "read as working days, with the early May holiday",
        _CONSULTED,
        "2024-05-07",
        "2024-05-07",
        State.RUNNING,
        left=0,
        readings=Readings(setting_reply=DayCounting.WORKING),
    ),
)  # fmt: skip
