"""How each kind of result is drawn, as chart specifications."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rightplace.facts.snapshot import About
from rightplace.indicators import Result
from rightplace.indicators.days import year_of
from rightplace.indicators.labels import in_order
from rightplace.papers.findings import largest_part
from rightplace.papers.specs import Chart, Number, Series, Shape

Title = Callable[[Result, About], str]
Draw = Callable[[Result, About], Chart]
_MONTH = re.compile(r"\d{4}-\d\d")
_SAY = {
    Shape.LINE: "Lines of {what} by {axis}.",
    Shape.BARS: "Bars of {what} by {axis}.",
    Shape.STACKED_BARS: "Bars of {what} by {axis}, each made of its parts.",
}


def columns(
    shape: Shape,
    names: Mapping[str, str],
    title: Title,
    *,
    axis: str,
    what: str,
    number: Number = Number.COUNT,
) -> Draw:
    """Columns of a table with one row for each period or day: column -> the name drawn."""

    def draw(result: Result, about: About) -> Chart:
        drawn = _finished(result, about) if number is Number.SHARE else result
        labels = [_label(period, about) for period in drawn.values(drawn.columns[0].name)]
        series = [Series(shown, drawn.numbers(name)) for name, shown in names.items()]
        return _chart(shape, title(result, about), labels, series, axis, what, number)

    return draw


def parts(shape: Shape, title: Title, *, axis: str, what: str) -> Draw:
    """A table of periods or days by part: one series for each part that occurs."""

    def draw(result: Result, about: About) -> Chart:
        rows, names, counts = pivot(result)
        labels = [_label(row, about) for row in rows]
        series = [Series(name, tuple(counts.get((r, name), 0) for r in rows)) for name in names]
        return _chart(shape, title(result, about), labels, series, axis, what, Number.COUNT)

    return draw


def latest_parts(*, axis: str, what: str, of_what: str) -> Draw:
    """The parts of the last finished period, or of the last day, the largest first."""

    def draw(result: Result, about: About) -> Chart:
        shown = latest(result, about)
        part, count = result.columns[1].name, result.columns[2].name
        pairs = zip(shown.numbers(count), map(str, shown.values(part)), strict=True)
        ordered = sorted(pairs, key=lambda pair: (-(pair[0] or 0), pair[1]))
        labels = [label for _, label in ordered]
        series = [Series(what, tuple(value for value, _ in ordered))]
        title = latest_title(of_what)(result, about)
        return _chart(Shape.BARS, title, labels, series, axis, what, Number.COUNT)

    return draw


def _finished(result: Result, about: About) -> Result:
    """Without the year that is not over, whose share will still move."""
    periods = [period for period in result.values("period") if str(period) <= str(year_of(about))]
    return result.where("period", *periods)


def latest(result: Result, about: About) -> Result:
    """The rows of the last period that is over, else of the last there is; or of the last day."""
    first = result.columns[0].name
    keys = [key for key in result.values(first) if key is not None]
    over = [key for key in keys if isinstance(key, date) or key <= str(year_of(about))]
    return result.where(first, *(over or keys)[-1:])


def latest_title(of_what: str) -> Title:
    """A finding about the largest part; `of_what` has a place for the period or the day."""

    def title(result: Result, about: About) -> str:
        shown = latest(result, about)
        part, count = result.columns[1].name, result.columns[2].name
        when = shown.values(result.columns[0].name)[0]
        labels = [str(label) for label in shown.values(part)]
        words = f"{when.day} {when:%B %Y}" if isinstance(when, date) else str(when)
        by = result.columns[1].label.lower()
        return largest_part(labels, shown.numbers(count), by, of_what.format(words))

    return title


def pivot(result: Result) -> tuple[list[object], list[str], Mapping[tuple[object, str], float]]:
    """The keys of the first column, the parts in the second, and the count of each pair."""
    first, second, count = (column.name for column in result.columns[:3])
    keys, labels = result.values(first), [str(label) for label in result.values(second)]
    counts = {
        (key, label): value or 0
        for key, label, value in zip(keys, labels, result.numbers(count), strict=True)
    }
    rows = in_order(map(str, keys)) if first == "stage" else list(dict.fromkeys(keys))
    return list(rows), in_order(labels), counts


def _label(key: object, about: About) -> str:
    """2022, "2023 so far", Jan 2022, or 31 Jan 2023 for the snapshot's own day."""
    if isinstance(key, date):
        return f"{key.day} {key:%b %Y}" if key == about.as_of else f"{key:%b %Y}"
    text = str(key)
    if _MONTH.fullmatch(text):
        return f"{date.fromisoformat(f'{text}-01'):%b %Y}"
    return f"{text} so far" if text.isdecimal() and int(text) > year_of(about) else text


def _chart(
    shape: Shape,
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    axis: str,
    what: str,
    number: Number,
) -> Chart:
    described = _SAY[shape].format(what=what.lower(), axis=axis.lower())
    if len(labels) == 1 and shape is not Shape.BARS:
        # One period alone makes no line: its series become bars.
        values = tuple(each.values[0] for each in series)
        described = _SAY[Shape.BARS].format(what=what.lower(), axis=f"kind, {labels[0]}")
        names = tuple(each.name for each in series)
        return Chart(Shape.BARS, title, described, names, (Series(what, values),), "", what, number)
    return Chart(shape, title, described, tuple(labels), tuple(series), axis, what, number)
