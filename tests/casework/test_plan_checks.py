"""Each rule on a plan's words, with what it finds and what it lets pass."""

from dataclasses import replace

import pytest

from rightplace.plan_words.checks import RULES, errors, findings
from rightplace.plan_words.findings import About, Excerpt
from rightplace.plan_words.readability import reading_age, sentences, syllables
from rightplace.plan_words.rules_words import VAGUE
from rightplace.plan_words.sections import Adulthood, Section, Unit
from rightplace.plan_words.text import PlanText
from tests.casework.plan_words import (
    ABOUT,
    NEED,
    OUTCOME,
    PROVISION,
    READING,
    SOUND,
    aiming,
    providing,
    saying,
)

YEAR_9 = replace(ABOUT, school_year=9)
MAY_NAME = replace(ABOUT, may_name=True)
OTHER = replace(OUTCOME, key=2, needs=(2,))
LONG = " ".join(["She goes to school and"] * 8) + " home."
HARD = (
    "Notwithstanding considerable environmental modification, attentional regulation necessitates "
    "individualised multidisciplinary intervention, incorporating sensory integration, psychological "
    "formulation, therapeutic consultation and comprehensive metacognitive scaffolding."
)
ALL_FOUR = replace(
    SOUND,
    outcomes=tuple(
        replace(OUTCOME, key=key, adulthood=each) for key, each in enumerate(Adulthood, 1)
    ),
)


def found(text: PlanText, about: About = ABOUT) -> list[tuple[str, str, str]]:
    """Rule, severity and where: the number of a row, the slug of a passage, or a section."""
    return [
        (f.rule, f.severity.value, f.spot.code or f.spot.slug or f.spot.section.value)
        for f in findings(text, about)
    ]


def test_in_a_sound_plan_nothing_is_found() -> None:
    assert found(SOUND) == []


# What is wrong, what is found, and beside it the nearest thing that is right.
CASES: list[tuple[PlanText, About, list[tuple[str, str, str]], PlanText, About]] = [
    (
        replace(SOUND, outcomes=(replace(OUTCOME, needs=(1,)),)), ABOUT,
        [("thread.need_without_outcome", "Error", "B2")], SOUND, ABOUT,
    ),
    (
        replace(SOUND, outcomes=(replace(OUTCOME, needs=(1,)), OTHER)), ABOUT,
        [("thread.need_without_provision", "Error", "B2")],
        replace(
            SOUND, outcomes=(replace(OUTCOME, needs=(1,)), OTHER),
            provision=(replace(PROVISION, outcomes=(1, 2)),),
        ), ABOUT,
    ),
    (
        replace(SOUND, outcomes=(OUTCOME, replace(OTHER, needs=()))), ABOUT,
        [("thread.outcome_without_need", "Error", "E2")],
        replace(SOUND, outcomes=(OUTCOME, OTHER)), ABOUT,
    ),
    (aiming(by_when=""), ABOUT, [("thread.outcome_without_when", "Warning", "E1")], SOUND, ABOUT),
    (aiming(measure=""), ABOUT, [("thread.outcome_without_measure", "Warning", "E1")], SOUND, ABOUT),
    (
        aiming(text="She will receive speech therapy."), ABOUT,
        [("thread.outcome_is_a_service", "Warning", "E1")],
        aiming(text="She will ask for what she needs."), ABOUT,
    ),
    (
        replace(SOUND, provision=(PROVISION, replace(PROVISION, key=2, outcomes=()))), ABOUT,
        [("thread.provision_without_outcome", "Warning", "F2")],
        replace(SOUND, provision=(PROVISION, replace(PROVISION, key=2))), ABOUT,
    ),
    (
        providing(amount=None, unit=None), ABOUT,
        [("thread.provision_without_size", "Error", "F1")], SOUND, ABOUT,
    ),
    (
        providing(frequency=None), ABOUT, [("thread.provision_without_size", "Error", "F1")],
        providing(frequency=None, unit=Unit.ITEMS), ABOUT,
    ),
    (
        providing(delivered_by=""), ABOUT,
        [("thread.provision_without_size", "Error", "F1")], SOUND, ABOUT,
    ),
    (
        replace(SOUND, provision=(PROVISION, replace(
            PROVISION, key=2, kind=Section.HEALTH_PROVISION,
            text="Speech and language therapy.", delivered_by="A therapist", qualification=""))),
        ABOUT, [("law.educates_elsewhere", "Hint", "G1")],
        providing(text="Speech and language therapy."), ABOUT,
    ),
    (
        providing(text="Personal care after lunch."), ABOUT, [("law.treats_in_f", "Hint", "F1")],
        replace(SOUND, provision=(PROVISION, replace(
            PROVISION, key=2, kind=Section.OTHER_CARE, text="Personal care after lunch.",
            delivered_by="A carer", qualification=""))), ABOUT,
    ),
    (
        saying("care-needs"), ABOUT, [("law.empty_section", "Warning", "care-needs")],
        saying("care-needs", "She has a social worker."), ABOUT,
    ),
    (
        saying("placement", "A mainstream school"), ABOUT,
        [("law.names_a_setting", "Error", "placement")],
        saying("placement", "A mainstream school"), MAY_NAME,
    ),
    (
        SOUND, YEAR_9, [("law.adulthood", "Warning", "E")] * 3, ALL_FOUR, YEAR_9,
    ),
    (
        aiming(adulthood=None), YEAR_9, [("law.adulthood", "Error", "E")] * 4,
        aiming(adulthood=None), replace(ABOUT, school_year=8),
    ),
    (
        providing(text="Support with reading.", amount=None, unit=None), ABOUT,
        [("thread.provision_without_size", "Error", "F1"), ("words.support", "Warning", "F1")],
        providing(text="Support with reading."), ABOUT,
    ),
    (
        saying("history", "Born in [town]."), ABOUT, [("words.placeholder", "Error", "history")],
        saying("history", "Born in Marlshire (the town)."), ABOUT,
    ),
    (
        saying("history", "Placement TBC"), ABOUT, [("words.placeholder", "Error", "history")],
        saying("history", "She was born in Stoke."), ABOUT,
    ),
    (
        providing(delivered_by="Mrs Hall"), ABOUT, [("words.staff", "Warning", "F1")],
        saying("advice", "Mrs Hall, teacher"), ABOUT,
    ),
    (
        saying("history", "She met Ada Officer."), ABOUT, [("words.staff", "Warning", "history")],
        saying("history", "She met an officer."), ABOUT,
    ),
    (
        saying("history", "She said that Noah likes maths."), ABOUT,
        [("words.other_child", "Warning", "history")],
        saying("history", "Will likes maths, said Zoë."), ABOUT,
    ),
    (
        saying("history", "Noah Finch likes maths."), ABOUT,
        [("words.other_child", "Error", "history")],
        saying("history", "Zoë O'Dell likes maths."), ABOUT,
    ),
    (
        providing(text=LONG), ABOUT, [("words.long_sentence", "Hint", "F1")],
        providing(text=LONG.replace("and She", "and. She")), ABOUT,
    ),
    (
        saying("history", HARD), ABOUT, [("words.hard_to_read", "Hint", "history")],
        saying("history", "She likes to go to the park with her mum. " * 3), ABOUT,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "about", "expected", "right", "about_right"), CASES)
