"""The parents and carers of a child, and who asked for an assessment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rightplace.casework.actions.ledger import DATABASE
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Carer, Request, Requester, User
from rightplace.casework.names import fold_words


def add_carer(carer: Carer, *, by: User, at: datetime) -> Carer:
    """Add a parent or carer of a child."""
    _refuse_nameless(carer.name)
    carer.search_name = fold_words(carer.name)
    with DATABASE.entry("carer.add", by=by, at=at, person=carer.person) as entry:
        return entry.add(carer)


def correct_carer(
    carer: Carer, *, version: int, details: Mapping[str, Any], by: User, at: datetime
) -> None:
    """Correct what is known of a parent or carer, or say since when they are none any more."""
    new = dict(details)
    if "name" in new:
        _refuse_nameless(new["name"])
        new["search_name"] = fold_words(new["name"])
    left = new.get("left_on")
    refuse_unless(
        left is None or left <= at.date(), f"{left} is after today. Give the day it happened."
    )
    with DATABASE.entry("carer.correct", by=by, at=at, person=carer.person) as entry:
        entry.edit(carer, version=version, **new)


def _refuse_nameless(name: str) -> None:
    refuse_unless(bool(name.strip()), "Give the name of the parent or carer.")


def name_requester(requester: Requester, *, by: User, at: datetime) -> Requester:
    """Say who made a request that was recorded without it."""
    request: Request = requester.request
    with DATABASE.entry("request.name_requester", by=by, at=at, person=request.person) as entry:
        entry.lock(request)
        refuse_unless(
            not Requester.objects.filter(request=request).exists(),
            "Who made this request is in the record already.",
        )
        return entry.add(requester)
