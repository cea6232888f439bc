"""A gap that is raised, owned, past its day and closed; a part-time timetable; in a browser."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from rightplace.casework.models import Arrangement, DeliveryGap, Plan
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn
from tests.web.test_story_consultations import fill_day, go, press

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def a_plan(county: County) -> Plan:
    """A plan of the officer about whose delivery nothing is recorded."""
    rows = Plan.objects.live().filter(officer=county.user("officer"), provision_checks=None)
    plan = rows.filter(person__gaps=None, person__arrangements=None, person__lock=None).first()
    assert plan is not None
    return plan


def test_a_gap_is_raised_goes_past_its_day_and_is_closed(
    page: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given a child whose provision is not there
    plan = a_plan(county)
    sign_in(page, "officer")
    page.goto(f"{server}/cases/{plan.person_id}/delivery/")
    assert axe(page) == []
    go(page, "Check a piece of Section F")
    page.get_by_label("Number in Section F").fill("F1")
    page.get_by_label("What the plan says").fill("Speech therapy each week")
    page.get_by_label("Not in place").check()
    page.get_by_label("Who said so").fill("The parent")
    assert axe(page) == []
    press(page, "Save")
    expect(page.get_by_text("The check is recorded")).to_be_visible()
    # When a gap is raised for an officer, since before Christmas
    go(page, "Raise a gap")
    page.get_by_label("What is missing").fill("No speech therapist")
    page.get_by_label("What it means for the child").fill("She is not understood.")
    fill_day(page, "Missing since", TODAY.replace(day=9))
    page.get_by_label("High: no education, or at risk (5 working days)").check()
    fill_day(page, "The day on which it was raised", TODAY.replace(day=16))
    assert axe(page) == []
    press(page, "Save")
    # Then it is past its fifth working day, and stands before the manager
    gap = DeliveryGap.objects.get(person=plan.person)
    assert gap.due_on == TODAY.replace(day=23)
    expect(page.get_by_text("Escalated")).to_be_visible()
    sign_in_again(page, sign_in, "manager")
    page.goto(f"{server}/gaps/?state=escalated")
    assert axe(page) == []
    go(page, "No speech therapist")
    assert axe(page) == []
    # When the manager records what was done and closes it
    go(page, "Record what was done, or give it on")
    page.get_by_label("What was done").fill("A therapist is found.")
    press(page, "Save")
    go(page, "Close it")
    page.get_by_label("The provision is in place").check()
    page.get_by_label("What was done").fill("She comes on Mondays.")
    assert axe(page) == []
    press(page, "Save")
    # Then it is off the list, keeps what was done, and can be opened again
    expect(page.get_by_text("The gap is closed")).to_be_visible()
    titles = page.locator(".rp-timeline__title").all_inner_texts()
    assert titles[1:] == [
        "A therapist is found.", "She comes on Mondays.", "Closed: The provision is in place",
    ]  # fmt: skip
    go(page, "Open it again")
    page.get_by_label("Why it is opened again").fill("She did not come.")
    press(page, "Save")
    expect(page.get_by_text("Opened again: She did not come.")).to_be_visible()


def sign_in_again(page: Page, sign_in: SignIn, username: str) -> None:
    follow(page, page.get_by_role("button", name="Sign out"))
    sign_in(page, username)


def test_a_part_time_timetable_is_recorded_reviewed_and_ended_without_script(
    no_script: Page, sign_in: SignIn, server: str, county: County
) -> None:
    plan = a_plan(county)
    sign_in(no_script, "officer")
    no_script.goto(f"{server}/cases/{plan.person_id}/delivery/arrange/part_time/")
    fill_day(no_script, "The first day", TODAY.replace(day=3))
    no_script.get_by_label("Hours a week", exact=True).fill("30")
    no_script.get_by_label("Why").fill("Anxiety")
    press(no_script, "Save")
    expect(no_script.get_by_role("alert")).to_contain_text("cannot be more than full-time hours")
    no_script.get_by_label("Hours a week", exact=True).fill("12.5")
    press(no_script, "Save")
    expect(no_script.get_by_text("12.5 of 25")).to_be_visible()
    go(no_script, "Due 14 Feb 2023")
    no_script.get_by_label("Hours a week", exact=True).fill("20")
    press(no_script, "Save")
    expect(no_script.get_by_text("20 of 25")).to_be_visible()
    go(no_script, "Not set")
    press(no_script, "Save")
    row = Arrangement.objects.get(person=plan.person)
    assert (row.ends_on, row.reviewed_on, row.hours) == (TODAY, TODAY, 20)


def test_the_pages_fit_320_pixels(
    narrow: Page, sign_in: SignIn, server: str, county: County
) -> None:
    gap = DeliveryGap.objects.filter(owner=county.user("officer")).first()
    assert gap is not None
    sign_in(narrow, "officer")
    for path in (
        "gaps/", "gaps/not-full-time/", f"gaps/{gap.pk}/", f"cases/{gap.person_id}/delivery/",
        f"cases/{gap.person_id}/delivery/arrange/alternative/",
    ):  # fmt: skip
        narrow.goto(f"{server}/{path}")
        assert (path, overflow(narrow)) == (path, 0)
        assert axe(narrow) == []
