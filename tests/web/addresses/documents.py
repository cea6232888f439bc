"""Letters, documents and bundles."""

from collections.abc import Callable

from rightplace.casework.models import Bundle, Document, Letter, RedactionMark
from tests.web.addresses.base import (
    ADMINISTRATOR,
    ADVISERS,
    CASEWORK,
    WHOLE,
    About,
    Arguments,
    Page,
    child,
    child_and_key,
    fixed,
    of,
    of_child,
    then,
)

_LETTER = of_child(Letter.objects.all(), give=child_and_key)
_HIDDEN_IN = Document.objects.standing().exclude(redacted_copies=None)


def _mark(row: Document) -> Arguments:
    """The child, the document, and something that is hidden in it."""
    return [*child_and_key(row), RedactionMark.objects.filter(document=row).earliest("pk").pk]


def _document(give: Callable[[Document], Arguments]) -> About:
    """A document that stands, with something hidden in it."""
    return of(_HIDDEN_IN, Document.objects.visible_to, give=give)


PAGES = {
    "staff:letters-sent": Page(CASEWORK),
    "staff:authority": Page({ADMINISTRATOR}),
    "staff:letterhead-change": Page({ADMINISTRATOR}),
    "staff:designated-officers": Page({ADMINISTRATOR}),
    "staff:service-change": Page({ADMINISTRATOR}, about="service"),
    "staff:letters": Page(WHOLE, about="person"),
    "staff:letter-start": Page(CASEWORK, about="person"),
    "staff:letter-write": Page(CASEWORK, about="wording"),
    "staff:letter": Page(WHOLE, about="letter"),
    "staff:letter-again": Page(CASEWORK, about="letter"),
    "staff:letter-file": Page(WHOLE, about="letter file"),
    "staff:documents": Page(WHOLE, about="person"),
    "staff:document-add": Page(CASEWORK, about="person"),
    "staff:document": Page(WHOLE, about="document"),
    "staff:document-file": Page({*WHOLE, *ADVISERS}, about="document"),
    "staff:document-redacted": Page(WHOLE, about="document"),
    "staff:document-edit": Page(CASEWORK, about="document"),
    "staff:document-withdraw": Page(CASEWORK, about="document"),
    "staff:document-redact": Page(CASEWORK, about="document"),
    "staff:document-page": Page(CASEWORK, about="document page"),
    "staff:mark-lift": Page(CASEWORK, about="mark"),
    "staff:bundle-make": Page(CASEWORK, about="person"),
    "staff:bundle": Page(WHOLE, about="bundle"),
    "staff:bundle-file": Page(WHOLE, about="bundle"),
}
ABOUT: dict[str, About] = {
    "service": fixed("advice", "no-such-service"),
    "wording": then(child, "holding"),
    "letter": _LETTER,
    "letter file": then(_LETTER, "pdf"),
    "document": _document(child_and_key),
    "document page": then(_document(child_and_key), 1),
    "mark": _document(_mark),
    "bundle": of_child(Bundle.objects.all(), give=child_and_key),
}
