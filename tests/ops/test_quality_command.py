"""A run of the rules over the hamlet: each finding led back to its child, settled, and told as counts."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rightplace.casework.models import (
    AuditEvent,
    CheckRun,
    Finding,
    FindingState,
    NamedSetting,
    Need,
    Person,
    Placement,
    Plan,
    Request,
    User,
)
from rightplace.facts.quality.record import RULES as RECORD
from rightplace.facts.snapshot import Snapshot, SnapshotError, freeze
from rightplace.ops.checking import collection_year
from rightplace.ops.findings import RulesError, rules_of, run_findings
from rightplace.ops.main import main
from tests.conftest import County

pytestmark = pytest.mark.django_db
LATER = datetime(2023, 1, 31, 19, tzinfo=UTC)
LATEST = datetime(2023, 1, 31, 20, tzinfo=UTC)


def frozen(
    county: County, changed: Mapping[str, pa.Table], name: str, at: datetime, store: Path
) -> Snapshot:
    """The hamlet's snapshot with some tables changed."""
    tables = county.snapshot.tables() | changed
    return freeze(tables, name=name, about=county.snapshot.about, taken_at=at, store=store)


def with_row(table: pa.Table, key: str, of: int, **values: Any) -> pa.Table:
    """A table with values of one row changed."""
    rows = [row | values if row[key] == of else row for row in table.to_pylist()]
    return pa.Table.from_pylist(rows, schema=table.schema)


def administrator() -> User:
    return User.objects.get(username="administrator")


def test_each_finding_is_led_back_to_the_row_and_the_child_that_it_is_about(
    county: County,
) -> None:
    child_of = {
        "person": {key: key for key in Person.objects.values_list("pk", flat=True)},
        "request": dict(Request.objects.values_list("pk", "person"))
        | {-key: person for key, person in Plan.objects.values_list("pk", "person")},
        "assessment": dict(Request.objects.values_list("assessment", "person"))
        | {-key: person for key, person in Plan.objects.values_list("pk", "person")},
        "named_plan": dict(Plan.objects.values_list("pk", "person")),
        "active_plan": dict(Plan.objects.values_list("pk", "person")),
        "plan_detail": dict(NamedSetting.objects.values_list("pk", "plan__person")),
        "placement_detail": dict(Placement.objects.values_list("pk", "plan__person")),
        "sen_need": dict(Need.objects.values_list("pk", "plan__person")),
        "header": {1: None},
    }
    rows = list(Finding.objects.values_list("table", "record_key", "person"))
    assert len(rows) > 200
    assert [(t, k, p) for t, k, p in rows if child_of[t][k] != p] == []
    assert len({table for table, _, _ in rows}) >= 6


def test_the_owner_is_the_officer_of_the_case(county: County) -> None:
    plans = dict(Plan.objects.values_list("pk", "officer"))
    wrong = [
        finding
        for finding in Finding.objects.filter(plan__isnull=False, officer__isnull=False)
        if plans[finding.plan_id] != finding.officer_id
    ]
    assert wrong == []
    nobody = Finding.objects.filter(officer=None)
    assert set(nobody.values_list("source", flat=True)) == {"register"}


def test_every_rule_gave_a_verdict_or_says_what_it_lacks(county: County) -> None:
    runs = list(CheckRun.objects.order_by("pk"))
    assert [run.collection for run in runs] == ["sen2", "record"]
    assert [run.broken for run in runs] == [{}, {}]
    assert set(runs[1].rules) == {rule.id for rule in RECORD}
    lacking = runs[0].not_asked.values()
    assert [why for why in lacking if not why.startswith("it needs a list")] == []
    assert sum(run.found for run in runs) == Finding.objects.count()


