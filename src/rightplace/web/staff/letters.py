"""From a letter as data to the copies that an action sends and keeps."""

from collections.abc import Sequence
from io import BytesIO

from django.conf import settings
from django.http import HttpResponse
from pypdf import PdfWriter

from rightplace.casework.actions.letters import Copy
from rightplace.casework.models import Person, User
from rightplace.papers import letters
from rightplace.papers.letters import Letter, Services


def copy_of(letter: Letter) -> Copy:
    """Both files of a letter, ready for `casework.actions.letters.Sending`."""
    return Copy(
        kind=letter.kind,
        subject=letter.subject,
        recipient=letter.to[0],
        dated=letter.dated,
        last_day=letter.last_day,
        content=letter.as_data(),
        pdf=letters.pdf(letter, fonts=settings.FONTS),
        word=letters.word(letter),
    )


def preview(*sent: Letter) -> HttpResponse:
    """The letters as they would be sent, one after the other, to be read in the browser; nothing is kept."""
    files = [letters.pdf(letter, fonts=settings.FONTS) for letter in sent]
    return HttpResponse(
        files[0] if len(files) == 1 else _joined(files),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="preview.pdf"'},
    )


def _joined(files: Sequence[bytes]) -> bytes:
    joined, buffer = PdfWriter(), BytesIO()
    for file in files:
        joined.append(BytesIO(file))
    joined.write(buffer)
    return buffer.getvalue()


def to_family(person: Person) -> tuple[str, ...]:
    """The lines of the address of a child's family."""
    return (f"The parent or carer of {person}", *filter(None, [person.postcode]))


def reference_of(person: Person) -> str:
    """Our reference on a letter: it names nobody."""
    return f"RP-{person.pk:06d}"


def signature(user: User) -> tuple[str, ...]:
    """Who signs: name, role, team."""
    team = [user.team.name] if user.team else []
    return (user.name, user.get_role_display(), *team)


def services() -> Services:
    """The authority's services for families, as letters name them."""
    return Services()
