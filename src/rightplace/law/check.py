"""Impossible orders of dates: what is wrong, where, and how to mend it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from rightplace.law.dates import FIRST_YEAR, LAST_YEAR, in_words
from rightplace.law.events import AppealKind, Event, EventKind, PhaseTransfer
from rightplace.law.pathway import History, replay
from rightplace.law.steps import STEPS, Step, Trigger
from rightplace.law.words import EVENT_WORDS


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be so. `event` is None where it is not about a single event."""

    what: str
    where: str
    mend: str
    event: Event | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.mend}"


# The refs that the clock reads; any other kind of event may carry any ref.
_REFS: dict[EventKind, type[StrEnum]] = {
    EventKind.PHASE_TRANSFER_EXPECTED: PhaseTransfer,
    EventKind.TRIBUNAL_ORDER: AppealKind,
    EventKind.APPEAL_CONCEDED: AppealKind,
}


def check(events: Iterable[Event]) -> list[Problem]:
    """Every problem, in order of date; an empty list if the dates can all be true."""
    given = list(events)
    once = sorted(set(given))
    days = {kind: [e for e in once if e.kind is kind] for kind in {e.kind for e in once}}
    problems = [_twice(event) for event, count in Counter(given).items() if count > 1]
    problems += [_far_off(event) for event in once if not FIRST_YEAR < event.on.year < LAST_YEAR]
    problems += [_bad_ref(event) for event in once if not _ref_fits(event)]
    problems += [_impossible(event, before, days) for event, before in replay(once)[1]]
    return sorted(problems, key=lambda each: each.event or once[0])


def where_is(event: Event) -> str:
    """The request of 1 January 2024, or the advice of 3 March 2024 (health)."""
    ref = f" ({event.ref})" if event.ref else ""
    return f"the {EVENT_WORDS[event.kind]} of {in_words(event.on)}{ref}"


def _twice(event: Event) -> Problem:
    return Problem("It is recorded twice.", where_is(event), "Remove one of the two.", event)


def _far_off(event: Event) -> Problem:
    what = f"The year is not between {FIRST_YEAR + 1} and {LAST_YEAR - 1}."
    return Problem(what, where_is(event), "Correct the date.", event)


def _ref_fits(event: Event) -> bool:
    allowed = _REFS.get(event.kind)
    return allowed is None or event.ref in list(allowed)


def _bad_ref(event: Event) -> Problem:
    allowed = ", ".join(_REFS[event.kind])
    return Problem("It does not say what it is about.", where_is(event), f"Use {allowed}.", event)


def _impossible(event: Event, before: History, days: dict[EventKind, list[Event]]) -> Problem:
    needed = _triggers(event.kind, attrgetter("after"))
    names = " or ".join(f"the {EVENT_WORDS[kind]}" for kind in needed)
    blocker = _blocker(event, before, days)
    later = [each for kind in needed for each in days.get(kind, ()) if each.on > event.on]
    if blocker:
        what = f"It follows {where_is(blocker)}, and nothing since makes room for it."
        mend = f"Remove it, correct the date, or record what led to it: {names}."
    elif later:
        what = f"It comes before {where_is(min(later))}, which must come first."
        mend = "Correct one of the two dates."
    else:
        what, mend = "It comes before anything that could lead to it.", f"Record {names} first."
    return Problem(what, where_is(event), mend, event)


def _triggers(kind: EventKind, which: Callable[[Step], tuple[Trigger, ...]]) -> list[EventKind]:
    """The kinds of event in one column of the kind's steps, in the order of the table."""
    triggers = (trigger for step in STEPS if step.kind is kind for trigger in which(step))
    return list(dict.fromkeys(t[0] if isinstance(t, tuple) else t for t in triggers))


def _blocker(event: Event, before: History, days: dict[EventKind, list[Event]]) -> Event | None:
    """The last thing that had happened and that the event's steps forbid, if any."""
    per_ref = any(step.per_ref for step in STEPS if step.kind is event.kind)
    forbidden = (
        each
        for kind in _triggers(event.kind, attrgetter("unless"))
        for each in days.get(kind, ())
        if each != event and each.on <= event.on and (each.kind, each.ref) in before.last
    )
    same = (each for each in forbidden if not per_ref or each.ref == event.ref)
    return max(same, key=attrgetter("on"), default=None)
