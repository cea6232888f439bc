"""A return is checked on screen, as stories in a browser: with script, without, and narrow."""

import threading
from pathlib import Path

import pytest
from django.db import connections
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from rightplace.ops.worker import work_once
from rightplace.web.insight.checks import taken
from tests.web.browser import axe, follow, overflow
from tests.web.checks import WRONG, a_return, upn
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def work() -> None:
    """The worker does what there is to do, on a connection of its own, as it does in service."""

    def do() -> None:
        while work_once():
            pass
        connections["default"].close()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


def ask(page: Page, server: str, path: Path) -> None:
    page.goto(f"{server}/checks/")
    follow(page, page.get_by_role("button", name="Check a return"))
    page.get_by_label("Files of the return").set_input_files(str(path))
    page.get_by_label("Year in which the return ends").fill("2025")
    follow(page, page.get_by_role("button", name="Check it"))


def test_an_analyst_checks_a_return_and_works_through_it(
    page: Page, server: str, sign_in: SignIn, tmp_path: Path
) -> None:
    # Given a return with three findings about two of its three children
    path = a_return(
        tmp_path / "return.xml", [{**r, "upn": upn(n)} for n, r in enumerate(WRONG, 500)]
    )
    sign_in(page, "analyst")
    follow(page, page.get_by_role("link", name="Check a return"))
    assert axe(page) == []
    page.goto(f"{server}/checks/start/")
    assert axe(page) == []
    # When it is uploaded, the page says how far the check is, and opens the result by itself
    ask(page, server, path)
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    assert axe(page) == []
    with page.expect_navigation(timeout=30_000):
        work()
    expect(page.get_by_role("heading", name="SEN2 person-level return 2025")).to_be_visible()
    assert axe(page) == []
    # Then the findings can be narrowed
    page.get_by_label("Severity").select_option(label="Query")
    follow(page, page.get_by_role("button", name="Show", exact=True))
    expect(page.get_by_text("1 finding", exact=True)).to_be_visible()
    # And one is accepted with its reason, and is no work any more
    follow(page, page.get_by_role("region", name="Findings").get_by_role("link", name="LOC-P08"))
    assert axe(page) == []
    page.get_by_label("Why it stands").fill("The family is in a refuge.")
    follow(page, page.get_by_role("button", name="Accept"))
    expect(page.get_by_text("No finding fits this.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Clear"))
    # And the findings of a child are seen together
    follow(
        page, page.get_by_role("region", name="Findings").get_by_role("link", name="1", exact=True)
    )
    expect(page.get_by_text("2 findings")).to_be_visible()
    assert axe(page) == []
    page.go_back()
    # And what fits is taken away
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel workbook").click()
    download.value.save_as(tmp_path / "findings.xlsx")
    sheet = load_workbook(tmp_path / "findings.xlsx")["Findings"]
    assert "LOC-P08" not in [row[1].value for row in sheet.iter_rows(min_row=2)]


def test_a_check_is_made_without_script(
    no_script: Page, server: str, sign_in: SignIn, tmp_path: Path
) -> None:
    path = a_return(tmp_path / "return.xml", WRONG)
    sign_in(no_script, "auditor")
    ask(no_script, server, path)
    follow(no_script, no_script.get_by_role("link", name="See how far it is"))
    expect(no_script.get_by_text("Waiting for its turn")).to_be_visible()
    work()
    follow(no_script, no_script.get_by_role("link", name="See how far it is"))
    expect(no_script.get_by_text("Ethnicity: MARTIAN").first).to_be_visible()


def test_a_check_fits_a_narrow_screen(
    narrow: Page, server: str, sign_in: SignIn, tmp_path: Path
) -> None:
    path = a_return(tmp_path / "a-very-long-name-of-a-return-as-systems-write-them-2025.xml", WRONG)
    sign_in(narrow, "manager")
    narrow.goto(f"{server}/checks/start/")
    assert overflow(narrow) == 0
    ask(narrow, server, path)
    assert overflow(narrow) == 0
    with narrow.expect_navigation(timeout=30_000):
        work()
    expect(narrow.get_by_role("heading", name="What was found")).to_be_visible()
    assert (overflow(narrow), axe(narrow)) == (0, [])
    follow(narrow, narrow.get_by_role("region", name="Findings").get_by_role("link").first)
    assert (overflow(narrow), axe(narrow)) == (0, [])


def test_lists_are_given_and_a_large_file_is_made_on_a_narrow_screen(
    narrow: Page,
    server: str,
    sign_in: SignIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Given a check for which no list was given, with more findings than are written at once
    monkeypatch.setattr(taken, "AT_ONCE", 2)
    path = a_return(tmp_path / "return.xml", WRONG)
    sign_in(narrow, "analyst")
    ask(narrow, server, path)
    with narrow.expect_navigation(timeout=30_000):
        work()
    # When the list of authorities is given
    listed = tmp_path / "authorities.txt"
    listed.write_text("801\n802\n")
    follow(narrow, narrow.get_by_role("link", name="Give these lists, and check again"))
    assert (overflow(narrow), axe(narrow)) == (0, [])
    narrow.get_by_label("Three-digit numbers of the authorities of today").set_input_files(
        str(listed)
    )
    follow(narrow, narrow.get_by_role("button", name="Check it again"))
    with narrow.expect_navigation(timeout=30_000):
        work()
    # Then the check says so, and a rule that was not asked before has found something
    lists = narrow.get_by_role("region", name="Lists that were not given")
    expect(lists.get_by_text("la_codes", exact=True)).to_have_count(0)
    expect(narrow.get_by_role("link", name="LOC-H05b").first).to_be_visible()
    assert (overflow(narrow), axe(narrow)) == (0, [])
    # And the workbook is made in the background, and taken
    follow(narrow, narrow.get_by_role("link", name="Excel workbook"))
    assert (overflow(narrow), axe(narrow)) == (0, [])
    follow(narrow, narrow.get_by_role("button", name="Make the file"))
    assert (overflow(narrow), axe(narrow)) == (0, [])
    with narrow.expect_navigation(timeout=30_000):
        work()
    assert (overflow(narrow), axe(narrow)) == (0, [])
    with narrow.expect_download() as download:
        narrow.get_by_role("button", name="Download it").click()
    download.value.save_as(tmp_path / "findings.xlsx")
    sheet = load_workbook(tmp_path / "findings.xlsx")["Findings"]
    assert "LOC-H05b" in [row[1].value for row in sheet.iter_rows(min_row=2)]
