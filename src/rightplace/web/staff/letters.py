"""From a letter as data to the copies that an action sends and keeps."""

from dataclasses import replace
from io import BytesIO

from django.conf import settings
from django.http import HttpResponse
from pypdf import PdfWriter

from rightplace.casework.actions.letters import Copy
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.authority import family_services, letterhead
from rightplace.casework.models import Carer, Person, Requester, User
from rightplace.casework.names import fold
from rightplace.papers import letters
from rightplace.papers.letters import Letter, Service, Services

Lines = tuple[str, ...]
"""A name and an address, a line each."""


def copy_of(letter: Letter) -> Copy:
    """Both files of a letter on the council's paper, ready for `casework.actions.letters.Sending`.

    Raises ActionRefused where a notice lacks what the law has it say.
    """
    lacking = letters.missing(letter)
    refuse_unless(
        not lacking, f"The letter cannot be sent: it does not give {', nor '.join(lacking)}."
    )
    letter = on_our_paper(letter)
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


def on_our_paper(letter: Letter) -> Letter:
    """The letter under the council's letterhead as it is today."""
    head = letterhead()
    telephone = (f"Telephone: {head.telephone}",) if head.telephone else ()
    return replace(
        letter,
        council=head.council,
        letterhead=(*_filled(head.address), *telephone),
        signed_by=(*letter.signed_by, *_filled(head.signature)),
    )


def _filled(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def preview(*made: Letter) -> HttpResponse:
    """The letters as they would be sent, to be read in the browser one after another; nothing is kept."""
    files = [letters.pdf(on_our_paper(letter), fonts=settings.FONTS) for letter in made]
    return HttpResponse(
        files[0] if len(files) == 1 else _joined(files),
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'inline; filename="preview.pdf"',
            "Cache-Control": "no-store, private",
        },
    )


def _joined(files: list[bytes]) -> bytes:
    writer, joined = PdfWriter(), BytesIO()
    for file in files:
        writer.append(BytesIO(file))
    writer.write(joined)
    return joined.getvalue()


def to_family(person: Person) -> tuple[str, ...]:
    """The lines of the address of a child's family: those with parental responsibility, where known."""
    return to_families(person)[0]


def to_families(person: Person) -> tuple[tuple[str, ...], ...]:
    """The address of each home of those with parental responsibility, at least one.

    Where nothing may be sent to their home they are named without an address: the letter is handed over.
    """
    carers = person.carers.filter(left_on=None, parental_responsibility=True).order_by("pk")
    closed = _closed_homes(person)
    homes: dict[Lines, list[str]] = {}
    for carer in carers:
        homes.setdefault(_unless(closed, _home(carer, person)), []).append(carer.name)
    if not homes:
        return ((f"The parent or carer of {person}", *_unless(closed, _lines(person))),)
    return tuple((" and ".join(names), *lines) for lines, names in homes.items())


def to_requester(requester: Requester, person: Person) -> Lines:
    """The lines of the address of one who asked; the e-mail address where there is no other."""
    lines = _unless(_closed_homes(person), _lines(requester))
    return (requester.name, *(lines or filter(None, [requester.email])))


def to_young_person(person: Person) -> Lines:
    """The lines of the address of a young person, whose rights are their own."""
    return (str(person), *_unless(_closed_homes(person), _lines(person)))


def _lines(of: Carer | Person | Requester) -> Lines:
    """The lines of an address."""
    return tuple(filter(None, [*of.address.splitlines(), of.postcode]))


def _home(carer: Carer, person: Person) -> Lines:
    """Where a carer lives; with the child, where no other address is known."""
    return _lines(carer) or _lines(person)


def _closed_homes(person: Person) -> frozenset[str]:
    """The addresses to which nothing may be sent, whoever lives there."""
    carers = person.carers.filter(left_on=None, do_not_write=True)
    return frozenset(fold(" ".join(_home(carer, person))) for carer in carers)


def _unless(closed: frozenset[str], lines: Lines) -> Lines:
    return () if fold(" ".join(lines)) in closed else lines


def reference_of(person: Person) -> str:
    """Our reference on a letter: it names nobody."""
    return person.reference


def signature(user: User) -> tuple[str, ...]:
    """Who signs: name, role, team."""
    team = [user.team.name] if user.team else []
    return (user.name, user.get_role_display(), *team)


def services() -> Services:
    """The authority's services for families, as letters name them today."""
    rows = family_services().items()
    return Services(**{key: Service(row.name, row.contact, row.hours) for key, row in rows})
