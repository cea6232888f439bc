"""The officer's list, the case page and the manager's picture, as pages."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions.reviews import decide_review, hold_review_meeting
from rightplace.casework.models import AdviceRequest, AuditEvent, Plan, Request, Role, User
from rightplace.casework.queries.team import team_picture
from rightplace.casework.queries.worklist import Wanted, open_requests
from rightplace.indicators import evaluate
from rightplace.ops.cli.snapshot import take
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


@pytest.fixture
def officer(county: County) -> Client:
    client = Client()
    client.force_login(county.user("officer"))
    return client


@pytest.fixture
def manager(county: County) -> Client:
    client = Client()
    client.force_login(county.user("manager"))
    return client


def lines(response: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))  # type: ignore[attr-defined]


def test_the_list_and_its_file_hold_the_same_cases_in_the_order_of_their_limits(
    county: County, manager: Client
) -> None:
    rows = lines(manager.get(reverse("staff:worklist-csv")))
    expected = Request.objects.visible_to(county.user("manager")).open().count()
    assert len(rows) == expected > 3
    due = [row["due_on"] for row in rows if row["due_on"]]
    assert due == sorted(due)


def test_the_page_takes_as_many_queries_for_one_case_as_for_many(
    county: County, manager: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = Request.objects.visible_to(county.user("manager")).open().select_related("person")[0]
    manager.get(reverse("staff:worklist"))
    for search in ("", one.person.upn or one.person.surname):
        with django_assert_num_queries(10):
            manager.get(reverse("staff:worklist"), {"search": search})


def test_filters_narrow_the_list_and_its_file_alike(county: County, manager: Client) -> None:
    wanted = {"when": "past", "stage": "assessing"}
    rows = lines(manager.get(reverse("staff:worklist-csv"), wanted))
    assert {row["stage"] for row in rows} <= {"assessing"}
    assert all(date.fromisoformat(row["due_on"]) < TODAY for row in rows)


def test_a_search_finds_by_part_of_a_name(county: County, officer: Client) -> None:
    mine = open_requests(county.user("officer"), Wanted(), as_of=TODAY)[0].request.person
    rows = lines(officer.get(reverse("staff:worklist-csv"), {"search": mine.surname[:4].lower()}))
    assert mine.surname in {row["surname"] for row in rows}


def test_opening_a_case_is_recorded_and_shown(county: County, officer: Client) -> None:
    person = open_requests(county.user("officer"), Wanted(), as_of=TODAY)[0].request.person
    before = AuditEvent.objects.filter(person=person, kind="read").count()
    page = officer.get(reverse("staff:case", args=[person.pk])).content.decode()
    looks = AuditEvent.objects.filter(person=person, kind="read")
    assert looks.count() == before + 1
    assert looks.latest("pk").by == county.user("officer")
    assert "Looked at" in page


@pytest.mark.parametrize(
    ("page", "action"), [("worklist", "list.open"), ("worklist-csv", "list.download")]
)
def test_a_list_that_names_children_is_recorded_with_whom_it_named(
    county: County, officer: Client, page: str, action: str
) -> None:
    user = county.user("officer")
    officer.get(reverse(f"staff:{page}"))
    named = Request.objects.visible_to(user).open().values_list("person", flat=True)
    look = AuditEvent.objects.latest("pk")
    assert (look.by, look.kind, look.action) == (user, "read", action)
    assert look.detail == {"people": sorted(set(named))}


def test_what_is_recorded_moves_the_clock(county: County, officer: Client) -> None:
    mine = Request.objects.visible_to(county.user("officer")).open().filter(outcome="A").first()
    assert mine is not None
    address = reverse("staff:record", args=[mine.pk, "withdrawn"])
    given = {"on-day": TODAY.day, "on-month": TODAY.month, "on-year": TODAY.year}
    response = officer.post(address, given, follow=True)
    assert "Withdrawal recorded" in response.content.decode()
    mine.refresh_from_db()
    assert (mine.outcome, mine.closed_on, mine.next_duty) == ("W", TODAY, "")
    assert officer.get(address).status_code == 404


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (("31", "2", "2023"), "must be a real date"),
        (("1", "1", "2010"), "It must be on or after the request of"),
        (("1", "2", "2023"), "It must be today or earlier"),
        (("", "", ""), "Enter when it happened"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(
    county: County, officer: Client, day: tuple[str, str, str], error: str
) -> None:
    mine = Request.objects.visible_to(county.user("officer")).open().filter(outcome="A").first()
    address = reverse("staff:record", args=[mine.pk, "withdrawn"])
    given = dict(zip(("on-day", "on-month", "on-year"), day, strict=True))
    assert error in officer.post(address, given).content.decode()
    mine.refresh_from_db()
    assert mine.outcome == "A"


def test_the_picture_adds_up_to_the_list(county: County, manager: Client) -> None:
    rows = lines(manager.get(reverse("staff:team-csv")))
    listed = lines(manager.get(reverse("staff:worklist-csv")))
    for table in ("age", "stage", "officer"):
        assert sum(int(row["open"]) for row in rows if row["table"] == table) == len(listed)
    late = {
        table: sum(int(r["late"]) for r in rows if r["table"] == table)
        for table in ("stage", "officer")
    }
    assert late["stage"] == late["officer"] > 0
    excused = sum(int(row["excused"]) for row in rows if row["table"] == "stage")
    past = lines(manager.get(reverse("staff:worklist-csv"), {"when": "past"}))
    assert len(past) == late["stage"] + excused


def test_what_the_database_refuses_is_said_in_words(county: County, officer: Client) -> None:
    mine = AdviceRequest.objects.filter(
        assessment__request__in=Request.objects.visible_to(county.user("officer")).open(),
        received_on__isnull=True,
    ).first()
    request = mine.assessment.request
    before = mine.requested_on - timedelta(1)
    given = {"on-day": before.day, "on-month": before.month, "on-year": before.year}
    address = reverse("staff:advice-receive", args=[request.pk])
    page = officer.post(address, given | {"adviser": mine.adviser}).content.decode()
    assert "Advice cannot come before it was asked for. Check the two dates." in page
    mine.refresh_from_db()
    assert mine.received_on is None


def test_a_plan_to_cease_says_how_long_it_stays_in_force(county: County, officer: Client) -> None:
    user = county.user("officer")
    plan = Plan.objects.visible_to(user).live().order_by("pk").last()
    at = datetime(2023, 1, 31, 12, tzinfo=UTC)
    review = hold_review_meeting(plan, on=TODAY - timedelta(1), by=user, at=at)
    decide_review(review, decision="C", on=TODAY, by=user, at=at)
    page = officer.get(reverse("staff:case", args=[plan.person_id])).content.decode()
    assert "Until 31 March 2023, the time to appeal" in page


def test_the_managers_pictures_add_up_to_the_dashboards_cell_by_cell(
    county: County, tmp_path: Path
) -> None:
    taken_at = datetime(2023, 1, 31, 19, tzinfo=UTC)
    now = take(name="now", as_of=TODAY, taken_at=taken_at, store=tmp_path)
    managers = User.objects.filter(role=Role.TEAM_MANAGER)
    cells: Counter[tuple[str, str]] = Counter()
    for manager in managers:
        for (stage, band), count in team_picture(manager, as_of=TODAY).by_age.items():
            cells[stage.label, band.label] += count
    shown = evaluate(now, "timeliness.open_overdue").rows
    assert {(row[0], row[1]): row[2] for row in shown} == {k: n for k, n in cells.items() if n}
