"""Cases with settings to consult."""

from datetime import date
from decimal import Decimal

from rightplace.casework.actions import assessments, consultations, people, requests
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.consultations import Asked, Choice
from rightplace.casework.models import (
    Assessment,
    Consultation,
    Plan,
    Request,
    Setting,
    SettingKind,
    User,
)
from tests.casework.record import NOON, a_request, an_officer

SENT = date(2024, 5, 13)
LAST = date(2024, 5, 28)
"""Fifteen calendar days from a Monday."""

ASKED = Asked(
    purpose="name_in_plan",
    needs="Autistic spectrum disorder",
    provision="A small class",
    phase="Year 3",
    wanted_from=date(2024, 9, 2),
)


def a_setting(by: User, name: str, urn: str, words: str = "Special - Academy/free") -> Setting:
    """A special school."""
    setting = Setting(
        urn=urn, name=name, setting_type=words, setting_group="special", la_code="990",
        low_age=4, high_age=19,
    )  # fmt: skip
    return people.add_setting(setting, by=by, at=NOON)


def agreed(officer: User) -> Assessment:
    """An assessment in which a plan was agreed."""
    request = a_request(officer)
    assessment = requests.decide_to_assess(request, on=date(2024, 2, 5), by=officer, at=NOON)
    assessments.decide_to_issue(assessment, on=date(2024, 4, 15), by=officer, at=NOON)
    return assessment


def a_case() -> tuple[User, Request]:
    """An officer, and a request in which a plan was agreed."""
    officer = an_officer()
    return officer, agreed(officer).request


def a_plan(officer: User, setting: Setting, on: date = date(2024, 5, 20)) -> Plan:
    """A plan that names a setting."""
    return assessments.issue_plan(
        agreed(officer), on=on, needs=["ASD"], named=Where(setting), by=officer, at=NOON
    )


def sent(
    case: Request | Plan, officer: User, *settings: Setting, on: date = SENT
) -> list[Consultation]:
    """Settings consulted."""
    return list(
        consultations.consult(
            case,
            choices=[Choice.of(each) for each in settings],
            asked=ASKED,
            on=on,
            by=officer,
            at=NOON,
        )
    )


TYPED = Choice(
    name="Fellside School",
    kind=SettingKind.INDEPENDENT,
    setting_group="special",
    registration="888/6001",
    authority="Cumbria",
)
FEE = Decimal("61500.00")
