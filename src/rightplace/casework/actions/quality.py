"""Drawing plans to look at, grading them, and looking at the grades again."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Entry
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Audit, Criterion, Moderation, Plan, QualityTool, Sample, User
from rightplace.casework.models.quality import WEAK, Grade, Score, Training
from rightplace.casework.models.staff import Team
from rightplace.casework.quality import Graded, arithmetic


@dataclass(frozen=True, slots=True)
class Rule:
    """Which plans a sample is drawn from; empty is every plan."""

    team: Team | None = None
    officer: User | None = None
    setting_group: str = ""
    youngest: int | None = None
    oldest: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion of a tool that is being added."""

    section: str
    question: str
    theme: str
    weight: int
    outstanding: str
    good: str
    requires_improvement: str
    inadequate: str


def add_tool(
    *, name: str, questions: Sequence[Question], in_use_from: date, by: User, at: datetime
) -> QualityTool:
    """Add the next version of the tool; audits that were begun keep theirs."""
    with DATABASE.entry("quality.tool", by=by, at=at, name=name) as entry:
        refuse_unless(bool(questions), "A tool needs at least one question.")
        last = QualityTool.objects.order_by("-number").first()
        number = last.number + 1 if last else 1
        tool = entry.add(QualityTool(number=number, name=name, in_use_from=in_use_from))
        for rank, each in enumerate(questions, start=1):
            fields = {field: getattr(each, field) for field in Question.__slots__}
            entry.add(Criterion(tool=tool, rank=rank, **fields))
    return tool


def add_training(
    *, theme: str, title: str, audience: str, length: str, by: User, at: datetime
) -> Training:
    """Add something that can be learnt about a theme."""
    with DATABASE.entry("quality.training", by=by, at=at, title=title) as entry:
        return entry.add(Training(theme=theme, title=title, audience=audience, length=length))


def draw_sample(
    plans: Sequence[Plan],
    *,
    rule: Rule,
    size: int,
    seed: int,
    tool: QualityTool,
    auditor: User,
    moderator: User | None = None,
    by: User,
    at: datetime,
) -> list[Audit]:
    """Draw `size` of the plans that fit the rule, by chance, for one person to look at."""
    with DATABASE.entry("quality.sample", by=by, at=at, size=size, seed=seed) as entry:
        refuse_unless(
            1 <= size <= len(plans),
            f"{len(plans)} plans fit. Draw at least 1 and no more than that, or widen the choice.",
        )
        sample = entry.add(
            Sample(
                drawn_on=at.date(),
                team=rule.team,
                officer=rule.officer,
                setting_group=rule.setting_group,
                youngest=rule.youngest,
                oldest=rule.oldest,
                size=size,
                out_of=len(plans),
                seed=seed,
                drawn_by=by,
            )
        )
        ordered = sorted(plans, key=lambda plan: plan.pk)
        drawn = random.Random(seed).sample(ordered, size)  # noqa: S311 (a sample, no secret)
        given = {"sample": sample, "tool": tool, "auditor": auditor, "moderator": moderator}
        return [entry.add(Audit(plan=plan, officer=plan.officer, **given)) for plan in drawn]


def _open(entry: Entry, audit: Audit) -> None:
    entry.lock(audit)
    refuse_unless(audit.submitted_on is None, "This audit has been submitted already.")


def score(
    audit: Audit,
    criterion: Criterion,
    *,
    grade: Grade | None,
    comment: str,
    themes: Sequence[str] = (),
    tags: str = "",
    by: User,
    at: datetime,
) -> Score:
    """Grade one criterion; None where it does not apply. Themes are kept of what is weak."""
    with DATABASE.entry("quality.score", by=by, at=at, person=audit.plan.person) as entry:
        _open(entry, audit)
        refuse_unless(audit.auditor_id == by.pk, "Only whoever was given this audit grades it.")
        refuse_unless(
            grade not in WEAK or bool(comment.strip() and themes),
            "Say what is weak, and select at least one theme.",
        )
        about = list(themes) if grade in WEAK else []
        fields = {"grade": grade, "comment": comment, "themes": about, "tags": tags}
        found = Score.objects.filter(audit=audit, criterion=criterion).first()
        if found is None:
            return entry.add(Score(audit=audit, criterion=criterion, **fields))
        entry.change(found, **fields)
    return found


def graded(audit: Audit) -> list[Graded]:
    """What an audit has graded so far, in the order of the tool."""
    rows = audit.scores.select_related("criterion").order_by("criterion__rank")
    return [
        Graded(row.criterion.weight, Grade(row.grade) if row.grade is not None else None)
        for row in rows
    ]


def submit_audit(audit: Audit, *, learning: str, by: User, at: datetime) -> None:
    """Close an audit with its grade, once every criterion is answered."""
    with DATABASE.entry("quality.submit", by=by, at=at, person=audit.plan.person) as entry:
        _open(entry, audit)
        refuse_unless(audit.auditor_id == by.pk, "Only whoever was given this audit submits it.")
        answers, wanted = graded(audit), audit.tool.criteria.count()
        refuse_unless(
            len(answers) == wanted,
            f"{wanted - len(answers)} of {wanted} questions are not answered yet.",
        )
        refuse_unless(any(each.grade for each in answers), "No question applies to this plan.")
        entry.change(
            audit,
            learning=learning,
            submitted_on=at.date(),
            grade=arithmetic(answers).grade,
        )


def moderate(
    audit: Audit, *, grade: Grade, agreed_grade: Grade, reason: str, by: User, at: datetime
) -> Moderation:
    """Look at an audit a second time; both grades are kept beside the agreed one."""
    with DATABASE.entry("quality.moderate", by=by, at=at, person=audit.plan.person) as entry:
        entry.lock(audit)
        refuse_unless(audit.submitted_on is not None, "Only a submitted audit is moderated.")
        refuse_unless(audit.auditor_id != by.pk, "Nobody moderates their own audit.")
        refuse_unless(audit.officer_id != by.pk, "Nobody moderates the audit of their own plan.")
        refuse_unless(
            not Moderation.objects.filter(audit=audit).exists(),
            "This audit has been moderated already.",
        )
        return entry.add(
            Moderation(
                audit=audit,
                moderator=by,
                grade=grade,
                agreed_grade=agreed_grade,
                reason=reason,
                moderated_on=at.date(),
            )
        )
