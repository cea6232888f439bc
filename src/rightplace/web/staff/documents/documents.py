"""The documents of a child: the list, one of them, its file, and taking it out of use."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.audit import record_look
from rightplace.casework.actions.documents import describe_document, withdraw_document
from rightplace.casework.actions.redactions import standing_marks
from rightplace.casework.authority import letterhead
from rightplace.casework.filetypes import FileType
from rightplace.casework.models import Bundle, Confidentiality, Document, Person, RedactedCopy, Role
from rightplace.casework.retention import end_of_case, keep_until
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, plural
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView, Tag, Tone
from rightplace.web.files import kept_file
from rightplace.web.staff.acting import VersionForm, how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, crumbs, show_part
from rightplace.web.staff.documents.fields import DescriptionForm
from rightplace.web.today import now

PART = "staff:documents"
READERS = (*WHOLE, Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER)
"""The roles that may be handed a file; `Document.objects.visible_to` says which."""
PDF = FileType.PDF.media_type
_TAGS = {
    Confidentiality.FAMILY: Tag("Family", Tone.FINE),
    Confidentiality.PROFESSIONALS: Tag("Professionals", Tone.RUNNING),
    Confidentiality.THIRD_PARTY: Tag("Third party", Tone.SOON),
    Confidentiality.WITHHELD: Tag("Not disclosed", Tone.LATE),
}


def page_href(document: Document, name: str = "document", *more: object) -> str:
    """The address of a page about a document."""
    return reverse(f"staff:{name}", args=[document.person_id, document.pk, *more])


def size_words(size: int, pages: int | None = None) -> str:
    """1.2 MB, 12 pages."""
    words = f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{max(size / 1e3, 0.1):.1f} KB"
    return f"{words}, {plural(pages, 'page')}" if pages else words


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """The documents of a child, the newest first, and the case files made of them."""
    person = child_or_404(request, person_id, what="documents.open")
    rows = Document.objects.visible_to(request.user).filter(person=person)
    rows = list(rows.select_related("superseded_by").order_by("-received_on", "-pk"))
    standing = [row for row in rows if not (row.superseded_by_id or row.withdrawn_at)]
    gone = [row for row in rows if row.superseded_by_id or row.withdrawn_at]
    bundles = person.bundles.select_related("made_by").order_by("-made_at", "-pk")
    actions = (
        Link("Add documents", reverse("staff:document-add", args=[person.pk])),
        Link("Make the case file as one PDF", reverse("staff:bundle-make", args=[person.pk])),
    )
    return show_part(
        request,
        person,
        PART,
        "staff/documents/documents.html",
        heading="Documents",
        actions=actions if request.user.role in WRITERS else (),
        kept=_kept_words(person),
        table=_table(standing),
        gone=_gone_table(gone) if gone else None,
        bundles=_bundle_table(list(bundles)),
    )


def _kept_words(person: Person) -> str:
    until = keep_until(person, letterhead(), ended_on=end_of_case(person))
    if until is None:
        return "Documents are kept while a case goes on."
    return f"Documents are kept until {day(until)}."


def _table(rows: list[Document]) -> TableView:
    columns = ("Document", "From", "Dated", "Received", "Who may be given it", "Size")
    cells = [
        (
            _title(row),
            row.source or "Not given",
            row.dated or "Not given",
            row.received_on,
            _TAGS[Confidentiality(row.confidentiality)],
            size_words(row.size, row.pages),
        )
        for row in rows
    ]
    return TableView.of("Documents", columns, cells, empty="No document has been added yet.")


def _title(row: Document) -> Cell:
    kind = FileType.of(row.media_type).words
    return Cell(row.title, href=page_href(row), detail=f"{row.get_kind_display()}, {kind}")


def _gone_table(rows: list[Document]) -> TableView:
    cells = [
        (
            _title(row),
            f"Withdrawn: {row.withdrawn_because}"
            if row.withdrawn_at
            else f"Replaced by {row.superseded_by.title}",
            row.received_on,
        )
        for row in rows
    ]
    return TableView.of("Replaced or withdrawn", ("Document", "Why", "Received"), cells)


def _bundle_table(rows: list[Bundle]) -> TableView:
    cells = [
        (
            Cell(
                row.get_purpose_display(),
                href=reverse("staff:bundle", args=[row.person_id, row.pk]),
            ),
            f"{timezone.localtime(row.made_at):%-d %b %Y, %H:%M}",
            row.made_by.name,
            size_words(row.size, row.pages),
        )
        for row in rows
    ]
    columns = ("For", "Made", "By", "Size")
    return TableView.of("Case files", columns, cells, empty="No case file has been made yet.")


def find_document(request: HttpRequest, person_id: int, document_id: int, *, what: str) -> Document:
    """The document, where the user may see it; the look at it is recorded."""
    rows = Document.objects.visible_to(request.user).select_related(
        "person", "superseded_by", "uploaded_by", "withdrawn_by"
    )
    document = rows.filter(pk=document_id, person=person_id).first()
    if document is None:
        raise Http404
    person = document.person
    record_look(person, what=what, by=request.user, at=now(), document=document.pk)
    return document


def current_copy(document: Document) -> RedactedCopy | None:
    """The redacted copy that goes with the marks that stand; None where nothing is hidden."""
    return document.redacted_copies.order_by("-pk").first() if standing_marks(document) else None


def way(document: Document) -> tuple[Link, ...]:
    """From the list to the document."""
    back = reverse(PART, args=[document.person_id])
    here = Link(document.title, page_href(document))
    return crumbs(document.person, Link("Documents", back), here)


@for_roles(*WHOLE)
@require_safe
def one(request: HttpRequest, person_id: int, document_id: int) -> HttpResponse:
    """What is known of a document, and what can be done with it."""
    document = find_document(request, person_id, document_id, what="document.open")
    return show_part(
        request,
        document.person,
        PART,
        "staff/documents/document.html",
        heading=document.title,
        actions=_actions(document, writes=request.user.role in WRITERS),
        facts=_facts(document),
        crumbs=way(document)[:-1],
    )


def _actions(document: Document, *, writes: bool) -> tuple[Link, ...]:
    links = [Link("Download", page_href(document, "document-file"))]
    if current_copy(document):
        links.append(Link("Download the redacted copy", page_href(document, "document-redacted")))
    if writes and document.withdrawn_at is None:
        links += [
            Link("Correct what is said of it", page_href(document, "document-edit")),
            Link("Hide parts of it", page_href(document, "document-redact")),
            Link("Withdraw", page_href(document, "document-withdraw")),
        ]
    return tuple(links)


def _facts(document: Document) -> tuple[SummaryRow, ...]:
    added = f"{timezone.localtime(document.uploaded_at):%-d %B %Y, %H:%M}"
    facts = [
        SummaryRow.of("Kind", document.get_kind_display()),
        SummaryRow.of("From", document.source or "Not given"),
        SummaryRow.of("Dated", document.dated or "Not given"),
        SummaryRow.of("Received", document.received_on),
        SummaryRow.of("Who may be given it", document.get_confidentiality_display()),
        SummaryRow.of(
            "File",
            Cell(
                FileType.of(document.media_type).words,
                detail=f"{document.file_name}, {size_words(document.size, document.pages)}",
            ),
        ),
        SummaryRow.of("Added", f"{added} by {document.uploaded_by.name}"),
        SummaryRow.of("Hidden in it", plural(len(standing_marks(document)), "mark")),
    ]
    if document.withheld_because:
        facts.insert(5, SummaryRow.of("Why it is not to be disclosed", document.withheld_because))
    if document.superseded_by:
        newer = document.superseded_by
        facts.append(SummaryRow.of("Replaced by", Link(newer.title, page_href(newer))))
    if document.withdrawn_at:
        gone = f"{timezone.localtime(document.withdrawn_at):%-d %B %Y}"
        words = f"{gone} by {document.withdrawn_by.name}: {document.withdrawn_because}"
        facts.append(SummaryRow.of("Withdrawn", words))
    return tuple(facts)


@for_roles(*READERS)
@require_safe
def download(request: HttpRequest, person_id: int, document_id: int) -> HttpResponseBase:
    """The file as it came."""
    document = find_document(request, person_id, document_id, what="document.download")
    ending = document.file_name.rpartition(".")[2].lower()
    name = f"document-{document.pk}.{ending}"
    return kept_file(document.digest, name=name, media_type=document.media_type)


@for_roles(*WHOLE)
@require_safe
def download_redacted(request: HttpRequest, person_id: int, document_id: int) -> HttpResponseBase:
    """The copy without what is hidden."""
    document = find_document(request, person_id, document_id, what="document.download_redacted")
    copy = current_copy(document)
    if copy is None:
        raise Http404
    name = f"document-{document.pk}-redacted.pdf"
    return kept_file(copy.digest, name=name, media_type=PDF)


class EditForm(DescriptionForm, VersionForm, forms.Form):
    """What is said of a document, and the newer one that replaces it."""

    superseded_by = forms.ChoiceField(label="Replaced by", required=False)

    def __init__(self, *args: Any, row: Document, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        others = Document.objects.standing().filter(person=row.person_id).exclude(pk=row.pk)
        choices = [(str(other.pk), other.title) for other in others.order_by("title")]
        self.fields["superseded_by"].choices = [("", "No newer document"), *choices]

    def clean_superseded_by(self) -> Document | None:
        key = self.cleaned_data["superseded_by"]
        return Document.objects.get(pk=key) if key else None


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, person_id: int, document_id: int) -> HttpResponse:
    """Correct what is said of a document."""
    document = find_document(request, person_id, document_id, what="document.edit")
    form = EditForm(request.POST or None, row=document)

    def act(given: dict[str, Any]) -> None:
        describe_document(
            document,
            form.about(given),
            version=given["version"],
            superseded_by=given["superseded_by"],
            **how(request),
        )

    return ask_about(
        request,
        document.person,
        PART,
        form,
        act,
        title="Correct what is said of a document",
        said=f"{document.title} was corrected",
        back=page_href(document),
        crumbs=way(document),
    )


class WithdrawForm(GovForm, forms.Form):
    """Why a document goes out of use."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=400,
        help_text="Such as: it is about another child. The file and this reason stay in the record.",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, person_id: int, document_id: int) -> HttpResponse:
    """Take a document out of use."""
    document = find_document(request, person_id, document_id, what="document.withdraw")
    return ask_about(
        request,
        document.person,
        PART,
        WithdrawForm(request.POST or None),
        lambda given: withdraw_document(document, **given, **how(request)),
        title=f"Withdraw {document.title}",
        said=f"{document.title} was withdrawn",
        button="Withdraw",
        back=page_href(document),
        crumbs=way(document),
    )
