"""The pages of advice: lists against their files, what each person is shown, what is sent."""

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions import requests
from rightplace.casework.actions.advice import Asked, ask_advisers, due_on
from rightplace.casework.models import (
    AdviceChase,
    AdviceRequest,
    AdviceService,
    AdviceText,
    AdviserTime,
    AuditEvent,
    Letter,
    Request,
    Requester,
)
from rightplace.casework.queries.advice import AdviceToGive, late_or_soon, open_advice
from rightplace.casework.queries.capacity import outlook
from rightplace.law.advisers import required_advisers
from rightplace.law.codes import Adviser
from rightplace.web.staff.advice.capacity import finding
from tests.casework.record import a_new_request, at
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def client_of(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


@pytest.fixture
def officer(county: County) -> Client:
    return client_of(county, "officer")


@pytest.fixture
def psychologist(county: County) -> Client:
    return client_of(county, "psychologist")


def lines(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def parts(name: str, day: date) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def tags(page: str, kind: str) -> list[str]:
    """The tags of one kind on a page, each on one line."""
    return [" ".join(tag.split()) for tag in re.findall(rf"<{kind}\b[^>]*>", page)]


def advisers_on(page: str, *, ticked: bool) -> set[str]:
    """The advisers who can be asked, or who are ticked."""
    boxes = [tag for tag in tags(page, "input") if 'name="advisers"' in tag]
    return {
        re.search(r'value="(\w+)"', tag)[1]  # type: ignore[index]
        for tag in boxes
        if " checked" in tag or not ticked
    }


def agreed(county: County, *, days_ago: int = 0) -> Request:
    """A new request of the officer that is to be assessed, as decided today or some days ago."""
    officer, decided = county.user("officer"), TODAY - timedelta(days_ago)
    case = a_new_request(officer, on=decided - timedelta(30), now=TODAY)
    requests.decide_to_assess(case, on=decided, by=officer, at=at(TODAY))
    return case


def test_the_form_ticks_whom_the_law_requires_and_takes_the_day_of_the_decision(
    county: County, officer: Client
) -> None:
    case = agreed(county)
    page = officer.get(reverse("staff:advice-ask", args=[case.pk])).content.decode()
    required = required_advisers(case.person.birth_date, (), TODAY)
    assert advisers_on(page, ticked=True) == set(required)
    assert advisers_on(page, ticked=False) == {adviser.value for adviser in Adviser}
    days = [tag for tag in tags(page, "input") if 'name="on-' in tag]
    assert [re.search(r'value="(\d+)"', tag)[1] for tag in days] == ["31", "1", "2023"]  # type: ignore[index]
    key = county.user("psychologist").pk
    assert f'<option value="{key}" selected>' in page


def answers(county: County, *advisers: str) -> dict[str, Any]:
    return {
        **parts("on", TODAY),
        "concerns": "Speech and friendships.",
        "advisers": advisers,
        "psychologist_who": str(county.user("psychologist").pk),
        "health_name": "Community paediatrics",
        "health_email": "cp@nhs.example",
    }


def ask_psychologist(county: County, case: Request) -> AdviceRequest:
    """The advice that the psychologist is asked for on the day of the decision."""
    (row,) = ask_advisers(
        case.assessment,
        asked=[Asked("psychologist", county.user("psychologist"))],
        concerns="Speech.",
        on=case.outcome_on,
        by=county.user("officer"),
        at=at(TODAY),
    )
    return row


def concerns_on(page: str) -> str:
    """What the form gives as known of the needs."""
    return re.search(r'<textarea[^>]*name="concerns"[^>]*>(.*?)</textarea>', page, re.S)[1].strip()  # type: ignore[index]


def test_the_words_of_the_request_are_given_until_advisers_were_told_others(
    county: County, officer: Client
) -> None:
    case = agreed(county)
    address = reverse("staff:advice-ask", args=[case.pk])
    assert concerns_on(officer.get(address).content.decode()) == ""
    Requester(
        request=case,
        name="Larkfield Primary School",
        asker="setting",
        channel="email",
        sought="An assessment",
        concerns="Reads no words yet.",
    ).save()
    assert concerns_on(officer.get(address).content.decode()) == "Reads no words yet."
    officer.post(address, answers(county, "health"))
    assert concerns_on(officer.get(address).content.decode()) == "Speech and friendships."


def test_asking_sends_a_letter_to_each_adviser(county: County, officer: Client) -> None:
    case = agreed(county)
    address = reverse("staff:advice-ask", args=[case.pk])
    chosen = ("family", "health", "psychologist")
    shown = officer.post(address, answers(county, *chosen) | {"preview": "yes"})
    assert shown["Content-Type"] == "application/pdf"
    assert not AdviceRequest.objects.filter(assessment__request=case).exists()
    response = officer.post(address, answers(county, *chosen))
    assert response.url == reverse("staff:advice", args=[case.person_id])
    rows = AdviceRequest.objects.filter(assessment__request=case).order_by("pk")
    assert [(r.adviser, r.requested_on) for r in rows] == [(each, TODAY) for each in chosen]
    sent = Letter.objects.filter(request=case, kind="advice.request").order_by("pk")
    assert [letter.recipient for letter in sent] == [
        f"The parent or carer of {case.person}",
        "Community paediatrics",
        "Petra Villanueva",
    ]
    left = advisers_on(officer.get(address).content.decode(), ticked=False)
    assert left == {adviser.value for adviser in Adviser} - set(chosen)


def test_whoever_is_asked_has_a_name(county: County, officer: Client) -> None:
    case = agreed(county)
    given = answers(county, "sensory")
    page = officer.post(reverse("staff:advice-ask", args=[case.pk]), given).content.decode()
    assert "Enter who is asked: teacher of children with sensory impairment" in page
    assert not AdviceRequest.objects.filter(assessment__request=case).exists()


def test_earlier_advice_is_shown_and_no_longer_asked_for(county: County, officer: Client) -> None:
    case = agreed(county)
    given = {"adviser": "psychologist", "given_by": "Dr Ames", **parts("dated", TODAY)}
    for who in ("giver", "authority", "family"):
        given |= parts(f"{who}_agreed_on", TODAY)
    officer.post(reverse("staff:advice-earlier", args=[case.pk]), given)
    page = officer.get(reverse("staff:advice", args=[case.person_id])).content.decode()
    assert "Earlier advice relied on" in page
    assert "Dr Ames" in page
    page = officer.get(reverse("staff:advice-ask", args=[case.pk])).content.decode()
    left = {adviser.value for adviser in Adviser} - {"psychologist"}
    assert advisers_on(page, ticked=False) == left


def test_before_the_decision_there_is_nothing_to_ask_for(county: County, officer: Client) -> None:
    case = a_new_request(county.user("officer"), on=TODAY, now=TODAY)
    assert officer.get(reverse("staff:advice-ask", args=[case.pk])).status_code == 404
    page = officer.get(reverse("staff:case", args=[case.person_id])).content.decode()
    assert reverse("staff:advice-ask", args=[case.pk]) not in page


@pytest.mark.parametrize("username", ["officer", "manager", "psychologist"])
def test_late_advice_and_its_file_are_what_the_record_holds(county: County, username: str) -> None:
    user, client = county.user(username), client_of(county, username)
    rows = lines(client.get(reverse("staff:advice-late"), {"format": "csv"}))
    expected = [
        (row.adviser, due_on(row.requested_on).isoformat())
        for row in late_or_soon(user, as_of=TODAY)
    ]
    assert [(row["adviser"], row["due_on"]) for row in rows] == expected != []
    narrowed = {"adviser": "psychologist", "standing": "late", "format": "csv"}
    late = lines(client.get(reverse("staff:advice-late"), narrowed))
    assert [row for row in rows if row["adviser"] == "psychologist" and row["state"] == "late"] == [
        row for row in late if row["state"] == "late"
    ]
    assert {row["adviser"] for row in late} == {"psychologist"}
    if username == "psychologist":
        assert {row["adviser"] for row in rows} == {"psychologist"}


def test_lists_take_as_many_queries_for_one_as_for_many(
    county: County, psychologist: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for days_ago in (0, 60):
        ask_psychologist(county, agreed(county, days_ago=days_ago))
    mine = AdviceToGive(county.user("psychologist"), as_of=TODAY)
    assert len(mine) > 1
    psychologist.get(reverse("staff:advice-to-give"))
    with django_assert_num_queries(8):
        psychologist.get(reverse("staff:advice-to-give"))
    keep = mine[:1][0].advice.pk
    AdviceRequest.objects.filter(assigned_to=county.user("psychologist")).exclude(pk=keep).update(
        assigned_to=None
    )
    with django_assert_num_queries(8):
        psychologist.get(reverse("staff:advice-to-give"))


def test_an_adviser_sees_only_what_they_were_asked(county: County, psychologist: Client) -> None:
    rows = lines(psychologist.get(reverse("staff:advice-to-give"), {"format": "csv"}))
    mine = open_advice().filter(assigned_to=county.user("psychologist"))
    assert [row["requested_on"] for row in rows] == [r.requested_on.isoformat() for r in mine]
    first = mine.first()
    assert first is not None
    before = AuditEvent.objects.filter(action="advice.sheet").count()
    page = psychologist.get(reverse("staff:advice-sheet", args=[first.pk])).content.decode()
    assert str(first.assessment.request.person) in page
    assert AuditEvent.objects.filter(action="advice.sheet").count() == before + 1
    child = reverse("staff:case", args=[first.assessment.request.person_id])
    assert psychologist.get(child).status_code == 404


def test_shared_advice_is_read_by_the_other_advisers_and_a_draft_by_nobody(
    county: County, officer: Client
) -> None:
    case = agreed(county)
    given = answers(county, "psychologist", "social_care")
    given["social_care_who"] = str(county.user("social-care").pk)
    officer.post(reverse("staff:advice-ask", args=[case.pk]), given)
    mine = AdviceRequest.objects.get(assessment__request=case, adviser="psychologist")
    theirs = AdviceRequest.objects.get(assessment__request=case, adviser="social_care")
    writer, reader = client_of(county, "psychologist"), client_of(county, "social-care")
    words = {
        "needs": "Needs as seen",
        "outcomes": "Outcomes aimed at",
        "shared": "on",
        "version": 0,
    }
    writer.post(reverse("staff:advice-write", args=[mine.pk]), words)
    sheet = reverse("staff:advice-sheet", args=[theirs.pk])
    one = reverse("staff:advice-one", args=[case.person_id, mine.pk])
    for client, address in ((reader, sheet), (officer, one)):
        assert "Needs as seen" not in client.get(address).content.decode()
    writer.post(reverse("staff:advice-submit", args=[mine.pk]), parts("on", TODAY))
    for client, address in ((reader, sheet), (officer, one)):
        assert "Needs as seen" in client.get(address).content.decode()
    assert writer.get(reverse("staff:advice-write", args=[mine.pk])).status_code == 404
    listed = {"given": "yes", "format": "csv"}
    given = lines(writer.get(reverse("staff:advice-to-give"), listed))
    assert given[0]["surname"] == "Newcomer"
    assert given[0]["state"] == "met"
    assert reader.get(reverse("staff:advice-sheet", args=[mine.pk])).status_code == 404


def test_provision_is_whole_or_not_there(county: County, psychologist: Client) -> None:
    row = open_advice().filter(assigned_to=county.user("psychologist"), text=None).first()
    assert row is not None
    address = reverse("staff:advice-write", args=[row.pk])
    words = {"needs": "N", "outcomes": "O", "version": 0, "what_1": "Group", "often_1": "Weekly"}
    page = psychologist.post(address, words).content.decode()
    assert "Enter for provision 1: given by whom, with which training" in page
    assert not AdviceText.objects.filter(advice=row).exists()
    psychologist.post(address, words | {"whom_1": "An assistant", "long_1": "Two terms"})
    text = AdviceText.objects.get(advice=row)
    assert text.provision == [
        {"what": "Group", "how_often": "Weekly", "by_whom": "An assistant", "how_long": "Two terms"}
    ]


def test_two_who_edit_one_draft_are_told(county: County, psychologist: Client) -> None:
    row = open_advice().filter(assigned_to=county.user("psychologist"), text=None).first()
    assert row is not None
    address = reverse("staff:advice-write", args=[row.pk])
    psychologist.post(address, {"needs": "First", "outcomes": "O", "version": 0})
    page = psychologist.post(address, {"needs": "Second", "outcomes": "O", "version": 0})
    assert "Someone else has changed this since you opened it" in page.content.decode()
    assert AdviceText.objects.get(advice=row).needs == "First"


def test_reminders_go_to_the_adviser_and_then_to_the_lead(county: County, officer: Client) -> None:
    user, address = county.user("officer"), reverse("staff:advice-chase")
    row = late_or_soon(user, as_of=TODAY).filter(chases=None).first()
    assert row is not None
    AdviceService.objects.filter(adviser=row.adviser).update(chases=1)
    if not AdviceService.objects.filter(adviser=row.adviser).exists():
        pytest.fail(f"the demonstration has no service for {row.adviser}")
    shown = officer.post(address, {"chosen": [row.pk], "preview": "yes"})
    assert shown["Content-Type"] == "application/pdf"
    assert not AdviceChase.objects.filter(advice=row).exists()
    for _ in range(2):
        officer.post(address, {"chosen": [row.pk]})
    sent = AdviceChase.objects.filter(advice=row).order_by("pk")
    lead = AdviceService.objects.get(adviser=row.adviser).lead_name
    assert [chase.escalated for chase in sent] == [False, True]
    assert sent[1].sent_to == lead
    assert [chase.letter.kind for chase in sent] == ["advice.reminder", "advice.escalation"]


def test_an_officer_cannot_remind_of_another_officers_advice(
    county: County, officer: Client
) -> None:
    other = open_advice().exclude(assessment__request__officer=county.user("officer")).first()
    assert other is not None
    before = AdviceChase.objects.count()
    officer.post(reverse("staff:advice-chase"), {"chosen": [other.pk]})
    assert AdviceChase.objects.count() == before


def test_the_outlook_and_its_file_agree_and_the_title_says_the_finding(county: County) -> None:
    client = client_of(county, "manager")
    service = AdviceService.objects.get(adviser=Adviser.PSYCHOLOGIST)
    found = outlook(service, as_of=TODAY)
    wanted = {"service": service.pk}
    rows = lines(client.get(reverse("staff:advice-capacity"), wanted | {"format": "csv"}))
    assert [(row["week_from"], int(row["asked"])) for row in rows] == [
        (week.starts.isoformat(), week.asked) for week in found.weeks
    ]
    assert rows[0]["week_from"] == "2023-02-06"
    near = found.weeks[:4]
    gap = sum(w.due for w in near) - sum(w.room for w in near)
    assert found.short() in (int(gap), int(gap) + 1)
    page = client.get(reverse("staff:advice-capacity"), wanted).content.decode()
    assert finding(found) in page
    assert "in the 4 weeks from 6 February" in finding(found)


def test_a_lead_keeps_their_own_service_and_a_manager_every_one(county: County) -> None:
    service = AdviceService.objects.get(adviser=Adviser.PSYCHOLOGIST)
    lead, manager = client_of(county, "psychologist"), client_of(county, "manager")
    given = {"name": "New adviser", "days_a_week": "2.5", **parts("starts_on", TODAY)}
    assert lead.post(reverse("staff:advice-time", args=[service.pk]), given).status_code == 302
    time = AdviserTime.objects.get(name="New adviser")
    ended = {"time": time.pk, **parts("on", TODAY + timedelta(30))}
    assert lead.post(reverse("staff:advice-time-end", args=[service.pk]), ended).status_code == 302
    time.refresh_from_db()
    assert time.ends_on == TODAY + timedelta(30)
    away = {"time": time.pk, "reason": "Leave", **parts("starts_on", TODAY),
            **parts("ends_on", TODAY - timedelta(1))}  # fmt: skip
    page = lead.post(reverse("staff:advice-absence", args=[service.pk]), away).content.decode()
    assert "The absence cannot end before it starts." in page
    change = {"name": "EPS", "lead_name": "A", "lead_email": "a@b.example", "chases": 3,
              "hours": "12.5", "version": service.version}  # fmt: skip
    address = reverse("staff:advice-service", args=[service.pk])
    assert manager.post(address, change).status_code == 302
    service.refresh_from_db()
    assert (service.name, service.chases, float(service.hours)) == ("EPS", 3, 12.5)
    page = manager.post(address, change).content.decode()
    assert "Someone else has changed this since you opened it" in page
    assert lead.get(address).status_code == 404
    again = change | {"adviser": Adviser.PSYCHOLOGIST}
    page = manager.post(reverse("staff:advice-service-add"), again).content.decode()
    assert "There is a service for this kind of advice already" in page
