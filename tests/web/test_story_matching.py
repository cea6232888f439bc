"""A list is loaded, a pair is looked at, decided and undone; in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rightplace.casework.models import Match, MatchState
from rightplace.casework.queries.matching import pairs_to_decide
from rightplace.papers.csv import csv_bytes
from tests.conftest import County
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name))


def go(page: Page, name: str) -> None:
    follow(page, page.get_by_role("link", name=name, exact=True))


def a_pair(county: County) -> Match:
    """A pair of the demonstration's list that waits for the manager."""
    pair = pairs_to_decide(county.user("manager")).exclude(record=None).first()
    assert pair is not None
    return pair


def test_a_list_is_loaded_a_pair_decided_and_the_decision_undone(
    page: Page, sign_in: SignIn, server: str, county: County, tmp_path: Path
) -> None:
    # Given an export of another system with a child whom the manager knows
    child = a_pair(county).person
    row = (
        child.surname,
        "99/99/2014",
        child.forename,
        "ADM-7",
        child.upn,
        child.postcode,
        child.sex,
    )
    columns = ("Surname", "DOB", "First name", "ID", "UPN", "Post code", "Gender")
    export = tmp_path / "admissions.csv"
    export.write_bytes(csv_bytes(columns, [row]))
    # When the manager loads it
    sign_in(page, "manager")
    open_list(page, "The same child?")
    assert axe(page) == []
    go(page, "Load a list of another system")
    assert axe(page) == []
    page.get_by_label("System that the list comes from").fill("Admissions")
    page.get_by_label("List", exact=True).set_input_files(export)
    press(page, "Load and compare")
    # Then the pair waits, with both records and why
    expect(page.get_by_text("The list is loaded")).to_be_visible()
    pair = Match.objects.get(system="Admissions", identifier="ADM-7")
    page.goto(f"{server}/matching/{pair.pk}/")
    assert axe(page) == []
    expect(page.get_by_role("cell", name="The same surname", exact=True)).to_be_visible()
    # When it is decided without a reason, and with one
    page.get_by_label("The same child", exact=True).check()
    press(page, "Record the decision")
    expect(page.get_by_role("alert")).to_contain_text("Enter why")
    assert axe(page) == []
    page.get_by_label("Why", exact=True).fill("Admissions gave the address on the telephone")
    press(page, "Record the decision")
    # Then the child is linked
    expect(page.get_by_text("The decision is recorded")).to_be_visible()
    go(page, "Children who are linked")
    expect(page.get_by_text("Admissions, ADM-7")).to_be_visible()
    assert axe(page) == []
    # When it is undone
    page.goto(f"{server}/matching/{pair.pk}/")
    go(page, "Undo the decision")
    assert axe(page) == []
    page.get_by_label("Why", exact=True).fill("It was the cousin")
    press(page, "Undo it")
    # Then it waits again, and both decisions stay to be read
    expect(page.get_by_text("It was the cousin")).to_be_visible()
    assert axe(page) == []
    pair.refresh_from_db()
    assert pair.state == MatchState.UNDONE


def test_the_pages_fit_a_narrow_screen(
    narrow: Page, sign_in: SignIn, server: str, county: County
) -> None:
    pair = a_pair(county)
    sign_in(narrow, "analyst")
    for path in ("", "links/", "lists/", "load/", "twice/", f"{pair.pk}/"):
        narrow.goto(f"{server}/matching/{path}")
        assert (path, overflow(narrow), axe(narrow)) == (path, 0, [])


def test_a_pair_is_decided_without_script(
    no_script: Page, sign_in: SignIn, server: str, county: County
) -> None:
    pair = a_pair(county)
    sign_in(no_script, "analyst")
    no_script.goto(f"{server}/matching/{pair.pk}/")
    no_script.get_by_label("Different children").check()
    no_script.get_by_label("Why", exact=True).fill("Another mother")
    press(no_script, "Record the decision")
    expect(no_script.get_by_text("The decision is recorded")).to_be_visible()
    pair.refresh_from_db()
    assert pair.state == MatchState.DIFFERENT
