"""A case's events as days by kind, for quick look-up.

The clock runs over a whole council's cases at once, so events are sorted once and then searched.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date

from rightplace.law.events import Event, EventKind

Days = list[tuple[date, str]]
Timeline = dict[EventKind, Days]

_LAST_REF = chr(0x10FFFF)


def split(events: Iterable[Event], as_of: date) -> tuple[Timeline, Timeline]:
    """Days and refs by kind, in order and without repeats: up to `as_of`, and after it."""
    past: Timeline = {}
    ahead: Timeline = {}
    for event in events:
        side = past if event.on <= as_of else ahead
        days = side.get(event.kind)
        if days is None:
            side[event.kind] = [(event.on, event.ref)]
        else:
            days.append((event.on, event.ref))
    for side in (past, ahead):
        for kind, days in side.items():
            if len(days) > 1:
                side[kind] = sorted(set(days))
    return past, ahead


def first(
    timeline: Timeline,
    kinds: tuple[EventKind, ...],
    lower: date,
    refs: tuple[str, ...] | None = None,
) -> date | None:
    """The earliest day from `lower` on with an event of one of the kinds (and refs, if given)."""
    best: date | None = None
    for kind in kinds:
        days = timeline.get(kind)
        if days is None:
            continue
        for number in range(bisect_left(days, (lower, "")), len(days)):
            on, ref = days[number]
            if refs is None or ref in refs:
                if best is None or on < best:
                    best = on
                break
    return best


def around(timeline: Timeline, kind: EventKind, on: date) -> tuple[date | None, date | None]:
    """The last day of a kind up to `on`, and the first one after it."""
    days = timeline.get(kind, [])
    number = bisect_right(days, (on, _LAST_REF))
    before = days[number - 1][0] if number else None
    after = days[number][0] if number < len(days) else None
    return before, after
