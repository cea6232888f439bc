"""The letters about a child: which were sent, what they say, and their files."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework import vault
from rightplace.casework.actions.audit import record_look
from rightplace.casework.actions.letters import send_again
from rightplace.casework.models import Letter, Person
from rightplace.casework.queries.letters import letters_visible_to
from rightplace.papers import letters as papers
from rightplace.papers.letters.own import WORDINGS
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView, Tag
from rightplace.web.files import kept_file, made_file, own_pdf
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, crumbs, show_part
from rightplace.web.today import now

PART = "staff:letters"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAMES = {wording.kind: wording.name for wording in WORDINGS.values()}


def kind_words(kind: str) -> str:
    """What a kind of letter is called: "Decision: refuse assess"."""
    if kind in _NAMES:
        return _NAMES[kind]
    words = kind.replace(".", ": ").replace("_", " ")
    return words[:1].upper() + words[1:]


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """Every letter about a child, the newest first."""
    person = child_or_404(request, person_id, what="letters.open")
    writes = request.user.role in WRITERS
    actions = (Link("Write a letter", reverse("staff:letter-start", args=[person.pk])),)
    return show_part(
        request,
        person,
        PART,
        "staff/documents/letters.html",
        heading="Letters",
        actions=actions if writes else (),
        table=_table(list(letters_visible_to(request.user).filter(person=person))),
    )


def _table(rows: list[Letter]) -> TableView:
    columns = ("Subject", "To", "Dated", "Last day of the right it gives", "Sent", "PDF", "Word")
    return TableView.of(
        "Letters sent", columns, [_row(row) for row in rows], empty="No letter has been sent yet."
    )


def _row(letter: Letter) -> tuple[Any, ...]:
    sent = timezone.localtime(letter.sent_at)
    return (
        Cell(letter.subject, href=_href(letter), detail=kind_words(letter.kind)),
        letter.recipient,
        letter.dated,
        letter.last_day or "None",
        Cell(f"{sent:%-d %b %Y}", detail=letter.sent_by.name),
        Link("PDF", _href(letter, "pdf")),
        Link("Word", _href(letter, "word")),
    )


def _href(letter: Letter, form: str = "") -> str:
    if form:
        return reverse("staff:letter-file", args=[letter.person_id, letter.pk, form])
    return reverse("staff:letter", args=[letter.person_id, letter.pk])


def _found(
    request: HttpRequest, person_id: int, letter_id: int, what: str
) -> tuple[Person, Letter]:
    """The child and the letter about them; the look at this letter is recorded."""
    rows = letters_visible_to(request.user)
    letter = rows.filter(pk=letter_id, person=person_id).first()
    if letter is None:
        raise Http404
    record_look(letter.person, what=what, by=request.user, at=now(), letter=letter.pk)
    return letter.person, letter


def as_letter(row: Letter) -> papers.Letter:
    """A letter as it was sent."""
    return papers.Letter.from_data(
        row.content, kind=row.kind, dated=row.dated, last_day=row.last_day
    )


@dataclass(frozen=True)
class BlockView:
    """A block of a letter as the page shows it: `kind` says which of the others it has."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    table: TableView | None = None


def _block(block: papers.Block) -> BlockView:
    match block:
        case papers.Text(text):
            return BlockView("text", text)
        case papers.Heading(text):
            return BlockView("heading", text)
        case papers.Bullets(items):
            return BlockView("bullets", items=items)
        case papers.Steps(items):
            return BlockView("steps", items=items)
        case papers.Grid(columns, rows):
            return BlockView("grid", table=TableView.of("Table", columns, rows))


@for_roles(*WHOLE)
@require_safe
def read(request: HttpRequest, person_id: int, letter_id: int) -> HttpResponse:
    """A letter as it was sent, to be read on the page, with its files."""
    person, row = _found(request, person_id, letter_id, "letter.open")
    letter = as_letter(row)
    files = [Link(text, _href(row, form)) for form, (text, *_) in _FILES.items()]
    if request.user.role in WRITERS:
        files.append(Link("Send again", reverse("staff:letter-again", args=[person.pk, row.pk])))
    sent = timezone.localtime(row.sent_at)
    facts = (
        SummaryRow.of("To", Cell("; ".join(letter.to))),
        SummaryRow.of("Dated", row.dated),
        SummaryRow.of("Sent", f"{sent:%-d %B %Y, %H:%M} by {row.sent_by.name}"),
        SummaryRow.of("Last day of the right it gives", row.last_day or "None"),
        SummaryRow.of("Kind", Tag(kind_words(row.kind))),
    )
    return show_part(
        request,
        person,
        PART,
        "staff/documents/letter.html",
        heading=row.subject,
        actions=tuple(files),
        facts=facts,
        letter=letter,
        blocks=[_block(block) for block in letter.blocks],
        crumbs=crumbs(person, Link("Letters", reverse(PART, args=[person.pk]))),
    )


def _pdf(row: Letter, name: str) -> HttpResponse:
    return own_pdf(vault.proved(row.pdf), name=f"{name}.pdf")


def _word(row: Letter, name: str) -> HttpResponseBase:
    return kept_file(row.word, name=f"{name}.docx", media_type=WORD)


def _large_pdf(row: Letter, name: str) -> HttpResponse:
    content = papers.pdf(as_letter(row), fonts=settings.FONTS, large=True)
    return own_pdf(content, name=f"{name}-large-print.pdf")


def _large_word(row: Letter, name: str) -> HttpResponse:
    content = papers.word(as_letter(row), large=True)
    return made_file(content, name=f"{name}-large-print.docx", media_type=WORD)


_FILES: dict[str, tuple[str, Callable[[Letter, str], HttpResponseBase]]] = {
    "pdf": ("Open as PDF", _pdf),
    "word": ("Open as Word", _word),
    "large-pdf": ("Large print as PDF", _large_pdf),
    "large-word": ("Large print as Word", _large_word),
}


@for_roles(*WHOLE)
@require_safe
def download(request: HttpRequest, person_id: int, letter_id: int, form: str) -> HttpResponseBase:
    """A file of a letter; the two in large print are set anew from the words that were kept."""
    if form not in _FILES:
        raise Http404
    _, row = _found(request, person_id, letter_id, f"letter.download_{form.replace('-', '_')}")
    _, answer = _FILES[form]
    return answer(row, f"{row.content['reference']}-letter-{row.pk}")


class AgainForm(GovForm, forms.Form):
    """Why a letter is sent once more."""

    reason = forms.CharField(
        label="Why it is sent again", max_length=200, help_text="Such as: the family did not get it"
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, person_id: int, letter_id: int) -> HttpResponse:
    """Send the same files once more."""
    person, row = _found(request, person_id, letter_id, "letter.again")
    return ask_about(
        request,
        person,
        PART,
        AgainForm(request.POST or None),
        lambda given: send_again(row, **given, **how(request)),
        title=f"Send again: {row.subject}",
        said="The letter was sent again",
        button="Send again",
    )
