"""History, undoing, correcting and locking, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from rightplace.casework.models import CaseLock, Person
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def to_history(page: Page) -> None:
    follow(page, page.locator("main table tbody th a").first)
    follow(page, page.get_by_role("link", name="History"))


def test_an_officer_undoes_and_corrects(page: Page, sign_in: SignIn) -> None:
    # Given a task that was added for the wrong child
    sign_in(page, "officer")
    follow(page, page.locator("main table tbody th a").first)
    follow(page, page.get_by_role("link", name="Contacts and tasks"))
    follow(page, page.get_by_role("link", name="Add a task"))
    page.get_by_label("What is to be done").fill("Ring the wrong school")
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "2023")):
        page.get_by_label(part).fill(value)
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Ring the wrong school")).to_be_visible()
    # When it is undone, with a reason
    follow(page, page.get_by_role("link", name="History"))
    assert axe(page) == []
    done = page.get_by_role("region", name="What was done")
    follow(page, done.get_by_role("link", name="Undo it").first)
    assert axe(page) == []
    page.get_by_label("Why").fill("It was about another child")
    follow(page, page.get_by_role("button", name="Undo it"))
    # Then it is gone from the tasks and stays in the history
    expect(done).to_contain_text("It was about another child")
    expect(done).to_contain_text("It has been undone already")
    follow(page, page.get_by_role("link", name="Contacts and tasks"))
    expect(page.get_by_text("Ring the wrong school")).to_have_count(0)


def test_a_manager_locks_a_record_and_it_is_gone_for_the_auditor(
    page: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given a record that the manager and the auditor can open
    sign_in(page, "manager")
    seen = Person.objects.visible_to(county.user("manager")).filter(lock=None)
    address = f"{server}/cases/{seen.latest('pk').pk}/"
    page.goto(address)
    # When the manager locks it
    follow(page, page.get_by_role("link", name="Lock this record"))
    assert axe(page) == []
    page.get_by_label("Why").fill("The family is known to staff")
    follow(page, page.get_by_role("button", name="Lock it"))
    expect(page.get_by_text("The family is known to staff")).to_be_visible()
    assert axe(page) == []
    # Then it does not exist for the auditor, and is on the manager's list
    page.goto(f"{server}/locks/")
    expect(page.get_by_text("The family is known to staff")).to_be_visible()
    assert axe(page) == []
    follow(page, page.get_by_role("button", name="Sign out"))
    sign_in(page, "auditor")
    assert page.goto(address).status == 404  # type: ignore[union-attr]
    # When the manager opens it again, the auditor can see it
    follow(page, page.get_by_role("button", name="Sign out"))
    sign_in(page, "manager")
    page.goto(address)
    follow(page, page.get_by_role("link", name="Open this record again"))
    page.get_by_label("Why").fill("No longer so")
    follow(page, page.get_by_role("button", name="Open it"))
    assert not CaseLock.objects.filter(person=seen.latest("pk")).exists()


def test_the_history_fits_320_pixels(narrow: Page, sign_in: SignIn) -> None:
    sign_in(narrow, "officer")
    to_history(narrow)
    assert overflow(narrow) == 0
    assert axe(narrow) == []
