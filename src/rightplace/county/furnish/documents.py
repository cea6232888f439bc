"""The letterhead, the services, and letters and documents of some cases, one with parts hidden."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from docx import Document as WordFile

from rightplace.casework import vault
from rightplace.casework.actions.authority import change_letterhead, change_service
from rightplace.casework.actions.bundles import keep_bundle
from rightplace.casework.actions.documents import About, add_document
from rightplace.casework.actions.letters import Copy, send_letter
from rightplace.casework.actions.redactions import Hidden, Redacted, hide
from rightplace.casework.authority import family_services, letterhead
from rightplace.casework.models import Document, Person, Plan, Request, User
from rightplace.county.furnish.desk import Desk
from rightplace.papers import letters
from rightplace.papers.bundle import Cover, Item, Paged, build
from rightplace.papers.documents.phrases import Phrase
from rightplace.papers.documents.pictures import pictures
from rightplace.papers.documents.redact import Source, redacted
from rightplace.papers.documents.sheets import Sheet, sheets_pdf
from rightplace.papers.letters import Bullets, Grid, Heading, Letter, Service, Services, Text
from rightplace.papers.letters.own import WORDINGS, own_blocks

_ADDRESS = "SEND Statutory Service\nCounty Hall, Quay Street\nMarlshire MR1 1AA"
_SERVICES = {
    "advice": (
        "Marlshire SENDIASS",
        "01632 960 101, advice@sendiass.example",
        "Monday to Friday, 9am to 4pm",
    ),
    "mediation": ("Common Ground Mediation", "01632 960 102, send@commonground.example", ""),
    "disagreement": ("Common Ground Mediation", "01632 960 103", "Monday to Friday, 9am to 5pm"),
    "local_offer": ("Marlshire Local Offer", "www.marlshire.example/local-offer", ""),
    "complaints": ("Marlshire complaints team", "01632 960 104", "Monday to Friday, 9am to 5pm"),
}
_NEIGHBOUR = "Mrs Delphine Harcastle"


def furnish(desk: Desk) -> None:
    """Fill the office; a record that is locked, and one of another team, have something too."""
    _set_up(desk)
    own = [*desk.requests[:3], *desk.plans[:2]]
    elsewhere = list(_elsewhere(desk))
    cases = {case.person_id: case for case in (*own, *elsewhere)}  # one case of each child
    for number, case in enumerate(cases.values()):
        documents = list(_file(desk, case, case.officer))
        _send(desk, case, case.officer)
        if number == 0 or case in elsewhere:
            _hide_and_bundle(desk, documents, case.officer)


def _elsewhere(desk: Desk) -> Iterator[Request | Plan]:
    """A locked record, and one of another team."""
    plans = Plan.objects.live().select_related("person", "officer")
    locked = plans.filter(person__lock__isnull=False).first()
    other = plans.filter(person__lock=None).exclude(team=desk.manager.team).first()
    yield from filter(None, (locked, other))


def _set_up(desk: Desk) -> None:
    how = desk.how(desk.user("administrator"))
    head = letterhead()
    change_letterhead(
        version=head.version,
        council=head.council,
        address=_ADDRESS,
        telephone="01632 960 100",
        signature="SEND Statutory Service",
        keep_years_from_birth=head.keep_years_from_birth,
        keep_years_from_end=head.keep_years_from_end,
        **how,
    )
    for key, (name, contact, hours) in _SERVICES.items():
        version = family_services()[key].version
        change_service(key, version=version, name=name, contact=contact, hours=hours, **how)


def _services() -> Services:
    rows = family_services().items()
    return Services(**{key: Service(row.name, row.contact, row.hours) for key, row in rows})


def _send(desk: Desk, case: Request | Plan, by: User) -> None:
    """A holding reply to the family."""
    person, wording = case.person, WORDINGS["holding"]
    letter = Letter(
        kind=wording.kind,
        subject=wording.subject.format(child=person),
        to=(f"The parent or carer of {person}", *filter(None, [person.postcode])),
        greeting="Dear parent or carer",
        dated=desk.day,
        reference=f"RP-{person.pk:06d}",
        council=letterhead().council,
        letterhead=tuple(_ADDRESS.splitlines()),
        signed_by=(by.name, by.get_role_display()),
        blocks=own_blocks(
            wording,
            text=wording.text.format(child=person),
            day=desk.day + timedelta(days=10),
            reason="",
            services=_services(),
        ),
    )
    copy = Copy(
        kind=letter.kind,
        subject=letter.subject,
        recipient=letter.to[0],
        dated=letter.dated,
        content=letter.as_data(),
        pdf=letters.pdf(letter, fonts=settings.FONTS),
        word=letters.word(letter),
    )
    send_letter(copy, person=person, **desk.how(by))


@dataclass(frozen=True)
class _Paper:
    """A document as it came."""

    title: str
    kind: str
    source: str
    ending: str
    content: Callable[[Person], bytes]
    confidentiality: str = "family"
    withheld_because: str = ""


def _file(desk: Desk, case: Request | Plan, by: User) -> Iterator[Document]:
    """What a family, a school and a social worker sent."""
    came = max(_began(case), desk.day - timedelta(days=21))
    for paper in _PAPERS:
        with tempfile.NamedTemporaryFile() as file:
            file.write(paper.content(case.person))
            file.flush()
            about = About(
                title=paper.title,
                kind=paper.kind,
                received_on=came,
                confidentiality=paper.confidentiality,
                source=paper.source,
                withheld_because=paper.withheld_because,
            )
            yield add_document(
                Path(file.name),
                about,
                person=case.person,
                file_name=f"{paper.title}.{paper.ending}",
                **desk.how(by),
            )


def _began(case: Request | Plan) -> date:
    return case.received_on if isinstance(case, Request) else case.held_from


def _hide_and_bundle(desk: Desk, documents: Sequence[Document], by: User) -> None:
    """A neighbour's name is taken out of the notes of a visit, and a case file made."""
    notes = next(each for each in documents if each.kind == "social_care")
    hidden = Hidden("third_party", phrase=_NEIGHBOUR)
    hide(notes, hidden, make=_without_neighbour, **desk.how(by))
    person = notes.person
    council = letterhead().council
    cover = Cover(f"Case file of {person}", (("Purpose", "Internal use"),), "", council)
    pdfs = [each for each in documents if each.media_type == "application/pdf"]
    items = [
        Item("Documents", each.title, Paged(vault.proved(each.digest)), each.received_on)
        for each in pdfs
    ]
    built = build(cover, items, fonts=settings.FONTS)
    contents = [entry.as_data() for entry in built.entries]
    keep_bundle(
        built.content,
        person=person,
        purpose="internal",
        pages=built.pages,
        contents=contents,
        **desk.how(by),
    )


