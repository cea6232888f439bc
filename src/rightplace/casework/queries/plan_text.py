"""Reading the words of a plan, and what they are checked against."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from rightplace.casework.models import (
    Person,
    Plan,
    PlanNeed,
    PlanOutcome,
    PlanProvision,
    PlanVersion,
    Request,
    User,
)
from rightplace.plan_words.checks import findings
from rightplace.plan_words.compare import Amendment, amendments, in_words
from rightplace.plan_words.findings import About, Finding
from rightplace.plan_words.sections import (
    Adulthood,
    Area,
    Frequency,
    Funding,
    Section,
    Unit,
)
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PassageText,
    PlanText,
    ProvisionText,
    in_order,
)

_Status = PlanVersion.Status


def text_of(version: PlanVersion) -> PlanText:
    """All that a version says, in four queries; ties to what was removed are left out."""
    passages = (PassageText(p.slug, p.text, p.none_identified) for p in version.passages.all())
    needs = tuple(map(need_text, _standing(version.planneeds)))
    outcomes = [outcome_text(row) for row in _standing(version.planoutcomes)]
    provision = [provision_text(row) for row in _standing(version.planprovisions)]
    return PlanText(in_order(passages), needs, *_tied(needs, outcomes, provision))


def _standing(rows):  # type: ignore[no-untyped-def]
    return rows.filter(removed=False).order_by("position", "key")


def _tied(
    needs: Iterable[NeedText], outcomes: list[OutcomeText], provision: list[ProvisionText]
) -> tuple[tuple[OutcomeText, ...], tuple[ProvisionText, ...]]:
    needed, aimed = {row.key for row in needs}, {row.key for row in outcomes}
    return (
        tuple(replace(row, needs=_kept(row.needs, needed)) for row in outcomes),
        tuple(replace(row, outcomes=_kept(row.outcomes, aimed)) for row in provision),
    )


def _kept(ties: tuple[int, ...], known: set[int]) -> tuple[int, ...]:
    return tuple(key for key in ties if key in known)


def need_text(row: PlanNeed) -> NeedText:
    """A row of needs as data."""
    return NeedText(row.key, Area(row.area), row.text)


def outcome_text(row: PlanOutcome) -> OutcomeText:
    """A row of outcomes as data."""
    return OutcomeText(
        key=row.key,
        text=row.text,
        by_when=row.by_when,
        steps=row.steps,
        measure=row.measure,
        adulthood=Adulthood(row.adulthood) if row.adulthood else None,
        needs=tuple(sorted(row.needs)),
    )


def provision_text(row: PlanProvision) -> ProvisionText:
    """A row of provision as data."""
    return ProvisionText(
        key=row.key,
        kind=Section(row.kind),
        text=row.text,
        amount=row.amount,
        unit=Unit(row.unit) if row.unit else None,
        frequency=Frequency(row.frequency) if row.frequency else None,
        duration=row.duration,
        delivered_by=row.delivered_by,
        qualification=row.qualification,
        ratio=row.ratio,
        review=row.review,
        funding=Funding(row.funding) if row.funding else None,
        outcomes=tuple(sorted(row.outcomes)),
    )


def final_version(plan: Plan) -> PlanVersion | None:
    """The version that is in force, where its words are kept here."""
    return plan.versions.filter(status=_Status.FINAL).first()


def school_year(born: date, on: date) -> int:
    """The national curriculum year of someone's age: 9 from the September after they are 13."""
    start = on.year if on.month >= 9 else on.year - 1
    age = start - born.year - ((born.month, born.day) > (8, 31))
    return age - 4


def about(version: PlanVersion, *, as_of: date, final: bool = False) -> About:
    """What a version is checked against: the child, the officers of the team, their other children.

    A `final` version names a setting, and so does the draft of an amendment.
    """
    case: Request | Plan = version.plan or version.request
    person = version.person
    others = Person.objects.filter(pk__in=_caseload(case.officer_id)).exclude(pk=person.pk)
    staff = User.objects.filter(team=case.team_id).exclude(first_name="", last_name="")
    return About(
        forename=person.forename,
        surname=person.surname,
        school_year=school_year(person.birth_date, as_of),
        may_name=final or version.plan_id is not None,
        staff=tuple(sorted({user.name for user in staff})),
        others=tuple(sorted(set(others.values_list("forename", "surname")))),
    )


def _caseload(officer: int) -> set[int]:
    """The children of an officer whose record is not locked: a check must not give them away."""
    requests = Request.objects.open().filter(officer=officer, person__lock=None)
    plans = Plan.objects.live().filter(officer=officer, person__lock=None)
    return {*requests.values_list("person", flat=True), *plans.values_list("person", flat=True)}


def check(
    version: PlanVersion, text: PlanText, *, as_of: date, final: bool = False
) -> tuple[Finding, ...]:
    """What is vague, missing or untied in a version."""
    return findings(text, about(version, as_of=as_of, final=final))


def amendments_between(old: PlanVersion, new: PlanVersion) -> list[Amendment]:
    """What a version says that an earlier one does not: the notice of proposed amendments lists it."""
    return amendments(text_of(old), text_of(new))


@dataclass(frozen=True, slots=True)
class Amending:
    """A version that would amend a plan, beside the final version that it would replace."""

    old: PlanVersion
    new: PlanVersion

    @property
    def lines(self) -> tuple[str, ...]:
        """Every difference, a line each."""
        return tuple(map(in_words, amendments_between(self.old, self.new)))


def amending(plan: Plan, *, sent: bool) -> Amending | None:
    """The draft that amends a plan, or if `sent` the proposed version where no draft came after it.

    None where the words of the plan are not kept here, and where nothing is drafted.
    """
    statuses = [_Status.DRAFT, *([_Status.PROPOSED] if sent else [])]
    old = final_version(plan)
    new = plan.versions.filter(status__in=statuses).select_related("person", "plan").last()
    return Amending(old, new) if old and new else None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The versions of a child's plan, the newest first, and the one to open with.

    `request` is an open request whose plan may be drafted, `plan` the plan that is maintained.
    """

    versions: tuple[PlanVersion, ...]
    current: PlanVersion | None
    request: Request | None
    plan: Plan | None

    @property
    def draft(self) -> PlanVersion | None:
        """The version that is being written."""
        return next((v for v in self.versions if v.status == _Status.DRAFT), None)


def plan_file(person: Person) -> PlanFile:
    """All versions of a child's plan."""
    versions = tuple(_versions(person).order_by("-number"))
    requests = person.requests.open().filter(assessment__isnull=False)
    return PlanFile(
        versions=versions,
        current=versions[0] if versions else None,
        request=requests.select_related("assessment", "person").order_by("-received_on").first(),
        plan=person.plans.live().order_by("-held_from").first(),
    )


def find_version(person: Person, number: int) -> PlanVersion | None:
    """One version of a child's plan, by its number."""
    return _versions(person).filter(number=number).first()


def _versions(person: Person) -> QuerySet[PlanVersion]:
    return person.plan_versions.select_related(
        "person", "request__assessment", "plan", "based_on", "sent_in_spite_by"
    )
