"""What is held back of a report, so that it and all that was published before give no small number back.

A reader subtracts: two counts of a year to date give the quarter between, a whole and its part the others, a
corrected figure and the first one those who were missed. What was published cannot be recalled, so of what is
new the figure is held back that would give the number away. A figure goes with all that it is made of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rightplace.indicators.performance.definition import Indicator, Unit
from rightplace.indicators.performance.disclosure import SMALL, is_small, share_is_small
from rightplace.indicators.performance.lines_of_counts import (
    AT_LEAST_NOUGHT,
    Pair,
    Point,
    Range,
    follows,
    worked_out,
)
from rightplace.indicators.performance.periods import Period

FEWEST = len(SMALL)
"""Of a small number, and of one that is held back, at least so many values must stay possible."""
Key = tuple[str, str]
"""The key of an indicator, and a period as it is written."""
Held = Mapping[Key, str]
"""What is held back, each with the reason in words."""

SMALL_ITSELF = "it is a small number, or is made of one"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that is to be published, with what it is made of."""

    indicator: Indicator
    period: Period
    numerator: float
    denominator: float | None

    @property
    def key(self) -> Key:
        """What it is the figure of."""
        return self.indicator.key, str(self.period)

    @property
    def counts(self) -> tuple[float, ...]:
        """Those who count and the rest of them, or whatever else it is made of that counts anybody."""
        match self.indicator.unit:
            case Unit.COUNT:
                return (self.numerator,)
            case Unit.PERCENT:
                return (self.numerator, (self.denominator or 0) - self.numerator)
            case Unit.SCORE:
                return (self.denominator or 0,)
        return (self.numerator, self.denominator or 0)


Release = Sequence[Cell]
"""What is published at one time, in the order in which it matters."""


def held_back(published: Sequence[Release], release: Release) -> Held:
    """What must be held back of a release, after those that went before it, the first of them first.

    Each of those is taken as this rule let it go. The same releases always give the same answer.
    """
    return held_in_each([*published, release])[-1]


def held_in_each(releases: Sequence[Release]) -> list[Held]:
    """What must be held back of each of the releases that follow one another."""
    book = _Book(_families(cell for each in releases for cell in each))
    return [book.publish(each) for each in releases]


def hides(unit: str, numerator: float | None, denominator: float | None) -> bool:
    """Whether a value is made of a few. A score's numerator is a sum of scores, and counts nobody."""
    match Unit(unit):
        case Unit.COUNT:
            return is_small(numerator)
        case Unit.SCORE:
            return is_small(denominator)
        case _:
            return share_is_small(numerator, denominator)


