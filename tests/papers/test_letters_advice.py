"""The letters to advisers, read back from both files."""

from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from docx import Document
from pypdf import PdfReader

from rightplace.papers import letters
from rightplace.papers.letters import Letter
from rightplace.papers.letters.advice import (
    Child,
    Envelope,
    Standing,
    escalation,
    reminder,
    request_for_advice,
)

CHILD = Child("Zoë O'Dell", date(2016, 2, 29), "UPN Z990100016001", "Larkfield Primary", "Speech.")
ENVELOPE = Envelope(
    ("Petra Villanueva", "Educational psychologist"),
    "RP-000007",
    "Marlshire County Council",
    ("Osian Fairbrother", "Case officer"),
    date(2024, 2, 1),
)
STANDING = Standing(
    adviser="Petra Villanueva",
    asked_on=date(2024, 1, 31),
    due_on=date(2024, 3, 13),
    days_late=5,
    chased=(date(2024, 3, 1), date(2024, 3, 8)),
    expected_on=date(2024, 3, 25),
    plan_due_on=date(2024, 5, 20),
)


def read(letter: Letter) -> tuple[str, str]:
    """The words of both files, on one line each."""
    pdf = PdfReader(BytesIO(letters.pdf(letter, fonts=settings.FONTS)))
    word = Document(BytesIO(letters.word(letter)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    texts = (" ".join(page.extract_text() for page in pdf.pages),
             " ".join([*(p.text for p in word.paragraphs), *cells]))  # fmt: skip
    return tuple(" ".join(text.split()) for text in texts)  # type: ignore[return-value]


def missing(letter: Letter, *elements: str) -> list[str]:
    return [each for text in read(letter) for each in elements if each not in text]


def test_the_request_says_what_is_asked_by_when_and_that_it_binds() -> None:
    letter = request_for_advice(
        CHILD,
        ENVELOPE,
        adviser="psychologist",
        asked_on=date(2024, 1, 31),
        due_on=date(2024, 3, 13),
    )
    assert (
        missing(
            letter,
            "Request for advice: Zoë O'Dell",
            "born 29 February 2016",
            "UPN Z990100016001",
            "regulation 6(1)",
            "by Wednesday 13 March 2024 at the latest",
            "Regulation 8(1) requires you",
            "received it, Wednesday 31 January 2024",
            "Regulation 8(2) excuses",
            "Speech.",
            "Larkfield Primary",
            "outcomes",
            "how often",
            "Petra Villanueva",
            "RP-000007",
            "Osian Fairbrother",
        )
        == []
    )


@pytest.mark.parametrize(
    ("adviser", "asks"),
    [
        ("health", "any health care provision reasonably required"),
        ("social_care", "Chronically Sick and Disabled Persons Act 1970"),
        ("setting", "what has been tried so far"),
        ("adulthood", "prepare for adulthood"),
        ("sensory", "access to learning"),
        ("family", "your views, wishes and feelings"),
    ],
)
def test_each_adviser_is_asked_for_what_is_theirs(adviser: str, asks: str) -> None:
    letter = request_for_advice(
        CHILD,
        ENVELOPE,
        adviser=adviser,
        asked_on=date(2024, 1, 31),
        due_on=date(2024, 3, 13),
    )
    text = " ".join(letter.words())
    assert asks in text
    assert ("Regulation 8(1) requires you" in text) == (adviser != "family")


def test_a_reminder_says_how_late_it_is_and_what_it_threatens() -> None:
    assert (
        missing(
            reminder(CHILD, ENVELOPE, STANDING),
            "On Wednesday 31 January 2024 we asked you",
            "due by Wednesday 13 March 2024 and is 5 days late",
            "Regulation 8(1)",
            "until Monday 20 May 2024 for the final plan",
        )
        == []
    )


def test_an_escalation_tells_the_lead_who_was_reminded_and_when() -> None:
    assert (
        missing(
            escalation(CHILD, ENVELOPE, STANDING),
            "Overdue advice about Zoë O'Dell",
            "has not come from your service",
            "1 March 2024, 8 March 2024",
            "25 March 2024",
            "reg 8(1)",
            "within 5 working days",
        )
        == []
    )
