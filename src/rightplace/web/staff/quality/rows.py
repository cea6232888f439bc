"""Audits as lists and pages show them."""

from collections.abc import Sequence

from django.urls import reverse

from rightplace.casework.actions.quality import graded
from rightplace.casework.models import Audit, Criterion, Moderation, QualityTool, Score
from rightplace.casework.models.quality import WEAK, Grade, Theme
from rightplace.casework.quality import Arithmetic, NothingGraded, arithmetic
from rightplace.casework.queries.quality import final_grade
from rightplace.casework.queries.quality_report import FEW, GRADES, Group, Report
from rightplace.web.design.formats import day, number, percent
from rightplace.web.design.presenters import Cell, Column, SummaryRow, TableView, Tag, Tone, Value

_TONES = {
    Grade.OUTSTANDING: Tone.FINE,
    Grade.GOOD: Tone.FINE,
    Grade.REQUIRES_IMPROVEMENT: Tone.SOON,
    Grade.INADEQUATE: Tone.LATE,
}


def grade_tag(grade: int | None) -> Tag:
    """A grade as a tag."""
    if grade is None:
        return Tag("Not graded yet")
    return Tag(Grade(grade).label, _TONES[Grade(grade)])


def moderation_of(audit: Audit) -> Moderation | None:
    """The second look at an audit, where there was one."""
    return getattr(audit, "moderation", None)


def standing(audit: Audit) -> str:
    """What is to be done next about an audit."""
    if audit.submitted_on is None:
        return "To be graded"
    if moderation_of(audit) is not None:
        return "Moderated"
    return "To be moderated" if audit.moderator_id else "Graded"


def audit_cells(audit: Audit) -> list[Value]:
    """An audit in the list."""
    person = audit.plan.person
    return [
        Cell(
            f"{person.surname}, {person.forename}",
            href=reverse("staff:quality-audit", args=[audit.pk]),
            detail=f"Plan of {day(audit.plan.starts_on)}",
        ),
        Cell(audit.officer.name, detail=audit.plan.team.name),
        audit.auditor.name,
        standing(audit),
        grade_tag(final_grade(audit)),
        audit.submitted_on or "",
    ]


def audit_csv(audit: Audit) -> tuple[object, ...]:
    """An audit in the file: the first grade, the moderator's, and the final one."""
    second = moderation_of(audit)
    return (
        audit.plan.person.surname,
        audit.plan.person.forename,
        audit.plan.starts_on,
        audit.plan.team.name,
        audit.officer.name,
        audit.auditor.name,
        audit.tool.number,
        standing(audit),
        audit.submitted_on,
        audit.grade,
        second.grade if second else None,
        final_grade(audit),
    )


def score_table(audit: Audit, *, writes: bool) -> TableView:
    """Every question of an audit with its grade; with a link to grade it for who `writes`."""
    kept = {score.criterion_id: score for score in audit.scores.all()}
    rows = [
        _score_row(audit, each, kept.get(each.pk), writes=writes)
        for each in audit.tool.criteria.order_by("rank")
    ]
    columns = (
        "Question",
        "Grade",
        Column("Weight", numeric=True),
        Column("Points", numeric=True),
        "Why",
    )
    return TableView.of("Questions", columns, rows)


def _score_row(
    audit: Audit, criterion: Criterion, score: Score | None, *, writes: bool
) -> tuple[Value, ...]:
    href = reverse("staff:quality-score", args=[audit.pk, criterion.rank]) if writes else None
    question = Cell(criterion.question, href=href, detail=criterion.section)
    if score is None:
        return question, "Not answered", criterion.weight, "", ""
    if score.grade is None:
        return question, "Does not apply", criterion.weight, "", Cell(score.comment)
    themes = ", ".join(Theme(theme).label for theme in score.themes)
    weak = score.grade in WEAK
    why = Cell(
        score.comment, detail=". ".join(filter(None, [themes, score.tags])) if weak else None
    )
    return (
        question,
        grade_tag(score.grade),
        criterion.weight,
        criterion.weight * score.grade,
        why,
    )


def arithmetic_words(audit: Audit) -> tuple[str, ...]:
    """How the grade of an audit comes about, in sentences; nothing where no question has a grade."""
    try:
        found = arithmetic(graded(audit))
    except NothingGraded:
        return ()
    return _sentences(found)


