"""A list is read in whatever layout it comes, whole or not at all, and every fault has its place."""

import io
from datetime import date, datetime

import pyarrow as pa
import pytest
from openpyxl import Workbook

from rightplace.facts.lists import ListRefused, checked, read_list
from rightplace.facts.lists_codes import (
    ACCOMMODATION,
    IN_EDUCATION_OR_WORK,
    LEGAL_STATUSES,
    STATUTORY_PLACES,
    Abuse,
    Activity,
)
from rightplace.facts.lists_rules import LIST_RULES
from rightplace.facts.schema import LIST_TABLES, TABLES
from rightplace.returns import ssda903
from rightplace.returns.cin.codes import CODES

HOME = "home_educated"
PLANS = "child_protection_plan"


def rows(table: str, text: str) -> list[dict[str, object]]:
    return read_list(table, text.encode()).to_pylist()


def faults(table: str, content: str | bytes) -> list[str]:
    with pytest.raises(ListRefused) as refused:
        read_list(table, content.encode() if isinstance(content, str) else content)
    return [str(fault) for fault in refused.value.faults]


def test_columns_may_stand_in_any_order_and_others_are_left_aside() -> None:
    text = "ended_on,colour,child_ref,started_on\n,red,A1,2022-01-31\n2022-05-01,,A2,2021-01-01\n"
    assert rows(HOME, text) == [
        {
            "home_educated_id": 1, "child_ref": "A1", "upn": None, "started_on": date(2022, 1, 31),
            "ended_on": None,
        },
        {
            "home_educated_id": 2, "child_ref": "A2", "upn": None, "started_on": date(2021, 1, 1),
            "ended_on": date(2022, 5, 1),
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffLAchildID;CPPstartDate;NumberOfPreviousCPP\nA1;31/01/2022;1\n".encode(),
        b"Child ID\tStart date\tPrevious plans\nA1\t31 January 2022\t1\n",
        "Child Ref,Started On,plans before\nA1,44592,1.0\n".encode("utf-16"),
        b"child_ref,started_on,plans_before\r\n\r\n  A1 ,31-Jan-2022,1\r\n,,\r\n",
    ],
)
def test_other_names_and_layouts_of_a_file(content: bytes) -> None:
    found = read_list(PLANS, content).to_pylist()
    assert [(r["child_ref"], r["started_on"], r["plans_before"]) for r in found] == [
        ("A1", date(2022, 1, 31), 1)
    ]


def workbook(*lines: list[object]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def test_a_workbook_with_its_own_days_and_numbers() -> None:
    content = workbook(
        ["URN", "Phase", "Overall effectiveness", "Publication date", "Pupils"],
        [100001, "Primary", 2, datetime(2022, 1, 31), 210],
        [100002.0, "secondary", "Outstanding", "1/9/2021", None],
    )
    found = read_list("school_judgement", content).to_pylist()
    assert [
        (r["urn"], r["phase"], r["judgement"], r["in_force_from"], r["pupils"]) for r in found
    ] == [
        ("100001", "primary", "2", date(2022, 1, 31), 210),
        ("100002", "secondary", "1", date(2021, 9, 1), None),
    ]


def test_every_fault_is_named_with_its_row_and_column_and_how_to_mend_it() -> None:
    text = (
        "child_ref,started_on,ended_on,category,plans_before\n"
        "A1,2022-02-30,,NEG,1\n"
        ",2022-01-01,2021-12-31,Neglect,-1\n"
        "A3,,,XYZ,many\n"
    )
    day = "write the day as 2022-12-31 or 31/12/2022"
    codes = "use one of the codes NEG, PHY, SAB, EMO, MUL"
    whole = "write a whole number, nought or more"
    fill = "fill it in, or take the row out"
    assert sorted(faults(PLANS, text)) == sorted(
        [
            f'row 2, started_on: "2022-02-30" cannot stand there. To mend it, {day}.',
            f"row 3, child_ref: it is empty. To mend it, {fill}.",
            f'row 3, plans_before: "-1" cannot stand there. To mend it, {whole}.',
            "row 3, ended_on: 2021-12-31 is before started_on, 2022-01-01."
            " To mend it, correct one of the two days.",
            f"row 4, started_on: it is empty. To mend it, {fill}.",
            f'row 4, category: "XYZ" cannot stand there. To mend it, {codes}.',
            f'row 4, plans_before: "many" cannot stand there. To mend it, {whole}.',
        ]
    )


def test_faults_stand_in_the_order_of_rows_and_the_first_are_shown() -> None:
    text = "child_ref,started_on\n" + "A,never\n" * 30
    with pytest.raises(ListRefused) as refused:
        read_list(HOME, text.encode())
    assert [fault.row for fault in refused.value.faults] == list(range(2, 32))
    assert str(refused.value).endswith("\nand 10 more")


def test_a_column_that_is_not_there_is_named_with_its_other_names() -> None:
    (said,) = faults(HOME, "child,finished\nA1,2022-01-01\n")
    assert said == (
        "row 1, started_on: there is no such column."
        " To mend it, name a column started_on (or decom, start_date, started)."
    )


def test_keys_may_not_stand_twice() -> None:
    text = "home_educated_id,child_ref,started_on\n7,A1,2022-01-01\n7,A2,2022-01-01\n"
    assert faults(HOME, text) == [
        "row 3, home_educated_id: 7 stands in row 2 too."
        " To mend it, give each row a number of its own."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty: choose the file with the list."),
        (
            b"PK\x03\x04 torn",
            "The file is not a workbook that can be read: save it as .xlsx without macros or a password,"
            " or as .csv.",
        ),
    ],
)
def test_a_file_that_holds_no_list(content: bytes, said: str) -> None:
    assert faults(HOME, content) == [said]


def test_a_list_may_hold_no_row() -> None:
    assert read_list(HOME, b"child_ref,started_on\n").equals(TABLES[HOME].arrow.empty_table())


def test_rows_of_a_return_are_held_to_the_same_rules() -> None:
    good = {
        "home_educated_id": 1,
        "child_ref": "A",
        "started_on": date(2022, 1, 1),
        "ended_on": None,
    }
    table = pa.Table.from_pylist([good], schema=TABLES[HOME].arrow)
    assert checked(HOME, table).equals(table)
    with pytest.raises(ListRefused, match="row 1, child_ref: it is empty"):
        checked(HOME, pa.Table.from_pylist([good | {"child_ref": None}], schema=TABLES[HOME].arrow))


def test_every_list_has_its_rules_and_they_are_about_its_columns() -> None:
    assert set(LIST_RULES) == {table.name for table in LIST_TABLES}
    for name, rule in LIST_RULES.items():
        columns = set(TABLES[name].arrow.names)
        used = {*rule.required, *rule.codes, *rule.words, *(rule.span or ())}
        assert used <= columns
        assert set(rule.words) <= set(rule.codes)


def test_codes_are_those_of_the_statutory_returns() -> None:
    every = {
        name: {code.code for code in ssda903.CODE_SETS[name].codes} for name in ssda903.CODE_SETS
    }
    assert set(ACCOMMODATION) == every["ACCOM"]
    assert {code.value: code.label for code in Activity if code.value != "0"} == {
        code.code: code.label for code in ssda903.CODE_SETS["ACTIV"].codes if code.code != "0"
    }
    assert set(STATUTORY_PLACES) == every["PLACE"]
    assert set(LEGAL_STATUSES) == every["LS"]
    assert {code.value: code.label for code in Abuse} == dict(CODES["abuse"])
    assert set(IN_EDUCATION_OR_WORK) == {"F1", "F2", "F4", "F5", "P1", "P2", "P4", "P5"}
