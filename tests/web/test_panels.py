"""Decisions and panels as pages: lists and their files, letters with their copies, members' sight."""

import csv
import io
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from rightplace.casework.actions import advice, decisions, panels, requests
from rightplace.casework.actions.advice import Advice, Asked, Provision
from rightplace.casework.actions.locks import lock_case
from rightplace.casework.models import (
    AuditEvent,
    CaseEvent,
    Decision,
    ItemQuestion,
    Letter,
    PanelItem,
    PanelMember,
    Person,
    Question,
    Request,
    Route,
    Sitting,
)
from rightplace.casework.queries.decisions import proposals, waiting
from tests.casework.record import a_new_request
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY
NOON = datetime(2023, 1, 31, 12, tzinfo=UTC)
DAY = {"on-day": TODAY.day, "on-month": TODAY.month, "on-year": TODAY.year}


def signed_in(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


@pytest.fixture
def officer(county: County) -> Client:
    return signed_in(county, "officer")


@pytest.fixture
def manager(county: County) -> Client:
    return signed_in(county, "manager")


@pytest.fixture
def member(county: County) -> Client:
    return signed_in(county, "panel")


def lines(response: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))  # type: ignore[attr-defined]


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def coming() -> Sitting:
    """The next sitting of the plan panel, whose agenda is published."""
    return Sitting.objects.get(panel__name="Plan panel", status="published")


def list_another(county: County, sitting: Sitting) -> None:
    """Put a fresh case of the officer's on an agenda of the plan panel."""
    officer = county.user("officer")
    how = {"by": officer, "at": NOON}
    person = Person.objects.visible_to(officer).filter(requests=None).first()
    case = requests.receive_request(
        person, received_on=TODAY - timedelta(60), source="2", officer=officer, **how
    )
    requests.decide_to_assess(case, on=TODAY - timedelta(30), **how)
    panels.list_request(sitting, request=case, question=ItemQuestion.ISSUE, **how)


def assessed(county: County, surname: str) -> Request:
    """A case of the officer's that is drafted and has to be decided within a week."""
    officer = county.user("officer")
    how = {"by": officer, "at": NOON}
    case = a_new_request(officer, on=TODAY - timedelta(105), now=TODAY, surname=surname)
    requests.decide_to_assess(case, on=TODAY - timedelta(70), **how)
    decisions.start_decision(case, question=Question.ISSUE, outcome="no", **how)
    return case


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# Lists


def test_decisions_waiting_and_their_file_hold_every_undecided_question(
    county: County, officer: Client
) -> None:
    rows = lines(officer.get(reverse("staff:decisions"), {"format": "csv"}))
    user = county.user("officer")
    open_ones = Request.objects.visible_to(user).open().filter(assessment__agreed_on__isnull=True)
    assert sorted(r["surname"] for r in rows) == sorted(
        open_ones.values_list("person__surname", flat=True)
    )
    limits = [row["decide_by"] for row in rows]
    assert limits == sorted(limits)
    look = AuditEvent.objects.latest("pk")
    assert look.action == "decisions.waiting.download"
    assert look.detail["people"] == sorted(set(open_ones.values_list("person", flat=True)))


@pytest.mark.parametrize("state", ["none", "gaps", "complete", "listed", "decided", "no_slot"])
def test_a_state_narrows_the_list_and_its_file_alike(
    county: County, officer: Client, state: str
) -> None:
    rows = lines(officer.get(reverse("staff:decisions"), {"state": state, "format": "csv"}))
    page = text(officer.get(reverse("staff:decisions"), {"state": state}))
    found = waiting(county.user("officer"), as_of=TODAY)
    expected = {
        "none": [w for w in found if w.draft is None],
        "gaps": [w for w in found if w.draft and w.problems],
        "complete": [w for w in found if w.draft and not w.problems],
        "listed": [w for w in found if w.item],
        "decided": [w for w in found if w.decided],
        "no_slot": [w for w in found if not w.item and not w.decided and not w.slot.in_time],
    }[state]
    assert [row["surname"] for row in rows] == [w.request.person.surname for w in expected]
    assert page.count('<th scope="row"') == len(expected)


