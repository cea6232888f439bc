"""The children whom the county has twice are those that matching finds, and a clean county has none."""

from dataclasses import replace

import pyarrow as pa

from rightplace.casework.models import Person, Request
from rightplace.county.ledger import BulkLedger
from rightplace.county.lives import Child
from rightplace.county.play import build, invent
from rightplace.county.spec import CountySpec
from rightplace.facts.matching import IDENTITY, Verdict, doubles

SPEC = CountySpec(plans=800, seed=7)

Known = tuple[str, str, str]


def record(ledger: BulkLedger) -> pa.Table:
    """The people of a ledger as they are compared."""
    blank = dict.fromkeys(IDENTITY.names, "")
    rows = [
        blank | {name: row[name] for name in IDENTITY.names if name in row}
        | {"key": str(row["id"]), "post_code": row["postcode"]}
        for row in ledger.table(Person).to_pylist()
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=IDENTITY)


def found(people: pa.Table) -> set[frozenset[Known]]:
    """The pairs that are as good as certain or to be looked at, each child by name and UPN."""
    of = {r["key"]: (r["surname"], r["forename"], r["upn"]) for r in people.to_pylist()}
    pairs = doubles(people).of(Verdict.SURE, Verdict.REVIEW)
    return {frozenset((of[pair.left], of[pair.right])) for pair in pairs}


def known(child: Child) -> Known:
    return child.surname, child.forename, child.upn


def test_matching_finds_them_and_in_a_clean_county_nobody() -> None:
    truth = {frozenset((known(t.refused), known(t.later))) for t in invent(SPEC).twice}
    assert len(truth) == SPEC.plans // 100
    clean = replace(SPEC, mistakes=False)
    assert invent(clean).twice == ()
    assert found(record(build(SPEC))) - found(record(build(clean))) == truth


def test_the_same_requests_come_and_the_first_of_each_was_refused() -> None:
    ledger = build(SPEC)
    clean = build(replace(SPEC, mistakes=False))
    days = [sorted(r.received_on for r in each.all(Request)) for each in (ledger, clean)]
    assert days[0] == days[1]
    again = {known(t.refused) for t in invent(SPEC).twice}
    people = {
        p.pk: (p.surname, p.forename, p.upn) for p in ledger.all(Person) if p.upn_unknown == "UN10"
    }
    theirs = [r for r in ledger.all(Request) if people.get(r.person_id) in again]
    assert [(r.outcome, r.closed_on is None) for r in theirs] == [("N", False)] * len(again)
