"""Inventing a county and playing its years through the record's actions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from rightplace.casework.actions import people
from rightplace.casework.actions.authority import change_designated_officers
from rightplace.casework.actions.ledger import Ledger
from rightplace.casework.models import DesignatedOfficers, Setting, Team, User
from rightplace.county.assessments import end_assessments
from rightplace.county.calibration import quotas_for
from rightplace.county.casefile import CaseFile, ChildFile
from rightplace.county.deeds import By, Deed, Rows
from rightplace.county.demand import plan_requests
from rightplace.county.disputes import challenge_decisions
from rightplace.county.known import know_children
from rightplace.county.ledger import BulkLedger
from rightplace.county.lives import Ask, Child, Held
from rightplace.county.mistakes import Mistaken, make_mistakes
from rightplace.county.needs import assess_needs
from rightplace.county.people import name_children
from rightplace.county.placements import choose_schools, plan_placements
from rightplace.county.places import Map, School, build_schools, censuses
from rightplace.county.reviews import plan_reviews
from rightplace.county.spec import CountySpec
from rightplace.county.staff import (
    NO_PASSWORD,
    TEAMS,
    Member,
    Office,
    demo_password_hash,
    open_office,
)
from rightplace.county.steps import plan_steps
from rightplace.county.stock import plan_stock
from rightplace.county.timetable import timetable
from rightplace.county.twice import EnteredTwice, enter_twice

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

_SET_UP = time(6, 0, tzinfo=UTC)
_TELL_EVERY = 2000
_OFFICERS = {"medical": "Y", "clinical": "Y", "social_care": "Y"}


@dataclass(frozen=True, slots=True)
class County:
    """A county as planned: nothing is written yet."""

    spec: CountySpec
    office: Office
    schools: list[School]
    deeds: list[Deed]
    mistaken: tuple[Mistaken, ...]
    twice: tuple[EnteredTwice, ...]


def invent(spec: CountySpec) -> County:
    """Plan everything that will be recorded in a county up to its last day."""
    quotas = quotas_for(spec)
    schools, office = build_schools(spec, quotas), open_office(spec, quotas)
    asks = plan_requests(spec, quotas)
    end_assessments(asks, spec, quotas)
    plans = plan_stock(asks, spec, quotas)
    children = _children(asks, plans)
    name_children(children, spec)
    plan_placements(plans, spec, quotas)
    choose_schools(plans, Map(schools), spec)
    assess_needs(plans, spec)
    know_children(children, asks, plans, Map(schools), spec)
    plan_steps(asks, Map(schools), spec)
    plan_reviews(plans, spec)
    challenge_decisions(asks, plans, spec, quotas)
    mistaken = make_mistakes(plans, spec) if spec.mistakes else ()
    twice = enter_twice(asks, spec) if spec.mistakes else ()
    files = _files(_children(asks, plans), asks, plans, office)
    deeds = timetable(files, list(censuses(schools, spec, quotas)), office, spec)
    return County(spec, office, schools, deeds, mistaken, twice)


def _children(asks: Sequence[Ask], plans: Sequence[Held]) -> list[Child]:
    """Every child once, in the order in which they become known."""
    found = [ask.child for ask in asks] + [plan.child for plan in plans]
    return sorted(dict.fromkeys(found), key=lambda child: child.first_known)


def _files(
    children: Sequence[Child], asks: Sequence[Ask], plans: Sequence[Held], office: Office
) -> list[CaseFile]:
    of = {
        child: ChildFile(child, office.post_for(child.district, child.number)) for child in children
    }
    made = {plan.ask: plan for plan in plans if plan.ask is not None}
    elsewhere = [CaseFile(of[plan.child], held=plan) for plan in plans if plan.ask is None]
    return elsewhere + [CaseFile(of[ask.child], ask, made.get(ask)) for ask in asks]


def play(spec: CountySpec, ledger: Ledger, progress: Progress | None = None) -> None:
    """Invent a county and do every deed through the actions, in order."""
    tell = progress or (lambda what, done, total: None)
    tell("Inventing", 0, 1)
    county = invent(spec)
    tell("Inventing", 1, 1)
    rows = _set_up(county, ledger)
    total = len(county.deeds)
    for number, deed in enumerate(county.deeds):
        _do(deed, rows, ledger)
        if number % _TELL_EVERY == 0:
            tell("Playing", number, total)
    tell("Playing", total, total)


def _do(deed: Deed, rows: Rows, ledger: Ledger) -> None:
    by = rows.users[deed.who] if deed.file is None or deed.who else rows.officer(deed.file, deed.at)
    deed.do(deed.file, deed.on, rows, By(by=by, at=deed.at, ledger=ledger), *deed.what)


def _set_up(county: County, ledger: Ledger) -> Rows:
    """Add the staff, the teams and the schools, before the first case."""
    at = datetime.combine(county.spec.since, _SET_UP)
    domain = f"{county.spec.name.lower()}.example"
    first = _user(county.office.administrator, {}, domain, at)
    chief = people.add_user(first, by=None, at=at, ledger=ledger)
    by = By(by=chief, at=at, ledger=ledger)
    officers = DesignatedOfficers(pk=1)
    change_designated_officers(officers, version=1, **_OFFICERS, **by)
    teams = {number: people.add_team(name, **by) for number, name in enumerate(TEAMS)}
    users = {chief.username: chief}
    for member in county.office.members():
        users[member.username] = people.add_user(_user(member, teams, domain, at), **by)
    settings = {school: people.add_setting(_setting(school), **by) for school in county.schools}
    return Rows(settings, users)


def _user(member: Member, teams: dict[int, Team], domain: str, at: datetime) -> User:
    return User(
        username=member.username,
        password=demo_password_hash() if member.signs_in else NO_PASSWORD,
        first_name=member.first_name,
        last_name=member.last_name,
        email=f"{member.username}@{domain}",
        role=member.role,
        team=None if member.team is None else teams[member.team],
        is_active=member.leaves is None,
        date_joined=at,
    )


def _setting(school: School) -> Setting:
    return Setting(
        urn=school.urn,
        ukprn=school.ukprn,
        name=school.name,
        setting_type=school.setting_type,
        setting_group=school.kind.group,
        la_code=school.la_code,
        low_age=school.kind.low_age,
        high_age=school.kind.high_age,
    )


def build(spec: CountySpec, progress: Progress | None = None) -> BulkLedger:
    """A county played in memory, ready for the database or for a snapshot."""
    ledger = BulkLedger()
    play(spec, ledger, progress)
    ledger.close(as_of=spec.until)
    return ledger
