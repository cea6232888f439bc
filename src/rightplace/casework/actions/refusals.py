"""Why an action may not be done, in words."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import Model

from rightplace.law import dates


class ActionRefused(Exception):
    """The action may not be done; the text says why and how to mend it."""


class EditConflict(ActionRefused):
    """Someone else changed the row meanwhile. `row` is as they left it, `fields` what was given."""

    def __init__(self, row: Model, fields: dict[str, Any]) -> None:
        super().__init__(
            "Someone else has changed this since you opened it. Both versions are shown below: "
            "put together what should stand, and save again."
        )
        self.row, self.fields = row, fields


def refuse_unless(allowed: bool, reason: str) -> None:
    """Raise ActionRefused with `reason` unless `allowed`."""
    if not allowed:
        raise ActionRefused(reason)


def refuse_ahead(on: date, at: datetime) -> None:
    """Raise ActionRefused for a day that has not come when it is recorded."""
    refuse_unless(
        on <= at.date(), f"{dates.in_words(on)} is after today. Give the day on which it happened."
    )


_DATES = "Check the two dates."
# A constraint of the database that what someone enters can break -> what to tell them.
_BROKEN = {
    "request_decided_after_received": f"The decision cannot be before the request. {_DATES}",
    "request_closed_after_received": f"A request cannot close before it was received. {_DATES}",
    "advice_received_after_requested": f"Advice cannot come before it was asked for. {_DATES}",
    "adviser_asked_once_in_an_assessment": "This adviser has been asked in this assessment already.",
    "exception_dates_in_order": f"The exception cannot end before it starts. {_DATES}",
    "plan_ceased_after_held": f"The plan cannot cease before it was held here. {_DATES}",
    "plan_held_after_start": f"The plan cannot be held here before it was made. {_DATES}",
    "placement_left_after_entry": f"The placement cannot end before it starts. {_DATES}",
    "review_report_after_meeting": f"The report cannot be before the meeting. {_DATES}",
    "review_decision_after_meeting": f"The decision cannot be before the meeting. {_DATES}",
    "review_final_after_notice": f"The final plan cannot be before the notice. {_DATES}",
    "one_review_on_a_day": "A review meeting of this plan on that day is in the record already.",
    "one_phase_transfer_on_a_day": "This move of the plan is in the record already.",
    "reassessment_answered_after_asked": f"The answer cannot be before the request. {_DATES}",
    "reassessment_final_after_answer": f"The plan cannot be before the decision. {_DATES}",
    "reassessment_advice_after_asked": f"Advice cannot come before it was asked for. {_DATES}",
    "one_reassessment_at_a_time": "A reassessment of this plan is under way. Finish it first.",
    "adviser_asked_once_in_a_reassessment": "This adviser has been asked in this reassessment.",
    "amendment_final_after_notice": f"The final plan cannot be before the notice. {_DATES}",
    "amendment_dropped_after_notice": f"The decision cannot be before the notice. {_DATES}",
    "one_amendment_at_a_time": "An amendment of this plan is under way. Finish it first.",
    "ceasing_decided_after_consulted": f"The decision cannot be before the consultation. {_DATES}",
    "ceasing_ended_after_decided": f"The plan cannot end before the decision. {_DATES}",
    "one_ceasing_at_a_time": "To cease this plan is under consideration already.",
    "impracticable_move_has_arrangement": "Say what is arranged until the plan is amended.",
    "one_move_out_at_a_time": "A move of this plan is in the record already.",
    "budget_answered_after_asked": f"The answer cannot be before the request. {_DATES}",
    "one_budget_at_a_time": "This plan has a personal budget, or one is being considered.",
    "budget_part_has_amount": "Give an amount above £0.",
    "elsewhere_checked_after_start": f"A check cannot be before the start. {_DATES}",
    "elsewhere_ended_after_start": f"It cannot end before it starts. {_DATES}",
    "one_elsewhere_at_a_time": "The child is educated outside a school already. End that first.",
    "detention_dates_in_order": f"The release cannot be before the detention. {_DATES}",
    "one_detention_at_a_time": "The child is recorded as detained already. Record the release.",
    "dispute_closed_after_open": f"A dispute cannot close before it was opened. {_DATES}",
    "one_answer_for_each_stage": "This stage of the complaint is in the record already.",
    "dispute_answered_after_received": f"The answer cannot be before the complaint came. {_DATES}",
    "one_person_for_each_upn": "Someone with this UPN is in the record already.",
    "casework_user_username_key": "Someone signs in with this user name already.",
    "casework_team_name_key": "There is a team of this name already.",
    "officers_and_managers_have_a_team": "A case officer or a team manager needs a team.",
    "one_setting_for_each_urn": "A setting with this URN is in the record already.",
}


def in_words(error: IntegrityError) -> ActionRefused | None:
    """The refusal that a broken constraint stands for; None where only a defect could break it."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return ActionRefused(_BROKEN[name]) if name in _BROKEN else None
