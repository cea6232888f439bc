"""How long it takes to find the same children in two lists, and how many are found and rightly."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import pyarrow as pa

from rightplace.county.doubles import KINDS, Doubled, a_record, doubled, entered_twice
from rightplace.county.spec import CountySpec
from rightplace.facts.matching import Found, Verdict, doubles, match
from rightplace.ops.measurement import Measurement

CHILDREN = 10_000
_TWICE = 0.01
_SECONDS, _CLOSE = 10, 0.99


@dataclass(frozen=True, slots=True)
class Quality:
    """What was found beside the truth. Precision and recall are of all that is proposed."""

    seconds: float
    precision: float
    recall: float
    sure_and_wrong: int


def judged(found: Found, truth: Doubled, seconds: float) -> Quality:
    """The pairs found, against who is who."""
    proposed = {(pair.left, pair.right) for pair in found.of(Verdict.SURE, Verdict.REVIEW)}
    sure = {(pair.left, pair.right) for pair in found.of(Verdict.SURE)}
    right = len(proposed & truth.truth)
    return Quality(
        seconds,
        right / len(proposed) if proposed else 1.0,
        right / len(truth.truth) if truth.truth else 1.0,
        len(sure - truth.truth),
    )


def measured(record: pa.Table, kind: str, spec: CountySpec) -> Quality:
    """The record against a damaged list of one kind."""
    other = doubled(record, KINDS[kind], spec.stream(f"doubles {kind}"))
    start = perf_counter()
    found = match(record, other.people)
    return judged(found, other, perf_counter() - start)


def measured_twice(record: pa.Table, spec: CountySpec) -> Quality:
    """The record with some children entered twice, against itself."""
    other = entered_twice(record, _TWICE, spec.stream("doubles twice"))
    start = perf_counter()
    found = doubles(other.people)
    return judged(found, other, perf_counter() - start)


def matching(children: int = CHILDREN) -> Iterator[Measurement]:
    """Two lists of each kind against the record, and the record against itself."""
    spec = CountySpec()
    record = a_record(children, spec)
    for kind in KINDS:
        yield _line(f"{children:,} children against a {kind} list", measured(record, kind, spec))
    yield _line(f"{children:,} children, some entered twice", measured_twice(record, spec))


def _line(what: str, found: Quality) -> Measurement:
    figures = (
        f"{found.seconds:.1f} s, precision {found.precision:.2%}, recall {found.recall:.2%},"
        f" {found.sure_and_wrong} sure and wrong"
    )
    close = min(found.precision, found.recall) >= _CLOSE
    within = found.seconds < _SECONDS and close and not found.sure_and_wrong
    return Measurement(
        what, figures, f"under {_SECONDS} s, {_CLOSE:.0%}, {_CLOSE:.0%}, none", within
    )
