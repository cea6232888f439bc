"""The performance pages as a director, a manager, a councillor and the public read them."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn
from tests.web.quarters import freeze

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("browser")]
PAGES = ("", "compare/", "looked-after/", "cp-second-plan/", "send-mainstream-plans/")


@pytest.fixture(scope="module")
def old_quarter(county: County, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A quarter of long ago that is frozen and signed off, for as long as the hamlet stands."""
    with django_db_blocker.unblock():
        freeze(
            "Q1 2018/19",
            ended_on=date(2018, 6, 30),
            snapshot_id=county.snapshot.id,
            signed=True,
        )
    return "Q1 2018/19"


def test_a_director_goes_from_the_quarter_to_one_indicator_and_compares_two_quarters(
    page: Page, narrow: Page, no_script: Page, sign_in: SignIn, server: str
) -> None:
    # Given a director, who starts at the quarter
    sign_in(page, "director")
    expect(page.get_by_role("heading", level=1)).to_have_text("Performance in Q3 2022/23")
    assert axe(page) == []
    # When they follow an indicator
    follow(page, page.get_by_role("link", name="Children in mainstream schools with EHCP"))
    # Then its history says the finding, with its table and its query
    title = page.locator("#history-title")
    expect(title).to_contain_text("in Autumn 2022")
    page.locator("figure").first.get_by_text("Show the table", exact=True).click()
    page.locator("figure").first.get_by_text("How this is calculated", exact=True).click()
    assert axe(page) == []
    # and two quarters can be compared
    page.goto(f"{server}/performance/compare/")
    page.get_by_label("Earlier quarter").select_option("Q3 2021/22")
    follow(page, page.get_by_role("button", name="Compare"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Q3 2021/22 and Q3 2022/23 compared")
    # and every page can be read on a telephone, and without script
    for each in (narrow, no_script):
        sign_in(each, "director")
    for path in PAGES:
        narrow.goto(f"{server}/performance/{path}")
        assert overflow(narrow) == 0
        assert axe(narrow) == []
        no_script.goto(f"{server}/performance/{path}")
        expect(no_script.get_by_role("heading", level=1)).to_be_visible()


def test_a_manager_goes_from_a_figure_to_the_children_of_the_team(
    page: Page, narrow: Page, sign_in: SignIn
) -> None:
    # Given a manager at the figures that the team's cases feed
    sign_in(page, "manager")
    follow(page, page.get_by_role("link", name="Performance", exact=True))
    follow(page, page.get_by_role("link", name="Figures that your cases feed"))
    assert axe(page) == []
    # When they follow the number of their children
    follow(page, page.get_by_role("link", name="children of your cases"))
    # Then they see them, and are told that the look is recorded
    expect(page.get_by_text("Looking at this list is recorded.")).to_be_visible()
    assert page.locator("tbody tr").count() > 0
    assert axe(page) == []
    sign_in(narrow, "manager")
    narrow.goto(page.url)
    assert overflow(narrow) == 0


def test_a_director_goes_from_a_figure_to_the_list_behind_it(
    page: Page, narrow: Page, no_script: Page, sign_in: SignIn, server: str
) -> None:
    # Given a director at one indicator
    sign_in(page, "director")
    page.goto(f"{server}/performance/cp-two-years/")
    # When they follow it to the children
    follow(page, page.get_by_role("link", name="The children behind this figure"))
    # Then they see each, are told that the look is recorded, and can see those alone who count
    expect(page.get_by_text("Looking at this list is recorded.")).to_be_visible()
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="Those alone who count"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "The children who count in this figure"
    )
    assert page.locator("tbody tr").count() > 0
    assert axe(page) == []
    # and it can be read on a telephone, and without script
    for each in (narrow, no_script):
        sign_in(each, "director")
        each.goto(f"{server}/performance/cp-two-years/list/")
        expect(each.get_by_text("Looking at this list is recorded.")).to_be_visible()
    assert overflow(narrow) == 0
    assert axe(narrow) == []


def test_a_councillor_reads_a_frozen_quarter_and_so_does_everyone_once_it_is_signed_off(
    page: Page, narrow: Page, no_script: Page, sign_in: SignIn, server: str, old_quarter: str
) -> None:
    # Given a quarter that is signed off, when a councillor opens the performance
    sign_in(page, "councillor")
    page.goto(f"{server}/performance/?quarter={old_quarter}")
    # Then they read it, and are told that small numbers are hidden
    expect(page.get_by_text("Numbers from 1 to 4")).to_be_visible()
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="Care leavers EET"))
    assert axe(page) == []
    # And someone who never signed in reads the latest one
    for each in (narrow, no_script):
        each.goto(f"{server}/public/performance/")
        expect(each.get_by_role("heading", level=1)).to_have_text(
            "How children and family services do"
        )
    assert axe(narrow) == []
    assert overflow(narrow) == 0
