"""Round trips, and files as authorities really have them."""

from datetime import date
from pathlib import Path

import pytest

from rightplace.returns.cin import (
    SCHEMAS,
    YEARS,
    CINError,
    Finding,
    open_return,
    write_csv,
    write_xml,
)
from rightplace.returns.sen2.findings import Kind
from tests.returns.cin.invented import invented

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>"
    "<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails></Header>"
)
CHILD = """<Child><ChildIdentifiers><LAchildID>C1</LAchildID><UPNunknown>UN1</UPNunknown>
<PersonBirthDate>2022-05-06</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>MOB</Disability>
<Disability>LD</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2024-06-03</CINreferralDate><DateOfInitialCPC>2024-07-01</DateOfInitialCPC>
<Assessments><AssessmentActualStartDate>2024-06-03</AssessmentActualStartDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors>
<AssessmentFactors>4B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<Section47><S47ActualStartDate>2024-06-10</S47ActualStartDate>
<DateOfInitialCPC>2024-07-02</DateOfInitialCPC></Section47>
<ReferralNFA>0</ReferralNFA>
<ChildProtectionPlans><CPPstartDate>2024-07-02</CPPstartDate>
<Reviews><CPPreviewDate>2024-09-30</CPPreviewDate><CPPreviewDate>2025-03-03</CPPreviewDate></Reviews>
<Reviews/></ChildProtectionPlans></CINdetails></Child>"""


def write(path: Path, children: str = CHILD, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path.write_bytes(f"<Message>{header}<Children>{children}</Children></Message>".encode(encoding))
    return path


def kinds(findings: tuple[Finding, ...]) -> set[Kind]:
    return {finding.kind for finding in findings}


@pytest.mark.parametrize("year", YEARS)
def test_xml_and_csv_come_back_as_they_went(tmp_path: Path, year: int) -> None:
    tables = invented(year)
    write_xml(tables, tmp_path / "cin.xml")
    write_csv(tables, tmp_path / "tables")
    for place in ("cin.xml", "tables"):
        back, findings = open_return([tmp_path / place], year)
        assert findings == ()
        assert {name: back[name].equals(tables[name]) for name in SCHEMAS} == dict.fromkeys(
            SCHEMAS, True
        )


def test_each_table_has_its_row_and_the_keys_above_it(tmp_path: Path) -> None:
    tables, findings = open_return([write(tmp_path / "cin.xml")], 2025)
    assert findings == ()
    assert tables["disability"].to_pylist() == [
        {"row_id": 1, "child_id": 1, "disability": "MOB"},
        {"row_id": 2, "child_id": 1, "disability": "LD"},
    ]
    assert tables["factor"]["factor"].to_pylist() == ["1A", "4B"]
    assert tables["cin"]["initial_cpc_date"].to_pylist() == [date(2024, 7, 1)]
    assert tables["section47"]["initial_cpc_date"].to_pylist() == [date(2024, 7, 2)]
    assert tables["review"].to_pylist() == [
        {"row_id": n, "child_id": 1, "cin_id": 1, "cp_plan_id": 1, "review_date": day}
        for n, day in enumerate((date(2024, 9, 30), date(2025, 3, 3), None), 1)
    ]


def test_last_year_beside_this_year_is_left_aside_and_said(tmp_path: Path) -> None:
    write(tmp_path / "a.xml", header=HEADER.replace("2025", "2024"), children=CHILD * 3)
    write(tmp_path / "b.xml")
    tables, findings = open_return([tmp_path], 2025)
    assert tables["child"].num_rows == 1
    assert kinds(findings) == {Kind.YEAR_DIFFERS}


def test_broken_xml_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write(tmp_path / "cin.xml", children=CHILD * 3)
    path.write_bytes(path.read_bytes()[:-300])
    tables, findings = open_return([path], 2025)
    assert tables["child"].num_rows >= 2
    assert kinds(findings) & {Kind.CUT_SHORT, Kind.NOT_WELL_FORMED}


def test_a_value_that_fits_nowhere_is_said_without_being_shown(tmp_path: Path) -> None:
    child = CHILD.replace("2022-05-06", "Zoë's birthday").replace("<Sex>F</Sex>", "<Shoe>44</Shoe>")
    tables, findings = open_return([write(tmp_path / "cin.xml", children=child)], 2025)
    assert tables["child"]["birth_date"].to_pylist() == [None]
    said = [(f.kind, f.field, f.value, f.where.line) for f in findings]
    assert said == [
        (Kind.DATE, "PersonBirthDate", "text of 14 characters", 2),
        (Kind.UNKNOWN_FIELD, "Shoe", "", 2),
    ]
    assert all(f.hint for f in findings)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "cin.xml")
    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]>' + path.read_text())
    with pytest.raises(CINError, match="document type"):
        open_return([path], 2025)


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CINError, match="No file"):
        open_return([tmp_path], 2025)
    with pytest.raises(CINError, match="There is no layout for 2019"):
        open_return([write(tmp_path / "cin.xml")], 2019)
    with pytest.raises(CINError, match="not there"):
        open_return([tmp_path / "none.xml"], 2025)


