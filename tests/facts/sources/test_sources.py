"""The map of sources, held against the snapshot, the returns, the register of measures and the record."""

from datetime import date

import pyarrow.compute as pc
import pytest

from rightplace.casework.findings import source_of as source_of_finding
from rightplace.casework.models import DatumSource, Role
from rightplace.casework.sources import Interface, days_overdue, next_load_due
from rightplace.facts.quality.consequences import home_of
from rightplace.facts.quality.record import RULES as RECORD_RULES
from rightplace.facts.schema import RETURN_TABLES, TABLES
from rightplace.facts.sources import (
    COLUMNS,
    MEASURES,
    RETURNS,
    SOURCES,
    UNFILLED,
    WANTED,
    measures_of,
    source_of,
    tables_of,
)
from rightplace.facts.sources.read import _once
from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.register import REGISTER
from rightplace.returns.packs import PACKS
from rightplace.returns.sen2.rules import RULES as SEN2_RULES
from tests.conftest import County

DAY, NEXT = date(2024, 2, 28), date(2024, 2, 29)
pytestmark = pytest.mark.django_db
EVERY = {(table.name, column.name) for table in TABLES.values() for column in table.columns}

# Filled, and perhaps for no child of the hamlet.
BY_CHANCE = {
    ("request", "exported"),
    ("entered_twice", "other_record_id"),
    ("entered_twice", "counted_as"),
    ("active_plan", "transfer_la"),
    ("named_plan", "dp"),
    ("named_plan", "plan_wbp"),
    ("placement_detail", "wbp"),
    ("placement_detail", "sen_setting_other"),
    ("plan_detail", "sen_setting_other"),
}
# Made by a rule out of other columns, to be shown beside them.
MADE_BY_A_RULE = {("active_plan", "first_start")}


def test_every_column_of_a_snapshot_has_one_source() -> None:
    assert set(COLUMNS) == EVERY
    with pytest.raises(ValueError, match=r"person\.upn comes from intake and from register"):
        _once(iter([(("person", "upn"), "intake"), (("person", "upn"), "register")]))


def test_every_source_that_is_named_exists_and_feeds_something() -> None:
    fed = set(COLUMNS.values()) | {key for each in RETURNS.values() for key in each.sources()}
    # Loaded whole: a return as a snapshot of its own, and the figures of others beside ours.
    assert fed | {"sen2_returns", "published"} == set(SOURCES)
    assert {each.source for each in WANTED} - {None} <= set(SOURCES)
    assert {source.owner_role for source in SOURCES.values()} <= set(Role.values)


def test_every_table_and_column_of_the_other_returns_has_a_source() -> None:
    schemas = {key: pack.schemas for key, pack in PACKS.items() if key != "sen2"}
    assert {k: list(each.tables) for k, each in RETURNS.items()} == {
        key: list(tables) for key, tables in schemas.items()
    }
    named = [(r.key, *datum) for r in RETURNS.values() for datum in r.columns]
    assert [n for n in named if n[2] not in schemas[n[0]][n[1]].names] == []


def test_the_columns_said_to_be_never_filled_are_those_that_the_record_leaves_empty(
    county: County,
) -> None:
    tables = county.snapshot.tables()
    empty = {
        (table.name, name)
        for table in RETURN_TABLES
        for name in table.arrow.names
        if pc.count(tables[table.name][name]).as_py() == 0
    }
    assert set(UNFILLED) <= empty
    assert empty - set(UNFILLED) <= BY_CHANCE


def test_a_finding_comes_from_the_source_of_its_datum() -> None:
    told = set(DatumSource.values)
    assert told <= set(SOURCES)
    pairs = {
        (table, column): (source_of_finding(table, (column,)).value, key)
        for (table, column), key in COLUMNS.items()
        if key in told
    }
    assert {datum: pair for datum, pair in pairs.items() if pair[0] != pair[1]} == {}


def test_the_measures_read_columns_that_exist_and_none_is_left_out() -> None:
    assert set(MEASURES) == set(REGISTER)
    assert {datum for read in MEASURES.values() for datum in read} <= EVERY
    assert measures_of("request", "request_source") == ("requests.by_source",)
    assert measures_of("person", "surname") == ()
    assert source_of("request", "request_source").name == "Intake"
    assert tables_of("finance") == {"named_plan": ("pb", "oa", "dp")}


def test_the_committees_thirty_figures_are_made_or_it_is_said_what_they_need() -> None:
    assert sum(len(each.figures) for each in WANTED if each.committee) == 30
    made = [each for each in WANTED if each.measure]
    assert {each.measure for each in made} <= {*REGISTER, *indicators()}
    wanting = [each for each in WANTED if not each.measure]
    assert [e.figures for e in wanting if not (e.why and e.needs and e.asked_of)] == []
    assert {datum for each in WANTED for datum in each.data_here} <= EVERY


def test_rules_name_columns_that_the_map_knows() -> None:
    named = {(rule.table, name) for rule in (*RECORD_RULES, *SEN2_RULES) for name in rule.fields}
    assert {pair for pair in named if home_of(*pair) is None} == MADE_BY_A_RULE
    assert home_of("sen_need", "person_birth_date") == ("person", "person_birth_date")
    assert home_of("person", "sen_type") is None


@pytest.mark.parametrize(
    ("last_good", "overdue"),
    [(DAY, 0), (NEXT, 0), (None, None)],
    ids=["on the day", "after", "never"],
)
def test_a_load_is_overdue_from_the_day_after_it_is_due(
    last_good: date | None, overdue: int | None
) -> None:
    assert days_overdue(last_good, 1, day=NEXT) == overdue


def test_a_load_is_overdue_by_the_days_since() -> None:
    assert days_overdue(DAY, 30, day=next_load_due(DAY, 33)) == 3
    assert next_load_due(None, 30) is None
    assert Interface("entry").label == "Entered on screen"
