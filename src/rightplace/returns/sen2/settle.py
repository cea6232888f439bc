"""From raw text to the tables of a snapshot: trims, dates, codes, and a finding for what is odd.

Each distinct value of a column is looked at once, so the cost does not grow with repeats.
"""

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.schema import Kind as Stored
from rightplace.facts.schema import Table
from rightplace.returns.sen2.codes import CODE_SETS
from rightplace.returns.sen2.fields import Field
from rightplace.returns.sen2.findings import Findings, Kind, Where
from rightplace.returns.sen2.gather import LINE, PARENT, Raw
from rightplace.returns.sen2.texts import parse_date

LONGEST = 1000


def settle(raw: Raw, layout: int, findings: Findings) -> pa.Table:
    """The typed table, rows in the same order, ids from 1; local columns are null."""
    columns: dict[str, pa.Array] = {}
    if raw.module.key:
        columns[raw.module.key] = pa.array(range(1, raw.table.num_rows + 1), pa.int64())
    if raw.module.parent:
        columns[raw.module.parent_key] = flat(raw.table[PARENT])
    for field in raw.module.fields:
        columns[field.column] = _column(raw, field, layout, findings)
    return _fitted(columns, raw.module.table, raw.table.num_rows)


def flat(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array."""
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def tidy(text: pa.Array) -> pa.Array:
    """Trimmed text, with null for blank: an empty item and an absent one mean the same."""
    trimmed = pc.utf8_trim_whitespace(text)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _fitted(columns: dict[str, pa.Array], table: Table, rows: int) -> pa.Table:
    arrays = [
        columns.get(column.name, pa.nulls(rows, column.kind.value)) for column in table.columns
    ]
    return pa.Table.from_arrays(arrays, schema=table.arrow)


def _column(raw: Raw, field: Field, layout: int, findings: Findings) -> pa.Array:
    text = tidy(flat(raw.table[field.column]))
    if not field.in_force(layout):
        _report(Kind.NOT_THIS_YEAR, raw, field, text, pc.is_valid(text), findings)
    elif raw.seen is not None and field.column not in raw.seen:
        findings.add(Kind.NO_FIELD, Where(raw.file, raw.module.element), field=field.element)
    if raw.module.table.column(field.column).kind is Stored.DATE:
        return _dates(raw, field, text, findings)
    if field.codes and field.in_force(layout):
        _check_codes(raw, field, text, layout, findings)
    return _cut(raw, field, text, findings)


def _dates(raw: Raw, field: Field, text: pa.Array, findings: Findings) -> pa.Array:
    coded = text.dictionary_encode()
    days = [parse_date(value) for value in coded.dictionary.to_pylist()]
    dates = pa.array(days, pa.date32()).take(coded.indices)
    unread = pc.and_(pc.is_valid(text), pc.is_null(dates))
    _report(Kind.DATE, raw, field, text, unread, findings)
    return dates


def _check_codes(raw: Raw, field: Field, text: pa.Array, layout: int, findings: Findings) -> None:
    allowed = CODE_SETS[field.codes].allowed(layout)
    if allowed is None:
        return
    known = pc.is_in(text, pa.array(sorted(allowed), pa.string()))
    strange = pc.and_(pc.is_valid(text), pc.invert(known))
    _report(Kind.CODE, raw, field, text, strange, findings)


def _cut(raw: Raw, field: Field, text: pa.Array, findings: Findings) -> pa.Array:
    too_long = pc.fill_null(pc.greater(pc.utf8_length(text), LONGEST), False)
    if not pc.any(too_long).as_py():
        return text
    _report(Kind.TOO_LONG, raw, field, text, too_long, findings)
    return pc.utf8_slice_codeunits(text, 0, LONGEST)


def _report(
    kind: Kind, raw: Raw, field: Field, text: pa.Array, mask: pa.Array, findings: Findings
) -> None:
    """A finding for each row of the mask, as far as there is room; the rest are counted."""
    rows = pc.indices_nonzero(mask)
    shown = rows.slice(0, findings.room(kind))
    lines = raw.table[LINE].take(shown).to_pylist()
    for line, value in zip(lines, text.take(shown).to_pylist(), strict=True):
        where = Where(raw.file, raw.module.element, line)
        findings.add(kind, where, field=field.element, value=value)
    findings.add_more(kind, len(rows) - len(shown))
