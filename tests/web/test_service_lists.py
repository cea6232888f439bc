"""A list of another service is loaded on screen: looked at, mended, confirmed, and seen on the map."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from rightplace.casework.models import Job, SourceLoad
from rightplace.governance.models import Act, ListLoad
from rightplace.governance.queries.lists import last_good
from rightplace.ops.worker import work_once
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn
from tests.web.lists import LIST

pytestmark = pytest.mark.django_db
DAY = {"as_of-day": "16", "as_of-month": "1", "as_of-year": "2023", "source": "The team's register"}
TABLE = "home_educated"


def client_of(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


@pytest.fixture
def analyst(county: County) -> Client:
    return client_of(county, "analyst")


def give(client: Client, content: bytes = LIST, **more: str) -> HttpResponse:
    file = SimpleUploadedFile("register.csv", content)
    return client.post(reverse("insight:list-load", args=[TABLE]), {**DAY, **more, "file": file})


def looked_at(client: Client, content: bytes = LIST) -> str:
    """The page of a list that was given and looked at."""
    answer = give(client, content)
    assert answer.status_code == 302, answer.content.decode()
    assert work_once() is True
    return str(answer["Location"])


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def loads() -> tuple[int, int]:
    return ListLoad.objects.filter(table=TABLE).count(), SourceLoad.objects.count()


def numbers(page: str) -> list[str]:
    """New, changed, gone and the same, from the page of a list."""
    rows = page.split("<tbody", 1)[1].split("</tbody>")[0].split("<tr")[1:]
    return [row.rsplit("</td>", 1)[0].rsplit(">", 1)[1].strip() for row in rows]


def test_a_list_is_looked_at_and_then_loaded_whole(analyst: Client, county: County) -> None:
    before = loads()
    page = looked_at(analyst)
    shown = words(analyst, page)
    assert "The list has 2 rows and no fault." in shown
    assert "More than half of the rows of the list before are gone." in shown
    assert loads() == before
    answer = analyst.post(page)
    assert answer["Location"] == reverse("insight:source", args=["home_education"])
    load = last_good(TABLE)
    assert (load.rows, load.file_name, load.source) == (2, "register.csv", DAY["source"])
    assert loads() == (before[0] + 1, before[1] + 1)
    assert Act.objects.latest("pk").by == county.user("analyst")
    assert "register.csv" in words(analyst, answer["Location"])
    assert "The team&#39;s register" in words(analyst, reverse("insight:lists"))
    # The same page loads nothing twice
    analyst.post(page)
    assert loads() == (before[0] + 1, before[1] + 1)
    assert "This file is loaded." in words(analyst, page)
    # Given anew, it is a list of its own again
    assert numbers(words(analyst, looked_at(analyst))) == ["0", "0", "0", "2"]
    page = looked_at(analyst)
    assert "Load the list" in words(analyst, page)
    analyst.post(page)
    assert loads() == (before[0] + 2, before[1] + 2)


def test_what_the_next_list_would_change_is_counted_without_a_name(analyst: Client) -> None:
    analyst.post(looked_at(analyst))
    after = b"child_ref,started_on,ended_on\nA1,2022-01-01,2022-12-01\nA3,2022-03-01,\n"
    page = words(analyst, looked_at(analyst, after))
    assert numbers(page) == ["1", "1", "1", "0"]
    assert [child for child in ("A1", "A2", "A3") if child in page] == []


def test_every_fault_says_its_row_what_is_wrong_and_how_to_mend_it(analyst: Client) -> None:
    before = loads()
    wrong = b"child_ref,started_on\nA1,2022-13-01\n,2022-02-01\nA3,2022-03-01\n"
    page = looked_at(analyst, wrong)
    shown = words(analyst, page)
    assert "The list has 2 faults, so nothing of it can be taken." in shown
    for said in ("2022-13-01", "cannot stand there", "write the day as 2022-12-31", "it is empty"):
        assert said in shown
    analyst.post(page)
    assert loads() == before


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"child_ref\nA1\n", b"\n\n"])
def test_what_is_no_list_is_told_and_never_breaks(analyst: Client, content: bytes) -> None:
    answer = give(analyst, content)
    if answer.status_code == 302:
        assert work_once() is True
        answer = analyst.get(answer["Location"])
        assert "so nothing of it can be taken" in answer.content.decode()
    assert {job.state for job in Job.objects.filter(kind="list")} <= {"done"}


def test_a_list_of_a_day_to_come_or_without_a_source_is_refused_at_once(analyst: Client) -> None:
    page = give(analyst, source="", **{"as_of-year": "2023", "as_of-month": "2"}).content.decode()
    assert "The day that the list is of must be today or before." in page
    assert "Enter where it comes from" in page
    assert Job.objects.filter(kind="list").exists() is False


def test_a_list_is_looked_at_again_where_another_was_loaded_since(
    analyst: Client, county: County
) -> None:
    administrator = client_of(county, "administrator")
    mine, others = looked_at(analyst), looked_at(administrator, LIST + b"A3,2022-03-01\n")
    administrator.post(others)
    before = loads()
    analyst.post(mine)
    assert loads() == before
    assert "Another list was loaded since" in words(analyst, mine)


def work() -> None:
    """The worker does what there is to do, on a connection of its own."""

    def do() -> None:
        while work_once():
            pass
        connections["default"].close()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


def sound(page: Page) -> None:
    assert (overflow(page), axe(page)) == (0, [])


def load_in_browser(page: Page, server: str, path: Path, *, see: Callable[[Page], None]) -> None:
    """From the map of sources to the list that was given."""
    page.goto(f"{server}{reverse('insight:sources')}")
    follow(page, page.get_by_role("link", name="Load a list of another service"))
    see(page)
    follow(page, page.get_by_role("link", name="Child educated at home"))
    page.get_by_label("The list", exact=True).set_input_files(str(path))
    for part, value in (("Day", "16"), ("Month", "1"), ("Year", "2023")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Where it comes from").fill("The team's register")
    see(page)
    follow(page, page.get_by_role("button", name="Look at it"))
    see(page)


def test_an_analyst_loads_a_list_on_a_narrow_screen(
    narrow: Page, server: str, sign_in: SignIn, tmp_path: Path
) -> None:
    # Given a list with a fault
    path = tmp_path / "register.csv"
    path.write_bytes(LIST.replace(b"2022-01-01", b"2022-01-41"))
    sign_in(narrow, "analyst")
    load_in_browser(narrow, server, path, see=sound)
    # When it was looked at, the page opens what is wrong by itself
    with narrow.expect_navigation(timeout=30_000):
        work()
    expect(narrow.get_by_text("The list has 1 fault")).to_be_visible()
    sound(narrow)
    # And the list that was mended is loaded from there
    path.write_bytes(LIST)
    load_in_browser(narrow, server, path, see=sound)
    with narrow.expect_navigation(timeout=30_000):
        work()
    sound(narrow)
    follow(narrow, narrow.get_by_role("button", name="Load the list"))
    expect(narrow.get_by_text("2 rows as of")).to_be_visible()


def test_a_list_is_loaded_without_script(
    no_script: Page, server: str, sign_in: SignIn, tmp_path: Path
) -> None:
    path = tmp_path / "mended.csv"
    path.write_bytes(LIST)
    sign_in(no_script, "administrator")
    load_in_browser(no_script, server, path, see=lambda page: None)
    work()
    follow(no_script, no_script.get_by_role("link", name="See how far it is"))
    follow(no_script, no_script.get_by_role("button", name="Load the list"))
    expect(no_script.get_by_text("2 rows as of")).to_be_visible()
    expect(no_script.get_by_role("region", name="Loads")).to_contain_text("mended.csv")
