"""Consulting settings, the family's preference, and what an accepted place brings into the placement."""

from datetime import date
from decimal import Decimal

import pytest

from rightplace.casework import deadlines
from rightplace.casework.actions import assessments, consultations
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.consultations import Answer, Choice
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.models import (
    AuditEvent,
    CaseEvent,
    Consultation,
    PlacementCost,
    Reply,
    Setting,
    SettingKind,
    User,
)
from rightplace.casework.queries.consultations import (
    answers_by_setting,
    kind_of,
    may_name,
    preference_lines,
)
from tests.casework.consulted import (
    ASKED,
    FEE,
    LAST,
    SENT,
    TYPED,
    a_case,
    a_plan,
    a_setting,
    sent,
)
from tests.casework.record import NOON, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")

NO = Answer(Reply.NO, grounds=["others"], reasons="Two pupils would be at risk.")
YES = Answer(Reply.YES, place_cost=Decimal(10000), top_up=Decimal("7250.50"), places=2)


def reply(row: Consultation, officer: User, answer: Answer, on: date | None = SENT) -> None:
    consultations.receive_reply(row, version=row.version, answer=answer, on=on, by=officer, at=NOON)


def two(officer: User) -> tuple[Setting, Setting]:
    return a_setting(officer, "Alder School", "100001"), a_setting(
        officer, "Birch School", "100002"
    )


def test_settings_are_asked_together_each_with_an_event_and_the_last_day_that_the_law_gives() -> (
    None
):
    officer, request = a_case()
    rows = sent(request, officer, *two(officer))
    assert [(r.name, r.kind, r.sent_on, r.due_on, r.preferred) for r in rows] == [
        ("Alder School", "academy", SENT, LAST, False),
        ("Birch School", "academy", SENT, LAST, False),
    ]
    events = CaseEvent.objects.filter(kind="setting_consulted").order_by("pk")
    assert [(e.ref, e.happened_on, e.request) for e in events] == [
        ("Alder School", SENT, request),
        ("Birch School", SENT, request),
    ]
    clocks = [c for c in deadlines.clocks_of(request, as_of=SENT) if c.key == "setting.reply"]
    assert [c.due_on for c in clocks] == [LAST, LAST]
    assert AuditEvent.objects.filter(action="consultation.send").count() == 1


def test_a_setting_is_asked_once_until_it_has_answered() -> None:
    officer, request = a_case()
    alder, _ = two(officer)
    (row,) = sent(request, officer, alder)
    with pytest.raises(ActionRefused, match="being consulted in this case already"):
        sent(request, officer, alder)
    with pytest.raises(ActionRefused, match="each setting once"):
        consultations.consult(
            request, choices=[TYPED, TYPED], asked=ASKED, on=SENT, by=officer, at=NOON
        )
    reply(row, officer, NO)
    assert len(sent(request, officer, alder, on=date(2024, 6, 1))) == 1


def test_nothing_is_consulted_without_a_setting_or_on_a_day_to_come() -> None:
    officer, request = a_case()
    with pytest.raises(ActionRefused, match="at least one"):
        consultations.consult(request, choices=[], asked=ASKED, on=SENT, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="after today"):
        sent(request, officer, two(officer)[0], on=date(2024, 6, 4))
    assert Consultation.objects.count() == 0


def test_a_reply_keeps_what_was_said_and_meets_the_settings_clock() -> None:
    officer, request = a_case()
    (row,) = sent(request, officer, two(officer)[0])
    reply(row, officer, NO, LAST)
    row.refresh_from_db()
    assert (row.reply, row.replied_on, row.grounds, row.version) == ("no", LAST, ["others"], 2)
    clock = next(
        c for c in deadlines.clocks_of(request, as_of=NOON.date()) if c.key == "setting.reply"
    )
    assert (clock.state, clock.met_on) == ("met", LAST)


