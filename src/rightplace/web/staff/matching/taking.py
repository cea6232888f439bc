"""The record compared with a list of another system, or with itself, and what is proposed of it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import transaction

from rightplace.casework.actions.matching import (
    Proposal,
    Row,
    delete_expired_lists,
    load_list,
    propose,
)
from rightplace.casework.models import SourceFile, User
from rightplace.casework.queries.matching import identities_of_record
from rightplace.facts.matching import IDENTITY, Found, Pair, ReadList, doubles, match


def children_of_record() -> pa.Table:
    """The record's children as they are compared; the keys are theirs."""
    return _table(identities_of_record(), "pk")


def _table(rows: Iterable[dict[str, object]], key: str) -> pa.Table:
    plain = [{**row, "key": str(row[key]), "post_code": row["postcode"]} for row in rows]
    return pa.Table.from_pylist(plain, schema=IDENTITY)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a comparison: how many pairs were found, and how many had not been before."""

    found: Found
    new: int
    file: SourceFile | None = None


def take_list(
    path: Path, file_name: str, read: ReadList, *, system: str, by: User, at: datetime
) -> Taken:
    """Keep a list that was read, compare it with the record, and propose what is found: all or nothing."""
    digest = sha256(path.read_bytes()).hexdigest()
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


def rows_of(people: pa.Table) -> list[Row]:
    """A list that was read, as it is loaded."""
    return [
        Row(
            identifier=each["key"],
            postcode=each["post_code"],
            **{name: each[name] for name in IDENTITY.names if name not in ("key", "post_code")},
        )
        for each in people.to_pylist()
    ]


def proposals_of(found: Found, *, in_record: bool = False) -> Iterator[Proposal]:
    """The pairs as they are proposed; `in_record` where both are the record's."""
    for pair in found.pairs:
        keys: dict[str, Any] = {"person": int(pair.left), "identifier": pair.right}
        if in_record:
            one, other = sorted((int(pair.left), int(pair.right)))
            keys = {"person": one, "other": other}
        yield _proposal(pair, keys)


def _proposal(pair: Pair, keys: dict[str, Any]) -> Proposal:
    return Proposal(
        kind=pair.verdict.value,
        probability=pair.probability,
        explanation=[asdict(reason) for reason in pair.reasons],
        note=pair.note,
        **keys,
    )
