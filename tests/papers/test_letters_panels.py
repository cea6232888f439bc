"""The letters of decisions and the minutes of a panel: both files hold every required element."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from rightplace.papers import letters
from rightplace.papers.letters import Letter, Service, Services
from rightplace.papers.letters.decisions import (
    Envelope,
    Findings,
    Limb,
    Proof,
    assess,
    copy_for,
    issue,
    refuse_to_assess,
    refuse_to_issue,
)
from rightplace.papers.letters.minutes import Minute, Record, minutes

LAST_DAY = date(2024, 4, 2)
ENVELOPE = Envelope(
    to=("The parent or carer of Zoë O'Dell", "MR1 2AB"),
    greeting="Dear parent or carer",
    dated=date(2024, 1, 31),
    reference="RP-000001",
    council="Marlshire County Council",
    signed_by=("Ada Chief", "Team manager"),
)
FOUND = Findings(
    child="Zoë O'Dell",
    reasons="Reading has come on.\nThe school can give what is needed.",
    limbs=(Limb("It may be necessary for provision to be made", "No", "The programme works."),),
    evidence=(Proof("Reading test", "The SENCO", date(2024, 1, 9), "Seven months of progress"),),
    views="The parents fear that help will stop.",
    authority="Assessment panel, sitting of 30 January 2024",
    services=Services(
        advice=Service("Marlshire SENDIASS", "01234 567890"),
        mediation=Service("Fair Talk", "01234 111111"),
        disagreement=Service("Common Ground", "01234 222222"),
    ),
    support="The school: reading each day\nThe SENCO: a meeting each half term",
    conditions="A report in July.",
    limit=date(2024, 5, 20),
)
COMMON = (
    "Zoë O'Dell",
    "RP-000001",
    "31 January 2024",
    "Ada Chief",
    "Reading has come on.",
    "The school can give what is needed.",
    "The programme works.",
    "Reading test",
    "9 January 2024",
    "Seven months of progress",
    "The parents fear that help will stop.",
    "Assessment panel, sitting of 30 January 2024",
    "A report in July.",
    "Marlshire SENDIASS",
    "Common Ground",
)
APPEAL = (
    "appeal to the First-tier Tribunal",
    "Tuesday 2 April 2024",
    "Fair Talk",
    "mediation adviser",
    "The school: reading each day",
    "The SENCO: a meeting each half term",
)
MADE = {
    "assess": (assess(ENVELOPE, FOUND), ("six weeks to reply", "Monday 20 May 2024")),
    "refuse_to_assess": (refuse_to_assess(ENVELOPE, FOUND, last_day=LAST_DAY), APPEAL),
    "issue": (issue(ENVELOPE, FOUND), ("at least 15 days", "Monday 20 May 2024")),
    "refuse_to_issue": (refuse_to_issue(ENVELOPE, FOUND, last_day=LAST_DAY), APPEAL),
}


def texts(letter: Letter) -> tuple[str, str]:
    """The words of the PDF and of the Word file, each on one line."""
    pages = PdfReader(BytesIO(letters.pdf(letter, fonts=Path("none")))).pages
    document = Document(BytesIO(letters.word(letter)))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    word = " ".join([p.text for p in document.paragraphs] + cells)
    return " ".join(" ".join(p.extract_text() for p in pages).split()), " ".join(word.split())


@pytest.mark.parametrize("name", MADE)
def test_both_files_hold_what_the_law_has_the_family_told(name: str) -> None:
    letter, own = MADE[name]
    for text in texts(letter):
        plain = text.replace("\u2019", "'")
        assert [words for words in (*COMMON, *own) if words not in plain] == []


@pytest.mark.parametrize("name", ["assess", "issue"])
def test_what_was_asked_for_carries_no_right_of_appeal(name: str) -> None:
    letter = MADE[name][0]
    assert letter.last_day is None
    assert [words for words in letter.words() if "Tribunal" in words] == []


def test_a_refusal_keeps_the_last_day_that_its_words_give() -> None:
    assert MADE["refuse_to_assess"][0].last_day == MADE["refuse_to_issue"][0].last_day == LAST_DAY


def test_a_copy_says_whom_the_letter_was_to() -> None:
    letter = MADE["refuse_to_assess"][0]
    copy = copy_for(letter, "Larkfield Primary School")
    assert copy.to == (
        "Larkfield Primary School",
        "Copy of the letter to The parent or carer of Zoë O'Dell",
    )
    assert (copy.kind, copy.blocks) == ("decision.refuse_to_assess.copy", letter.blocks)


def test_no_limit_is_promised_where_it_has_passed() -> None:
    late = assess(ENVELOPE, Findings(**{**_fields(FOUND), "limit": None}))
    assert [words for words in late.words() if "the law has us" in words] == []


def _fields(found: Findings) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def test_minutes_hold_who_was_there_and_what_each_case_came_to() -> None:
    record = Record(
        panel="Assessment panel",
        day=date(2024, 1, 30),
        place="Room 4",
        quorum=3,
        present=("Ada Chief, SEND manager, chair", "Ben Oak, Head", "Cy Ash, Health"),
        absent=("Di Elm, Social care",),
        minutes=(
            Minute(
                case="Zoë O'Dell (RP-000001)",
                question="Whether to assess",
                outcome="Do not assess",
                how="By a vote: 1 for “yes”, 2 for “no”.",
                reasons="The programme works.",
                conditions="A report in July.",
                interests=("Ben Oak, Head: teaches the child",),
            ),
        ),
        not_shown=2,
    )
    made = minutes(record, council="Marlshire", reference="Sitting 1", by=("Ada Chief",))
    wanted = (
        "Minutes of the Assessment panel", "Tuesday 30 January 2024, Room 4.", "Ben Oak, Head",
        "3 present; the quorum is 3.", "Di Elm, Social care", "1. Zoë O'Dell (RP-000001)",
        "Outcome: Do not assess. By a vote: 1 for “yes”, 2 for “no”.",
        "Reasons: The programme works.", "Conditions: A report in July.",
        "Ben Oak, Head: teaches the child", "minuted for them: 2", "Minutes kept by",
    )  # fmt: skip
    for text in texts(made):
        plain = text.replace("\u2019", "'")
        assert [words for words in wanted if words not in plain] == []
        assert "Yours sincerely" not in plain
