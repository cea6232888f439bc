"""Forms for the words of a plan."""

from decimal import Decimal
from typing import Any

from django import forms

from rightplace.casework.models import PlanVersion
from rightplace.law.codes import Code
from rightplace.plan_words.sections import (
    PASSAGES,
    PROVISION_SECTIONS,
    Adulthood,
    Area,
    Frequency,
    Funding,
    Section,
    Unit,
)
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PlanText,
    ProvisionText,
    RowText,
    Table,
)
from rightplace.web.design.forms import GovForm
from rightplace.web.staff.acting import VersionForm

_SHORT = 70


def _long(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


def _codes(codes: type[Code], empty: str = "Not said") -> list[tuple[str, str]]:
    return [("", empty), *((each.value, each.label[0].upper() + each.label[1:]) for each in codes)]


def short(text: str) -> str:
    """A text cut to fit a line."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rpartition(' ')[0]}…"


class Ties(forms.TypedMultipleChoiceField):
    """Boxes for the rows that a row may be tied to, by their keys."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, **kwargs)


class PassageForm(VersionForm):
    """A passage, or that there is nothing to say."""

    text = forms.CharField(label="Text", required=False, widget=_long(10))
    none_identified = forms.BooleanField(label="None identified", required=False)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["text"].label = PASSAGES[row.slug].label
        if not PASSAGES[row.slug].may_be_none:
            del self.fields["none_identified"]


class RowForm(VersionForm):
    """A row of a plan; the ties are chosen among the rows of the same version."""

    ties: tuple[str, Table] | None = None

    def __init__(self, *args: Any, text: PlanText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.ties is None:
            return
        name, table = self.ties
        codes = text.codes(table)
        choices = [(row.key, f"{codes[row.key]} {short(row.text)}") for row in text.rows(table)]
        if choices:
            self.fields[name].choices = choices
        else:
            del self.fields[name]

    def row_text(self, given: dict[str, Any]) -> RowText:
        """The row as it was given; its key is known elsewhere."""
        raise NotImplementedError


class NeedForm(RowForm):
    """A need and its area."""

    area = forms.ChoiceField(label="Area of need", choices=_codes(Area, "Choose an area"))
    text = forms.CharField(
        label="The need",
        help_text="What the child or young person finds hard, and how that shows.",
        widget=_long(6),
    )

    def row_text(self, given: dict[str, Any]) -> NeedText:
        return NeedText(0, Area(given["area"]), given["text"])


class OutcomeForm(RowForm):
    """An outcome: what the child will be able to do."""

    ties = ("needs", Table.NEEDS)
    text = forms.CharField(
        label="The outcome",
        help_text="What the child or young person will be able to do; not the help they get.",
        widget=_long(),
    )
    by_when = forms.CharField(
        label="By when", required=False, max_length=200, help_text="For example, the end of Year 6"
    )
    steps = forms.CharField(label="Steps towards it", required=False, widget=_long(3))
    measure = forms.CharField(label="How it is measured", required=False, widget=_long(3))
    adulthood = forms.ChoiceField(
        label="Prepares for adulthood in",
        help_text="From Year 9 each of the four has an outcome.",
        required=False,
        choices=_codes(Adulthood, "None of these"),
    )
    needs = Ties(label="Needs that it answers")

    def row_text(self, given: dict[str, Any]) -> OutcomeText:
        return OutcomeText(
            key=0,
            text=given["text"],
            by_when=given["by_when"],
            steps=given["steps"],
            measure=given["measure"],
            adulthood=Adulthood(given["adulthood"]) if given["adulthood"] else None,
            needs=tuple(given.get("needs", ())),
        )


_KINDS = [(each.value, f"{each.value}: {each.label}") for each in PROVISION_SECTIONS]


class ProvisionForm(RowForm):
    """Provision: what, how much, how often, by whom."""

    ties = ("outcomes", Table.OUTCOMES)
    kind = forms.ChoiceField(label="Section", choices=_KINDS, widget=forms.RadioSelect)
    text = forms.CharField(label="What is provided", widget=_long())
    amount = forms.DecimalField(
        label="How much",
        help_text="A number, for example 30",
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    unit = forms.ChoiceField(label="Of what", required=False, choices=_codes(Unit))
    frequency = forms.ChoiceField(label="How often", required=False, choices=_codes(Frequency))
    duration = forms.CharField(
        label="For how long",
        required=False,
        max_length=200,
        help_text="For example, for the school year",
    )
    delivered_by = forms.CharField(
        label="Who provides it",
        required=False,
        max_length=200,
        help_text="By role, not by name: people change, the provision stays.",
    )
    qualification = forms.CharField(
        label="Qualification or training they need", required=False, max_length=200
    )
    ratio = forms.CharField(
        label="Ratio or group",
        required=False,
        max_length=100,
        help_text="For example, 1 to 1, or a group of 4",
    )
    review = forms.CharField(label="When it is reviewed, by whom", required=False, max_length=200)
    funding = forms.ChoiceField(label="Paid from", required=False, choices=_codes(Funding))
    outcomes = Ties(label="Outcomes that it works towards")

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.amount is not None:
            self.initial["amount"] = f"{row.amount.normalize():f}"

    def clean_amount(self) -> Decimal | None:
        """With the places that the record keeps, so that two who edit are not told of 30 and 30.00."""
        amount = self.cleaned_data["amount"]
        return None if amount is None else amount.quantize(Decimal("0.01"))

    def clean(self) -> dict[str, Any]:
        """An amount is an amount of something."""
        given = super().clean() or {}
        if given.get("amount") is not None and not given.get("unit"):
            self.add_error("unit", "Say what the amount counts, such as minutes")
        if given.get("amount") is None and given.get("unit") and "amount" not in self.errors:
            self.add_error("amount", "Enter how much, or take out what it counts")
        return given

    def row_text(self, given: dict[str, Any]) -> ProvisionText:
        return ProvisionText(
            key=0,
            kind=Section(given["kind"]),
            text=given["text"],
            amount=given["amount"],
            unit=Unit(given["unit"]) if given["unit"] else None,
            frequency=Frequency(given["frequency"]) if given["frequency"] else None,
            duration=given["duration"],
            delivered_by=given["delivered_by"],
            qualification=given["qualification"],
            ratio=given["ratio"],
            review=given["review"],
            funding=Funding(given["funding"]) if given["funding"] else None,
            outcomes=tuple(given.get("outcomes", ())),
        )


FORMS: dict[Table, type[RowForm]] = {
    Table.NEEDS: NeedForm,
    Table.OUTCOMES: OutcomeForm,
    Table.PROVISION: ProvisionForm,
}


class Confirm(GovForm, forms.Form):
    """Nothing to fill in: the button says it."""


class CompareForm(GovForm, forms.Form):
    """Which two versions to set beside each other."""

    old = forms.TypedChoiceField(label="Earlier version", coerce=int)
    new = forms.TypedChoiceField(label="Later version", coerce=int)

    def __init__(self, versions: list[PlanVersion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(v.number, f"Version {v.number}: {v.get_status_display()}") for v in versions]
        for name in ("old", "new"):
            self.fields[name].choices = choices
