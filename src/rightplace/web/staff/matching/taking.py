"""The record compared with a list of another system, or with itself, and what is proposed of it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from rightplace.casework.actions.matching import delete_expired_lists, load_list, propose
from rightplace.casework.models import SourceFile, User
from rightplace.facts.matching import Found, ReadList, doubles, match
from rightplace.facts.record_matching import children_of_record, proposals_of, rows_of


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a comparison: how many pairs were found, and how many had not been before."""

    found: Found
    new: int
    file: SourceFile | None = None


def take_list(
    content: bytes, file_name: str, read: ReadList, *, system: str, by: User, at: datetime
) -> Taken:
    """Keep a list that was read, compare it with the record, and propose what is found: all or nothing."""
    digest = sha256(content).hexdigest()
    with transaction.atomic():
        delete_expired_lists(by=by, at=at)
        file = load_list(
            rows_of(read.people),
            system=system,
            file_name=file_name,
            digest=digest,
            problems=len(read.problems),
            by=by,
            at=at,
        )
        found = match(children_of_record(), read.people)
        return Taken(found, propose(proposals_of(found), file=file, by=by, at=at), file)


def take_record(*, by: User, at: datetime) -> Taken:
    """Compare the record with itself, and propose the children who may be in it twice."""
    found = doubles(children_of_record())
    return Taken(found, propose(proposals_of(found, in_record=True), by=by, at=at))
