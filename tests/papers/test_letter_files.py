"""Letters as files: opened again, and read as someone with a screen reader or large print would."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from pypdf import PdfReader

from rightplace.papers import letters
from rightplace.papers.letters import Bullets, Grid, Heading, Letter, Services, Steps, Text, missing
from rightplace.papers.letters.own import WORDINGS, own_blocks, paragraphs
from rightplace.papers.letters.required import REQUIRED
from rightplace.papers.letters.rights import appeal_blocks

FONTS = Path("no such folder")
LAST = date(2024, 2, 5)
AWKWARD = 'Zoë D\'Ångström-Œuvré #1 *star* $x$ <b> & "q" _u_ `c` @ref \\n [a] = - + /* ~ ’ §'  # noqa: RUF001


def a_letter(**changes: Any) -> Letter:
    letter = Letter(
        kind="decision.refuse_to_assess",
        subject="Our decision about Zoë O'Dell",
        to=("Mx Ł. O'Dell", "1 High Street"),
        greeting="Dear Mx O'Dell",
        dated=date(2023, 12, 5),
        reference="RP-000001",
        council="Marlshire County Council",
        letterhead=("County Hall", "Telephone: 01632 960001"),
        signed_by=("Ada Smith", "Case officer"),
        last_day=LAST,
        blocks=(
            Text("We have decided not to carry out an assessment."),
            Heading("Our reasons"),
            Text("The school has not yet used what it can give."),
            Heading("The evidence that we considered"),
            Steps(("The school's report", "What you told us")),
            Text("In the order in which it came:"),
            Steps(("First", "Second")),
            Grid(("What", "Day"), (("Request", "1 December 2023"),)),
            *appeal_blocks(about="not to assess", last_day=LAST, services=Services()),
        ),
    )
    return replace(letter, **changes)


def read_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """The words of a PDF, each space and break as one space."""
    pages = read_pdf(content).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def tags(node: Any) -> Iterator[str]:
    """The structure of a PDF, in the order in which it is read."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from tags(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tags(node["/K"])


def test_the_pdf_is_tagged_named_and_in_english() -> None:
    reader = read_pdf(letters.pdf(a_letter(), fonts=FONTS))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF's own boolean)
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Our decision about Zoë O'Dell"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    found = list(tags(root["/StructTreeRoot"]["/K"]))
    headings = [tag for tag in found if tag.startswith("/H")]
    assert headings == ["/H1", *["/H2"] * 5]
    assert found.count("/TH") == 2
    assert found.count("/TD") == 2
    assert found.count("/L") == 4


def test_word_has_real_headings_lists_and_a_repeated_table_header() -> None:
    document = Document(io.BytesIO(letters.word(a_letter())))
    styles = [p.style.name for p in document.paragraphs if p.style.name != "Normal"]
    assert styles == [
        "Heading 1", "Heading 2", "Heading 2", *["List Number"] * 4,
        "Heading 2", "Heading 2", "List Bullet", "Heading 2", *["List Bullet"] * 3,
    ]  # fmt: skip
    row = document.tables[0].rows[0]._tr
    assert row.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.language == "en-GB"
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    fonts = document.styles["Heading 1"].element.rPr.rFonts
    assert qn("w:asciiTheme") not in fonts.attrib


def test_each_numbered_list_of_a_word_letter_starts_at_one() -> None:
    document = Document(io.BytesIO(letters.word(a_letter())))
    steps = [p for p in document.paragraphs if p.style.name == "List Number"]
    numbers = [p._p.pPr.numPr.numId.val for p in steps]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    numbering = document.part.numbering_part.element
    for number in set(numbers):
        assert numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val == 1


@pytest.mark.parametrize("place", ["subject", "greeting", "council"])
def test_no_character_breaks_or_injects(place: str) -> None:
    letter = a_letter(**{place: AWKWARD}, blocks=(Text(AWKWARD), Grid((AWKWARD,), ((AWKWARD,),))))
    expected = " ".join(AWKWARD.split())
    assert text_of(letters.pdf(letter, fonts=FONTS)).count(expected) == 4
    document = Document(io.BytesIO(letters.word(letter)))
    assert AWKWARD in [p.text for p in document.paragraphs]
    assert [cell.text for cell in document.tables[0].columns[0].cells] == [AWKWARD, AWKWARD]


def test_control_characters_are_left_out_of_both_files() -> None:
    letter = a_letter(subject="A\x00B\x0bC\ud800D", blocks=(Bullets(("e\x1ff",)),))
    assert "ABCD" in text_of(letters.pdf(letter, fonts=FONTS))
    document = Document(io.BytesIO(letters.word(letter)))
    assert {"ABCD", "ef"} <= {p.text for p in document.paragraphs}


