"""The letters of a consultation hold what the Code asks for, in both files and in the same words."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from docx import Document
from pypdf import PdfReader

from rightplace.papers import letters
from rightplace.papers.letters import Letter, Services
from rightplace.papers.letters.consultations import Asking, Head, chaser, to_family, to_setting

HEAD = Head(
    date(2024, 5, 13), "RP-000001", "Marlshire County Council", ("Ada Officer", "Case officer")
)
ASKING = Asking(
    setting="Alder School",
    child="Zoë O'Dell",
    born=date(2016, 2, 29),
    phase="Year 4",
    purpose="which is being written",
    needs="Autistic spectrum disorder\n\nSpeech, language and communication needs",
    provision="A small class",
    wanted_from=date(2024, 9, 2),
    allowance="15 calendar days",
    last_day=date(2024, 5, 28),
    preferred=True,
)
FAMILY = {
    "child": "Zoë O'Dell", "to": ("The parent or carer of Zoë O'Dell", "MA1 1AA"),
    "last_day": date(2024, 5, 28), "services": Services(), "head": HEAD,
}  # fmt: skip


def pdf_text(letter: Letter) -> str:
    reader = PdfReader(BytesIO(letters.pdf(letter, fonts=settings.FONTS)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def word_text(letter: Letter) -> str:
    document = Document(BytesIO(letters.word(letter)))
    return " ".join(" ".join(paragraph.text for paragraph in document.paragraphs).split())


def squeezed(text: str) -> str:
    """Without spaces and hyphens, which a line break may have changed."""
    return "".join(text.split()).replace("-", "").replace("\xad", "")


@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_a_setting_is_told_what_is_needed_what_is_asked_and_until_when(read: object) -> None:
    text = squeezed(read(to_setting(ASKING, HEAD)))  # type: ignore[operator]
    for wanted in (
        "Consultation about a place for Zoë O'Dell",
        "We are considering naming Alder School in the education, health and care plan of Zoë O'Dell",
        "The family has asked for your setting.",
        "sections 38 to 41 of the Children and Families Act 2014",
        "Date of birth: 29 February 2016",
        "Phase: Year 4",
        "Place wanted from: 2 September 2024",
        "Autistic spectrum disorder",
        "Speech, language and communication needs",
        "A small class",
        "Can you meet the needs described",
        "How many places do you have",
        "What would you charge or need for a year",
        "unsuitable for the age, ability, aptitude or special educational needs",
        "incompatible with the efficient education of others",
        "incompatible with the efficient use of resources",
        "To be full is not a ground by itself.",
        "within 15 calendar days of this letter: by Tuesday 28 May 2024",
        "If we have no reply by then, we may decide without it.",
        "RP-000001",
        "Ada Officer",
    ):
        assert squeezed(wanted) in text


def test_a_setting_that_the_family_did_not_ask_for_is_not_told_that_it_did() -> None:
    text = word_text(to_setting(replace(ASKING, preferred=False), HEAD))
    assert "The family has asked" not in text


@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_a_family_is_told_who_was_asked_and_until_when(read: object) -> None:
    letter = to_family(settings=[("Alder School", True), ("Birch School", False)], **FAMILY)
    text = squeezed(read(letter))  # type: ignore[operator]
    for wanted in (
        "Alder School (you asked for this one)",
        "Birch School",
        "They have until Tuesday 28 May 2024 to reply. We will tell you what they answer.",
        "No setting is named until the final plan is issued.",
        "SEND Information, Advice and Support Service",
    ):
        assert squeezed(wanted) in text
    assert letter.to == ("The parent or carer of Zoë O'Dell", "MA1 1AA")


def test_a_family_without_a_preference_is_asked_for_one() -> None:
    text = word_text(to_family(settings=[("Birch School", False)], **FAMILY))
    assert "If there is a setting that you want us to name, tell us" in text


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 5, 28), "The time for your reply ends on Tuesday 28 May 2024."),
        (
            date(2024, 5, 29),
            "The time for your reply ended on Tuesday 28 May 2024. We may now decide",
        ),
    ],
)
@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_a_second_letter_says_whether_the_time_is_over(
    read: object, today: date, words: str
) -> None:
    letter = chaser(
        setting="Alder School", child="Zoë O'Dell", sent_on=date(2024, 5, 13),
        last_day=date(2024, 5, 28), today=today, head=HEAD,
    )  # fmt: skip
    text = squeezed(read(letter))  # type: ignore[operator]
    assert squeezed("We consulted you on Monday 13 May 2024 about a place for Zoë O'Dell") in text
    assert squeezed(words) in text
