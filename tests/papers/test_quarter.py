"""The quarterly report: its sentences, its files read back, and an edited copy held against it."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as pages
from openpyxl import load_workbook
from pypdf import PdfReader

from rightplace.indicators.performance.table import PRINTED_COLUMNS, as_printed
from rightplace.papers.quarter.check import CannotRead, Trouble, check, mark_of
from rightplace.papers.quarter.draft import draft
from rightplace.papers.quarter.pages import html, pdf
from rightplace.papers.quarter.paper import Paper, plain
from rightplace.papers.quarter.sheet import workbook
from rightplace.papers.quarter.word import word
from rightplace.papers.quarter.words import told
from tests.papers.quarter import lines, quarter

NOWHERE = Path("no-such-folder")
BY_KEY = {line.key: line for line in lines()}


@pytest.fixture
def paper() -> Paper:
    return draft(quarter())


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        (
            "cp-second-plan",
            "Children becoming subject to a CPP for second or subsequent time: 22.73 per cent in Q3 2022/23"
            " (40 of 176), up from 22.6 in Q2 2022/23. The change is no more than chance could bring."
            " The target is not met: less than 20.8 per cent. It is in the third quarter of authorities;"
            " statistical neighbours average 22.3 per cent. It is rated amber.",
        ),
        (
            "cfws-individuals",
            "Individuals worked with by CFWS during period: 3489 in Q3 2022/23, down from 3775 in"
            " Q3 2021/22. The change is more than chance would bring.",
        ),
        (
            "neet",
            "NEET young people aged 16-17 for Dec-22 is not available: the system changed."
            " It is expected from 2023-04-01.",
        ),
        ("eyfs-gld", "Reception pupils reaching a 'Good level of development': 50.0 per cent in"
         " 2021/22 Final (50 of 100)."),
    ],
)  # fmt: skip
def test_what_is_told_of_a_figure(key: str, sentences: str) -> None:
    assert plain(told(BY_KEY[key])) == sentences


def test_every_number_of_a_figure_is_bound_to_the_register() -> None:
    for line in BY_KEY.values():
        loose = "".join(run.text for run in told(line) if not run.bound)
        loose = loose.replace(line.name, "").replace(line.until or "-", "")
        assert not any(character.isdigit() for character in loose), loose


def test_the_paragraphs_are_numbered_through(paper: Paper) -> None:
    numbers = [block.number for block in paper.blocks if hasattr(block, "number")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 30


def words_of_docx(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return " ".join(element.text or "" for element in body.iter(qn("w:t")))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_files_say_the_same_and_the_workbook_the_table(paper: Paper) -> None:
    body = [plain(block.runs) for block in paper.blocks if hasattr(block, "runs")]
    page = pages.fromstring(html(paper)).text_content()
    in_word = words_of_docx(word(paper))
    reader = PdfReader(BytesIO(pdf(paper, fonts=NOWHERE)))
    in_pdf = squeezed(" ".join(each.extract_text() for each in reader.pages))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for text in body:
        assert squeezed(text) in squeezed(page)
        assert squeezed(text) in squeezed(in_word)
        assert squeezed(text)[:40] in in_pdf
    sheet = load_workbook(BytesIO(workbook(lines(), period="Q3 2022/23", snapshot="s")))[
        "Dashboard"
    ]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == PRINTED_COLUMNS
    assert [row[2] for row in rows[1:]] == [line.name for line in lines()]
    given = [as_printed(line)["latest_value"] for line in lines()]
    assert [str(row[8]) if row[8] == "not available" else float(row[8]) for row in rows[1:]] == [
        text if text == "not available" else float(text) for text in given
    ]


def test_an_unedited_copy_follows_from_the_register(paper: Paper) -> None:
    content = word(paper)
    assert check(content, paper) == []
    assert mark_of(content) == "Q3 2022/23|january-2023"


def edited(content: bytes, old: str, new: str, *, bound: str = "") -> bytes:
    """The file with the first text that holds `old` changed; in the control of that name, if one is given."""
    document = Document(BytesIO(content))
    for element in document.element.body.iter(qn("w:t")):
        tags = [
            c.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") for c in element.iterancestors(qn("w:sdt"))
        ]
        if old in (element.text or "") and bound == "".join(t.get(qn("w:val")) for t in tags):
            element.text = element.text.replace(old, new)
            break
    else:
        raise AssertionError(f"{old} is not there")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def found(content: bytes, paper: Paper) -> list[tuple[Trouble, str, str]]:
    return [(each.trouble, each.says, each.wanted) for each in check(content, paper)]


def test_a_number_that_was_changed_is_named_with_what_it_should_be(paper: Paper) -> None:
    copy = edited(word(paper), "22.73", "21.9", bound="cp-second-plan:latest_value")
    assert found(copy, paper) == [(Trouble.CHANGED, "21.9", "22.73")]
    (finding,) = check(copy, paper)
    assert "paragraph" in finding.where
    assert "Put back “22.73”" in str(finding)


def test_a_number_that_somebody_wrote_is_named(paper: Paper) -> None:
    copy = edited(word(paper), "It is rated amber.", "It is rated amber, as 77 others are.")
    assert found(copy, paper) == [(Trouble.UNKNOWN, "77", "")]


def test_a_number_typed_anew_is_right_and_loose(paper: Paper) -> None:
    copy = edited(word(paper), "It is rated amber.", "It is rated amber at 22.73 per cent.")
    assert found(copy, paper) == [(Trouble.LOOSE, "22.73", "")]
    assert not Trouble.LOOSE.is_wrong


def test_when_the_register_moves_on_the_text_no_longer_follows(paper: Paper) -> None:
    before = word(paper)
    line = BY_KEY["home-education"]
    moved = [
        each
        if each.key != line.key
        else type(line)(**{**line.as_data(), "latest_value": "912", "warnings": ()})
        for each in lines()
    ]
    later = draft(quarter(lines=moved))
    assert {(t, says, wanted) for t, says, wanted in found(before, later)} == {
        (Trouble.CHANGED, "50", "912")
    }


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(content: bytes, paper: Paper) -> None:
    with pytest.raises(CannotRead, match=r"not a Word file"):
        check(content, paper)


def test_a_file_that_was_not_drafted_here_is_refused() -> None:
    buffer = BytesIO()
    Document().save(buffer)
    with pytest.raises(CannotRead, match="rightplace paper quarter"):
        mark_of(buffer.getvalue())
