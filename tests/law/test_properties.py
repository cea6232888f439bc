"""What holds of the clock for any list of events, also of those that could never happen.

`test_clock.py` asks the same of cases that can; these are thrown together.
"""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.law.check import check
from rightplace.law.clock import Clock, State, clock, next_due
from rightplace.law.dates import in_words
from rightplace.law.duties import DUTIES, Who
from rightplace.law.events import AppealKind, Event, EventKind, ExceptionClaim, PhaseTransfer
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason
from rightplace.law.explain import explain
from rightplace.law.pathway import next_steps
from rightplace.law.readings import DEFAULT, Readings
from tests.law.test_clock import any_readings, claims

DAY = timedelta(days=1)
REFS = ["", "health", "Oak School", *PhaseTransfer, *AppealKind]
PLANNED = {kind for duty in DUTIES.values() if duty.planned for kind in duty.starts_on}

# Few days, so that many events fall on one; and the ends of the years that can be asked about.
_close = st.dates(date(2023, 12, 20), date(2024, 3, 5))
_wide = st.dates(date(1991, 1, 1), date(2099, 12, 31))
events_thrown_together = st.lists(
    st.builds(Event, _close | _wide, st.sampled_from(EventKind), st.sampled_from(REFS)), max_size=20
)
days = _close | _wide
excuses = st.builds(
    AdviceExcuse, st.sampled_from(REFS[:3]), st.sampled_from(AdviceExcuseReason), _close, _close
)


def _name(each: Clock) -> tuple[str, str, date]:
    return each.key, each.ref, each.started_on


@settings(max_examples=300)
@given(events_thrown_together, days, any_readings, st.lists(claims(), max_size=3),
       st.lists(excuses, max_size=2))  # fmt: skip
def test_no_list_of_events_breaks_the_clock_and_every_clock_adds_up(
    events: list[Event],
    as_of: date,
    readings: Readings,
    exceptions: list[ExceptionClaim],
    advice_excuses: list[AdviceExcuse],
) -> None:
    clocks = clock(
        events, as_of, exceptions=exceptions, advice_excuses=advice_excuses, readings=readings
    )
    assert len({_name(each) for each in clocks}) == len(clocks)
    assert [each.is_open for each in clocks] == sorted((e.is_open for e in clocks), reverse=True)
    for each in clocks:
        assert in_words(each.due_on) in explain(each)
        assert _state_fits(each)


def _state_fits(each: Clock) -> bool:
    """The state told again from the days alone."""
    past_due = (each.met_on or each.as_of) > each.due_on
    excused = each.excused_by is not None
    if each.ended_on is not None:
        return each.state in (State.ENDED, State.MISSED) and each.days_left is None
    done, late, lifted = (
        (State.MET, State.MET_LATE, State.MET_EXCUSED)
        if each.met_on is not None
        else (State.RUNNING, State.LATE, State.EXCUSED_OPEN)
    )
    return each.state is ((lifted if excused else late) if past_due else done)


@given(events_thrown_together, days)
def test_days_left_have_the_sign_of_the_state(events: list[Event], as_of: date) -> None:
    for each in clock(events, as_of):
        if each.days_left is None:
            assert each.state not in (State.RUNNING, State.LATE, State.EXCUSED_OPEN)
        else:
            assert (each.days_left >= 0) is (each.state is State.RUNNING)
            assert each.as_of + each.days_left * DAY == each.due_on


@given(events_thrown_together, days, any_readings)
def test_nothing_is_due_before_what_it_counts_from(
    events: list[Event], as_of: date, readings: Readings
) -> None:
    for each in clock(events, as_of, readings=readings):
        if not each.duty.planned:
            assert each.due_on >= each.started_on
            assert each.started_on <= as_of
            assert each.met_on is None or each.started_on <= each.met_on <= as_of


@given(events_thrown_together, days, st.randoms(use_true_random=False))
def test_order_and_repeats_do_not_matter(
    events: list[Event], as_of: date, randomness: random.Random
) -> None:
    again = [*events, *randomness.choices(events, k=3)] if events else []
    randomness.shuffle(again)
    assert clock(again, as_of) == clock(events, as_of)
    assert next_steps(set(again)) == next_steps(set(events))


@given(events_thrown_together, days)
def test_what_comes_later_does_not_matter_unless_it_is_planned(
    events: list[Event], as_of: date
) -> None:
    known = [event for event in events if event.on <= as_of or event.kind in PLANNED]
    assert clock(known, as_of) == clock(events, as_of)


@given(events_thrown_together, days, days)
def test_a_due_date_stays_save_for_whichever_is_the_later(
    events: list[Event], one: date, other: date
) -> None:
    """A certificate, or learning of a move, may still put off a date, and never brings it forward."""
    first, second = sorted((one, other))
    before = {_name(each): each for each in clock(events, first)}
    for after in clock(events, second):
        known = before.get(_name(after))
        if known is not None:
            moved = (after.due_on - known.due_on).days
            assert moved == 0 or (moved > 0 and after.duty.later is not None)


@given(events_thrown_together, days, st.lists(claims(), min_size=1, max_size=3))
def test_an_exception_changes_no_date(
    events: list[Event], as_of: date, exceptions: list[ExceptionClaim]
) -> None:
    usual = {_name(each): each for each in clock(events, as_of)}
    for each in clock(events, as_of, exceptions=exceptions):
        other = usual.pop(_name(each))
        assert (each.due_on, each.met_on, each.ended_on) == (
            other.due_on,
            other.met_on,
            other.ended_on,
        )
        assert each.state is other.state or (each.excused_by and other.days_late > 0)
    assert usual == {}


@given(events_thrown_together, days)
def test_what_is_next_is_open_and_the_authoritys(events: list[Event], as_of: date) -> None:
    clocks = clock(events, as_of)
    own = [
        each.due_on
        for each in clocks
        if each.met_on is None and each.ended_on is None
        and each.duty.who is Who.AUTHORITY and not each.duty.conditional
    ]  # fmt: skip
    found = next_due(clocks)
    assert (found and found.due_on) == min(own, default=None)


@given(events_thrown_together)
def test_every_problem_is_about_an_event_given(events: list[Event]) -> None:
    problems = check(events)
    assert {problem.event for problem in problems} <= set(events)
    assert all(problem.what and problem.where and problem.mend for problem in problems)


def test_the_default_readings_are_the_ones_the_table_of_duties_is_made_with() -> None:
    events = [Event(date(2024, 1, 1), EventKind.REQUEST_RECEIVED)]
    as_of = date(2024, 1, 2)
    assert clock(events, as_of) == clock(events, as_of, readings=DEFAULT)
    assert all(each.duty is DUTIES[each.key] for each in clock(events, as_of))
