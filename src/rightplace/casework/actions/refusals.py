"""Why an action may not be done, in words."""

from typing import Any

from django.db import IntegrityError
from django.db.models import Model


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


_DATES = "Check the two dates."
# A constraint of the database that what someone enters can break -> what to tell them.
_BROKEN = {
    "request_decided_after_received": f"The decision cannot be before the request. {_DATES}",
    "request_closed_after_received": f"A request cannot close before it was received. {_DATES}",
    "advice_received_after_requested": f"Advice cannot come before it was asked for. {_DATES}",
    "adviser_asked_once_in_an_assessment": "This adviser has been asked in this assessment already.",
    "advice_excuse_dates_in_order": f"The excuse cannot end before it starts. {_DATES}",
    "earlier_advice_once_for_each_adviser": "Earlier advice of this adviser is relied on already.",
    "earlier_advice_agreed_after_given": "Nobody can agree before the advice was given. Check the dates.",
    "one_service_for_each_adviser": "There is a service for this kind of advice already. Change that one.",
    "adviser_days_within_a_week": "Give more than 0 and at most 5 days a week.",
    "adviser_time_in_order": f"The time cannot end before it starts. {_DATES}",
    "adviser_absence_in_order": f"The absence cannot end before it starts. {_DATES}",
    "audit_moderated_by_another": "Nobody moderates their own audit. Choose another person.",
    "sample_ages_in_order": "The oldest age cannot be below the youngest. Check the two ages.",
    "one_training_of_a_title_for_a_theme": "This training is in the catalogue for that theme already.",
    "exception_dates_in_order": f"The exception cannot end before it starts. {_DATES}",
    "plan_ceased_after_held": f"The plan cannot cease before it was held here. {_DATES}",
    "plan_held_after_start": f"The plan cannot be held here before it was made. {_DATES}",
    "placement_left_after_entry": f"The placement cannot end before it starts. {_DATES}",
    "review_report_after_meeting": f"The report cannot be before the meeting. {_DATES}",
    "review_decision_after_meeting": f"The decision cannot be before the meeting. {_DATES}",
    "review_final_after_notice": f"The final plan cannot be before the notice. {_DATES}",
    "one_review_on_a_day": "A review meeting of this plan on that day is in the record already.",
    "one_phase_transfer_on_a_day": "This move of the plan is in the record already.",
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
