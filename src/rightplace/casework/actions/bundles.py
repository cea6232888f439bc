"""Keeping the case file that was put together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rightplace.casework import vault
from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.models import Bundle, Person, User


def keep_bundle(
    content: bytes,
    *,
    person: Person,
    purpose: str,
    pages: int,
    contents: Sequence[dict[str, Any]],
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Bundle:
    """Keep a case file as it was put together, with the list of what is in it."""
    with ledger.entry("bundle.make", by=by, at=at, person=person, purpose=purpose) as entry:
        return entry.add(
            Bundle(
                person=person,
                purpose=purpose,
                digest=vault.keep(content),
                size=len(content),
                pages=pages,
                contents=list(contents),
                made_at=at,
                made_by=by,
            )
        )
