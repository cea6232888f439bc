"""The row at the top is short, and everything else is found under "All lists"."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from rightplace.casework.models import Role
from rightplace.web.design.menu import ALL_LISTS, MENU, Group, grouped, in_row
from rightplace.web.design.navigation import navigation
from tests.conftest import County
from tests.web.addresses.base import SIGN_INS
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn

_ADVISER = [
    "My sittings",
    "Advice to give",
    "Late advice",
    "Capacity for advice",
    "Dashboards asked for",
]
_FIGURES = ["Quarters", "Register", "All lists"]
_ROWS = {
    Role.CASE_OFFICER: ["My work", "Cases", "Find", "Reviews", "All lists"],
    Role.TEAM_MANAGER: [
        "My work",
        "Cases",
        "Find",
        "Reviews",
        "Team picture",
        "Dashboards",
        "Performance",
        "All lists",
    ],
    Role.AUDITOR: ["My work", "Cases", "Find", "Reviews", "All lists"],
    Role.ANALYST: [
        "Dashboards",
        "Performance",
        "Check a return",
        "Build the return",
        *_FIGURES,
    ],
    Role.COMMISSIONER: [
        "Dashboards",
        "Performance",
        "Capacity for advice",
        *_FIGURES,
    ],
    Role.ADMINISTRATOR: ["People", "Letterhead and services", "Sources", "Dashboards asked for"],
    Role.PSYCHOLOGIST: _ADVISER,
    Role.HEALTH_ADVISER: _ADVISER,
    Role.SOCIAL_CARE_ADVISER: _ADVISER,
    Role.PANEL_MEMBER: ["My sittings", "Dashboards asked for"],
    Role.FINANCE: ["Costs", "Dashboards asked for"],
    Role.QUALITY_ASSURER: ["Quality", "What the audits say", "Training", "Dashboards asked for"],
    Role.DIRECTOR: ["Performance", *_FIGURES],
    Role.HEAD_OF_SERVICE: ["Performance", *_FIGURES],
    Role.COUNCILLOR: ["Performance", "Register", "Dashboards asked for"],
}


def current(role: Role, path: str) -> list[str]:
    return [item.text for item in navigation(role, path) if item.current]


@pytest.mark.parametrize("role", list(Role))
def test_the_row_of_a_role(role: Role) -> None:
    assert [item.text for item in navigation(role, "/")] == _ROWS[role]


@pytest.mark.parametrize("role", list(Role))
def test_every_page_of_a_role_is_in_its_row_or_under_a_heading_that_it_can_open(role: Role) -> None:
    under = [item for items in grouped(role).values() for item in items]
    shown = {*in_row(role), *under}
    assert shown == {item for item in MENU if role in item.roles}
    assert bool(under) == (role in ALL_LISTS.roles)


def test_a_list_says_where_it_stands_and_what_it_is_for() -> None:
    wordless = [item.text for item in MENU if item.roles != item.row and not item.purpose]
    assert wordless == []
    assert [item.text for item in MENU if not set(item.row) <= set(item.roles)] == []
    assert len({item.text for item in MENU}) == len({item.name for item in MENU}) == len(MENU)


@pytest.mark.parametrize(
    ("role", "path", "shown"),
    [
        (Role.TEAM_MANAGER, "/lists/", ["All lists"]),
        (Role.TEAM_MANAGER, "/disputes/12/cost/", ["All lists"]),
        (Role.TEAM_MANAGER, "/advice/late/", ["All lists"]),
        (Role.TEAM_MANAGER, "/reviews/weeks/", ["Reviews"]),
        (Role.TEAM_MANAGER, "/dashboards/snapshots/", ["Dashboards"]),
        (Role.TEAM_MANAGER, "/cases/12/disputes/", ["Cases"]),
        (Role.TEAM_MANAGER, "/account/password/", []),
        (Role.ANALYST, "/dashboards/snapshots/", ["Dashboards"]),
        (Role.PSYCHOLOGIST, "/advice/late/", ["Late advice"]),
        (Role.FINANCE, "/costs/", ["Costs"]),
        (Role.DIRECTOR, "/dashboards/quarters/q3-2022-23/", ["Quarters"]),
        (Role.DIRECTOR, "/dashboards/commentary/12/", ["All lists"]),
    ],
)
def test_the_part_that_is_open_is_marked(role: Role, path: str, shown: list[str]) -> None:
    assert current(role, path) == shown


@pytest.mark.django_db
@pytest.mark.parametrize("role", ALL_LISTS.roles)
def test_the_page_leads_to_the_lists_of_the_role(county: County, role: Role) -> None:
    client = Client()
    client.force_login(county.user(SIGN_INS[role]))
    text = client.get(reverse("staff:lists")).content.decode().split("<main")[1]
    shown = [item for item in MENU if f'href="{reverse(item.name)}">{item.text}</a>' in text]
    assert shown == [item for item in MENU if role in item.roles and role not in item.row]
    assert [client.get(reverse(item.name)).status_code for item in shown] == [200] * len(shown)


@pytest.mark.django_db
def test_a_manager_finds_a_list_by_what_it_is_for(page: Page, sign_in: SignIn) -> None:
    # Given a manager, at the picture of the team
    sign_in(page, "manager")
    # When they look for a list that is not in the row
    follow(page, page.get_by_role("link", name="All lists"))
    expect(page.get_by_role("heading", level=1)).to_have_text("All lists")
    headings = page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
    assert headings == [group.value for group in Group]
    assert axe(page) == []
    # Then each says what it is for, and leads there with "All lists" still marked
    team = page.get_by_role("region", name="Team", exact=True)
    expect(team).to_contain_text("Who sees to whose cases while someone is away.")
    follow(page, team.get_by_role("link", name="Cover for absence"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Cover for absence")


@pytest.mark.django_db
def test_all_lists_fits_320_pixels_and_works_without_script(
    narrow: Page, no_script: Page, sign_in: SignIn, server: str
) -> None:
    sign_in(narrow, "manager")
    narrow.goto(f"{server}/lists/")
    assert overflow(narrow) == 0
    assert axe(narrow) == []
    sign_in(no_script, "officer")
    open_list(no_script, "Disputes")
    expect(no_script.get_by_role("heading", level=1)).to_have_text("Disputes")
    marked = no_script.locator(".govuk-service-navigation [aria-current]")
    assert marked.all_inner_texts() == ["All lists"]