@pytest.mark.parametrize(
    ("answer", "on", "words"),
    [
        (Answer(Reply.NO, reasons="No."), SENT, "Choose the grounds"),
        (Answer(Reply.NO, grounds=["others"]), SENT, "reasons in its own words"),
        (YES, None, "Give the day of the reply"),
        (Answer(Reply.NONE), SENT, "Give the day of the reply"),
        (YES, date(2024, 5, 12), "cannot be before the consultation"),
    ],
)
def test_a_reply_that_says_too_little_is_refused(
    answer: Answer, on: date | None, words: str
) -> None:
    officer, request = a_case()
    (row,) = sent(request, officer, two(officer)[0])
    with pytest.raises(ActionRefused, match=words):
        reply(row, officer, answer, on)
    assert CaseEvent.objects.filter(kind="setting_replied").count() == 0


def test_to_be_full_is_noted_and_is_no_ground() -> None:
    officer, request = a_case()
    (row,) = sent(request, officer, two(officer)[0])
    reply(row, officer, Answer(Reply.NO, full=True, reasons="We are full."))
    (answers,) = answers_by_setting(officer)
    assert (answers.refused, answers.only_full, dict(answers.grounds)) == (1, 1, {})


def test_no_reply_is_recorded_only_past_the_last_day_and_a_reply_may_still_come() -> None:
    officer, request = a_case()
    (early,) = sent(request, officer, two(officer)[0], on=date(2024, 5, 19))
    with pytest.raises(ActionRefused, match="until 3 June 2024"):
        reply(early, officer, Answer(Reply.NONE), None)
    (row,) = sent(request, officer, a_setting(officer, "Cedar School", "100003"))
    reply(row, officer, Answer(Reply.NONE), None)
    assert CaseEvent.objects.filter(kind="setting_replied").count() == 0
    reply(row, officer, YES, date(2024, 6, 2))
    assert CaseEvent.objects.filter(kind="setting_replied", ref="Cedar School").count() == 1


def test_a_correction_keeps_the_day_and_meets_a_conflict() -> None:
    officer, request = a_case()
    (row,) = sent(request, officer, two(officer)[0])
    reply(row, officer, NO)
    with pytest.raises(ActionRefused, match="Keep it, and correct the rest"):
        reply(row, officer, NO, LAST)
    with pytest.raises(EditConflict):
        consultations.receive_reply(row, version=1, answer=YES, on=SENT, by=officer, at=NOON)
    reply(row, officer, YES)
    row.refresh_from_db()
    assert (row.reply, row.grounds, CaseEvent.objects.filter(kind="setting_replied").count()) == (
        "yes", [], 1,
    )  # fmt: skip


def test_a_chaser_is_dated_and_only_for_a_setting_that_is_awaited() -> None:
    officer, request = a_case()
    (row,) = sent(request, officer, two(officer)[0])
    consultations.chase_reply(row, on=LAST, by=officer, at=NOON)
    assert Consultation.objects.get().chased_on == LAST
    reply(row, officer, YES)
    with pytest.raises(ActionRefused, match="has replied"):
        consultations.chase_reply(row, on=LAST, by=officer, at=NOON)


def test_the_preference_comes_first() -> None:
    """CFA 2014 s39: consult it, wait for the reply or for the last day, then decide with a reason."""
    officer, request = a_case()
    alder, birch = two(officer)
    assert may_name(request, birch, as_of=SENT) is None
    wish = consultations.state_preference(
        request, choice=Choice.of(alder), given_on=SENT, by=officer, at=NOON
    )
    assert may_name(request, alder, as_of=SENT) is None
    assert (may_name(request, birch, as_of=SENT) or "").startswith(
        "The family prefers Alder School. Consult it"
    )
    (row,) = sent(request, officer, alder)
    assert row.preferred
    assert "has until 28 May 2024 to reply" in (may_name(request, birch, as_of=LAST) or "")
    assert "Record the decision against it" in (
        may_name(request, birch, as_of=date(2024, 5, 29)) or ""
    )
    reply(row, officer, NO)
    assert "Record the decision against it" in (may_name(request, birch, as_of=SENT) or "")
    consultations.decide_against(
        wish, ground="others", reasons="Two pupils would be at risk.", named="Birch School",
        preferred_cost=None, named_cost=None, on=SENT, by=officer, at=NOON,
    )  # fmt: skip
    assert may_name(request, birch, as_of=SENT) is None
    assert may_name(request, None, as_of=SENT) is None


