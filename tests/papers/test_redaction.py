"""Redacted copies: what is hidden is not in the file in any form."""

import io
import re
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest
import typst
from docx import Document as WordFile
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

from rightplace.papers.documents.phrases import Phrase, found_in, without
from rightplace.papers.documents.pictures import Area, pictures
from rightplace.papers.documents.reading import PDF, PNG, Unreadable, blocks_of
from rightplace.papers.documents.redact import (
    CannotRedact,
    HiddenPage,
    RedactedCopy,
    Source,
    redacted,
)
from rightplace.papers.letters import Bullets, Grid, Heading, Text

FONTS = Path("no such folder")
SECRET = "Delphine Harcastle"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = f"""
#set document(title: "About {SECRET}", author: "{SECRET}", keywords: "{SECRET}")
= First page
{SECRET} called. DELPHINE   HARCASTLE called again.
#pagebreak()
Second page, about the child.
#pagebreak()
Third page: Mrs Delphine \\ Harcastle's children.
""".encode()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Three pages, with the name in words, over a line's end, in the title, a note and a file inside."""
    made = typst.compile(PAGES)
    assert isinstance(made, bytes)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.add_attachment("secret.txt", SECRET.encode())
    path = tmp_path / "paper"
    writer.write(path)
    return path


def copy_of(
    path: Path,
    phrases: tuple[str, ...] = (),
    pages: tuple[HiddenPage, ...] = (),
    media_type: str = PDF,
    title: str = f"Visit to {SECRET}",
) -> RedactedCopy:
    return redacted(
        Source(path, media_type, title),
        phrases=[Phrase(text, "Third party") for text in phrases],
        pages=pages,
        council="Marlshire County Council",
        fonts=FONTS,
    )


def all_of(content: bytes) -> bytes:
    """A PDF with every one of its streams laid open."""
    inflated = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            inflated.append(zlib.decompress(stream))
        except zlib.error:
            inflated.append(stream)
    return b"".join(inflated)


def traces(content: bytes, words: str) -> list[str]:
    """The ways in which any of the words is still in a PDF."""
    laid_open, reader = all_of(content).lower(), PdfReader(io.BytesIO(content))
    text = " ".join(page.extract_text() for page in reader.pages).lower()
    found = ["text" for word in words.lower().split() if word in text]
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        for word in words.lower().split():
            if word.encode(encoding) in laid_open:
                found.append(encoding)
            if word.encode(encoding).hex().encode() in laid_open:
                found.append(f"{encoding} in hexadecimal")
    found += [f"metadata {key}" for key, value in (reader.metadata or {}).items() if words in value]
    return found + [f"attachment {name}" for name in reader.attachments]


def test_the_name_is_in_the_paper_in_every_way_that_is_looked_for(paper: Path) -> None:
    found = set(traces(paper.read_bytes(), SECRET))
    assert {"text", "utf-8", "metadata /Title", "attachment secret.txt"} <= found


def test_a_phrase_is_gone_from_text_title_metadata_streams_and_attachments(paper: Path) -> None:
    copy = copy_of(paper, (SECRET,))
    assert traces(copy.content, SECRET) == []
    reader = PdfReader(io.BytesIO(copy.content))
    assert copy.pages == len(reader.pages) == 3
    assert reader.metadata is not None
    assert reader.metadata.title == "Redacted copy: Visit to [redacted: third party]"
    first, second, third = (page.extract_text() for page in reader.pages)
    assert first.count("[redacted: third party]") == 2
    assert "set anew from its words" in first
    assert "Second page" not in second  # a picture: its words are pixels
    assert len(reader.pages[1].images) == 1
    assert "[redacted: third party]\u2019s children" in " ".join(third.split())


