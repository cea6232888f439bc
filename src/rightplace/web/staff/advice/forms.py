"""What is asked of whoever asks for advice, gives it, or is late with it."""

from datetime import date
from typing import Any

from django import forms

from rightplace.casework.actions.advice import Advice, Asked, Provision, provision_of
from rightplace.casework.models import (
    AdviceRequest,
    AdviceService,
    AdviceText,
    Assessment,
    Requester,
    User,
)
from rightplace.casework.models.advice import EXCUSES
from rightplace.casework.queries.advice import (
    GIVES,
    advisers_who_sign_in,
    decided_on,
    needs_known,
    where_educated,
)
from rightplace.law.advisers import required_advisers
from rightplace.law.codes import Adviser
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm

_AREA = {"rows": 6}


def not_after(on: date, as_of: date) -> date:
    """The day, where it is not after today."""
    if on > as_of:
        raise forms.ValidationError("It must be today or earlier")
    return on


def advisers_left(assessment: Assessment) -> list[Adviser]:
    """The advisers who are neither asked nor covered by earlier advice."""
    gone = {row.adviser for row in assessment.advice.all()}
    gone |= {row.adviser for row in assessment.earlier_advice.all()}
    return [adviser for adviser in Adviser if adviser not in gone]


class AskForm(GovForm, forms.Form):
    """Whom to ask, from which day their six weeks run, and what they are told."""

    on = GovDateField(
        label="Day on which they receive the request",
        help_text="Their six weeks run from it. Ask on the day of the decision to assess where you can.",
    )
    concerns = forms.CharField(
        label="What is known of the needs",
        help_text="The words of the request are filled in where they are kept. Each adviser reads this, "
        "so leave out what not everyone should know.",
        widget=forms.Textarea(attrs=_AREA),
    )
    advisers = forms.MultipleChoiceField(
        label="Who is asked",
        widget=forms.CheckboxSelectMultiple,
        help_text="Those the law requires are ticked.",
    )

    def __init__(self, assessment: Assessment, as_of: date, *args: Any, **kwargs: Any) -> None:
        self.assessment, self.as_of = assessment, as_of
        person = assessment.request.person
        self.left = advisers_left(assessment)
        required = required_advisers(person.birth_date, needs_known(person), as_of)
        initial = {
            "on": decided_on(assessment),
            "concerns": _known_concerns(assessment),
            "advisers": [adviser.value for adviser in self.left if adviser in required],
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["advisers"].choices = [(a.value, a.label) for a in self.left]
        self._add_contacts(where_educated(person))

    def _add_contacts(self, setting: str) -> None:
        """For each adviser but the family: who signs in here, or a name and an address."""
        users = advisers_who_sign_in()
        services = {service.adviser: service for service in AdviceService.objects.all()}
        for adviser in self.left:
            if adviser is Adviser.FAMILY:
                continue
            if adviser in GIVES:
                self.fields[f"{adviser}_who"] = _who(adviser, users)
            service = services.get(adviser)
            name = setting if adviser is Adviser.SETTING else service.name if service else ""
            email = service.lead_email if service else ""
            self.fields[f"{adviser}_name"] = forms.CharField(
                label="Name of the person or service", max_length=100, required=False, initial=name
            )
            self.fields[f"{adviser}_email"] = forms.EmailField(
                label="E-mail", required=False, initial=email
            )

    def contacts(self, adviser: str) -> list[Any]:
        """The fields about one adviser."""
        names = [f"{adviser}_{part}" for part in ("who", "name", "email")]
        return [self[name] for name in names if name in self.fields]

    def clean_on(self) -> date:
        """A day from the request until today."""
        received = self.assessment.request.received_on
        if self.cleaned_data["on"] < received:
            raise forms.ValidationError(f"It must be on or after the request of {day(received)}")
        return not_after(self.cleaned_data["on"], self.as_of)

    def clean(self) -> dict[str, Any]:
        """Everyone who is asked has a name."""
        given = super().clean() or {}
        for adviser in given.get("advisers", []):
            nameless = not given.get(f"{adviser}_who") and not given.get(f"{adviser}_name")
            if adviser != Adviser.FAMILY and nameless:
                self.add_error(
                    f"{adviser}_name", f"Enter who is asked: {Adviser(adviser).label.lower()}"
                )
        return given

    def asked(self) -> list[Asked]:
        """Those who are asked, from the cleaned answers."""
        given = self.cleaned_data
        users = {str(user.pk): user for user in advisers_who_sign_in()}
        found = []
        for adviser in given["advisers"]:
            user = users.get(given.get(f"{adviser}_who") or "")
            name = "" if user else given.get(f"{adviser}_name", "")
            email = "" if user else given.get(f"{adviser}_email", "")
            found.append(Asked(adviser, user, name, email))
        return found


def _known_concerns(assessment: Assessment) -> str:
    """What the advisers who were asked last were told; before any was, the words of who asked."""
    for row in assessment.advice.select_related("ask").order_by("-pk"):
        if getattr(row, "ask", None) is not None:
            return row.ask.concerns
    requester = Requester.objects.filter(request=assessment.request_id).first()
    return requester.concerns if requester else ""


def _who(adviser: Adviser, users: list[User]) -> forms.ChoiceField:
    known = [(str(user.pk), user.name) for user in users if user.role == GIVES[adviser]]
    first = known[0][0] if len(known) == 1 else ""
    return forms.ChoiceField(
        label="Who gives it",
        choices=[("", "Someone who does not sign in here"), *known],
        required=False,
        initial=first,
    )


class AssignForm(GovForm, forms.Form):
    """Which adviser gives an advice."""

    to = forms.ChoiceField(label="Who gives this advice")

    def __init__(self, advice: AdviceRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"to": str(advice.assigned_to_id or "")}, **kwargs)
        role = GIVES.get(Adviser(advice.adviser))
        self.users = {str(u.pk): u for u in advisers_who_sign_in() if role in (None, u.role)}
        self.fields["to"].choices = [
            ("", "Choose an adviser"),
            *((key, f"{user.name}, {user.get_role_display()}") for key, user in self.users.items()),
        ]