def test_lists_take_as_many_queries_for_one_row_as_for_three(
    county: County, manager: Client, member: Client
) -> None:
    sitting = coming()
    pages = [
        (manager, reverse("staff:sitting", args=[sitting.pk])),
        (manager, reverse("staff:decisions")),
        (manager, reverse("staff:panels")),
        (member, reverse("staff:my-agenda", args=[sitting.pk])),
    ]
    while sitting.items.filter(state="listed").count() < 3:
        list_another(county, sitting)
    with_three = [queries(client, address) for client, address in pages]
    how = {"by": county.user("manager"), "at": NOON}
    for item in list(sitting.items.filter(state="listed"))[1:]:
        panels.remove_item(item, reason="Withdrawn", **how)
    assert [queries(client, address) for client, address in pages] == with_three


def test_sittings_and_their_file_say_how_full_each_is(manager: Client) -> None:
    rows = lines(manager.get(reverse("staff:panels"), {"format": "csv"}))
    counted = Sitting.objects.annotate(n=Count("items")).order_by("-day", "pk")
    assert [(r["panel"], r["day"]) for r in rows] == [
        (s.panel.name, s.day.isoformat()) for s in counted
    ]
    panel = coming().panel
    (row,) = [r for r in rows if r["panel"] == panel.name and r["status"] == "published"]
    listed = coming().items.filter(state="listed").count()
    assert (row["day"], row["to_decide"], row["takes"]) == ("2023-02-02", str(listed), "5")
    page = text(manager.get(reverse("staff:panels"), {"panel": panel.pk}))
    finding = "None of the next 4 sittings is full; the first with room is 2 February 2023"
    assert f"{finding}, for {5 - listed} more cases" in page


def test_the_agenda_and_its_file_hold_the_cases_that_someone_may_see(
    county: County, manager: Client
) -> None:
    sitting = coming()
    other = signed_in(county, "officer")
    hidden = sitting.items.filter(state="listed").first()
    # A lock that names the officer alone takes the case out of the manager's sight.
    lock_case(
        hidden.request.person, members=[], reason="Address", by=county.user("officer"), at=NOON
    )
    address = reverse("staff:sitting", args=[sitting.pk])
    names = {
        who: {r["surname"] for r in lines(client.get(address, {"format": "csv"}))}
        for who, client in (("manager", manager), ("officer", other))
    }
    assert names["officer"] - names["manager"] == {hidden.request.person.surname}
    assert "1 case of other teams not shown" in text(manager.get(address))
    assert hidden.request.person.surname not in text(manager.get(address))
    assert manager.get(reverse("staff:panel-item", args=[hidden.pk])).status_code == 404


# Deciding


def complete_refusal() -> Decision:
    """A complete draft about assessing, on which no panel has decided."""
    drafts = Decision.objects.filter(told_on=None, question="assess").exclude(reasons="")
    return drafts.exclude(panel_items__state="decided").first()


