"""The form on which a request is entered, and the decision whether the child is known."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name

from rightplace.casework.actions.intake import Asked, Choice
from rightplace.casework.models import (
    Asker,
    Carer,
    Channel,
    Person,
    Relationship,
    Requester,
    Role,
    Team,
    User,
)
from rightplace.casework.queries.caseload import Caseload, caseloads, lightest
from rightplace.casework.queries.duplicates import LookAlikes
from rightplace.law.ages import OLDEST, age_on, is_young_person
from rightplace.web.design.formats import day, plural
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.intake.fields import (
    CARER,
    CHILD,
    AddressField,
    CarerFields,
    ChildFields,
    PostcodeField,
)

_FIRST, _SECOND = "first", "second"
_LONG = forms.Textarea(attrs={"rows": 4})
_REQUESTER = (
    "asker", "requester_name", "requester_relationship", "requester_address", "requester_postcode",
    "requester_email", "requester_phone",
)  # fmt: skip
_SAID = ("channel", "received_on", "sought", "concerns", "evidence")
# A group of the form: its heading and its fields.
_GROUPS = (
    ("Who asks", _REQUESTER),
    ("How it came and what it says", _SAID),
    ("The child or young person", (*CHILD, "in_youth_accommodation")),
    ("First parent or carer", tuple(f"{_FIRST}_{name}" for name in CARER)),
    ("Second parent or carer", tuple(f"{_SECOND}_{name}" for name in CARER)),
    ("Who will have the case", ("team", "officer")),
)


class _Officers(forms.ModelChoiceField):
    """Officers with what each has in hand."""

    def __init__(self, loads: Iterable[Caseload]) -> None:
        self._loads = {load.officer.pk: load for load in loads}
        super().__init__(
            User.objects.filter(pk__in=self._loads),
            label="Officer",
            required=False,
            empty_label="The lightest caseload in the team",
        )

    def label_from_instance(self, obj: User) -> str:
        load = self._loads[obj.pk]
        requests, plans = plural(load.requests, "open request"), plural(load.plans, "plan")
        return f"{obj.name}: {requests}, {plans}, weight {load.weight:g}"


class RequestForm(GovForm, ChildFields):
    """A request for an assessment, as it came."""

    asker = forms.ChoiceField(label="Who asks", choices=Asker.choices, widget=forms.RadioSelect)
    requester_name = forms.CharField(label="Name of the one who asks", max_length=120)
    requester_relationship = forms.CharField(
        label="Relationship to the child, or post",
        required=False,
        max_length=80,
        help_text="For example, mother, SENCO, paediatrician",
    )
    requester_address = AddressField(label="Address of the one who asks")
    requester_postcode = PostcodeField(label="Postcode of the one who asks")
    requester_email = forms.EmailField(label="E-mail of the one who asks", required=False)
    requester_phone = forms.CharField(
        label="Telephone of the one who asks", required=False, max_length=30
    )
    channel = forms.ChoiceField(
        label="How it came", choices=Channel.choices, widget=forms.RadioSelect
    )
    received_on = GovDateField(
        label="Date received",
        help_text="The day on which it reached the council, whenever it is entered",
    )
    sought = forms.CharField(
        label="What is sought", widget=_LONG, initial="An EHC needs assessment", max_length=2000
    )
    concerns = forms.CharField(
        label="The concerns, in the words of the one who asks", widget=_LONG, max_length=10_000
    )
    evidence = forms.CharField(
        label="Evidence sent in",
        required=False,
        widget=_LONG,
        max_length=5000,
        help_text="A line for each paper: what it is, whose, and its date",
    )
    in_youth_accommodation = forms.BooleanField(
        label="The child is in youth accommodation", required=False
    )
    team = forms.ModelChoiceField(Team.objects.order_by("name"), empty_label=None)

    def __init__(self, user: User, as_of: date, *args: Any, **kwargs: Any) -> None:
        self.base_fields = self.base_fields | _carer_fields()
        if user.role == Role.TEAM_MANAGER:
            self.base_fields["officer"] = _Officers(caseloads(user, as_of=as_of))
        super().__init__(*args, **kwargs)
        self.as_of = as_of
        self.order_fields([name for _, names in _GROUPS for name in names])
        self.fields["team"].initial = user.team_id
        self.fields["team"].label = "Team"

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their headings."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in _GROUPS
        ]

    def clean_received_on(self) -> date:
        """Today or before."""
        on = self.cleaned_data["received_on"]
        if on > self.as_of:
            raise forms.ValidationError("It must be today or earlier")
        return on

    def clean(self) -> dict[str, Any]:
        """What one answer asks of another."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(f"requester_{way}") for way in ("address", "email", "phone")):
            self.add_error("requester_address", "Enter an address, an e-mail or a telephone number")
        if given.get("birth_date") and given.get("received_on"):
            self._clean_ages(given["birth_date"], given["received_on"])
        for which in (_FIRST, _SECOND):
            self._clean_carer(which, given)
        self._clean_officer(given)
        return given

    def _clean_ages(self, born: date, on: date) -> None:
        if born > on:
            self.add_error("birth_date", "The child must be born by the day of the request")
        elif age_on(born, on) >= OLDEST:
            self.add_error(
                "birth_date",
                f"Nobody is assessed from the age of {OLDEST}. Compare the date of birth",
            )
        elif self.cleaned_data.get("asker") == Asker.YOUNG_PERSON and not is_young_person(born, on):
            self.add_error(
                "asker",
                "Until the last Friday in June of the school year in which they become 16, it is a "
                "parent or carer who asks",
            )

    def _clean_carer(self, which: str, given: Mapping[str, Any]) -> None:
        """A carer has a relationship and a name, which may be that of the parent who asks."""
        values = {name: given.get(f"{which}_{name}") for name in CARER}
        if not any(values.values()):
            return
        asks = which == _FIRST and given.get("asker") == Asker.PARENT
        if not values["name"] and not asks:
            self.add_error(f"{which}_name", "Enter the name of this parent or carer")
        if not values["relationship"]:
            self.add_error(f"{which}_relationship", "Select the relationship to the child")

    def _clean_officer(self, given: dict[str, Any]) -> None:
        """The officer chosen, else the one with the lightest caseload in the team."""
        team, officer = given.get("team"), given.get("officer")
        if team is None:
            return
        if officer is not None and officer.team_id != team.pk:
            self.add_error("officer", "Choose an officer of that team, or the lightest caseload")
        given["officer"] = officer or lightest(team, as_of=self.as_of)
        if given["officer"] is None:
            self.add_error("team", "Nobody is at work in this team. Choose another")

    def child(self) -> Person:
        """The child as the request gives them, not saved."""
        return Person(**{name: self.cleaned_data[name] for name in CHILD})

    def asked(self) -> Asked:
        """The request, not saved."""
        given = self.cleaned_data
        contact = {name: given[f"requester_{name}"] for name in _CONTACT}
        said = {
            name: given[name] for name in ("asker", "channel", "sought", "concerns", "evidence")
        }
        return Asked(
            received_on=given["received_on"],
            requester=Requester(relationship=given["requester_relationship"], **contact, **said),
            carers=tuple(filter(None, map(self._carer, (_FIRST, _SECOND)))),
            in_youth_accommodation=given["in_youth_accommodation"],
        )

    def _carer(self, which: str) -> Carer | None:
        """A parent or carer, not saved; a parent who asks is the first, with the same contact."""
        given = self.cleaned_data
        values = {name: given[f"{which}_{name}"] for name in CARER}
        if which == _FIRST and given["asker"] == Asker.PARENT and not values["name"]:
            values |= {name: values[name] or given[f"requester_{name}"] for name in _CONTACT}
            values["relationship"] = values["relationship"] or _said(
                given["requester_relationship"]
            )
        return Carer(**values) if values["name"] else None


