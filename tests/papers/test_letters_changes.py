"""Letters about changes and complaints: both files are opened and hold what the law requires."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from rightplace.papers.letters import Letter, Services, changes, disputes, missing, pdf, word
from rightplace.papers.letters.changes import Head

DAY = date(2024, 6, 3)
LAST = date(2024, 8, 3)
HEAD = Head(
    child="Zoë O'Dell",
    to=("The parent or carer of Zoë O'Dell", "AB1 2CD"),
    dated=DAY,
    reference="RP-000001",
    council="Marlshire County Council",
    signed_by=("Osian Fairbrother", "Case officer"),
    services=Services(),
)
APPEAL = (
    "First-tier Tribunal (Special Educational Needs and Disability)",
    "Saturday 3 August 2024",
    "one month of the date of your mediation certificate",
    "independent mediation adviser",
    "SENDIASS",
    "Disagreement resolution",
)
# A letter -> what must be in it.
LETTERS: dict[str, tuple[Letter, tuple[str, ...]]] = {
    "agreed": (
        changes.reassessment_agreed(HEAD, requested_on=date(2024, 5, 20), plan_by=LAST),
        ("Monday 20 May 2024", "Saturday 3 August 2024", "six weeks", "SENDIASS"),
    ),
    "refused": (
        changes.reassessment_refused(
            HEAD, requested_on=date(2024, 5, 20), reasons="Assessed in January.",
            evidence=("The report of May", " "), last_day=LAST,
        ),
        ("Assessed in January.", "The evidence that we considered", "The report of May", *APPEAL),
    ),
    "reassessed": (
        changes.reassessed_plan(HEAD, last_day=LAST),
        ("sections B, F and I", "do not need a certificate", *APPEAL),
    ),
    "notice": (
        changes.amendment_notice(
            HEAD, why="A report.", changes="Section F.", views_by=LAST, final_by=date(2024, 9, 2)
        ),
        ("A report.", "Section F.", "Saturday 3 August 2024", "Monday 2 September 2024",
         "ask for a meeting", "particular school"),
    ),
    "amended": (changes.amended_plan(HEAD, last_day=LAST), APPEAL),
    "not amended": (
        changes.amendment_dropped(HEAD, reasons="Not needed.", last_day=LAST),
        ("Not needed.", *APPEAL),
    ),
    "moved in": (
        changes.moved_in(HEAD, moved_on=DAY, will_assess=False, review_on=LAST),
        ("Monday 3 June 2024", "do not propose to assess", "Saturday 3 August 2024"),
    ),
    "sent on": (
        changes.sent_on(HEAD, moved_on=DAY, first_made=date(2022, 9, 1), contents=("The plan",)),
        ("regulation 15", "Thursday 1 September 2022", "The plan", "within six weeks"),
    ),
    "consultation": (
        changes.ceasing_consultation(
            HEAD, ground="It is no longer necessary", why="Achieved.", views_by=LAST
        ),
        ("Nothing has been decided", "section 45", "it is no longer necessary", "Achieved.",
         "Saturday 3 August 2024", "SENDIASS"),
    ),
    "consultation of the setting": (
        changes.ceasing_consultation_of_setting(
            HEAD, ground="It is no longer necessary", why="Achieved.", views_by=LAST
        ),
        ("section 45", "Achieved.", "Saturday 3 August 2024"),
    ),
    "to cease": (
        changes.ceasing_decided(
            HEAD, ground="It is no longer necessary", reasons="Met.", evidence=("Your views",),
            last_day=LAST, in_force_to=LAST,
        ),
        ("Met.", "The evidence that we considered", "Your views",
         "continue until Saturday 3 August 2024", "until the appeal has ended", *APPEAL),
    ),
    "kept": (changes.ceasing_dropped(HEAD, reasons="Needed."), ("decided to keep it", "Needed.")),
    "ended": (changes.ceasing_ended(HEAD, ended_on=DAY), ("ended on Monday 3 June 2024",)),
    "budget": (
        changes.budget_agreed(HEAD, wanted="An assistant."),
        ("An assistant.", "within three months", "Section J"),
    ),
    "no budget": (
        changes.budget_refused(HEAD, wanted="An assistant.", reasons="Block contract."),
        ("Block contract.", "look at this decision again", "no appeal"),
    ),
    "at home": (
        changes.educated_elsewhere(HEAD, at_home=True, from_on=DAY, check_by=LAST),
        ("educate your child at home", "stays in force", "Saturday 3 August 2024"),
    ),
    "arranged": (
        changes.educated_elsewhere(HEAD, at_home=False, from_on=DAY, check_by=LAST),
        ("We arrange education", "stays in force"),
    ),
    "acknowledged": (
        disputes.complaint_acknowledged(
            HEAD, received_on=DAY, stage="Stage 1", answer_by=LAST, handler="Osian Fairbrother"
        ),
        ("Monday 3 June 2024", "stage 1", "Osian Fairbrother", "Saturday 3 August 2024"),
    ),
    "answered": (
        disputes.complaint_answered(
            HEAD, received_on=DAY, finding="Partly upheld", answer="Sorry.",
            further=disputes.OMBUDSMAN,
        ),
        ("partly upheld", "Sorry.", "Ombudsman", "0300 061 0614"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_what_a_decision_must_say_is_in_its_letter(name: str) -> None:
    assert missing(LETTERS[name][0]) == []


def test_a_decision_without_evidence_is_told_what_it_lacks() -> None:
    bare = changes.reassessment_refused(
        HEAD, requested_on=DAY, reasons="Assessed in January.", evidence=(), last_day=LAST
    )
    assert missing(bare) == ["the evidence that was considered"]


def flat(text: str) -> str:
    """One line, with words that were broken at a line's end put together."""
    return re.sub(r"\s+", " ", text.replace("-\n", "-"))


def in_word(letter: Letter) -> str:
    document = Document(BytesIO(word(letter)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return flat("\n".join([*(p.text for p in document.paragraphs), *cells]))


def in_pdf(letter: Letter) -> str:
    return flat(
        "\n".join(
            p.extract_text() for p in PdfReader(BytesIO(pdf(letter, fonts=Path("/none")))).pages
        )
    )


@pytest.mark.parametrize("name", LETTERS)
def test_both_files_hold_what_the_letter_must_say(name: str) -> None:
    letter, required = LETTERS[name]
    for text in (in_word(letter), in_pdf(letter)):
        wanted = (*required, "Zoë O'Dell", "RP-000001", "3 June 2024", "Osian Fairbrother")
        missing = [each for each in wanted if plain(each) not in plain(text)]
        assert missing == []


def plain(text: str) -> str:
    """Typographic apostrophes and ligatures as they are typed; no spaces, which a break may add."""
    return text.replace("\u2019", "'").replace("ﬁ", "fi").replace("ﬀ", "ff").replace(" ", "")


def test_only_decisions_that_can_be_appealed_have_a_last_day() -> None:
    given = {name for name, (letter, _) in LETTERS.items() if letter.last_day is not None}
    assert given == {"refused", "reassessed", "amended", "not amended", "to cease"}
