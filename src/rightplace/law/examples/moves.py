"""Moving between authorities, and reassessing."""

from rightplace.law.examples.example import Example
from rightplace.law.state import State

_PLAN = "2023-09-01 plan_issued"
_MOVED_IN = f"{_PLAN}; 2024-04-02 plan_moved_in"
_MOVED_OUT = f"{_PLAN}; 2024-03-04 moved_out"
_SEND = "transfer.send_plan"
_REASSESS = "reassessment.decide"

EXAMPLES = (
    Example(
        _SEND, "known well ahead: due on the day of the move",
        f"{_MOVED_OUT}; 2024-02-01 move_known", "2024-03-05", "2024-03-04",
        State.LATE, left=-1, late=1,
    ),
    Example(
        _SEND, "known ahead, and the move is still to come",
        f"{_MOVED_OUT}; 2024-02-01 move_known", "2024-02-10", "2024-03-04",
        State.RUNNING, left=23,
    ),
    Example(
        _SEND, "known a week ahead: 15 working days, the first being the day it knew",
        f"{_MOVED_OUT}; 2024-02-26 move_known", "2024-03-15", "2024-03-15",
        State.RUNNING, left=0,
    ),
    Example(
        _SEND, "known only after the move, with Easter between",
        f"{_MOVED_OUT}; 2024-03-18 move_known; 2024-04-09 plan_sent_to_new_authority",
        "2024-05-01", "2024-04-09", State.MET,
    ),
    Example(
        "transfer.notice", "six weeks from the transfer", _MOVED_IN, "2024-05-14", "2024-05-14",
        State.RUNNING, left=0,
    ),
    Example(
        "transfer.review", "twelve months from the making of the plan is the later", _MOVED_IN,
        "2024-08-31", "2024-08-31", State.RUNNING, left=0,
    ),
    Example(
        "transfer.review", "three months from the transfer is the later",
        "2023-05-01 plan_issued; 2024-04-02 plan_moved_in", "2024-07-01", "2024-07-01",
        State.RUNNING, left=0,
    ),
    Example(
        "review.annual", "the old authority's year ends when the plan moves in", _MOVED_IN,
        "2024-12-01", "2024-08-31", State.ENDED,
    ),
    Example(
        _REASSESS, "fifteen calendar days", f"{_PLAN}; 2024-05-01 reassessment_requested",
        "2024-05-16", "2024-05-16", State.RUNNING, left=0,
    ),
    Example(
        _REASSESS, "decided a day late",
        f"{_PLAN}; 2024-05-01 reassessment_requested; 2024-05-17 refused_to_reassess",
        "2024-06-01", "2024-05-16", State.MET_LATE, taken=16, late=1,
    ),
    Example(
        "reassessment.final_plan", "fourteen weeks from the decision",
        f"{_PLAN}; 2024-05-16 decided_to_reassess; 2024-08-22 reassessed_plan_issued",
        "2024-09-01", "2024-08-22", State.MET, taken=98,
    ),
)  # fmt: skip
