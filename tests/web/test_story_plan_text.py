"""An officer writes a plan, sends it, hears the family and issues it, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from rightplace.casework.models import PlanVersion, Request
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn
from tests.web.plan_records import agreed_request, draft_of, heard, written

Start = Callable[[str], None]


@pytest.fixture
def agreed(county: County, django_db_blocker: DjangoDbBlocker) -> Request:
    """A request of the officer for which a plan was agreed today."""
    with django_db_blocker.unblock():
        return agreed_request(county.user("officer"))


@pytest.fixture
def draft(agreed: Request, django_db_blocker: DjangoDbBlocker) -> PlanVersion:
    """Its draft, in which the checks find nothing."""
    with django_db_blocker.unblock():
        return written(agreed)


@pytest.fixture
def amended(county: County, django_db_blocker: DjangoDbBlocker) -> PlanVersion:
    """A draft that amends a plan."""
    with django_db_blocker.unblock():
        return draft_of(county.user("officer"))


def press(page: Page, button: str) -> None:
    follow(page, page.get_by_role("button", name=button, exact=True))


def choose(page: Page, link: str) -> None:
    follow(page, page.get_by_role("link", name=link, exact=True))


def test_an_officer_writes_a_draft_and_mends_what_the_checks_find(
    page: Page, server: str, sign_in: SignIn, agreed: Request
) -> None:
    # Given an agreed request without a draft
    sign_in(page, "officer")
    page.goto(f"{server}/cases/{agreed.person_id}/plan/")
    assert axe(page) == []
    # When the officer starts one and says what the child says
    choose(page, "Start a draft")
    press(page, "Start the draft")
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="What the child or young person says"))
    page.get_by_label("What the child or young person says").fill("I like trains.")
    press(page, "Save")
    # And adds a need, an outcome that answers it, and provision that works towards that
    choose(page, "Add a need")
    page.get_by_label("Area of need").select_option("Cognition and learning")
    page.get_by_label("The need", exact=True).fill("Reads 20 common words.")
    assert axe(page) == []
    press(page, "Add")
    choose(page, "Add an outcome")
    page.get_by_label("The outcome", exact=True).fill("Reads a page of a story.")
    page.get_by_label("B1 Reads 20 common words.").check()
    assert axe(page) == []
    press(page, "Add")
    choose(page, "Add provision")
    page.get_by_label("What is provided").fill("Access to a reading programme.")
    page.get_by_label("How much", exact=True).fill("20")
    page.get_by_label("Of what").select_option("Minutes")
    page.get_by_label("How often").select_option("Each school day")
    page.get_by_label("Who provides it").fill("A teaching assistant")
    page.get_by_label("E1 Reads a page of a story.").check()
    assert axe(page) == []
    press(page, "Add")
    # Then the checks mark the words that promise nothing
    follow(page, page.get_by_role("link", name="The checks find"))
    expect(page.locator("mark").first).to_have_text("Access to")
    assert axe(page) == []
    # When they are mended
    follow(page, page.get_by_role("link", name="Mend F1").first)
    page.get_by_label("What is provided").fill("A reading programme, one to one.")
    press(page, "Save")
    # Then the thread leads from the need to the provision, and no error is left in it
    choose(page, "Read the plan")
    thread = page.locator(".rp-thread").first
    expect(thread).to_contain_text("B1 Reads 20 common words.")
    expect(thread).to_contain_text("F1 A reading programme, one to one.")
    follow(page, page.get_by_role("link", name="The checks find"))
    expect(page.locator("mark")).to_have_count(0)


def test_a_draft_goes_to_the_family_and_comes_back_as_a_final_plan(
    page: Page, server: str, sign_in: SignIn, draft: PlanVersion
) -> None:
    # Given a sound draft
    sign_in(page, "officer")
    page.goto(f"{server}/cases/{draft.person_id}/plan/")
    # When it is sent
    choose(page, "Send the draft to the family")
    assert axe(page) == []
    press(page, "Send the draft")
    expect(page.get_by_text("The draft is sent and its letter kept")).to_be_visible()
    # And the family answers, asking for a setting that is looked up
    choose(page, "Record the family's views")
    for box, number in (("Day", "31"), ("Month", "1"), ("Year", "2023")):
        page.get_by_label(box, exact=True).fill(number)
    page.get_by_label("What the family said").fill("We agree and ask for a school.")
    page.get_by_label("Find the setting that they ask for").fill("primary")
    press(page, "Find")
    assert axe(page) == []
    page.locator("input[name=preferred]").last.check()
    press(page, "Record")
    # Then what they said stands beside the version that they had
    expect(page.get_by_role("region", name="The family's views")).to_contain_text("We agree")
    assert axe(page) == []
    # When the plan is issued with the setting that they asked for
    choose(page, "Issue the final plan")
    page.get_by_label("Primary need").select_option("Autistic spectrum disorder")
    page.locator("input[name=setting]").last.check()
    assert axe(page) == []
    press(page, "Issue the plan")
    # Then it is the final version, and names the setting in section I
    expect(page.get_by_role("heading", name="final plan of 31 January 2023")).to_be_visible()
    expect(page.locator("#section-I")).to_contain_text("Mainstream")
    assert axe(page) == []
    # And it can be compared with what was sent
    choose(page, "Compare versions")
    expect(page.locator("ins")).to_have_count(1)
    assert axe(page) == []


def test_the_plan_fits_320_pixels(
    narrow: Page, server: str, sign_in: SignIn, amended: PlanVersion
) -> None:
    sign_in(narrow, "officer")
    child = f"{server}/cases/{amended.person_id}/plan"
    for path in ("/", "/edit/", "/compare/", f"/versions/{amended.number}/checks/", "/edit/needs/1/",
                 "/edit/provision/1/", "/edit/provision/1/remove/", "/edit/text/child/"):  # fmt: skip
        narrow.goto(f"{child}{path}")
        assert (path, overflow(narrow)) == (path, 0)
        assert axe(narrow) == []


def test_a_plan_is_issued_without_script(
    no_script: Page,
    server: str,
    sign_in: SignIn,
    county: County,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    # Given a draft that the family has answered
    with django_db_blocker.unblock():
        version = heard(county.user("officer"))
    sign_in(no_script, "officer")
    no_script.goto(f"{server}/requests/{version.request_id}/plan/issue/")
    # When a setting is looked up before anything else is filled in
    no_script.get_by_label("Find the setting that Section I names").fill("no such place")
    press(no_script, "Find")
    expect(no_script.get_by_text("No setting has “no such place” in its name")).to_be_visible()
    no_script.get_by_label("Find the setting that Section I names").fill("academy")
    no_script.get_by_label("Primary need").select_option("Autistic spectrum disorder")
    press(no_script, "Find")
    # Then what was filled in stays, and the plan can be issued
    expect(no_script.get_by_label("Primary need")).to_have_value("ASD")
    no_script.locator("input[name=setting]").last.check()
    press(no_script, "Issue the plan")
    expect(no_script.get_by_text("The final plan is issued and its letters kept")).to_be_visible()


def test_rows_are_moved_without_script(
    no_script: Page, server: str, sign_in: SignIn, amended: PlanVersion
) -> None:
    sign_in(no_script, "officer")
    no_script.goto(f"{server}/cases/{amended.person_id}/plan/edit/outcomes/2/")
    expect(no_script.get_by_role("heading", level=1)).to_have_text("Change outcome E2")
    words = no_script.get_by_label("The outcome", exact=True).input_value()
    press(no_script, "Move up")
    expect(no_script.locator("#section-E .rp-plan__row").first).to_contain_text(words)
