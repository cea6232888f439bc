"""Why an action may not be done, in words."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import Model

from rightplace.law import dates
from rightplace.refusals import ActionRefused, refuse_unless

__all__ = ["ActionRefused", "EditConflict", "in_words", "refuse_ahead", "refuse_unless"]


class EditConflict(ActionRefused):
    """Someone else changed the row meanwhile. `row` is as they left it, `fields` what was given."""

    def __init__(self, row: Model, fields: dict[str, Any]) -> None:
        super().__init__(
            "Someone else has changed this since you opened it. Both versions are shown below: "
            "put together what should stand, and save again."
        )
        self.row, self.fields = row, fields


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
    "finding_mended_has_day": "A check has found it mended since. Let the next check open it again.",
    "exception_dates_in_order": f"The exception cannot end before it starts. {_DATES}",
    "casework_plan_assessment_id_key": "A plan has been issued from this assessment already.",
    "plan_ceased_after_held": f"The plan cannot cease before it was held here. {_DATES}",
    "plan_held_after_start": f"The plan cannot be held here before it was made. {_DATES}",
    "placement_left_after_entry": f"The placement cannot end before it starts. {_DATES}",
    "review_report_after_meeting": f"The report cannot be before the meeting. {_DATES}",
    "review_decision_after_meeting": f"The decision cannot be before the meeting. {_DATES}",
    "review_final_after_notice": f"The final plan cannot be before the notice. {_DATES}",
    "review_views_after_notice": f"Views cannot come before the notice. {_DATES}",
    "review_not_amended_after_decision": f"This cannot be before the decision to amend. {_DATES}",
    "one_meeting_ahead_of_a_plan": "A review meeting of this plan is planned already.",
    "one_early_review_open_of_a_plan": "An early review was asked for already. Answer that first.",
    "early_review_answer_has_day_and_reason": f"An answer cannot be before the request. {_DATES}",
    "one_chase_of_a_review_on_a_day": "This report has been chased today already.",
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
    "one_open_circumstance_of_a_kind": "This circumstance is in the record already.",
    "circumstance_dates_in_order": f"It cannot end before it begins. {_DATES}",
    "rank_change_in_order": "The rank changes from today: give a day that is not before it.",
    "contact_replied_after": f"The reply cannot be before the contact. {_DATES}",
    "one_open_cover_by_one_officer": "This officer covers for them already.",
    "cover_dates_in_order": f"Cover cannot end before it starts. {_DATES}",
    "cover_is_by_someone_else": "Someone else has to cover.",
    "one_draft_for_each_question": "Someone has begun this draft meanwhile. Open it and go on there.",
    "casework_panel_name_key": "There is a panel of this name already.",
    "panel_of_some_size": "A quorum is two members or more, and a sitting takes one case or more.",
    "one_seat_on_a_panel": "This person sits on the panel already.",
    "one_chair_of_a_panel": "The panel has a chair already.",
    "one_sitting_on_a_day": "The panel sits on that day already.",
    "request_listed_once": "This question is on an agenda already. Move it from there.",
    "plan_listed_once": "This question is on an agenda already. Move it from there.",
    "one_interest_in_an_item": "You have declared an interest in this item already.",
    "one_draft_plan_at_a_time": "This child has a draft plan already. Open it and go on with it.",
    "provision_amount_has_unit": "Give both the amount and what it counts, or neither.",
    "provision_amount_above_nothing": "The amount must be more than 0.",
    "passage_says_none_or_what": "Either write something or say that nothing was identified.",
    "setting_asked_once_in_a_request": "This setting is being consulted in this case already.",
    "setting_asked_once_for_a_plan": "This setting is being consulted in this case already.",
    "setting_replied_after_asked": f"The reply cannot be before the consultation. {_DATES}",
    "decision_on_money_compares_costs": "Give what each setting would cost a year.",
    "one_open_cost_for_each_element": "This element has a cost already: change that one.",
    "cost_ends_after_start": f"The cost cannot end before it starts. {_DATES}",
    "provision_since_before_check": f"It cannot be so since a day after the check. {_DATES}",
    "arrangement_ends_after_start": f"It cannot end before it starts. {_DATES}",
    "arrangement_hours_within_full": "The hours a week cannot be more than full-time hours.",
    "arrangement_has_a_provider": "Say who provides it.",
    "one_open_arrangement_of_a_kind": "One of this kind is open already: review or end that one.",
    "gap_since_before_raised": f"A gap cannot start after it is raised. {_DATES}",
    "gap_closed_after_raised": f"A gap cannot close before it was raised. {_DATES}",
    "one_document_of_each_content": "The same file is in this record already.",
    "document_received_after_dated": f"A document cannot come before its own date. {_DATES}",
    "document_supersedes_another": "A document cannot be replaced by itself. Choose another.",
    "document_withheld_has_reason": "Say why the document is not to be disclosed; only then.",
    "mark_area_within_its_page": "Give an area that lies within its page, in percent.",
    "one_list_of_each_content": "This list has been loaded already. Load a newer one.",
    "one_child_for_each_identifier": "Another child is linked to this row already. Undo that first.",
    "one_identifier_of_a_system_for_a_child": "The child is linked to another row of this system"
    " already. Undo that first.",
    "finding_accepted_once": "This finding is accepted already. Open the check again to see by whom.",
    "one_setting_for_each_urn": "A setting with this URN is in the record already.",
}


def in_words(error: IntegrityError) -> ActionRefused | None:
    """The refusal that a broken constraint stands for; None where only a defect could break it."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return ActionRefused(_BROKEN[name]) if name in _BROKEN else None
