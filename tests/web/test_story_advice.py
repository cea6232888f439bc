"""Advice as a story in a browser: asked of five, given, late, reminded, escalated."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from rightplace.casework.actions import requests
from rightplace.casework.actions.advice import Asked, ask_advisers
from rightplace.casework.models import AdviceRequest, Request
from tests.casework.record import a_new_request, at
from tests.conftest import County
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn

TODAY = settings.TODAY


@pytest.fixture
def assessed(county: County, django_db_blocker: DjangoDbBlocker) -> Request:
    """A child of the officer who is to be assessed, as decided today."""
    with django_db_blocker.unblock():
        return _assessed(county, TODAY)


@pytest.fixture
def overdue(county: County, django_db_blocker: DjangoDbBlocker) -> AdviceRequest:
    """Advice that the psychologist should have given on 7 January."""
    with django_db_blocker.unblock():
        officer, asked_on = county.user("officer"), date(2022, 11, 26)
        case = _assessed(county, asked_on)
        (row,) = ask_advisers(
            case.assessment,
            asked=[Asked("psychologist", county.user("psychologist"))],
            concerns="Speech.",
            on=asked_on,
            by=officer,
            at=at(TODAY),
        )
        return row


def _assessed(county: County, decided: date) -> Request:
    officer = county.user("officer")
    case = a_new_request(officer, on=decided - timedelta(30), now=TODAY)
    requests.decide_to_assess(case, on=decided, by=officer, at=at(TODAY))
    return case


def open_advice(page: Page, server: str, case: Request) -> None:
    """From the record of the child to its advice."""
    page.goto(server + reverse("staff:case", args=[case.person_id]))
    follow(page, page.locator(".rp-parts").get_by_role("link", name="Advice"))


def fill_day(page: Page, day: date) -> None:
    page.get_by_label("Day", exact=True).fill(str(day.day))
    page.get_by_label("Month", exact=True).fill(str(day.month))
    page.get_by_label("Year", exact=True).fill(str(day.year))


def row_of(page: Page, *words: str) -> str:
    """The first row in which all of the words stand."""
    rows = page.get_by_role("row")
    for each in words:
        rows = rows.filter(has_text=each)
    return rows.first.inner_text()


def test_those_whom_the_law_requires_are_asked_in_one_go(
    page: Page, sign_in: SignIn, server: str, assessed: Request
) -> None:
    # Given a child who is to be assessed, and an officer at the child's advice
    sign_in(page, "officer")
    open_advice(page, server, assessed)
    expect(page.get_by_text("Required and not asked yet")).to_be_visible()
    assert axe(page) == []
    # When they ask those whom the law requires, from the day of the decision
    follow(page, page.get_by_role("link", name="Ask advisers"))
    assert axe(page) == []
    expect(page.get_by_label("Year", exact=True)).to_have_value("2023")
    follow(page, page.get_by_role("button", name="Ask and send the letters"))
    expect(page.get_by_role("alert")).to_contain_text("Enter what is known of the needs")
    assert axe(page) == []
    page.get_by_label("What is known of the needs").fill("Speech, and friends at school.")
    setting = page.locator("[name=setting_name]")
    if setting.input_value() == "":
        setting.fill("Larkfield Primary School")
    follow(page, page.get_by_role("button", name="Ask and send the letters"))
    # Then each has six weeks of their own, from today
    expect(page.get_by_text("The advisers have been asked")).to_be_visible()
    rows = page.locator("main tbody tr").all_inner_texts()
    assert len(rows) >= 5
    assert [text for text in rows if "42 days left" not in text or "14 Mar 2023" not in text] == []
    assert axe(page) == []
    # And one of them is read by itself
    follow(page, page.get_by_role("link", name="Educational psychologist"))
    expect(page.get_by_text("Speech, and friends at school.")).to_be_visible()
    assert axe(page) == []


def test_a_psychologist_writes_and_gives_the_advice(
    page: Page, sign_in: SignIn, server: str
) -> None:
    # Given a psychologist at what they have to give
    sign_in(page, "psychologist")
    expect(page.get_by_role("heading", level=1)).to_have_text("Advice to give")
    assert axe(page) == []
    row = page.locator("main tbody tr").filter(has_text="Not begun").first
    follow(page, row.locator("th a"))
    assert axe(page) == []
    # When they write a draft, leave out who gives the provision, and mend it
    follow(page, page.get_by_role("link", name="Write the advice"))
    assert axe(page) == []
    page.get_by_label("Needs").fill("Needs told twice.")
    page.get_by_label("Outcomes").fill("Asks for help by July.")
    first = page.get_by_role("group", name="Provision 1")
    first.get_by_label("What it is").fill("Language group")
    first.get_by_label("How often").fill("Twice a week for 20 minutes")
    follow(page, page.get_by_role("button", name="Save the draft"))
    expect(page.get_by_role("alert")).to_contain_text("Enter for provision 1: given by whom")
    assert axe(page) == []
    first.get_by_label("Given by whom").fill("A trained assistant")
    first.get_by_label("Until when").fill("Two terms")
    follow(page, page.get_by_role("button", name="Save the draft"))
    expect(page.get_by_text("The draft is kept")).to_be_visible()
    # And submit it today
    follow(page, page.get_by_role("link", name="Submit the advice"))
    expect(page.get_by_text("Language group")).to_be_visible()
    assert axe(page) == []
    follow(page, page.get_by_role("button", name="Submit"))
    # Then it is given, nothing more can be done to it, and it is off the list
    expect(page.get_by_text("The advice has been given")).to_be_visible()
    assert page.get_by_role("link", name="Write the advice").count() == 0
    expect(page.get_by_text("Given", exact=True)).to_be_visible()
    sheet = page.url.removeprefix(server)
    follow(page, page.get_by_role("link", name="Advice to give").first)
    assert page.locator(f"main a[href='{sheet}']").count() == 0


def test_late_advice_is_explained_reminded_of_and_escalated(
    page: Page, sign_in: SignIn, overdue: AdviceRequest
) -> None:
    # Given a psychologist who is late and says why
    sign_in(page, "psychologist")
    sheet = reverse("staff:advice-sheet", args=[overdue.pk])
    late = page.locator("main tbody tr").filter(has_text="Late")
    follow(page, late.locator(f"th a[href='{sheet}']"))
    follow(page, page.get_by_role("link", name="Say that it will be late"))
    assert axe(page) == []
    page.get_by_label("Why it will be late").fill("The school closed for a flood.")
    fill_day(page, TODAY + timedelta(7))
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("the limit does not move")).to_be_visible()
    # And whose excuse falls outside the six weeks
    follow(page, page.get_by_role("link", name="Claim an excuse"))
    assert axe(page) == []
    page.get_by_label("The child missed an appointment").check()
    for group in ("First day", "Last day"):
        fields = page.get_by_role("group", name=group, exact=True)
        for label, value in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
            fields.get_by_label(label, exact=True).fill(str(value))
    page.get_by_label("What shows it").fill("A note of the clinic")
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert")).to_contain_text("This would not lift the six weeks")
    child = page.locator(".govuk-caption-l").inner_text().split(":")[0]
    # When the officer reminds of all that is late
    page.context.clear_cookies()
    sign_in(page, "officer")
    open_list(page, "Late advice")
    assert axe(page) == []
    assert "7 February 2023" in row_of(page, child.split()[-1], "Educational psychologist")
    follow(page, page.get_by_role("link", name="Remind those who are late"))
    assert axe(page) == []
    lines = page.get_by_role("checkbox").count()
    follow(page, page.get_by_role("button", name="Send the reminders"))
    # Then each is counted, and after two the next goes to the lead of the service
    expect(page.get_by_text(re.compile(r"\d+ reminders? sent"))).to_be_visible()
    assert lines > 0
    follow(page, page.get_by_role("link", name="Remind those who are late"))
    follow(page, page.get_by_role("button", name="Send the reminders"))
    follow(page, page.get_by_role("link", name="Remind those who are late"))
    expect(page.get_by_text("To the lead of the service").first).to_be_visible()
    follow(page, page.get_by_role("button", name="Send the reminders"))
    follow(page, page.locator("main table").nth(1).locator("tbody tr").filter(
        has_text="Educational psychologist").first.locator("th a"))  # fmt: skip
    expect(page.get_by_text("Escalated to the service").first).to_be_visible()
    assert axe(page) == []


def test_a_manager_sees_what_a_service_is_short_of(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "manager")
    open_list(page, "Capacity for advice")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in the 4 weeks from 6 February")
    page.get_by_text("How this is calculated").click()
    expect(page.get_by_text("Requests that are yet to come are not counted.")).to_be_visible()
    assert axe(page) == []
    for link in (
        "Change this service",
        "Add an adviser's time",
        "End an adviser's time",
        "Add an absence",
    ):
        follow(page, page.get_by_role("link", name=link))
        assert axe(page) == []
        follow(page, page.get_by_role("link", name="Cancel"))


def test_an_officers_pages_fit_320_pixels(narrow: Page, sign_in: SignIn, server: str) -> None:
    sign_in(narrow, "officer")
    narrow.goto(server + reverse("staff:advice-late"))
    assert overflow(narrow) == 0
    narrow.goto(server + reverse("staff:advice-chase"))
    assert overflow(narrow) == 0
    narrow.goto(f"{server}/cases/?stage=assessing")
    follow(narrow, narrow.locator("main table tbody th a").first)
    follow(narrow, narrow.locator(".rp-parts").get_by_role("link", name="Advice"))
    part = narrow.url
    for link in ("Ask advisers", "Rely on earlier advice", "Record advice received"):
        narrow.goto(part)
        assert overflow(narrow) == 0
        follow(narrow, narrow.get_by_role("link", name=link))
        assert overflow(narrow) == 0
        assert axe(narrow) == []


def test_an_advisers_pages_fit_320_pixels(narrow: Page, sign_in: SignIn) -> None:
    sign_in(narrow, "health")
    assert overflow(narrow) == 0
    follow(narrow, narrow.locator("main table tbody th a").first)
    assert overflow(narrow) == 0
    follow(narrow, narrow.get_by_role("link", name="Write the advice"))
    assert overflow(narrow) == 0
    assert axe(narrow) == []


def test_an_officer_asks_without_script(
    no_script: Page, sign_in: SignIn, server: str, assessed: Request
) -> None:
    sign_in(no_script, "officer")
    open_advice(no_script, server, assessed)
    follow(no_script, no_script.get_by_role("link", name="Ask advisers"))
    no_script.get_by_label("What is known of the needs").fill("Speech.")
    for value in ("setting", "health", "social_care", "adulthood", "sensory"):
        no_script.locator(f"[name=advisers][value={value}]").uncheck()
    follow(no_script, no_script.get_by_role("button", name="Ask and send the letters"))
    expect(no_script.get_by_text("The advisers have been asked")).to_be_visible()
    asked = no_script.locator("main tbody th a").all_inner_texts()
    assert asked == ["Parent or young person", "Educational psychologist"]
