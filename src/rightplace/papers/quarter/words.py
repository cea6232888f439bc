"""Sentences about a figure: its value, its change, how it compares; every number of them bound."""

from collections.abc import Callable

from rightplace.indicators.performance.definition import Polarity, Unit
from rightplace.indicators.performance.disclosure import HIDDEN
from rightplace.indicators.performance.table import Line, Trend
from rightplace.papers.quarter.paper import Run, Runs

_QUARTERS = {1: "top", 2: "second", 3: "third", 4: "bottom"}
_UNITS = {Unit.PERCENT.value: " per cent"}


def told(line: Line) -> Runs:
    """All that the register says of one indicator, in sentences."""
    sentences = [_value(line)]
    if line.available and line.latest_value != HIDDEN:
        sentences += [_chance(line), _target(line), _compared(line), _rated(line)]
    return _joined([each for each in sentences if each])


def _joined(sentences: list[Runs]) -> Runs:
    found: list[Run] = []
    for number, sentence in enumerate(sentences):
        found += [Run(" "), *sentence] if number else sentence
    return tuple(found)


def _bound(line: Line, field: str, text: str) -> Run:
    return Run(text, f"{line.key}:{field}")


def _number(line: Line, field: str, text: str) -> tuple[Run, ...]:
    """A value with its unit; the unit is text of its own."""
    unit = _UNITS.get(line.unit, "")
    return (_bound(line, field, text), Run(unit)) if unit else (_bound(line, field, text),)


def _value(line: Line) -> Runs:
    period = _bound(line, "latest_period", line.latest_period)
    if not line.available:
        until = f" It is expected from {line.until}." if line.until else ""
        said = Run(f" is not available: {line.why.rstrip('.')}.{until}")
        return (Run(f"{line.name} for "), period, said)
    if line.latest_value == HIDDEN:
        return (Run(f"{line.name} in "), period, Run(f" is hidden: {line.why}."))
    start: Runs = (Run(f"{line.name}: "), *_number(line, "latest_value", line.latest_value))
    return (*start, Run(" in "), period, *_made_of(line), *_change(line), Run("."))


def _made_of(line: Line) -> Runs:
    if line.denominator is None or line.numerator is None or line.unit != Unit.PERCENT.value:
        return ()
    return (
        Run(" ("),
        _bound(line, "numerator", f"{line.numerator:,.0f}"),
        Run(" of "),
        _bound(line, "denominator", f"{line.denominator:,.0f}"),
        Run(")"),
    )


def _change(line: Line) -> Runs:
    if not line.previous_period:
        return ()
    before = _bound(line, "previous_period", line.previous_period)
    if line.previous_value == HIDDEN:
        return (Run("; the figure for "), before, Run(f" is hidden: {line.previous_why}"))
    if line.trend == Trend.NONE:
        return (Run("; there is no figure for "), before, Run(" to compare it with"))
    if line.trend == Trend.NO_CHANGE:
        return (Run(", as in "), before)
    way = "up" if line.trend == Trend.INCREASE else "down"
    value = _bound(line, "previous_value", line.previous_value)
    return (Run(f", {way} from "), value, Run(" in "), before)


def _chance(line: Line) -> Runs:
    if line.beyond_chance is None or line.trend in (Trend.NONE, Trend.NO_CHANGE):
        return ()
    if line.beyond_chance:
        return (Run("The change is more than chance would bring."),)
    return (Run("The change is no more than chance could bring."),)


def _target(line: Line) -> Runs:
    if not line.target:
        return ()
    met = _meets(line)
    side = "less" if line.target.startswith("<") else "more"
    number = line.target.strip("<>%")
    verdict = "The target is met" if met else "The target is not met"
    return (Run(f"{verdict}: {side} than "), *_number(line, "target_value", number), Run("."))


def _meets(line: Line) -> bool:
    assert line.value is not None
    goal = float(line.target.strip("<>%"))
    return line.value < goal if line.polarity == Polarity.LOW.value else line.value > goal


def _compared(line: Line) -> Runs:
    if line.quartile is None:
        return ()
    start: Runs = (Run(f"It is in the {_QUARTERS[line.quartile]} quarter of authorities"),)
    if line.neighbour_average:
        average = _number(line, "neighbour_average", line.neighbour_average)
        start = (*start, Run("; statistical neighbours average "), *average)
    return (*start, Run("."))


def _rated(line: Line) -> Runs:
    return (Run(f"It is rated {line.status.lower()}."),) if line.status else ()


Count = Callable[[Line], bool]


def how_many(lines: list[Line], which: Count, name: str) -> Run:
    """How many lines are so, bound to the report as a whole."""
    return Run(str(sum(which(line) for line in lines)), f"report:{name}")
