"""Reviews, amendments and moves between phases."""

from rightplace.law.examples.example import Example
from rightplace.law.readings import Before, Readings, ReviewFinished
from rightplace.law.state import State

_PLAN = "2024-05-20 plan_issued"
_MET = f"{_PLAN}; 2025-04-07 review_meeting"
_AMEND = f"{_MET}; 2025-05-05 decided_to_amend; 2025-05-05 amendment_notice"
_TO_SECONDARY = f"{_PLAN}; 2025-09-01 phase_transfer_expected primary_to_secondary"
_TO_COLLEGE = f"{_PLAN}; 2025-09-01 phase_transfer_expected secondary_to_post_16"
_ON_THE_DAY = Readings(phase_transfer=Before.ON_THE_DAY)
_BY_MEETING = Readings(review_finished=ReviewFinished.MEETING)

_ANNUAL = "review.annual"
_DECIDE = "review.decide"
_NOTICE = "review.amendment_notice"
_FROM_MEETING = "review.final_from_meeting"
_FROM_NOTICE = "review.final_from_notice"
_SCHOOL = "phase_transfer.school"

EXAMPLES = (
    # Every year
    Example(
        _ANNUAL, "the last day of the first year", _PLAN, "2025-05-19", "2025-05-19",
        State.RUNNING, left=0,
    ),
    Example(
        _ANNUAL, "the anniversary is too late", _PLAN, "2025-05-20", "2025-05-19",
        State.LATE, left=-1, late=1,
    ),
    Example(
        _ANNUAL, "a meeting alone does not finish a review", _MET, "2025-05-20", "2025-05-19",
        State.LATE, left=-1, late=1,
    ),
    Example(
        _ANNUAL, "read so that the meeting finishes it, the next year runs", _MET,
        "2025-05-20", "2026-04-06", State.RUNNING, left=321, readings=_BY_MEETING,
    ),
    Example(
        _ANNUAL, "the next year counts from the decision",
        f"{_MET}; 2025-05-01 decided_to_maintain", "2025-06-01", "2026-04-30",
        State.RUNNING, left=333,
    ),
    Example(
        _ANNUAL, "a plan of 29 February", "2024-02-29 plan_issued", "2025-02-28", "2025-02-28",
        State.RUNNING, left=0,
    ),
    Example(
        _ANNUAL, "the end of the plan ends it", f"{_PLAN}; 2025-03-01 plan_ceased", "2026-01-01",
        "2025-05-19", State.ENDED,
    ),
    # Around the meeting
    Example(
        "review.invite", "a meeting to come", f"{_PLAN}; 2025-04-07 review_meeting", "2025-03-20",
        "2025-03-24", State.RUNNING, left=4,
    ),
    Example(
        "review.invite", "sent on the last day", f"{_MET}; 2025-03-24 review_invited",
        "2025-04-10", "2025-03-24", State.MET,
    ),
    Example(
        "review.invite", "sent a day late", f"{_MET}; 2025-03-25 review_invited", "2025-04-10",
        "2025-03-24", State.MET_LATE, late=1,
    ),
    Example(
        "review.invite", "never sent: the meeting has passed", _MET, "2025-04-10", "2025-03-24",
        State.MISSED, late=14,
    ),
    Example(
        "review.papers", "sent round in time", f"{_MET}; 2025-03-20 review_papers_sent",
        "2025-04-10", "2025-03-24", State.MET,
    ),
    Example(
        "review.report", "within two weeks", f"{_MET}; 2025-04-21 review_report", "2025-05-01",
        "2025-04-21", State.MET, taken=14,
    ),
    Example(_DECIDE, "four weeks from the meeting", _MET, "2025-05-05", "2025-05-05",
            State.RUNNING, left=0),
    Example(
        _DECIDE, "a day after them", f"{_MET}; 2025-05-06 decided_to_maintain", "2025-06-01",
        "2025-05-05", State.MET_LATE, taken=29, late=1,
    ),
    Example(
        _DECIDE, "the decision of the second year belongs to its own meeting",
        f"{_MET}; 2025-05-01 decided_to_maintain; 2026-03-16 review_meeting;"
        " 2026-04-13 decided_to_maintain",
        "2026-06-01", "2026-04-13", State.MET, taken=28,
    ),
    # Amending
    Example(
        _NOTICE, "goes with the decision, inside the four weeks", _AMEND, "2025-05-05",
        "2025-05-05", State.MET, taken=28,
    ),
    Example(
        _NOTICE, "sent after the decision, and so late",
        f"{_MET}; 2025-05-05 decided_to_amend; 2025-05-19 amendment_notice",
        "2025-06-01", "2025-05-05", State.MET_LATE, taken=42, late=14,
    ),
    Example(
        "amendment.family_views", "the day of service is day 1", _AMEND, "2025-05-19",
        "2025-05-19", State.RUNNING, left=0,
    ),
    Example(
        _FROM_NOTICE, "eight weeks from the notice", f"{_AMEND}; 2025-06-30 plan_amended",
        "2025-07-10", "2025-06-30", State.MET, taken=56,
    ),
    Example(
        _FROM_NOTICE, "a day after them", f"{_AMEND}; 2025-07-01 plan_amended", "2025-07-10",
        "2025-06-30", State.MET_LATE, taken=57, late=1,
    ),
    Example(
        _FROM_NOTICE, "decided not to amend after all",
        f"{_AMEND}; 2025-06-02 decided_not_to_amend", "2025-07-10", "2025-06-30",
        State.MET, taken=28,
    ),
    Example(
        _FROM_MEETING, "twelve weeks from the meeting, however late the notice",
        f"{_MET}; 2025-05-05 decided_to_amend; 2025-05-26 amendment_notice;"
        " 2025-07-01 plan_amended",
        "2025-07-10", "2025-06-30", State.MET_LATE, taken=85, late=1,
    ),
    # Moving to the next phase
    Example(_SCHOOL, "the last day before 15 February", _TO_SECONDARY, "2025-02-14", "2025-02-14",
            State.RUNNING, left=0),
    Example(_SCHOOL, "15 February itself", _TO_SECONDARY, "2025-02-15", "2025-02-14",
            State.LATE, left=-1, late=1),
    Example(_SCHOOL, "read as by 15 February", _TO_SECONDARY, "2025-02-15", "2025-02-15",
            State.RUNNING, left=0, readings=_ON_THE_DAY),
    Example(
        _SCHOOL, "issued in time", f"{_TO_SECONDARY}; 2025-02-10 phase_plan_issued", "2025-03-01",
        "2025-02-14", State.MET,
    ),
    Example("phase_transfer.post_16", "before 31 March", _TO_COLLEGE, "2025-03-30", "2025-03-30",
            State.RUNNING, left=0),
    Example(
        "phase_transfer.between_post_16", "five months before the move",
        f"{_PLAN}; 2026-01-05 phase_transfer_expected between_post_16", "2025-08-06",
        "2025-08-05", State.LATE, left=-1, late=1,
    ),
)  # fmt: skip
