"""Reassessing, amending, ceasing, moving: what each action writes, when it refuses, and the clocks."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rightplace.casework import deadlines
from rightplace.casework.actions import (
    amendments,
    appeals,
    assessments,
    budgets,
    ceasing,
    circumstances,
    letters,
    moves,
    plans,
    reassessments,
    requests,
)
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.disputes import Challenge
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.models import (
    BudgetPart,
    CaseEvent,
    Ceasing,
    Death,
    Dispute,
    DisputeOutcome,
    Letter,
    Person,
    Plan,
    Reassessment,
    User,
)
from rightplace.casework.queries.changes import all_changes, changes_of, last_day_by_age
from rightplace.law.events import AppealKind
from tests.casework.record import a_child, a_request, a_school, an_officer, at

pytestmark = pytest.mark.usefixtures("empty_record")
MADE = date(2023, 6, 5)
NOW = date(2024, 6, 3)


def by(user: User, on: date = NOW) -> dict[str, Any]:
    return {"by": user, "at": at(on)}


@pytest.fixture
def plan() -> Plan:
    """A plan brought in, at a school."""
    officer = an_officer()
    return plans.bring_in_plan(
        a_child(officer),
        starts_on=MADE,
        needs=["ASD"],
        named=Where(a_school(officer)),
        entry_on=MADE,
        officer=officer,
        **by(officer),
    )


def events(plan: Plan) -> list[tuple[str, date, str]]:
    rows = CaseEvent.objects.filter(plan=plan).order_by("pk")
    return [(row.kind, row.happened_on, row.ref) for row in rows][1:]


def asked(plan: Plan, on: date = date(2024, 3, 1)) -> Reassessment:
    return reassessments.request_reassessment(
        plan, asked_by="family", why="She no longer walks.", on=on, **by(plan.officer)
    )


def test_a_request_to_reassess_is_decided_within_15_days_and_the_plan_follows_in_14_weeks(
    plan: Plan,
) -> None:
    row = asked(plan)
    plan.refresh_from_db()
    assert (plan.next_duty, plan.next_due_on) == ("reassessment.decide", date(2024, 3, 16))
    reassessments.decide_to_reassess(row, on=date(2024, 3, 10), **by(plan.officer))
    plan.refresh_from_db()
    assert plan.next_due_on == min(date(2024, 6, 16), date(2024, 6, 4))
    how = by(plan.officer)
    advice = reassessments.ask_for_reassessment_advice(
        row, adviser="health", on=date(2024, 3, 11), **how
    )
    reassessments.receive_reassessment_advice(advice, on=date(2024, 4, 2), **how)
    reassessments.issue_reassessed_plan(row, on=date(2024, 6, 1), **how)
    row.refresh_from_db()
    assert (row.answer, row.answered_on, row.final_on) == ("A", date(2024, 3, 10), date(2024, 6, 1))
    assert events(plan) == [
        ("reassessment_requested", date(2024, 3, 1), ""),
        ("decided_to_reassess", date(2024, 3, 10), ""),
        ("advice_requested", date(2024, 3, 11), "health"),
        ("advice_received", date(2024, 4, 2), "health"),
        ("reassessed_plan_issued", date(2024, 6, 1), ""),
    ]
    assert list(deadlines.drift(as_of=NOW)) == []


def test_a_refusal_to_reassess_needs_reasons_and_is_said_once(plan: Plan) -> None:
    row = asked(plan)
    with pytest.raises(ActionRefused, match="Give the reasons"):
        reassessments.refuse_to_reassess(row, reasons=" ", on=date(2024, 3, 9), **by(plan.officer))
    reassessments.refuse_to_reassess(
        row, reasons="Assessed in January.", on=date(2024, 3, 9), **by(plan.officer)
    )
    with pytest.raises(ActionRefused, match="decided already"):
        reassessments.decide_to_reassess(row, on=date(2024, 3, 10), **by(plan.officer))
    assert [kind for kind, _, _ in events(plan)] == [
        "reassessment_requested",
        "refused_to_reassess",
    ]


def test_one_reassessment_at_a_time_and_a_withdrawn_one_makes_room(plan: Plan) -> None:
    row = asked(plan)
    with pytest.raises(ActionRefused, match="under way"):
        reassessments.request_reassessment(
            plan, asked_by="authority", why="x", on=NOW, **by(plan.officer)
        )
    reassessments.withdraw_reassessment(row, on=date(2024, 3, 5), **by(plan.officer))
    again = asked(plan, on=date(2024, 4, 1))
    assert again.pk != row.pk


def test_the_authority_may_reassess_unasked_and_has_no_clock_to_decide(plan: Plan) -> None:
    row = reassessments.request_reassessment(
        plan, asked_by="authority", why="New diagnosis.", on=NOW, **by(plan.officer)
    )
    assert events(plan) == []
    with pytest.raises(ActionRefused, match="Nobody asked"):
        reassessments.refuse_to_reassess(row, reasons="x", on=NOW, **by(plan.officer))
    reassessments.decide_to_reassess(row, on=NOW, **by(plan.officer))
    assert events(plan) == [("decided_to_reassess", NOW, "")]


def test_an_order_to_reassess_is_carried_out_beside_the_refusal(plan: Plan) -> None:
    row = asked(plan)
    with pytest.raises(ActionRefused, match="Only a refusal"):
        reassessments.reassess_after_challenge(row, on=NOW, **by(plan.officer))
    reassessments.refuse_to_reassess(
        row, reasons="No change.", on=date(2024, 3, 9), **by(plan.officer)
    )
    dispute = appealed(plan, AppealKind.REASSESS, date(2024, 4, 2))
    appeals.settle_appeal(
        dispute, DisputeOutcome.ORDERED, text="Reassess.", on=date(2024, 5, 27), **by(plan.officer)
    )
    plan.refresh_from_db()
    assert plan.next_duty == "review.annual"
    clocks = {c.key: c.due_on for c in deadlines.clocks_of(plan, as_of=NOW) if c.is_open}
    assert clocks["order.reassess.tell_family"] == date(2024, 6, 10)
    after = reassessments.reassess_after_challenge(row, on=NOW, **by(plan.officer))
    assert (after.answer, after.answered_on, row.answer) == ("A", NOW, "R")


def test_an_amendment_outside_a_review_gives_15_days_and_8_weeks(plan: Plan) -> None:
    on = date(2024, 4, 1)
    with pytest.raises(ActionRefused, match="Say what"):
        amendments.propose_amendment(plan, why="x", changes=" ", on=on, **by(plan.officer))
    row = amendments.propose_amendment(
        plan, why="Report", changes="Section F", on=on, **by(plan.officer)
    )
    clocks = {c.key: c.due_on for c in deadlines.clocks_of(plan, as_of=on)}
    assert clocks["amendment.family_views"] == date(2024, 4, 15)
    assert clocks["review.final_from_notice"] == date(2024, 5, 27)
    amendments.hear_on_amendment(row, on=date(2024, 4, 9), **by(plan.officer))
    with pytest.raises(ActionRefused, match="before the notice"):
        amendments.issue_amendment(row, on=date(2024, 3, 31), **by(plan.officer))
    amendments.issue_amendment(row, on=date(2024, 5, 20), **by(plan.officer))
    with pytest.raises(ActionRefused, match="settled already"):
        amendments.drop_amendment(row, reasons="x", on=NOW, **by(plan.officer))
    assert [kind for kind, _, _ in events(plan)] == [
        "amendment_notice",
        "views_received",
        "plan_amended",
    ]


def consulted(plan: Plan, on: date = date(2024, 2, 1)) -> Ceasing:
    return ceasing.consult_on_ceasing(
        plan,
        ground="not_necessary",
        why="Outcomes achieved.",
        setting="Larkfield Primary School",
        on=on,
        **by(plan.officer, on),
    )


def decided(plan: Plan, on: date = date(2024, 3, 1)) -> Ceasing:
    row = consulted(plan)
    ceasing.hear_on_ceasing(
        row, of_setting=False, views="Keep it.", on=date(2024, 2, 8), **by(plan.officer)
    )
    ceasing.decide_to_cease(row, reasons="Section 45.", on=on, **by(plan.officer))
    return row


def test_nothing_is_decided_on_ceasing_before_the_family_could_answer(plan: Plan) -> None:
    row = consulted(plan)
    with pytest.raises(ActionRefused, match="until 15 February 2024"):
        ceasing.decide_to_cease(row, reasons="x", on=date(2024, 2, 15), **by(plan.officer))
    ceasing.decide_to_cease(row, reasons="x", on=date(2024, 2, 16), **by(plan.officer))
    with pytest.raises(ActionRefused, match="decided already"):
        ceasing.decide_to_keep(row, reasons="x", on=NOW, **by(plan.officer))


@pytest.mark.parametrize(
    ("on", "allowed"),
    [(date(2024, 4, 30), False), (date(2024, 5, 1), False), (date(2024, 5, 2), True)],
)
def test_the_plan_stays_in_force_while_the_family_may_appeal(
    plan: Plan, on: date, allowed: bool
) -> None:
    row = decided(plan)
    if not allowed:
        with pytest.raises(ActionRefused, match="may end on 2 May 2024 at the earliest"):
            ceasing.end_plan(row, reason="2", on=on, **by(plan.officer))
        plan.refresh_from_db()
        assert plan.ceased_on is None
        return
    ceasing.end_plan(row, reason="2", on=on, **by(plan.officer))
    plan.refresh_from_db()
    assert (plan.ceased_on, plan.cease_reason, plan.next_due_on) == (on, "2", None)
    assert [p.leaving_on for p in plan.placements.all()] == [on]
    row.refresh_from_db()
    assert row.ended_on == on


def appealed(plan: Plan, about: AppealKind, on: date) -> Dispute:
    dispute = appeals.open_dispute(
        about=about, plan=plan, asked="x", lead=plan.officer, on=on, **by(plan.officer)
    )
    appeals.take_step(dispute, Challenge.APPEAL_LODGED, on=on, **by(plan.officer))
    return dispute


def test_an_appeal_holds_the_plan_until_it_is_dismissed(plan: Plan) -> None:
    row = decided(plan)
    dispute = appealed(plan, AppealKind.MAINTAIN_PLAN, date(2024, 4, 2))
    with pytest.raises(ActionRefused, match="has appealed"):
        ceasing.end_plan(row, reason="2", on=date(2024, 5, 20), **by(plan.officer))
    appeals.settle_appeal(
        dispute, DisputeOutcome.DISMISSED, text="Dismissed.", on=NOW, **by(plan.officer)
    )
    assert (dispute.state, dispute.outcome) == ("complying", "dismissed")
    assert events(plan)[-1] == ("tribunal_order", NOW, "ceasing_dismissed")
    ceasing.end_plan(row, reason="2", on=NOW, **by(plan.officer))
    plan.refresh_from_db()
    assert plan.ceased_on == NOW


def test_an_order_to_maintain_keeps_the_plan(plan: Plan) -> None:
    row = decided(plan)
    dispute = appealed(plan, AppealKind.MAINTAIN_PLAN, date(2024, 4, 2))
    appeals.settle_appeal(
        dispute, DisputeOutcome.ORDERED, text="Maintain.", on=NOW, **by(plan.officer)
    )
    with pytest.raises(ActionRefused, match="goes on by order"):
        ceasing.end_plan(row, reason="2", on=NOW, **by(plan.officer))
    ceasing.keep_after_challenge(row, on=NOW, **by(plan.officer))
    plan.refresh_from_db()
    assert (plan.ceased_on, events(plan)[-1]) == (None, ("decided_to_maintain", NOW, ""))


def test_a_plan_that_moves_out_ends_here_and_goes_to_the_new_authority(plan: Plan) -> None:
    move = moves.expect_move_out(
        plan,
        to_la="992",
        contact="",
        moves_on=date(2024, 5, 20),
        on=date(2024, 5, 13),
        **by(plan.officer),
    )
    with pytest.raises(ActionRefused, match="day of the move first"):
        moves.send_plan(move, on=date(2024, 5, 20), **by(plan.officer))
    moves.move_out(move, on=date(2024, 5, 20), **by(plan.officer))
    plan.refresh_from_db()
    assert (plan.ceased_on, plan.cease_reason) == (date(2024, 5, 20), "5")
    assert [p.leaving_on for p in plan.placements.all()] == [date(2024, 5, 20)]
    # Under 15 working days' notice: 15 working days beginning with the day it was known.
    (line,) = all_changes(plan.officer, kind="move_out", as_of=NOW)
    assert (line.due_on, line.basis) == (date(2024, 6, 3), "SEND Regs 2014 reg 15(2)")
    with pytest.raises(ActionRefused, match="or later"):
        moves.send_plan(move, on=date(2024, 5, 19), **by(plan.officer))
    moves.send_plan(move, on=NOW, **by(plan.officer))
    assert all_changes(plan.officer, kind="move_out", as_of=NOW) == []
    assert [kind for kind, _, _ in events(plan)] == [
        "move_known",
        "moved_out",
        "plan_sent_to_new_authority",
    ]


def arrives(officer: User, person: Person, **more: Any) -> Plan:
    given = {"practicable": False, "arrangement": "A place nearer.", **more}
    return moves.receive_plan(
        person,
        starts_on=date(2022, 9, 1),
        moved_on=date(2024, 5, 1),
        from_la="993",
        needs=["SLCN"],
        named=Where(a_school(officer)),
        officer=officer,
        **given,
        **by(officer),
    )


def new_child() -> Person:
    return Person(
        surname="Lorne",
        forename="Tam",
        birth_date=date(2015, 1, 2),
        sex="F",
        ethnicity="NOBT",
        upn_unknown="UN8",
    )


def test_a_plan_that_moves_in_brings_a_new_child_and_the_family_is_told() -> None:
    officer = an_officer()
    plan = arrives(officer, new_child())
    assert (plan.starts_on, plan.held_from, plan.moved_in_from) == (
        date(2022, 9, 1),
        date(2024, 5, 1),
        "993",
    )
    plan.refresh_from_db()
    assert (plan.next_duty, plan.next_due_on) == ("transfer.notice", date(2024, 6, 12))
    moves.tell_family_of_move(
        plan.move_in, will_assess=False, review_on=date(2024, 7, 31), on=NOW, **by(officer)
    )
    plan.refresh_from_db()
    assert plan.next_duty == "transfer.review"
    with pytest.raises(ActionRefused, match="told already"):
        moves.tell_family_of_move(
            plan.move_in, will_assess=False, review_on=NOW, on=NOW, **by(officer)
        )


def test_a_plan_that_moves_in_without_what_is_needed_leaves_nothing_behind() -> None:
    officer = an_officer()
    with pytest.raises(ActionRefused, match="Say what is arranged"):
        arrives(officer, new_child(), arrangement="")
    assert (Person.objects.count(), Plan.objects.count()) == (0, 0)


def test_an_open_request_ends_when_the_family_moves_away() -> None:
    officer = an_officer()
    request = a_request(officer, on=date(2024, 4, 1))
    requests.withdraw_request(request, on=NOW, exported_to="992", **by(officer))
    assert (request.outcome, request.exported_to, request.closed_on) == ("W", "992", NOW)


def test_a_personal_budget_has_parts_and_its_direct_payments_are_reviewed(plan: Plan) -> None:
    how = by(plan.officer)
    budget = budgets.ask_for_budget(plan, wanted="An assistant", on=date(2024, 1, 8), **how)
    part = {"way": "direct", "purpose": "Assistant", "yearly": Decimal("6240")}
    with pytest.raises(ActionRefused, match="agreed first"):
        budgets.add_budget_part(budget, on=date(2024, 2, 1), **part, **how)
    budgets.agree_budget(budget, on=date(2024, 1, 31), **how)
    direct = budgets.add_budget_part(budget, on=date(2024, 1, 31), **part, **how)
    budgets.add_budget_part(budget, on=date(2024, 1, 31), **{**part, "way": "organised"}, **how)
    plan.refresh_from_db()
    assert (plan.personal_budget, plan.organised_arrangements) == (True, True)
    assert [p.review_due_on for p in BudgetPart.objects.order_by("pk")] == [
        date(2024, 4, 30),
        None,
    ]
    budgets.review_direct_payment(direct, on=date(2024, 4, 29), **how)
    assert direct.review_due_on == date(2025, 4, 29)
    with pytest.raises(ActionRefused, match="above £0"):
        budgets.add_budget_part(
            budget, on=NOW, **{**part, "way": "notional", "yearly": Decimal(0)}, **how
        )
    with pytest.raises(ActionRefused, match="has a personal budget"):
        budgets.ask_for_budget(plan, wanted="More", on=NOW, **how)


def test_a_refused_budget_has_reasons_and_may_be_asked_for_again(plan: Plan) -> None:
    how = by(plan.officer)
    budget = budgets.ask_for_budget(plan, wanted="x", on=NOW, **how)
    with pytest.raises(ActionRefused, match="reasons"):
        budgets.refuse_budget(budget, reasons="", on=NOW, **how)
    budgets.refuse_budget(budget, reasons="Block contract.", on=NOW, **how)
    assert budgets.ask_for_budget(plan, wanted="y", on=NOW, **how).pk != budget.pk
    plan.refresh_from_db()
    assert plan.personal_budget is False


def test_education_at_home_keeps_the_plan_and_is_checked(plan: Plan) -> None:
    how, starts = by(plan.officer), date(2024, 1, 15)
    row = circumstances.educate_elsewhere(plan, kind="EHE", what="Letter", on=starts, **how)
    placements = plan.placements.order_by("entry_on")
    assert [(p.sen_setting, p.entry_on, p.leaving_on) for p in placements] == [
        ("", MADE, starts),
        ("EHE", starts, None),
    ]
    assert row.check_due_on == date(2024, 4, 15)
    check = {"suitable": True, "finding": "Reads daily.", "on": date(2024, 4, 10)}
    circumstances.check_elsewhere(row, version=1, **check, **how)
    assert (row.check_due_on, row.suitable) == (date(2025, 4, 10), True)
    with pytest.raises(EditConflict):
        circumstances.check_elsewhere(row, version=1, **check, **how)
    school = plan.placements.earliest("entry_on").setting
    circumstances.return_to_school(row, where=Where(school), on=NOW, **how)
    assert (row.ended_on, row.check_due_on) == (NOW, None)
    plan.refresh_from_db()
    assert plan.ceased_on is None


def test_a_plan_is_kept_in_custody_from_a_day_until_a_day(plan: Plan) -> None:
    how = by(plan.officer)
    given = {"place": "Fenwold", "home_la": "990", "provision": "Reading"}
    row = circumstances.detain(plan, on=date(2024, 4, 1), **given, **how)
    with pytest.raises(ActionRefused, match="detained already"):
        circumstances.detain(plan, on=NOW, **given, **how)
    with pytest.raises(ActionRefused, match="release cannot be before"):
        circumstances.release(row, on=date(2024, 3, 1), **how)
    circumstances.release(row, on=NOW, **how)
    plan.refresh_from_db()
    assert (row.ends_on, plan.ceased_on) == (NOW, None)


def a_copy(on: date) -> letters.Copy:
    return letters.Copy("x", "x", "The parent", on, {}, b"%PDF", b"PK")


def test_after_a_death_the_plan_and_requests_end_and_no_letter_goes_out(plan: Plan) -> None:
    how, person = by(plan.officer), plan.person
    request = a_request(plan.officer, person, on=date(2024, 4, 1))
    requests.decide_to_assess(request, on=date(2024, 4, 2), **how)
    assessments.decide_to_issue(request.assessment, on=date(2024, 4, 3), **how)
    with pytest.raises(ActionRefused, match="after today"):
        circumstances.record_death(person, told_by="School", on=NOW + timedelta(1), **how)
    circumstances.record_death(person, told_by="School", on=NOW, **how)
    plan.refresh_from_db()
    request.refresh_from_db()
    assert (plan.ceased_on, plan.cease_reason, request.closed_on) == (NOW, "8", NOW)
    assert request.assessment.outcome == "W"
    with pytest.raises(ActionRefused, match="has died"):
        letters.send_letter(a_copy(NOW), person=person, **how)
    assert (Letter.objects.count(), Death.objects.get().person) == (0, person)
    with pytest.raises(ActionRefused, match="in the record already"):
        circumstances.record_death(person, told_by="School", on=NOW, **how)


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(1999, 7, 31), date(2024, 7, 31)),
        (date(1999, 8, 1), date(2025, 7, 31)),
        (date(2000, 2, 29), date(2025, 7, 31)),
    ],
)
def test_a_plan_runs_to_the_end_of_the_academic_year_of_the_25th_birthday(
    born: date, last: date
) -> None:
    assert last_day_by_age(Person(birth_date=born)) == last


def test_the_list_holds_each_kind_of_change_once(plan: Plan) -> None:
    consulted(plan, NOW)
    asked(plan, NOW)
    circumstances.detain(
        plan, place="Fenwold", home_la="990", provision="x", on=NOW, **by(plan.officer)
    )
    found = [(row.kind, row.due_on) for row in all_changes(plan.officer, kind="", as_of=NOW)]
    assert found == [
        ("ceasing", NOW + timedelta(14)),
        ("reassessment", NOW + timedelta(15)),
        ("detention", None),
    ]
    assert all_changes(an_officer("officer-2", "South team"), kind="", as_of=NOW) == []


def test_what_is_changing_in_a_child_without_a_plan_is_nothing() -> None:
    officer = an_officer()
    of = changes_of(a_child(officer), as_of=NOW)
    assert (of.plan, of.live, of.request, of.clocks, of.ceasing) == (None, None, None, (), None)
