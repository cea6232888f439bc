"""The record's children as they are compared, and what was found as it is proposed."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from rightplace.casework.actions.matching import Proposal, Row
from rightplace.casework.queries.matching import identities_of_record
from rightplace.facts.matching import IDENTITY, Found, Pair


def children_of_record() -> pa.Table:
    """The record's children as they are compared; the keys are theirs."""
    return _table(identities_of_record(), "pk")


def _table(rows: Iterable[dict[str, object]], key: str) -> pa.Table:
    plain = [{**row, "key": str(row[key]), "post_code": row["postcode"]} for row in rows]
    return pa.Table.from_pylist(plain, schema=IDENTITY)


def rows_of(people: pa.Table) -> list[Row]:
    """A list that was read, as it is loaded."""
    return [_row(each) for each in people.to_pylist()]


def _row(each: dict[str, Any]) -> Row:
    texts = {name: each[name] or "" for name in IDENTITY.names if name != "birth_date"}
    key, postcode = texts.pop("key"), texts.pop("post_code")
    return Row(identifier=key, postcode=postcode, birth_date=each["birth_date"], **texts)


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
