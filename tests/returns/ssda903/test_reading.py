"""Files as they come: what is read, what is said of it, and what is never said."""

from datetime import date
from pathlib import Path

import pytest

from rightplace.returns.ssda903 import Kind, open_return, write_csv, write_xml
from rightplace.returns.ssda903.fields import MODULES
from tests.returns.ssda903.help import generated

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"


def read(path: Path, text: str | bytes, name: str = "Header.csv", year: int = 2025):  # type: ignore[no-untyped-def]
    file = path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    tables, findings = open_return([path], year)
    return tables, [f for f in findings if f.kind is not Kind.NO_TABLE]


def kinds(findings) -> list[Kind]:  # type: ignore[no-untyped-def]
    return [finding.kind for finding in findings]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("03/06/2010", []),
        ("3/6/2010", []),
        ("2010-06-03", []),
        ("2010-06-03T00:00:00", []),
        ("03.06.2010", []),
        ("40332", [Kind.SERIAL]),
        ("03/06/10", [Kind.SHORT_YEAR]),
    ],
)
def test_a_date_in_any_form(tmp_path: Path, written: str, said: list[Kind]) -> None:
    tables, findings = read(tmp_path, f"{HEADER}\n1,F,{written},WBRI,UN1,0,\n")
    assert tables["header"]["DOB"].to_pylist() == [date(2010, 6, 3)]
    assert kinds(findings) == said


@pytest.mark.parametrize("written", ["31/02/2010", "soon", "99999999", "2010", "x" * 2000])
def test_what_is_no_date_is_left_blank_and_found(tmp_path: Path, written: str) -> None:
    tables, findings = read(tmp_path, f"{HEADER}\n1,F,{written},WBRI,UN1,0,\n")
    assert tables["header"]["DOB"].to_pylist() == [None]
    assert tables["header"]["unread"].to_pylist() == [";DOB;"]
    (finding,) = findings
    place = (finding.kind, finding.file, finding.table, finding.line, finding.field)
    assert place == (Kind.DATE, "Header.csv", "Header", 2, "DOB")


def test_no_finding_holds_a_value(tmp_path: Path) -> None:
    secret = "Zebedee"
    text = f"{HEADER},{'EXTRA'}\n{secret},{secret},{secret},{secret},1.2E+12,0,{secret},{secret}\n"
    _, findings = read(tmp_path, text)
    assert findings
    assert [str(f) for f in findings if secret in f"{f} {f.hint} {f.value_kind}"] == []


def test_marks_case_order_and_strange_columns(tmp_path: Path) -> None:
    headings = "\ufeffSex,Notes,child id,Date of birth,Ethnicity,upn,Mother,mc_dob"
    text = f"{headings}\nf,x,7,03/06/2010,wbri,a1,1.0,\n"
    tables, findings = read(tmp_path, text, "my children - header.csv")
    (row,) = tables["header"].to_pylist()
    assert (row["row_id"], row["CHILD"], row["SEX"], row["ETHNIC"]) == (2, "7", "F", "WBRI")
    assert (row["UPN"], row["MOTHER"], row["UASC"]) == ("A1", "1", "0")
    assert kinds(findings) == [Kind.UNKNOWN_FIELD]


def test_semicolons_windows_letters_and_short_rows(tmp_path: Path) -> None:
    text = HEADER.replace(",", ";") + "\nÉ1;F\n\n;;;\n2;M;03/06/2010;WBRI;UN1;;;9\n"
    tables, findings = read(tmp_path, text.encode("cp1252"))
    assert tables["header"]["CHILD"].to_pylist() == ["É1", "2"]
    assert tables["header"]["row_id"].to_pylist() == [2, 5]
    assert kinds(findings) == [Kind.NOT_UTF8, Kind.RAGGED, Kind.RAGGED]


