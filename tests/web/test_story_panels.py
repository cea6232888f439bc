"""A refusal from its draft, through a panel, to its letter; narrow, and without script."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Locator, Page, expect

from rightplace.casework.models import PanelItem, Request
from tests.casework.record import a_new_request
from tests.conftest import County
from tests.web.browser import DESKTOP, axe, follow, open_list, overflow
from tests.web.conftest import Opener, SignIn

pytestmark = pytest.mark.django_db


def undrafted(county: County) -> Request:
    """An undecided request of the officer's, kept, so that the served product sees it."""

    def work() -> Request:
        try:
            officer = county.user("officer")
            on = settings.TODAY - timedelta(20)
            return a_new_request(officer, on=on, now=settings.TODAY, surname="Paneller")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True))


def go(page: Page, name: str) -> None:
    follow(page, page.get_by_role("link", name=name, exact=True))


def group(page: Page, legend: str) -> Locator:
    return page.get_by_role("group", name=legend)


def test_a_refusal_goes_from_its_draft_through_a_panel_to_its_letter(
    opener: Opener, sign_in: SignIn, server: str, county: County
) -> None:
    # Given an officer with an undecided request, a manager, and a member of the panel
    case = undrafted(county)
    child = f"{case.person.surname}, {case.person.forename}"
    officer, manager, member = opener(DESKTOP), opener(DESKTOP), opener(DESKTOP)
    sign_in(officer, "officer")
    open_list(officer, "Decisions")
    assert axe(officer) == []
    go(officer, child)
    assert axe(officer) == []
    # When the officer drafts a refusal and leaves the reasons out
    go(officer, "Begin the draft: whether to assess")
    group(officer, "The child or young person has or may have").get_by_label("Yes").check()
    officer.get_by_label("Reasons for the answer: special educational needs").fill("Reading.")
    group(officer, "It may be necessary").get_by_label("No").check()
    officer.get_by_label("Reasons for the answer: whether a plan").fill("The programme works.")
    officer.get_by_label("Views of the parent").fill("The parents are worried.")
    officer.get_by_label("Do not assess").check()
    officer.get_by_label("Support expected instead").fill("The school: reading each day")
    officer.get_by_label("A panel", exact=True).check()
    assert axe(officer) == []
    press(officer, "Save draft")
    expect(officer.get_by_text("Name the evidence relied on")).to_be_visible()
    assert axe(officer) == []
    go(officer, "Add or take out evidence")
    officer.get_by_label("What it is").fill("Reading test")
    officer.get_by_label("From whom").fill("The SENCO")
    for part, value in (("Day", "9"), ("Month", "1"), ("Year", "2023")):
        officer.get_by_label(part).fill(value)
    officer.get_by_label("What it shows").fill("Seven months of progress")
    press(officer, "Add")
    # Then it cannot be sent, and the page says what is missing
    go(officer, "Decide and send the letter")
    officer.get_by_label("Copy to the setting").fill("Larkfield Primary School")
    press(officer, "Decide and send")
    expect(officer.get_by_role("alert")).to_contain_text("Give the reasons in plain words")
    assert axe(officer) == []
    # When the manager puts it on today's agenda
    sign_in(manager, "manager")
    manager.goto(f"{server}/cases/{case.person_id}/assessment/")
    go(manager, "Put on an agenda")
    assert axe(manager) == []
    manager.get_by_label("Sitting").select_option("31 Jan 2023, Assessment panel")
    press(manager, "Put on the agenda")
    item = PanelItem.objects.get(request=case)
    # And a member of the panel declares an interest in another case
    sign_in(member, "panel")
    expect(member.get_by_role("heading", level=1)).to_have_text("My sittings")
    assert axe(member) == []
    follow(member, member.locator(f"main a[href$='/{item.sitting_id}/']"))
    assert axe(member) == []
    other = member.locator("main tbody th a").filter(has_not_text=child).first
    name = other.inner_text()
    follow(member, other)
    assert axe(member) == []
    go(member, "Declare an interest")
    member.get_by_label("What the interest is").fill("My niece")
    press(member, "Declare")
    # Then its papers are closed to the member
    expect(member.get_by_text("You declared an interest")).to_be_visible()
    expect(member.locator("main table")).not_to_contain_text(name)
    # When the sitting opens with its quorum, and decides
    manager.goto(f"{server}/sittings/{item.sitting_id}/")
    go(manager, "Open the sitting")
    press(manager, "Open")
    expect(manager.get_by_role("alert")).to_contain_text("Select who is present")
    for box in manager.locator("main input[type=checkbox]").all():
        box.check()
    press(manager, "Open")
    go(manager, child)
    assert axe(manager) == []
    go(manager, "Minute the decision")
    expect(manager.get_by_label("Do not assess")).to_be_checked()
    manager.get_by_label("Reasons in plain words").fill("The panel heard that reading has come on.")
    assert axe(manager) == []
    press(manager, "Save")
    expect(manager.locator("main table")).to_contain_text("Do not assess")
    assert axe(manager) == []
    # Then the officer sends the letter with the panel's reasons
    officer.goto(f"{server}/cases/{case.person_id}/assessment/")
    expect(officer.get_by_text("The panel heard that reading has come on.")).to_be_visible()
    go(officer, "Decide and send the letter")
    officer.get_by_label("Copy to the setting").fill("Larkfield Primary School")
    press(officer, "Decide and send")
    # And the last day to appeal is right, and the clock for deciding has closed
    letters = officer.get_by_role("region", name="Letters").locator("tbody tr")
    expect(letters).to_have_count(3)
    expect(letters.first.locator("td").last).to_have_text("31 Mar 2023")
    clock = officer.get_by_role("region", name="Clocks for deciding").locator("tbody tr")
    expect(clock.filter(has_text="whether to assess")).to_contain_text("Met")
    assert axe(officer) == []
    case.refresh_from_db()
    assert (case.outcome, str(case.closed_on), case.next_due_on) == ("N", "2023-01-31", None)


