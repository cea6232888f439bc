"""What holds of the clock whatever the case, and the order and choice of its clocks."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.law.ceasing import Hold, hold
from rightplace.law.check import check
from rightplace.law.clock import Clock, State, clock, latest, next_due
from rightplace.law.duties import DUTIES, Who, duties_under
from rightplace.law.events import (
    AppealKind,
    Event,
    EventKind,
    ExceptionClaim,
    Ground,
    PhaseTransfer,
)
from rightplace.law.examples import history
from rightplace.law.explain import explain
from rightplace.law.pathway import next_steps, replay
from rightplace.law.readings import Before, DayCounting, Readings, ReviewFinished, WeekCounting

_REFS = {
    EventKind.PHASE_TRANSFER_EXPECTED: list(PhaseTransfer),
    EventKind.TRIBUNAL_ORDER: list(AppealKind),
    EventKind.APPEAL_CONCEDED: list(AppealKind),
    EventKind.ADVICE_REQUESTED: ["health", "psychologist"],
    EventKind.SETTING_CONSULTED: ["Oak School", "Elm College"],
}


@st.composite
def cases(draw: st.DrawFn) -> list[Event]:
    """A lawful case: a walk along the pathway, a day or more between steps."""
    events: list[Event] = []
    day = draw(st.dates(date(2015, 1, 1), date(2024, 1, 1)))
    for _ in range(draw(st.integers(1, 25))):
        kind = draw(st.sampled_from(next_steps(events)))
        refs = _REFS.get(kind) or _answered(kind, events, day)
        events.append(Event(day, kind, draw(st.sampled_from(refs))))
        day += timedelta(days=draw(st.integers(1, 120)))
    return events


def _answered(kind: EventKind, events: list[Event], day: date) -> list[str]:
    """The refs with which this kind can come now."""
    walked = replay(events)[0]
    refs = {"", *(event.ref for event in events)}
    return sorted(ref for ref in refs if walked.allows(Event(day, kind, ref)))


any_readings = st.builds(
    Readings,
    weeks=st.sampled_from(WeekCounting),
    review_finished=st.sampled_from(ReviewFinished),
    phase_transfer=st.sampled_from(Before),
    setting_reply=st.sampled_from(DayCounting),
    mediation=st.sampled_from(DayCounting),
)
any_day = st.dates(date(2014, 1, 1), date(2035, 1, 1))


@st.composite
def claims(draw: st.DrawFn) -> ExceptionClaim:
    starts = draw(st.dates(date(2015, 1, 1), date(2030, 1, 1)))
    return ExceptionClaim(
        draw(st.sampled_from(Ground)),
        starts,
        starts + timedelta(days=draw(st.integers(-5, 60))),
        advice_requested_on=draw(st.none() | st.just(starts)),
    )


def _due(clocks: tuple[Clock, ...]) -> list[tuple[object, ...]]:
    return sorted((each.key, each.ref, each.started_on, each.due_on) for each in clocks)


@given(cases())
def test_a_lawful_case_has_no_problem(events: list[Event]) -> None:
    assert check(events) == []


@settings(max_examples=200)
@given(cases(), any_day, any_readings, st.lists(claims(), max_size=3))
def test_every_clock_can_be_explained_and_adds_up(
    events: list[Event], as_of: date, readings: Readings, exceptions: list[ExceptionClaim]
) -> None:
    for each in clock(events, as_of, readings=readings, exceptions=exceptions):
        assert explain(each).endswith(".")
        assert each.duty is duties_under(readings)[each.key]
        assert (each.met_on is not None) is each.state.startswith("met")
        assert (each.days_left is not None) is each.is_open
        assert (each.days_late > 0) is (each.state in (State.LATE, State.MET_LATE, State.MISSED))
        assert None in (each.met_on, each.ended_on)


@given(cases(), st.randoms(use_true_random=False), any_day)
def test_the_order_of_events_does_not_matter(
    events: list[Event], randomness: random.Random, as_of: date
) -> None:
    shuffled = [*events, events[0]]
    randomness.shuffle(shuffled)
    assert clock(shuffled, as_of) == clock(events, as_of)


@given(cases(), any_day)
def test_later_events_do_not_matter_save_the_days_planned_for(
    events: list[Event], as_of: date
) -> None:
    planned = {kind for duty in DUTIES.values() if duty.planned for kind in duty.starts_on}
    known = [event for event in events if event.on <= as_of or event.kind in planned]
    assert clock(known, as_of) == clock(events, as_of)


@given(cases(), st.integers(0, 2000))
def test_due_dates_do_not_depend_on_the_day_asked(events: list[Event], later: int) -> None:
    last = max(event.on for event in events)
    assert _due(clock(events, last)) == _due(clock(events, last + timedelta(days=later)))


@given(cases(), any_day, st.lists(claims(), min_size=1, max_size=3))
def test_an_exception_never_moves_a_date(
    events: list[Event], as_of: date, exceptions: list[ExceptionClaim]
) -> None:
    assert _due(clock(events, as_of, exceptions=exceptions)) == _due(clock(events, as_of))


def test_open_clocks_come_first_each_group_by_due_date() -> None:
    events = history(
        "2024-01-01 request_received; 2024-02-12 decided_to_assess;"
        " 2024-02-12 advice_requested health; 2024-02-13 advice_requested psychologist"
    )
    assert [(each.key, each.ref) for each in clock(events, date(2024, 3, 1))] == [
        ("advice.reply", "health"),
        ("advice.reply", "psychologist"),
        ("first_plan.refuse_to_issue", ""),
        ("first_plan.final_plan", ""),
        ("first_plan.decide_to_assess", ""),
    ]


def test_what_is_next_is_the_authoritys() -> None:
    events = history(
        "2024-01-01 request_received; 2024-02-12 decided_to_assess;"
        " 2024-02-12 advice_requested health"
    )
    clocks = clock(events, date(2024, 3, 1))
    found = next_due(clocks)
    assert clocks[0].duty.who is Who.ADVISER
    assert found is not None
    assert (found.key, found.due_on) == ("first_plan.final_plan", date(2024, 5, 20))


def test_nothing_is_next_when_nothing_is_open() -> None:
    events = history("2024-01-01 request_received; 2024-01-02 withdrawn")
    clocks = clock(events, date(2024, 3, 1))
    assert next_due(clocks) is None
    assert latest(clocks, "review.annual") is None


def test_a_request_before_the_reforms_has_no_clock() -> None:
    assert clock(history("2014-08-31 request_received"), date(2014, 12, 1)) == ()
    assert len(clock(history("2014-09-01 request_received"), date(2014, 12, 1))) == 3


def test_each_years_review_has_its_own_clocks() -> None:
    events = history(
        "2022-01-10 plan_issued; 2022-12-05 review_meeting; 2022-12-20 decided_to_maintain;"
        " 2023-11-20 review_meeting; 2023-12-18 decided_to_maintain"
    )
    clocks = clock(events, date(2024, 1, 1))
    annual = sorted(str(each.due_on) for each in clocks if each.key == "review.annual")
    decided = sorted(str(each.met_on) for each in clocks if each.key == "review.decide")
    assert annual == ["2023-01-09", "2023-12-19", "2024-12-17"]
    assert decided == ["2022-12-20", "2023-12-18"]


def test_notice_is_due_only_where_the_review_decides_to_amend() -> None:
    events = history(
        "2022-01-10 plan_issued; 2022-12-05 review_meeting; 2022-12-20 decided_to_maintain;"
        " 2023-11-20 review_meeting; 2023-12-18 decided_to_amend"
    )
    notices = [e for e in clock(events, date(2024, 1, 1)) if e.key == "review.amendment_notice"]
    assert [str(each.started_on) for each in notices] == ["2023-11-20"]


def test_a_plan_made_after_the_fixed_day_names_the_next_setting_already() -> None:
    move = "2025-09-01 phase_transfer_expected primary_to_secondary"
    key = "phase_transfer.school"
    assert latest(clock(history(f"2025-02-14 plan_issued; {move}"), date(2025, 3, 1)), key)
    assert not latest(clock(history(f"2025-02-15 plan_issued; {move}"), date(2025, 3, 1)), key)


def test_a_plan_to_cease_is_kept_for_the_time_to_appeal() -> None:
    plan = "2023-01-10 plan_issued"
    ceasing = f"{plan}; 2024-03-01 decided_to_cease"
    appealed = f"{ceasing}; 2024-04-10 appeal_lodged maintain_plan"
    ended = f"{appealed}; 2024-09-10 tribunal_order ceasing_dismissed"
    as_of = date(2024, 12, 1)
    assert hold(history(plan), as_of) is None
    assert hold(history(ceasing), as_of) == Hold(date(2024, 5, 1), appealed=False)
    assert hold(history(appealed), as_of) == Hold(None, appealed=True)
    assert hold(history(ended), as_of) == Hold(date(2024, 9, 10), appealed=True)
