"""One duty of the statute, and the parts that its table rows are made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rightplace.law.allowances import Allowance
from rightplace.law.events import EventKind, Ground

# The day CFA 2014 Part 3 and the SEND Regs 2014 came into force.
SEND_REFORMS = date(2014, 9, 1)

# Reg 10(4), which regs 5(4), 13(3) and 27(3) repeat or point to.
ALL_GROUNDS = frozenset(Ground)


class Who(StrEnum):
    """Whose clock it is. The family's clocks are rights: they lapse and are never late."""

    AUTHORITY = "the authority"
    ADVISER = "the adviser asked"
    SETTING = "the setting consulted"
    ARRANGER = "whoever arranges the meeting"
    MEDIATION_ADVISER = "the mediation adviser"
    FAMILY = "the family"


@dataclass(frozen=True, slots=True)
class Later:
    """A second count for "whichever is the later": from the last of `kinds` up to the start.

    With `after`, also from the first of them that follows the start. `name` is what they are
    together, as a noun phrase.
    """

    name: str
    kinds: tuple[EventKind, ...]
    allowance: Allowance
    after: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done, by whom, by when, and what starts, meets, ends or excuses it.

    - `name` is a noun phrase: "the decision whether to assess".
    - `ended_by` stops the duty without meeting it. A duty that its own starting event ends (an
      invitation, by the meeting) can no longer be done after it.
    - `applies_if` keeps the clock away until one of these has followed the start.
    - `presumes`: one of these must have come by the due date, or the duty could not have existed.
    - `planned`: the start may be a day to come, because the duty counts back from it.
    - `per_ref`: only an event with the start's `ref` meets it.
    - `conditional`: it binds only if that is what is decided, so it is nobody's next step.
    - `needs`: the start counts only with one of these as its `ref`; empty means any.
    - `unverified` says what about the row has not been read in the instrument itself.
    """

    key: str
    name: str
    citation: str
    who: Who
    starts_on: tuple[EventKind, ...]
    met_by: tuple[EventKind, ...]
    ended_by: tuple[EventKind, ...]
    allowance: Allowance
    later: Later | None = None
    applies_if: tuple[EventKind, ...] = ()
    presumes: tuple[EventKind, ...] = ()
    planned: bool = False
    conditional: bool = False
    per_ref: bool = False
    needs: frozenset[str] = frozenset()
    grounds: frozenset[Ground] = frozenset()
    absence_weeks: int = 4
    in_force_from: date = SEND_REFORMS
    in_force_to: date | None = None
    unverified: str = ""
