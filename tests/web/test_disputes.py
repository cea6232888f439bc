"""Disputes as pages: the part of the record, one dispute, the list, the year, and their files."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from rightplace.casework.actions import complaints
from rightplace.casework.models import (
    AuditEvent,
    Dispute,
    DisputeState,
    Letter,
    Plan,
)
from rightplace.casework.queries.disputes import Wanted, all_disputes, year_of_disputes
from tests.conftest import County
from tests.web.test_changes import lines, on, queries_of

pytestmark = pytest.mark.django_db
TODAY: date = settings.TODAY


@pytest.fixture
def officer(county: County) -> Client:
    client = Client()
    client.force_login(county.user("officer"))
    return client


def step(dispute: Dispute, slug: str) -> str:
    return reverse("staff:dispute-step", args=[dispute.pk, slug])


def test_the_list_and_its_file_hold_the_same_disputes(county: County, officer: Client) -> None:
    rows = lines(officer.get(reverse("staff:dispute-list"), {"format": "csv"}))
    expected = all_disputes(county.user("officer"), Wanted(), as_of=TODAY)
    assert [row["next"] for row in rows] == [r.next.what if r.next else "" for r in expected]
    due = [row["due_on"] for row in rows if row["due_on"]]
    assert due == sorted(due)
    assert "closed" not in {row["state"] for row in rows}
    page = officer.get(reverse("staff:dispute-list")).content.decode()
    assert all(reverse("staff:dispute", args=[row.dispute.pk]) in page for row in expected)


def test_the_county_has_disputes_at_every_stage(county: County) -> None:
    rows = all_disputes(county.user("officer"), Wanted(closed=True), as_of=TODAY)
    assert {row.dispute.state for row in rows} >= {
        DisputeState.MEDIATION,
        DisputeState.APPEAL,
        DisputeState.COMPLYING,
        DisputeState.STAGE_1,
        DisputeState.STAGE_2,
        DisputeState.REMEDY,
        DisputeState.CLOSED,
    }
    order = next(row for row in rows if row.dispute.state == DisputeState.COMPLYING)
    assert order.next.due_on == TODAY + timedelta(25)


def test_filters_narrow_the_list_and_its_file_alike(officer: Client) -> None:
    wanted = {"kind": "complaint", "closed": "on", "format": "csv"}
    rows = lines(officer.get(reverse("staff:dispute-list"), wanted))
    assert {row["kind"] for row in rows} == {"complaint"}


def test_the_list_takes_as_many_queries_for_one_row_as_for_three(
    county: County, officer: Client
) -> None:
    user, at = county.user("officer"), AuditEvent.objects.latest("at").at
    plans = list(Plan.objects.live().filter(officer=user, person__disputes=None)[:2])
    address, wanted = reverse("staff:dispute-list"), {"state": "stage_1"}
    one = queries_of(officer, address, wanted)
    for plan in plans:
        complaints.receive_complaint(
            plan.person, plan=plan, asked="x", lead=user, on=TODAY, by=user, at=at
        )
    assert len(plans) == 2
    assert queries_of(officer, address, wanted) == one


def test_the_year_and_its_file_hold_the_same_figures(county: County, officer: Client) -> None:
    year = year_of_disputes(county.user("officer"), as_of=TODAY)
    page = officer.get(reverse("staff:dispute-year")).content.decode()
    assert f"of {year.decisions:,} decisions that could be" in page
    rows = lines(officer.get(reverse("staff:dispute-year"), {"format": "csv"}))
    ended = {r["what"]: r["value"] for r in rows if r["table"] == "How disputes ended"}
    assert ended == {each.label: str(count) for each, count in year.outcomes.items()}


def test_a_complaint_is_answered_with_letters(county: County, officer: Client) -> None:
    dispute = Dispute.objects.filter(
        state="stage_1", lead=county.user("officer"), person__lock=None
    )[0]
    assert officer.post(step(dispute, "acknowledge"), on(TODAY)).status_code == 302
    answer = {"finding": "upheld", "text": "We are sorry.", **on(TODAY)}
    assert officer.post(step(dispute, "answer"), answer).status_code == 302
    kinds = Letter.objects.filter(person=dispute.person).order_by("pk").values_list("kind")
    assert list(kinds) == [("complaint.acknowledged",), ("complaint.answered",)]
    dispute.refresh_from_db()
    assert (dispute.state, dispute.outcome) == ("remedy", "upheld")
    assert officer.get(step(dispute, "answer")).status_code == 404


def test_two_versions_of_a_description_are_shown(county: County, officer: Client) -> None:
    dispute = Dispute.objects.filter(state="appeal", lead=county.user("officer"))[0]
    given: dict[str, Any] = {"asked": "A", "position": "Ours", "version": dispute.version}
    assert officer.post(step(dispute, "describe"), given).status_code == 302
    page = officer.post(step(dispute, "describe"), {**given, "position": "Theirs"})
    assert "Both versions" in page.content.decode()


def test_an_auditor_reads_a_dispute_and_records_nothing(county: County) -> None:
    client = Client()
    client.force_login(county.user("auditor"))
    dispute = Dispute.objects.filter(state="complying", person__lock=None)[0]
    page = client.get(reverse("staff:dispute", args=[dispute.pk])).content.decode()
    assert "What the law asks" in page
    assert "Record what happened" not in page
    assert AuditEvent.objects.filter(action="dispute.open", person=dispute.person).exists()
