"""Case files: what is read, and every way in which one can be wrong."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.law.casefile import CaseFile, CaseFileError, parse
from rightplace.law.duties import DUTIES
from rightplace.law.events import Event, EventKind, ExceptionClaim, Ground
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason

_CLAIM = {"ground": "c", "starts": "2024-02-01", "ends": "2024-03-01"}
_CLOSURE = {"ground": "a", "starts": "2024-07-24", "ends": "2024-09-02"}
_EXCUSE = {"reason": "missed_appointment", "starts": "2024-03-01", "ends": "2024-03-01"}
_WITHDRAWN = {"kind": "withdrawn", "on": "2024-01-01"}

_ADD_DATE = "It is missing. Add a date such as 2024-02-12."
_WRITE_DATE = "Write it as 2024-02-12."
_EXCUSABLE = ", ".join(key for key, duty in DUTIES.items() if duty.grounds)
_YEARS = "The year is not between 1991 and 2099. Correct the date."
_PARTS = "Use received, events, exceptions, advice_excuses."
_TURNED = "It ends on 2024-01-31, before it starts on {}. Correct one of the two dates."


def test_a_whole_file_is_read() -> None:
    claim = {
        **_CLOSURE,
        "affects": "school",
        "evidence": "term dates",
        "family_told_on": "2024-07-26",
        "advice_requested_on": "2024-07-20",
        "duties": ["first_plan.final_plan"],
    }
    content = {
        "received": "2024-01-01",
        "events": [{"kind": "advice_requested", "on": "2024-02-12", "ref": "health"}],
        "exceptions": [claim, _CLAIM],
        "advice_excuses": [{**_EXCUSE, "ref": "health"}],
    }
    day = date(2024, 3, 1)
    assert parse(json.dumps(content)) == CaseFile(
        (
            Event(date(2024, 1, 1), EventKind.REQUEST_RECEIVED),
            Event(date(2024, 2, 12), EventKind.ADVICE_REQUESTED, "health"),
        ),
        (
            ExceptionClaim(
                Ground.SCHOOL_CLOSURE,
                date(2024, 7, 24),
                date(2024, 9, 2),
                "school",
                "term dates",
                date(2024, 7, 26),
                date(2024, 7, 20),
                frozenset({"first_plan.final_plan"}),
            ),
            ExceptionClaim(Ground.EXCEPTIONAL_CIRCUMSTANCES, date(2024, 2, 1), day),
        ),
        (AdviceExcuse("health", AdviceExcuseReason.MISSED_APPOINTMENT, day, day),),
    )


@pytest.mark.parametrize("text", ["{}", '{"events": []}', ' \n{ "exceptions" : [ ] }'])
def test_every_part_may_be_left_out(text: str) -> None:
    assert parse(text) == CaseFile(())


# The text of the file, and each problem as it is told: where, what, how to mend it.
NO_JSON = "Correct the file there."
WRONG_TEXT = [
    (
        "{",
        "line 1, column 2: This is no JSON (Expecting property name enclosed in double quotes). "
        + NO_JSON,
    ),
    ("", f"line 1, column 1: This is no JSON (Expecting value). {NO_JSON}"),
    ("received: 2024-01-01", f"line 1, column 1: This is no JSON (Expecting value). {NO_JSON}"),
    ('{"events": [],\n}', "line 2, column 1: This is no JSON "
     f"(Expecting property name enclosed in double quotes). {NO_JSON}"),
    ("[]", "the file: It is no object. Write it as { ... }."),
    ("null", "the file: It is no object. Write it as { ... }."),
]  # fmt: skip
# What the file holds, and the problems.
_NO_EXCUSABLE: list[object] = ["review.annuall", "review.annual", {}, None]
WRONG: list[tuple[dict[str, object], list[str]]] = [
    ({"recieved": "2024-01-01"}, [f"the file: There is no 'recieved' here. {_PARTS}"]),
    ({"received": "1 January"}, [f"the file.received: '1 January' is no date. {_WRITE_DATE}"]),
    ({"received": "2023-02-29"}, [f"the file.received: '2023-02-29' is no date. {_WRITE_DATE}"]),
    ({"received": 20240101}, [f"the file.received: 20240101 is no date. {_WRITE_DATE}"]),
    ({"received": "0204-01-02"}, [f"the file.received: {_YEARS}"]),
    ({"received": None}, [f"the file.received: {_ADD_DATE}"]),
    ({"events": {}}, ["events: It is no list. Write it as [ ... ]."]),
    ({"events": [7]}, ["events[0]: It is no object. Write it as { ... }."]),
    ({"events": [_WITHDRAWN, {"kind": "withdrawn"}]}, [f"events[1].on: {_ADD_DATE}"]),
    (
        {"events": [{}]},
        [
            f"events[0].kind: It is missing. Use {', '.join(EventKind)}.",
            f"events[0].on: {_ADD_DATE}",
        ],
    ),
    (
        {"events": [{"kind": "decided_to_asses", "on": "2024"}]},
        [
            "events[0].kind: 'decided_to_asses' is not known."
            " Use decided_to_assess, decided_to_reassess, decided_to_issue.",
            f"events[0].on: '2024' is no date. {_WRITE_DATE}",
        ],
    ),
    ({"events": [{**_WITHDRAWN, "ref": 1}]}, ['events[0].ref: 1 is no text. Write it in "quotes".']),
    (
        {"events": [{**_WITHDRAWN, "date": "2024-01-01"}]},
        ["events[0]: There is no 'date' here. Use kind, on, ref."],
    ),
    ({"exceptions": [_CLAIM | {"ground": "e"}]}, [
        "exceptions[0].ground: 'e' is not known. Use a, b, c, d."]),
    ({"exceptions": [{"ground": "c"}]}, [
        f"exceptions[0].starts: {_ADD_DATE}", f"exceptions[0].ends: {_ADD_DATE}"]),
    ({"exceptions": [_CLAIM | {"ends": "2024-01-31"}]}, [
        f"exceptions[0]: {_TURNED.format('2024-02-01')}"]),
    ({"exceptions": [_CLAIM | {"ends": "9999-12-31"}]}, [f"exceptions[0].ends: {_YEARS}"]),
    ({"exceptions": [_CLOSURE]}, [f"exceptions[0].advice_requested_on: {_ADD_DATE}"]),
    ({"exceptions": [_CLOSURE | {"ground": "b"}]}, [
        f"exceptions[0].advice_requested_on: {_ADD_DATE}"]),
    *(
        ({"exceptions": [_CLAIM | {"duties": [key]}]}, [
            f"exceptions[0].duties: {key!r} is no duty that an exception can lift."
            f" Use {_EXCUSABLE}."])
        for key in _NO_EXCUSABLE
    ),
    ({"advice_excuses": [_EXCUSE | {"reason": "ill"}]}, [
        "advice_excuses[0].reason: 'ill' is not known."
        " Use exceptional_circumstances, away_from_area, missed_appointment."]),
    ({"advice_excuses": [_EXCUSE | {"ends": "2024-01-31"}]}, [
        f"advice_excuses[0]: {_TURNED.format('2024-03-01')}"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), WRONG_TEXT, ids=[row[0] for row in WRONG_TEXT])
def test_what_is_no_case_file_is_refused(text: str, problem: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        parse(text)
    assert str(caught.value) == problem


@pytest.mark.parametrize(("content", "problems"), WRONG, ids=[str(row[0])[:60] for row in WRONG])
def test_each_fault_is_named_and_placed(content: dict[str, object], problems: list[str]) -> None:
    with pytest.raises(CaseFileError) as caught:
        parse(json.dumps(content))
    assert str(caught.value).split("\n") == problems
    assert [str(problem) for problem in caught.value.problems] == problems


_names = st.sampled_from(
    ["received", "events", "exceptions", "advice_excuses", *_CLAIM, *_EXCUSE, *_WITHDRAWN, "duties"]
)
_scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["a", "c", "withdrawn", "2024-01-01", "0001-01-01", "9999-12-31", ""])
)
_anything = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=5)
)


@given(st.dictionaries(_names, _anything))
def test_no_file_breaks_the_reader(content: dict[str, object]) -> None:
    with suppress(CaseFileError):
        parse(json.dumps(content))
