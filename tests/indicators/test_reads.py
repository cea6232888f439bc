"""What measures read: as declared, as their expressions say, and as their figures behave."""

from collections.abc import Collection

import pyarrow as pa
import pytest

from rightplace.facts.engine import over_tables
from rightplace.facts.schema import TABLES
from rightplace.facts.snapshot import Snapshot
from rightplace.facts.sources import COUNTED, MEASURES, YEARS
from rightplace.indicators.evaluate import Result, answer
from rightplace.indicators.measure import Picture
from rightplace.indicators.reads import Datum, reads
from rightplace.indicators.register import REGISTER
from tests.conftest import County

pytestmark = pytest.mark.django_db
EVERY = [(table.name, column.name) for table in TABLES.values() for column in table.columns]


@pytest.mark.parametrize("key", REGISTER)
def test_the_declaration_is_what_the_expression_touches(key: str) -> None:
    found = reads(key)
    assert sorted(COUNTED[key]) == sorted(found.counted)
    assert sorted(YEARS[key]) == sorted(found.years)


def test_the_beginning_of_the_record_is_no_part_of_a_count() -> None:
    assert ("request", "received_date") in YEARS["plans.ceased"]
    assert ("request", "received_date") in COUNTED["requests.received"]


def blanked(snapshot: Snapshot, data: Collection[Datum]) -> dict[str, pa.Table]:
    """The snapshot's tables with nothing in these columns."""
    tables = snapshot.tables()
    for table, column in data:
        place = tables[table].column_names.index(column)
        field = tables[table].schema.field(column)
        nothing = pa.nulls(tables[table].num_rows, field.type)
        tables[table] = tables[table].set_column(place, field, nothing)
    return tables


def figures(snapshot: Snapshot, key: str, without: Collection[Datum] = ()) -> Result:
    with over_tables(blanked(snapshot, without)) as facts:
        return answer(Picture(facts, snapshot.about), key, snapshot=snapshot.id)


@pytest.mark.parametrize("key", REGISTER)
def test_a_measure_does_not_move_when_all_that_it_does_not_read_is_blank(
    county: County, key: str
) -> None:
    others = [datum for datum in EVERY if datum not in MEASURES[key]]
    whole = figures(county.snapshot, key)
    assert whole.rows
    assert figures(county.snapshot, key, others).rows == whole.rows


# Read of a return alone, or to decide a case that the hamlet does not have.
DOES_NOT_SHOW = {
    "closed_on",
    "request_outcome",
    "assessment_outcome",
    "ukprn",
    "leaving_date",
    "plan_detail_id",
    "placement_detail_id",
    "last_review",
    "review_meeting",
    "review_outcome",
}


@pytest.mark.parametrize(
    "key", ["requests.by_source", "plans.caseload_by_setting", "reviews.decided"]
)
def test_a_measure_moves_when_something_that_it_reads_is_blank(county: County, key: str) -> None:
    whole = figures(county.snapshot, key)
    still = {
        column
        for table, column in MEASURES[key]
        if figures(county.snapshot, key, [(table, column)]).rows == whole.rows
    }
    assert still <= DOES_NOT_SHOW
