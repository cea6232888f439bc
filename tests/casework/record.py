"""A small record to act on."""

from datetime import UTC, date, datetime

from rightplace.casework.actions import people, requests
from rightplace.casework.models import Person, Request, Role, Setting, Team, User

MONDAY = date(2024, 1, 1)


def at(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


NOON = at(date(2024, 6, 3))


def a_user(username: str, role: Role, team: Team | None = None) -> User:
    """Someone who signs in."""
    user = User(username=username, role=role, team=team, first_name="Ada", last_name=username)
    return people.add_user(user, by=None, at=NOON)


def an_officer(username: str = "officer-1", team: str = "North team") -> User:
    """A case officer in a team, which is made when missing."""
    chief = User.objects.filter(username="chief").first() or a_user("chief", Role.ADMINISTRATOR)
    found = Team.objects.filter(name=team).first() or people.add_team(team, by=chief, at=NOON)
    return a_user(username, Role.CASE_OFFICER, found)


def a_child(by: User, surname: str = "O'Dell", upn: str = "") -> Person:
    """A child of eight."""
    person = Person(
        surname=surname,
        forename="Zoë",
        birth_date=date(2016, 2, 29),
        sex="F",
        ethnicity="WBRI",
        upn=upn,
        upn_unknown="" if upn else "UN8",
    )
    return people.register_person(person, by=by, at=NOON)


def a_request(officer: User, person: Person | None = None, on: date = MONDAY) -> Request:
    """A request from a school, received on a Monday."""
    return requests.receive_request(
        person or a_child(officer), received_on=on, source="2", officer=officer, by=officer, at=NOON
    )


def a_new_request(officer: User, *, on: date, now: date, surname: str = "Newcomer") -> Request:
    """A request of a child who was not known before, recorded on the day `now`."""
    person = Person(
        surname=surname,
        forename="Ines",
        birth_date=date(now.year - 8, 4, 2),
        sex="F",
        ethnicity="WBRI",
        upn_unknown="UN8",
    )
    people.register_person(person, by=officer, at=at(now))
    return requests.receive_request(
        person, received_on=on, source="2", officer=officer, by=officer, at=at(now)
    )


def a_school(by: User) -> Setting:
    """A primary school."""
    setting = Setting(
        urn="999999",
        name="Larkfield Primary School",
        setting_type="Mainstream - LA maintained",
        setting_group="mainstream",
        la_code="990",
        low_age=4,
        high_age=11,
    )
    return people.add_setting(setting, by=by, at=NOON)
