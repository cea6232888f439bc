"""Writing a letter of one's own from a wording of the council."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.letters import send_letter
from rightplace.casework.models import Person, User
from rightplace.papers.letters import Letter
from rightplace.papers.letters.own import WORDINGS, Wording, own_blocks
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Link
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, crumbs, show_part
from rightplace.web.staff.documents.letters import PART
from rightplace.web.staff.letters import copy_of, reference_of, services, signature, to_family
from rightplace.web.today import today


class LetterForm(GovForm, forms.Form):
    """What the officer writes; the day and the reason only where the wording asks for them."""

    to = forms.CharField(
        label="Name and address",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A line each. The first line is the name.",
    )
    greeting = forms.CharField(max_length=100)
    subject = forms.CharField(max_length=200)
    text = forms.CharField(
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="An empty line starts a paragraph. A line that starts with a dash is an item of a list.",
    )
    reason = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    day = GovDateField()
    large = forms.BooleanField(label="Send it in large print", required=False)

    def __init__(self, *args: Any, wording: Wording, person: Person, **kwargs: Any) -> None:
        initial = {
            "to": "\n".join(to_family(person)),
            "greeting": "Dear parent or carer",
            "subject": wording.subject.format(child=person),
            "text": wording.text.format(child=person),
        }
        super().__init__(*args, initial=initial, **kwargs)
        for name, label in (("reason", wording.asks_reason), ("day", wording.asks_day)):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"Enter {label[:1].lower()}{label[1:]}"
            if not label:
                del self.fields[name]

    def clean_to(self) -> tuple[str, ...]:
        lines = tuple(line.strip() for line in self.cleaned_data["to"].splitlines() if line.strip())
        if len(lines[0]) > 200:
            raise forms.ValidationError("The name must have 200 characters or fewer")
        return lines

    def clean_day(self) -> object:
        day = self.cleaned_data["day"]
        if day < today():
            raise forms.ValidationError(f"{self.fields['day'].label} must be today or later")
        return day


@for_roles(*WRITERS)
@require_safe
def start(request: HttpRequest, person_id: int) -> HttpResponse:
    """Choose the wording to start from."""
    person = child_or_404(request, person_id, what="letter.start")
    choices = [
        Link(wording.name, reverse("staff:letter-write", args=[person.pk, key]))
        for key, wording in WORDINGS.items()
    ]
    return show_part(
        request,
        person,
        PART,
        "staff/documents/letter_start.html",
        heading="Write a letter",
        actions=tuple(choices),
        crumbs=crumbs(person, Link("Letters", reverse(PART, args=[person.pk]))),
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, person_id: int, key: str) -> HttpResponse:
    """Write the letter, see it, and send it."""
    if key not in WORDINGS:
        raise Http404
    person = child_or_404(request, person_id, what="letter.write")
    wording = WORDINGS[key]

    def letter(given: dict[str, Any]) -> Letter:
        return _letter(wording, person, request.user, given)

    return ask_about(
        request,
        person,
        PART,
        LetterForm(request.POST or None, wording=wording, person=person),
        lambda given: send_letter(copy_of(letter(given)), person=person, **how(request)),
        title=wording.name,
        said="The letter was sent",
        button="Send the letter",
        letter=letter,
    )


def _letter(wording: Wording, person: Person, by: User, given: dict[str, Any]) -> Letter:
    return Letter(
        kind=wording.kind,
        subject=given["subject"],
        to=given["to"],
        greeting=given["greeting"],
        dated=today(),
        reference=reference_of(person),
        council="",
        signed_by=signature(by),
        blocks=own_blocks(
            wording,
            text=given["text"],
            day=given.get("day"),
            reason=given.get("reason", ""),
            services=services(),
        ),
        large=given["large"],
    )