def test_a_table_is_known_by_its_headings_or_its_name(tmp_path: Path) -> None:
    (tmp_path / "export 7.csv").write_text(
        "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,,M,01/06/2024,\n"
    )
    (tmp_path / "shopping.csv").write_text("milk,bread\n1,2\n")
    tables, findings = open_return([tmp_path], 2025)
    assert tables["missing"].num_rows == 1
    assert [f.file for f in findings if f.kind is Kind.UNKNOWN_TABLE] == ["shopping.csv"]


def test_several_files_of_one_table_are_numbered_on(tmp_path: Path) -> None:
    for team in ("east", "west"):
        (tmp_path / f"header {team}.csv").write_text(f"{HEADER}\n{team},F,,WBRI,UN1,0,\n")
    tables, findings = open_return([tmp_path], 2025)
    assert tables["header"]["row_id"].to_pylist() == [2, 4]
    assert Kind.SEVERAL_FILES in kinds(findings)


@pytest.mark.parametrize(
    "name", ["previous/Episodes.csv", "Episodes last year.csv", "2023-24/episodes.csv"]
)
def test_last_year_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "return"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("CHILD,DECOM\n1,01/06/2023\n")
    (folder / "PrevPerm.csv").write_text("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,,Z1,,\n")
    tables, _ = open_return([folder], 2025)
    assert tables["previous.episodes"].num_rows == 1
    assert (tables["episodes"].num_rows, tables["prev_perm"].num_rows) == (0, 1)


def test_last_year_can_be_given(tmp_path: Path) -> None:
    now, before = generated(40, 2026)
    write_csv(now, tmp_path / "a", year=2026)
    write_csv(before, tmp_path / "b", year=2025)
    tables, _ = open_return([tmp_path / "a"], 2026, previous=[tmp_path / "b"])
    assert tables["episodes"].drop(["row_id"]).equals(now["episodes"].drop(["row_id"]))
    assert tables["previous.header"].num_rows == before["header"].num_rows


@pytest.mark.parametrize("year", [2025, 2027])
def test_csv_comes_back_as_it_went(tmp_path: Path, year: int) -> None:
    now, _ = generated(40, year)
    write_csv(now, tmp_path, year=year)
    tables, findings = open_return([tmp_path], year)
    assert findings == []
    assert {name: tables[name] for name in MODULES} == dict(now)


def test_xml_comes_back_as_it_went(tmp_path: Path) -> None:
    now, _ = generated(60, 2027)
    write_xml(now, tmp_path / "return.xml", year=2027)
    tables, findings = open_return([tmp_path / "return.xml"], 2027)
    assert findings == []
    for name in MODULES:
        expected = sorted(map(str, now[name].drop(["row_id"]).to_pylist()))
        assert sorted(map(str, tables[name].drop(["row_id"]).to_pylist())) == expected, name


def test_xml_cut_short_and_strange(tmp_path: Path) -> None:
    known = "<CHILDID>1</CHILDID><SEX>F</SEX>"
    text = f"<r><CHILD><HEADER>{known}<PET><A>x</A></PET></HEADER></CHILD><CHILD>"
    tables, findings = read(tmp_path, text, "return.xml")
    assert tables["header"]["CHILD"].to_pylist() == ["1"]
    assert kinds(findings) == [Kind.UNKNOWN_ELEMENT, Kind.NOT_WELL_FORMED]


def test_entities_are_not_followed(tmp_path: Path) -> None:
    entity = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    text = f"{entity}<r><CHILD><HEADER><UPN>&x;</UPN></HEADER></CHILD></r>"
    tables, _ = read(tmp_path, text, "return.xml")
    assert tables["header"]["UPN"].to_pylist() in ([], [None])


def test_no_files_and_empty_files(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_bytes(b"")
    tables, findings = open_return([tmp_path], 2025)
    assert {table.num_rows for table in tables.values()} == {0}
    assert kinds(findings) == [Kind.EMPTY, Kind.NO_TABLE, Kind.NO_TABLE]


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    _, findings = open_return([tmp_path / "gone.csv"], 2025)
    assert Kind.UNREADABLE_FILE in kinds(findings)