_CONTACT = ("name", "address", "postcode", "email", "phone")


def _said(words: str) -> Relationship:
    """The relationship that was said in words, where it is one of the list."""
    by_label = {each.label.casefold(): each for each in Relationship}
    return by_label.get(words.strip().casefold(), Relationship.OTHER)


def _carer_fields() -> dict[str, forms.Field]:
    """The fields of two carers, none of which must be filled in."""
    found = {}
    for which in (_FIRST, _SECOND):
        for name, field in CarerFields.base_fields.items():
            mine = deepcopy(field)
            mine.required = False
            mine.label = field.label or pretty_name(name)
            found[f"{which}_{name}"] = mine
    found[f"{_FIRST}_name"].help_text = "Leave it empty for the parent or carer who asks"
    return found


_ANOTHER = "another"


class DecisionForm(GovForm, forms.Form):
    """Whether the child is one of those shown."""

    which = forms.ChoiceField(label="Which child is it?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="If it is another child, how you know",
        required=False,
        max_length=400,
        help_text="For example, I spoke with the mother: they are brothers",
    )

    def __init__(self, found: LookAlikes, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [candidate.person for candidate in found.candidates]
        self.to_show = " ".join(str(person.pk) for person in people)
        self.fields["which"].choices = [
            *((str(p.pk), f"{p}, born {day(p.birth_date)}") for p in people),
            (_ANOTHER, "None of these: another child"),
        ]

    def clean(self) -> dict[str, Any]:
        """Another child needs a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("which") == _ANOTHER and not given.get("reason", "").strip():
            self.add_error("reason", "Enter how you know that it is another child")
        return given

    def choice(self) -> Choice:
        """What the officer decided."""
        given = self.cleaned_data
        another = given["which"] == _ANOTHER
        return Choice(
            shown=frozenset(map(int, filter(str.isdecimal, self.data.get("shown", "").split()))),
            same=None if another else int(given["which"]),
            reason=given["reason"] if another else "",
        )