def test_names_differ_in_case_and_namespace(tmp_path: Path) -> None:
    path = write(tmp_path / "cin.xml", children=CHILD.replace("LAchildID", "LAChildID"))
    path.write_text(path.read_text().replace("<Message>", '<Message xmlns="urn:x">'))
    tables, findings = open_return([path], 2025)
    assert tables["child"]["la_child_id"].to_pylist() == ["C1"]
    assert findings == ()


def messy(folder: Path) -> Path:
    """Tables as people export them: marks, spreadsheets' days, extra columns, another order, a title."""
    folder.mkdir()
    texts = {
        "Child Identifiers 2024-25.csv": "\ufeffExport of the case system,,,\r\n"
        "PersonBirthDate,Sex,LAchildID,Team\r\n06/05/2022,F,C1,North\r\n44688,M,C2,\r\n",
        "ChildCharacteristics_2025.csv": "LAchildID;Ethnicity\nC2;WBRI\nC1;AIND\n",
        "Disabilities_2025.csv": "LAchildID,Disability\nC1,MOB\nC1,LD\nC9,LD\n",
        "CINdetails_2025.csv": "LAchildID,CINdetailsID,CINreferralDate,ReferralNFA\n"
        "C1,1,03-Jun-2024,0\nC2,1,2024-06-03 00:00:00,1\nC1,2,3 March 2025,0\n",
        "Assessments_2025.csv": "LAchildID,CINdetailsID,AssessmentActualStartDate,"
        "AssessmentAuthorisationDate,AssessmentFactors\n"
        "C1,1,03/06/2024,01/07/2024,1A\nC1,1,03/06/2024,01/07/2024,4B\nC1,2,04/03/2025,,\n",
        "CINdetails_2024.csv": "LAchildID,CINdetailsID,CINreferralDate\nC1,1,2023-06-03\n",
        "read me.pdf": "%PDF",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def test_messy_tables(tmp_path: Path) -> None:
    tables, findings = open_return([messy(tmp_path / "export")], 2025)
    born = [date(2022, 5, 6), date(2022, 5, 7)]
    child = tables["child"]
    assert child["birth_date"].to_pylist() == born
    assert child["ethnicity"].to_pylist() == ["AIND", "WBRI"]
    assert tables["disability"]["child_id"].to_pylist() == [1, 1]
    assert tables["cin"].select(["child_id", "referral_date"]).to_pylist() == [
        {"child_id": 1, "referral_date": date(2024, 6, 3)},
        {"child_id": 2, "referral_date": date(2024, 6, 3)},
        {"child_id": 1, "referral_date": date(2025, 3, 3)},
    ]
    assert tables["assessment"]["cin_id"].to_pylist() == [1, 3]
    assert tables["factor"].select(["assessment_id", "factor"]).to_pylist() == [
        {"assessment_id": 1, "factor": "1A"},
        {"assessment_id": 1, "factor": "4B"},
    ]
    said = {(f.kind, f.where.file) for f in findings}
    assert said == {
        (Kind.YEAR_DIFFERS, "CINdetails_2024.csv"),
        (Kind.UNKNOWN_TABLE, "read me.pdf"),
        (Kind.UNKNOWN_FIELD, "Child Identifiers 2024-25.csv"),
        (Kind.ORPHAN, "Disabilities_2025.csv"),
        (Kind.NO_TABLE, ""),
    }


def test_two_children_with_one_number_are_kept_for_the_rule_to_find(tmp_path: Path) -> None:
    path = tmp_path / "ChildIdentifiers.csv"
    path.write_text("LAchildID,PersonBirthDate\nC1,2020-01-01\nC1,2021-01-01\n,2021-01-01\n")
    tables, findings = open_return([path], 2025)
    assert tables["child"]["la_child_id"].to_pylist() == ["C1", "C1", None]
    assert Kind.SAME_KEY in kinds(findings)


def test_pre_proceedings_before_their_year_are_said(tmp_path: Path) -> None:
    child = CHILD.replace(
        "<ReferralNFA>",
        "<PreProceedingsandFGDM><PPStartDate>2024-06-03</PPStartDate>"
        "</PreProceedingsandFGDM><ReferralNFA>",
    )
    tables, findings = open_return([write(tmp_path / "cin.xml", children=child)], 2025)
    assert tables["pre_proceedings"].num_rows == 1
    assert kinds(findings) == {Kind.NOT_THIS_YEAR}
