"""How urgent a child's case is: points from the clock, the child's situation and the risk, in words.

The weights are the council's to set; here they are a table. A rank is a pure function of facts, so that
the same case has the same rank for whoever looks, and each point can be explained.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rightplace.casework.models.work import Circumstance

_Kind = Circumstance.Kind

# Days to the next limit, at most -> points.
_NEAR = ((0, 55), (7, 50), (14, 40), (28, 25))
_LATER = 10
_LATE, _LATE_PER_WEEK, _LATE_AT_MOST = 60, 3, 40

CIRCUMSTANCE_POINTS: dict[str, int] = {
    _Kind.PROTECTION: 30,
    _Kind.LOOKED_AFTER: 25,
    _Kind.OUT_OF_SCHOOL: 25,
    _Kind.EXCLUDED: 20,
    _Kind.HOSPITAL: 20,
    _Kind.CUSTODY: 20,
    _Kind.HOMELESS: 15,
    _Kind.IN_NEED: 15,
}

# The chance of being late, at least -> points.
_RISKS = ((0.8, 20), (0.5, 10))
_LATE_REPLY, _LATE_TASK = 10, 8


@dataclass(frozen=True, slots=True)
class Chance:
    """What became of the requests that stood where this one stands: `late` of `of`, and the range.

    `low` and `high` bound the share, from 0 to 1, with 90 per cent confidence (Wilson).
    """

    late: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that came late, from 0 to 1."""
        return self.late / self.of


@dataclass(frozen=True, slots=True)
class Standing:
    """What a rank depends on. `days_left` is None where no limit runs."""

    days_left: int | None
    circumstances: tuple[str, ...] = ()
    chance: Chance | None = None
    late_replies: int = 0
    late_tasks: int = 0
    moved: int = 0
    moved_why: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Some points of a rank, and what they are for."""

    points: int
    words: str


@dataclass(frozen=True, slots=True)
class Rank:
    """The more points, the sooner."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum."""
        return sum(reason.points for reason in self.reasons)

    @property
    def words(self) -> str:
        """Every reason, the weightiest first."""
        ordered = sorted(self.reasons, key=lambda reason: -abs(reason.points))
        return "; ".join(f"{reason.words} ({reason.points:+d})" for reason in ordered)


def rank(standing: Standing) -> Rank:
    """The rank of a case."""
    return Rank(tuple(_reasons(standing)))


def _reasons(of: Standing) -> Iterator[Reason]:
    yield from _clock(of.days_left)
    for kind in of.circumstances:
        yield Reason(CIRCUMSTANCE_POINTS[kind], _Kind(kind).label)
    yield from _risk(of)
    if of.late_replies:
        yield Reason(_LATE_REPLY, f"{_count(of.late_replies, 'reply')} overdue")
    if of.late_tasks:
        yield Reason(_LATE_TASK, f"{_count(of.late_tasks, 'task')} overdue")
    if of.moved:
        yield Reason(of.moved, of.moved_why)


def _clock(left: int | None) -> Iterator[Reason]:
    if left is None:
        return
    if left < 0:
        more = min(_LATE_AT_MOST, _LATE_PER_WEEK * (-left // 7))
        yield Reason(_LATE + more, f"{_count(-left, 'day')} past its limit")
        return
    points = next((points for days, points in _NEAR if left <= days), _LATER)
    yield Reason(points, "due today" if left == 0 else f"due in {_count(left, 'day')}")


def _risk(of: Standing) -> Iterator[Reason]:
    """A risk weighs while there is still time to prevent it."""
    if of.chance is None or (of.days_left is not None and of.days_left < 0):
        return
    points = next((points for share, points in _RISKS if of.chance.share >= share), 0)
    if points:
        yield Reason(points, f"{of.chance.late} of {of.chance.of} like it came late")


def _count(number: int, what: str) -> str:
    plural = what[:-1] + "ies" if what.endswith("y") and what[-2] not in "aeiou" else f"{what}s"
    return f"1 {what}" if number == 1 else f"{number:,} {plural}"


def heaviest(kinds: Iterable[str]) -> tuple[str, ...]:
    """The two circumstances that weigh most: more of them do not push every other case down."""
    return tuple(sorted(kinds, key=lambda kind: -CIRCUMSTANCE_POINTS[kind])[:2])
