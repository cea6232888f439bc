"""From a letter as data to the copies that an action sends and keeps."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse

from rightplace.casework.actions.letters import Copy
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.authority import family_services, letterhead
from rightplace.casework.models import Person, User
from rightplace.papers import letters
from rightplace.papers.letters import Letter, Service, Services


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
        letterhead=(*_lines(head.address), *telephone),
        signed_by=(*letter.signed_by, *_lines(head.signature)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def preview(letter: Letter) -> HttpResponse:
    """The letter as it would be sent, to be read in the browser; nothing is kept."""
    return HttpResponse(
        letters.pdf(on_our_paper(letter), fonts=settings.FONTS),
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'inline; filename="preview.pdf"',
            "Cache-Control": "no-store, private",
        },
    )


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
    """The authority's services for families, as letters name them today."""
    rows = family_services().items()
    return Services(**{key: Service(row.name, row.contact, row.hours) for key, row in rows})
