"""Undoing an action, and correcting the day of an event."""

from datetime import date, timedelta

import pytest
from django.db import connection

from rightplace.casework.actions import assessments, requests, work
from rightplace.casework.actions.letters import Copy, Sending
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.actions.undo import correct_day, undo
from rightplace.casework.deadlines import drift
from rightplace.casework.models import (
    AuditEvent,
    CaseEvent,
    Request,
    Role,
    RowChange,
    User,
)
from tests.casework.record import MONDAY, NOON, a_request, a_user, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_record")]
DECIDED = MONDAY + timedelta(20)


def newest(action: str) -> AuditEvent:
    return AuditEvent.objects.filter(action=action).latest("pk")


def take_back(action: str, by: User) -> None:
    undo(newest(action), reason="The wrong child", by=by, at=NOON)


def kinds(request: Request) -> list[str]:
    return list(request.events.order_by("pk").values_list("kind", flat=True))


def test_a_decision_is_undone_with_its_row_its_event_and_its_deadline() -> None:
    officer = an_officer()
    request = a_request(officer)
    before = request.next_duty, request.next_due_on
    requests.decide_to_assess(request, on=DECIDED, by=officer, at=NOON)
    take_back("request.assess", officer)
    request = Request.objects.get()
    assert (request.outcome, request.outcome_on) == ("A", None)
    assert not hasattr(request, "assessment")
    assert (request.next_duty, request.next_due_on) == before
    assert kinds(request) == ["request_received"]
    assert CaseEvent.recorded.filter(request=request).count() == 2
    assert list(drift(as_of=NOON.date())) == []
    requests.decide_to_assess(request, on=DECIDED, by=officer, at=NOON)


def test_what_later_work_rests_on_is_undone_last() -> None:
    officer = an_officer()
    request = a_request(officer)
    requests.decide_to_assess(request, on=DECIDED, by=officer, at=NOON)
    assessment = Request.objects.get().assessment
    assessments.decide_to_issue(assessment, on=DECIDED, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match=r"assessment.agree. Undo that first"):
        take_back("request.assess", officer)
    take_back("assessment.agree", officer)
    take_back("request.assess", officer)
    assert kinds(request) == ["request_received"]


def test_an_action_is_undone_once_and_with_a_reason() -> None:
    officer = an_officer()
    person = a_request(officer).person
    work.add_task(person, title="Ring", owner=officer, due_on=MONDAY, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="Say why"):
        undo(newest("task.add"), reason=" ", by=officer, at=NOON)
    take_back("task.add", officer)
    assert not person.tasks.exists()
    with pytest.raises(ActionRefused, match="undone already"):
        take_back("task.add", officer)
    removed = RowChange.objects.filter(table="casework_task").latest("pk")
    assert removed.before["title"] == "Ring"


def test_what_a_letter_has_told_of_is_not_undone() -> None:
    officer = an_officer()
    request = a_request(officer)
    copy = Copy("decision.assess", "We will assess", "The parent", DECIDED, {}, b"%PDF", b"PK")
    requests.decide_to_assess(request, on=DECIDED, by=officer, at=NOON, ledger=Sending(copy))
    with pytest.raises(ActionRefused, match="A letter has told of it"):
        take_back("request.assess", officer)


def test_a_request_is_withdrawn_and_not_undone() -> None:
    officer = an_officer()
    a_request(officer)
    with pytest.raises(ActionRefused, match="a request is withdrawn"):
        take_back("request.receive", officer)
    assert CaseEvent.objects.count() == 1


def test_another_officer_cannot_undo_it_and_a_manager_can() -> None:
    officer, other = an_officer(), an_officer("officer-2")
    manager = a_user("manager", Role.TEAM_MANAGER, officer.team)
    person = a_request(officer).person
    work.add_task(person, title="Ring", owner=officer, due_on=MONDAY, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="or a team manager"):
        take_back("task.add", other)
    take_back("task.add", manager)
    assert not person.tasks.exists()


def test_a_corrected_day_moves_the_row_the_clock_and_the_deadline() -> None:
    officer = an_officer()
    request = a_request(officer)
    right = MONDAY - timedelta(7)
    correct_day(
        request.events.get(), on=right, reason="Stamped a week earlier", by=officer, at=NOON
    )
    request = Request.objects.get()
    assert (request.received_on, request.next_due_on) == (right, right + timedelta(42))
    assert list(request.events.values_list("happened_on", flat=True)) == [right]
    assert CaseEvent.recorded.count() == 2
    assert list(drift(as_of=NOON.date())) == []


def test_a_day_that_breaks_the_order_is_refused_and_nothing_is_written() -> None:
    officer = an_officer()
    request = a_request(officer)
    requests.decide_to_assess(request, on=DECIDED, by=officer, at=NOON)
    received = request.events.get(kind="request_received")
    with pytest.raises(ActionRefused):
        correct_day(received, on=DECIDED + timedelta(1), reason="No", by=officer, at=NOON)
    assert Request.objects.get().received_on == MONDAY
    assert CaseEvent.recorded.count() == 2


def test_the_day_of_a_row_without_notes_is_corrected_by_the_table() -> None:
    officer = an_officer()
    request = a_request(officer)
    requests.refuse_to_assess(request, on=DECIDED, by=officer, at=NOON)
    unnoted(request)
    refused = request.events.get(kind="refused_to_assess")
    day = DECIDED + timedelta(3)
    correct_day(refused, on=day, reason="Posted later", by=officer, at=NOON)
    request = Request.objects.get()
    assert (request.outcome_on, request.closed_on) == (day, day)


def unnoted(request: Request) -> None:
    """As the invented county leaves it: loaded in bulk, without notes of changes."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("delete from casework_rowchange")
        cursor.execute("set local session_replication_role = origin")


def test_two_copies_of_one_correction_are_one() -> None:
    officer = an_officer()
    event = a_request(officer).events.get()
    correct_day(event, on=date(2023, 12, 1), reason="One", by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="corrected already"):
        correct_day(event, on=date(2023, 12, 2), reason="Two", by=officer, at=NOON)