def test_a_mistake_opens_a_finding_and_its_mending_closes_it(
    county: County, tmp_path: Path
) -> None:
    plan = Plan.objects.live().filter(officer=county.user("officer"), person__findings=None).first()
    assert plan is not None
    people = county.snapshot.table("person")
    none = {"upn": None, "unique_learner_number": None, "upn_unknown": None}
    worse = with_row(people, "person_id", plan.person_id, **none)
    snapshot = frozen(county, {"person": worse}, "worse", LATER, tmp_path)
    runs = run_findings(snapshot, by=administrator(), at=LATER)
    assert [(run.opened, run.mended) for run in runs] == [(1, 0), (1, 0)]
    opened = Finding.objects.filter(person=plan.person_id).order_by("rule")
    told = [(f.rule, f.officer, f.due_on, f.state) for f in opened]
    assert told == [
        ("LOC-P09", plan.officer, date(2023, 2, 7), "open"),
        ("REC-P01", plan.officer, date(2023, 2, 7), "open"),
    ]
    assert len({finding.mistake for finding in opened}) == 1
    mended = frozen(county, {"person": people}, "mended", LATEST, tmp_path)
    again = run_findings(mended, by=administrator(), at=LATEST)
    assert [(run.opened, run.mended) for run in again] == [(0, 1), (0, 1)]
    assert {f.state for f in opened.all()} == {FindingState.MENDED}


def test_the_same_snapshot_again_changes_nothing(county: County) -> None:
    before = list(Finding.objects.order_by("pk").values())
    looked = AuditEvent.objects.filter(action="findings.settle").count()
    runs = run_findings(county.snapshot, by=administrator(), at=LATER)
    assert runs == list(CheckRun.objects.order_by("pk"))
    assert list(Finding.objects.order_by("pk").values()) == before
    assert looked == 2


def test_the_year_is_the_one_that_is_worked_on() -> None:
    days = (date(2023, 1, 31), date(2023, 3, 31), date(2023, 4, 1), date(2035, 1, 1))
    assert [collection_year(day) for day in days] == [2023, 2023, 2024, 2027]


def test_rules_are_changed_and_added_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        '[REC-V01]\noff = "we know"\n[LOC-P08]\nseverity = "error"\n'
        '[[add]]\nid = "OWN-1"\ntable = "person"\nfields = ["post_code"]\nseverity = "query"\n'
        'message = "Not here"\nwhere = "post_code not like \'MA%\'"\n'
    )
    rules = rules_of(path)
    assert {r.id for r in RECORD} - {r.id for r in rules.record} == {"REC-V01"}
    assert [r.id for r in rules.record][-1] == "OWN-1"
    assert [r.severity.value for r in rules.sen2 if r.id == "LOC-P08"] == ["error"]
    path.write_text('[REC-X99]\noff = "no such"\n')
    with pytest.raises(RulesError, match="there is no rule REC-X99"):
        rules_of(path)


def test_a_snapshot_of_a_return_is_refused(county: County) -> None:
    about = replace(county.snapshot.about, origin="return", year=2023)
    with pytest.raises(SnapshotError, match="rightplace check"):
        run_findings(replace(county.snapshot, about=about), by=administrator(), at=LATER)


def test_the_command_prints_counts_and_nothing_about_a_child(
    county: County, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(county.snapshot.folder, home / "snapshots" / county.snapshot.name)
    assert main(["quality", county.snapshot.name, "--by", "administrator"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    numbers = {run.found for run in CheckRun.objects.all()}
    assert [f"{number:,}" in said.out for number in numbers] == [True, True]
    names = Person.objects.values_list("surname", flat=True).distinct()
    assert [name for name in names if name in said.out] == []
    assert said.out.count("nothing has changed") == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["no-such-snapshot"], "There is no snapshot 'no-such-snapshot'"),
        (["january-2023", "--by", "nobody-1"], "Nobody signs in as nobody-1"),
        (["january-2023", "--year", "1999"], "There is no SEN2 layout for 1999"),
        (["january-2023", "--rules", "no-such.toml"], "no-such.toml cannot be read"),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(
    county: County, home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    shutil.copytree(county.snapshot.folder, home / "snapshots" / county.snapshot.name)
    assert main(["quality", *arguments]) == 2
    assert why in capsys.readouterr().err
