"""What changes and ends plans, as pages: the part of the record, its forms, the list and its file."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rightplace.casework.actions import amendments, circumstances
from rightplace.casework.actions.locks import lock_case
from rightplace.casework.models import (
    Amendment,
    AuditEvent,
    Ceasing,
    Letter,
    Person,
    Plan,
    Reassessment,
    Role,
    Setting,
    User,
)
from rightplace.casework.queries.changes import all_changes
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY: date = settings.TODAY


@pytest.fixture
def officer(county: County) -> Client:
    client = Client()
    client.force_login(county.user("officer"))
    return client


def lines(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def queries_of(client: Client, address: str, wanted: dict[str, str]) -> int:
    """How many queries a page takes, once the session is warm."""
    client.get(address, wanted)
    with CaptureQueriesContext(connection) as captured:
        client.get(address, wanted)
    return len(captured)


def on(day: date, name: str = "on") -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def quiet_plan(county: County) -> Plan:
    """A plan of the officer's with nothing under way, and nothing recorded since the autumn."""
    mine = Plan.objects.live().filter(officer=county.user("officer"), next_duty="review.annual")
    busy = mine.filter(events__happened_on__gte=date(2022, 10, 1))
    return mine.exclude(pk__in=busy).order_by("pk")[0]


def change(plan: Plan, slug: str) -> str:
    return reverse("staff:change", args=[plan.person_id, slug])


def test_the_list_and_its_file_hold_the_same_changes(county: County, officer: Client) -> None:
    rows = lines(officer.get(reverse("staff:change-list"), {"format": "csv"}))
    expected = all_changes(county.user("officer"), kind="", as_of=TODAY)
    assert [row["next"] for row in rows] == [row.what for row in expected]
    due = [row["due_on"] for row in rows if row["due_on"]]
    assert due == sorted(due)
    assert {row["kind"] for row in rows} >= {"ceasing", "move_in", "elsewhere", "budget"}
    page = officer.get(reverse("staff:change-list")).content.decode()
    assert all(row["surname"].replace("'", "&#39;") in page for row in rows)


def test_the_list_narrows_to_one_kind_and_its_look_is_recorded(officer: Client) -> None:
    wanted = {"kind": "ceasing", "format": "csv"}
    rows = lines(officer.get(reverse("staff:change-list"), wanted))
    assert {row["kind"] for row in rows} == {"ceasing"}
    assert AuditEvent.objects.filter(action="changes.list.download").exists()


def test_the_list_takes_as_many_queries_for_one_row_as_for_three(
    county: County, officer: Client
) -> None:
    user = county.user("officer")
    mine = Plan.objects.live().filter(officer=user, next_duty="review.annual").order_by("pk")
    Amendment.objects.all().delete()

    def ask(plan: Plan) -> None:
        at = AuditEvent.objects.latest("at").at
        amendments.propose_amendment(plan, why="x", changes="F", on=TODAY, by=user, at=at)

    address, wanted = reverse("staff:change-list"), {"kind": "amendment"}
    ask(mine[0])
    one = queries_of(officer, address, wanted)
    for plan in mine[1:3]:
        ask(plan)
    assert queries_of(officer, address, wanted) == one


def test_a_refusal_to_reassess_sends_its_letter_with_the_last_day_to_appeal(
    county: County, officer: Client
) -> None:
    plan = quiet_plan(county)
    asked = {"asked_by": "family", "why": "New diagnosis.", **on(TODAY - timedelta(9))}
    assert officer.post(change(plan, "reassessment-request"), asked).status_code == 302
    answer = {"reasons": "Assessed in the autumn.", **on(TODAY), "evidence": "The school's report"}
    shown = officer.post(change(plan, "reassessment-refuse"), {**answer, "preview": "yes"})
    assert shown["Content-Type"] == "application/pdf"
    assert Reassessment.objects.get(plan=plan).answer == ""
    assert officer.post(change(plan, "reassessment-refuse"), answer).status_code == 302
    letter = Letter.objects.get(plan=plan)
    assert (letter.kind, letter.last_day) == ("reassessment.refused", date(2023, 3, 31))
    assert Reassessment.objects.get(plan=plan).reasons == "Assessed in the autumn."
    assert "The school's report" in str(letter.content)
    assert officer.get(change(plan, "reassessment-agree")).status_code == 404