def test_a_refusal_goes_out_with_its_copies_and_its_last_day(
    county: County, manager: Client
) -> None:
    decision = complete_refusal()
    decisions.draft_decision(
        decision,
        version=decision.version,
        outcome="no",
        may_need_plan="no",
        support="The school: reading each day",
        route="delegated",
        by=county.user("manager"),
        at=NOON,
    )
    address = reverse("staff:decision-tell", args=[decision.pk])
    given = {
        **DAY,
        "version": decision.version,
        "to_young_person": "no",
        "setting": "Larkfield Primary School",
        "health": "The integrated care board",
    }
    shown = manager.post(address, {**given, "preview": "yes"})
    assert shown["Content-Type"] == "application/pdf"
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(shown.content)).pages)
    assert "Friday 31 March 2023" in " ".join(words.split())
    assert Letter.objects.filter(request=decision.request).count() == 0
    assert "Name the setting" in text(manager.post(address, {**given, "setting": ""}))
    assert manager.post(address, given).status_code == 302
    letters = Letter.objects.filter(request=decision.request).order_by("pk")
    assert [
        (letter.kind, letter.last_day and letter.last_day.isoformat()) for letter in letters
    ] == [
        ("decision.refuse_to_assess", "2023-03-31"),
        ("decision.refuse_to_assess.copy", None),
        ("decision.refuse_to_assess.copy", None),
    ]
    assert [letter.recipient for letter in letters][1:] == [
        "Larkfield Primary School",
        "The integrated care board",
    ]
    assert CaseEvent.objects.filter(request=decision.request).latest("pk").kind == (
        "refused_to_assess"
    )
    page = text(manager.get(reverse("staff:assessment", args=[decision.request.person_id])))
    assert "31 Mar 2023" in page
    assert manager.get(address).status_code == 404


def test_a_preview_says_what_is_missing(county: County, officer: Client) -> None:
    user = county.user("officer")
    case = a_new_request(user, on=TODAY - timedelta(30), now=TODAY)
    gaps = decisions.start_decision(
        case, question=Question.ASSESS, outcome="no", route=Route.DELEGATED, by=user, at=NOON
    )
    address = reverse("staff:decision-tell", args=[gaps.pk])
    given = {**DAY, "version": 1, "to_young_person": "no", "no_setting": "on", "health": "ICB"}
    for more in ({"preview": "yes"}, {}):
        assert "Give the reasons in plain words" in text(officer.post(address, {**given, **more}))
    assert Letter.objects.filter(request=gaps.request).count() == 0


def test_two_who_edit_a_draft_at_once_are_shown_both(county: County, officer: Client) -> None:
    draft = Decision.objects.filter(told_on=None, question="assess", panel_items=None).first()
    draft = draft or Decision.objects.filter(told_on=None, question="assess").first()
    address = reverse("staff:decide-assess", args=[draft.request_id])
    given = {"version": draft.version, "outcome": draft.outcome, "route": "delegated"}
    assert officer.post(address, {**given, "reasons": "First words"}).status_code == 302
    page = text(officer.post(address, {**given, "reasons": "Second words"}))
    assert "Someone else has changed this" in page
    assert "First words" in page
    assert "Second words" in page
    draft.refresh_from_db()
    assert draft.reasons == "First words"


def test_minutes_open_as_pdf_and_as_word(county: County, manager: Client) -> None:
    held = Sitting.objects.filter(status="held").first()
    item = held.items.filter(state="decided").get()
    for kind in ("pdf", "docx"):
        made = manager.get(reverse("staff:sitting-minutes", args=[held.pk, kind]))
        if kind == "pdf":
            words = " ".join(p.extract_text() for p in PdfReader(BytesIO(made.content)).pages)
        else:
            words = " ".join(p.text for p in Document(BytesIO(made.content)).paragraphs)
        assert f"Minutes of the {held.panel.name}" in words
        assert str(item.request.person) in words
    address = reverse("staff:sitting-minutes", args=[held.pk, "txt"])
    assert manager.get(address).status_code == 404


# Members


