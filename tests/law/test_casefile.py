"""Case files: what is read, and every way in which one can be wrong."""

import json
from datetime import date

import pytest

from rightplace.law.casefile import CaseFile, CaseFileError, parse
from rightplace.law.events import Event, EventKind, ExceptionClaim, Ground
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason


def test_a_whole_file_is_read() -> None:
    text = json.dumps(
        {
            "received": "2024-01-01",
            "events": [{"kind": "advice_requested", "on": "2024-02-12", "ref": "health"}],
            "exceptions": [
                {
                    "ground": "a",
                    "starts": "2024-07-24",
                    "ends": "2024-09-02",
                    "affects": "school",
                    "evidence": "term dates",
                    "family_told_on": "2024-07-26",
                    "advice_requested_on": "2024-07-20",
                    "duties": ["first_plan.final_plan"],
                }
            ],
            "advice_excuses": [
                {
                    "ref": "health",
                    "reason": "missed_appointment",
                    "starts": "2024-03-01",
                    "ends": "2024-03-01",
                }
            ],
        }
    )
    day = date(2024, 3, 1)
    assert parse(text) == CaseFile(
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
        ),
        (AdviceExcuse("health", AdviceExcuseReason.MISSED_APPOINTMENT, day, day),),
    )


def test_every_part_may_be_left_out() -> None:
    assert parse("{}") == CaseFile(())


WRONG = [
    ("{", ["line 1, column 2"]),
    ("[]", ["the file"]),
    ('{"recieved": "2024-01-01"}', ["the file"]),
    ('{"received": "1 January"}', ["the file.received"]),
    ('{"received": null}', ["the file.received"]),
    ('{"events": {}}', ["events"]),
    ('{"events": [7]}', ["events[0]"]),
    ('{"events": [{"kind": "withdrawn"}]}', ["events[0].on"]),
    ('{"events": [{"kind": "x", "on": "2024"}]}', ["events[0].kind", "events[0].on"]),
    ('{"events": [{"kind": "withdrawn", "on": "2024-01-01", "ref": 1}]}', ["events[0].ref"]),
    (
        '{"exceptions": [{"ground": "c", "starts": "2024-01-01", "ends": "2024-02-01",'
        ' "duties": ["review.annuall"]}]}',
        ["exceptions[0].duties"],
    ),
    (
        '{"exceptions": [{"ground": "e", "starts": "2024-01-01", "ends": "2024-02-01"}]}',
        ["exceptions[0].ground"],
    ),
    (
        '{"advice_excuses": [{"reason": "ill", "starts": "2024-01-01", "ends": "2024-02-01"}]}',
        ["advice_excuses[0].reason"],
    ),
]


@pytest.mark.parametrize(("text", "places"), WRONG, ids=[row[0][:40] for row in WRONG])
def test_each_fault_is_placed(text: str, places: list[str]) -> None:
    with pytest.raises(CaseFileError) as caught:
        parse(text)
    assert sorted(problem.where for problem in caught.value.problems) == places
    assert all(problem.what and problem.mend for problem in caught.value.problems)


def test_a_misspelt_kind_is_met_with_the_nearest_ones() -> None:
    with pytest.raises(CaseFileError) as caught:
        parse('{"events": [{"kind": "decided_to_asses", "on": "2024-01-01"}]}')
    assert caught.value.problems[0].mend.startswith("Use decided_to_assess,")