def test_the_reason_why_it_is_not_consulted_is_enough() -> None:
    officer, request = a_case()
    alder, birch = two(officer)
    wish = consultations.state_preference(
        request, choice=Choice.of(alder), given_on=SENT, by=officer, at=NOON
    )
    with pytest.raises(ActionRefused, match="what the other reason is"):
        consultations.leave_unconsulted(
            wish, version=1, why="other", words=" ", by=officer, at=NOON
        )
    consultations.leave_unconsulted(wish, version=1, why="withdrawn", words="", by=officer, at=NOON)
    assert may_name(request, birch, as_of=SENT) is None


def test_a_family_without_a_preference_is_in_nobodys_way() -> None:
    officer, request = a_case()
    consultations.state_preference(request, choice=None, given_on=SENT, by=officer, at=NOON)
    assert may_name(request, two(officer)[0], as_of=SENT) is None


def test_a_plan_is_not_issued_over_the_preference() -> None:
    officer, request = a_case()
    alder, birch = two(officer)
    consultations.state_preference(
        request, choice=Choice.of(alder), given_on=SENT, by=officer, at=NOON
    )
    how = {"on": SENT, "needs": ["ASD"], "by": officer, "at": NOON}
    with pytest.raises(ActionRefused, match="The family prefers Alder School"):
        assessments.issue_plan(request.assessment, named=Where(birch), **how)
    assert assessments.issue_plan(request.assessment, named=Where(alder), **how).pk


def test_a_decision_on_money_compares_costs_and_is_told_in_the_letter() -> None:
    officer, request = a_case()
    wish = consultations.state_preference(request, choice=TYPED, given_on=SENT, by=officer, at=NOON)
    given = {
        "ground": "expenditure", "reasons": "Birch School meets every need.", "named": "Birch School",
        "on": SENT, "by": officer, "at": NOON,
    }  # fmt: skip
    with pytest.raises(ActionRefused, match="what each setting would cost"):
        consultations.decide_against(wish, preferred_cost=None, named_cost=None, **given)
    assert preference_lines(request) == ()
    consultations.decide_against(wish, preferred_cost=FEE, named_cost=Decimal(21000), **given)
    assert preference_lines(request) == (
        "You asked us to name Fellside School. We have named Birch School instead.",
        "The reason in law: Fellside School would mean unreasonable public expenditure"
        " (Education Act 1996 s9).",
        "Birch School meets every need.",
        "What we compared: Fellside School would cost £61,500.00 a year and Birch School £21,000.00 a year."
        " Fellside School would cost £40,500.00 a year more.",
    )


def test_an_accepted_place_waits_for_the_plan_and_gives_it_start_and_costs() -> None:
    officer, request = a_case()
    alder, _ = two(officer)
    (row,) = sent(request, officer, alder)
    with pytest.raises(ActionRefused, match="has offered one"):
        consultations.accept_place(row, starts_on=date(2024, 9, 2), on=SENT, by=officer, at=NOON)
    reply(row, officer, YES)
    consultations.accept_place(row, starts_on=date(2024, 9, 2), on=SENT, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="accepted already"):
        consultations.accept_place(row, starts_on=date(2024, 9, 2), on=SENT, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="it stays as it is"):
        reply(row, officer, NO)
    assert PlacementCost.objects.count() == 0
    plan = assessments.issue_plan(
        request.assessment,
        on=date(2024, 5, 20),
        needs=["ASD"],
        named=Where(alder),
        by=officer,
        at=NOON,
    )
    placement = plan.placements.get()
    row.refresh_from_db()
    assert (placement.entry_on, row.placement) == (date(2024, 9, 2), placement)
    assert [(c.element, c.amount, c.starts_on) for c in placement.costs.order_by("pk")] == [
        ("place", Decimal("10000.00"), date(2024, 9, 2)),
        ("top_up", Decimal("7250.50"), date(2024, 9, 2)),
    ]


