"""Changing what letters say of the authority, and how long documents are kept."""

from datetime import datetime
from typing import Any

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.authority import family_services, letterhead
from rightplace.casework.models import (
    DesignatedOfficers,
    FamilyService,
    Letterhead,
    User,
    Versioned,
)


def change_letterhead(
    *,
    version: int,
    council: str,
    address: str,
    telephone: str,
    signature: str,
    keep_years_from_birth: int,
    keep_years_from_end: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Letterhead:
    """Change who writes, from the next letter on; letters that were sent keep what they said."""
    with ledger.entry("letterhead.change", by=by, at=at) as entry:
        refuse_unless(
            keep_years_from_birth >= 25,
            "Documents are kept for at least 25 years from birth. Give 25 or more.",
        )
        return _edit(
            entry,
            letterhead(),
            version,
            council=council,
            address=address,
            telephone=telephone,
            signature=signature,
            keep_years_from_birth=keep_years_from_birth,
            keep_years_from_end=keep_years_from_end,
        )


def change_designated_officers(
    row: DesignatedOfficers,
    *,
    version: int,
    medical: str,
    clinical: str,
    social_care: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> DesignatedOfficers:
    """Change what the header of the SEN2 return says, from the next snapshot on."""
    with ledger.entry("designated_officers.change", by=by, at=at) as entry:
        return _edit(
            entry, row, version, medical=medical, clinical=clinical, social_care=social_care
        )


def change_service(
    key: str,
    *,
    version: int,
    name: str,
    contact: str,
    hours: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> FamilyService:
    """Change how letters name a service for families, from the next letter on."""
    with ledger.entry("family_service.change", by=by, at=at, key=key) as entry:
        row = family_services()[key]
        return _edit(entry, row, version, name=name, contact=contact, hours=hours)


def _edit(entry: Entry, row: Any, version: int, **fields: Any) -> Any:
    """Edit a row that may not be in the database yet: its history then begins with the default."""
    assert isinstance(row, Versioned)
    if row._state.adding:
        entry.add(row)
    entry.edit(row, version=version, **fields)
    return row
