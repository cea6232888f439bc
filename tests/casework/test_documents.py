"""Documents: what is taken, what is refused and why, what stands in the record, who sees it."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from docx import Document as WordFile
from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from rightplace.casework import vault
from rightplace.casework.actions import assessments, requests
from rightplace.casework.actions.documents import (
    About,
    add_document,
    describe_document,
    withdraw_document,
)
from rightplace.casework.actions.locks import lock_case
from rightplace.casework.actions.redactions import Hidden, Redacted, hide, lift, standing_marks
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.filetypes import FileType, NotTaken, recognise, safe_name
from rightplace.casework.models import AuditEvent, Document, Letterhead, Role
from rightplace.casework.retention import end_of_case, keep_until
from tests.casework.record import NOON, a_child, a_request, a_user, an_officer

TODAY = NOON.date()
ABOUT = About(title="Report", kind="report", received_on=TODAY, confidentiality="family")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82"


def a_pdf(pages: int = 2, *, password: str = "", script: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(script)}
        opening = DictionaryObject({NameObject(key): value for key, value in action.items()})
        writer.root_object[NameObject("/OpenAction")] = opening
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return buffer.getvalue()


MAIL = b"From: a@example.org\r\nSubject: Hello\r\nDate: Mon, 3 Jun 2024 12:00:00 +0000\r\n\r\nDear all\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

TAKEN = [
    ("a.pdf", a_pdf(), FileType.PDF),
    ("a.docx", saved(WordFile()), FileType.DOCX),
    ("a.xlsx", saved(Workbook()), FileType.XLSX),
    (
        "a.odt",
        zipped(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="<a/>"),
        FileType.ODT,
    ),
    ("a.JPG", b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xd9", FileType.JPEG),
    ("a.png", PNG, FileType.PNG),
    ("a.rtf", rb"{\rtf1 Hello}", FileType.RTF),
    ("a.eml", MAIL, FileType.EML),
    ("a.msg", OLE + "__substg1.0_0037001F".encode("utf-16-le"), FileType.MSG),
    ("a.txt", "Zoë\u2019s day".encode(), FileType.TEXT),
    ("a.txt", "Zoë\u2019s day".encode("cp1252"), FileType.TEXT),
    ("no ending", b"Plain words", FileType.TEXT),
]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("name", "content", "expected"), TAKEN)
def test_what_a_file_is_is_told_by_its_content(
    tmp_path: Path, name: str, content: bytes, expected: FileType
) -> None:
    assert recognise(write(tmp_path, content), name).type is expected


REFUSED = [
    ("a.pdf", b"", "is empty"),
    ("a.pdf", a_pdf(password="secret"), "protected by a password"),
    ("a.pdf", a_pdf(script="app.alert('x')"), "holds a program (JavaScript)"),
    ("a.pdf", b"%PDF-1.7\nnothing else", "is damaged"),
    ("a.docx", a_pdf(), "ends in .docx, but its content is a PDF"),
    ("a.pdf", saved(WordFile()), "ends in .pdf, but its content is a Word document"),
    ("a.docx", saved(WordFile())[:-200], "is damaged"),
    (
        "a.docx",
        zipped(
            word__document_dot_xml="<a/>",
            **{"[Content_Types].xml": "<a/>", "word/vbaProject.bin": "x"},
        ),
        "holds macros",
    ),
    ("a.zip", zipped(letter_dot_txt="Hello"), "is an archive"),
    ("a.docx", zipped(**{"word/document.xml": "0" * (301 << 20)}), "unpacks to more"),
    ("a.doc", OLE, "old Office file"),
    ("a.tiff", b"II*\x00" + b"\0" * 40, "TIFF"),
    ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
    ("a.exe", b"MZ" + b"\0" * 100, "is a program"),
    ("a.bat", b"del everything", "is a program"),
    ("a.txt", b"#!/bin/sh\nrm", "is a program"),
    ("a.html", b"<!DOCTYPE html><p>Hello", "is a web page"),
    ("a.txt", b"  <svg xmlns='x'><script>1</script></svg>", "is a web page"),
    ("a.rtf", rb"{\rtf1{\object{\*\objdata 0105}}}", "another file inside"),
    ("a.png", PNG[:-12], "is cut off"),
    ("a.bin", bytes(range(256)) * 4, "Only PDF"),
]


@pytest.mark.parametrize(("name", "content", "words"), REFUSED)
def test_what_is_not_taken_says_why(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    with pytest.raises(NotTaken, match=words.replace("(", r"\(").replace(")", r"\)")):
        recognise(write(tmp_path, content), name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\me\Zoë's report.PDF", "Zoë's report.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ('x"; evil=\r\n".pdf', "x_; evil=_.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_a_file_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given, FileType.PDF) == kept


@pytest.fixture
def child(empty_record: None) -> Any:
    officer = an_officer()
    request = a_request(officer)
    return request.person, {"by": officer, "at": NOON}


def added(folder: Path, child: Any, content: bytes = b"Words", **about: Any) -> Document:
    person, how = child
    what = replace(ABOUT, **about)
    path = write(folder, content)
    return add_document(path, what, person=person, file_name="words.txt", **how)


def test_a_document_is_kept_with_its_description_and_an_audit_line(
    child: Any, tmp_path: Path
) -> None:
    document = added(tmp_path, child)
    row = Document.objects.get()
    assert (row.title, row.media_type, row.size, row.file_name, row.pages) == (
        "Report", "text/plain", 5, "words.txt", None,
    )  # fmt: skip
    assert vault.read(row.digest) == b"Words"
    audit = AuditEvent.objects.get(action="document.add")
    assert (audit.person, audit.by) == (document.person, document.uploaded_by)


def test_the_same_file_is_noticed_until_it_is_withdrawn(child: Any, tmp_path: Path) -> None:
    first = added(tmp_path, child)
    with pytest.raises(ActionRefused, match="already, as “Report”"):
        added(tmp_path, child, title="Again")
    assert Document.objects.count() == 1
    withdraw_document(first, reason="Of another child", **child[1])
    again = added(tmp_path, child, title="Again")
    assert list(Document.objects.standing()) == [again]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"title": " "}, "title"),
        ({"received_on": date(2024, 6, 4)}, "after today"),
        ({"dated": date(2024, 6, 4)}, "after today"),
        ({"received_on": date(2024, 6, 1), "dated": date(2024, 6, 2)}, "before its own date"),
        ({"confidentiality": "withheld"}, "Say why"),
        ({"withheld_because": "Harm"}, "Say why"),
    ],
)
def test_a_description_that_cannot_be_is_refused(
    child: Any, tmp_path: Path, about: dict[str, Any], words: str
) -> None:
    with pytest.raises(ActionRefused, match=words):
        added(tmp_path, child, **about)
    assert Document.objects.count() == 0


def test_what_is_said_of_a_document_is_corrected_by_one_person_at_a_time(
    child: Any, tmp_path: Path
) -> None:
    old, new = added(tmp_path, child), added(tmp_path, child, b"Newer")
    about = replace(ABOUT, title="Old report", confidentiality="professionals")
    describe_document(old, about, version=1, superseded_by=new, **child[1])
    old.refresh_from_db()
    assert (old.title, old.version, old.superseded_by) == ("Old report", 2, new)
    with pytest.raises(EditConflict):
        describe_document(old, about, version=1, superseded_by=None, **child[1])
    with pytest.raises(ActionRefused, match="itself replaced"):
        describe_document(new, about, version=1, superseded_by=old, **child[1])
    with pytest.raises(ActionRefused, match="itself replaced"):
        describe_document(new, about, version=1, superseded_by=new, **child[1])


def test_withdrawing_takes_a_reason_and_happens_once(child: Any, tmp_path: Path) -> None:
    document = added(tmp_path, child)
    with pytest.raises(ActionRefused, match="Say why"):
        withdraw_document(document, reason=" ", **child[1])
    withdraw_document(document, reason="Sent in error", **child[1])
    with pytest.raises(ActionRefused, match="withdrawn already"):
        withdraw_document(document, reason="Again", **child[1])
    with pytest.raises(ActionRefused, match="was withdrawn"):
        describe_document(document, ABOUT, version=1, superseded_by=None, **child[1])
    assert vault.read(document.digest) == b"Words"


@pytest.mark.parametrize(
    "statement",
    [
        "update casework_document set digest = 'x'",
        "update casework_document set file_name = 'x'",
        "update casework_redactionmark set phrase = 'x'",
        "delete from casework_document",
        "delete from casework_redactionmark",
        "update casework_redactedcopy set digest = 'x'",
        "delete from casework_bundle",
    ],
)
def test_the_database_refuses_to_change_what_was_kept(
    child: Any, tmp_path: Path, statement: str
) -> None:
    hide(added(tmp_path, child), Hidden("harm", phrase="Words"), make=blacked_out, **child[1])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def blacked_out(document: Document, hidden: Any) -> Redacted:
    return Redacted(f"{document.pk}: {len(hidden)}".encode(), 1)


def test_each_mark_makes_the_redacted_copy_anew(child: Any, tmp_path: Path) -> None:
    document = added(tmp_path, child)
    mark = hide(document, Hidden("harm", phrase="Words"), make=blacked_out, **child[1])
    hide(document, Hidden("harm", page=1), make=blacked_out, **child[1])
    with pytest.raises(ActionRefused, match="hidden already"):
        hide(document, Hidden("harm", page=1), make=blacked_out, **child[1])
    lift(mark, make=blacked_out, **child[1])
    with pytest.raises(ActionRefused, match="lifted already"):
        lift(mark, make=blacked_out, **child[1])
    assert standing_marks(document) == [Hidden("harm", page=1)]
    copies = document.redacted_copies.order_by("pk")
    assert [vault.read(copy.digest)[-1:] for copy in copies] == [b"1", b"2", b"1"]


def test_an_area_off_its_page_is_refused(child: Any, tmp_path: Path) -> None:
    area = Hidden("harm", page=1, left=50, top=100, width=10, height=10)
    with pytest.raises(ActionRefused, match="within its page"):
        hide(added(tmp_path, child), area, make=blacked_out, **child[1])


def test_advisers_are_given_what_is_shared_and_strangers_nothing(
    child: Any, tmp_path: Path
) -> None:
    person, how = child
    kept = {}
    for each in ("family", "professionals", "third_party", "withheld"):
        because = "Harm" if each == "withheld" else ""
        kept[each] = added(
            tmp_path, child, each.encode(), confidentiality=each, withheld_because=because
        )
    request = person.requests.get()
    assessment = requests.decide_to_assess(request, on=date(2024, 2, 1), **how)
    advice = assessments.ask_for_advice(
        assessment, adviser="educational_psychology", on=date(2024, 2, 1), **how
    )
    adviser = a_user("ep", Role.PSYCHOLOGIST)
    type(advice).objects.filter(pk=advice.pk).update(assigned_to=adviser)
    stranger, panel = an_officer("officer-2"), a_user("panel", Role.PANEL_MEMBER)
    seen = Document.objects.visible_to
    assert set(seen(how["by"])) == set(kept.values())
    assert set(seen(adviser)) == {kept["family"], kept["professionals"]}
    withdraw_document(kept["family"], reason="Wrong child", **how)
    assert set(seen(adviser)) == {kept["professionals"]}
    assert not seen(stranger).exists()
    assert not seen(panel).exists()
    lock_case(person, members=[], reason="Safety", **{**how, "by": stranger})
    assert not seen(how["by"]).exists()
    assert not seen(adviser).exists()


def test_documents_are_kept_until_both_times_are_over(child: Any) -> None:
    person, how = child
    kept = Letterhead(keep_years_from_birth=25, keep_years_from_end=6)
    assert end_of_case(person) is None
    assert keep_until(person, kept, ended_on=None) is None
    assert keep_until(person, kept, ended_on=date(2024, 3, 1)) == date(2041, 2, 28)
    assert keep_until(person, kept, ended_on=date(2036, 1, 5)) == date(2042, 1, 5)
    requests.withdraw_request(person.requests.get(), on=date(2024, 2, 5), **how)
    assert end_of_case(person) == date(2024, 2, 5)
    assert end_of_case(a_child(how["by"], "Nobody")) is None
