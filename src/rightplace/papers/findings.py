"""What the figures say, in a sentence: the title of a chart."""

from collections.abc import Callable, Sequence

from rightplace.indicators import Result

Pair = tuple[str, float]
Writer = Callable[[float], str]


def share_over_time(result: Result, column: str, what: str, *, until: str) -> str:
    """For instance: 3.8% of new plans in 2022 came within 20 weeks, down from 26.9% in 2021.

    `what` has a place for the period: "of new plans in {} came within 20 weeks". Periods after
    `until` are not over and are left out.
    """
    pairs = _known(result, column, until)
    if not pairs:
        return f"Not known yet: what share {what.format('a finished year')}"
    (period, value), *before = reversed(pairs)
    return f"{_percent(value)} {what.format(period)}{_change(value, before, _percent)}"


def count_over_time(
    result: Result, column: str, one: str, many: str, what: str, *, until: str
) -> str:
    """For instance: 1,199 requests were received in 2022, up from 1,109 in 2021."""
    pairs = _known(result, column, until)
    if not pairs:
        return f"Not known yet: how many {many} {what.format('a finished year')}"
    (period, value), *before = reversed(pairs)
    verb = "was" if value == 1 else "were"
    counted = f"{_number(value)} {one if value == 1 else many} {verb}"
    return f"{counted} {what.format(period)}{_change(value, before, _number)}"


def largest_part(labels: Sequence[str], values: Sequence[float | None], by: str, what: str) -> str:
    """For instance: Special school is the largest group by setting: 43.1% of plans."""
    known = [(value, label) for label, value in zip(labels, values, strict=True) if value]
    if not known:
        return f"There are no {what} to show by {by}"
    most, label = max(known)
    share = most / sum(value for value, _ in known)
    return f"{label} is the largest group by {by}: {_percent(share)} of {what}"


def waiting(late: float, total: float) -> str:
    """For instance: 12 of 80 open cases are past 20 weeks."""
    if not total:
        return "No request or assessment is open"
    cases = "open case" if total == 1 else "open cases"
    verb = "is" if late == 1 else "are"
    return f"{_number(late)} of {_number(total)} {cases} {verb} past 20 weeks"


def _known(result: Result, column: str, until: str) -> list[Pair]:
    pairs = zip(result.values("period"), result.numbers(column), strict=True)
    return [(str(p), value) for p, value in pairs if value is not None and str(p) <= until]


def _change(value: float, before: Sequence[Pair], written: Writer) -> str:
    if not before:
        return ""
    period, old = before[0]
    if written(old) == written(value):
        return f", as in {period}"
    return f", {'up' if value > old else 'down'} from {written(old)} in {period}"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}%"


def _number(value: float) -> str:
    return f"{value:,.0f}"
