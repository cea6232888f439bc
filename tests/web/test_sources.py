"""The map of sources and the trends of data quality: what they show, to whom, as page and as file."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from rightplace.casework.models import DataSource, Finding, SourceLoad
from rightplace.facts.sources import COLUMNS, SOURCES, WANTED
from rightplace.ops.main import main
from rightplace.papers.flow import Flow, flow_svg
from rightplace.papers.specs import ChartError
from tests.conftest import County
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]
DATUM = ("request", "request_source")


def client_of(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


@pytest.fixture
def analyst(county: County) -> Client:
    return client_of(county, "analyst")


def lines(response: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def words(response: HttpResponse) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_file_of_sources_has_every_column_once(analyst: Client) -> None:
    rows = lines(analyst.get(reverse("insight:sources"), {"format": "csv"}))
    named = [(row["table"], row["column"]) for row in rows if row["column"]]
    assert sorted(named) == sorted(COLUMNS)
    assert {row["source"] for row in rows} == set(SOURCES)
    (census,) = {row["overdue_days"] for row in rows if row["source"] == "school_census"}
    assert census == "30"


def test_the_map_says_what_is_overdue_and_what_failed(analyst: Client) -> None:
    page = words(analyst.get(reverse("insight:sources")))
    assert f"1 of {len(SOURCES)} sources is overdue, and the last load of 1 failed" in page
    assert "Overdue by 30 days" in page


def test_a_snapshot_is_a_load_of_what_is_entered_on_screen(county: County, analyst: Client) -> None:
    load = SourceLoad.objects.get(source__key="finance", name=county.snapshot.name)
    assert (load.digest, load.rows) == (county.snapshot.id, county.snapshot.rows["named_plan"])
    assert load.name in words(analyst.get(reverse("insight:source", args=["finance"])))


def test_a_datum_says_where_it_comes_from_and_what_depends_on_it(analyst: Client) -> None:
    page = words(analyst.get(reverse("insight:datum", args=DATUM)))
    assert "Intake" in page
    assert "RequestSource" in page
    assert "1 measure and" in page
    assert "requests.by_source" in page


def test_a_manager_reads_a_source_and_cannot_change_it(county: County) -> None:
    address = reverse("staff:source-change", args=["register"])
    shown = words(client_of(county, "manager").get(reverse("insight:source", args=["register"])))
    assert address not in shown
    assert client_of(county, "manager").get(address).status_code == 404
    assert address in words(
        client_of(county, "analyst").get(reverse("insight:source", args=["register"]))
    )


def test_the_figures_that_are_wanted_are_the_same_on_the_page_in_the_file_and_in_the_command(
    analyst: Client, capsys: Said
) -> None:
    figures = [name for about in WANTED for name in about.figures]
    rows = lines(analyst.get(reverse("insight:wanted"), {"format": "csv"}))
    assert [row["figure"] for row in rows] == figures
    assert main(["sources", "--wanted", "--format", "json"]) == 0
    assert [line["figure"] for line in json.loads(capsys.readouterr().out)] == figures
    assert "Of the 30 figures" in words(analyst.get(reverse("insight:wanted")))


def test_the_command_prints_what_the_page_shows(county: County, capsys: Said) -> None:
    assert main(["sources", "--format", "json"]) == 0
    found = {line["source"]: line for line in json.loads(capsys.readouterr().out)}
    assert list(found) == list(SOURCES)
    assert found["school_census"]["overdue_days"] == 30
    assert found["finance"]["columns"] == ["named_plan.pb", "named_plan.oa", "named_plan.dp"]
    assert main(["sources", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["source"] for row in rows] == list(SOURCES)
    assert main(["sources"]) == 0
    assert "school_c" in capsys.readouterr().out


def test_a_return_that_cannot_be_loaded_is_noted_with_the_reason(
    county: County, tmp_path: Path, capsys: Said
) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_text("<Message><Header/>")
    given = ["sen2", "load", str(wrong), "--name", "never", "--year", "2023"]
    assert main(given) == 2
    assert not SourceLoad.objects.filter(source__key="sen2_returns").exists()
    assert main([*given, "--by", "analyst"]) == 2
    load = SourceLoad.objects.get(source__key="sen2_returns")
    assert (load.name, load.by.username, load.is_good) == ("wrong.xml", "analyst", False)
    assert str(tmp_path) not in load.failure
    assert main([*given, "--by", "nobody-here"]) == 2
    assert "Nobody signs in as nobody-here" in capsys.readouterr().err


def test_the_trends_count_what_the_list_shows(county: County, analyst: Client) -> None:
    rows = lines(analyst.get(reverse("insight:data-quality"), {"format": "csv"}))
    ages = sum(int(row["number"]) for row in rows if row["table"] == "age")
    assert ages == Finding.objects.standing().count()
    assert ages > 0
    for kind in ("rule", "team", "school", "source"):
        stood = sum(int(r["number"]) for r in rows if r["table"] == kind and r["what"] == "open")
        check = [r for r in rows if r["table"] == "check" and r["what"] == "open"]
        assert stood == int(check[-1]["number"])


def test_a_count_leads_to_the_list_for_those_who_may_see_the_children(county: County) -> None:
    address = f'href="{reverse("staff:findings")}?'
    of_manager = words(client_of(county, "manager").get(reverse("insight:data-quality")))
    assert f"{address}rule=" in of_manager
    assert of_manager.count(f"{address}team=") == 1
    assert (
        words(client_of(county, "auditor").get(reverse("insight:data-quality"))).count(
            f"{address}team="
        )
        > 1
    )
    assert address not in words(client_of(county, "analyst").get(reverse("insight:data-quality")))


def test_no_child_is_named(county: County, analyst: Client) -> None:
    page = words(analyst.get(reverse("insight:data-quality")))
    names = Finding.objects.exclude(person=None).values_list("person__surname", "person__upn")
    assert [n for pair in names for n in pair if n and f">{n}<" in page] == []


def test_trends_of_a_team_are_that_teams(county: County, analyst: Client) -> None:
    team = county.user("manager").team_id
    query = {"format": "csv", "team": team}
    rows = lines(analyst.get(reverse("insight:data-quality"), query))
    ages = sum(int(row["number"]) for row in rows if row["table"] == "age")
    assert ages == Finding.objects.standing().filter(team=team).count()
    assert len({row["name"] for row in rows if row["table"] == "team"}) == 1


def test_a_flow_has_a_box_for_each_name_and_a_line_for_each_link() -> None:
    flow = Flow("A title", "Words", ("From", "To"), (("a", "b"), ("c",)), ((0, 0, 0), (0, 1, 0)))
    drawn = flow_svg(flow)
    assert (drawn.count("<rect"), drawn.count("<path")) == (3, 2)
    assert "A title" in drawn
    with pytest.raises(ChartError, match="not there"):
        Flow("A title", "Words", ("From", "To"), (("a",), ("c",)), ((0, 0, 1),))


def addresses() -> list[str]:
    return [
        reverse("insight:sources"),
        reverse("insight:wanted"),
        reverse("insight:source", args=["register"]),
        reverse("insight:source", args=["published"]),
        reverse("insight:datum", args=DATUM),
        reverse("insight:data-quality"),
    ]


def test_an_analyst_follows_a_datum_to_its_source_and_names_its_owner(
    page: Page, sign_in: SignIn
) -> None:
    # Given an analyst at the map of sources
    sign_in(page, "analyst")
    open_list(page, "Sources")
    expect(page.get_by_role("heading", level=1)).to_contain_text("overdue")
    assert axe(page) == []
    # When they go to the source that is overdue, and from there to what it feeds
    follow(page, page.get_by_role("link", name="School census"))
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="Pupils on SEN support"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Pupils on SEN support")
    assert axe(page) == []
    follow(page, page.locator("dl").get_by_role("link", name="School census"))
    # And name an owner of another role than the one that answers for it
    follow(page, page.get_by_role("link", name="Change this source"))
    assert axe(page) == []
    page.get_by_label("Owner").select_option("Fergus Abiola, Finance officer")
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert")).to_contain_text("The owner has another role")
    assert axe(page) == []
    # Then it is refused in words, and done with one of that role
    page.get_by_label("Owner").select_option("Anneli Sørgaard, Analyst")
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("The source is changed")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Owner: nobody")
    assert axe(page) == []
    assert DataSource.objects.get(key="school_census").owner.username == "analyst"


def test_the_trends_can_be_narrowed_without_script(no_script: Page, sign_in: SignIn) -> None:
    sign_in(no_script, "commissioner")
    open_list(no_script, "Data quality")
    no_script.get_by_label("What was checked").select_option("SEN2 return")
    follow(no_script, no_script.get_by_role("button", name="Show"))
    expect(no_script.get_by_role("heading", level=1)).to_contain_text("to be mended")
    expect(no_script.locator(".rp-chart svg").first).to_be_visible()


def test_every_page_fits_a_narrow_screen(narrow: Page, server: str, sign_in: SignIn) -> None:
    sign_in(narrow, "analyst")
    for address in addresses():
        narrow.goto(f"{server}{address}")
        assert (address, overflow(narrow), axe(narrow)) == (address, 0, [])
