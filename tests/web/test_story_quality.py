"""Quality assurance as a story in a browser: drawn, graded, submitted, looked at again, reported."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def draw_one(page: Page) -> None:
    """A quality assurer draws one plan for themselves, to be looked at again by the manager."""
    follow(page, page.get_by_role("link", name="Draw plans"))
    page.get_by_label("How many plans").fill("1")
    page.get_by_label("Team").select_option("North area team")
    page.get_by_label("Who looks a second time").select_option("Morwenna Thackeray-Hale")


def open_first_ungraded(page: Page) -> None:
    follow(
        page, page.locator("main tbody tr").filter(has_text="To be graded").first.locator("th a")
    )


def test_a_plan_is_drawn_graded_and_looked_at_again(page: Page, sign_in: SignIn) -> None:
    # Given a quality assurer at the plans to look at
    sign_in(page, "quality")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plans to look at")
    assert axe(page) == []
    # When they draw one more of the team
    draw_one(page)
    assert axe(page) == []
    follow(page, page.get_by_role("button", name="Draw"))
    expect(page.get_by_text("The plans have been drawn")).to_be_visible()
    # And grade every question, the first of them weak
    open_first_ungraded(page)
    assert axe(page) == []
    child = page.get_by_role("heading", level=1).inner_text()
    questions = page.locator("main tbody th a").count()
    follow(page, page.locator("main tbody th a").first)
    assert axe(page) == []
    page.get_by_label("Inadequate").check()
    follow(page, page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("alert")).to_contain_text("Say what is weak")
    assert axe(page) == []
    page.get_by_label("Why", exact=True).fill("Nobody asked the child.")
    follow(page, page.get_by_role("button", name="Save and go on"))
    for _ in range(questions - 1):
        page.get_by_label("Good").check()
        follow(page, page.get_by_role("button", name="Save and go on"))
    # Then the arithmetic is shown, and the audit can be submitted
    expect(page.get_by_text("on average")).to_be_visible()
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="Submit the audit"))
    page.get_by_label("What to learn from this plan").fill("Ask the child again.")
    assert axe(page) == []
    follow(page, page.get_by_role("button", name="Submit"))
    expect(page.get_by_text("The audit has been submitted")).to_be_visible()
    assert page.get_by_role("link", name="Look a second time").count() == 0
    address = page.url
    # When the manager looks a second time
    page.context.clear_cookies()
    sign_in(page, "manager")
    open_list(page, "Quality")
    assert axe(page) == []
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(child)
    follow(page, page.get_by_role("link", name="Look a second time"))
    assert axe(page) == []
    for group in ("Your grade", "The grade that you both agree on"):
        page.get_by_role("group", name=group).get_by_label("Good").check()
    page.get_by_label("Why that one").fill("The rest makes up for it.")
    follow(page, page.get_by_role("button", name="Save"))
    # Then both grades stand beside the agreed one
    expect(page.get_by_text("The rest makes up for it.")).to_be_visible()
    assert axe(page) == []


def test_a_manager_reads_what_the_audits_say(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "manager")
    open_list(page, "Quality")
    follow(page, page.get_by_role("link", name="What the audits say"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("good or better")
    expect(page.get_by_role("region", name="Themes and training")).to_be_visible()
    assert axe(page) == []


def test_the_pages_fit_320_pixels(narrow: Page, sign_in: SignIn, server: str) -> None:
    sign_in(narrow, "quality")
    assert overflow(narrow) == 0
    for path in (
        "draw",
        "report",
        "tool",
        "tool/weights",
        "tool/question",
        "training",
        "training/add",
    ):
        narrow.goto(f"{server}/quality/{path}/")
        assert overflow(narrow) == 0, path
        assert axe(narrow) == [], path
    narrow.goto(f"{server}/quality/")
    follow(narrow, narrow.locator("main tbody th a").first)
    assert overflow(narrow) == 0


def test_a_question_is_graded_without_script(no_script: Page, sign_in: SignIn) -> None:
    sign_in(no_script, "quality")
    draw_one(no_script)
    follow(no_script, no_script.get_by_role("button", name="Draw"))
    open_first_ungraded(no_script)
    follow(no_script, no_script.locator("main tbody th a").first)
    no_script.get_by_label("Good").check()
    follow(no_script, no_script.get_by_role("button", name="Save and go on"))
    expect(no_script.get_by_text("is answered")).to_be_visible()
