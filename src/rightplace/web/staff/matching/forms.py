"""What is asked where pairs are found and decided."""

from typing import Any

from django import forms
from django.conf import settings

from rightplace.casework.models import Match, MatchState
from rightplace.web.design.forms import GovForm
from rightplace.web.staff.acting import VersionForm
from rightplace.web.staff.letters import reference_of

_DECISIONS = (
    (MatchState.SAME.value, "The same child"),
    (MatchState.DIFFERENT.value, "Different children: do not ask again"),
)


class ReasonForm(VersionForm, forms.Form):
    """Why something is decided or undone."""

    reason = forms.CharField(label="Why", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, row: Match, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"reason": ""}, **kwargs)


class DecideForm(ReasonForm):
    """Whether a pair is one child; of two of our records also which one counts."""

    decision = forms.ChoiceField(label="What is it?", choices=_DECISIONS, widget=forms.RadioSelect)
    counts = forms.TypedChoiceField(
        label="If it is one child, which record counts from now on?",
        help_text="The other points at it. Nothing is moved or deleted.",
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    field_order = ("decision", "counts", "reason")

    def __init__(self, *args: Any, row: Match, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.other is None:
            del self.fields["counts"]
        else:
            people = (row.person, row.other)
            self.fields["counts"].choices = [(p.pk, f"{reference_of(p)}, {p}") for p in people]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        unchosen = "counts" in self.fields and given.get("counts") is None
        if given.get("decision") == MatchState.SAME and unchosen:
            self.add_error("counts", "Select which record counts from now on")
        return given


class LoadForm(GovForm, forms.Form):
    """A list of another system."""

    system = forms.CharField(
        label="System that the list comes from",
        help_text="By the name that you give it each time, such as Social care",
        max_length=60,
    )
    file = forms.FileField(label="List", allow_empty_file=True, widget=forms.FileInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            "CSV or Excel (.xlsx), one row for each child, columns in any order: surname, forename,"
            " date of birth, UPN, postcode, sex and the system's own identifier. Leave out everything"
            f" else. Up to {settings.UPLOAD_FILE_MB} MB."
        )