@pytest.mark.parametrize(
    ("username", "paths"),
    [
        ("manager", ("/decisions/", "/panels/", "/panels/1/", "/sittings/2/", "/items/1/")),
        ("panel", ("/my-sittings/",)),
    ],
)
def test_pages_of_panels_fit_320_pixels(
    narrow: Page, sign_in: SignIn, server: str, username: str, paths: tuple[str, ...]
) -> None:
    sign_in(narrow, username)
    for path in paths:
        narrow.goto(f"{server}{path}")
        assert overflow(narrow) == 0
        assert axe(narrow) == []


def test_papers_fit_320_pixels(narrow: Page, sign_in: SignIn, server: str) -> None:
    sign_in(narrow, "psychologist")
    narrow.goto(f"{server}/my-sittings/")
    follow(narrow, narrow.locator("main tbody th a").last)
    follow(narrow, narrow.locator("main tbody th a").first)
    assert overflow(narrow) == 0
    assert axe(narrow) == []


def test_a_panel_is_set_up_without_script(no_script: Page, sign_in: SignIn) -> None:
    sign_in(no_script, "manager")
    open_list(no_script, "Panels")
    go(no_script, "Set up a panel")
    no_script.get_by_label("Name of the panel").fill("Funding panel")
    no_script.get_by_label("What it decides").select_option("Placements and funding")
    no_script.get_by_label("Quorum").fill("1")
    no_script.get_by_label("Cases in a sitting").fill("8")
    press(no_script, "Save")
    expect(no_script.get_by_role("alert")).to_contain_text("greater than or equal to 2")
    no_script.get_by_label("Quorum").fill("2")
    press(no_script, "Save")
    go(no_script, "Funding panel")
    go(no_script, "Add a member")
    no_script.get_by_label("Who").select_option("Parveen Lindqvist, panel member")
    no_script.get_by_label("Sits as").fill("Head teacher")
    press(no_script, "Save")
    expect(no_script.get_by_text("Member added")).to_be_visible()
    expect(no_script.get_by_role("region", name="Members")).to_contain_text("Parveen Lindqvist")
