"""What must not be read in a document: marks, and the copy that is made anew with each of them."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from rightplace.casework import vault
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Document, RedactedCopy, RedactionMark, User


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a mark hides: a phrase wherever it stands; or a page, or an area of it in percent."""

    reason: str
    phrase: str = ""
    page: int | None = None
    left: int | None = None
    top: int | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted copy, as a PDF."""

    content: bytes
    pages: int


Make = Callable[[Document, Sequence[Hidden]], Redacted]
"""Makes the copy of a document without what is hidden; raises ActionRefused where it cannot."""


def standing_marks(document: Document) -> list[Hidden]:
    """What the marks of a document hide now."""
    rows = document.marks.filter(lifted_at=None).order_by("pk")
    return [Hidden(**fields) for fields in rows.values(*Hidden.__slots__)]


def hide(
    document: Document,
    hidden: Hidden,
    *,
    make: Make,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> RedactionMark:
    """Mark something to be hidden, and make the redacted copy anew with it."""
    with ledger.entry(
        "document.redact", by=by, at=at, person=document.person, document=document.pk
    ) as entry:
        entry.lock(document)
        refuse_unless(document.withdrawn_at is None, "The document was withdrawn.")
        refuse_unless(hidden not in standing_marks(document), "This is hidden already.")
        mark = entry.add(RedactionMark(document=document, **asdict(hidden), made_at=at, made_by=by))
        _make_copy(entry, document, make, by, at)
        return mark


def lift(
    mark: RedactionMark, *, make: Make, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Lift a mark, and make the redacted copy anew with those that are left."""
    document = mark.document
    with ledger.entry(
        "document.unredact", by=by, at=at, person=document.person, document=document.pk
    ) as entry:
        entry.lock(document, mark)
        refuse_unless(mark.lifted_at is None, "The mark was lifted already.")
        entry.change(mark, lifted_at=at, lifted_by=by)
        _make_copy(entry, document, make, by, at)


def _make_copy(entry: Entry, document: Document, make: Make, by: User, at: datetime) -> None:
    marks = standing_marks(document)
    if not marks:
        return
    copy = make(document, marks)
    entry.add(
        RedactedCopy(
            document=document,
            digest=vault.keep(copy.content),
            size=len(copy.content),
            pages=copy.pages,
            marks=[asdict(mark) for mark in marks],
            made_at=at,
            made_by=by,
        )
    )
