"""The differences of two versions: applied to the old one, they give the new one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.plan_words.compare import (
    MEETS,
    WORKS_TOWARDS,
    Amendment,
    Mark,
    Piece,
    What,
    amendments,
    pieces,
)
from rightplace.plan_words.sections import PASSAGES, Area, Frequency, Section, Unit
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PassageText,
    PlanText,
    ProvisionText,
    Table,
    in_order,
)
from tests.casework.plan_words import NEED, OUTCOME, PROVISION, READING, SOUND, providing, saying

WORDS = st.lists(st.sampled_from(["she", "reads", "well", "20", ",", "."]), max_size=8).map(
    " ".join
)
SAID = WORDS.filter(bool)


def keys(most: int = 4) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(1, most), unique=True, max_size=most)


@st.composite
def plans(draw: st.DrawFn) -> PlanText:
    """Any plan; the same keys come back in the next, so that two have rows in common."""
    needs, outcomes = draw(keys()), draw(keys())
    ties = {
        "needs": st.lists(st.sampled_from(needs), unique=True) if needs else st.just([]),
        "outcomes": st.lists(st.sampled_from(outcomes), unique=True) if outcomes else st.just([]),
    }
    return PlanText(
        in_order(PassageText(slug, draw(WORDS)) for slug in draw(st.sets(st.sampled_from(list(PASSAGES))))),
        tuple(NeedText(k, draw(st.sampled_from(Area)), draw(SAID)) for k in needs),
        tuple(
            OutcomeText(k, draw(SAID), by_when=draw(WORDS), needs=tuple(sorted(draw(ties["needs"]))))
            for k in outcomes
        ),
        tuple(
            ProvisionText(
                k, Section.PROVISION, draw(SAID), Decimal(draw(st.integers(1, 3))), Unit.HOURS,
                draw(st.sampled_from(Frequency)), outcomes=tuple(sorted(draw(ties["outcomes"]))),
            )
            for k in draw(keys())
        ),
    )  # fmt: skip


Flat = dict[tuple[str, str], str]


def flat(text: PlanText) -> Flat:
    """A plan as (number or "", label of the field) -> words, the plain way."""
    found: Flat = {("", PASSAGES[p.slug].label): p.says for p in text.passages if p.says}
    need, aim, gives = (text.codes(table) for table in Table)
    for n in text.needs:
        found |= {(need[n.key], "Need"): n.text, (need[n.key], "Area"): n.area.label}
    for o in text.outcomes:
        found[aim[o.key], "Outcome"] = o.text
        found[aim[o.key], "By when"] = o.by_when
        found[aim[o.key], MEETS] = ", ".join(need[k] for k in o.needs)
    for p in text.provision:
        found[gives[p.key], "Section"] = f"Section {p.kind.value}"
        found[gives[p.key], "Provision"] = p.text
        found[gives[p.key], "How much and how often"] = p.how_much
        found[gives[p.key], WORKS_TOWARDS] = ", ".join(aim[k] for k in p.outcomes)
    return {key: words for key, words in found.items() if words}


def renumbered(old: PlanText, new: PlanText) -> Flat:
    """What stays of the old plan, under its new numbers: what the differences are applied to."""
    kept = PlanText(
        old.passages,
        *(
            tuple(row for row in old.rows(table) if row.key in {r.key for r in new.rows(table)})
            for table in Table
        ),
    )  # type: ignore[arg-type]
    number = {
        old.codes(table)[row.key]: new.codes(table)[row.key]
        for table in Table
        for row in kept.rows(table)
    }
    out: Flat = {}
    for (code, label), words in flat(old).items():
        if code and code not in number:
            continue
        if label in (MEETS, WORKS_TOWARDS):
            words = ", ".join(number.get(each, "gone") for each in words.split(", "))
        out[number.get(code, ""), label] = words
    return out


def applied(start: Flat, changes: list[Amendment]) -> Flat:
    """The slow, plain way from the old plan to the new one: write down what each change says."""
    result = start | {(each.code, each.field): each.new for each in changes}
    return {key: words for key, words in result.items() if words and not key[1].startswith("Order")}


@settings(max_examples=60)
@given(plans(), plans())
def test_the_differences_applied_to_the_old_plan_give_the_new_one(
    old: PlanText, new: PlanText
) -> None:
    changes = amendments(old, new)
    gone = [each for each in changes if each.whole and each.what is What.REMOVED]
    stays = [each for each in changes if each not in gone]
    assert applied(renumbered(old, new), stays) == flat(new)
    was = flat(old)
    removed = {
        old.codes(table)[row.key]
        for table in Table
        for row in old.rows(table)
        if row.key not in new.codes(table)
    }
    assert {(g.code, g.field): g.old for g in gone} == {
        key: words for key, words in was.items() if key[0] in removed
    }


@given(plans())
def test_a_plan_does_not_differ_from_itself(text: PlanText) -> None:
    assert amendments(text, text) == []


@given(WORDS, WORDS)
def test_pieces_give_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.mark is not Mark.NEW) == old
    assert "".join(p.text for p in found if p.mark is not Mark.OLD) == new
    assert all(piece.text for piece in found)


def told(old: PlanText, new: PlanText) -> list[tuple[str, str, str, str, str]]:
    return [(a.what.value, a.code, a.field, a.old, a.new) for a in amendments(old, new)]


def test_a_word_that_changed_is_marked_within_its_sentence() -> None:
    (change,) = amendments(providing(text="A group of six."), providing(text="A group of four."))
    assert change.pieces == (
        Piece(Mark.SAME, "A group of "),
        Piece(Mark.OLD, "six"),
        Piece(Mark.NEW, "four"),
        Piece(Mark.SAME, "."),
    )


def test_texts_with_little_in_common_are_shown_whole() -> None:
    assert pieces("She reads.", "Physiotherapy weekly at home") == (
        Piece(Mark.OLD, "She reads."),
        Piece(Mark.NEW, "Physiotherapy weekly at home"),
    )


def test_a_removed_need_renumbers_the_rest_without_a_change_of_them() -> None:
    old = SOUND
    new = replace(SOUND, needs=(READING,), outcomes=(replace(OUTCOME, needs=(2,)),))
    assert told(old, new) == [
        ("Removed", "B1", "Area", "Communication and interaction", ""),
        ("Removed", "B1", "Need", NEED.text, ""),
        ("Changed", "E1", "Meets needs", "B1, B2 (as numbered before)", "B1"),
    ]


def test_a_tie_to_another_row_of_the_same_number_is_a_change() -> None:
    old = replace(SOUND, needs=(NEED, READING), outcomes=(replace(OUTCOME, needs=(NEED.key,)),))
    new = replace(old, needs=(READING,), outcomes=(replace(OUTCOME, needs=(READING.key,)),))
    assert told(old, new)[-1] == ("Changed", "E1", "Meets needs", "B1 (as numbered before)", "B1")


def test_rows_that_changed_places_say_so_by_their_old_numbers() -> None:
    new = replace(SOUND, needs=(READING, NEED))
    assert told(SOUND, new) == [("Changed", "", "Order of needs", "B1, B2", "B2, B1")]


def test_an_amount_and_a_passage_are_told_in_the_order_of_the_plan() -> None:
    new = replace(providing(amount=Decimal(45)), passages=saying("child", "I like maps.").passages)
    assert told(SOUND, new) == [
        ("Changed", "", "What the child or young person says", SOUND.passage("child").text, "I like maps."),
        ("Changed", "F1", "How much and how often", "30 minutes each school day, for the school year",
         "45 minutes each school day, for the school year"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Section.PROVISION, "F1"),
        (Section.CARE_PROVISION, "H1.1"),
        (Section.OTHER_CARE, "H2.1"),
    ],
)
def test_a_row_is_numbered_in_its_section(kind: Section, code: str) -> None:
    text = replace(SOUND, provision=(replace(PROVISION, kind=kind),))
    assert text.codes(Table.PROVISION) == {1: code}