_SMALL_ALONE: Range = (SMALL.start, SMALL.stop - 1)
LineId = tuple[str, ...]
Counts = Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a count lies: on which line, from which point to which."""

    line: LineId
    pair: Pair


@dataclass
class _Line:
    """What is known of the counts of one line.

    `steps` are pairs whose second point lies no earlier, `told` what was published or said of a pair, by
    figure, and `held` the pairs that are held back.
    """

    steps: set[Pair] = field(default_factory=set)
    told: dict[Key, dict[Pair, Range]] = field(default_factory=dict)
    held: set[Pair] = field(default_factory=set)
    names: dict[Key, str] = field(default_factory=dict)
    spans: dict[Key, set[Pair]] = field(default_factory=dict)

    def known(self, without: Key | None = None) -> Mapping[Pair, Range]:
        """What can be worked out, with or without what was told of one figure."""
        said = [each for key, of in self.told.items() if key != without for each in of.items()]
        return worked_out([*((pair, AT_LEAST_NOUGHT) for pair in self.steps), *said])

    def told_by(self, key: Key, counts: Counts) -> tuple[dict[Pair, Range], Pair | None]:
        """What a figure tells of the line, and the pair, if any, in which it corrects another by a few.

        A year to date that falls by a few says that so many should not have been counted. Any other count
        that contradicts the rest of the line is of other people, and tells nothing of them.
        """
        told: dict[Pair, Range] = {}
        for pair, value in counts.items():
            low, high = _with(self.known(without=key), told)[pair]
            in_time = all(isinstance(point, int) for point in pair)
            if in_time and is_small(max(low - value, value - high)):
                return told, pair
            if low <= value <= high:
                told[pair] = (value, value)
        return told, None

    def given_away(self, key: Key, told: Mapping[Pair, Range]) -> Pair | None:
        """A pair that could be worked out too closely if so much were told of a figure; None if none."""
        before = self.known()
        after = _with(self.known(without=key), told)
        closer = [pair for pair in _ordered(follows(self.steps)) if after[pair] != before[pair]]
        return next((p for p in closer if _too_close(after[p], p in self.held)), None)

    def said_with(self, key: Key, told: Mapping[Pair, Range], pair: Pair) -> Range:
        """What a reader knows of a pair who sees that a figure is held back for its sake."""
        low, high = _with(self.known(without=key), told)[pair]
        return (min(low, _SMALL_ALONE[0]), max(high, _SMALL_ALONE[1]))

    def tell(self, key: Key, pair: Pair, known: Range) -> None:
        """Something is known of a pair, unless all the rest contradicts it."""
        low, high = self.known(without=key)[pair]
        if known[0] <= high and known[1] >= low:
            self.told.setdefault(key, {})[pair] = known

    def beside(self, key: Key, pair: Pair) -> str:
        """The other figures of the line that reach a pair's points, in words."""
        points = set(pair)
        touching = [
            k for k, pairs in self.spans.items() if any(points & set(each) for each in pairs)
        ]
        found = sorted({self.names[each] for each in touching if each != key})
        return " and ".join(found) or "what else is known"


def _with(known: Mapping[Pair, Range], told: Mapping[Pair, Range]) -> Mapping[Pair, Range]:
    return worked_out([*known.items(), *told.items()])


def _ordered(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: tuple(map(str, pair)))


def _too_close(known: Range, held: bool) -> bool:
    """Whether a reader knows too well how many: of a small number more than that it is one."""
    low, high = known
    may_be_small = low < SMALL.stop and high >= SMALL.start
    return high - low + 1 < FEWEST and (held or may_be_small)


class _Book:
    """All that was published, and what was held back of it."""

    def __init__(self, families: Mapping[str, str]) -> None:
        self._families = families
        self._lines: dict[LineId, _Line] = {}
        self._shown: dict[Key, list[Cell]] = {}
        self._held: dict[Key, tuple[Cell, str]] = {}

    def publish(self, release: Release) -> Held:
        """Publish what can be published; what is held back."""
        for cell in release:
            self._enter(cell)
        reasons = {cell.key: self._decide(cell) for cell in release}
        return {key: why for key, why in reasons.items() if why}

    def _enter(self, cell: Cell) -> None:
        for span, _ in self._spans(cell):
            line = self._lines.setdefault(span.line, _Line())
            line.names[cell.key] = _name(cell)
            line.spans.setdefault(cell.key, set()).add(span.pair)
            line.steps |= _steps(cell.indicator, span, line)

    def _decide(self, cell: Cell) -> str:
        """Why a cell is held back; empty where it is published."""
        shown = self._shown.get(cell.key, [])
        held, why = self._held.get(cell.key, (None, ""))
        if shown and shown[-1].counts == cell.counts:
            return ""
        if held is not None and held.counts == cell.counts:
            return why
        self._forget(cell)
        if why := self._why(cell, shown):
            self._held[cell.key] = (cell, why)
        else:
            self._held.pop(cell.key, None)
            self._shown.setdefault(cell.key, []).append(cell)
        return why

    def _forget(self, cell: Cell) -> None:
        """A figure that was held back is given anew, with other numbers: what was said of it is void."""
        if cell.key in self._held and cell.key not in self._shown:
            for where, spans in self._by_line(cell).items():
                self._lines[where].told.pop(cell.key, None)
                self._lines[where].held.difference_update(spans)

    def _why(self, cell: Cell, shown: Sequence[Cell]) -> str:
        """Why a cell is held back; where it is not, what it tells is told."""
        if hides(cell.indicator.unit, cell.numerator, cell.denominator):
            self._hold(cell, self._by_line(cell), _SMALL_ALONE)
            return SMALL_ITSELF
        if any(_near(cell, each) for each in shown):
            return "beside the figure that was published first it would give a small number back"
        telling = {}
        for where, counts in self._by_line(cell).items():
            line = self._lines[where]
            told, apart = line.told_by(cell.key, counts)
            if apart is None:
                apart = line.given_away(cell.key, told)
            if apart is not None:
                why = f"with {line.beside(cell.key, apart)} it would give a small number back"
                self._hold(cell, {where: {apart: 0}}, line.said_with(cell.key, told, apart))
                return why
            telling[where] = told
        for where, told in telling.items():
            self._lines[where].told[cell.key] = told
        return ""

    def _hold(self, cell: Cell, pairs: Mapping[LineId, Counts], known: Range) -> None:
        """A reader who knows the rule can say so much of a pair because a figure is held back."""
        if cell.key in self._shown:
            return
        for where, counts in self._by_line(cell).items():
            self._lines[where].held.update(counts)
        for where, counts in pairs.items():
            for pair, value in counts.items():
                if known is not _SMALL_ALONE or is_small(value):
                    self._lines[where].tell(cell.key, pair, known)

    def _by_line(self, cell: Cell) -> Mapping[LineId, Counts]:
        found: dict[LineId, dict[Pair, float]] = {}
        for span, value in self._spans(cell):
            found.setdefault(span.line, {})[span.pair] = value
        return found

    def _spans(self, cell: Cell) -> Iterator[tuple[_Span, float]]:
        """Where the counts of a cell lie. What is no whole number of people lies nowhere."""
        for side, count in zip(_SIDES, cell.counts, strict=False):
            if count >= 0 and float(count).is_integer():
                yield _span(cell.indicator, cell.period, side, self._families), count