def _sentences(found: Arithmetic) -> tuple[str, ...]:
    sentences = [
        "Each grade counts 4 for outstanding, 3 for good, 2 for requires improvement and 1 for inadequate, "
        "times the weight of its question. Questions that do not apply are left out.",
        f"{found.points} points divided by weights of {found.weights} are {found.mean} on average.",
        "From 3.50 it is outstanding, from 2.50 good, from 1.50 requires improvement: "
        f"{found.by_mean.label.lower()}.",
    ]
    if found.held_down:
        sentences.append(
            "A question of weight 5 is inadequate, so the plan cannot be better than requires improvement."
        )
    return tuple(sentences)


def audit_facts(audit: Audit) -> tuple[SummaryRow, ...]:
    """Who looked at the plan, with which tool, and how it was graded."""
    second = moderation_of(audit)
    rows = [
        SummaryRow.of("Case officer", Cell(audit.officer.name, detail=audit.plan.team.name)),
        SummaryRow.of("Looked at by", audit.auditor.name),
        SummaryRow.of("Tool", str(audit.tool)),
        SummaryRow.of(
            "Drawn", f"{audit.sample.size} of {number(audit.sample.out_of)} plans, by chance"
        ),
        SummaryRow.of("First grade", grade_tag(audit.grade)),
    ]
    if second is not None:
        by = Cell(
            detail=f"{second.moderator.name}, {day(second.moderated_on)}",
            tag=grade_tag(second.grade),
        )
        rows += [
            SummaryRow.of("Second grade", by),
            SummaryRow.of(
                "Agreed grade", Cell(detail=second.reason, tag=grade_tag(second.agreed_grade))
            ),
        ]
    if audit.learning:
        rows.append(SummaryRow.of("What to learn", audit.learning))
    return tuple(rows)


def tool_table(tool: QualityTool) -> TableView:
    """The questions of a tool."""
    rows = [
        (
            Cell(each.question, detail=each.section),
            each.weight,
            Theme(each.theme).label,
            each.outstanding,
            each.good,
            each.requires_improvement,
            each.inadequate,
        )
        for each in tool.criteria.order_by("rank")
    ]
    grades = [grade.label for grade in GRADES]
    return TableView.of(
        str(tool), ("Question", Column("Weight", numeric=True), "Theme", *grades), rows
    )


def group_table(groups: Sequence[Group], caption: str, first: str) -> TableView:
    """Final grades of groups; too few to compare are said to be so."""
    columns = (first, *(Column(grade.label, numeric=True) for grade in GRADES), Column("All", numeric=True),
               Column("Good or better", numeric=True))  # fmt: skip
    rows = [
        (
            Cell(each.name, detail=f"Fewer than {FEW}: too few to compare" if each.few else None),
            *each.counts,
            each.total,
            percent(each.good / each.total) if not each.few else f"{each.good} of {each.total}",
        )
        for each in groups
    ]
    return TableView.of(caption, columns, rows, empty="No audit has been submitted yet.")


def report_tables(found: Report) -> tuple[TableView, ...]:
    """The weakest questions, and the themes with the training that they point to."""
    weak = [
        (
            Cell(each.question, detail=each.section),
            f"{each.weak} of {each.graded}",
            number(each.mean, 2),
        )
        for each in found.weakest
    ]
    themes = [
        (
            each.theme.label,
            each.audits,
            "; ".join(f"{t.title} ({t.length})" for t in each.training)
            or "None in the catalogue yet",
            ", ".join(each.officers),
        )
        for each in found.themes
    ]
    return (
        TableView.of(
            "Questions, the weakest first",
            ("Question", "Weak in", Column("Mean grade, 1 to 4", numeric=True)),
            weak,
            empty="No question has been graded yet.",
        ),
        TableView.of(
            "Themes and training",
            ("Theme", Column("Plans", numeric=True), "Training", "Who should attend"),
            themes,
            empty="Nothing weak has been found.",
        ),
        TableView.of("Words of the assurers", ("Words", Column("Times", numeric=True)), found.tags,
                     empty="No words of their own were added."),
    )  # fmt: skip
