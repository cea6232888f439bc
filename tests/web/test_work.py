"""The day's work as pages."""

import csv
import io

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions.work import change_task
from rightplace.casework.models import AuditEvent, Task
from rightplace.casework.queries.caseload import caseloads, levelling
from rightplace.casework.queries.work import open_tasks, work_of
from rightplace.web.today import now
from tests.conftest import County
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


@pytest.fixture
def manager(county: County) -> Client:
    client = Client()
    client.force_login(county.user("manager"))
    return client


@pytest.fixture
def officer(county: County) -> Client:
    client = Client()
    client.force_login(county.user("officer"))
    return client


def lines(response: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))  # type: ignore[attr-defined]


def test_the_list_and_its_file_hold_the_same_children_in_the_same_order(
    county: County, officer: Client
) -> None:
    items = work_of(county.user("officer"), as_of=TODAY)
    rows = lines(officer.get(reverse("staff:today"), {"format": "csv"}))
    assert [row["surname"] for row in rows] == [item.person.surname for item in items]
    assert [int(row["rank"]) for row in rows] == [item.rank.points for item in items]
    assert len(rows) > 3


def test_taking_the_list_away_is_recorded(county: County, officer: Client) -> None:
    officer.get(reverse("staff:today"), {"format": "csv"})
    taken = AuditEvent.objects.filter(by=county.user("officer")).latest("pk")
    assert taken.action == "work.today.download"
    assert len(taken.detail["people"]) == len(work_of(county.user("officer"), as_of=TODAY))


def test_the_list_takes_as_many_queries_for_one_officer_as_for_the_team(
    county: County, manager: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager.get(reverse("staff:today"))
    for officer in ("", str(county.user("officer").pk)):
        with django_assert_num_queries(12):
            manager.get(reverse("staff:today"), {"officer": officer})


def test_moves_that_are_ticked_are_made_and_the_others_are_not(
    county: County, manager: Client
) -> None:
    first, *others = levelling(caseloads(county.user("manager"), as_of=TODAY))
    assert others
    manager.post(reverse("staff:caseloads-level"), {"moves": [first.key]})
    for move in (first, *others):
        move.case.refresh_from_db()
    assert first.case.officer == first.taker
    assert [move.case.officer for move in others] == [move.giver for move in others]


def test_two_people_edit_a_task_and_the_second_sees_both(county: County, officer: Client) -> None:
    task = open_tasks(county.user("officer"))[0]
    address = reverse("staff:task-change", args=[task.person_id, task.pk])
    given = {
        "version": task.version,
        "title": "As I would have it",
        "detail": task.detail,
        "owner": task.owner_id,
        "due_on-day": 3,
        "due_on-month": 2,
        "due_on-year": 2023,
    }
    change_task(
        task,
        version=task.version,
        title="As my manager has it",
        detail=task.detail,
        owner=task.owner,
        due_on=task.due_on,
        by=county.user("manager"),
        at=now(),
    )
    page = officer.post(address, given).content.decode()
    assert "Someone else has changed this" in page
    assert "As my manager has it" in page
    assert "As I would have it" in page
    assert Task.objects.get(pk=task.pk).title == "As my manager has it"
    again = officer.post(address, {**given, "version": Task.objects.get(pk=task.pk).version})
    assert again.status_code == 302
    assert Task.objects.get(pk=task.pk).title == "As I would have it"


def test_an_officer_works_through_the_day(page: Page, sign_in: SignIn) -> None:
    # Given an officer at their work, the most urgent first, each with its reasons
    sign_in(page, "officer")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work today")
    assert axe(page) == []
    points = [int(text) for text in page.locator("main tbody td:nth-of-type(3)").all_inner_texts()]
    assert points == sorted(points, reverse=True)
    # When they open the first child's contacts and record one that waits for a reply
    follow(page, page.locator("main table tbody th a").first)
    follow(page, page.get_by_role("link", name="Contacts and tasks"))
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="Record a contact"))
    page.get_by_label("From them").check()
    page.get_by_label("With whom").fill("The head of the school")
    page.get_by_label("What was said").fill("Asks when the draft will come")
    page.get_by_label("They wait for a reply").check()
    assert axe(page) == []
    follow(page, page.get_by_role("button", name="Save"))
    # Then its reply is due ten working days on, and can be recorded
    contacts = page.get_by_role("region", name="Contacts", exact=True)
    expect(contacts).to_contain_text("Due 14 Feb 2023")
    follow(page, contacts.get_by_role("link", name="Record the reply").first)
    page.get_by_label("What was answered").fill("On Friday")
    follow(page, page.get_by_role("button", name="Save"))
    expect(contacts).to_contain_text("On Friday")
    # When they add a task, and move the child up the list for a reason
    follow(page, page.get_by_role("link", name="Add a task"))
    page.get_by_label("What is to be done").fill("Send the draft to the school")
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "2023")):
        page.get_by_label(part).fill(value)
    follow(page, page.get_by_role("button", name="Save"))
    follow(page, page.get_by_role("link", name="Change the rank"))
    page.get_by_label("How urgent it should be").select_option("Much higher")
    for part, value in (("Day", "28"), ("Month", "2"), ("Year", "2023")):
        page.get_by_label(part).fill(value)
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert")).to_contain_text("Enter why")
    page.get_by_label("Why").fill("The placement is breaking down")
    follow(page, page.get_by_role("button", name="Save"))
    # Then the rank says who moved it and why
    expect(
        page.get_by_text("The placement is breaking down (Osian Fairbrother)").first
    ).to_be_visible()
    assert axe(page) == []


def test_a_manager_levels_and_acts_on_several(page: Page, sign_in: SignIn, server: str) -> None:
    sign_in(page, "manager")
    open_list(page, "Caseloads")
    assert axe(page) == []
    page.goto(f"{server}/caseloads/level/")
    assert axe(page) == []
    page.goto(f"{server}/work/several/")
    assert axe(page) == []
    page.locator("input[name=children]").first.check()
    page.get_by_label("Add a task").check()
    follow(page, page.get_by_role("button", name="See what would happen"))
    expect(page.get_by_role("alert")).to_contain_text("Enter what is to be done")
    page.get_by_label("What is to be done, for a task").fill("Check the address")
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "2023")):
        page.get_by_label(part).fill(value)
    follow(page, page.get_by_role("button", name="See what would happen"))
    expect(page.get_by_role("region", name="What would happen")).to_contain_text(
        "Check the address"
    )
    assert axe(page) == []
    follow(page, page.get_by_role("button", name="Do this"))
    expect(page.get_by_text("Done for 1 child")).to_be_visible()
    page.goto(f"{server}/work/cover/")
    assert axe(page) == []


def test_the_work_fits_320_pixels(narrow: Page, sign_in: SignIn, server: str) -> None:
    sign_in(narrow, "officer")
    for address in ("/work/", "/work/several/", "/work/cover/start/", "/work/tasks/"):
        narrow.goto(f"{server}{address}")
        assert (address, overflow(narrow)) == (address, 0)
        assert axe(narrow) == []
