"""The draft and final plan and their letters, as files that are opened and read back."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document
from pypdf import PdfReader

from rightplace.papers import letters
from rightplace.papers.letters import Letter, Service, Services
from rightplace.papers.letters.plan_text import (
    HEALTH_DUTY,
    SETTING_DUTY,
    Writing,
    copy_letter,
    draft_letter,
    final_letter,
)
from rightplace.papers.plans import Cover, comparison_pdf, plan_paper, plan_pdf, plan_word
from rightplace.papers.plans.document import EMPTY, NOT_NAMED
from rightplace.plan_words.compare import amendments
from rightplace.plan_words.sections import Section
from rightplace.plan_words.text import PlanText
from tests.casework.plan_words import SOUND, providing

FONTS = Path("no-fonts-here")
SERVICES = Services(
    advice=Service("Marlshire SENDIASS", "01632 960001"),
    mediation=Service("Fair Ground Mediation", "01632 960002"),
    local_offer=Service("Marlshire Local Offer", "offer.marlshire.example"),
)
WRITING = Writing(
    child="Zoë O'Dell",
    to=("The parent or carer of Zoë O'Dell", "ZZ1 1AA"),
    greeting="Dear parent or carer",
    dated=date(2024, 4, 11),
    reference="RP-000001",
    council="Marlshire County Council",
    signed_by=("Ada Officer", "Case officer"),
    version=2,
)
COVER = Cover(
    council="Marlshire County Council",
    child="Zoë O'Dell",
    reference="RP-000001",
    standing="Draft, version 2, 11 April 2024",
    facts=(("Date of birth", "29 February 2016"),),
    final=False,
)


def plain(text: str) -> str:
    return " ".join(text.split())


def read(pdf: bytes) -> str:
    """All words of a PDF, once it is known to be tagged and to say its language and title."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title
    return plain(" ".join(page.extract_text() for page in reader.pages))


def read_word(file: bytes) -> str:
    document = Document(BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return plain(" ".join([*(p.text for p in document.paragraphs), *cells]))


def both(letter: Letter) -> tuple[str, str]:
    return read(letters.pdf(letter, fonts=FONTS)), read_word(letters.word(letter))


def says(letter: Letter, *wanted: str) -> None:
    for text in both(letter):
        for words in wanted:
            assert words in text


def test_the_draft_goes_with_the_last_day_and_all_that_the_family_may_ask_for() -> None:
    letter = draft_letter(WRITING, last_day=date(2024, 4, 25), again=False, services=SERVICES)
    assert letter.last_day == date(2024, 4, 25)
    says(
        letter,
        "by Thursday 25 April 2024",
        "at least 15 days, beginning with Thursday 11 April 2024",
        "Tell us what should be changed",
        "Ask for the school, college or other setting",
        "The draft names none",
        "Ask for a meeting",
        "Ask for a personal budget",
        "Marlshire Local Offer: offer.marlshire.example",
        "Marlshire SENDIASS: 01632 960001",
        "version 2",
    )


def test_a_new_draft_says_that_it_takes_the_place_of_another() -> None:
    letter = draft_letter(WRITING, last_day=date(2024, 4, 25), again=True, services=SERVICES)
    says(letter, "We have changed the draft plan that we sent you before")


def test_the_final_plan_goes_with_the_right_of_appeal() -> None:
    letter = final_letter(
        WRITING,
        settings=("Larkfield Primary School",),
        against=("You asked us to name Alder School.", "It is full."),
        last_day=date(2024, 6, 11),
        services=SERVICES,
    )
    assert letter.last_day == date(2024, 6, 11)
    says(
        letter,
        "Larkfield Primary School",
        "The setting that you asked for",
        "You asked us to name Alder School.",
        "It is full.",
        "First-tier Tribunal",
        "sections B, F and I",
        "by Tuesday 11 June 2024",
        "Fair Ground Mediation: 01632 960002",
        "You do not need a certificate if you appeal only about the school",
        "disagreement resolution",
    )


def test_the_setting_and_the_health_body_are_told_their_duty() -> None:
    says(copy_letter(WRITING, kind="plan.final.setting", duty=SETTING_DUTY), "section 43")
    says(copy_letter(WRITING, kind="plan.final.health", duty=HEALTH_DUTY), "section 42(3)")


HEADINGS = [f"Section {section.value}: {section.label}" for section in Section]


def test_the_plan_has_sections_a_to_k_in_both_files() -> None:
    paper = plan_paper(SOUND, COVER)
    pdf, word = plan_pdf(paper, fonts=FONTS), plan_word(paper)
    document = Document(BytesIO(word))
    found = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert found == HEADINGS
    for text in (read(pdf), read_word(word)):
        for words in (
            "Zoë O'Dell",
            "Draft, version 2, 11 April 2024",
            "Date of birth: 29 February 2016",
            "B1 Communication and interaction",
            "30 minutes each school day, for the school year",
            "A teaching assistant with ELKLAN level 3",
            "None identified.",
            NOT_NAMED,
        ):
            assert words in text


def test_the_sections_come_in_their_order_in_the_pdf() -> None:
    text = read(plan_pdf(plan_paper(SOUND, COVER), fonts=FONTS))
    places = [text.rindex(heading) for heading in HEADINGS]
    assert places == sorted(places)
    assert "Contents" in text
    assert "page 1 of" in text


def test_a_final_plan_prints_what_it_names_and_an_empty_section_says_so() -> None:
    final = replace(COVER, final=True, standing="Final, version 3, 26 April 2024")
    text = SOUND.with_passage("placement", "Larkfield Primary School")
    assert "Larkfield Primary School" in read(plan_pdf(plan_paper(text, final), fonts=FONTS))
    empty = plan_paper(PlanText(), final)
    assert [blocks[0].text for _, blocks in empty.sections] == [EMPTY] * len(Section)  # type: ignore[union-attr]


def test_a_comparison_says_in_words_what_came_and_what_went() -> None:
    changes = amendments(providing(text="A group of six."), providing(text="A group of four."))
    pdf = comparison_pdf(
        changes,
        child="Zoë O'Dell",
        council="Marlshire County Council",
        reference="RP-000001",
        versions="Version 2 beside version 1",
        fonts=FONTS,
    )
    text = read(pdf)
    for words in (
        "Changes to the plan of Zoë O'Dell",
        "Version 2 beside version 1",
        "Section F: Special educational provision",
        "Changed: F1 Provision",
        "A group of [removed: six] [added: four]",
    ):
        assert words in text


def test_two_versions_that_say_the_same_say_so() -> None:
    pdf = comparison_pdf((), child="Z", council="C", reference="R", versions="V", fonts=FONTS)
    assert "The two versions say the same." in read(pdf)
