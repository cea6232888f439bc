"""A clock in one plain sentence, with the rule it rests on."""

from collections.abc import Callable
from datetime import date

from rightplace.law.clock import Clock, State
from rightplace.law.dates import in_words
from rightplace.law.duties import Who
from rightplace.law.events import Ground
from rightplace.law.exceptions import AdviceExcuseReason
from rightplace.law.words import EVENT_WORDS

_STILL = 'the limit is lifted, but the duty to act "as soon as practicable" stays'

EXCUSE_WORDS: dict[Ground | AdviceExcuseReason, str] = {
    Ground.SCHOOL_CLOSURE: "exception (a), advice asked for around a long school closure",
    Ground.EARLY_YEARS_CLOSURE: "exception (b), advice asked for around a long early-years closure",
    Ground.EXCEPTIONAL_CIRCUMSTANCES: "exception (c), exceptional personal circumstances",
    Ground.AWAY_FROM_AREA: "exception (d), absence from the area",
    AdviceExcuseReason.EXCEPTIONAL_CIRCUMSTANCES: "exceptional circumstances (reg 8(2))",
    AdviceExcuseReason.AWAY_FROM_AREA: "absence from the area (reg 8(2))",
    AdviceExcuseReason.MISSED_APPOINTMENT: "a missed appointment (reg 8(2))",
}


def explain(clock: Clock) -> str:
    """One sentence: what was due, by when, counted from what, under which rule, how it stands."""
    duty = clock.duty
    name = duty.name[0].upper() + duty.name[1:]
    named = clock.ref and (duty.per_ref or duty.needs)
    about = f" ({clock.ref.replace('_', ' ')})" if named else ""
    return (
        f"{name}{about} {_verb(clock)} {in_words(clock.due_on)} "
        f"({basis(clock)}; {duty.citation}); {_STANDING[clock.state](clock)}."
    )


def _verb(clock: Clock) -> str:
    ahead = clock.is_open and clock.as_of <= clock.due_on
    if clock.duty.who is Who.FAMILY:
        return "runs to" if ahead else "ran to"
    return "is due by" if ahead else "was due by"


def basis(clock: Clock) -> str:
    """What the due date was counted from: "6 weeks from the request of 1 January 2024"."""
    duty = clock.duty
    if duty.later and clock.due_on != duty.allowance.last_day(clock.started_on):
        return f"{duty.later.allowance.phrase(duty.later.name)}, which is the later"
    started = f"the {EVENT_WORDS[clock.started_by]} of {in_words(clock.started_on)}"
    return duty.allowance.phrase(started)


def _running(clock: Clock) -> str:
    left = (clock.due_on - clock.as_of).days
    if left == 0:
        return "it is due today"
    return f"{_days(left)} {'is' if left == 1 else 'are'} left"


def _met(clock: Clock) -> str:
    return f"it was done in time, on {in_words(_day(clock.met_on))}"


def _met_late(clock: Clock) -> str:
    return f"it was done on {in_words(_day(clock.met_on))}, {_days(clock.days_late)} late"


def _met_excused(clock: Clock) -> str:
    return f"it was done on {in_words(_day(clock.met_on))}, after that day: {_excuse(clock)}"


def _excused(clock: Clock) -> str:
    return f"it is still to be done: {_excuse(clock)}"


def _ended(clock: Clock) -> str:
    if clock.duty.who is Who.FAMILY and clock.ended_on == clock.due_on:
        return "that time has run out"
    return f"it ended on {in_words(_day(clock.ended_on))}"


def _excuse(clock: Clock) -> str:
    words = EXCUSE_WORDS[clock.excused_by] if clock.excused_by else ""
    return f"{words} is relied on, so {_STILL}"


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("this state of a clock always has a day")
    return day


_STANDING: dict[State, Callable[[Clock], str]] = {
    State.RUNNING: _running,
    State.LATE: lambda clock: f"it is {_days(clock.days_late)} late",
    State.EXCUSED_OPEN: _excused,
    State.MET: _met,
    State.MET_LATE: _met_late,
    State.MET_EXCUSED: _met_excused,
    State.ENDED: _ended,
    State.MISSED: lambda clock: f"it was not done before {in_words(clock.started_on)}",
}
