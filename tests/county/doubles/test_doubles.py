"""What is found in damaged lists of which the truth is known."""

from random import Random

import pytest

from rightplace.county.doubles import KINDS, a_record, doubled, entered_twice
from rightplace.county.spec import CountySpec
from rightplace.facts.matching import Verdict, doubles, match
from rightplace.ops.measure_match import judged, measured

SPEC = CountySpec(seed=5)
RECORD = a_record(2000, SPEC)


def test_the_same_seed_gives_the_same_list_and_another_gives_another() -> None:
    lists = [doubled(RECORD, KINDS["admissions"], Random(seed)) for seed in (1, 1, 2)]
    assert lists[0] == lists[1]
    assert lists[0].people != lists[2].people


@pytest.mark.parametrize("kind", KINDS)
def test_the_truth_names_children_of_the_record_and_rows_of_the_list(kind: str) -> None:
    made = doubled(RECORD, KINDS[kind], Random(1))
    known, rows = set(RECORD["key"].to_pylist()), made.people["key"].to_pylist()
    assert len(set(rows)) == len(rows)
    for pairs in (made.truth, made.wrong_upns):
        assert {left for left, _ in pairs} <= known
        assert {right for _, right in pairs} <= set(rows)
    assert len(made.truth) == round(KINDS[kind].share * RECORD.num_rows)
    assert made.wrong_upns.isdisjoint(made.truth)


# Of a fixed seed: how many are in both, whom nobody could tell (moved, misspelt, and no number), and
# who is taken for another of the same forename and birthday.
@pytest.mark.parametrize(
    ("kind", "in_both", "missed", "wrong"),
    [
        (
            "social care",
            600,
            {("000352", "SC00876"), ("001693", "SC00450"), ("001946", "SC00778")},
            set(),
        ),
        ("school census", 1700, set(), set()),
        (
            "admissions",
            500,
            {("000438", "ADM00739"), ("001374", "ADM00304")},
            {("001241", "ADM00111")},
        ),
    ],
)
def test_the_pairs_found_are_the_right_ones(
    kind: str, in_both: int, missed: set[tuple[str, str]], wrong: set[tuple[str, str]]
) -> None:
    made = doubled(RECORD, KINDS[kind], SPEC.stream(kind))
    found = match(RECORD, made.people)
    proposed = {(p.left, p.right) for p in found.of(Verdict.SURE, Verdict.REVIEW)}
    assert len(made.truth) == in_both
    assert (made.truth - proposed, proposed - made.truth) == (missed, wrong)
    assert {(p.left, p.right) for p in found.of(Verdict.SURE)} <= made.truth
    assert {(p.left, p.right) for p in found.of(Verdict.UPN_ERROR)} == made.wrong_upns


def test_children_entered_twice_are_found_and_no_others() -> None:
    made = entered_twice(RECORD, 0.01, SPEC.stream("doubles twice"))
    found = doubles(made.people)
    proposed = {(p.left, p.right) for p in found.of(Verdict.SURE, Verdict.REVIEW)}
    sure = {(p.left, p.right) for p in found.of(Verdict.SURE)}
    assert sure <= made.truth
    assert proposed == made.truth


def test_a_pair_that_is_wrong_lowers_precision_and_one_missed_lowers_recall() -> None:
    made = doubled(RECORD, KINDS["admissions"], SPEC.stream("admissions"))
    found = match(RECORD, made.people)
    proposed = len(found.of(Verdict.SURE, Verdict.REVIEW))
    lost = frozenset(sorted(made.truth)[1:]) | {("nobody", "nowhere")}
    quality = judged(found, type(made)(made.people, lost, frozenset()), 0.0)
    before = judged(found, made, 0.0)
    assert quality.precision == before.precision - 1 / proposed
    assert quality.recall == before.recall - 1 / len(made.truth)


def test_what_the_bench_prints_is_measured() -> None:
    quality = measured(a_record(300, SPEC), "social care", SPEC)
    assert quality.seconds > 0
    assert (quality.recall, quality.sure_and_wrong) == (1.0, 0)
