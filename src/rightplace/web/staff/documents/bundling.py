"""The whole case file as one PDF: what it is for, putting it together, and what was put together."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework import vault
from rightplace.casework.actions.advice import provision_of
from rightplace.casework.actions.audit import record_look
from rightplace.casework.actions.bundles import keep_bundle
from rightplace.casework.authority import letterhead
from rightplace.casework.models import (
    AdviceText,
    Bundle,
    BundlePurpose,
    DocumentKind,
    Person,
    PlanVersion,
    User,
)
from rightplace.casework.queries.bundles import (
    Chosen,
    Treatment,
    advice_for,
    documents_for,
    plans_for,
)
from rightplace.casework.queries.letters import letters_visible_to
from rightplace.casework.queries.plan_text import text_of
from rightplace.law.codes import Adviser
from rightplace.law.events import EventKind
from rightplace.law.words import EVENT_WORDS
from rightplace.papers.bundle import Built, Cover, Item, Made, Paged, Picture, Words, build
from rightplace.papers.bundle.build import Content
from rightplace.papers.documents.phrases import without
from rightplace.papers.documents.reading import PICTURES
from rightplace.papers.letters import Block, Grid, Heading, Text
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, short_day
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, Link, SummaryRow, TableView
from rightplace.web.files import kept_file
from rightplace.web.staff.acting import how
from rightplace.web.staff.advice.rows import PROVISION_COLUMNS
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, crumbs, show_part
from rightplace.web.staff.clocks import ref_words
from rightplace.web.staff.documents.documents import PART, PDF, size_words
from rightplace.web.staff.documents.redaction import phrases_of
from rightplace.web.staff.letters import reference_of
from rightplace.web.staff.plan_text.papers import files_of
from rightplace.web.today import now, today

# What a document is -> its section; every other kind is under the last one.
_SECTIONS = {
    DocumentKind.ADVICE: "Advice and reports",
    DocumentKind.REPORT: "Advice and reports",
    DocumentKind.MEDICAL: "Advice and reports",
    DocumentKind.SOCIAL_CARE: "Advice and reports",
    DocumentKind.PLAN: "Plan",
}
_ORDER = ("Advice and reports", "Plan", "Documents")
_NOTES = {
    BundlePurpose.ACCESS: "Documents that are withheld have a page that says so. Names and words "
    "that are about other people are taken out.",
    BundlePurpose.TRIBUNAL: "Names and words that are about other people are taken out.",
    BundlePurpose.TRANSFER: "Sent to the authority that is now responsible.",
    BundlePurpose.INTERNAL: "For the council's own use. Nothing is taken out: do not pass it on.",
}


class MakeForm(GovForm, forms.Form):
    """What the case file is for."""

    purpose = forms.ChoiceField(
        label="What it is for", choices=BundlePurpose.choices, widget=forms.RadioSelect
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, person_id: int) -> HttpResponse:
    """Put the case file together and keep it."""
    person = child_or_404(request, person_id, what="bundle.make")

    def act(given: dict[str, Any]) -> None:
        purpose = BundlePurpose(given["purpose"])
        keep(person, purpose, case_file(person, purpose, by=request.user), **how(request))

    return ask_about(
        request,
        person,
        PART,
        MakeForm(request.POST or None),
        act,
        title="Make the case file as one PDF",
        said="The case file was made",
        button="Make",
        template="staff/documents/bundle_make.html",
    )


def case_file(person: Person, purpose: BundlePurpose, *, by: User) -> Built:
    """Everything about a child that `purpose` lets be given, as one PDF."""
    plans = plans_for(person, purpose)
    papers = [
        *map(_item, documents_for(person, purpose, user=by)),
        *map(_advice, advice_for(person)),
        *map(_plan, plans),
    ]
    items = [
        _chronology(person),
        *_letters(person, by, but={plan.pdf for plan in plans}),
        *sorted(papers, key=lambda item: _ORDER.index(item.section)),
    ]
    head = letterhead()
    cover = Cover(
        title=f"Case file of {person}",
        lines=(
            ("Date of birth", day(person.birth_date)),
            ("Our reference", reference_of(person)),
            ("Purpose", str(purpose.label)),
            ("Made", f"{day(today())} by {by.name}"),
            ("Documents in it", str(len(items))),
        ),
        note=_NOTES[purpose],
        council=head.council,
    )
    return build(cover, items, fonts=settings.FONTS)


def keep(person: Person, purpose: BundlePurpose, built: Built, **by_and_at: Any) -> Bundle:
    """Keep a case file with its index."""
    contents = [entry.as_data() for entry in built.entries]
    return keep_bundle(
        built.content,
        person=person,
        purpose=purpose,
        pages=built.pages,
        contents=contents,
        **by_and_at,
    )


def _chronology(person: Person) -> Item:
    rows = [
        (short_day(event.happened_on), _event_words(event.kind), ref_words(event.ref))
        for event in person.events.order_by("happened_on", "pk")
    ]
    return Item("Chronology", "Chronology", (Grid(("Day", "What happened", "Of"), tuple(rows)),))


def _event_words(kind: str) -> str:
    words = EVENT_WORDS[EventKind(kind)]
    return words[:1].upper() + words[1:]


def _letters(person: Person, by: User, *, but: Collection[str]) -> Iterator[Item]:
    """Every letter; the plans that went with them have a section of their own."""
    rows = letters_visible_to(by).filter(person=person).exclude(pdf__in=but)
    rows = rows.order_by("dated", "pk")
    for row in rows:
        yield Item(
            "Letters",
            row.subject,
            Paged(vault.proved(row.pdf)),
            row.dated,
            row.content.get("council", ""),
        )


def _plan(version: PlanVersion) -> Item:
    """A final plan as it was issued, or set from its words where it was issued on paper."""
    assert version.final_on is not None
    kept = Paged(vault.proved(version.pdf)) if version.pdf else None
    made = kept or Made(files_of(version, text_of(version), version.final_on).pdf)
    title = f"Final plan, version {version.number}"
    return Item("Plan", title, made, version.final_on, letterhead().council)


def _advice(text: AdviceText) -> Item:
    """Advice that was written here."""
    advice, table = text.advice, provision_of(text)
    rows = tuple((each.what, each.how_often, each.by_whom, each.how_long) for each in table)
    blocks: tuple[Block, ...] = (
        Heading("Needs"), Text(text.needs), Heading("Outcomes"), Text(text.outcomes),
    )  # fmt: skip
    if rows:
        blocks = (*blocks, Heading("Provision"), Grid(PROVISION_COLUMNS, rows))
    title = f"Advice: {Adviser(advice.adviser).label}"
    return Item("Advice and reports", title, blocks, advice.received_on, text.written_by.name)


def _item(chosen: Chosen) -> Item:
    document = chosen.document
    section = _SECTIONS.get(DocumentKind(document.kind), "Documents")
    if chosen.treatment is Treatment.WITHHELD:
        # Neither the title nor who sent it: they may themselves tell what is withheld.
        title = f"Withheld: {document.get_kind_display().lower()}"
        note = "This document is withheld from this copy of the case file."
        return Item(section, title, (Text(note),))
    phrases = phrases_of(chosen.marks)
    redacted = chosen.treatment is Treatment.REDACTED
    return Item(
        section,
        without(document.title, phrases) if redacted else document.title,
        _content(chosen),
        document.dated or document.received_on,
        without(document.source, phrases) if redacted else document.source,
    )


def _content(chosen: Chosen) -> Content:
    if chosen.copy is not None:
        return Paged(vault.proved(chosen.copy.digest))
    document = chosen.document
    path = vault.proved(document.digest)
    if document.media_type == PDF:
        return Paged(path)
    if document.media_type in PICTURES:
        return Picture(path)
    return Words(path, document.media_type)


def _found(request: HttpRequest, person_id: int, bundle_id: int, what: str) -> Bundle:
    """The case file of a child whom the user sees whole; the look is recorded."""
    seen = Person.objects.visible_to(request.user).values("pk")
    rows = Bundle.objects.filter(person__in=seen).select_related("person", "made_by")
    bundle = rows.filter(pk=bundle_id, person=person_id).first()
    if bundle is None:
        raise Http404
    record_look(bundle.person, what=what, by=request.user, at=now(), bundle=bundle.pk)
    return bundle


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int, bundle_id: int) -> HttpResponse:
    """What is in a case file that was made."""
    bundle = _found(request, person_id, bundle_id, "bundle.open")
    back = reverse(PART, args=[person_id])
    download_href = reverse("staff:bundle-file", args=[person_id, bundle.pk])
    facts = (
        SummaryRow.of("For", bundle.get_purpose_display()),
        SummaryRow.of(
            "Made",
            f"{timezone.localtime(bundle.made_at):%-d %B %Y, %H:%M} by {bundle.made_by.name}",
        ),
        SummaryRow.of("Size", size_words(bundle.size, bundle.pages)),
    )
    return show_part(
        request,
        bundle.person,
        PART,
        "staff/documents/bundle.html",
        heading="Case file",
        actions=(Link("Download the PDF", download_href),),
        facts=facts,
        table=_contents(bundle),
        crumbs=crumbs(bundle.person, Link("Documents", back)),
    )


def _contents(bundle: Bundle) -> TableView:
    rows = [
        (
            str(entry["number"]),
            Cell(entry["title"], detail=entry["section"]),
            date.fromisoformat(entry["dated"]) if entry["dated"] else "",
            entry["source"],
            f"{entry['first']} to {entry['last']}",
        )
        for entry in bundle.contents
    ]
    columns = ("Number", "Document", "Date", "From", Column("Pages", numeric=True))
    return TableView.of("What is in it", columns, rows)


@for_roles(*WHOLE)
@require_safe
def download(request: HttpRequest, person_id: int, bundle_id: int) -> HttpResponseBase:
    """The case file as a PDF."""
    bundle = _found(request, person_id, bundle_id, "bundle.download")
    name = f"{reference_of(bundle.person)}-case-file-{bundle.pk}.pdf"
    return kept_file(bundle.digest, name=name, media_type=PDF)
