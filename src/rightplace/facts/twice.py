"""A child who was entered twice is counted once: under the record that a reviewer said counts.

Nothing of the record is moved: where one record points at another (`same_as`), what stands under it is read
as standing under that one. To undo the decision takes the pointer away, and every row reads as before.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.schema import ENTERED_TWICE

Raw = Mapping[str, pa.Table]

_PEOPLE, _CHILD = "casework_person", "person_id"


def entered_twice(raw: Raw) -> pa.Table:
    """The records that count as another, as `schema.ENTERED_TWICE`; `raw` as in `extract.facts_from`."""
    people = raw[_PEOPLE].select(["id", "same_as_id"])
    found = people.filter(pc.is_valid(people["same_as_id"])).sort_by("id")
    return found.rename_columns(ENTERED_TWICE.arrow.names).cast(ENTERED_TWICE.arrow)


def counted_once(raw: Raw, twice: pa.Table) -> Raw:
    """The rows with each child once, and all that the child has under the record that counts."""
    if not twice.num_rows:
        return raw
    people = raw[_PEOPLE]
    others = pc.is_in(people["id"], value_set=twice["other_record_id"])
    read = {
        name: _under_the_one(rows, twice)
        for name, rows in raw.items()
        if _CHILD in rows.schema.names
    }
    return {**raw, **read, _PEOPLE: people.filter(pc.invert(others))}


def _under_the_one(rows: pa.Table, twice: pa.Table) -> pa.Table:
    """The rows with the child's key that of the record that counts."""
    keys = rows[_CHILD]
    place = pc.index_in(keys, value_set=twice["other_record_id"])
    counted = pc.coalesce(pc.take(twice["counted_as"], place), keys)
    return rows.set_column(rows.schema.get_field_index(_CHILD), _CHILD, counted)
