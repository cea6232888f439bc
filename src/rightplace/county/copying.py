"""A county in memory into an empty database, by COPY, with every constraint on."""

from collections.abc import Callable

import pyarrow as pa
from django.db import connection, transaction
from psycopg import sql
from pyarrow import csv

from rightplace.casework.models import AuditEvent, CaseEvent, Person
from rightplace.county.ledger import TABLES, BulkLedger

Progress = Callable[[str, int, int], None]
_CSV = csv.WriteOptions(include_header=False, quoting_style="needed")
_BLOCK = 1 << 20


class RecordNotEmpty(Exception):
    """An invented county goes into an empty record only."""


def refuse_unless_empty() -> None:
    """Raise RecordNotEmpty where the record holds people, or anyone has written to it."""
    for model, what in ((Person, "children"), (CaseEvent, "events"), (AuditEvent, "audit events")):
        if model._default_manager.exists():
            raise RecordNotEmpty(
                f"The record holds {what} already. An invented county is loaded into an empty "
                "record only: use another database, or another data folder (RIGHTPLACE_HOME)."
            )


def copy_to_database(ledger: BulkLedger, progress: Progress | None = None) -> None:
    """Write every row in one transaction, set the sequences, and let the planner look."""
    refuse_unless_empty()
    tell = progress or (lambda what, done, total: None)
    total = len(TABLES)
    with transaction.atomic():
        for number, model in enumerate(TABLES):
            tell("Writing", number, total)
            _copy(model._meta.db_table, ledger.table(model))
        tell("Checking", 0, 1)
    _analyze()
    tell("Checking", 1, 1)


def _copy(table: str, rows: pa.Table) -> None:
    """COPY one table; a null is an empty field and an empty text is quoted."""
    buffer = pa.BufferOutputStream()
    csv.write_csv(rows, buffer, _CSV)
    content = memoryview(buffer.getvalue())
    columns = sql.SQL(", ").join(map(sql.Identifier, rows.column_names))
    statement = sql.SQL("copy {} ({}) from stdin (format csv)").format(
        sql.Identifier(table), columns
    )
    with connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            for start in range(0, len(content), _BLOCK):
                copy.write(content[start : start + _BLOCK])
        cursor.execute(
            "select setval(pg_get_serial_sequence(%s, 'id'), %s, %s)",
            [table, max(1, rows.num_rows), rows.num_rows > 0],
        )


def _analyze() -> None:
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(sql.SQL("analyze {}").format(sql.Identifier(model._meta.db_table)))
