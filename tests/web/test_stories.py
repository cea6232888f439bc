"""Each staff page as one story in a browser, with axe at zero; narrow, and without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def first_case(page: Page) -> None:
    follow(page, page.locator("main table tbody th a").first)


def test_an_officer_goes_from_the_list_to_a_case_and_records_what_happened(
    page: Page, sign_in: SignIn
) -> None:
    # Given an officer at their list, in which the earliest limit is first
    sign_in(page, "officer")
    follow(page, page.get_by_role("link", name="Cases"))
    expect(page.get_by_role("heading", level=1)).to_have_text("My open assessments")
    assert axe(page) == []
    # When they narrow it to what is being decided, and open the first case
    page.get_by_label("Stage").select_option("Deciding whether to assess")
    follow(page, page.get_by_role("button", name="Show"))
    first_case(page)
    assert axe(page) == []
    # Then every clock is explained with its rule
    page.get_by_text("Every clock explained").first.click()
    expect(page.get_by_text("SEND Regs 2014 reg 5(1)").first).to_be_visible()
    # When they record a withdrawal on a day that cannot be
    follow(page, page.get_by_role("link", name="Withdrawal", exact=True))
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2023")
    follow(page, page.get_by_role("button", name="Record"))
    # Then they are told what is wrong
    expect(page.get_by_role("alert")).to_contain_text("must be a real date")
    assert axe(page) == []
    # When they mend it
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("1")
    follow(page, page.get_by_role("button", name="Record"))
    # Then it is in the timeline, the request is closed, and the look is recorded
    expect(page.get_by_text("Withdrawal recorded", exact=True)).to_be_visible()
    expect(page.locator(".rp-timeline__title").first).to_have_text("Withdrawal")
    expect(page.get_by_text("Closed 31 January 2023").first).to_be_visible()
    assert axe(page) == []


def test_a_manager_goes_from_the_picture_to_an_officers_list(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "manager")
    expect(page.get_by_role("heading", level=1)).to_contain_text("open case")
    assert axe(page) == []
    row = page.get_by_role("region", name="Open work by officer").locator("tbody tr").first
    officer, count = row.locator("th").inner_text(), row.locator("td").first.inner_text()
    follow(page, row.locator("a"))
    expect(page.get_by_text(f"{count} open request")).to_be_visible()
    expect(page.locator("main tbody tr").first.locator("td").last).to_have_text(officer)


def test_an_administrator_sees_accounts_and_no_child(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "administrator")
    expect(page.get_by_role("heading", level=1)).to_have_text("People with an account")
    assert axe(page) == []
    assert page.locator("a[href*='/cases/']").count() == 0


def test_an_administrator_adds_a_person(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "administrator")
    follow(page, page.get_by_role("link", name="Add a person"))
    assert axe(page) == []
    page.get_by_label("First name").fill("Amina")
    page.get_by_label("Last name").fill("O'Hara")
    page.get_by_label("User name").fill("officer")
    page.get_by_label("Role").select_option("Case officer")
    page.get_by_label("First password", exact=True).fill("plenty of long words")
    follow(page, page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("needs a team")
    page.get_by_label("Team").fill("Coast team")
    page.get_by_label("First password", exact=True).fill("short")
    follow(page, page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("at least 12 characters")
    page.get_by_label("User name").fill("amina.ohara")
    page.get_by_label("First password", exact=True).fill("plenty of long words")
    follow(page, page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_text("Amina O'Hara can sign in as amina.ohara")).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("username", ["officer", "manager", "administrator"])
def test_pages_fit_320_pixels(narrow: Page, sign_in: SignIn, username: str) -> None:
    sign_in(narrow, username)
    assert overflow(narrow) == 0
    assert axe(narrow) == []
    if username == "officer":
        first_case(narrow)
        assert overflow(narrow) == 0


def test_everything_works_without_script(no_script: Page, sign_in: SignIn) -> None:
    sign_in(no_script, "officer")
    follow(no_script, no_script.get_by_role("link", name="Cases"))
    no_script.get_by_label("Next limit").select_option("Past its limit")
    follow(no_script, no_script.get_by_role("button", name="Show"))
    first_case(no_script)
    follow(no_script, no_script.get_by_role("link", name="Withdrawal", exact=True))
    expect(no_script.get_by_role("button", name="Record")).to_be_visible()
