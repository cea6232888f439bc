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
    "one_document_of_each_content": "The same file is in this record already.",
    "document_received_after_dated": f"A document cannot come before its own date. {_DATES}",
    "document_supersedes_another": "A document cannot be replaced by itself. Choose another.",
    "document_withheld_has_reason": "Say why the document is not to be disclosed; only then.",
    "mark_area_within_its_page": "Give an area that lies within its page, in percent.",
    "one_setting_for_each_urn": "A setting with this URN is in the record already.",
}


def in_words(error: IntegrityError) -> ActionRefused | None:
    """The refusal that a broken constraint stands for; None where only a defect could break it."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return ActionRefused(_BROKEN[name]) if name in _BROKEN else None