def test_a_consultation_on_ceasing_goes_to_the_family_and_to_the_setting(
    county: County, officer: Client
) -> None:
    plan = quiet_plan(county)
    given = {"ground": "not_necessary", "why": "Achieved.", "setting": "Larkfield", **on(TODAY)}
    assert officer.post(change(plan, "ceasing-consult"), given).status_code == 302
    assert sorted(Letter.objects.filter(plan=plan).values_list("kind", "recipient")) == [
        ("ceasing.consult", f"The parent or carer of {plan.person}"),
        ("ceasing.consult_setting", "The head teacher or principal, Larkfield"),
    ]


def test_a_day_to_come_is_refused_on_its_field(county: County, officer: Client) -> None:
    plan = quiet_plan(county)
    given = {"wanted": "An assistant", **on(TODAY + timedelta(1))}
    page = officer.post(change(plan, "budget-ask"), given)
    assert "It must be today or earlier" in page.content.decode()


def move(**more: Any) -> dict[str, Any]:
    school = Setting.objects.order_by("pk").first()
    return {
        "surname": "Quillfeather",
        "forename": "Nia",
        **on(date(2014, 5, 6), "birth_date"),
        "sex": "F",
        "ethnicity": "NOBT",
        "upn_unknown": "UN8",
        "from_la": "993",
        **on(date(2021, 9, 1), "starts_on"),
        **on(TODAY - timedelta(3), "moved_on"),
        "primary": "ASD",
        "setting": school.pk,
        "practicable": "yes",
        **more,
    }


def test_a_plan_that_moves_in_is_entered_with_its_child(county: County, officer: Client) -> None:
    user = county.user("officer")
    wrong = officer.post(reverse("staff:move-in"), move(officer=user.pk, upn="A1", from_la="9"))
    page = wrong.content.decode()
    assert "This is not a UPN" in page
    assert "three digits" in page
    sent = officer.post(reverse("staff:move-in"), move(officer=user.pk))
    person = Person.objects.get(surname="Quillfeather")
    assert sent["Location"] == reverse("staff:changes", args=[person.pk])
    assert person.plans.get().moved_in_from == "993"


def test_a_locked_child_is_not_found_by_a_upn(county: County) -> None:
    user = county.user("officer")
    hidden = Person.objects.visible_to(user).filter(lock=None).exclude(upn="").earliest("pk")
    at = AuditEvent.objects.latest("at").at
    lock_case(hidden, members=[], reason="Address", by=user, at=at)
    officers = User.objects.filter(role=Role.CASE_OFFICER, is_active=True)
    other = officers.exclude(locks__person=hidden).first()
    client = Client()
    client.force_login(other)
    given = {**move(officer=other.pk), "upn": hidden.upn, "upn_unknown": ""}
    page = client.post(reverse("staff:move-in"), given).content.decode()
    assert "Someone with this UPN is in the record already" in page
    assert hidden.surname not in page


def test_after_a_death_every_page_of_the_child_says_so_and_nothing_can_be_started(
    county: County, officer: Client
) -> None:
    plan, user = quiet_plan(county), county.user("officer")
    at = AuditEvent.objects.latest("at").at
    circumstances.record_death(plan.person, told_by="The school", on=TODAY, by=user, at=at)
    for name in ("staff:case", "staff:changes", "staff:disputes"):
        page = officer.get(reverse(name, args=[plan.person_id])).content.decode()
        assert f"{plan.person} died on 31 January 2023".replace("'", "&#39;") in page
    assert officer.get(change(plan, "reassessment-request")).status_code == 404


def test_an_auditor_reads_and_starts_nothing(county: County) -> None:
    client = Client()
    client.force_login(county.user("auditor"))
    row = Ceasing.objects.exclude(plan__person__lock__isnull=False)[0]
    page = client.get(reverse("staff:changes", args=[row.plan.person_id])).content.decode()
    assert "Ground (s45)" in page
    assert change(row.plan, "death") not in page
