"""Hiding parts of a document: look at a page, say what to hide and why, lift a mark again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework import vault
from rightplace.casework.actions.redactions import Hidden, Redacted, hide, lift, standing_marks
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.authority import letterhead
from rightplace.casework.models import Document, RedactionMark, RedactionReason
from rightplace.papers.documents.phrases import Phrase
from rightplace.papers.documents.pictures import Area, pictures
from rightplace.papers.documents.reading import PICTURES, Unreadable
from rightplace.papers.documents.redact import CannotRedact, HiddenPage, Source, redacted
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.staff.acting import attempt, how
from rightplace.web.staff.child import WRITERS, ask_about, show_part
from rightplace.web.staff.documents.documents import PART, find_document, page_href, way

_AREA = ("left", "top", "width", "height")


def make_redacted(document: Document, marks: Sequence[Hidden]) -> Redacted:
    """The copy of a document without what is hidden, for `actions.redactions`."""
    source = Source(vault.proved(document.digest), document.media_type, document.title)
    try:
        copy = redacted(
            source,
            phrases=phrases_of(marks),
            pages=[_hidden_page(mark) for mark in marks if mark.page],
            council=letterhead().council,
            fonts=settings.FONTS,
        )
    except CannotRedact as reason:
        raise ActionRefused(str(reason)) from reason
    return Redacted(copy.content, copy.pages)


def phrases_of(marks: Sequence[Hidden | RedactionMark]) -> list[Phrase]:
    """The phrases that marks hide."""
    return [Phrase(m.phrase, RedactionReason(m.reason).label) for m in marks if m.phrase]


def _hidden_page(mark: Hidden) -> HiddenPage:
    assert mark.page is not None
    area = None if mark.left is None else Area(*(getattr(mark, name) for name in _AREA))
    return HiddenPage(mark.page, str(RedactionReason(mark.reason).label), area)


def _percent(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )


class Nothing(GovForm, forms.Form):
    """Asks nothing: the button is the answer."""


class HideForm(GovForm, forms.Form):
    """What to hide, and why."""

    what = forms.ChoiceField(
        label="What to hide",
        widget=forms.RadioSelect,
        choices=[
            ("phrase", "A phrase, wherever it stands"),
            ("area", "An area of a page"),
            ("page", "A whole page"),
        ],
    )
    phrase = forms.CharField(
        required=False, max_length=200, help_text="As it is written; capitals make no difference"
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    left = _percent("From the left edge, in percent of the page")
    top = _percent("From the top edge, in percent")
    width = _percent("Width, in percent")
    height = _percent("Height, in percent")
    reason = forms.ChoiceField(label="Why", choices=RedactionReason.choices)

    _NEEDED = {"phrase": ("phrase",), "area": ("page", *_AREA), "page": ("page",)}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in self._NEEDED.get(given.get("what", ""), ()):
            if given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, f"Enter the {self.fields[name].label.lower()}")
        return given

    def hidden(self, given: dict[str, Any]) -> Hidden:
        """What the mark hides: only what its kind asks for."""
        asked = {name: given[name] for name in self._NEEDED[given["what"]]}
        return Hidden(given["reason"], **asked)


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, person_id: int, document_id: int) -> HttpResponse:
    """Show a page with what is hidden on it, and hide more."""
    document = find_document(request, person_id, document_id, what="document.redact")
    pages = _pages(document)
    number = min(max(_number(request), 1), pages or 1)
    form = HideForm(request.POST or None, initial={"page": number if pages else None})

    def act(given: dict[str, Any]) -> None:
        hide(document, form.hidden(given), make=make_redacted, **how(request))

    if attempt(request, form, act, said="Hidden; the redacted copy was made"):
        return redirect(f"{page_href(document, 'document-redact')}?page={number}")
    return show_part(
        request,
        document.person,
        PART,
        "staff/documents/redact.html",
        heading="Hide parts of a document",
        title=document.title,
        form=form,
        marks=_marks(document),
        number=number,
        pages=pages,
        picture=page_href(document, "document-page", number) if pages else None,
        back=page_href(document),
        crumbs=way(document),
    )


def _number(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if given.isdecimal() and len(given) < 6 else 1


def _pages(document: Document) -> int:
    """How many pages can be shown; none of a document that is only words."""
    return 1 if document.media_type in PICTURES else (document.pages or 0)


def _marks(document: Document) -> TableView:
    rows = document.marks.filter(lifted_at=None).select_related("made_by").order_by("pk")
    cells = [
        (
            _mark_words(row),
            row.get_reason_display(),
            f"{timezone.localtime(row.made_at):%-d %b %Y} by {row.made_by.name}",
            Link("Lift", page_href(document, "mark-lift", row.pk)),
        )
        for row in rows
    ]
    columns = ("Hidden", "Why", "Marked", "Lift")
    return TableView.of("What is hidden", columns, cells, empty="Nothing is hidden yet.")


def _mark_words(mark: RedactionMark) -> str:
    if mark.phrase:
        return f"“{mark.phrase}”"
    if mark.left is None:
        return f"Page {mark.page}, whole"
    return f"Page {mark.page}, {mark.width}% by {mark.height}% from {mark.left}%, {mark.top}%"


@for_roles(*WRITERS)
@require_safe
def page_picture(
    request: HttpRequest, person_id: int, document_id: int, number: int
) -> HttpResponse:
    """A page as a picture, with its hidden areas black."""
    document = find_document(request, person_id, document_id, what="document.page")
    if not 1 <= number <= _pages(document):
        raise Http404
    hidden = [_hidden_page(mark) for mark in standing_marks(document) if mark.page == number]
    areas = [each.area or Area(0, 0, 100, 100) for each in hidden]
    try:
        path = vault.proved(document.digest)
        png = pictures(path, document.media_type, [number], areas={number: areas}, sharpness=96)
    except Unreadable as error:
        raise Http404 from error
    return HttpResponse(png[0], content_type="image/png", headers={"Cache-Control": "no-store"})


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def lift_mark(request: HttpRequest, person_id: int, document_id: int, mark_id: int) -> HttpResponse:
    """Lift a mark again."""
    document = find_document(request, person_id, document_id, what="document.lift")
    mark = get_object_or_404(document.marks.filter(lifted_at=None), pk=mark_id)

    return ask_about(
        request,
        document.person,
        PART,
        Nothing(request.POST if request.method == "POST" else None),
        lambda given: lift(mark, make=make_redacted, **how(request)),
        title=f"Lift the mark: {_mark_words(mark)}",
        said="The mark was lifted",
        button="Lift the mark",
        back=page_href(document, "document-redact"),
        crumbs=way(document),
    )
