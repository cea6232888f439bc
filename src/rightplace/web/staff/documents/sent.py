"""The list of letters that were sent."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rightplace.casework.models import Letter, User
from rightplace.casework.queries.letters import WantedLetters, letters_sent, letters_visible_to
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Cell
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.documents.letters import kind_words
from rightplace.web.staff.lists import WorkList, answer


class SentForm(GovForm, forms.Form):
    """Which letters to show."""

    kind = forms.ChoiceField(required=False)
    since = GovDateField(label="Sent from", required=False)
    until = GovDateField(label="Sent to", required=False)
    sent_by = forms.ChoiceField(label="Sent by", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = letters_visible_to(user).order_by()
        kinds = sorted(seen.values_list("kind", flat=True).distinct())
        senders = User.objects.filter(pk__in=seen.values("sent_by")).order_by("last_name", "pk")
        self.fields["kind"].choices = [("", "All"), *((kind, kind_words(kind)) for kind in kinds)]
        self.fields["sent_by"].choices = [("", "All"), *((str(u.pk), u.name) for u in senders)]


@for_roles(*WRITERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Letters about the children whom the user sees, the newest first."""
    form = SentForm(request.GET or None, user=request.user)
    given = form.cleaned_data if form.is_valid() else {}
    wanted = WantedLetters(
        kind=given.get("kind", ""),
        since=given.get("since"),
        until=given.get("until"),
        sent_by=int(given["sent_by"]) if given.get("sent_by") else None,
    )
    return answer(
        request,
        WorkList(
            what="letters_sent",
            title="Letters sent",
            rows=letters_sent(request.user, wanted),
            columns=("Subject", "About", "To", "Dated", "Last day of its right", "Sent"),
            cells=_cells,
            csv_columns=(
                "reference", "kind", "subject", "to", "dated", "last_day", "sent_on", "sent_by",
            ),
            csv_row=_csv_row,
            person=lambda letter: letter.person,
            empty="No letter fits this.",
            one="letter",
            form=form,
        ),
    )  # fmt: skip


def _cells(letter: Letter) -> tuple[Any, ...]:
    href = reverse("staff:letter", args=[letter.person_id, letter.pk])
    return (
        Cell(letter.subject, href=href, detail=kind_words(letter.kind)),
        str(letter.person),
        letter.recipient,
        letter.dated,
        letter.last_day or "None",
        Cell(f"{timezone.localtime(letter.sent_at):%-d %b %Y}", detail=letter.sent_by.name),
    )


def _csv_row(letter: Letter) -> tuple[object, ...]:
    return (
        letter.content["reference"],
        kind_words(letter.kind),
        letter.subject,
        letter.recipient,
        letter.dated,
        letter.last_day or "",
        timezone.localtime(letter.sent_at).date(),
        letter.sent_by.name,
    )
