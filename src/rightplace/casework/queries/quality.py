"""Audits of plans: which plans can be drawn, who sees which audit, and what an audit is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from rightplace.casework.access import locked_from
from rightplace.casework.actions.quality import Rule
from rightplace.casework.models import Audit, Placement, Plan, QualityTool, Role, User
from rightplace.casework.queries.plan_text import final_version, text_of
from rightplace.law.codes import SenSetting, SenType
from rightplace.law.dates import add_months, in_words
from rightplace.plan_words.sections import PASSAGES, Section
from rightplace.plan_words.text import OutcomeText, PlanText, ProvisionText, RowText, Table

SEERS = (Role.QUALITY_ASSURER, Role.TEAM_MANAGER, Role.CASE_OFFICER, Role.AUDITOR)
"""The roles that see audits."""


def tool_in_use(as_of: date) -> QualityTool | None:
    """The newest version of the tool that is in use on a day."""
    return QualityTool.objects.filter(in_use_from__lte=as_of).order_by("-number").first()


def plans_to_draw_from(rule: Rule, *, by: User, auditor: User, as_of: date) -> list[Plan]:
    """The plans that fit a rule: a manager's own team's, and none whose record is closed to who looks."""
    plans = Plan.objects.live().exclude(person__in=locked_from(auditor))
    if by.role == Role.TEAM_MANAGER:
        plans = plans.filter(team=by.team)
    if rule.team is not None:
        plans = plans.filter(team=rule.team)
    if rule.officer is not None:
        plans = plans.filter(officer=rule.officer)
    if rule.setting_group:
        now = Placement.objects.filter(
            leaving_on__isnull=True, setting__setting_group=rule.setting_group
        )
        plans = plans.filter(pk__in=now.values("plan"))
    return list(plans.filter(_aged(rule, as_of)).select_related("person", "officer"))


def _aged(rule: Rule, as_of: date) -> Q:
    """Plans of children within the ages of a rule, both of them included."""
    found = Q()
    if rule.youngest is not None:
        found &= Q(person__birth_date__lte=add_months(as_of, -12 * rule.youngest))
    if rule.oldest is not None:
        found &= Q(person__birth_date__gt=add_months(as_of, -12 * (rule.oldest + 1)))
    return found


def audits_seen_by(user: User) -> QuerySet[Audit]:
    """The audits that someone makes or moderates, or that are of the plans they answer for.

    An officer sees the outcome for their own plans, so only what was submitted.
    """
    seen = {
        Role.QUALITY_ASSURER: Q(auditor=user) | Q(moderator=user),
        Role.TEAM_MANAGER: Q(plan__team=user.team_id),
        Role.CASE_OFFICER: Q(officer=user, submitted_on__isnull=False),
        Role.AUDITOR: Q(),
    }.get(Role(user.role), Q(pk__in=[]))
    return Audit.objects.filter(seen).exclude(plan__person__in=locked_from(user))


def with_all(audits: QuerySet[Audit]) -> QuerySet[Audit]:
    """Audits with what a list shows of them."""
    return audits.select_related(
        "plan__person", "plan__team", "tool", "auditor", "moderator", "officer", "moderation"
    )


def final_grade(audit: Audit) -> int | None:
    """The agreed grade where an audit was moderated, else the first; None until it is submitted."""
    moderation = getattr(audit, "moderation", None)
    return moderation.agreed_grade if moderation else audit.grade


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A part of a plan's words, for whoever looks at its quality."""

    section: str
    text: str


def plan_text_for_audit(plan: Plan) -> tuple[PlanPart, ...]:
    """The facts of a plan, and what its final version says where its words are kept here."""
    version = final_version(plan)
    said = _sections(text_of(version)) if version is not None else ()
    return (*_facts(plan), *said)


def _sections(text: PlanText) -> Iterator[PlanPart]:
    """Sections A to K, passage by passage and row by row; that a section says nothing is said too."""
    rows = [(text.codes(table)[row.key], row) for table in Table for row in text.rows(table)]
    for section in Section:
        said = [
            *_passages(text, section),
            *(
                PlanPart(f"{code}: {section.label}", _in_full(row))
                for code, row in rows
                if row.section is section
            ),
        ]
        yield from said or [PlanPart(f"{section.value}: {section.label}", "Nothing is written")]


def _passages(text: PlanText, section: Section) -> Iterator[PlanPart]:
    for passage in PASSAGES.values():
        said = text.passage(passage.slug).says
        if passage.section is section and said:
            yield PlanPart(f"{section.value}: {passage.label}", said)


def _in_full(row: RowText) -> str:
    """A row with what makes it specific: by when and how it is measured, how much and by whom."""
    facts: tuple[tuple[str, str], ...] = ()
    if isinstance(row, OutcomeText):
        facts = (("By", row.by_when), ("Steps", row.steps), ("Measured by", row.measure))
    if isinstance(row, ProvisionText):
        facts = (
            ("How much", row.how_much),
            ("Who", row.delivered_by),
            ("Qualification", row.qualification),
            ("Ratio", row.ratio),
            ("Reviewed", row.review),
        )
    return " ".join([row.text, *(f"{name}: {said.rstrip('.')}." for name, said in facts if said)])


def _facts(plan: Plan) -> tuple[PlanPart, ...]:
    """The needs that a plan is for, where it names, and its dates."""
    needs = [SenType(need.sen_type).label for need in plan.needs.order_by("rank")]
    named = [
        place.setting.name if place.setting else SenSetting(place.sen_setting).label
        for place in plan.named_settings.select_related("setting").order_by("rank")
    ]
    reviews = [in_words(review.meeting_on) for review in plan.reviews.order_by("-meeting_on")[:3]]
    return (
        PlanPart("Needs recorded, the primary one first", "; ".join(needs) or "None recorded"),
        PlanPart("Setting named", "; ".join(named) or "None recorded"),
        PlanPart("First made", in_words(plan.starts_on)),
        PlanPart("Last reviews", "; ".join(reviews) or "None recorded"),
    )