def test_long_letters_and_long_words_break_within_the_page() -> None:
    words = " ".join(f"word{number}" for number in range(1000))
    long = "www.example.org/" + "x" * 300
    letter = a_letter(blocks=(Text(words), Text(long), Grid(("A", "B", "C"), ((long, words, ""),))))
    reader = read_pdf(letters.pdf(letter, fonts=FONTS))
    assert len(reader.pages) > 3
    assert text_of(letters.pdf(letter, fonts=FONTS)).count("word999") == 2
    for page in reader.pages:
        right: list[float] = []
        page.extract_text(visitor_text=lambda text, cm, tm, *_, right=right: right.append(tm[4]))
        assert max(right) < float(page.mediabox.width)


@pytest.mark.parametrize(("large", "size"), [(False, 12), (True, 18)])
def test_large_print_is_eighteen_points_with_the_same_words(large: bool, size: int) -> None:
    content = letters.pdf(a_letter(), fonts=FONTS, large=large)
    assert content != letters.pdf(a_letter(), fonts=FONTS, large=not large)
    sizes: list[float] = []
    read_pdf(content).pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, points: (
            sizes.append(round(points * abs(tm[0] * cm[0]))) if text.strip() else None
        )
    )
    assert max(set(sizes), key=sizes.count) == size
    document = Document(io.BytesIO(letters.word(a_letter(), large=large)))
    assert document.styles["Normal"].font.size == Pt(size)
    body = " ".join(" ".join(a_letter().words()).split())
    assert len(text_of(content)) > len(body)
    for words in a_letter().words():
        assert " ".join(words.split()) in text_of(content)


def test_a_letter_is_read_back_from_what_was_kept() -> None:
    letter = a_letter(large=True)
    kept = {"kind": letter.kind, "dated": letter.dated, "last_day": letter.last_day}
    assert Letter.from_data(letter.as_data(), **kept) == letter
    old = {k: v for k, v in letter.as_data().items() if k not in ("letterhead", "large")}
    assert Letter.from_data(old, **kept) == replace(letter, large=False, letterhead=())


@pytest.mark.parametrize("kind", [kind for kind in REQUIRED if len(REQUIRED[kind]) > 4])
def test_a_whole_notice_lacks_nothing_and_each_element_is_missed(kind: str) -> None:
    assert missing(a_letter(kind=kind)) == []
    bare = a_letter(kind=kind, blocks=(), subject="About Zoë", last_day=None)
    assert missing(bare) == [element.value for element in REQUIRED[kind]]


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ("Your right of appeal", "the right of appeal to the Tribunal"),
        ("decided", "the decision"),
        ("Our reasons", "the reasons for the decision"),
        ("evidence", "the evidence that was considered"),
        ("Disagreement resolution", "disagreement resolution"),
        ("impartial advice", "the information, advice and support service"),
    ],
)
def test_one_element_taken_away_is_missed(without: str, lacks: str) -> None:
    def told(text: str) -> bool:
        return without not in text

    kept = []
    for block in a_letter().blocks:
        if isinstance(block, Bullets):
            kept.append(Bullets(tuple(filter(told, block.items))))
        elif not isinstance(block, Text | Heading) or told(block.text):
            kept.append(block)
    assert missing(a_letter(blocks=tuple(kept), subject="About Zoë")) == [lacks]


def test_a_notice_whose_day_is_not_in_its_words_is_missed() -> None:
    assert missing(a_letter(last_day=date(2024, 2, 6))) == ["the last day of the right of appeal"]


def test_a_kind_that_is_not_known_needs_nothing() -> None:
    assert missing(a_letter(kind="own.general", blocks=(), last_day=None)) == []


def test_typed_text_becomes_paragraphs_and_lists() -> None:
    text = "One\r\ntwo\r\n\r\nThree:\n- a\n- b\nfour\n\n\n* c"
    assert list(paragraphs(text)) == [
        Text("One two"), Text("Three:"), Bullets(("a", "b")), Text("four"), Bullets(("c",)),
    ]  # fmt: skip


@pytest.mark.parametrize("key", WORDINGS)
def test_a_letter_of_ones_own_says_the_day_and_the_reason_it_asks_for(key: str) -> None:
    wording = WORDINGS[key]
    blocks = own_blocks(
        wording, text=wording.text, day=LAST, reason="We were short of advice.", services=Services()
    )
    words = " ".join(a_letter(blocks=blocks, subject="").words())
    assert ("Monday 5 February 2024" in words) is bool(wording.asks_day)
    assert ("We were short of advice." in words) is bool(wording.asks_reason)
    assert ("complaints team" in words) is (key == "delay")