class EarlierForm(GovForm, forms.Form):
    """Advice given before, and the three who agree that it is sufficient."""

    adviser = forms.ChoiceField(label="Whose advice it is")
    given_by = forms.CharField(label="Who gave it", max_length=120)
    dated = GovDateField(label="Date of the advice")
    giver_agreed_on = GovDateField(label="Day on which who gave it agreed that it is sufficient")
    authority_agreed_on = GovDateField(label="Day on which the authority agreed")
    family_agreed_on = GovDateField(label="Day on which the parent or young person agreed")

    def __init__(self, assessment: Assessment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(a.value, a.label) for a in advisers_left(assessment)]
        self.fields["adviser"].choices = [("", "Choose an adviser"), *choices]


class ReceiveForm(GovForm, forms.Form):
    """Whose advice came, and on which day."""

    adviser = forms.ChoiceField(label="Whose advice it is")
    on = GovDateField(label="Day on which it came", help_text="For example, 27 3 2023")

    def __init__(self, assessment: Assessment, as_of: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of
        waiting = assessment.advice.filter(received_on__isnull=True).order_by("pk")
        self.waiting = {row.adviser: row for row in waiting}
        names = [(code, Adviser(code).label) for code in self.waiting]
        self.fields["adviser"].choices = [("", "Choose an adviser"), *names]

    def clean_on(self) -> date:
        """A day until today."""
        return not_after(self.cleaned_data["on"], self.as_of)


class LateForm(GovForm, forms.Form):
    """Why an advice will be late, and when it will come."""

    reason = forms.CharField(
        label="Why it will be late", max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    expected_on = GovDateField(label="Day on which it will come")


class ExcuseForm(GovForm, forms.Form):
    """An excuse of reg 8(2) and what shows it."""

    reason = forms.ChoiceField(label="Excuse", choices=EXCUSES, widget=forms.RadioSelect)
    starts_on = GovDateField(label="First day")
    ends_on = GovDateField(
        label="Last day", help_text="For a missed appointment, the same day again."
    )
    evidence = forms.CharField(
        label="What shows it", max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


_PARTS = (
    ("what", "What it is"),
    ("often", "How often and for how long each time"),
    ("whom", "Given by whom, with which training"),
    ("long", "Until when, or when it is looked at again"),
)
_SLOTS = 3


class WriteForm(VersionForm):
    """An advice in its parts; a provision whose first box is empty is left out."""

    needs = forms.CharField(label="Needs", widget=forms.Textarea(attrs=_AREA), required=False)
    outcomes = forms.CharField(
        label="Outcomes",
        help_text="What the child will be able to do, and by when.",
        widget=forms.Textarea(attrs=_AREA),
        required=False,
    )
    shared = forms.BooleanField(
        label="The other advisers of this assessment may read it", required=False
    )

    def __init__(self, *args: Any, row: AdviceText, **kwargs: Any) -> None:
        kept = provision_of(row)
        self.slots = range(1, max(_SLOTS, len(kept) + 1) + 1)
        initial = {
            f"{name}_{slot}": words
            for slot, each in enumerate(kept, start=1)
            for (name, _), words in zip(
                _PARTS, (each.what, each.how_often, each.by_whom, each.how_long), strict=True
            )
        }
        super().__init__(*args, row=row, initial=initial, **kwargs)
        for slot in self.slots:
            for name, label in _PARTS:
                field = forms.CharField(label=label, max_length=300, required=False)
                self.fields[f"{name}_{slot}"] = field

    def provisions(self) -> list[list[Any]]:
        """The fields of each provision."""
        return [[self[f"{name}_{slot}"] for name, _ in _PARTS] for slot in self.slots]

    def clean(self) -> dict[str, Any]:
        """A provision says what it is, how often, by whom and for how long, or nothing."""
        given = super().clean() or {}
        for slot in self.slots:
            words = {name: given.get(f"{name}_{slot}", "") for name, _ in _PARTS}
            for name, label in _PARTS:
                if any(words.values()) and not words[name]:
                    self.add_error(f"{name}_{slot}", f"Enter for provision {slot}: {label.lower()}")
        return given

    def words(self) -> Advice:
        """The advice, from the cleaned answers."""
        given = self.cleaned_data
        kept = [[given[f"{name}_{slot}"] for name, _ in _PARTS] for slot in self.slots]
        provision = tuple(Provision(*words) for words in kept if words[0])
        return Advice(given["needs"], given["outcomes"], provision, given["shared"])


class SubmitForm(GovForm, forms.Form):
    """The day on which the advice is given."""

    on = GovDateField(label="Day on which the advice is given")

    def __init__(self, advice: AdviceRequest, as_of: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": as_of}, **kwargs)
        self.advice, self.as_of = advice, as_of

    def clean_on(self) -> date:
        """A day from the request for advice until today."""
        if self.cleaned_data["on"] < self.advice.requested_on:
            asked = day(self.advice.requested_on)
            raise forms.ValidationError(f"It must be on or after {asked}, when you were asked")
        return not_after(self.cleaned_data["on"], self.as_of)
