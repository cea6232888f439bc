"""What each step of a review asks for."""

from datetime import date, timedelta
from typing import Any

from django import forms

from rightplace.casework.models import (
    AskedBy,
    ChaseLevel,
    Invited,
    ReviewKind,
    ReviewMeeting,
    Setting,
)
from rightplace.casework.queries.plan_text import Amending
from rightplace.casework.years import next_september
from rightplace.law.codes import ReviewOutcome
from rightplace.law.events import PhaseTransfer
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm
from rightplace.web.staff.reviews.subject import Subject

_LONG = {"rows": 5}
_NOTICE = timedelta(weeks=2)


def text(label: str, *, help_text: str = "", required: bool = True) -> forms.CharField:
    """A box for several lines."""
    area = forms.Textarea(attrs=_LONG)
    return forms.CharField(label=label, help_text=help_text, required=required, widget=area)


class StepForm(GovForm, forms.Form):
    """The base of every step: it knows what it is about, and what day it is."""

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.as_of = subject, subject.as_of


class DayForm(StepForm):
    """The day on which it was done."""

    on = GovDateField(label="When it was done", help_text="For example, 27 3 2023")

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, initial={"on": subject.as_of}, **kwargs)

    def not_before(self) -> tuple[date, str]:
        """The first day on which it can have been done, and what happened then."""
        return self.subject.plan.starts_on, "the plan was made"

    def clean_on(self) -> date:
        """A day from what it follows until today."""
        on, (first, what) = self.cleaned_data["on"], self.not_before()
        if on > self.as_of:
            raise forms.ValidationError("It must be today or earlier")
        if on < first:
            raise forms.ValidationError(f"It must be on or after {day(first)}, when {what}")
        return on


class AfterMeetingForm(DayForm):
    """The day of what follows a meeting."""

    def not_before(self) -> tuple[date, str]:
        assert self.subject.review is not None
        return self.subject.review.meeting_on, "the meeting was held"


class AfterNoticeForm(DayForm):
    """The day of what follows the notice of amendments."""

    def not_before(self) -> tuple[date, str]:
        review = self.subject.review
        assert review is not None
        assert review.notice_on is not None
        return review.notice_on, "the notice of amendments was sent"


def _where() -> forms.CharField:
    return forms.CharField(label="Where it is held", max_length=200)


def _time() -> forms.CharField:
    return forms.CharField(
        label="Time", max_length=20, required=False, help_text="For example, 10am"
    )


def _ahead(on: date, as_of: date) -> date:
    if on < as_of:
        raise forms.ValidationError("It must be today or later")
    return on


class PlanForm(StepForm):
    """When and where the meeting is, and who is invited."""

    on = GovDateField(label="Day of the meeting", help_text="For example, 27 3 2023")
    time = _time()
    place = _where()
    kind = forms.ChoiceField(label="Kind of review", choices=ReviewKind.choices)
    invited = forms.MultipleChoiceField(
        label="Who is invited",
        choices=Invited.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="The parent or young person is always invited. Invitations go out at least two "
        "weeks before the meeting.",
    )

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        usual = [role for role in Invited.values if role != Invited.OTHER]
        if subject.setting is None:
            usual.remove(Invited.SETTING)
        place = subject.setting.name if subject.setting else ""
        initial = {"invited": usual, "place": place, "kind": _kind(subject)}
        super().__init__(subject, *args, initial=initial, **kwargs)
        earliest = day(subject.as_of + _NOTICE)
        self.fields["on"].help_text = f"From {earliest} on there is time for two weeks' notice."

    def clean_on(self) -> date:
        """Today or later."""
        return _ahead(self.cleaned_data["on"], self.as_of)


def _kind(subject: Subject) -> str:
    """The kind of review that the plan seems to need."""
    interim = subject.standing.interim_on
    due = subject.standing.due_on
    if subject.transfer is not None:
        return ReviewKind.TRANSFER
    if interim is not None and due is not None and interim < due and subject.as_of < interim:
        return ReviewKind.INTERIM
    return ReviewKind.ANNUAL


class MoveForm(VersionForm):
    """Another day or place for a meeting."""

    on = GovDateField(label="Day of the meeting", help_text="For example, 27 3 2023")
    time = _time()
    place = _where()

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        row = subject.meeting
        assert isinstance(row, ReviewMeeting)
        initial = {"on": row.planned_on, "time": row.planned_at}
        super().__init__(*args, row=row, initial=initial, **kwargs)
        self.as_of = subject.as_of

    def clean_on(self) -> date:
        """Today or later."""
        return _ahead(self.cleaned_data["on"], self.as_of)


class ReasonForm(StepForm):
    """Why it is done."""

    reason = forms.CharField(label="Reason", max_length=400, widget=forms.Textarea(attrs=_LONG))


def _roles(subject: Subject) -> list[tuple[str, str]]:
    """Those invited to the meeting ahead."""
    if subject.meeting is None:
        return []
    return [(each.role, Invited(each.role).label) for each in subject.meeting.invitees.all()]


