"""A plan that ceases too early and then rightly, and one that moves out: as officers do it."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rightplace.casework.models import Plan
from tests.conftest import County
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def quiet(county: County, number: int) -> str:
    """The address of the part for a plan with nothing recorded since the autumn."""
    mine = Plan.objects.live().filter(officer=county.user("officer"), next_duty="review.annual")
    busy = mine.filter(events__happened_on__gte=date(2022, 10, 1))
    plan = mine.exclude(pk__in=busy).exclude(placements=None).order_by("-pk")[number]
    return reverse("staff:changes", args=[plan.person_id])


def fill_day(page: Page, day: int, month: int, year: int, name: str = "on") -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"#id_{name}-{part}").fill(str(value))


def record(page: Page, title: str) -> None:
    follow(page, page.get_by_role("link", name=title, exact=True))
    assert axe(page) == []


def save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Save", exact=True))


def test_a_plan_is_not_ceased_before_the_time_to_appeal_has_run(
    page: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given a plan of the officer's, about which family and school are consulted
    sign_in(page, "officer")
    page.goto(f"{server}{quiet(county, 0)}")
    assert axe(page) == []
    record(page, "Consultation on ceasing the plan")
    page.get_by_label("It is no longer necessary for a plan to be maintained").check()
    page.get_by_label("Why the ground may be met").fill("Every outcome was achieved.")
    fill_day(page, 1, 11, 2022)
    save(page)
    record(page, "Family's views on ceasing")
    page.get_by_label("Their views").fill("We would like to keep the plan.")
    fill_day(page, 8, 11, 2022)
    save(page)
    # When the decision is taken, and the plan is ended on the last day to appeal
    record(page, "Decision to cease the plan")
    page.get_by_label("Reasons").fill("The school meets the needs that are left.")
    page.get_by_label("Evidence considered").fill("The last review of the plan")
    fill_day(page, 14, 11, 2022)
    save(page)
    expect(page.get_by_text("Until 16 January 2023, the time to appeal")).to_be_visible()
    record(page, "End of the plan")
    page.get_by_label("Needs met without a plan").check()
    fill_day(page, 16, 1, 2023)
    save(page)
    # Then it is refused with the first day on which it may end
    expect(page.get_by_role("alert")).to_contain_text(
        "It may end on 17 January 2023 at the earliest"
    )
    assert axe(page) == []
    # When it is ended on that day, then it has ended, and the letters are kept
    fill_day(page, 17, 1, 2023)
    save(page)
    expect(page.get_by_text("Ceased 17 January 2023: Needs met without a plan")).to_be_visible()
    assert axe(page) == []


def test_a_plan_moves_out_on_a_narrow_screen(
    narrow: Page, sign_in: SignIn, server: str, county: County
) -> None:
    sign_in(narrow, "officer")
    narrow.goto(f"{server}{quiet(county, 1)}")
    record(narrow, "Move to another authority")
    assert overflow(narrow) == 0
    narrow.get_by_label("LA number of the new authority").fill("992")
    fill_day(narrow, 30, 1, 2023, "moves_on")
    fill_day(narrow, 27, 1, 2023)
    save(narrow)
    record(narrow, "Family has moved")
    fill_day(narrow, 30, 1, 2023)
    save(narrow)
    expect(narrow.get_by_text("Transferred to another English authority")).to_be_visible()
    record(narrow, "Plan sent to the new authority")
    fill_day(narrow, 31, 1, 2023)
    save(narrow)
    assert overflow(narrow) == 0
    expect(narrow.get_by_text("Plan sent to the new authority: recorded")).to_be_visible()


def test_the_list_of_changes_works_without_script(no_script: Page, sign_in: SignIn) -> None:
    sign_in(no_script, "officer")
    open_list(no_script, "Changes")
    no_script.get_by_label("What changes").select_option("Moving in")
    follow(no_script, no_script.get_by_role("button", name="Show"))
    follow(no_script, no_script.locator("main tbody th a").first)
    expect(no_script.get_by_text("Can attend what the plan names")).to_be_visible()


def test_the_page_for_a_plan_that_moves_in(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "officer")
    open_list(page, "Changes")
    assert axe(page) == []
    record(page, "Record a plan that moves in")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Enter surname")
    assert axe(page) == []
