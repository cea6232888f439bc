"""Building the return on screen: its counts, its rows, its files, and who may have which."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from rightplace.casework.models import AuditEvent, Person, Role, User
from rightplace.facts.snapshot import About, freeze
from rightplace.returns.sen2 import read
from rightplace.returns.sen2.reasons import About as Of
from rightplace.returns.sen2.reasons import Step, Why
from rightplace.returns.sen2.reconcile import reconcile
from tests.conftest import County
from tests.web.browser import axe, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def client_of(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county.user(name))
    return client


def lines(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_page_and_the_file_tell_the_counts_of_the_reconciliation(county: County) -> None:
    found = reconcile(county.snapshot.tables(), year=2023)
    analyst = client_of(county, "analyst")
    page = analyst.get(reverse("insight:returns")).content.decode()
    assert f"{found.total(Of.PERSON, is_in=True):,}" in page
    told = lines(analyst.get(reverse("insight:returns"), {"format": "csv"}))
    assert [(row[0], row[1], int(row[3])) for row in told[1:]] == [
        (c.about.value, "yes" if c.why.is_in else "no", c.number) for c in found.counts
    ]
    walk = lines(analyst.get(reverse("insight:returns"), {"format": "walk"}))
    assert [int(n) for _, n in walk[1:]] == [s.sign * n for s, n in found.walk]
    assert dict(found.walk)[Step.NOW] == found.total(Of.PLAN, is_in=True) - sum(
        c.number for c in found.counts if c.about is Of.PLAN and c.why in (Why.ENDED, Why.NEW)
    )


def test_rows_are_numbers_to_the_analyst_and_names_to_those_who_see_the_child(
    county: County,
) -> None:
    address, query = reverse("insight:return-rows", args=["LIVE"]), {"about": "plan"}
    shown = client_of(county, "analyst").get(address, query).content.decode()
    live = reconcile(county.snapshot.tables(), year=2023).rows.to_pylist()
    keys = [r["person_id"] for r in live if r["why"] == "LIVE" and r["about"] == "plan"][:50]
    people = {p.pk: p for p in Person.objects.filter(pk__in=keys)}
    assert [str(p) for p in people.values() if str(p) in shown] == []
    manager = county.user("manager")
    seen = set(Person.objects.visible_to(manager).filter(pk__in=keys).values_list("pk", flat=True))
    assert 0 < len(seen) < len(people)
    told = client_of(county, "manager").get(address, query).content.decode()
    linked = {key for key in keys if f'href="{reverse("staff:case", args=[key])}"' in told}
    assert linked == seen
    event = AuditEvent.objects.filter(action="return.rows.open", by=manager).latest("pk")
    assert set(event.detail["people"]) == seen


def test_the_file_of_rows_is_recorded(county: County) -> None:
    query = {"about": "request", "format": "csv"}
    address = reverse("insight:return-rows", args=["REFUSED_BEFORE"])
    told = lines(client_of(county, "analyst").get(address, query))
    event = AuditEvent.objects.filter(action="return.rows.download").latest("pk")
    assert event.detail["people"] == sorted({int(row[2]) for row in told[1:]})
    assert len(told) > 1


@pytest.mark.parametrize("form", ["xml", "collect", "xlsx"])
def test_the_return_is_taken_as_a_file_that_reads_back(
    county: County, form: str, tmp_path: Path
) -> None:
    analyst = client_of(county, "analyst")
    response = analyst.get(reverse("insight:return-file", args=[form]))
    path = tmp_path / {"xml": "a.xml", "collect": "a.zip", "xlsx": "a.xlsx"}[form]
    path.write_bytes(response.content)
    if form == "collect":
        assert zipfile.ZipFile(path).testzip() is None
    found = reconcile(county.snapshot.tables(), year=2023)
    assert read(path, year=2023).tables["person"].num_rows == found.total(Of.PERSON, is_in=True)
    event = AuditEvent.objects.filter(action="return.download").latest("pk")
    assert (event.by, event.detail["form"], event.detail["people"]) == (
        county.user("analyst"),
        form,
        found.total(Of.PERSON, is_in=True),
    )


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_what_is_for_it_alone(county: County, role: Role) -> None:
    client = Client()
    client.force_login(User.objects.filter(role=role)[0])
    names = (("insight:returns",), ("insight:return-rows", "LIVE"), ("insight:return-file", "xml"))
    answers = [client.get(reverse(name, args=args)).status_code for name, *args in names]
    expected = {
        Role.ANALYST: [200, 200, 200],
        Role.TEAM_MANAGER: [200, 200, 404],
        Role.COMMISSIONER: [200, 404, 404],
    }
    assert answers == expected.get(role, [404, 404, 404])


def test_what_is_not_there_is_not_found(county: County) -> None:
    analyst = client_of(county, "analyst")
    rows = reverse("insight:return-rows", args=["LIVE"])
    for address, query in (
        (reverse("insight:returns"), {"year": "2026"}),
        (reverse("insight:return-rows", args=["NO_SUCH"]), {}),
        (rows, {"about": "carer"}),
        (reverse("insight:return-file", args=["pdf"]), {}),
    ):
        assert analyst.get(address, query).status_code == 404


def test_a_return_that_was_loaded_cannot_be_set_against_a_record(
    county: County, settings: object, tmp_path: Path
) -> None:
    settings.SNAPSHOTS = tmp_path  # type: ignore[attr-defined]
    about = About("990", county.snapshot.about.as_of, "return", "a.xml", 2023)
    tables, at = county.snapshot.tables(), county.snapshot.taken_at
    freeze(tables, name="loaded", about=about, taken_at=at, store=tmp_path)
    page = client_of(county, "analyst").get(reverse("insight:returns")).content.decode()
    assert "No return can be built from this snapshot" in page


def test_the_analyst_builds_the_return_and_sees_who_is_out(
    server: str, page: Page, narrow: Page, sign_in: SignIn
) -> None:
    """Given a snapshot, when the analyst builds the return, then each count leads to its rows."""
    for each in (page, narrow):
        sign_in(each, "analyst")
        each.goto(f"{server}{reverse('insight:returns')}")
        assert each.get_by_role("heading", level=1).inner_text() == "Build the return"
        assert axe(each) == []
        assert overflow(each) == 0
        each.get_by_role("link", name=Why.REFUSED_BEFORE.words).last.click()
        assert each.get_by_role("heading", level=1).inner_text() == (
            "Requests: refused before the period"
        )
        assert axe(each) == []
        assert overflow(each) == 0
