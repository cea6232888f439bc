"""What is asked of the person who consults, records a reply, or decides."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from rightplace.casework.actions.consultations import Answer, Asked, Choice
from rightplace.casework.actions.naming import offered
from rightplace.casework.models import (
    AgainstGround,
    Consultation,
    Person,
    Plan,
    Preference,
    Purpose,
    RefusalGround,
    Reply,
    Setting,
    SettingGroup,
    SettingKind,
    WhyNotConsulted,
)
from rightplace.casework.queries.consultations import Case, of_case
from rightplace.law.codes import SenType
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm
from rightplace.web.staff.casefile import age_on
from rightplace.web.staff.money import MoneyField

_HOW_MANY = range(1, 5)


def settings_for(person: Person, *, on: date) -> QuerySet[Setting]:
    """The settings that take a child's age now or within a year."""
    age = age_on(person.birth_date, on)
    return Setting.objects.filter(low_age__lte=age + 1, high_age__gte=age).order_by("name", "pk")


def case_words(case: Case) -> str:
    """Plan of 1 May 2022, or Request of 3 June 2022."""
    if isinstance(case, Plan):
        return f"Plan of {day(case.starts_on)}"
    return f"Request of {day(case.received_on)}"


class CaseForm(GovForm, forms.Form):
    """Which of a child's cases it is about; asked only where there is more than one."""

    case = forms.ChoiceField(label="For", required=False)

    def __init__(self, cases: tuple[Case, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {str(number): case for number, case in enumerate(cases)}
        self.fields["case"].choices = [(key, case_words(case)) for key, case in self.cases.items()]
        if len(cases) == 1:
            del self.fields["case"]

    def chosen_case(self) -> Case:
        """The case that was chosen, or the only one."""
        return self.cases[self.cleaned_data.get("case") or "0"]


class TypedForm(CaseForm):
    """A place that has no row of its own, typed in: all of it or nothing."""

    section_41 = forms.BooleanField(
        label="The independent settings given here are approved under section 41",
        required=False,
        help_text="They are on the Secretary of State's list. If only some are, do it in two goes.",
    )
    name = forms.CharField(
        label="A place that is not in the list: its name",
        max_length=120,
        required=False,
        help_text="Such as an independent school in another county",
    )
    registration = forms.CharField(label="Its registration number", max_length=20, required=False)
    authority = forms.CharField(label="The authority that it is in", max_length=80, required=False)
    setting_group = forms.ChoiceField(
        label="Type of setting",
        required=False,
        choices=[("", "Choose a type"), *SettingGroup.choices],
    )

    def clean(self) -> dict[str, Any]:
        """A typed place is whole."""
        given = super().clean() or {}
        parts = ("name", "registration", "authority", "setting_group")
        if any(given.get(part) for part in parts):
            for part in parts:
                if not given.get(part):
                    self.add_error(
                        part,
                        f"Give {self.fields[part].label[0].lower()}{self.fields[part].label[1:]}",
                    )
        return given

    def typed(self) -> Choice | None:
        """The place typed in."""
        given = self.cleaned_data
        if not given["name"]:
            return None
        kind = SettingKind.SECTION_41 if given["section_41"] else SettingKind.INDEPENDENT
        return Choice(
            given["name"], kind, given["setting_group"],
            registration=given["registration"], authority=given["authority"],
        )  # fmt: skip

    def chosen(self, *names: str) -> tuple[Choice, ...]:
        """The settings picked in some fields, and the one typed in."""
        given = self.cleaned_data
        picked = [given[name] for name in names if given[name]]
        known = [Choice.of(each, section_41=given["section_41"]) for each in picked]
        return tuple(filter(None, (*known, self.typed())))


class PreferenceForm(TypedForm):
    """What the family asks to have named."""

    setting = forms.ModelChoiceField(
        Setting.objects.none(), label="The setting that the family asks for", required=False,
        empty_label="None of these",
    )  # fmt: skip
    none_given = forms.BooleanField(
        label="The family was asked and gave no preference", required=False
    )
    given_on = GovDateField(
        label="The day of their request or representations", help_text="For example, 27 3 2023"
    )
    words = forms.CharField(
        label="What they said", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    field_order = ("case", "setting", "section_41", "name", "registration", "authority",
                   "setting_group", "none_given", "given_on", "words")  # fmt: skip

    def __init__(self, person: Person, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].queryset = settings_for(person, on=today)

    def clean(self) -> dict[str, Any]:
        """One setting, or none."""
        given = super().clean()
        many = [bool(given.get(name)) for name in ("setting", "name", "none_given")]
        if sum(many) != 1:
            self.add_error(
                "setting", "Choose a setting, type one in, or say that there is no preference"
            )
        return given

    def choice(self) -> Choice | None:
        """What the family prefers; None where it prefers nothing."""
        return next(iter(self.chosen("setting")), None)


class ConsultForm(TypedForm):
    """The settings to consult, and what they are told: filled in from what is known."""

    purpose = forms.ChoiceField(label="Why they are consulted", choices=Purpose.choices)
    needs = forms.CharField(label="The child's needs", widget=forms.Textarea(attrs={"rows": 5}))
    provision = forms.CharField(
        label="The provision wanted", widget=forms.Textarea(attrs={"rows": 5})
    )
    phase = forms.CharField(max_length=80, help_text="For example, Year 7")
    wanted_from = GovDateField(label="Place wanted from", help_text="For example, 1 9 2023")

    def __init__(self, person: Person, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(settings_for(person, on=today))
        choices = [
            ("", "None"),
            *((str(row.pk), f"{row.name} ({row.setting_type})") for row in rows),
        ]
        self.rows = {str(row.pk): row for row in rows}
        for number in _HOW_MANY:
            self.fields[f"setting_{number}"] = forms.ChoiceField(
                label=f"Setting {number}", choices=choices, required=False
            )
        self.order_fields(("case", *self.picks, *TypedForm.base_fields))

    @property
    def picks(self) -> tuple[str, ...]:
        """The names of the fields that pick a setting."""
        return tuple(f"setting_{number}" for number in _HOW_MANY)

    def clean(self) -> dict[str, Any]:
        """At least one setting, and each once."""
        given = super().clean()
        picked = [given[name] for name in self.picks if given.get(name)]
        if not picked and not given.get("name"):
            self.add_error("setting_1", "Choose at least one setting")
        if len(set(picked)) < len(picked):
            self.add_error("setting_1", "Choose each setting once")
        for name in self.picks:
            given[name] = self.rows.get(given.get(name) or "")
        return given

    def asked(self) -> Asked:
        """What each setting is told."""
        given = self.cleaned_data
        return Asked(**{name: given[name] for name in Asked.__dataclass_fields__})


def known(case: Case, wishes: list[Preference], *, on: date) -> dict[str, Any]:
    """What is known for a consultation: the family's wish; what the last setting was told, else the plan."""
    wish = next((wish for wish in wishes if wish.stands and wish.setting_id), None)
    picked = (
        {"setting_1": str(wish.setting_id), "section_41": wish.kind == SettingKind.SECTION_41}
        if wish
        else {}
    )
    last = Consultation.objects.filter(**of_case(case)).order_by("sent_on", "pk").last()
    if last is not None:
        return picked | {name: getattr(last, name) for name in Asked.__dataclass_fields__}
    plan = case if isinstance(case, Plan) else None
    needs = [] if plan is None else plan.needs.order_by("rank")
    transfer = None if plan is None else plan.phase_transfers.filter(final_on=None).first()
    start = transfer.moves_on if transfer else date(on.year + (on.month >= 9), 9, 1)
    change = Purpose.PHASE_TRANSFER if transfer else Purpose.CHANGE
    return picked | {
        "needs": "\n".join(SenType(need.sen_type).label for need in needs),
        "purpose": Purpose.NAME_IN_PLAN if plan is None else change,
        "phase": phase_on(case.person.birth_date, start),
        "wanted_from": start,
    }


def phase_on(born: date, start: date) -> str:
    """The year group of a child's age at the start of the school year that holds a day."""
    september = date(start.year if start.month >= 9 else start.year - 1, 9, 1)
    year = age_on(born, date(september.year, 8, 31)) - 4
    if year < 0:
        return "Early years"
    return "Reception" if year == 0 else f"Year {year}" if year <= 13 else "After Year 13"


def _long(label: str, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class ReplyForm(VersionForm):
    """What the setting answered."""

    reply = forms.ChoiceField(
        label="What the setting answered", choices=Reply.choices, widget=forms.RadioSelect
    )
    replied_on = GovDateField(
        label="The day of the reply",
        required=False,
        help_text="Leave empty where there was no reply",
    )
    grounds = forms.MultipleChoiceField(
        label="If no: the grounds that it gave", required=False, choices=RefusalGround.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    full = forms.BooleanField(
        label="It says that it is full", required=False,
        help_text="To be full is not a ground by itself. It is kept as a note.",
    )  # fmt: skip
    reasons = _long("The reasons or conditions, in its own words", 5)
    needed = _long("What it would need")
    place_cost = MoneyField(
        label="Place funding or fee a year", required=False, help_text="In pounds"
    )
    top_up = MoneyField(label="Top-up a year", required=False, help_text="In pounds")
    residential_cost = MoneyField(
        label="Residential costs a year", required=False, help_text="In pounds"
    )
    transport = forms.CharField(label="Transport", max_length=200, required=False)
    places = forms.IntegerField(
        label="Places that it has", min_value=0, max_value=999, required=False
    )

    def answer(self) -> Answer:
        """The answer as the action takes it."""
        given = {name: self.cleaned_data[name] for name in Answer.__dataclass_fields__}
        return Answer(**given | {"reply": Reply(given["reply"])})


class AcceptForm(GovForm, forms.Form):
    """When the place was accepted, and when the child starts."""

    on = GovDateField(label="The day on which the place was accepted")
    starts_on = GovDateField(label="The day on which the child starts")


class Nothing(GovForm, forms.Form):
    """A step that asks for nothing but to be done."""


class WhyForm(VersionForm):
    """Why the family's preference is not consulted."""

    not_consulted = forms.ChoiceField(
        label="Why it is not consulted", widget=forms.RadioSelect,
        choices=[each for each in WhyNotConsulted.choices if each[0] != WhyNotConsulted.NONE_GIVEN],
    )  # fmt: skip
    not_consulted_why = _long("More about the reason", 4)


class AgainstForm(GovForm, forms.Form):
    """Which exception is relied on against the family's preference, and why."""

    ground = forms.ChoiceField(
        label="The exception relied on",
        widget=forms.RadioSelect,
        choices=[(value, label[0].upper() + label[1:]) for value, label in AgainstGround.choices],
    )
    reasons = forms.CharField(
        label="The reasons, as the family will read them", widget=forms.Textarea(attrs={"rows": 6})
    )
    named = forms.CharField(label="The setting that will be named", max_length=120)
    preferred_cost = MoneyField(
        label="What the family's preference would cost a year", required=False
    )
    named_cost = MoneyField(label="What the setting named will cost a year", required=False)
    on = GovDateField(label="The day of the decision")


def offer_total(consultation: Consultation) -> Decimal | None:
    """What a setting offered for a year, all elements together; None where it named no cost."""
    amounts = [amount for _, amount in offered(consultation)]
    return sum(amounts, Decimal(0)) if amounts else None
