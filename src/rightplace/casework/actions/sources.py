"""Saying who owns a source of data, and noting what was loaded from it."""

from datetime import datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import DataSource, Role, SourceLoad, User
from rightplace.casework.queries.sources import source_row
from rightplace.casework.sources import Reviewed

_LONGEST = 400


def change_source(
    reviewed: Reviewed,
    *,
    version: int,
    system: str,
    supplier: str,
    owner_role: Role,
    owner: User | None,
    contact: str,
    refresh_days: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> DataSource:
    """Change what is the authority's own of a source; what stood before stays in its history."""
    with ledger.entry("source.change", by=by, at=at, key=reviewed.key) as entry:
        refuse_unless(refresh_days >= 1, "Fresh data are expected after at least one day.")
        refuse_unless(
            owner is None or owner.role == owner_role,
            "The owner has another role. Choose that role, or another person.",
        )
        row = source_row(reviewed)
        if row._state.adding:
            entry.add(row)
        entry.edit(
            row,
            version=version,
            system=system,
            supplier=supplier,
            owner_role=owner_role,
            owner=owner,
            contact=contact,
            refresh_days=refresh_days,
        )
        return row


def record_load(
    reviewed: Reviewed,
    *,
    name: str,
    digest: str,
    rows: int = 0,
    failure: str = "",
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> SourceLoad:
    """Note that data came in from a source, or with `failure` that they did not and why."""
    with ledger.entry("source.load", by=by, at=at, key=reviewed.key, name=name) as entry:
        refuse_unless(bool(failure or digest), "A load that went well says what was loaded.")
        refuse_unless(not (failure and rows), "A load that failed brought no rows in.")
        row = source_row(reviewed)
        if row._state.adding:
            entry.add(row)
        given = {"name": name, "digest": digest, "rows": rows, "failure": failure[:_LONGEST]}
        return entry.add(SourceLoad(source=row, at=at, by=by, **given))
