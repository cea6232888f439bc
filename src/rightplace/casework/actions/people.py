"""Children, young people, and the settings they may go to."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import ActionRefused, refuse_unless
from rightplace.casework.models import Person, Plan, Request, SchoolCount, Setting, Team, User
from rightplace.casework.names import search_name


def register_person(person: Person, *, by: User, at: datetime, ledger: Ledger = DATABASE) -> Person:
    """Add a child or young person to the record."""
    refuse_unless(
        person.birth_date <= at.date(),
        f"The date of birth {person.birth_date} is after today. Give the real date of birth.",
    )
    person.search_name = search_name(person.surname, person.forename)
    with ledger.entry("person.register", by=by, at=at) as entry:
        return entry.add(person)


def correct_person(
    person: Person, *, version: int, details: Mapping[str, Any], by: User, at: datetime
) -> None:
    """Correct or complete what is known of a child; `details` has the fields and their new values."""
    new = dict(details)
    if names := {"surname", "forename"} & new.keys():
        assert len(names) == 2, "a name is corrected whole"
        new["search_name"] = search_name(new["surname"], new["forename"])
    with DATABASE.entry("person.correct", by=by, at=at, person=person) as entry:
        born = new.get("birth_date", person.birth_date)
        refuse_unless(
            born <= at.date(),
            f"The date of birth {born} is after today. Give the real date of birth.",
        )
        entry.edit(person, version=version, **new)


def add_setting(setting: Setting, *, by: User, at: datetime, ledger: Ledger = DATABASE) -> Setting:
    """Add a school, college or other setting."""
    with ledger.entry("setting.add", by=by, at=at, urn=setting.urn) as entry:
        return entry.add(setting)


def record_school_count(
    setting: Setting,
    *,
    census_date: date,
    pupils: int,
    sen_support: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> SchoolCount:
    """Record what a school's census said of pupils and SEN support."""
    with ledger.entry("setting.count", by=by, at=at, urn=setting.urn) as entry:
        return entry.add(
            SchoolCount(
                setting=setting, census_date=census_date, pupils=pupils, sen_support=sen_support
            )
        )


def add_team(name: str, *, by: User, at: datetime, ledger: Ledger = DATABASE) -> Team:
    """Add an area team."""
    with ledger.entry("team.add", by=by, at=at, name=name) as entry:
        return entry.add(Team(name=name))


def add_user(user: User, *, by: User | None, at: datetime, ledger: Ledger = DATABASE) -> User:
    """Add someone who signs in. Only the first administrator has nobody to be added by."""
    with ledger.entry("user.add", by=by or user, at=at, username=user.username) as entry:
        return entry.add(user)


def open_account(
    user: User, *, password: str, team: str = "", by: User | None, at: datetime
) -> User:
    """Add someone who signs in, with a password that keeps the rules; a new team name makes a team."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ActionRefused(" ".join(error.messages)) from error
    user.set_password(password)
    with transaction.atomic():
        if team:
            user.team = Team.objects.filter(name=team).first() or add_team(
                team, by=by or user, at=at
            )
        return add_user(user, by=by, at=at)


def change_account(
    user: User,
    *,
    role: str,
    team: Team | None,
    is_active: bool,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Change what someone does and where, or close the account of one who leaves."""
    with ledger.entry("user.change", by=by, at=at, username=user.username) as entry:
        entry.lock(user)
        refuse_unless(
            user.pk != by.pk or (is_active and role == user.role),
            "You cannot close your own account or change your own role. Ask another administrator.",
        )
        left = role != user.role or not is_active
        refuse_unless(
            not (left and _has_cases(user)),
            f"{user.name} still has cases. Give them to other officers first (Act on several).",
        )
        entry.change(user, role=role, team=team, is_active=is_active)


def _has_cases(user: User) -> bool:
    requests = Request.objects.open().filter(officer=user)
    return requests.exists() or Plan.objects.live().filter(officer=user).exists()
