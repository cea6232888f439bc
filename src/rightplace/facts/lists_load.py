"""The one way by which a list comes in: read, kept, recorded; what is refused is recorded too."""

import io
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from rightplace.casework import vault
from rightplace.casework.actions.sources import record_load as record_source_load
from rightplace.casework.sources import Reviewed
from rightplace.facts.lists import Fault, ListRefused, checked, read_list
from rightplace.facts.schema import LIST_TABLES, TABLES
from rightplace.facts.sources import source_of
from rightplace.governance.actions.lists import record_load

NAMES = tuple(table.name for table in LIST_TABLES)


def load_list(
    table: str, content: bytes, *, file_name: str, as_of: date, source: str, by: Any, at: datetime
) -> Any:
    """Take in a file; gives the load that was recorded. ListRefused where it cannot be taken."""
    return _load(
        table, lambda: read_list(table, content), content,
        file_name=file_name, as_of=as_of, source=source, by=by, at=at,
    )  # fmt: skip


def load_rows(
    table: str,
    rows: pa.Table,
    content: bytes,
    *,
    file_name: str,
    as_of: date,
    source: str,
    by: Any,
    at: datetime,
) -> Any:
    """Take in the rows that a return gives; `content` is the return's file as it came."""
    return _load(
        table, lambda: checked(table, rows), content,
        file_name=file_name, as_of=as_of, source=source, by=by, at=at,
    )  # fmt: skip


def _load(table: str, read: Any, content: bytes, **said: Any) -> Any:
    if table not in NAMES:
        what = f"There is no list {table}"
        raise ListRefused([Fault(0, "", what, f"choose one of {', '.join(NAMES)}")])
    original = vault.keep(content)
    note = {"name": said["file_name"], "digest": original, "by": said["by"], "at": said["at"]}
    try:
        rows: pa.Table = read()
    except ListRefused as error:
        record_load(table=table, original=original, digest="", rows=0, said=str(error), **said)
        record_source_load(_source_of(table), failure=str(error), **note)
        raise
    digest = vault.keep(parquet(rows))
    with transaction.atomic():
        load = record_load(
            table=table, original=original, digest=digest, rows=rows.num_rows, said="", **said
        )
        record_source_load(_source_of(table), rows=rows.num_rows, **note)
    return load


def _source_of(table: str) -> Reviewed:
    """The source on the map from which a list comes."""
    first = TABLES[table].columns[1].name  # after the key, which the product gives
    return source_of(table, first)


def parquet(rows: pa.Table) -> bytes:
    """A table as a file: the same rows give the same bytes."""
    into = io.BytesIO()
    pq.write_table(rows, into, compression="zstd")
    return into.getvalue()