def test_an_accepted_place_of_a_plan_ends_the_placement_before() -> None:
    officer = an_officer()
    alder, birch = two(officer)
    plan = a_plan(officer, alder)
    (row,) = sent(plan, officer, birch, on=date(2024, 5, 21))
    reply(row, officer, YES, date(2024, 5, 22))
    consultations.accept_place(
        row, starts_on=date(2024, 6, 1), on=date(2024, 5, 23), by=officer, at=NOON
    )
    assert [
        (p.setting, p.entry_on, p.leaving_on, p.costs.count())
        for p in plan.placements.order_by("pk")
    ] == [
        (alder, date(2024, 5, 20), date(2024, 6, 1), 0),
        (birch, date(2024, 6, 1), None, 2),
    ]


def test_a_place_where_the_child_is_already_changes_what_is_paid_from_its_start() -> None:
    officer = an_officer()
    alder, _ = two(officer)
    plan = a_plan(officer, alder)
    for asked, start, top_up in ((21, date(2024, 6, 1), 7000), (22, date(2024, 9, 2), 9000)):
        on = date(2024, 5, asked)
        (row,) = sent(plan, officer, alder, on=on)
        reply(row, officer, Answer(Reply.YES, top_up=Decimal(top_up)), on)
        consultations.accept_place(row, starts_on=start, on=on, by=officer, at=NOON)
    costs = plan.placements.get().costs.order_by("starts_on")
    assert [(cost.amount, cost.starts_on, cost.ends_on) for cost in costs] == [
        (Decimal("7000.00"), date(2024, 6, 1), date(2024, 9, 1)),
        (Decimal("9000.00"), date(2024, 9, 2), None),
    ]


def test_a_place_typed_in_is_placed_by_its_name_and_charged_as_a_fee() -> None:
    officer = an_officer()
    plan = a_plan(officer, two(officer)[0])
    (row,) = consultations.consult(
        plan, choices=[TYPED], asked=ASKED, on=date(2024, 5, 21), by=officer, at=NOON
    )
    reply(row, officer, Answer(Reply.CONDITIONS, place_cost=FEE), date(2024, 5, 22))
    consultations.accept_place(
        row, starts_on=date(2024, 6, 1), on=date(2024, 5, 23), by=officer, at=NOON
    )
    placement = plan.placements.get(leaving_on=None)
    assert (placement.sen_setting, placement.sen_setting_other) == ("OTH", "Fellside School")
    assert [(c.element, c.amount) for c in placement.costs.all()] == [("fee", FEE)]


@pytest.mark.parametrize(
    ("words", "kind", "may_be_approved"),
    [
        ("Mainstream - LA maintained", SettingKind.MAINTAINED, False),
        ("Mainstream - Academy", SettingKind.ACADEMY, False),
        ("Mainstream - Free school", SettingKind.ACADEMY, False),
        ("Mainstream - Independent", SettingKind.INDEPENDENT, True),
        ("Special - Academy/free", SettingKind.ACADEMY, False),
        ("Special - Non-maintained", SettingKind.NON_MAINTAINED, False),
        ("Special - Independent", SettingKind.INDEPENDENT, True),
        ("Specialist post-16 institutions", SettingKind.INDEPENDENT, True),
        ("General FE and tertiary colleges/HE", SettingKind.FURTHER_EDUCATION, False),
        ("AP/PRU - LA maintained", SettingKind.INDEPENDENT, False),
        ("Non-maintained early years", SettingKind.INDEPENDENT, False),
        ("UKRLP provider", SettingKind.INDEPENDENT, False),
        ("Community special school", SettingKind.MAINTAINED, False),
        ("Non-maintained special school", SettingKind.NON_MAINTAINED, False),
        ("Academy special sponsor led", SettingKind.ACADEMY, False),
        ("Local authority nursery school", SettingKind.MAINTAINED, False),
    ],
)
def test_what_a_setting_is_for_section_38(
    words: str, kind: SettingKind, may_be_approved: bool
) -> None:
    setting = Setting(setting_type=words)
    assert kind_of(setting) is kind
    approved = SettingKind.SECTION_41 if may_be_approved else kind
    assert kind_of(setting, section_41=True) is approved
