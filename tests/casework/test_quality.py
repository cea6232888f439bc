"""Audits of plans: the arithmetic, the draw, grading, moderating, and what they say together."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions import locks, quality
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.plans import bring_in_plan
from rightplace.casework.actions.quality import Question, Rule
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import (
    Audit,
    Person,
    Plan,
    PlanNeed,
    PlanOutcome,
    PlanProvision,
    PlanVersion,
    QualityTool,
    Role,
    Setting,
    User,
)
from rightplace.casework.models.quality import Grade
from rightplace.casework.quality import Graded, NothingGraded, arithmetic
from rightplace.casework.queries.quality import (
    audits_seen_by,
    final_grade,
    plan_text_for_audit,
    plans_to_draw_from,
    with_all,
)
from rightplace.casework.queries.quality_report import report
from tests.casework.record import a_child, a_school, a_user, an_officer, at

TODAY = date(2024, 6, 3)
O, G, R, I = (  # noqa: E741 (the grades, as a table reads best)
    Grade.OUTSTANDING,
    Grade.GOOD,
    Grade.REQUIRES_IMPROVEMENT,
    Grade.INADEQUATE,
)


@pytest.mark.parametrize(
    ("graded", "mean", "by_mean", "grade"),
    [
        ([(1, O)], "4.00", O, O),
        ([(1, O), (1, G)], "3.50", O, O),
        ([(51, O), (49, G)], "3.51", O, O),
        ([(4, G), (3, O)], "3.43", G, G),
        ([(1, G), (1, R)], "2.50", G, G),
        ([(1, R), (1, I)], "1.50", R, R),
        ([(2, I), (1, R)], "1.33", I, I),
        ([(3, G), (1, None)], "3.00", G, G),
        ([(5, I), (5, O), (5, O), (5, O)], "3.25", G, R),
        ([(4, I), (5, O), (5, O), (5, O)], "3.37", G, G),
        ([(5, I), (5, R)], "1.50", R, R),
        ([(200, O), (199, G), (2, G)], "3.50", G, G),
    ],
)
def test_a_grade_is_the_weighted_mean_unless_the_heaviest_is_inadequate(
    graded: list[tuple[int, Grade | None]], mean: str, by_mean: Grade, grade: Grade
) -> None:
    found = arithmetic([Graded(*each) for each in graded])
    assert (found.mean, found.by_mean, found.grade) == (Decimal(mean), by_mean, grade)
    assert found.held_down == (found.by_mean != found.grade)


def test_without_a_grade_there_is_none() -> None:
    with pytest.raises(NothingGraded):
        arithmetic([Graded(5, None)])


def how(by: User, on: date = TODAY) -> dict[str, Any]:
    return {"by": by, "at": at(on)}


def questions(*weights: int) -> list[Question]:
    themes = ("childs_voice", "specific", "outcomes")
    return [
        Question("Section B", f"Question {number}?", themes[number % 3], weight, "O", "G", "R", "I")
        for number, weight in enumerate(weights)
    ]


def a_tool(by: User, *weights: int) -> QualityTool:
    return quality.add_tool(
        name="Plan quality", questions=questions(*weights), in_use_from=TODAY, **how(by)
    )


def a_plan(officer: User, surname: str, school: Setting, born: date | None = None) -> Plan:
    person = a_child(officer, surname)
    if born is not None:
        Person.objects.filter(pk=person.pk).update(birth_date=born)
    return bring_in_plan(
        person,
        starts_on=date(2023, 9, 4),
        needs=["ASD", "SLCN"],
        named=Where(setting=school),
        entry_on=date(2023, 9, 4),
        officer=officer,
        **how(officer),
    )


@pytest.fixture
def officer(empty_record: None) -> User:
    return an_officer()


@pytest.fixture
def assurer(officer: User) -> User:
    return a_user("qa", Role.QUALITY_ASSURER)


def draw(plans: list[Plan], assurer: User, tool: QualityTool, **more: Any) -> list[Audit]:
    size = more.pop("size", len(plans))
    given = {"rule": Rule(), "seed": 7, "tool": tool, "auditor": assurer, **more}
    return quality.draw_sample(plans, size=size, **given, **how(assurer))


def graded(audit: Audit, by: User, *grades: Grade | None, on: date = TODAY) -> Audit:
    for criterion, grade in zip(audit.tool.criteria.order_by("rank"), grades, strict=True):
        weak = grade in (R, I)
        quality.score(
            audit,
            criterion,
            grade=grade,
            comment="Vague" if weak else "",
            themes=[criterion.theme] if weak else [],
            tags="Copied text, Jargon" if weak else "",
            **how(by, on),
        )
    quality.submit_audit(audit, learning="Quantify.", **how(by, on))
    return audit


def test_a_draw_is_by_chance_can_be_drawn_again_and_is_within_the_plans(
    officer: User, assurer: User
) -> None:
    school, tool = a_school(officer), a_tool(assurer, 1)
    plans = [a_plan(officer, name, school) for name in "ABCDEF"]
    first = [audit.plan for audit in draw(plans, assurer, tool, size=3)]
    again = [audit.plan for audit in draw(plans[::-1], assurer, tool, size=3)]
    other = [audit.plan for audit in draw(plans, assurer, tool, size=3, seed=8)]
    assert first == again != other
    assert len({plan.pk for plan in first}) == 3
    for size in (0, 7):
        with pytest.raises(ActionRefused, match="6 plans fit"):
            draw(plans, assurer, tool, size=size)
    with pytest.raises(ActionRefused, match="Nobody moderates their own audit"):
        draw(plans, assurer, tool, moderator=assurer)


def test_a_rule_narrows_what_is_drawn_from(officer: User, assurer: User) -> None:
    south = an_officer("south", team="South team")
    manager = a_user("m", Role.TEAM_MANAGER, officer.team)
    school = a_school(officer)
    nine = a_plan(officer, "Nine", school, date(2014, 6, 4))
    ten = a_plan(officer, "Ten", school, date(2014, 6, 3))
    far = a_plan(south, "Far", school, date(2014, 6, 3))
    locked = a_plan(officer, "Locked", school)
    locks.lock_case(locked.person, members=[], reason="Address", **how(officer))

    def found(rule: Rule, by: User = assurer) -> set[Plan]:
        return set(plans_to_draw_from(rule, by=by, auditor=assurer, as_of=TODAY))

    assert found(Rule()) == {nine, ten, far}
    assert found(Rule(), by=manager) == {nine, ten}
    assert found(Rule(team=south.team)) == {far}
    assert found(Rule(officer=officer)) == {nine, ten}
    assert found(Rule(youngest=10)) == {ten, far}
    assert found(Rule(oldest=9)) == {nine}
    assert found(Rule(setting_group="special")) == set()
    assert found(Rule(setting_group="mainstream", oldest=9)) == {nine}


def test_an_audit_is_graded_by_whoever_it_was_given_to_and_submitted_once(
    officer: User, assurer: User
) -> None:
    tool = a_tool(assurer, 5, 1)
    (audit,) = draw([a_plan(officer, "A", a_school(officer))], assurer, tool)
    first, _ = tool.criteria.order_by("rank")
    with pytest.raises(ActionRefused, match="Only whoever was given"):
        quality.score(audit, first, grade=G, comment="", **how(officer))
    for comment, themes in (("", ["specific"]), ("Vague", [])):
        with pytest.raises(ActionRefused, match="select at least one theme"):
            quality.score(audit, first, grade=R, comment=comment, themes=themes, **how(assurer))
    quality.score(audit, first, grade=G, comment="", **how(assurer))
    with pytest.raises(ActionRefused, match="1 of 2 questions are not answered yet"):
        quality.submit_audit(audit, learning="", **how(assurer))
    graded(audit, assurer, G, None)
    audit.refresh_from_db()
    assert (audit.grade, audit.submitted_on, audit.scores.count()) == (G, TODAY, 2)
    with pytest.raises(ActionRefused, match="submitted already"):
        quality.score(audit, first, grade=O, comment="", **how(assurer))


def test_moderation_is_by_another_and_keeps_both_grades(officer: User, assurer: User) -> None:
    other, tool = a_user("qa2", Role.QUALITY_ASSURER), a_tool(assurer, 1)
    (audit,) = draw([a_plan(officer, "A", a_school(officer))], assurer, tool, moderator=other)
    agreed = {"grade": R, "agreed_grade": G, "reason": "The provision is specific after all."}
    with pytest.raises(ActionRefused, match="Only a submitted audit"):
        quality.moderate(audit, **agreed, **how(other))
    graded(audit, assurer, O)
    with pytest.raises(ActionRefused, match="Nobody moderates their own audit"):
        quality.moderate(audit, **agreed, **how(assurer))
    with pytest.raises(ActionRefused, match="audit of their own plan"):
        quality.moderate(audit, **agreed, **how(officer))
    kept = quality.moderate(audit, **agreed, **how(other))
    audit.refresh_from_db()
    assert (audit.grade, kept.grade, kept.agreed_grade, final_grade(audit)) == (O, R, G, G)
    with pytest.raises(ActionRefused, match="moderated already"):
        quality.moderate(audit, **agreed, **how(other))


def test_who_sees_which_audit(officer: User, assurer: User) -> None:
    south, other = an_officer("south", team="South team"), a_user("qa2", Role.QUALITY_ASSURER)
    manager, auditor = a_user("m", Role.TEAM_MANAGER, officer.team), a_user("aud", Role.AUDITOR)
    school, tool = a_school(officer), a_tool(assurer, 1)
    near, far = a_plan(officer, "Near", school), a_plan(south, "Far", school)
    (mine,) = draw([near], assurer, tool, moderator=other)
    (theirs,) = draw([far], other, tool)
    everyone = (assurer, other, manager, auditor, officer, south, a_user("p", Role.PANEL_MEMBER))
    assert [set(audits_seen_by(user)) for user in everyone] == [
        {mine},
        {mine, theirs},
        {mine},
        {mine, theirs},
        set(),
        set(),
        set(),
    ]
    graded(mine, assurer, G)
    assert set(audits_seen_by(officer)) == {mine}
    assert list(Person.objects.visible_to(assurer)) == [near.person]
    locks.lock_case(near.person, members=[], reason="Address", **how(officer))
    assert set(audits_seen_by(assurer)) == set()
    assert set(audits_seen_by(officer)) == {mine}


def test_a_new_version_of_the_tool_leaves_audits_with_theirs(officer: User, assurer: User) -> None:
    tool = a_tool(assurer, 1, 2)
    (audit,) = draw([a_plan(officer, "A", a_school(officer))], assurer, tool)
    newer = a_tool(assurer, 5)
    assert (tool.number, newer.number, audit.tool) == (1, 2, tool)
    with pytest.raises(ActionRefused, match="at least one question"):
        a_tool(assurer)


def test_the_report_counts_final_grades_weak_questions_themes_and_agreement(
    officer: User, assurer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = a_user("qa2", Role.QUALITY_ASSURER)
    school, tool = a_school(officer), a_tool(assurer, 1, 1, 1)
    quality.add_training(
        theme="specific", title="Writing Section F", audience="Officers", length="2 hours",
        **how(assurer),
    )  # fmt: skip
    plans = [a_plan(officer, name, school) for name in "ABC"]
    first, second, third = draw(plans, assurer, tool)
    graded(first, assurer, G, R, None, on=date(2024, 3, 31))
    graded(second, assurer, G, I, O, on=date(2024, 4, 1))
    for audit, grade in ((first, G), (second, R)):
        quality.moderate(audit, grade=grade, agreed_grade=grade, reason="x", **how(other))
    with django_assert_num_queries(3):
        found = report(with_all(Audit.objects.order_by("pk")))
    assert (found.audits, found.moderated, found.agreed) == (2, 2, 1)
    assert [(g.name, g.counts, g.few) for g in found.by_quarter] == [
        ("2024, January to March", (0, 1, 0, 0), True),
        ("2024, April to June", (0, 0, 1, 0), True),
    ]
    assert [(w.question, w.weak, w.graded, w.mean) for w in found.weakest] == [
        ("Question 1?", 2, 2, 1.5),
        ("Question 0?", 0, 2, 3.0),
        ("Question 2?", 0, 1, 4.0),
    ]
    (pointed,) = found.themes
    assert (pointed.theme, pointed.audits, [t.title for t in pointed.training]) == (
        "specific",
        2,
        ["Writing Section F"],
    )
    assert pointed.officers == (officer.name,)
    assert found.tags == (("copied text", 2), ("jargon", 2))
    assert third.submitted_on is None


def test_what_an_assurer_reads_of_a_plan(officer: User) -> None:
    parts = plan_text_for_audit(a_plan(officer, "A", a_school(officer)))
    assert [part.text for part in parts] == [
        "Autistic spectrum disorder; Speech, language and communication needs",
        "Larkfield Primary School",
        "4 September 2023",
        "None recorded",
    ]


def test_an_assurer_reads_the_final_version_beside_the_facts(officer: User) -> None:
    plan = a_plan(officer, "A", a_school(officer))
    facts = plan_text_for_audit(plan)
    for number, status, strengths in ((1, "superseded", "Old."), (2, "final", "Draws well.")):
        version = PlanVersion.objects.create(
            person=plan.person,
            plan=plan,
            number=number,
            status=status,
            made_on=TODAY,
            final_on=TODAY,
        )
        version.passages.create(slug="strengths", text=strengths)
        version.passages.create(slug="budget", none_identified=True)
    _write_rows(version)
    draft = PlanVersion.objects.create(person=plan.person, plan=plan, number=3, made_on=TODAY)
    draft.passages.create(slug="strengths", text="Not yet agreed.")
    parts = plan_text_for_audit(plan)
    assert parts[: len(facts)] == facts
    assert [(part.section, part.text) for part in parts[len(facts) :]] == [
        ("A: Views, interests and aspirations", "Nothing is written"),
        ("B: Strengths", "Draws well."),
        ("B1: Special educational needs", "Reads 20 words."),
        ("C: Health needs related to the special educational needs", "Nothing is written"),
        ("D: Social care needs related to the special educational needs or a disability",
         "Nothing is written"),
        ("E1: Outcomes", "Reads 100 words. By: July. Measured by: A test."),
        ("F1: Special educational provision",
         "A reading programme. How much: 30 minutes each school day. Who: A teaching assistant."),
        ("G: Health care provision", "Nothing is written"),
        ("H1: Social care provision under the 1970 Act", "Nothing is written"),
        ("H2: Other social care provision", "Nothing is written"),
        ("I: Placement", "Nothing is written"),
        ("J: Personal budget", "None identified."),
        ("K: Advice and information", "Nothing is written"),
    ]  # fmt: skip


def _write_rows(version: PlanVersion) -> None:
    place = {"plan_version": version, "key": 1, "position": 1}
    PlanNeed.objects.create(**place, area="cognition", text="Reads 20 words.")
    PlanOutcome.objects.create(
        **place, text="Reads 100 words.", by_when="July", measure="A test.", needs=[1]
    )
    PlanProvision.objects.create(
        **place,
        kind="F",
        text="A reading programme.",
        amount=30,
        unit="minutes",
        frequency="daily",
        delivered_by="A teaching assistant",
        outcomes=[1],
    )
