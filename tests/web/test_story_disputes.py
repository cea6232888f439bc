"""From the mediation certificate to an order carried out in time, and what was learned of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rightplace.casework.models import Plan
from tests.conftest import County
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn
from tests.web.test_story_changes import fill_day, record, save

pytestmark = pytest.mark.django_db


def child_of(county: County) -> str:
    """The disputes of a child of the officer's whose plan has nothing under way."""
    mine = Plan.objects.live().filter(officer=county.user("officer"), next_duty="review.annual")
    free = mine.filter(person__disputes=None, person__lock=None, events__kind="plan_issued")
    return reverse("staff:disputes", args=[free.order_by("pk")[0].person_id])


def test_an_appeal_from_the_certificate_to_what_was_learned(
    page: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given a family that disagrees with what the plan says
    sign_in(page, "officer")
    page.goto(f"{server}{child_of(county)}")
    assert axe(page) == []
    record(page, "Mediation or appeal about a decision")
    page.get_by_label("Contents of the plan").first.check()
    page.get_by_label("What the family wants").fill("Weekly therapy in Section F.")
    page.get_by_label("F: special educational provision").check()
    fill_day(page, 3, 10, 2022)
    save(page)
    follow(page, page.locator("main tbody th a").first)
    assert axe(page) == []
    # When they want no mediation and appeal within a month of their certificate
    record(page, "Contact with the mediation adviser")
    page.get_by_label("No", exact=True).check()
    fill_day(page, 3, 10, 2022)
    save(page)
    record(page, "Mediation certificate")
    fill_day(page, 5, 10, 2022)
    save(page)
    expect(page.get_by_text("May still appeal")).to_be_visible()
    record(page, "Appeal")
    page.get_by_label("The Tribunal's reference").fill("EH990/22/00777")
    fill_day(page, 20, 10, 2022)
    save(page)
    record(page, "Direction of the Tribunal")
    page.get_by_label("What is to be done").fill("Send the working document")
    fill_day(page, 1, 12, 2022, "due_on")
    save(page)
    record(page, "Something was done")
    page.get_by_label("What was done").select_option("Send the working document")
    page.get_by_label("What shows that it was done").fill("Sent by secure email")
    fill_day(page, 30, 11, 2022)
    save(page)
    # When the Tribunal orders the plan to be amended, then a clock of five weeks runs
    record(page, "Order of the Tribunal")
    page.get_by_label("Amend the plan").check()
    page.get_by_label("What it says").fill("Therapy of 45 minutes a week.")
    fill_day(page, 10, 1, 2023)
    save(page)
    row = page.get_by_role("row", name="The amended plan")
    expect(row).to_contain_text("14 Feb 2023")
    expect(row).to_contain_text("Due soon")
    # When it is carried out from the dispute's page, then it was in time
    record(page, "Plan amended as ordered or agreed")
    fill_day(page, 31, 1, 2023)
    save(page)
    # Then the officer closes it with what was learned, which the year shows
    page.goto(f"{server}{reverse('staff:dispute-list')}")
    page.get_by_label("State").select_option("To carry out")
    follow(page, page.get_by_role("button", name="Show"))
    follow(page, page.get_by_role("row", name="EH990/22/00777").get_by_role("link"))
    expect(page.get_by_role("row", name="The amended plan")).to_contain_text("Met")
    record(page, "Close with what was learned")
    page.get_by_label("Provision was not specific and quantified").check()
    page.get_by_label("What was learned").fill("Section F is read aloud before it goes.")
    fill_day(page, 31, 1, 2023)
    save(page)
    open_list(page, "Disputes")
    follow(page, page.get_by_role("link", name="The last twelve months"))
    expect(page.get_by_text("Section F is read aloud before it goes.")).to_be_visible()
    assert axe(page) == []


def test_disputes_fit_320_pixels_and_work_without_script(
    narrow: Page, no_script: Page, sign_in: SignIn, server: str
) -> None:
    sign_in(narrow, "officer")
    narrow.goto(f"{server}/disputes/")
    assert overflow(narrow) == 0
    assert axe(narrow) == []
    follow(narrow, narrow.locator("main tbody th a").first)
    assert overflow(narrow) == 0
    assert axe(narrow) == []
    sign_in(no_script, "manager")
    open_list(no_script, "Disputes")
    follow(no_script, no_script.locator("main tbody th a").first)
    expect(no_script.get_by_role("heading", name="What it cost")).to_be_visible()
