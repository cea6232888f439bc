"""The forms of decisions and panels."""

from datetime import date
from typing import Any

from django import forms

from rightplace.casework.decisions import EVENTS, OUTCOME_WORDS, SEATED, kind_of, limbs_for
from rightplace.casework.models import (
    Answer,
    Decision,
    Panel,
    PanelItem,
    PanelKind,
    PanelMember,
    Person,
    Question,
    Route,
    Sitting,
    User,
)
from rightplace.casework.queries.panels import BEFORE
from rightplace.law.events import EventKind
from rightplace.web.design.formats import short_day
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm

# Those whom the law has told as well: SEND Regs 2014 reg 5(2), and reg 10(3) for a refusal.
COPIED = (
    EventKind.DECIDED_TO_ASSESS,
    EventKind.REFUSED_TO_ASSESS,
    EventKind.DECIDED_NOT_TO_ISSUE,
)
_YES_OR_NO = [(answer.value, answer.label) for answer in Answer]


def _long(label: str, hint: str = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DraftForm(VersionForm):
    """A draft of a decision: it may be saved unfinished."""

    def __init__(self, *args: Any, row: Decision, person: Person, as_of: date, **kwargs: Any):
        super().__init__(*args, row=row, **kwargs)
        for limb in limbs_for(row.question, person, as_of):
            hint = limb.citation
            if limb.unverified:
                hint = f"{hint}. Not checked against the Act: {limb.unverified}"
            self.fields[limb.field] = forms.ChoiceField(
                label=limb.words, help_text=hint, choices=_YES_OR_NO, required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[limb.why] = _long(f"Reasons for the answer: {limb.short}")
        self.fields |= _draft_fields(Question(row.question))


def _draft_fields(question: Question) -> dict[str, forms.Field]:
    outcomes = [(answer.value, OUTCOME_WORDS[question, answer]) for answer in Answer]
    return {
        "views": _long("Views of the parent or young person", "What they asked for and why"),
        "options": _long("Options considered", "Each with why it was or was not taken"),
        "outcome": forms.ChoiceField(
            label="Decision", choices=outcomes, required=False, widget=forms.RadioSelect
        ),
        "reasons": _long("Reasons in plain words", "They go into the letter as they stand", rows=6),
        "support": _long(
            "Support expected instead", "For a refusal: a line for each, who does what", rows=4
        ),
        "route": forms.ChoiceField(
            label="Who decides", choices=Route.choices, widget=forms.RadioSelect
        ),
        "authority": forms.CharField(
            label="Authority of a delegated decision",
            help_text="For example, Team manager, scheme of delegation, part 3",
            required=False,
            max_length=200,
        ),
    }


class EvidenceForm(GovForm, forms.Form):
    """One thing relied on."""

    what = forms.CharField(label="What it is", max_length=120)
    source = forms.CharField(label="From whom", max_length=120)
    dated = GovDateField(label="Date on it", help_text="For example, 27 3 2023")
    shows = _long("What it shows", required=True)


class TellForm(VersionForm):
    """The letter of a decision: of which day, to whom, and the copies."""

    on = GovDateField(
        label="Date of the letter", help_text="The date of the decision is that of its letter"
    )
    on_paper = forms.BooleanField(label="It was sent on paper on that day", required=False)
    to_young_person = forms.ChoiceField(
        label="Addressed to",
        choices=[("no", "The parent or carer"), ("yes", "The young person")],
        widget=forms.RadioSelect,
    )
    setting = forms.CharField(label="Copy to the setting", required=False, max_length=120)
    no_setting = forms.BooleanField(label="There is no setting", required=False)
    health = forms.CharField(label="Copy to the health body", max_length=120, required=False)

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.copied = bool(row.outcome) and EVENTS[kind_of(row)] in COPIED
        if not self.copied:
            for name in ("setting", "no_setting", "health"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The law has the setting and the health body told."""
        given = super().clean() or {}
        if self.copied and bool(given.get("setting")) == bool(given.get("no_setting")):
            self.add_error("setting", "Name the setting, or say that there is none")
        if self.copied and not given.get("health"):
            self.add_error("health", "Name the health body that the copy goes to")
        return given


class PanelForm(GovForm, forms.Form):
    """A new panel."""

    name = forms.CharField(label="Name of the panel", max_length=80)
    kind = forms.ChoiceField(label="What it decides", choices=PanelKind.choices)
    quorum = forms.IntegerField(label="Quorum", min_value=2, max_value=20)
    capacity = forms.IntegerField(label="Cases in a sitting", min_value=1, max_value=60)


class SeatForm(GovForm, forms.Form):
    """A new member."""

    user = forms.ModelChoiceField(
        User.objects.filter(role__in=SEATED, is_active=True).order_by("last_name", "first_name"),
        label="Who",
        empty_label="Choose a person",
    )
    label = forms.CharField(
        label="Sits as", help_text="For example, Head teacher, primary", max_length=80
    )
    chair = forms.BooleanField(label="Chairs the panel", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].label_from_instance = lambda user: (
            f"{user.name}, {user.get_role_display().lower()}"
        )


class SittingForm(GovForm, forms.Form):
    """A day on which the panel sits."""

    day = GovDateField(label="Day of the sitting", help_text="For example, 27 3 2023")
    place = forms.CharField(
        label="Where", help_text="A room, or online with the way to join", max_length=120
    )


class PresentForm(GovForm, forms.Form):
    """Who is present when a sitting opens."""

    present = forms.ModelMultipleChoiceField(
        PanelMember.objects.none(), label="Who is present", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, panel: Panel, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["present"]
        field.queryset = panel.members.select_related("user").order_by("-chair", "pk")
        field.label_from_instance = member_words


def member_words(member: PanelMember) -> str:
    """Name, as what, and whether in the chair."""
    return f"{member.user.name}, {member.label}{', chair' if member.chair else ''}"


class FillForm(GovForm, forms.Form):
    """Which of the proposed cases to list."""

    cases = forms.MultipleChoiceField(
        label="Cases to put on the agenda", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = choices
        self.fields["cases"].initial = [value for value, _ in choices]


def sitting_words(sitting: Sitting) -> str:
    """Day and panel."""
    return f"{short_day(sitting.day)}, {sitting.panel.name}"


class ToSittingForm(GovForm, forms.Form):
    """A sitting that has not begun."""

    sitting = forms.ModelChoiceField(
        Sitting.objects.none(), label="Sitting", empty_label="Choose a sitting"
    )

    def __init__(self, kinds: list[str], as_of: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sitting"]
        field.queryset = (
            Sitting.objects.filter(panel__kind__in=kinds, status__in=BEFORE, day__gte=as_of)
            .select_related("panel")
            .order_by("day", "pk")
        )
        field.label_from_instance = sitting_words


class PlanToSittingForm(ToSittingForm):
    """A sitting, and what it is asked about a plan."""

    question = forms.ChoiceField(
        label="What the panel is asked",
        choices=[("placement", "Which placement to agree"), ("funding", "Which funding to agree")],
    )


class MoveForm(ToSittingForm):
    """Another sitting, and why."""

    reason = _long("Why it is moved", required=True)


class ReasonForm(GovForm, forms.Form):
    """Why something is done."""

    reason = _long("Why", required=True)


class PlaceForm(GovForm, forms.Form):
    """A place on the agenda."""

    position = forms.IntegerField(label="Place on the agenda", min_value=1, max_value=60)


class MinuteForm(GovForm, forms.Form):
    """What the panel decided of one case."""

    outcome = forms.ChoiceField(label="What the panel decided", widget=forms.RadioSelect)
    agreement = forms.ChoiceField(
        label="How", choices=PanelItem.Agreement.choices, widget=forms.RadioSelect
    )
    votes_for = forms.IntegerField(label="Votes for “yes”", required=False, min_value=0)
    votes_against = forms.IntegerField(label="Votes for “no”", required=False, min_value=0)
    reasons = _long(
        "Reasons in plain words", "For a request they go into the letter", required=True, rows=6
    )
    conditions = _long("Conditions")

    def __init__(self, item: PanelItem, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes_of(item)


def outcomes_of(item: PanelItem) -> list[tuple[str, str]]:
    """The answers to the question of an item, in its own words."""
    if item.request_id is None:
        return [("yes", "Agreed"), ("no", "Not agreed")]
    question = Question(item.question)
    return [(answer.value, OUTCOME_WORDS[question, answer]) for answer in Answer]


class InterestForm(GovForm, forms.Form):
    """A member's own interest."""

    nature = _long(
        "What the interest is", "It is minuted, and the papers close to you", required=True
    )


class MemberInterestForm(GovForm, forms.Form):
    """An interest that a member declares in the room."""

    member = forms.ModelChoiceField(
        PanelMember.objects.none(), label="Whose interest", empty_label="Choose a member"
    )
    nature = _long("What the interest is", "It is minuted", required=True)

    def __init__(self, panel: Panel, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        field.queryset = panel.members.select_related("user").order_by("pk")
        field.label_from_instance = member_words
