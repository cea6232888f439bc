"""What can be wrong with an export, and what is said of it."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from rightplace.returns.sen2 import ReadResult, SEN2Error, read
from tests.returns.conftest import said

HEADER = "sen2tableid,collection,year,referencedate\n1,SEN2,2026,2026-Jan-15 00:00:00\n"
PERSON = "persontableid,sen2tableid,surname\n"
REQUEST = "requeststableid,persontableid,receiveddate,requestoutcome\n"


def export(folder: Path, **tables: str) -> Path:
    folder = folder / "export"
    folder.mkdir()
    for name, text in {"sen2": HEADER, **tables}.items():
        path = folder / f"Blade-Export_01-03-2026_{name}.csv"
        path.write_text(text, "utf-8", newline="")
    return folder


def messages(result: ReadResult) -> list[tuple[str, str]]:
    """Leaves out that whole tables and columns are missing, as these small exports are."""
    return [(where, what) for where, what in said(result) if not what.startswith("There is no ")]


def test_rows_are_put_under_their_parents_and_numbered_in_order(tmp_path: Path) -> None:
    people = PERSON + "20,1,Ashworth\n10,1,Quill\n"
    requests = REQUEST + "7,10,2025-Sep-28 00:00:00,Y\n8,20,28/09/2025,N\n9,20,2025-09-28,A\n"
    result = read(export(tmp_path, person=people, requests=requests))
    assert messages(result) == []
    request = result.tables["request"].select(["request_id", "person_id", "request_outcome"])
    assert [tuple(row.values()) for row in request.to_pylist()] == [
        (1, 1, "N"),
        (2, 1, "A"),
        (3, 2, "Y"),
    ]
    assert len(set(result.tables["request"]["received_date"].to_pylist())) == 1


def test_orphans_are_left_out_with_all_that_hangs_from_them(tmp_path: Path) -> None:
    result = read(
        export(
            tmp_path,
            person=PERSON + "1,1,Ashworth\n",
            requests=REQUEST + "5,99,,H\n6,1,,H\n",
            assessment="assessmenttableid,requeststableid,assessmentoutcome\n1,5,H\n2,,H\n",
        )
    )
    assert messages(result) == [
        (
            "Blade-Export_01-03-2026_requests.csv, Requests, line 2",
            "This row hangs from 99, which is not in the file; the row was left out",
        ),
        (
            "Blade-Export_01-03-2026_assessment.csv, Assessment, line 2",
            "This row hangs from 5, which is not in the file; the row was left out",
        ),
        (
            "Blade-Export_01-03-2026_assessment.csv, Assessment, line 3",
            "This row hangs from no key, which is not in the file; the row was left out",
        ),
    ]
    assert result.tables["request"]["request_id"].to_pylist() == [1]
    assert result.tables["assessment"].num_rows == 0


def test_keys_used_twice_or_missing(tmp_path: Path) -> None:
    people = PERSON + "1,1,Ashworth\n1,1,Quill\n,1,Sharp\n"
    result = read(export(tmp_path, person=people, requests=REQUEST + "1,1,,H\n"))
    file = "Blade-Export_01-03-2026_person.csv, Person"
    assert messages(result) == [
        (
            f"{file}, line 3",
            "The key 1 is used twice; whatever hangs from it was put on the first",
        ),
        (f"{file}, line 4", "This row has no key, so nothing can hang from it"),
    ]
    assert result.tables["person"]["surname"].to_pylist() == ["Ashworth", "Quill", "Sharp"]
    assert result.tables["request"]["person_id"].to_pylist() == [1]


def test_columns_more_fewer_and_in_another_order(tmp_path: Path) -> None:
    people = "Shoe,surname,PersonTableID\n6,Ashworth,1\n7,Quill,2,extra\n8\n"
    result = read(export(tmp_path, person=people))
    file = "Blade-Export_01-03-2026_person.csv, Person"
    found = said(result)
    assert [pair for pair in found if "heading" in pair[1] or "Shoe" in pair[1]] == [
        (file, "Shoe is not an item of this table; its value was left out"),
        (
            f"{file}, line 3",
            "The row has more or fewer cells than there are headings: 4 cells under 3 headings",
        ),
        (
            f"{file}, line 4",
            "The row has more or fewer cells than there are headings: 1 cells under 3 headings",
        ),
    ]
    assert (file, "There is no Forename column") in found
    assert ("export", "There is no requests table") in found
    assert result.tables["person"]["surname"].to_pylist() == ["Ashworth", "Quill", None]


def test_windows_text_and_marks(tmp_path: Path) -> None:
    folder = export(tmp_path)
    (folder / "Person.csv").write_bytes((PERSON + "1,1,Brontë\n").encode("cp1252"))
    (folder / "requests.csv").write_bytes((REQUEST + "1,1,,H\n").encode("utf-8-sig"))
    result = read(folder)
    assert messages(result) == [
        ("Person.csv", "The text is not utf-8; it was read as Windows-1252")
    ]
    assert result.tables["person"]["surname"].to_pylist() == ["Brontë"]
    assert result.tables["request"].num_rows == 1


def test_semicolons_second_header_and_strange_file(tmp_path: Path) -> None:
    folder = export(tmp_path, person=PERSON.replace(",", ";") + "1;1;Ashworth\n")
    (folder / "Blade-Export_01-03-2026_sen2.csv").write_text(HEADER + "2,SEN2,2025,\n", "utf-8")
    (folder / "notes.csv").write_text("a,b\n", "utf-8")
    result = read(folder)
    assert messages(result) == [
        ("export", "notes.csv is not a table of the return and was left out"),
        (
            "Blade-Export_01-03-2026_sen2.csv, Header, line 3",
            "There is more than one header; the first was kept",
        ),
    ]
    assert result.year == 2026
    assert result.tables["header"].num_rows == 1
    assert result.tables["person"]["surname"].to_pylist() == ["Ashworth"]


def test_a_missing_quotation_mark(tmp_path: Path) -> None:
    text = PERSON + '1,1,"Ashworth\n' + "2,1,Quill\n" * 20_000
    result = read(export(tmp_path, person=text))
    assert messages(result)[0] == (
        "Blade-Export_01-03-2026_person.csv, line 2",
        "This row could not be read and was left out: field larger than field limit (131072)",
    )
    assert result.tables["person"].num_rows > 0


def refusal(path: Path) -> str:
    with pytest.raises(SEN2Error) as caught:
        read(path)
    return str(caught.value)


def test_no_person_table(tmp_path: Path) -> None:
    assert refusal(export(tmp_path)) == (
        "export: There is no person table here, so this is not a SEN2 export. "
        "Choose the folder that holds the files named Blade-Export_..._person.csv and so on."
    )


def test_two_exports_in_one_folder(tmp_path: Path) -> None:
    folder = export(tmp_path, person=PERSON)
    (folder / "Blade-Export_02-03-2026_person.csv").write_text(PERSON, "utf-8")
    assert refusal(folder) == (
        "export: Two files hold the same table: Blade-Export_01-03-2026_person.csv and "
        "Blade-Export_02-03-2026_person.csv. Keep one export in the folder."
    )


def test_one_table_alone(tmp_path: Path) -> None:
    path = export(tmp_path, person=PERSON) / "Blade-Export_01-03-2026_person.csv"
    assert refusal(path) == (
        "Blade-Export_01-03-2026_person.csv: This is one table of an export. "
        "Choose the folder that holds all of its files."
    )


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("person.csv", b"0" * (60 << 20))
    assert refusal(path) == (
        "bomb.zip: The file would unpack to 62,914,560 bytes in 1 parts, far more than a return. "
        "Check where it came from. Choose the return itself."
    )


def test_a_zip_with_too_many_parts(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with ZipFile(path, "w") as archive:
        for number in range(2001):
            archive.writestr(f"{number}.csv", b"")
    assert refusal(path).startswith("many.zip: The file would unpack to 0 bytes in 2,001 parts")


def test_a_damaged_zip(tmp_path: Path) -> None:
    path = tmp_path / "broken.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("person.csv", PERSON)
    path.write_bytes(path.read_bytes().replace(b"surname", b"surnome"))
    assert refusal(path) == (
        "broken.zip: The file is damaged and cannot be unpacked. Copy or download it again."
    )
