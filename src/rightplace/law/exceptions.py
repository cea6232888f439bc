"""Whether an exception is good on its own dates (SEND Regs 2014 regs 5(4), 8(2), 10(4), 44(3)).

This judges dates only. Whether the exception made it impractical to keep the limit is for a person
to decide and record in the claim's evidence. A workload or an adviser's delay is no exception.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rightplace.law.dates import in_words
from rightplace.law.duties import Duty
from rightplace.law.events import ExceptionClaim, Ground

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_CLOSURE_DAYS = 28


class AdviceExcuseReason(StrEnum):
    """Why an adviser need not reply in six weeks (reg 8(2))."""

    EXCEPTIONAL_CIRCUMSTANCES = "exceptional_circumstances"
    AWAY_FROM_AREA = "away_from_area"
    MISSED_APPOINTMENT = "missed_appointment"


@dataclass(frozen=True, slots=True)
class AdviceExcuse:
    """An excuse for the advice asked for under `ref`; `starts` and `ends` bound what happened."""

    ref: str
    reason: AdviceExcuseReason
    starts: date
    ends: date


def why_not(claim: ExceptionClaim, duty: Duty, start: date, due: date) -> str | None:
    """None if the claim lifts the limit that ran from `start` to `due`; else the reason it fails.

    `starts` and `ends` of the claim are its first and last day, so a school reopens the day after
    `ends`.
    """
    if claim.ground not in duty.grounds:
        return f"{duty.citation} has no exception ({claim.ground}) for {duty.name}"
    if claim.duties and duty.key not in claim.duties:
        return f"it is not relied on for {duty.name}"
    if claim.ends < claim.starts:
        return f"it ends on {in_words(claim.ends)}, before it starts"
    return _TESTS[claim.ground](claim, duty, start, due)


def why_no_excuse(excuse: AdviceExcuse, start: date, due: date) -> str | None:
    """None if the excuse frees the adviser from the six weeks `start` to `due`; else why not."""
    needed = 28 if excuse.reason is AdviceExcuseReason.AWAY_FROM_AREA else 1
    return _too_short(excuse.starts, excuse.ends, start, due, needed)


def known_by(claim: ExceptionClaim, as_of: date) -> bool:
    """Whether what the claim rests on had begun by then."""
    return (claim.advice_requested_on or claim.starts) <= as_of


def _closure(claim: ExceptionClaim, duty: Duty, start: date, due: date) -> str | None:
    asked, reopens = claim.advice_requested_on, claim.ends + _DAY
    if (reopens - claim.starts).days < _CLOSURE_DAYS:
        return "the closure is shorter than 4 continuous weeks"
    if asked is None:
        return "the day on which advice was asked for is not given"
    first, last = claim.starts - _WEEK, reopens - _WEEK
    if not first <= asked <= last:
        return f"advice was asked for outside {in_words(first)} to {in_words(last)}"
    if not start <= asked <= due:
        return f"advice was not asked for between {in_words(start)} and {in_words(due)}"
    return None


def _circumstances(claim: ExceptionClaim, duty: Duty, start: date, due: date) -> str | None:
    return _too_short(claim.starts, claim.ends, start, due, 1)


def _absence(claim: ExceptionClaim, duty: Duty, start: date, due: date) -> str | None:
    return _too_short(claim.starts, claim.ends, start, due, 7 * duty.absence_weeks)


def _too_short(starts: date, ends: date, start: date, due: date, needed: int) -> str | None:
    """The reason if fewer than `needed` days of starts..ends lie within start..due."""
    days = (min(ends, due) - max(starts, start)).days + 1
    if days >= needed:
        return None
    period = f"between {in_words(start)} and {in_words(due)}"
    return f"only {days} of {needed} days fall {period}" if days > 0 else f"no day falls {period}"


_TESTS: dict[Ground, Callable[[ExceptionClaim, Duty, date, date], str | None]] = {
    Ground.SCHOOL_CLOSURE: _closure,
    Ground.EARLY_YEARS_CLOSURE: _closure,
    Ground.EXCEPTIONAL_CIRCUMSTANCES: _circumstances,
    Ground.AWAY_FROM_AREA: _absence,
}