def test_a_whole_page_leaves_nothing_but_the_reason(paper: Path) -> None:
    copy = copy_of(
        paper, pages=(HiddenPage(1, "Serious harm"), HiddenPage(3, "Third party")), title="Visit"
    )
    assert traces(copy.content, SECRET) == []
    page = PdfReader(io.BytesIO(copy.content)).pages[0]
    assert " ".join(page.extract_text().split()) == (
        "Page 1 of 3 The whole page is withheld: serious harm."
    )
    assert list(page.images) == []


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the grey of each pixel of a PNG, by way of its own filters."""
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[png[25]]
    data = b"".join(
        png[at + 8 : at + 8 + int.from_bytes(png[at : at + 4], "big")]
        for at in _chunks(png)
        if png[at + 4 : at + 8] == b"IDAT"
    )
    rows, before, raw, step = [], bytes(width * channels), zlib.decompress(data), width * channels
    for y in range(height):
        line = bytearray(raw[y * (step + 1) + 1 : (y + 1) * (step + 1)])
        _unfilter(raw[y * (step + 1)], line, before, channels)
        before = bytes(line)
        rows.append(before[::channels])
    return width, height, b"".join(rows)


def _chunks(png: bytes) -> list[int]:
    found, at = [], 8
    while at < len(png):
        found.append(at)
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return found


def _unfilter(kind: int, line: bytearray, above: bytes, step: int) -> None:
    for x in range(len(line)):
        a, b = (line[x - step] if x >= step else 0), above[x]
        c = above[x - step] if x >= step else 0
        paeth = min((a, b, c), key=lambda each: abs(a + b - c - each))
        line[x] = (line[x] + (0, a, b, (a + b) // 2, paeth)[kind]) % 256


def test_an_area_is_black_in_the_pixels_and_the_words_under_it_are_gone(paper: Path) -> None:
    area = Area(0, 0, 100, 20)
    copy = copy_of(paper, pages=(HiddenPage(1, "Third party", area),), title="Visit")
    assert "utf-8" not in traces(copy.content, SECRET)
    width, height, grey = pixels(pictures(paper, PDF, [1], areas={1: [area]}, sharpness=30)[0])
    covered = grey[: width * (height * 20 // 100 - 1)]
    assert set(covered) == {0}
    open_to_see = pixels(pictures(paper, PDF, [1], sharpness=30)[0])[2]
    assert set(open_to_see[: len(covered)]) != {0}


def test_a_picture_has_its_area_black(paper: Path, tmp_path: Path) -> None:
    photo = tmp_path / "photo"
    photo.write_bytes(pictures(paper, PDF, [1], sharpness=30)[0])
    copy = copy_of(
        photo, pages=(HiddenPage(1, "Harm", Area(0, 0, 50, 50)),), media_type=PNG, title="A"
    )
    assert copy.pages == 1


def word_file(tmp_path: Path) -> Path:
    document = WordFile()
    document.add_heading(f"About {SECRET}", level=1)
    document.add_paragraph(f"Then {SECRET} called.")
    document.add_paragraph(f"{SECRET} said so.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    table.cell(1, 1).text = SECRET
    document.sections[0].header.paragraphs[0].text = f"Secret: {SECRET}"
    document.core_properties.author = SECRET
    path = tmp_path / "word"
    document.save(str(path))
    return path


def test_a_word_file_is_set_anew_without_the_phrase(tmp_path: Path) -> None:
    copy = copy_of(word_file(tmp_path), (SECRET,), media_type=WORD)
    assert traces(copy.content, SECRET) == []
    text = PdfReader(io.BytesIO(copy.content)).pages[0].extract_text()
    assert text.count("[redacted: third party]") == 6


def test_a_text_is_set_anew_without_the_phrase(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text(f"One {SECRET} two\n")
    copy = copy_of(path, (SECRET,), media_type="text/plain")
    assert traces(copy.content, SECRET) == []


@pytest.mark.parametrize(
    ("phrases", "pages", "words"),
    [
        (("Delfine",), (), "was not found in the words"),
        ((), (HiddenPage(4, "Harm"),), "no page 4: the document has 3"),
        ((SECRET,), (HiddenPage(1, "Harm", Area(0, 0, 9, 9)),), "Page 1 holds a phrase"),
    ],
)
def test_what_cannot_be_hidden_is_refused(
    paper: Path, phrases: tuple[str, ...], pages: tuple[HiddenPage, ...], words: str
) -> None:
    with pytest.raises(CannotRedact, match=words):
        copy_of(paper, phrases, pages)


def test_a_page_of_a_document_of_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRedact, match="Hide a phrase"):
        copy_of(word_file(tmp_path), pages=(HiddenPage(1, "Harm"),), media_type=WORD)


def test_a_phrase_in_a_scan_is_told_to_be_an_area(paper: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan"
    scan.write_bytes(copy_of(paper, pages=(HiddenPage(2, "Harm"),)).content)
    with pytest.raises(CannotRedact, match="was not found"):
        copy_of(scan, ("called again",))


@pytest.mark.parametrize(
    "text",
    [
        "O'Dell-Smith", "o\u2019dell\u2013smith", "O\u2018DELL\u2010SMITH", "O'Dell-\nSmith",
        "O'De\u00adll-Smith", "O'De-\n  ll-Smith",
    ],
)  # fmt: skip
def test_a_phrase_is_found_as_a_reader_would_find_it(text: str) -> None:
    phrase = Phrase("O'Dell-Smith", "Harm")
    assert without(f"Mx {text} left", [phrase]) == "Mx [redacted: harm] left"


def test_other_words_stay_and_the_longest_phrase_goes_first() -> None:
    phrases = [Phrase("Ann", "Harm"), Phrase("Ann Lee", "Third party")]
    assert without("Ann Lee, Anne, ann", phrases) == (
        "[redacted: third party], [redacted: harm]e, [redacted: harm]"
    )
    assert found_in("Nobody", phrases) == []
    assert without("of\ufb01ce", [Phrase("office", "Harm")]) == "[redacted: harm]"


def test_a_workbook_an_email_and_rich_text_are_read_as_their_reader_sees_them(
    tmp_path: Path,
) -> None:
    book = Workbook()
    book.active.title = "Costs"
    book.active.append(["What", "Cost"])
    book.active.append(["Taxi", 12])
    hidden = book.create_sheet("Hidden")
    hidden.append(["Secret"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "book")
    assert blocks_of(tmp_path / "book", EXCEL) == (
        Heading("Costs"), Grid(("What", "Cost"), (("Taxi", "12"),)),
    )  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "Zoë"
    mail.set_content("<p>Dear <b>all</b></p><script>x</script>", subtype="html")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="map.png")
    (tmp_path / "mail").write_bytes(bytes(mail))
    assert blocks_of(tmp_path / "mail", "message/rfc822") == (
        Text("From: a@example.org"), Text("Subject: Zoë"), Text("Dear all"),
        Text("Attached, not shown here: map.png"),
    )  # fmt: skip
    (tmp_path / "rtf").write_bytes(rb"{\rtf1{\fonttbl{\f0 Arial;}}\f0 Zo\'eb\par \b Two\b0\par}")
    assert blocks_of(tmp_path / "rtf", "application/rtf") == (Text("Zoë"), Text("Two"))


def test_word_is_read_in_order_with_its_headings_lists_and_tables(tmp_path: Path) -> None:
    assert blocks_of(word_file(tmp_path), WORD) == (
        Text(f"Secret: {SECRET}"),
        Heading(f"About {SECRET}"),
        Text(f"Then {SECRET} called."),
        Bullets((f"{SECRET} said so.",)),
        Grid(("", ""), (("", SECRET),)),
    )


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"nothing")
    with pytest.raises(Unreadable, match="damaged"):
        blocks_of(tmp_path / "broken", WORD)
    with pytest.raises(Unreadable, match="cannot be shown"):
        blocks_of(tmp_path / "broken", "application/vnd.ms-outlook")
