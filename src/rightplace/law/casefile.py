"""A case as a JSON file: parsed whole, or refused with everything that is wrong with it.

    {"received": "2024-01-01",
     "events": [{"kind": "advice_requested", "on": "2024-02-12", "ref": "health"}],
     "exceptions": [{"ground": "c", "starts": "2024-02-01", "ends": "2024-03-01"}],
     "advice_excuses": [{"ref": "health", "reason": "missed_appointment",
                         "starts": "2024-03-01", "ends": "2024-03-01"}]}

Every part may be left out; "received" is short for an event of kind "request_received".
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from rightplace.law.check import Problem
from rightplace.law.dates import FIRST_YEAR, LAST_YEAR
from rightplace.law.duties import DUTIES
from rightplace.law.events import Event, EventKind, ExceptionClaim, Ground
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")
_Fields = dict[str, object]

_PARTS = ("received", "events", "exceptions", "advice_excuses")
_CLAIM = (
    "ground",
    "starts",
    "ends",
    "affects",
    "evidence",
    "family_told_on",
    "advice_requested_on",
    "duties",
)
_EXCUSE = ("ref", "reason", "starts", "ends")
_CLOSURES = (Ground.SCHOOL_CLOSURE, Ground.EARLY_YEARS_CLOSURE)
_EXCUSABLE = tuple(duty.key for duty in DUTIES.values() if duty.grounds)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a case file holds."""

    events: tuple[Event, ...]
    exceptions: tuple[ExceptionClaim, ...] = ()
    advice_excuses: tuple[AdviceExcuse, ...] = ()


class CaseFileError(ValueError):
    """A case file that cannot be read; `problems` says what, where and how to mend it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def parse(text: str) -> CaseFile:
    """The case in a JSON text; raises CaseFileError."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        problem = Problem(f"This is no JSON ({error.msg}).", where, "Correct the file there.")
        raise CaseFileError((problem,)) from error
    reader = _Reader()
    case = reader.case(content)
    if reader.problems:
        raise CaseFileError(tuple(reader.problems))
    return case


@dataclass(slots=True)
class _Reader:
    """Reads what it can and keeps every problem, so that one run shows them all."""

    problems: list[Problem] = field(default_factory=list)

    def case(self, content: object) -> CaseFile:
        parts = self.fields(content, "the file", _PARTS) or {}
        events = self.rows(parts, "events", ("kind", "on", "ref"), self.event)
        if "received" in parts:
            on = self.day(parts, "received", "the file")
            events.insert(0, Event(on, EventKind.REQUEST_RECEIVED))
        return CaseFile(
            tuple(events),
            tuple(self.rows(parts, "exceptions", _CLAIM, self.claim)),
            tuple(self.rows(parts, "advice_excuses", _EXCUSE, self.excuse)),
        )

    def event(self, row: _Fields, where: str) -> Event:
        kind = self.choice(row, "kind", where, EventKind)
        return Event(self.day(row, "on", where), kind, self.text(row, "ref", where))

    def claim(self, row: _Fields, where: str) -> ExceptionClaim:
        ground = self.choice(row, "ground", where, Ground)
        starts, ends = self.period(row, where)
        # A closure counts only by the day on which advice was asked for.
        asked = self.day if row.get("ground") in _CLOSURES else self.day_or_none
        return ExceptionClaim(
            ground=ground,
            starts=starts,
            ends=ends,
            affects=self.text(row, "affects", where),
            evidence=self.text(row, "evidence", where),
            family_told_on=self.day_or_none(row, "family_told_on", where),
            advice_requested_on=asked(row, "advice_requested_on", where),
            duties=self.duties(row, where),
        )

    def excuse(self, row: _Fields, where: str) -> AdviceExcuse:
        ref = self.text(row, "ref", where)
        reason = self.choice(row, "reason", where, AdviceExcuseReason)
        return AdviceExcuse(ref, reason, *self.period(row, where))

    def period(self, row: _Fields, where: str) -> tuple[date, date]:
        starts, ends = self.day(row, "starts", where), self.day(row, "ends", where)
        if date.min < ends < starts:
            what = f"It ends on {ends}, before it starts on {starts}."
            self.refuse(what, where, "Correct one of the two dates.")
        return starts, ends

    def rows(
        self,
        parts: _Fields,
        name: str,
        allowed: tuple[str, ...],
        read: Callable[[_Fields, str], _T],
    ) -> list[_T]:
        """Each row of a list, read by `read`."""
        given = parts.get(name, [])
        if not isinstance(given, list):
            self.refuse("It is no list.", name, "Write it as [ ... ].")
            return []
        places = ((f"{name}[{number}]", row) for number, row in enumerate(given))
        fields = ((where, self.fields(row, where, allowed)) for where, row in places)
        return [read(row, where) for where, row in fields if row is not None]

    def fields(self, given: object, where: str, allowed: tuple[str, ...]) -> _Fields | None:
        if not isinstance(given, dict):
            self.refuse("It is no object.", where, "Write it as { ... }.")
            return None
        for name in sorted(set(given) - set(allowed)):
            self.refuse(f"There is no {name!r} here.", where, f"Use {', '.join(allowed)}.")
        return given

    def day(self, row: _Fields, name: str, where: str) -> date:
        day = self.day_or_none(row, name, where)
        if row.get(name) is None:
            self.refuse("It is missing.", f"{where}.{name}", "Add a date such as 2024-02-12.")
        return day or date.min

    def day_or_none(self, row: _Fields, name: str, where: str) -> date | None:
        if row.get(name) is None:
            return None
        given, place = row[name], f"{where}.{name}"
        try:
            day = date.fromisoformat(given if isinstance(given, str) else "")
        except ValueError:
            self.refuse(f"{given!r} is no date.", place, "Write it as 2024-02-12.")
            return None
        if not FIRST_YEAR < day.year < LAST_YEAR:
            what = f"The year is not between {FIRST_YEAR + 1} and {LAST_YEAR - 1}."
            self.refuse(what, place, "Correct the date.")
        return day

    def text(self, row: _Fields, name: str, where: str) -> str:
        value = row.get(name, "")
        if not isinstance(value, str):
            self.refuse(f"{value!r} is no text.", f"{where}.{name}", 'Write it in "quotes".')
        return str(value)

    def choice(self, row: _Fields, name: str, where: str, allowed: type[_E]) -> _E:
        value, names = row.get(name), [str(each) for each in allowed]
        if value in names:
            return allowed(value)
        what = "It is missing." if value is None else f"{value!r} is not known."
        offered = get_close_matches(str(value), names, cutoff=0.3) if value else names
        self.refuse(what, f"{where}.{name}", f"Use {', '.join(offered or names)}.")
        return next(iter(allowed))

    def duties(self, row: _Fields, where: str) -> frozenset[str]:
        given = row.get("duties", [])
        keys = given if isinstance(given, list) else [given]
        for key in keys:
            if key not in _EXCUSABLE:
                what = f"{key!r} is no duty that an exception can lift."
                self.refuse(what, f"{where}.duties", f"Use {', '.join(_EXCUSABLE)}.")
        return frozenset(map(str, keys))

    def refuse(self, what: str, where: str, mend: str) -> None:
        self.problems.append(Problem(what, where, mend))
