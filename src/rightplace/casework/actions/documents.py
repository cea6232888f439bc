"""Documents about a child: added, described, withdrawn; never deleted."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from rightplace.casework import vault
from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import ActionRefused, refuse_unless
from rightplace.casework.filetypes import NotTaken, recognise, safe_name
from rightplace.casework.models import Document, Person, Plan, Request, User


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a document: `dated` is its own date, `source` from whom it came."""

    title: str
    kind: str
    received_on: date
    confidentiality: str
    dated: date | None = None
    source: str = ""
    withheld_because: str = ""


def _refuse_undue(about: About, today: date) -> None:
    refuse_unless(bool(about.title.strip()), "Give the document a title.")
    latest = max(about.received_on, about.dated or about.received_on)
    refuse_unless(latest <= today, f"{latest} is after today. Give the real date.")


def add_document(
    path: Path,
    about: About,
    *,
    person: Person,
    file_name: str,
    request: Request | None = None,
    plan: Plan | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Document:
    """Keep the file at `path`, which came under `file_name`, as a document about a child."""
    _refuse_undue(about, at.date())
    try:
        found = recognise(path, file_name)
    except NotTaken as reason:
        raise ActionRefused(str(reason)) from reason
    with ledger.entry("document.add", by=by, at=at, person=person, title=about.title) as entry:
        entry.lock(person)
        digest = vault.keep_chunks(vault.chunks_of(path))
        same = Document.objects.standing().filter(person=person, digest=digest).first()
        if same is not None:
            raise ActionRefused(
                f"The same file is in this record already, as “{same.title}”. It was not added again."
            )
        return entry.add(
            Document(
                **asdict(about),
                person=person,
                request=request,
                plan=plan,
                digest=digest,
                size=path.stat().st_size,
                media_type=found.type.media_type,
                pages=found.pages,
                file_name=safe_name(file_name, found.type),
                uploaded_at=at,
                uploaded_by=by,
            )
        )


def describe_document(
    document: Document,
    about: About,
    *,
    version: int,
    superseded_by: Document | None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Correct what is said of a document, who may be given it, and which newer one replaces it."""
    _refuse_undue(about, at.date())
    with ledger.entry(
        "document.describe", by=by, at=at, person=document.person, document=document.pk
    ) as entry:
        refuse_unless(document.withdrawn_at is None, "The document was withdrawn.")
        refuse_unless(
            superseded_by is None or superseded_by.person_id == document.person_id,
            "The newer document is of another child. Choose one of this record.",
        )
        refuse_unless(
            document not in _chain(superseded_by),
            "The newer document is itself replaced by this one. Choose another.",
        )
        entry.edit(document, version=version, **asdict(about), superseded_by=superseded_by)


def _chain(document: Document | None) -> list[Document]:
    """A document, the one that replaces it, and so on."""
    found: list[Document] = []
    while document is not None:
        found.append(document)
        document = document.superseded_by
    return found


def withdraw_document(
    document: Document, *, reason: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Take a document out of use. Its content and the reason stay in the record."""
    with ledger.entry(
        "document.withdraw", by=by, at=at, person=document.person, document=document.pk
    ) as entry:
        entry.lock(document)
        refuse_unless(bool(reason.strip()), "Say why the document is withdrawn.")
        refuse_unless(document.withdrawn_at is None, "The document was withdrawn already.")
        entry.change(document, withdrawn_at=at, withdrawn_by=by, withdrawn_because=reason.strip())
