"""The acknowledgement in both files: everything that it must say is there."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from rightplace.papers.letters import Letter, Service, Services, pdf, word
from rightplace.papers.letters.intake import Reader, Received, acknowledgement

RECEIVED = Received(
    child="Zoë O'Dell",
    asked_by="a school or other education setting",
    received_on=date(2024, 1, 1),
    how="by e-mail",
    decide_by=date(2024, 2, 12),
    plan_by=date(2024, 5, 20),
    officer="Ada Officer",
    officer_contact="ada@example.org",
    dated=date(2024, 1, 3),
    reference="RP-000007",
    council="Marlshire County Council",
    signed_by=("Ada Officer", "Case officer", "North team"),
    services=Services(advice=Service("Marlshire SENDIASS", "01632 960001")),
)
SCHOOL = Reader(("Mx Larkin", "senco@example.org"), family=False, asked=True)
MOTHER = Reader(("Aoife O'Dell", "1 Mill Lane", "ZZ5 1AB"), family=True, asked=False)
PARENT = replace(MOTHER, asked=True)
YOUNG = Reader(("Zoë O'Dell",), family=True, asked=True, young_person=True)


def texts(letter: Letter, tmp_path: Path) -> list[str]:
    """The words of each file, without the breaks of lines."""
    reader = PdfReader(BytesIO(pdf(letter, fonts=tmp_path / "none")))
    document = Document(BytesIO(word(letter)))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    paragraphs = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return [" ".join(text.split()) for text in (pages, paragraphs)]


_ALL = (
    "3 January 2024",
    "RP-000007",
    "Marlshire County Council",
    "Monday 1 January 2024, by e-mail",
    "by Monday 12 February 2024",
    "by Monday 20 May 2024",
    "Your contact is Ada Officer, ada@example.org",
    "Marlshire SENDIASS: 01632 960001",
    "disagreement resolution service",
    "Local Offer",
)


@pytest.mark.parametrize(
    ("reader", "kind", "says", "silent"),
    [
        (
            SCHOOL,
            "request.acknowledged",
            (
                "Dear Mx Larkin",
                "Thank you for your request",
                "needs of Zoë O'Dell",
                "tell the family",
            ),
            ("right to tell us what you think", "made by"),
        ),
        (
            MOTHER,
            "request.family_told",
            (
                "1 Mill Lane",
                "It was made by a school or other education setting",
                "You have the right to tell us what you think before we decide",
                "views about your child",
                "interpreter",
            ),
            ("Thank you for your request",),
        ),
        (
            PARENT,
            "request.acknowledged",
            ("Thank you for your request", "needs of Zoë O'Dell", "views about your child"),
            ("It was made by",),
        ),
        (
            YOUNG,
            "request.acknowledged",
            ("Thank you for your request", "health and care needs of you", "views about you"),
            ("your child",),
        ),
    ],
)
def test_both_files_say_what_each_reader_must_be_told(
    tmp_path: Path, reader: Reader, kind: str, says: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    letter = acknowledgement(RECEIVED, reader)
    assert letter.kind == kind
    for text in texts(letter, tmp_path):
        assert [words for words in (*_ALL, *says) if words not in text] == []
        assert [words for words in silent if words in text] == []


def test_an_officer_without_an_address_is_named_alone(tmp_path: Path) -> None:
    letter = acknowledgement(replace(RECEIVED, officer_contact=""), SCHOOL)
    for text in texts(letter, tmp_path):
        assert "Your contact is Ada Officer. Please give our reference." in text
