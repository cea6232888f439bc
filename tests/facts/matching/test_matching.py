"""The same child in two lists: what agrees, what it says, and what is never taken for one child."""

from collections.abc import Sequence
from datetime import date
from random import Random

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.county.doubles import KINDS, a_record, doubled
from rightplace.county.spec import CountySpec
from rightplace.facts.engine import sealed
from rightplace.facts.matching import IDENTITY, Found, Verdict, doubles, match
from rightplace.facts.matching.comparisons import COMPARISONS
from rightplace.facts.matching.identity import tidied
from rightplace.facts.matching.judge import Edge, one_to_one
from rightplace.facts.matching.run import RIVALS, coded, named, pattern_of
from tests.facts.matching import twin

ZOE = {
    "key": "1",
    "surname": "O'Dell",
    "forename": "Zoë",
    "birth_date": date(2014, 3, 7),
    "sex": "F",
    "address": "1 Mill Lane",
    "post_code": "ZZ1 2AB",
    "upn": "A990200014001",
}


def people(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=IDENTITY)


def crowd(number: int = 120) -> list[dict[str, object]]:
    """Other children, so that a pair is seen among many."""
    rows = a_record(number, CountySpec(seed=11)).to_pylist()
    return [{**row, "key": f"x{row['key']}"} for row in rows]


def compared(**changes: object) -> Found:
    """Zoë among others against a list of others and Zoë with some of her details changed."""
    others = crowd()
    changed = {**ZOE, "key": "2", **changes}
    return match(people(ZOE, *others[:60]), people(changed, *others[60:]))


def level(found: Found, field: str) -> str:
    pair = next(p for p in found.pairs if (p.left, p.right) == ("1", "2"))
    return next(r.level for r in pair.reasons if r.field == field)


@pytest.mark.parametrize(
    ("field", "expected", "changes"),
    [
        ("UPN", "same", {}),
        ("UPN", "same", {"upn": " a990200014001"}),
        ("UPN", "slip", {"upn": "A990200014007"}),
        ("UPN", "slip", {"upn": "A990200014010"}),
        ("UPN", "former", {"upn": "B990200099009", "former_upn": "A990200014001"}),
        ("UPN", "other", {"upn": "B990200099009"}),
        ("Surname", "same", {"surname": "ODELL"}),
        ("Surname", "turned", {"surname": "Zoe", "forename": "O\u2019Dell"}),
        ("Surname", "part", {"surname": "O'Dell-Smith"}),
        ("Surname", "near", {"surname": "O'Del"}),
        ("Surname", "other", {"surname": "Smith"}),
        ("Forename", "same", {"forename": "ZOE"}),
        ("Forename", "short", {"forename": "Chloe", "other_names": "Zoe"}),
        ("Forename", "short", {"forename": "Zoe Marie"}),
        ("Date of birth", "same", {}),
        ("Date of birth", "turned", {"birth_date": date(2014, 7, 3)}),
        ("Date of birth", "slip", {"birth_date": date(2014, 3, 1)}),
        ("Date of birth", "other", {"birth_date": date(2012, 11, 30)}),
        ("Home", "address", {"post_code": "zz12ab"}),
        ("Home", "same", {"address": "2 Mill Lane"}),
        ("Home", "sector", {"post_code": "ZZ1 2XY"}),
        ("Home", "other", {"post_code": "ZZ9 9XY"}),
        ("Sex", "other", {"sex": "M"}),
    ],
)  # fmt: skip
def test_each_level_is_told(field: str, expected: str, changes: dict[str, object]) -> None:
    assert level(compared(**changes), field) == expected


def test_what_one_list_does_not_know_says_nothing() -> None:
    pair = compared(upn="", post_code=None, sex="").pairs[0]
    assert [r.field for r in pair.reasons] == ["Surname", "Forename", "Date of birth"]


def test_the_start_and_the_reasons_add_up_to_the_probability() -> None:
    found = compared(forename="Zo", birth_date=date(2014, 7, 3))
    pair = next(p for p in found.pairs if p.right == "2")
    bits = found.weights.start + sum(r.bits for r in pair.reasons)
    assert pair.probability == pytest.approx(1 / (1 + 2**-bits), abs=0.01)


def verdicts(found: Found) -> dict[tuple[str, str], Verdict]:
    return {(p.left, p.right): p.verdict for p in found.pairs}


def test_a_twin_of_another_name_is_no_match_and_is_counted() -> None:
    found = compared(forename="Martha", upn="")
    assert (verdicts(found), found.families) == ({}, compared().families + 1)


def test_a_brother_or_sister_is_no_match() -> None:
    found = compared(forename="Martha", upn="B990200099009", birth_date=date(2012, 11, 30))
    assert (verdicts(found), found.families) == ({}, compared().families + 1)


def test_a_twin_of_nearly_the_same_name_is_looked_at_and_never_sure() -> None:
    found = compared(forename="Zoey", upn="")
    pair = found.pairs[0]
    assert (pair.verdict, "twins are often named so" in pair.note) == (Verdict.REVIEW, True)


def test_a_twin_who_carries_the_others_upn_is_looked_at() -> None:
    pair = compared(forename="Martha").pairs[0]
    assert (pair.verdict, "twins may carry" in pair.note) == (Verdict.REVIEW, True)


