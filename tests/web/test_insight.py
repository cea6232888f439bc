"""The dashboards: what they show, to whom, and that everyone can read them."""

import csv
import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from rightplace.casework.models import Role, User
from rightplace.facts.snapshot import About, freeze
from rightplace.indicators import REGISTER, Grain, evaluate
from rightplace.web.insight.dashboards import DASHBOARDS
from tests.conftest import County
from tests.web.browser import axe, follow, overflow

pytestmark = pytest.mark.django_db

PAGES = ["insight:home", "insight:snapshots", *(f"insight:{slug}" for slug in DASHBOARDS)]
ALLOWED = {Role.ANALYST: 200, Role.COMMISSIONER: 200, Role.TEAM_MANAGER: 200}


@pytest.fixture
def analyst(county: County) -> Client:
    client = Client()
    client.force_login(county.user("analyst"))
    return client


@pytest.fixture
def empty_store(settings: LazySettings, tmp_path: Path) -> Path:
    settings.SNAPSHOTS = tmp_path / "none-yet"
    return settings.SNAPSHOTS


def lines(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PAGES)
def test_a_dashboard_exists_for_those_who_read_figures_alone(
    county: County, role: Role, name: str
) -> None:
    client = Client()
    client.force_login(User.objects.filter(role=role)[0])
    assert client.get(reverse(name)).status_code == ALLOWED.get(role, 404)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_a_snapshot_says_how_to_take_one(
    analyst: Client, empty_store: Path, name: str
) -> None:
    page = analyst.get(reverse(name)).content.decode()
    assert "There is no snapshot yet" in page
    assert "rightplace snapshot take" in page


def test_the_newest_snapshot_is_shown_unless_another_is_asked_for(
    analyst: Client, county: County, empty_store: Path
) -> None:
    old, new = (
        freeze(
            county.snapshot.tables(),
            name=name,
            about=About("990", county.snapshot.about.as_of, "return", f"{name}.xml", 2023),
            taken_at=county.snapshot.taken_at.replace(hour=hour),
            store=empty_store,
        )
        for name, hour in (("old", 8), ("new", 9))
    )
    address = reverse("insight:caseload")
    assert f"from {new.name}.xml, content" in analyst.get(address).content.decode()
    asked = analyst.get(address, {"snapshot": old.name}).content.decode()
    assert f"from {old.name}.xml, content" in asked
    assert f"plans.caseload.csv?snapshot={old.name}" in asked
    assert analyst.get(address, {"snapshot": "none"}).status_code == 404


@pytest.mark.parametrize("key", REGISTER)
def test_a_file_holds_every_row_of_the_measure(analyst: Client, county: County, key: str) -> None:
    result = evaluate(county.snapshot, key)
    head, *rows = lines(analyst.get(reverse("insight:csv", args=[key])))
    assert head == [column.name for column in result.columns]
    assert rows == [["" if v is None else str(v) for v in row] for row in result.rows]
    assert rows


def test_a_file_can_be_by_month(analyst: Client, county: County) -> None:
    address = reverse("insight:csv", args=["requests.received"])
    found = lines(analyst.get(address, {"by": "month"}))[1:]
    expected = evaluate(county.snapshot, "requests.received", by=Grain.MONTH).rows
    assert found == [[month, str(count)] for month, count in expected]


@pytest.mark.parametrize(
    ("key", "by"), [("no.such", ""), ("plans.caseload", "month"), ("plans.new", "week")]
)
def test_no_file_for_what_cannot_be_asked(analyst: Client, key: str, by: str) -> None:
    assert analyst.get(reverse("insight:csv", args=[key]), {"by": by}).status_code == 404


def test_a_page_says_what_the_snapshot_cannot_tell(
    analyst: Client, county: County, empty_store: Path
) -> None:
    freeze(
        {}, name="blank", about=county.snapshot.about, taken_at=county.snapshot.taken_at,
        store=empty_store,
    )  # fmt: skip
    page = analyst.get(reverse("insight:caseload")).content.decode()
    assert "<svg" not in page
    assert page.count("<li>Plans ") == 5
    assert "not known" in analyst.get(reverse("insight:home")).content.decode()


@pytest.mark.parametrize("slug", DASHBOARDS)
def test_a_dashboard_asks_as_many_queries_whatever_it_shows(
    analyst: Client, slug: str, django_assert_num_queries: object
) -> None:
    analyst.get(reverse(f"insight:{slug}"))
    with django_assert_num_queries(3):  # type: ignore[operator]
        # The session, the person, and one more use of the page.
        analyst.get(reverse(f"insight:{slug}"))


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("slug", DASHBOARDS)
def test_an_analyst_reads_a_dashboard(
    server: str, county: County, page: Page, narrow: Page, slug: str
) -> None:
    # Given an analyst who signed in, when they open the dashboard from the home page
    sign_in(page, server, county)
    follow(page, page.get_by_role("link", name=DASHBOARDS[slug].title, exact=True))
    # then each figure has its chart, its table, its file and its query
    figures = page.locator("figure")
    assert figures.count() == page.locator("figure svg title").count() > 2
    for text in ("Show the table", "How this is calculated"):
        for summary in page.get_by_text(text, exact=True).all():
            summary.click()
    assert page.locator("figure table").count() == figures.count()
    assert "SELECT" in page.locator("figure code").first.inner_text()
    assert axe(page) == []
    # and on a telephone the page does not scroll sideways
    sign_in(narrow, server, county)
    narrow.goto(page.url)
    assert overflow(narrow) == 0
    assert axe(narrow) == []


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("name", ["insight:home", "insight:snapshots"])
def test_an_analyst_chooses_a_snapshot(
    server: str, county: County, page: Page, narrow: Page, name: str
) -> None:
    for each in (page, narrow):
        sign_in(each, server, county)
        each.goto(f"{server}{reverse(name)}")
        assert axe(each) == []
        assert overflow(each) == 0
    page.goto(f"{server}{reverse('insight:home')}")
    page.get_by_label("Snapshot").select_option(county.snapshot.name)
    follow(page, page.get_by_role("button", name="Show this snapshot"))
    assert page.url == f"{server}{reverse('insight:home')}?snapshot={county.snapshot.name}"


def sign_in(page: Page, server: str, county: County) -> None:
    page.goto(f"{server}{reverse('sign-in')}")
    page.get_by_label("User name").fill("analyst")
    page.get_by_label("Password", exact=True).fill(county.password)
    follow(page, page.get_by_role("button", name="Sign in"))
    page.wait_for_url(f"{server}{reverse('insight:home')}")
