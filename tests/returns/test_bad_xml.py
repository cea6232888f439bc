"""Each way in which an XML return can be wrong, and what is said of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rightplace.returns.sen2 import Kind, SEN2Error, read
from rightplace.returns.sen2.findings import CAP
from tests.returns.conftest import HEADER, read_and_said

Xml = Callable[..., Path]

PLACED = (
    "<Person><Requests><RequestOutcome>H</RequestOutcome><ActivePlans>{}</ActivePlans>"
    "</Requests></Person>"
)
FINDINGS = {
    "unknown element": (
        "<Person><Surname>Ashworth</Surname><Shoe>6</Shoe></Person>",
        ("return.xml, Person, line 3", "Shoe is not an item of this table; its value was left out"),
    ),
    "an attribute": (
        '<Person><Surname note="check">Ashworth</Surname></Person>',
        (
            "return.xml, line 3",
            "Surname carries an attribute, note='check', which was left out: "
            "items of the return are elements",
        ),
    ),
    "code of no list": (
        "<Person><Sex>X</Sex></Person>",
        (
            "return.xml, Person, line 3",
            "X is not a code for Sex in this year's return; it was kept",
        ),
    ),
    "not a date": (
        "<Person><PersonBirthDate>31/02/2012</PersonBirthDate></Person>",
        (
            "return.xml, Person, line 3",
            "31/02/2012 is not a date; PersonBirthDate was left blank",
        ),
    ),
    "an item of another year": (
        "<Person><GenderCurrent>1</GenderCurrent></Person>",
        (
            "return.xml, Person, line 3",
            "GenderCurrent is not collected in this year's return; the value was kept",
        ),
    ),
    "the same item twice": (
        "<Person><Surname>Quill</Surname><Surname>Sharp</Surname></Person>",
        (
            "return.xml, Person, line 3",
            "Surname is given twice for one record; only one of the values was kept",
        ),
    ),
    "a record outside its parent": (
        "<Person><SENneed><SENtype>ASD</SENtype></SENneed></Person>",
        (
            "return.xml, line 3",
            "SENneed is not inside the record it belongs to and was left out",
        ),
    ),
    "an item with elements inside": (
        "<Person><Surname>Quill<b>Sharp</b></Surname></Person>",
        (
            "return.xml, Person, line 3",
            "Surname holds more than plain text; the text before that was kept",
        ),
    ),
    "residence on the plan after 2023": (
        PLACED.format("<RES>A</RES><PlacementDetail/>"),
        (
            "return.xml, ActivePlans, line 3",
            "RES belongs to the placement from 2024; it was put on the main placement",
        ),
    ),
    "residence on both, and not the same": (
        PLACED.format("<RES>A</RES><PlacementDetail><RES>B</RES></PlacementDetail>"),
        (
            "return.xml, ActivePlans, line 3",
            "RES is given twice for one record; only one of the values was kept",
        ),
    ),
    "residence without a placement": (
        PLACED.format("<RES>A</RES>"),
        (
            "return.xml, ActivePlans, line 3",
            "RES has no placement to belong to and was left out",
        ),
    ),
    "a bare ampersand": (
        "<Person><Surname>Quill & Sharp</Surname></Person>",
        ("return.xml, line 3", "The XML is broken here: xmlParseEntityRef: no name"),
    ),
    "far too long": (
        f"<Person><Surname>{'a' * 1001}</Surname></Person>",
        ("return.xml, Person, line 3", "Surname is longer than 1,000 characters; it was cut there"),
    ),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_finding(name: str, xml: Xml) -> None:
    persons, expected = FINDINGS[name]
    _, found = read_and_said(xml(persons))
    assert expected in found


def test_the_value_outside_the_list_is_kept_and_the_bad_date_is_not(xml: Xml) -> None:
    path = xml("<Person><Sex>X</Sex><PersonBirthDate>soon</PersonBirthDate></Person>")
    person = read(path).tables["person"].to_pylist()[0]
    assert (person["sex"], person["person_birth_date"]) == ("X", None)


def test_open_code_lists_take_anything(xml: Xml) -> None:
    result = read(xml(PLACED.format("<PlacementDetail><WBP>Q</WBP></PlacementDetail>")))
    assert result.findings == ()
    assert result.tables["placement_detail"]["wbp"].to_pylist() == ["Q"]


def test_names_in_any_case_order_and_namespace(xml: Xml) -> None:
    persons = (
        '<s:PERSON xmlns:s="urn:x"><s:requests><s:ACTIVEPLANS><s:sENneed>'
        "<s:SenType>ASD</s:SenType></s:sENneed></s:ACTIVEPLANS><s:requestoutcome>H"
        "</s:requestoutcome></s:requests><s:SURNAME>Ashworth</s:SURNAME></s:PERSON>"
    )
    result, found = read_and_said(xml(persons))
    assert found == [("return.xml", "The elements carry the namespace urn:x, which was ignored")]
    assert result.tables["person"]["surname"].to_pylist() == ["Ashworth"]
    assert result.tables["sen_need"]["sen_type"].to_pylist() == ["ASD"]


def test_persons_spelt_two_ways_are_all_read(xml: Xml) -> None:
    path = xml("<Person><Surname>A</Surname></Person><PERSON><Surname>B</Surname></PERSON>")
    assert read(path).tables["person"]["surname"].to_pylist() == ["A", "B"]


def test_records_inside_wrappers_are_read_through(xml: Xml) -> None:
    path = xml("<Person><AllRequests><Requests><RYA>0</RYA></Requests></AllRequests></Person>")
    result, found = read_and_said(path)
    assert result.tables["request"]["rya"].to_pylist() == ["0"]
    assert [message for _, message in found] == [
        "AllRequests is not an item of this table; its value was left out"
    ]


def test_a_cut_file_keeps_what_came_before(xml: Xml) -> None:
    path = xml("<Person><Surname>A</Surname></Person>\n<Person><Surname>B</Surname></Person>")
    text = path.read_bytes()
    path.write_bytes(text[: text.index(b"B<")])
    result, found = read_and_said(path)
    assert result.tables["person"]["surname"].to_pylist()[0] == "A"
    assert found == [
        (
            "return.xml, line 4",
            "The file ends before its closing tags; its last record may be incomplete",
        )
    ]


def test_windows_text_under_a_utf8_heading(xml: Xml) -> None:
    path = xml("<Person><Surname>Brontë</Surname></Person>", encoding="cp1252")
    result, found = read_and_said(path)
    assert result.tables["person"]["surname"].to_pylist() == ["Brontë"]
    assert found == [("return.xml", "The text is not utf-8; it was read as Windows-1252")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(encoding: str, xml: Xml) -> None:
    result = read(xml("<Person><Surname>Brontë</Surname></Person>", encoding=encoding))
    assert result.tables["person"]["surname"].to_pylist() == ["Brontë"]
    assert result.findings == ()


def test_a_field_beyond_the_parsers_limit(xml: Xml) -> None:
    first = "<Person><Surname>A</Surname></Person>"
    huge = f"<Person><Surname>{'a' * 11_000_000}</Surname></Person>"
    result, found = read_and_said(xml(first + huge))
    assert result.tables["person"]["surname"].to_pylist()[0] == "A"
    assert (
        "return.xml, line 3",
        "A value or the nesting here is far larger than any return's; nothing after it was read",
    ) in found


def test_elements_as_deep_as_the_parser_lets_through(xml: Xml) -> None:
    tags = [f"t{number}" for number in range(250)]
    inside = "".join(f"<{tag}>" for tag in tags) + "".join(f"</{tag}>" for tag in tags[::-1])
    result = read(xml(f"<Person>{inside}</Person>"))
    assert result.counts == {Kind.UNKNOWN_FIELD: 250}


def test_findings_are_capped_and_all_are_counted(xml: Xml) -> None:
    result = read(xml("<Person><Sex>X</Sex><Shoe>6</Shoe></Person>" * (CAP + 5)))
    assert len(result.findings) == 2 * CAP
    assert result.counts == {Kind.CODE: CAP + 5, Kind.UNKNOWN_FIELD: CAP + 5}


YEARS = {
    "from the header": (HEADER, None, 2026, []),
    "from the reference date": (
        "<Header><ReferenceDate>2025-01-16</ReferenceDate></Header>", None, 2025, [],
    ),
    "as asked": ("", 2024, 2024, []),
    "header against what was asked": (
        HEADER,
        2024,
        2026,
        [
            "The header and what was asked for name different years: "
            "header 2026, asked for 2024, read as 2026"
        ],
    ),
    "a year that is no number": (
        "<Header><Year>2O26</Year></Header>",
        2026,
        2026,
        [
            "The header and what was asked for name different years: "
            "header 2O26, asked for 2026, read as 2026"
        ],
    ),
    "another day": (
        "<Header><Year>2026</Year><ReferenceDate>2026-01-16</ReferenceDate></Header>",
        None,
        2026,
        ["2026-01-16 is not this year's survey day"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", YEARS)
def test_the_year(name: str, xml: Xml) -> None:
    header, asked, year, messages = YEARS[name]
    result = read(xml("<Person/>", header=header), year=asked)
    assert result.year == year
    assert [finding.message for finding in result.findings] == messages


REFUSED = {
    "empty": (b"", "x.xml: The file is empty. Copy or export the file again."),
    "not XML": (
        b"<",
        "x.xml: This is not an XML file. Choose the file that was exported for COLLECT.",
    ),
    "another return": (
        b"<Message><Header><Collection>CIN</Collection></Header></Message>",
        "x.xml: This XML file holds no Person record and its header does not say SEN2. "
        "Choose the SEN2 return.",
    ),
    "plain text": (
        b"Dear colleague",
        "x.xml: This is not a SEN2 return. Choose an XML file, a COLLECT export or a workbook.",
    ),
    "old Excel": (
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        "x.xml: This is an Excel 97-2003 workbook, or one with a password. "
        "Open it in Excel and save it without a password as .xlsx.",
    ),
    "no year": (
        b"<Message><Person/></Message>",
        "x.xml: The header does not say which year. "
        "Only 2023 to 2027 can be read. Correct the header or give the year.",
    ),
    "a year without layout": (
        b"<Message><Year>2019</Year><Person/></Message>",
        "x.xml: The return is for 2019. "
        "Only 2023 to 2027 can be read. Correct the header or give the year.",
    ),
    "expanding entities": (
        b"<!DOCTYPE m [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
        b"<Message><Person><Surname>&b;</Surname></Person></Message>",
        "x.xml: The file declares a document type, which a return never does and which can hide "
        "an attack. Take out the <!DOCTYPE ...> block, or export the file again.",
    ),
    "an outside entity": (
        b"<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><Message>&a;</Message>",
        "x.xml: The file declares a document type, which a return never does and which can hide "
        "an attack. Take out the <!DOCTYPE ...> block, or export the file again.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    content, message = REFUSED[name]
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    with pytest.raises(SEN2Error) as caught:
        read(path)
    assert str(caught.value) == message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SEN2Error) as caught:
        read(tmp_path / "gone.xml")
    assert str(caught.value) == (
        "gone.xml: The file cannot be opened (No such file or directory). "
        "Check the name, and that nothing else has it open."
    )


def test_progress_ends_at_the_total(xml: Xml) -> None:
    seen: list[tuple[int, int]] = []
    path = xml("<Person/>" * 10)
    read(path, progress=lambda done, total: seen.append((done, total)))
    size = path.stat().st_size
    assert seen[-1] == (size, size)
    assert seen == sorted(seen)


def test_what_a_schema_instance_says_is_no_finding(xml: Xml) -> None:
    space = "http://www.w3.org/2001/XMLSchema-instance"
    nil = f'<Person><Surname xmlns:xsi="{space}" xsi:nil="true"/></Person>'
    assert [f for f in read(xml(nil)).findings if f.kind is Kind.ATTRIBUTE] == []