def test_a_upn_alone_is_a_wrong_upn_and_binds_nobody() -> None:
    others = crowd()
    thief = {**ZOE, "key": "9", "surname": "Reed", "forename": "Paul", "sex": "M",
             "birth_date": date(2009, 1, 30), "post_code": "ZZ7 7XX", "address": ""}  # fmt: skip
    found = match(people(ZOE, *others[:60]), people({**ZOE, "key": "2"}, thief, *others[60:]))
    assert verdicts(found) == {("1", "2"): Verdict.SURE, ("1", "9"): Verdict.UPN_ERROR}


def test_different_upns_are_never_sure() -> None:
    pair = compared(upn="B990200099009").pairs[0]
    assert (pair.verdict, "one of the two has to be corrected" in pair.note) == (
        Verdict.REVIEW, True,
    )  # fmt: skip


def test_of_two_that_fit_the_better_is_taken() -> None:
    others = crowd()
    worse = {**ZOE, "key": "3", "forename": "Zo", "upn": ""}
    found = match(people(ZOE, *others[:60]), people({**ZOE, "key": "2"}, worse, *others[60:]))
    assert verdicts(found) == {("1", "2"): Verdict.SURE}


def test_of_two_that_fit_equally_both_are_shown_and_neither_is_sure() -> None:
    others = crowd()
    again = [{**ZOE, "key": key} for key in "23"]
    found = match(people(ZOE, *others[:60]), people(*again, *others[60:]))
    assert verdicts(found) == {("1", "2"): Verdict.REVIEW, ("1", "3"): Verdict.REVIEW}
    assert {p.note for p in found.pairs} == {RIVALS}


def test_each_is_in_one_pair_and_the_strongest_is_taken_first() -> None:
    edges = [Edge("a", "1", 9.0), Edge("a", "2", 5.0), Edge("b", "1", 7.0), Edge("b", "2", 3.0)]
    assert one_to_one(edges) == {("a", "1"): False, ("b", "2"): False}


def test_a_child_entered_twice_is_found_in_one_list() -> None:
    again = {**ZOE, "key": "2", "upn": "", "surname": "Odell"}
    found = doubles(people(ZOE, again, *crowd()))
    assert verdicts(found) == {("1", "2"): Verdict.SURE}


def test_nobody_is_found_among_nobody() -> None:
    assert match(people(), people(ZOE)).pairs == doubles(people(ZOE)).pairs == ()


def test_the_engine_agrees_with_its_plain_twin_on_every_pair() -> None:
    record = a_record(60, CountySpec(seed=3))
    other = doubled(record, KINDS["social care"], Random(1)).people
    left, right = twin.rows(record), twin.rows(other)
    with sealed({"l": tidied(record), "r": tidied(other)}) as lists:
        pairs = named(lists["l"], "l").cross_join(named(lists["r"], "r"))
        found = coded(pairs.mutate(l=ibis._.l_key, r=ibis._.r_key)).to_pyarrow().to_pylist()
    names = [["", *(lv.name for lv in each.levels)] for each in COMPARISONS]
    engine = {
        (row["l"], row["r"]): tuple(
            names[place][number] for place, number in enumerate(pattern_of(row["code"]))
        )
        for row in found
    }
    assert engine == {(a["key"], b["key"]): twin.levels(a, b) for a in left for b in right}


NAMES = st.sampled_from(["Ann", "Anna", "Ben", "O'Dell", "Smith", "Smith-Jones", "Zoë", ""])
CHILD = st.fixed_dictionaries(
    {
        "surname": NAMES,
        "forename": NAMES,
        "birth_date": st.none() | st.dates(date(2010, 1, 1), date(2010, 3, 1)),
        "sex": st.sampled_from(["M", "F", ""]),
        "post_code": st.sampled_from(["ZZ1 1AA", "ZZ1 1AB", ""]),
        "upn": st.sampled_from(["A1", "A2", "B9", ""]),
    }
)
LISTS = st.lists(CHILD, min_size=1, max_size=8)


def keyed(rows: Sequence[dict[str, object]], prefix: str) -> pa.Table:
    return people(*({**row, "key": f"{prefix}{n}"} for n, row in enumerate(rows)))


def seen(found: Found) -> set[tuple[str, str, float, Verdict]]:
    return {(p.left, p.right, round(p.probability, 9), p.verdict) for p in found.pairs}


@settings(max_examples=8)
@given(LISTS, LISTS)
def test_it_does_not_matter_which_list_comes_first(
    one: list[dict[str, object]], other: list[dict[str, object]]
) -> None:
    left, right = keyed(one, "l"), keyed(other, "r")
    turned = {(r, lft, p, v) for lft, r, p, v in seen(match(right, left))}
    assert seen(match(left, right)) == turned


@settings(max_examples=8)
@given(LISTS, LISTS, st.randoms())
def test_the_order_of_rows_does_not_matter(
    one: list[dict[str, object]], other: list[dict[str, object]], draws: Random
) -> None:
    left, right = keyed(one, "l"), keyed(other, "r")
    places = list(range(right.num_rows))
    draws.shuffle(places)
    assert seen(match(left, right)) == seen(match(left, right.take(places)))


@settings(max_examples=5)
@given(st.integers(1, 60), st.integers(1, 1000))
def test_a_perfect_copy_is_always_found(number: int, seed: int) -> None:
    record = a_record(number, CountySpec(seed=seed))
    found = {(p.left, p.right) for p in match(record, record).of(Verdict.SURE, Verdict.REVIEW)}
    assert {(key, key) for key in record["key"].to_pylist()} <= found
