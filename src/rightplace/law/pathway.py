"""Which events can lawfully come next, and the one order in which a day's events make sense."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from rightplace.law.duties.first_plan import NO_PLAN
from rightplace.law.events import Event, EventKind
from rightplace.law.steps import MAY_BEGIN_A_RECORD, STEPS, Step, Trigger

_NEVER = -1
_START = 0

# Within a day: the order in which the events of a case usually come, and what closes it last.
_PLACE = {
    kind: (kind in (*NO_PLAN, EventKind.PLAN_CEASED), place) for place, kind in enumerate(EventKind)
}

_STEPS_OF: dict[EventKind, tuple[Step, ...]] = {
    kind: tuple(step for step in STEPS if step.kind is kind) for kind in EventKind
}


@dataclass(slots=True)
class History:
    """Events in order, as the place in that order at which each trigger last happened."""

    length: int = _START
    last: dict[Trigger, int] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        self.length += 1
        self.last[event.kind] = self.length
        self.last[event.kind, event.ref] = self.length

    def allows(self, event: Event) -> bool:
        """Whether the event can come now."""
        if self.length == _START and event.kind in MAY_BEGIN_A_RECORD:
            return True
        return any(self._open(step, event.ref) for step in _STEPS_OF[event.kind])

    def _open(self, step: Step, ref: str) -> bool:
        only = ref if step.per_ref else None
        since = self._at(step.after, only) if step.after else _START
        if since == _NEVER or self._at(step.unless, only) > since:
            return False
        return not step.then or self._at(step.then, only) > since

    def next_kinds(self) -> tuple[EventKind, ...]:
        """The kinds of event that some step opens, whatever their ref."""
        return tuple(kind for kind in EventKind if self._some_open(kind))

    def _some_open(self, kind: EventKind) -> bool:
        return any(self._open(step, ref) for step in _STEPS_OF[kind] for ref in self._refs(step))

    def _refs(self, step: Step) -> list[str]:
        """The refs to try: those of the starting events where a step runs per ref."""
        if not step.per_ref:
            return [""]
        return [key[1] for key in self.last if isinstance(key, tuple) and key[0] in step.after]

    def _at(self, triggers: Iterable[Trigger], ref: str | None) -> int:
        keys = triggers if ref is None else [(trigger, ref) for trigger in triggers]
        return max((self.last.get(key, _NEVER) for key in keys), default=_NEVER)  # type: ignore[arg-type]


def replay(events: Iterable[Event]) -> tuple[History, list[tuple[Event, History]]]:
    """The history after all the events, and each event that could not come when it did.

    Dates do not order the events of one day, so each day is taken in whatever order works. An
    event that cannot come is paired with the history before it. What follows is then judged both
    with it and without it, so that one wrong date is one problem and not a row of them.
    """
    history, lawful = History(), History()
    refused: list[tuple[Event, History]] = []
    for _, of_day in groupby(sorted(events), key=attrgetter("on")):
        waiting = sorted(of_day, key=lambda event: _PLACE[event.kind])
        while waiting:
            fits = [e for e in waiting if history.allows(e) or lawful.allows(e)]
            taken = fits[0] if fits else waiting[0]
            if fits:
                lawful.add(taken)
            else:
                refused.append((taken, History(history.length, dict(history.last))))
            waiting.remove(taken)
            history.add(taken)
    return history, refused


def next_steps(events: Iterable[Event]) -> tuple[EventKind, ...]:
    """The kinds of event that can lawfully come next, in the order of `EventKind`."""
    return replay(events)[0].next_kinds()