def test_a_rule_finds_what_is_wrong_and_lets_pass_what_is_right(
    wrong: PlanText,
    about: About,
    expected: list[tuple[str, str, str]],
    right: PlanText,
    about_right: About,
) -> None:
    assert found(wrong, about) == expected
    rules = {rule for rule, _, _ in expected}
    assert [each for each in found(right, about_right) if each[0] in rules] == []


@pytest.mark.parametrize("vague", VAGUE, ids=lambda vague: vague.phrase)
def test_a_vague_phrase_is_found_in_provision_and_nowhere_else(vague: object) -> None:
    phrase = vague.phrase  # type: ignore[attr-defined]
    text = f"She has {phrase} a computer."
    (finding,) = findings(providing(text=text), ABOUT)
    assert (finding.rule, finding.severity) == ("words.vague", vague.severity)  # type: ignore[attr-defined]
    assert finding.excerpt == Excerpt("She has ", phrase, " a computer.")
    assert finding.mend == vague.instead  # type: ignore[attr-defined]
    assert found(saying("history", text)) == []


def test_every_rule_has_a_case() -> None:
    tried = {rule for case in CASES for rule, _, _ in case[2]} | {"words.vague"}
    assert tried == {rule.id for rule in RULES}


@pytest.mark.parametrize("section", [s for s in Section if s is not Section.PLACEMENT])
def test_an_empty_section_is_named(section: Section) -> None:
    empty = findings(PlanText(), ABOUT)
    (finding,) = [f for f in empty if f.rule == "law.empty_section" and f.spot.section is section]
    assert finding.message == f"Section {section.value} is empty."
    grave = section.value in ("A", "B", "E", "F")
    assert (finding.severity == "Error") is grave


def test_errors_come_first_and_are_counted() -> None:
    text = replace(providing(text="Access to a laptop, regularly."), needs=(NEED, READING))
    severities = [f.severity.value for f in findings(text, ABOUT)]
    assert severities == ["Error", "Warning"]
    assert errors(findings(text, ABOUT)) == 1


def test_a_long_text_is_cut_between_words_around_what_was_found() -> None:
    text = "One is. " * 20 + "It is as required" + " by two. Two." * 20
    (finding,) = findings(providing(text=text), ABOUT)
    excerpt = finding.excerpt
    assert excerpt is not None
    assert (excerpt.before[:4], excerpt.found, excerpt.after[-4:]) == (
        "…is.",
        "as required",
        " by…",
    )


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("school", 1), ("reading", 2), ("make", 1), ("table", 2), ("employment", 3)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_plain_text_is_read_younger_than_a_learned_one() -> None:
    assert reading_age("She likes to go to the park.") < 10 < reading_age(HARD)
    assert reading_age("") == 0
    assert list(sentences("One. Two!\nThree")) == ["One.", "Two!", "Three"]
