"""Findings as a list of work: one line a mistake, narrowed and in the order of their day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from rightplace.casework.models import (
    CheckRun,
    Finding,
    FindingSeverity,
    FindingState,
    Person,
    Role,
    Setting,
    User,
)

Choices = list[tuple[str, str]]

_WEIGHT = Case(
    *(When(severity=each, then=Value(n)) for n, each in enumerate(FindingSeverity)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class WantedFindings:
    """What a list is narrowed to; what is None or empty narrows nothing."""

    state: FindingState = FindingState.OPEN
    severity: FindingSeverity | None = None
    rule: str = ""
    team: int | None = None
    officer: int | None = None
    school: str = ""
    overdue: bool = False

    def of(self, rows: QuerySet[Finding], as_of: date) -> QuerySet[Finding]:
        """Those of the rows that fit."""
        given = {
            "severity": self.severity,
            "rule": self.rule,
            "team": self.team,
            "officer": self.officer,
            "school_urn": self.school,
        }
        fits = rows.filter(state=self.state, **{name: v for name, v in given.items() if v})
        return fits.filter(due_on__lt=as_of) if self.overdue else fits


def findings_for(user: User, wanted: WantedFindings, *, as_of: date) -> QuerySet[Finding]:
    """What fits, one finding for each mistake: the worst, with how many `others` the same mending clears."""
    return _one_a_mistake(wanted.of(Finding.objects.visible_to(user), as_of))


def _one_a_mistake(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    worst = rows.order_by("mistake", _WEIGHT, "due_on", "pk").distinct("mistake")
    same = rows.filter(mistake=OuterRef("mistake")).order_by().values("mistake")
    number = Subquery(same.annotate(number=Count("pk")).values("number"))
    return (
        Finding.objects.filter(pk__in=worst.values("pk"))
        .annotate(weight=_WEIGHT, others=Coalesce(number, 1) - 1)
        .select_related("person", "officer", "team")
        .order_by(F("due_on").asc(), "weight", "pk")
    )


def open_findings_of(person: Person) -> QuerySet[Finding]:
    """What there is to mend of one child, the worst first; one finding for each mistake."""
    rows = Finding.objects.filter(person=person, state=FindingState.OPEN)
    return _one_a_mistake(rows).order_by("weight", "due_on", "pk")


def all_findings_of(person: Person) -> QuerySet[Finding]:
    """Every finding of one child, however it stands, the newest first."""
    rows = Finding.objects.filter(person=person).select_related("officer", "accepted_by")
    return rows.order_by("-opened_on", "pk")


def same_mistake(finding: Finding, user: User) -> QuerySet[Finding]:
    """The other open findings, of those that someone sees, that the same mending clears."""
    seen = Finding.objects.visible_to(user).exclude(pk=finding.pk).select_related("person")
    return seen.filter(mistake=finding.mistake, state=FindingState.OPEN).order_by("pk")


def latest_runs() -> list[CheckRun]:
    """The newest run of each kind."""
    return list(CheckRun.objects.order_by("collection", "-pk").distinct("collection"))


@dataclass(frozen=True, slots=True)
class FindingChoices:
    """What the lists can be narrowed to for someone."""

    rules: Choices
    teams: Choices
    officers: Choices
    schools: Choices


def finding_choices(user: User) -> FindingChoices:
    """From the findings that someone sees."""
    seen = Finding.objects.visible_to(user)
    rules = seen.order_by("rule").values_list("rule", "message").distinct("rule")
    teams = seen.exclude(team=None).order_by("team__name").values_list("team", "team__name")
    officers = User.objects.filter(pk__in=seen.values("officer"))
    schools = Setting.objects.filter(urn__in=seen.exclude(school_urn="").values("school_urn"))
    return FindingChoices(
        rules=[(rule, f"{rule}: {message}") for rule, message in rules],
        teams=[(str(key), name) for key, name in teams.distinct()],
        officers=[(str(each.pk), each.name) for each in sorted(officers, key=lambda u: u.name)],
        schools=list(schools.order_by("name").values_list("urn", "name")),
    )


def colleagues(finding: Finding) -> QuerySet[User]:
    """The team's officers and manager to whom a finding could be handed: those who see the child."""
    users = User.objects.filter(is_active=True, team=finding.team_id).exclude(pk=finding.officer_id)
    team = users.filter(role__in=(Role.CASE_OFFICER, Role.TEAM_MANAGER))
    seers = [each.pk for each in team if _sees(each, finding)]
    return User.objects.filter(pk__in=seers).order_by("first_name", "pk")


def _sees(user: User, finding: Finding) -> bool:
    return Finding.objects.visible_to(user).filter(pk=finding.pk).exists()