def _without_neighbour(document: Document, marks: Iterable[Hidden]) -> Redacted:
    copy = redacted(
        Source(vault.proved(document.digest), document.media_type, document.title),
        phrases=[Phrase(mark.phrase, "Third party") for mark in marks],
        pages=(),
        council=letterhead().council,
        fonts=settings.FONTS,
    )
    return Redacted(copy.content, copy.pages)


def _pdf(person: Person, title: str, *blocks: Any) -> bytes:
    sheet = Sheet(heading=title, blocks=(Text(f"About {person}"), *blocks))
    return sheets_pdf([sheet], title=title, council="", fonts=settings.FONTS)


def _school_report(person: Person) -> bytes:
    return _pdf(
        person,
        "Report of the school",
        Heading("What we have tried"),
        Bullets(("A daily reading group of four", "A quiet place for the start of each day")),
        Heading("What has changed"),
        Grid(
            ("Subject", "September", "January"),
            (("Reading age", "6 years 2 months", "6 years 5 months"), ("Attendance", "88%", "91%")),
        ),
    )


def _visit(person: Person) -> bytes:
    return _pdf(
        person,
        "Notes of a home visit",
        Text("The family asked for help with the morning. Meals and sleep were talked through."),
        Text(f"A neighbour, {_NEIGHBOUR}, spoke to us at the door about her own children."),
        Text("We agreed a plan for getting ready, with pictures for each step."),
    )


def _views(person: Person) -> bytes:
    document = WordFile()
    document.add_heading("What we would like you to know", level=1)
    document.add_paragraph(
        f"{person.forename} is kind and funny, and loves trains and drawing maps."
    )
    for wish in ("More time to answer", "The same adult each morning", "Help to make a friend"):
        document.add_paragraph(wish, style="List Bullet")
    document.core_properties.author = ""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _drawing(person: Person) -> bytes:
    with tempfile.NamedTemporaryFile() as file:
        file.write(_pdf(person, "My map of the railway"))
        file.flush()
        return pictures(Path(file.name), "application/pdf", [1], sharpness=40)[0]


_PAPERS = (
    _Paper("School report", "school", "The school's SENCO", "pdf", _school_report),
    _Paper("Family's views", "family", "The family", "docx", _views),
    _Paper("Drawing", "photo", "The family", "png", _drawing),
    _Paper(
        "Notes of a home visit",
        "social_care",
        "Family support worker",
        "pdf",
        _visit,
        confidentiality="third_party",
    ),
)
