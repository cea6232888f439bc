"""The case file as one PDF: counted through, indexed, bookmarked; damaged parts told."""

import io
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from rightplace.papers.bundle import Built, Cover, Item, Paged, Picture, Words, build
from rightplace.papers.documents.pictures import pictures
from rightplace.papers.letters import Grid

FONTS = Path("no such folder")
COVER = Cover("Case file of Zoë O'Dell", (("Purpose", "Tribunal bundle"),), "A note", "Marlshire")


def pages(folder: Path, count: int, name: str = "pages") -> Path:
    made = typst.compile(
        b'#set document(title: "x")\n'
        + b"#pagebreak()\n".join(b"Source page\n" for _ in range(count))
    )
    assert isinstance(made, bytes)
    path = folder / name
    path.write_bytes(made)
    return path


def a_file(folder: Path) -> tuple[Built, PdfReader]:
    source = pages(folder, 3)
    photo, note = folder / "photo", folder / "note"
    photo.write_bytes(pictures(source, "application/pdf", [1], sharpness=30)[0])
    note.write_text("A note of a call")
    items = [
        Item("Chronology", "Chronology", (Grid(("Day", "What"), (("1 Jan 2024", "Request"),)),)),
        Item("Documents", "Report #1 <b>", Paged(source), date(2024, 1, 2), "The school"),
        Item("Documents", "Photo", Picture(photo)),
        Item("Documents", "Call", Words(note, "text/plain")),
        Item("Documents", "Email", Words(note, "application/vnd.ms-outlook")),
    ]
    built = build(COVER, items, fonts=FONTS)
    return built, PdfReader(io.BytesIO(built.content))


def test_pages_are_counted_through_and_the_index_tells_them(tmp_path: Path) -> None:
    built, reader = a_file(tmp_path)
    assert built.pages == len(reader.pages) == 9
    assert [(e.number, e.first, e.last) for e in built.entries] == [
        (1, 3, 3), (2, 4, 6), (3, 7, 7), (4, 8, 8), (5, 9, 9),
    ]  # fmt: skip
    for number, page in enumerate(reader.pages, start=1):
        assert page.extract_text().rstrip().endswith(f"{number} of 9")
    index = " ".join(reader.pages[1].extract_text().split())
    assert "2 Report #1 <b> 2 Jan 2024 The school 4–6" in index  # noqa: RUF001
    assert "A note of a call" in reader.pages[7].extract_text()
    assert "Ask Marlshire for the file itself" in " ".join(reader.pages[8].extract_text().split())


def test_the_index_leads_to_each_document(tmp_path: Path) -> None:
    built, reader = a_file(tmp_path)
    links = [each.get_object() for each in reader.pages[1]["/Annots"]]
    led = {reader.get_page_number(link["/Dest"][0].get_object()) + 1 for link in links}
    assert led == {entry.first for entry in built.entries}
    assert b"bundle.invalid" not in built.content


def bookmarks(outline: list[Any], reader: PdfReader, depth: int = 0) -> list[tuple[int, str, int]]:
    found = []
    for each in outline:
        if isinstance(each, list):
            found += bookmarks(each, reader, depth + 1)
        else:
            found.append((depth, each.title, reader.get_destination_page_number(each) + 1))
    return found


def test_bookmarks_lead_to_sections_and_documents(tmp_path: Path) -> None:
    _, reader = a_file(tmp_path)
    assert bookmarks(reader.outline, reader) == [
        (0, "Cover", 1), (0, "Index", 2),
        (0, "Chronology", 3), (1, "1. Chronology", 3),
        (0, "Documents", 4), (1, "2. Report #1 <b>", 4), (1, "3. Photo", 7), (1, "4. Call", 8),
        (1, "5. Email", 9),
    ]  # fmt: skip
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Case file of Zoë O'Dell"


def test_a_damaged_pdf_has_a_page_that_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    built = build(COVER, [Item("Documents", "Broken", Paged(broken))], fonts=FONTS)
    text = PdfReader(io.BytesIO(built.content)).pages[2].extract_text()
    assert "This PDF is damaged and could not be joined." in " ".join(text.split())


def test_what_would_run_is_taken_out_and_a_turned_page_is_stamped_upright(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=pages(tmp_path, 1))
    page = writer.pages[0]
    page.rotate(90)
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    action = DictionaryObject({NameObject(key): value for key, value in script.items()})
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    turned = tmp_path / "turned"
    writer.write(turned)
    built = build(COVER, [Item("Documents", "Turned", Paged(turned))], fonts=FONTS)
    assert b"app.alert" not in built.content
    last = PdfReader(io.BytesIO(built.content)).pages[2]
    assert last.rotation == 0
    assert float(last.mediabox.width) > float(last.mediabox.height)


def test_an_index_of_several_pages_counts_its_own(tmp_path: Path) -> None:
    source = pages(tmp_path, 1)
    items = [Item("Documents", f"Report {n}", Paged(source)) for n in range(70)]
    built = build(COVER, items, fonts=FONTS)
    reader = PdfReader(io.BytesIO(built.content))
    assert built.entries[0].first == built.pages - 70 + 1 > 3
    assert "Source page" in reader.pages[built.entries[0].first - 1].extract_text()
    assert "Source page" not in reader.pages[built.entries[0].first - 2].extract_text()


@pytest.mark.slow
def test_three_hundred_pages_take_less_than_ten_seconds(tmp_path: Path) -> None:
    source = pages(tmp_path, 10)
    items = [Item("Documents", f"Report {n}", Paged(source)) for n in range(30)]
    began = time.perf_counter()
    assert build(COVER, items, fonts=FONTS).pages > 300
    assert time.perf_counter() - began < 10
