"""The chain of a review: what each action writes and refuses, and that no plan loses its review."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightplace.casework import deadlines
from rightplace.casework.actions import plans, review_meetings, review_requests, reviews
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.actions.reviews import Said
from rightplace.casework.models import (
    CaseEvent,
    EarlyReview,
    Person,
    Plan,
    Review,
    ReviewChase,
    ReviewMeeting,
    User,
)
from rightplace.casework.queries.review_stages import ReviewStage, standings
from rightplace.law.events import PhaseTransfer
from tests.casework.record import a_child, a_school, an_officer, at

pytestmark = pytest.mark.usefixtures("empty_record")
MADE = date(2023, 1, 16)
MET = date(2024, 1, 10)
SAID = Said(child_views="I like maths.", progress="Reads a page alone: met.")
TOPICS = {"employment": "A farm", "living": "Cooks", "community": "Club", "health": "Check"}


def how(plan: Plan, on: date) -> dict[str, Any]:
    return {"by": plan.officer, "at": at(on)}


def a_plan(child: Person | None = None, officer: User | None = None, made: date = MADE) -> Plan:
    """A plan that was first made in January 2023, at a primary school."""
    officer = officer or an_officer()
    return plans.bring_in_plan(
        child or a_child(officer),
        starts_on=made,
        needs=["ASD"],
        named=Where(a_school(officer)),
        entry_on=made,
        officer=officer,
        by=officer,
        at=at(made),
    )


def a_meeting(plan: Plan, on: date = MET) -> ReviewMeeting:
    return review_meetings.plan_review_meeting(
        plan, on=on, place="The school", invited=["family", "setting"],
        **how(plan, on - timedelta(30)),
    )  # fmt: skip


def a_review(plan: Plan, on: date = MET) -> Review:
    return reviews.hold_review_meeting(plan, on=on, said=SAID, **how(plan, on))


def stage(plan: Plan, on: date) -> ReviewStage:
    (standing,) = standings(Plan.objects.filter(pk=plan.pk))
    return standing.stage(on)


def kinds(plan: Plan) -> list[tuple[str, date]]:
    return [(e.kind, e.happened_on) for e in CaseEvent.objects.filter(plan=plan).order_by("pk")]


def due(plan: Plan) -> date | None:
    plan.refresh_from_db()
    return plan.next_review_on


def test_the_whole_chain_with_its_clocks_and_the_next_review_a_year_after_the_decision() -> None:
    plan = a_plan()
    assert (due(plan), stage(plan, date(2023, 6, 1))) == (date(2024, 1, 15), ReviewStage.DONE)
    assert stage(plan, date(2023, 12, 1)) is ReviewStage.TO_PLAN
    meeting = a_meeting(plan)
    assert stage(plan, date(2023, 12, 12)) is ReviewStage.PLANNED
    review_meetings.invite_to_review(meeting, on=date(2023, 12, 14), **how(plan, MET))
    assert stage(plan, date(2023, 12, 14)) is ReviewStage.INVITED
    review_meetings.send_review_papers(
        meeting, on=date(2023, 12, 20), advice_from=["setting"], **how(plan, MET)
    )
    assert stage(plan, MET) is ReviewStage.READY
    assert stage(plan, MET + timedelta(1)) is ReviewStage.UNRECORDED
    review = reviews.hold_review_meeting(
        plan, on=MET, said=SAID, attended=["family"], meeting=meeting, **how(plan, MET)
    )
    assert {i.role: (i.gave_advice, i.attended) for i in meeting.invitees.all()} == {
        "family": (False, True),
        "setting": (True, False),
    }
    assert (due(plan), stage(plan, MET)) == (date(2024, 1, 15), ReviewStage.REPORT_DUE)
    assert (plan.next_duty, plan.next_due_on) == ("review.annual", date(2024, 1, 15))
    reviews.receive_review_report(review, on=date(2024, 1, 20), **how(plan, date(2024, 1, 20)))
    assert stage(plan, date(2024, 1, 20)) is ReviewStage.DECISION_DUE
    told = date(2024, 2, 7)
    reviews.decide_to_amend(review, proposed_changes="F: a quiet room", on=told, **how(plan, told))
    assert stage(plan, told) is ReviewStage.FINAL_DUE
    assert (due(plan), plan.next_duty, plan.next_due_on) == (
        date(2025, 2, 6),
        "review.final_from_meeting",
        date(2024, 4, 3),
    )
    views = date(2024, 2, 15)
    reviews.receive_views(review, on=views, **how(plan, views))
    end = date(2024, 3, 1)
    reviews.issue_amended_plan(review, on=end, **how(plan, end))
    assert (stage(plan, end), due(plan)) == (ReviewStage.DONE, date(2025, 2, 6))
    assert (plan.next_duty, plan.next_due_on) == ("review.annual", date(2025, 2, 6))
    assert kinds(plan) == [
        ("plan_issued", MADE),
        ("review_invited", date(2023, 12, 14)),
        ("review_papers_sent", date(2023, 12, 20)),
        ("review_meeting", MET),
        ("review_report", date(2024, 1, 20)),
        ("decided_to_amend", told),
        ("amendment_notice", told),
        ("views_received", views),
        ("plan_amended", end),
    ]
    assert list(deadlines.drift(as_of=end)) == []


def test_planning_moving_and_calling_off_never_move_the_day_a_review_is_due() -> None:
    plan = a_plan()
    meeting = a_meeting(plan)
    review_meetings.invite_to_review(meeting, on=date(2023, 12, 14), **how(plan, MET))
    later = date(2024, 3, 20)
    review_meetings.move_review_meeting(
        meeting, on=later, place="Town hall", version=1, **how(plan, date(2024, 1, 5))
    )
    meeting.refresh_from_db()
    assert (meeting.planned_on, meeting.invited_on, due(plan)) == (later, None, date(2024, 1, 15))
    with pytest.raises(EditConflict):
        review_meetings.move_review_meeting(
            meeting, on=MET, place="Here", version=1, **how(plan, date(2024, 1, 5))
        )
    review_meetings.call_off_review_meeting(
        meeting, reason="The family is away.", **how(plan, date(2024, 1, 6))
    )
    assert (due(plan), stage(plan, date(2024, 1, 6))) == (date(2024, 1, 15), ReviewStage.TO_PLAN)
    a_meeting(plan, on=date(2024, 2, 20))


def test_a_meeting_moved_is_invited_to_again_on_the_same_day() -> None:
    plan = a_plan()
    meeting, day = a_meeting(plan), date(2023, 12, 14)
    review_meetings.invite_to_review(meeting, on=day, **how(plan, day))
    review_meetings.move_review_meeting(
        meeting, on=date(2024, 1, 12), place="Here", version=1, **how(plan, day)
    )
    review_meetings.invite_to_review(meeting, on=day, **how(plan, day))
    meeting.refresh_from_db()
    assert meeting.invited_on == day
    assert kinds(plan).count(("review_invited", day)) == 1


def test_a_plan_to_cease_stays_on_the_list_and_is_planned_again_when_due() -> None:
    plan = a_plan()
    reviews.decide_review(a_review(plan), decision="C", on=MET, **how(plan, MET))
    assert stage(plan, MET) is ReviewStage.CEASING
    assert stage(plan, date(2024, 12, 1)) is ReviewStage.TO_PLAN


def test_one_meeting_lies_ahead_at_a_time() -> None:
    plan = a_plan()
    a_meeting(plan)
    with pytest.raises(ActionRefused, match="planned already"):
        a_meeting(plan)


REFUSED: tuple[tuple[str, Callable[[Plan], object]], ...] = (
    (
        "The parent or young person must be invited",
        lambda p: review_meetings.plan_review_meeting(
            p, on=MET, place="x", invited=["setting"], **how(p, MADE)
        ),
    ),
    (
        "has passed",
        lambda p: review_meetings.plan_review_meeting(
            p, on=MADE, place="x", invited=["family"], **how(p, MET)
        ),
    ),
    (
        "before the meeting",
        lambda p: review_meetings.invite_to_review(
            a_meeting(p), on=MET + timedelta(1), **how(p, MET + timedelta(2))
        ),
    ),
    (
        "papers go out before",
        lambda p: review_meetings.send_review_papers(
            a_meeting(p), on=MET + timedelta(1), advice_from=[], **how(p, MET + timedelta(2))
        ),
    ),
    (
        "Say why the meeting is called off",
        lambda p: review_meetings.call_off_review_meeting(a_meeting(p), reason=" ", **how(p, MET)),
    ),
    ("is after today", lambda p: reviews.hold_review_meeting(p, on=MET, **how(p, MADE))),
    (
        "views of the child",
        lambda p: reviews.hold_review_meeting(
            p, on=MET, said=Said(child_views="", progress="x"), **how(p, MET)
        ),
    ),
    (
        "what is to be changed",
        lambda p: reviews.decide_to_amend(a_review(p), proposed_changes=" ", on=MET, **how(p, MET)),
    ),
    (
        "Record the notice of amendments before",
        lambda p: reviews.issue_amended_plan(a_review(p), on=MET, **how(p, MET)),
    ),
    (
        "no amendment under way",
        lambda p: reviews.decide_not_to_amend(a_review(p), on=MET, reasons="x", **how(p, MET)),
    ),
    (
        "Give the reasons",
        lambda p: reviews.decide_not_to_amend(a_review(p), on=MET, reasons="", **how(p, MET)),
    ),
    (
        "Say why an early review",
        lambda p: review_requests.ask_for_early_review(
            p, on=MET, asked_by="family", reason="", **how(p, MET)
        ),
    ),
)


@pytest.mark.parametrize(("words", "act"), REFUSED, ids=[words for words, _ in REFUSED])
def test_what_cannot_be_is_refused_in_words(words: str, act: Callable[[Plan], object]) -> None:
    with pytest.raises(ActionRefused, match=words):
        act(a_plan())


def test_the_final_plan_waits_for_the_familys_views_or_for_the_end_of_their_time() -> None:
    plan = a_plan()
    review = a_review(plan)
    reviews.decide_to_amend(review, proposed_changes="B", on=MET, **how(plan, MET))
    last = MET + timedelta(14)
    with pytest.raises(ActionRefused, match="The family has until 24 January 2024"):
        reviews.issue_amended_plan(review, on=last, **how(plan, last))
    after = last + timedelta(1)
    reviews.issue_amended_plan(review, on=after, **how(plan, after))
    review.refresh_from_db()
    assert review.final_on == after
    with pytest.raises(ActionRefused, match="come to its end"):
        reviews.issue_amended_plan(review, on=after, **how(plan, after))


def test_an_amendment_can_be_dropped_with_reasons() -> None:
    plan = a_plan()
    review = a_review(plan)
    reviews.decide_to_amend(review, proposed_changes="B", on=MET, **how(plan, MET))
    end = MET + timedelta(20)
    reviews.decide_not_to_amend(review, on=end, reasons="The need was met.", **how(plan, end))
    assert stage(plan, end) is ReviewStage.DONE
    assert kinds(plan)[-1] == ("decided_not_to_amend", end)
    assert (due(plan), plan.next_duty) == (date(2025, 1, 9), "review.annual")


@pytest.mark.parametrize(("born", "needed"), [(date(2010, 8, 31), True), (date(2010, 9, 1), False)])
def test_preparation_for_adulthood_is_recorded_from_year_9(born: date, needed: bool) -> None:
    officer = an_officer()
    child = a_child(officer)
    Person.objects.filter(pk=child.pk).update(birth_date=born)
    child.refresh_from_db()
    plan = a_plan(child, officer)
    if needed:
        with pytest.raises(ActionRefused, match="preparation for adulthood"):
            a_review(plan)
        said = Said(child_views="x", progress="y", **TOPICS)
        reviews.hold_review_meeting(plan, on=MET, said=said, **how(plan, MET))
    else:
        a_review(plan)
    assert Review.objects.get().record.child_views


def test_an_early_review_is_asked_for_once_and_answered_once() -> None:
    plan = a_plan()
    ask = {"on": MET, "asked_by": "family", "reason": "School has halved the week."}
    early = review_requests.ask_for_early_review(plan, **ask, **how(plan, MET))
    with pytest.raises(ActionRefused, match="asked for already"):
        review_requests.ask_for_early_review(plan, **ask, **how(plan, MET))
    before = due(plan)
    answer = {"granted": False, "reason": "It is due next week.", "on": MET}
    review_requests.answer_early_review(early, **answer, **how(plan, MET))
    with pytest.raises(ActionRefused, match="answered already"):
        review_requests.answer_early_review(early, **answer, **how(plan, MET))
    assert (EarlyReview.objects.get().granted, due(plan)) == (False, before)


def test_a_report_is_chased_until_it_has_come() -> None:
    plan = a_plan()
    review, day = a_review(plan), MET + timedelta(20)
    review_requests.chase_report(review, setting=None, **how(plan, day))
    with pytest.raises(ActionRefused, match="chased today already"):
        review_requests.chase_report(review, setting=None, **how(plan, day))
    review_requests.chase_report(review, level="head", setting=None, **how(plan, day))
    reviews.receive_review_report(review, on=day, **how(plan, day))
    with pytest.raises(ActionRefused, match="nothing to chase"):
        review_requests.chase_report(review, setting=None, **how(plan, day))
    assert [c.level for c in ReviewChase.objects.order_by("pk")] == ["setting", "head"]


def test_the_plan_for_the_next_phase_names_a_setting_and_is_issued_once() -> None:
    plan = a_plan()
    move = plans.expect_phase_transfer(
        plan, kind=PhaseTransfer.PRIMARY_TO_SECONDARY, moves_on=date(2024, 9, 1), **how(plan, MET)
    )
    school = plan.named_settings.get().setting
    plans.issue_phase_plan(move, on=MET, setting=school, **how(plan, MET))
    move.refresh_from_db()
    assert (move.final_on, move.setting) == (MET, school)
    with pytest.raises(ActionRefused, match="issued already"):
        plans.issue_phase_plan(move, on=MET, setting=school, **how(plan, MET))


def _meet(plan: Plan, day: date) -> object:
    ahead = plan.review_meetings.filter(review=None, called_off_on=None).first()
    return reviews.hold_review_meeting(plan, on=day, meeting=ahead, **how(plan, day))


def _last(act: Callable[[Review, date], object]) -> Callable[[Plan, date], object]:
    return lambda plan, day: act(plan.reviews.select_related("plan").latest("meeting_on"), day)


def _ahead(act: Callable[[ReviewMeeting, date], object]) -> Callable[[Plan, date], object]:
    return lambda plan, day: act(plan.review_meetings.select_related("plan").latest("pk"), day)


def _decide(decision: str) -> Callable[[Plan, date], object]:
    return _last(
        lambda r, day: reviews.decide_review(r, decision=decision, on=day, **how(r.plan, day))
    )


STEPS: dict[str, Callable[[Plan, date], object]] = {
    "plan": lambda p, day: review_meetings.plan_review_meeting(
        p, on=day + timedelta(20), place="x", invited=["family"], **how(p, day)
    ),
    "move": _ahead(
        lambda m, day: review_meetings.move_review_meeting(
            m, on=day + timedelta(30), place="y", version=m.version, **how(m.plan, day)
        )
    ),
    "call off": _ahead(
        lambda m, day: review_meetings.call_off_review_meeting(m, reason="z", **how(m.plan, day))
    ),
    "invite": _ahead(
        lambda m, day: review_meetings.invite_to_review(m, on=day, **how(m.plan, day))
    ),
    "papers": _ahead(
        lambda m, day: review_meetings.send_review_papers(
            m, on=day, advice_from=[], **how(m.plan, day)
        )
    ),
    "meet": _meet,
    "report": _last(lambda r, day: reviews.receive_review_report(r, on=day, **how(r.plan, day))),
    "maintain": _decide("M"),
    "amend without notice": _decide("A"),
    "cease": _decide("C"),
    "amend": _last(
        lambda r, day: reviews.decide_to_amend(r, proposed_changes="B", on=day, **how(r.plan, day))
    ),
    "notice": _last(lambda r, day: reviews.send_amendment_notice(r, on=day, **how(r.plan, day))),
    "views": _last(lambda r, day: reviews.receive_views(r, on=day, **how(r.plan, day))),
    "final": _last(lambda r, day: reviews.issue_amended_plan(r, on=day, **how(r.plan, day))),
    "drop": _last(
        lambda r, day: reviews.decide_not_to_amend(r, on=day, reasons="w", **how(r.plan, day))
    ),
    "early": lambda p, day: review_requests.ask_for_early_review(
        p, on=day, asked_by="family", reason="v", **how(p, day)
    ),
}


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 120)), max_size=14))
def test_whatever_is_done_in_whatever_order_no_plan_loses_its_review(
    steps: list[tuple[str, int]],
) -> None:
    plan, day = _fresh(), MADE
    for name, wait in steps:
        day += timedelta(wait)
        with suppress(ActionRefused, Review.DoesNotExist, ReviewMeeting.DoesNotExist):
            STEPS[name](plan, day)
        plan.refresh_from_db()
        assert list(deadlines.plans_without_review()) == []
        clocks = deadlines.clocks_of(plan, as_of=day)
        annual = [c.due_on for c in clocks if c.is_open and c.key == "review.annual"]
        assert [plan.next_review_on] == annual
        assert deadlines.Deadline.kept(plan) == deadlines.deadline_of(plan, as_of=_kept_on(plan))


def _kept_on(plan: Plan) -> date:
    """The day of the last entry of the plan that wrote an event: its deadline is of that day."""
    recorded = CaseEvent.recorded.filter(plan=plan).latest("pk").recorded_at
    return recorded.date()


def _fresh() -> Plan:
    """One more plan, of the officer who is there already after the first example."""
    officer = User.objects.filter(username="officer-1").first() or an_officer()
    child = a_child(officer)
    return plans.bring_in_plan(
        child, starts_on=MADE, needs=["ASD"], named=Where(sen_setting="EHE"), entry_on=MADE,
        officer=officer, by=officer, at=at(MADE),
    )  # fmt: skip