def test_papers_hold_advice_as_it_was_submitted_and_no_draft(
    county: County, member: Client
) -> None:
    case, sitting = assessed(county, "Alderton"), coming()
    manager, psychologist = county.user("manager"), county.user("psychologist")
    item = panels.list_request(
        sitting, request=case, question=ItemQuestion.ISSUE, by=manager, at=NOON
    )
    given = [Asked("psychologist", psychologist), Asked("health", county.user("health"))]
    rows = advice.ask_advisers(
        case.assessment,
        asked=given,
        concerns="Speech.",
        on=TODAY - timedelta(70),
        by=manager,
        at=NOON,
    )
    for row, needs in zip(rows, ("Says few words", "Still being written"), strict=True):
        swims = Provision("Swimming & play", "weekly", "A coach", "a year")
        words = Advice(needs, "Says what she wants", (swims,), shared=False)
        advice.write_advice(row, words=words, version=0, by=row.assigned_to, at=NOON)
    page = reverse("staff:my-item", args=[item.pk])
    assert "Says few words" not in text(member.get(page))
    advice.submit_advice(rows[0], on=TODAY, by=psychologist, at=NOON)
    shown = text(member.get(page))
    for words in ("Advice: Educational psychologist", "Says few words", "Swimming &amp; play"):
        assert words in shown
    assert "Still being written" not in shown


def test_an_interest_hides_the_papers_and_the_name(county: County, member: Client) -> None:
    item = coming().items.filter(state="listed").first()
    papers = reverse("staff:my-item", args=[item.pk])
    agenda = reverse("staff:my-agenda", args=[item.sitting_id])
    name = item.request.person.surname
    assert name in text(member.get(papers))
    given = {"nature": "The child's aunt teaches at my school"}
    assert member.post(reverse("staff:my-interest", args=[item.pk]), given).status_code == 302
    assert member.get(papers).status_code == 404
    assert name not in text(member.get(agenda))
    assert name not in [r["surname"] for r in lines(member.get(agenda, {"format": "csv"}))]
    psychologist = signed_in(county, "psychologist")
    assert name in text(psychologist.get(papers))


def test_papers_close_a_fortnight_after_the_sitting_and_for_those_without_a_seat(
    county: County, member: Client
) -> None:
    item = coming().items.filter(state="listed").first()
    papers = reverse("staff:my-item", args=[item.pk])
    assert member.get(papers).status_code == 200
    PanelMember.objects.filter(user=county.user("panel")).update(user=county.user("finance"))
    assert member.get(papers).status_code == 404
    PanelMember.objects.filter(user=county.user("finance")).update(user=county.user("panel"))
    for days, status in ((14, 200), (15, 404)):
        Sitting.objects.filter(pk=item.sitting_id).update(day=TODAY - timedelta(days))
        assert member.get(papers).status_code == status


def test_a_locked_record_is_on_no_members_agenda(county: County, member: Client) -> None:
    item = coming().items.filter(state="listed").first()
    lock_case(item.request.person, members=[], reason="X", by=county.user("officer"), at=NOON)
    agenda = text(member.get(reverse("staff:my-agenda", args=[item.sitting_id])))
    assert item.request.person.surname not in agenda
    assert member.get(reverse("staff:my-item", args=[item.pk])).status_code == 404


def test_an_unpublished_agenda_is_nobodys_papers(county: County, member: Client) -> None:
    planned = Sitting.objects.filter(status="planned").first()
    assert member.get(reverse("staff:my-agenda", args=[planned.pk])).status_code == 404
    shown = text(member.get(reverse("staff:my-sittings")))
    assert f"/my-sittings/{planned.pk}/" not in shown


def test_filling_an_agenda_lists_what_is_proposed(county: County, manager: Client) -> None:
    sitting = coming()
    how = {"by": county.user("manager"), "at": NOON}
    for item in sitting.items.filter(state="listed"):
        panels.remove_item(item, reason="Start again", **how)
    cases = [assessed(county, surname) for surname in ("Alderton", "Birchall")]
    address = reverse("staff:sitting-fill", args=[sitting.pk])
    shown = proposals(county.user("manager"), sitting, as_of=TODAY)
    keys = [str(row.request.pk) for row in shown]
    assert {str(case.pk) for case in cases} <= set(keys)
    assert text(manager.get(address)).count('type="checkbox"') == len(keys)
    assert manager.post(address, {"cases": keys}).status_code == 302
    listed = PanelItem.objects.filter(sitting=sitting, state="listed").order_by("position")
    assert [str(item.request_id) for item in listed] == keys
