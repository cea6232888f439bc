"""Asking, relying on earlier advice, giving, excusing and reminding: what each writes and refuses."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.access import locked_from
from rightplace.casework.actions import advice, assessments, capacity, locks, requests
from rightplace.casework.actions.advice import Advice, Asked, Provision
from rightplace.casework.actions.letters import Copy
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.deadlines import clocks_of, clocks_of_requests
from rightplace.casework.models import (
    AdviceChase,
    AdviceExcuseRecord,
    AdviceRequest,
    AdviceService,
    AdviceText,
    Assessment,
    AuditEvent,
    Letter,
    Person,
    Role,
    User,
)
from rightplace.casework.queries.advice import (
    AdviceToGive,
    OpenAdviceRows,
    Standing,
    advice_seen_by,
    asked_until,
    by_service,
    decided_on,
    late_or_soon,
    open_advice,
)
from rightplace.casework.queries.capacity import next_monday, outlook
from rightplace.law.clock import State, latest
from tests.casework.record import MONDAY, a_child, a_request, a_user, an_officer, at

pytestmark = pytest.mark.usefixtures("empty_record")

DECIDED = MONDAY + timedelta(30)
DUE = DECIDED + timedelta(42)
WORDS = Advice(
    needs="Loses the thread of longer instructions.",
    outcomes="Follows three steps by July.",
    provision=(Provision("Language group", "Twice a week", "A trained assistant", "Two terms"),),
    shared=True,
)


def how(by: User, on: date = DECIDED) -> dict[str, Any]:
    return {"by": by, "at": at(on)}


def an_assessment(officer: User, person: Person | None = None, on: date = MONDAY) -> Assessment:
    request = a_request(officer, person, on=on)
    decided = on + (DECIDED - MONDAY)
    return requests.decide_to_assess(request, on=decided, **how(officer, decided))


def asked(officer: User, *who: Asked, assessment: Assessment | None = None) -> list[AdviceRequest]:
    assessment = assessment or an_assessment(officer)
    return advice.ask_advisers(
        assessment, asked=who, concerns="Speech.", on=decided_on(assessment), **how(officer)
    )


def a_copy(kind: str = "advice.reminder") -> Copy:
    return Copy(kind, "Reminder", "Petra", DECIDED, {"subject": "x"}, b"%PDF", b"PK")


def state(row: AdviceRequest, on: date) -> State:
    clock = latest(clocks_of(row.assessment.request, as_of=on), "advice.reply", row.adviser)
    assert clock is not None
    return clock.state


def test_each_adviser_who_is_asked_has_a_clock_of_their_own() -> None:
    officer = an_officer()
    psychologist = a_user("psy", Role.PSYCHOLOGIST)
    rows = asked(
        officer,
        Asked("psychologist", psychologist),
        Asked("health", name="Community paediatrics", email="cp@nhs.example"),
    )
    assert [(r.adviser, r.assigned_to, r.requested_on) for r in rows] == [
        ("psychologist", psychologist, DECIDED),
        ("health", None, DECIDED),
    ]
    assert (rows[1].ask.name, rows[1].ask.email, rows[1].ask.concerns) == (
        "Community paediatrics",
        "cp@nhs.example",
        "Speech.",
    )
    assert advice.due_on(DECIDED) == DUE
    advice.write_advice(rows[0], words=WORDS, version=0, **how(psychologist))
    advice.submit_advice(rows[0], on=DUE, **how(psychologist, DUE))
    assert [state(row, DUE + timedelta(1)) for row in rows] == [State.MET, State.LATE]
    request = rows[0].assessment.request
    request.refresh_from_db()
    assert (request.next_duty, request.next_due_on) == (
        "first_plan.final_plan",
        MONDAY + timedelta(140),
    )


def test_all_are_asked_or_none() -> None:
    officer = an_officer()
    assessment = an_assessment(officer)
    asked(officer, Asked("health"), assessment=assessment)
    with pytest.raises(ActionRefused, match="asked in this assessment already"):
        asked(officer, Asked("setting"), Asked("health"), assessment=assessment)
    assert [row.adviser for row in assessment.advice.all()] == ["health"]
    with pytest.raises(ActionRefused, match="Select at least one adviser"):
        asked(officer, assessment=assessment)


def test_earlier_advice_needs_three_agreements_and_is_then_not_sought_again() -> None:
    officer = an_officer()
    assessment = an_assessment(officer)
    agreed = {
        "given_by": "Dr Ruth Ames",
        "dated": MONDAY,
        "giver_agreed_on": MONDAY,
        "authority_agreed_on": DECIDED,
    }

    def rely(adviser: str, family: date) -> None:
        advice.rely_on_earlier_advice(
            assessment, adviser=adviser, family_agreed_on=family, **agreed, **how(officer)
        )

    with pytest.raises(ActionRefused, match="cannot be dated after today"):
        rely("psychologist", DECIDED + timedelta(1))
    with pytest.raises(ActionRefused, match="Nobody can agree before the advice was given"):
        rely("psychologist", MONDAY - timedelta(1))
    rely("psychologist", DECIDED)
    with pytest.raises(ActionRefused, match=r"not sought again \(reg 6\(4\)\): Educational psych"):
        asked(officer, Asked("psychologist"), assessment=assessment)
    asked(officer, Asked("health"), assessment=assessment)
    with pytest.raises(ActionRefused, match="has been asked in this assessment already"):
        rely("health", DECIDED)
    assert [row.adviser for row in assessment.earlier_advice.all()] == ["psychologist"]


def test_a_draft_is_edited_by_one_at_a_time_and_given_once() -> None:
    officer, psychologist = an_officer(), a_user("psy", Role.PSYCHOLOGIST)
    (row,) = asked(officer, Asked("psychologist", psychologist))
    with pytest.raises(ActionRefused, match="Write the advice first"):
        advice.submit_advice(row, on=DECIDED, **how(psychologist))
    empty = Advice("", "", (), False)
    text = advice.write_advice(row, words=empty, version=0, **how(psychologist))
    with pytest.raises(ActionRefused, match="Write the needs and the outcomes"):
        advice.submit_advice(row, on=DECIDED, **how(psychologist))
    advice.write_advice(row, words=WORDS, version=1, **how(psychologist))
    with pytest.raises(EditConflict):
        advice.write_advice(row, words=empty, version=1, **how(psychologist))
    with pytest.raises(ActionRefused, match="Advice cannot come before it was asked for"):
        advice.submit_advice(row, on=DECIDED - timedelta(1), **how(psychologist))
    row.refresh_from_db()
    advice.submit_advice(row, on=DECIDED, **how(psychologist))
    with pytest.raises(ActionRefused, match="received already"):
        advice.write_advice(row, words=WORDS, version=2, **how(psychologist))
    text.refresh_from_db()
    row.refresh_from_db()
    assert row.received_on == DECIDED
    assert (text.needs, advice.provision_of(text), text.submitted_at, text.version) == (
        WORDS.needs,
        WORDS.provision,
        at(DECIDED),
        2,
    )


@pytest.mark.parametrize(
    ("reason", "starts", "ends", "refusal"),
    [
        ("missed_appointment", 10, 10, None),
        ("exceptional_circumstances", 42, 60, None),
        ("exceptional_circumstances", 43, 60, "no day falls between"),
        ("away_from_area", 1, 28, None),
        ("away_from_area", 1, 27, "only 27 of 28 days fall"),
        ("missed_appointment", 12, 11, "cannot end before it starts"),
        ("missed_appointment", 70, 70, "has not begun yet"),
    ],
)
def test_an_excuse_lifts_the_six_weeks_where_its_dates_do(
    reason: str, starts: int, ends: int, refusal: str | None
) -> None:
    officer = an_officer()
    (row, other) = asked(officer, Asked("health", name="CP"), Asked("setting", name="School"))
    claim = {
        "reason": reason,
        "starts_on": DECIDED + timedelta(starts),
        "ends_on": DECIDED + timedelta(ends),
        "evidence": "Letter of the clinic",
    }
    now = DECIDED + timedelta(60)
    if refusal is not None:
        with pytest.raises(ActionRefused, match=refusal):
            advice.claim_excuse(row, **claim, **how(officer, now))
        assert not AdviceExcuseRecord.objects.exists()
        assert state(row, now) is State.LATE
        return
    advice.claim_excuse(row, **claim, **how(officer, now))
    assert (state(row, now), state(other, now)) == (State.EXCUSED_OPEN, State.LATE)
    request = row.assessment.request
    listed = clocks_of_requests([request], as_of=now)[request.pk]
    assert listed == clocks_of(request, as_of=now)


def test_a_reminder_is_kept_as_a_letter_and_counted() -> None:
    officer = an_officer()
    (row,) = asked(officer, Asked("health", name="CP"))
    now = DUE + timedelta(3)
    capacity.add_service(
        AdviceService(
            adviser="health",
            name="Children's health",
            lead_name="The DCO",
            lead_email="dco@nhs.example",
            chases=1,
            hours=Decimal(6),
        ),
        **how(officer),
    )
    before = OpenAdviceRows(open_advice(), now)[:1][0]
    assert (before.chased, before.escalates, before.threatens) == (0, False, False)
    advice.chase(row, copy=a_copy(), sent_to="CP", escalated=False, **how(officer, now))
    after = OpenAdviceRows(open_advice(), now)[:1][0]
    assert (after.chased, after.escalates, after.clock.days_late) == (1, True, 3)
    letter, kept = Letter.objects.get(), AdviceChase.objects.get()
    assert (letter.request, letter.person) == (
        row.assessment.request,
        row.assessment.request.person,
    )
    assert (kept.letter, kept.sent_to, kept.escalated, kept.sent_on) == (letter, "CP", False, now)
    (standing,) = by_service([after])
    assert (standing.name, standing.late, standing.worst_days, standing.chases) == (
        "Children's health",
        1,
        3,
        1,
    )
    assessments.receive_advice(row, on=now, **how(officer, now))
    with pytest.raises(ActionRefused, match="received already"):
        advice.chase(row, copy=a_copy(), sent_to="CP", escalated=True, **how(officer, now))


def test_what_is_late_or_due_soon_turns_on_its_days() -> None:
    officer = an_officer()
    asked(officer, Asked("health", name="CP"))
    found = {
        days: [s for s in (Standing.LATE, Standing.SOON) if open_advice().filter(
            asked_until(DUE + timedelta(days), s)).exists()]
        for days in (-15, -14, 0, 1)
    }  # fmt: skip
    assert found == {-15: [], -14: [Standing.SOON], 0: [Standing.SOON], 1: [Standing.LATE]}


def test_late_advice_threatens_the_plan_when_fewer_than_six_weeks_are_left() -> None:
    officer = an_officer()
    asked(officer, Asked("health", name="CP"))
    limit = MONDAY + timedelta(140)
    threatens = {
        left: OpenAdviceRows(open_advice(), limit - timedelta(left))[:1][0].threatens
        for left in (42, 41, -1)
    }
    assert threatens == {42: False, 41: True, -1: True}


def test_a_delay_says_why_and_when_and_moves_no_clock() -> None:
    officer = an_officer()
    (row,) = asked(officer, Asked("health", name="CP"))
    now = DUE + timedelta(1)
    with pytest.raises(ActionRefused, match="Give a day after today"):
        advice.expect_late(row, reason="Ill", expected_on=now, **how(officer, now))
    advice.expect_late(row, reason="Ill", expected_on=now + timedelta(5), **how(officer, now))
    shown = OpenAdviceRows(open_advice(), now)[:1][0]
    assert shown.delay is not None
    assert (shown.delay.reason, shown.delay.expected_on) == ("Ill", now + timedelta(5))
    assert (shown.clock.due_on, shown.clock.state) == (DUE, State.LATE)


def test_an_adviser_sees_what_they_were_asked_and_a_lead_their_service() -> None:
    officer, other = an_officer("a"), an_officer("b")
    mine, lead = a_user("psy", Role.PSYCHOLOGIST), a_user("head", Role.PSYCHOLOGIST)
    (first, _) = asked(officer, Asked("psychologist", mine), Asked("health", name="CP"))
    (second,) = asked(
        other, Asked("psychologist", lead), assessment=an_assessment(other, a_child(other, "Ek"))
    )
    service = AdviceService(
        adviser="psychologist",
        name="Psychology",
        lead=lead,
        lead_name="Head",
        lead_email="h@x.example",
        hours=Decimal(14),
    )
    capacity.add_service(service, **how(officer))
    assert [r.advice for r in AdviceToGive(mine, as_of=DECIDED)] == [first]
    assert set(advice_seen_by(lead)) == {first, second}
    assert set(advice_seen_by(mine)) == set()
    assert {row.adviser for row in advice_seen_by(officer)} == {"psychologist", "health"}
    assert list(Person.objects.visible_to(mine)) == [first.assessment.request.person]
    person = first.assessment.request.person
    locks.lock_case(person, members=[], reason="Address", **how(officer))
    assert list(locked_from(mine).values_list("person", flat=True)) == [person.pk]
    assert [r.advice for r in AdviceToGive(mine, as_of=DECIDED)] == []
    assert set(advice_seen_by(lead)) == {second}


def test_an_adviser_whom_a_lock_does_not_name_is_not_asked_here() -> None:
    officer, psychologist = an_officer(), a_user("psy", Role.PSYCHOLOGIST)
    assessment = an_assessment(officer)
    locks.lock_case(assessment.request.person, members=[], reason="Address", **how(officer))
    with pytest.raises(ActionRefused, match="the lock does not name the adviser"):
        asked(officer, Asked("psychologist", psychologist), assessment=assessment)
    (row,) = asked(officer, Asked("psychologist", name="Dr Ames"), assessment=assessment)
    with pytest.raises(ActionRefused, match="the lock does not name the adviser"):
        advice.assign_advice(row, to=psychologist, **how(officer))


def test_lists_take_as_many_queries_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    officer, mine = an_officer(), a_user("psy", Role.PSYCHOLOGIST)
    for surname in ("Aa", "Bb", "Cc"):
        assessment = an_assessment(officer, a_child(officer, surname))
        asked(officer, Asked("psychologist", mine), assessment=assessment)
    now = DUE + timedelta(1)
    for size in (1, 3):
        with django_assert_num_queries(7):
            assert len(OpenAdviceRows(late_or_soon(officer, as_of=now), now)[:size]) == size
        with django_assert_num_queries(4):
            assert len(AdviceToGive(mine, as_of=now)[:size]) == size


def test_the_outlook_sets_what_is_due_and_expected_against_the_time_there_is() -> None:
    officer = an_officer()
    today = DUE - timedelta(3)
    service = AdviceService(
        adviser="psychologist", name="Psychology", lead_name="H", lead_email="h@x.example",
        hours=Decimal(14),
    )  # fmt: skip
    capacity.add_service(service, **how(officer))
    first = next_monday(today)
    time = capacity.add_time(
        service, name="P", days_a_week=Decimal(4), starts_on=MONDAY, ends_on=None, **how(officer)
    )
    away = first + timedelta(weeks=1)
    capacity.add_absence(
        time, starts_on=away, ends_on=away + timedelta(1), reason="Leave", **how(officer)
    )
    asked(officer, Asked("psychologist", name="P"))
    an_assessment(officer, a_child(officer, "Nobody asked"))
    refused = a_request(officer, a_child(officer, "Refused"))
    requests.refuse_to_assess(refused, on=DECIDED, **how(officer))
    received = today - timedelta(7)
    a_request(officer, a_child(officer, "Undecided"), on=received)
    found = outlook(service, as_of=today)
    # 2 of 3 decisions were to assess, and in 1 of 2 assessments the psychologist was asked.
    assert (found.chances.per_request, found.undecided) == (pytest.approx(1 / 3), 1)
    assert [week.asked for week in found.weeks][:2] == [1, 0]
    expected = advice.due_on(received + timedelta(42))
    week = (expected - first).days // 7
    assert [round(w.expected, 3) for w in found.weeks] == [
        0.333 if number == week else 0 for number in range(12)
    ]
    # 4 days of 7 hours at 14 hours each; in the second week two of five days are away, in the third
    # Friday 29 March 2024 is Good Friday.
    assert [week.room for week in found.weeks][:3] == [2.0, pytest.approx(1.2), pytest.approx(1.6)]


def test_bank_holidays_cost_their_share_of_the_time() -> None:
    officer = an_officer()
    service = AdviceService(
        adviser="health", name="Health", lead_name="H", lead_email="h@x.example", hours=Decimal(7)
    )
    capacity.add_service(service, **how(officer))
    starts, last = date(2024, 1, 1), date(2024, 5, 10)
    capacity.add_time(
        service, name="H", days_a_week=Decimal(5), starts_on=starts, ends_on=last, **how(officer)
    )
    (time,) = service.time.all()
    with pytest.raises(ActionRefused, match="ends earlier already"):
        capacity.end_time(time, on=last + timedelta(1), **how(officer))
    found = outlook(service, as_of=date(2024, 5, 6))
    # Monday 6 May 2024 is a bank holiday; after Friday the time has ended.
    assert [week.room for week in found.weeks][:2] == [4.0, 0]
    assert found.short() == -4
    capacity.end_time(time, on=date(2024, 5, 8), **how(officer))
    assert outlook(service, as_of=date(2024, 5, 6)).weeks[0].room == 2.0


def test_every_action_leaves_its_audit() -> None:
    officer = an_officer()
    (row,) = asked(officer, Asked("health", name="CP"))
    advice.assign_advice(row, to=a_user("doc", Role.HEALTH_ADVISER), **how(officer))
    found = AuditEvent.objects.filter(action__startswith="advice.").order_by("pk")
    assert [(each.action, each.person) for each in found] == [
        ("advice.ask", row.assessment.request.person),
        ("advice.assign", row.assessment.request.person),
    ]
    assert not AdviceText.objects.exists()