class PapersForm(DayForm):
    """When the papers went out, and whose advice was among them."""

    advice_from = forms.MultipleChoiceField(
        label="Whose advice was sent", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        self.fields["advice_from"].choices = _roles(subject)


class MeetingForm(DayForm):
    """Who came, and what was said."""

    attended = forms.MultipleChoiceField(
        label="Who came", widget=forms.CheckboxSelectMultiple, required=False
    )
    child_views = text("Views, wishes and feelings of the child or young person")
    family_views = text("Views of the family", required=False)
    progress = text("Progress towards each outcome", help_text="One outcome on each line.")
    working = text("What works", required=False)
    not_working = text("What does not work", required=False)
    employment = text("Adulthood: employment and learning")
    living = text("Adulthood: independent living")
    community = text("Adulthood: friends and community")
    health = text("Adulthood: health")

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        self.fields["on"].label = "When the meeting was held"
        roles = _roles(subject)
        if roles:
            self.fields["attended"].choices = roles
        else:
            del self.fields["attended"]
        for name in ("employment", "living", "community", "health"):
            if subject.adulthood:
                self.fields[name].help_text = "Asked of everyone from Year 9 on."
            else:
                del self.fields[name]


class ReportForm(AfterMeetingForm):
    """When the report came."""


class GoesWithPlan(StepForm):
    """Mix in for what sends a version of the plan: the one that was read, and why it has errors."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    in_spite = forms.CharField(
        label="Reason for sending the plan with errors",
        help_text="Kept with this version.",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def goes(self) -> Amending | None:
        """The version that goes out; None where the words of the plan are not kept here."""
        return self.subject.draft

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        goes = self.goes()
        if goes is None:
            del self.fields["edition"], self.fields["in_spite"]
        else:
            self.fields["edition"].initial = goes.new.version
            self.fields.pop("proposed_changes", None)
            self.order_fields([name for name in self.fields if name != "in_spite"])


class NoticeForm(GoesWithPlan, AfterMeetingForm):
    """The amendments that are proposed, why, and what goes with them; a draft says them itself."""

    reasons = text("Reasons, as the letter gives them")
    proposed_changes = text("Changes proposed", help_text="One change on each line.")
    evidence = text(
        "Evidence sent with the notice", required=False, help_text="One paper on each line."
    )

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        assert subject.review is not None
        self.fields["reasons"].initial = subject.review.reasons


class DecisionForm(GoesWithPlan, AfterMeetingForm):
    """What was decided and why, on what evidence; to amend, also the changes where no draft says them."""

    decision = forms.ChoiceField(
        label="Decision",
        choices=[(each.value, each.label) for each in ReviewOutcome],
        widget=forms.RadioSelect,
    )
    reasons = text("Reasons, as the letter gives them")
    proposed_changes = text(
        "Changes proposed",
        required=False,
        help_text="Only to amend the plan: they are sent with the decision. One change on each line.",
    )
    evidence = text(
        "Evidence",
        required=False,
        help_text="What was considered besides the meeting and its report; to amend, what is sent "
        "with the notice. One paper on each line.",
    )

    def clean(self) -> dict[str, Any]:
        """To amend is to say what."""
        given = super().clean() or {}
        said = self.subject.draft is not None or given.get("proposed_changes")
        if given.get("decision") == "A" and not said:
            self.add_error("proposed_changes", "Enter the changes that are proposed")
        return given


class ViewsForm(AfterNoticeForm):
    """When the family's views came."""


class FinalForm(GoesWithPlan, AfterNoticeForm):
    """When the final amended plan was issued."""

    def goes(self) -> Amending | None:
        """The draft, else the version that the family has."""
        return self.subject.amends


class NotAmendedForm(AfterMeetingForm):
    """Why the plan is not changed after all."""

    reasons = text("Reasons, as the letter gives them")


class EarlyForm(DayForm):
    """Who asks for an early review, and why."""

    asked_by = forms.ChoiceField(
        label="Who asks", choices=AskedBy.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="Why", max_length=400, widget=forms.Textarea(attrs=_LONG))


class EarlyAnswerForm(DayForm):
    """Whether there will be an early review, and why."""

    granted = forms.ChoiceField(
        label="Answer",
        choices=[("yes", "Review the plan early"), ("no", "Wait for the yearly review")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Reasons", max_length=400, widget=forms.Textarea(attrs=_LONG))


class ChaseForm(StepForm):
    """Whom the reminder goes to."""

    level = forms.ChoiceField(
        label="Send the reminder to",
        choices=ChaseLevel.choices,
        widget=forms.RadioSelect,
        initial=ChaseLevel.SETTING,
    )


class ExpectForm(StepForm):
    """Which move is to come, and when."""

    kind = forms.ChoiceField(
        label="Move",
        choices=[(each.value, each.value.replace("_", " ").capitalize()) for each in PhaseTransfer],
    )
    moves_on = GovDateField(label="Day of the move", help_text="For example, 1 9 2023")

    def __init__(self, subject: Subject, *args: Any, **kwargs: Any) -> None:
        initial = {"moves_on": next_september(subject.as_of)}
        super().__init__(subject, *args, initial=initial, **kwargs)


class PhasePlanForm(DayForm):
    """Where the plan says the child goes."""

    setting = forms.ModelChoiceField(
        Setting.objects.order_by("name"),
        label="Setting named from the day of the move",
        empty_label="No setting: a type is named",
        required=False,
    )
    setting_type = forms.CharField(
        label="Type of setting, where none is named", max_length=80, required=False
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is named."""
        given = super().clean() or {}
        if bool(given.get("setting")) == bool(given.get("setting_type")):
            self.add_error("setting", "Choose a setting, or give a type of setting, and not both")
        return given
