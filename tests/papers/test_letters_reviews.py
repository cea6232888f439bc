"""Letters about reviews: every element that the law requires is in both files."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from rightplace.papers.letters import Letter, Service, Services, missing, pdf, reviews, word
from rightplace.papers.letters.reviews import Cover

FONTS = Path("no such folder")
SERVICES = Services(
    advice=Service("Marlshire SENDIASS", "01234 567890"),
    mediation=Service("Midlands Mediation", "01234 567891"),
    disagreement=Service("Midlands Resolution", "01234 567892"),
    local_offer=Service("Marlshire Local Offer", "marlshire.example"),
)
DAY, MET, LAST = date(2024, 2, 7), date(2024, 1, 10), date(2024, 4, 8)
APPEAL = (
    "First-tier Tribunal",
    "Monday 8 April 2024",
    "mediation certificate",
    "Midlands Mediation: 01234 567891",
    "Marlshire SENDIASS: 01234 567890",
    "Midlands Resolution: 01234 567892",
    "Marlshire Local Offer: marlshire.example",
)
HELP = APPEAL[4:]
EVIDENCE = ("The report of the meeting",)
CONSIDERED = ("The evidence that we considered", *EVIDENCE)
MEETING = "meeting of Wednesday 10 January 2024"


def cover(*to: str) -> Cover:
    return Cover(
        child="Zoë O'Dell",
        to=to or ("The parent or carer of Zoë O'Dell",),
        greeting="Dear parent or carer",
        dated=DAY,
        reference="RP-000001",
        council="Marlshire County Council",
        signed_by=("Ada Officer", "Case officer"),
    )


DECIDED = {"meeting_on": MET, "reasons": "Progress is good.", "services": SERVICES}
LETTERS: tuple[tuple[Callable[[], Letter], date | None, tuple[str, ...]], ...] = (
    (
        lambda: reviews.invitation(
            cover(), on=date(2024, 3, 5), time="10am", place="Larkfield School",
            invited=("Parent or young person", "Health care professional"), adulthood=True,
            services=SERVICES,
        ),
        None,
        ("Tuesday 5 March 2024, 10am", "Larkfield School", "Health care professional",
         "Employment", "Independent living", "Community", "Health:", "two weeks", *HELP),
    ),
    (
        lambda: reviews.maintain(cover(), evidence=EVIDENCE, last_day=LAST, **DECIDED),
        LAST,
        (MEETING, "to keep the plan as it is", "Progress is good.", *CONSIDERED, *APPEAL),
    ),
    (
        lambda: reviews.cease(cover(), evidence=EVIDENCE, last_day=LAST, **DECIDED),
        LAST,
        (MEETING, "to end the plan", "Progress is good.", "stays in force", *CONSIDERED, *APPEAL),
    ),
    (
        lambda: reviews.amend(
            cover(), changes="F: a quiet room\nB: hearing", enclosed=("Report of the EP",),
            views_by=date(2024, 2, 21), final_by=date(2024, 4, 3), **DECIDED,
        ),
        date(2024, 2, 21),
        (MEETING, "to amend the plan", "F: a quiet room", "B: hearing", "Report of the EP",
         "A copy of the plan as it is now", "Wednesday 21 February 2024", "Wednesday 3 April 2024",
         "a particular school", "a meeting with us", *HELP),
    ),
    (
        lambda: reviews.final(
            cover(), notice_on=DAY, changes="F: a quiet room", against=("We have named Birch.",),
            last_day=LAST, services=SERVICES,
        ),
        LAST,
        ("The setting that you asked for", "We have named Birch.", "final amended plan",
         "Wednesday 7 February 2024", "F: a quiet room", "Sections B, F and I",
         "You do not need a certificate if you appeal only about the school", *APPEAL),
    ),
    (
        lambda: reviews.not_amended(
            cover(), notice_on=DAY, reasons="The need was met.", last_day=LAST, services=SERVICES
        ),
        LAST,
        ("not to amend the plan", "Wednesday 7 February 2024", "The need was met.", *APPEAL),
    ),
    (
        lambda: reviews.phase_plan(
            cover(), named="Pellarwick College", moves_on=date(2024, 9, 1), last_day=LAST,
            services=SERVICES,
        ),
        LAST,
        ("From Sunday 1 September 2024 the plan names: Pellarwick College", *APPEAL),
    ),
    (
        lambda: reviews.chaser(
            cover("The head, Larkfield School"), meeting_on=MET, due_on=date(2024, 1, 24),
            before=2, to_head=True,
        ),
        None,
        (MEETING, "Wednesday 24 January 2024", "14 days late", "2 times before", "as head",
         "five working days"),
    ),
    (
        lambda: reviews.early_answer(
            cover(), granted=False, reason="It is due in March.", due_on=date(2024, 3, 9),
            services=SERVICES,
        ),
        None,
        ("We will not review the plan before", "Saturday 9 March 2024", "It is due in March.", *HELP),
    ),
)  # fmt: skip


def in_pdf(letter: Letter) -> str:
    pages = PdfReader(BytesIO(pdf(letter, fonts=FONTS))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def in_word(letter: Letter) -> str:
    return " ".join(p.text for p in Document(BytesIO(word(letter))).paragraphs)


@pytest.mark.parametrize(("make", "last", "required"), LETTERS)
def test_both_files_say_all_that_is_required(
    make: Callable[[], Letter], last: date | None, required: tuple[str, ...]
) -> None:
    letter = make()
    assert (letter.last_day, missing(letter)) == (last, [])
    for text in (in_pdf(letter), in_word(letter)):
        wanted = ("Zoë O'Dell", "RP-000001", "7 February 2024", "Ada Officer", *required)
        assert [words for words in wanted if words not in text] == []