_COUNTED, _REST = _SIDES = ("counted", "rest")
_NOUGHT = ""


def _name(cell: Cell) -> str:
    runs = cell.indicator.year_to_date or cell.indicator.rolling_year
    return f"the figure of {cell.period}" if runs else f"“{cell.indicator.name}”"


def _near(new: Cell, old: Cell) -> bool:
    """Whether two versions of a figure differ by a few."""
    return any(is_small(abs(a - b)) for a, b in zip(new.counts, old.counts, strict=True))


def _span(indicator: Indicator, period: Period, side: str, families: Mapping[str, str]) -> _Span:
    """Where a count lies: in time where it runs over several periods, else among those of its family."""
    key = indicator.key
    if indicator.year_to_date:
        return _Span((key, str(period.year), side), (0, period.number))
    if indicator.rolling_year:
        place = period.year * period.kind.in_a_year + period.number
        return _Span((key, side), (place - period.kind.in_a_year, place))
    family = families[key]
    if side == _REST and indicator.counted_of:
        return _Span((family, str(period), _COUNTED), (key, indicator.counted_of))
    return _Span((family, str(period), side), (indicator.apart_from or _NOUGHT, key))


def _steps(indicator: Indicator, span: _Span, line: _Line) -> set[Pair]:
    """The pairs in order that a span brings to its line."""
    places: list[Point] = sorted(
        {each for pair in (*line.steps, span.pair) for each in pair if isinstance(each, int)}
    )
    found: set[Pair] = {span.pair, *pairwise(places)}
    if indicator.part_of and not places:
        found.add((span.pair[1], indicator.part_of))
    if not places and span.pair[0] != _NOUGHT:
        found.add((_NOUGHT, span.pair[0]))
    return found


def _families(cells: Iterable[Cell]) -> Mapping[str, str]:
    """Key of each indicator -> the family of those whose counts are of the same people."""
    family: dict[str, str] = {}
    for each in {cell.indicator.key: cell.indicator for cell in cells}.values():
        kin = {each.key, each.part_of, each.apart_from, each.counted_of} - {""}
        joined = {family.get(name, name) for name in kin}
        for name in [*kin, *(name for name, of in family.items() if of in joined)]:
            family[name] = min(joined)
    return family
