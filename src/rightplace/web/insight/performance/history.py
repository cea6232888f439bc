"""The history of an indicator with its control limits, as a chart whose title says the finding."""

from collections.abc import Sequence

from markupsafe import Markup

from rightplace.indicators.performance.control import Control, Point, control
from rightplace.indicators.performance.definition import Indicator, Unit
from rightplace.indicators.performance.figure import Figure, rounded
from rightplace.papers.charts import svg
from rightplace.papers.specs import Chart, Number, Series, Shape
from rightplace.web.design.presenters import ChartView, Column, TableView

_NUMBERS = {
    Unit.COUNT: Number.COUNT,
    Unit.PERCENT: Number.SHARE,
    Unit.RATE: Number.DECIMAL,
    Unit.SCORE: Number.DECIMAL,
}
COLUMNS = ("period", "value", "numerator", "denominator", "lower_limit", "upper_limit", "says")
_DRAWN = "The limits are what chance alone would bring it to on either side of its average."
_SMALL = 10
_SAYS = {True: "More than chance", False: "As chance could bring"}


def history_chart(
    indicator: Indicator, history: Sequence[Figure], *, sql: str | None, csv_href: str
) -> ChartView | None:
    """The history as a chart with its table; None where no figure is known."""
    series = control(_from_first(history))
    chart = _chart(indicator, series)
    if chart.is_blank:
        return None
    return ChartView(
        id="history",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_table(indicator, chart.title, series),
        csv_href=csv_href,
        method=(
            f"{indicator.definition} The limits are three standard deviations on either side of the average: "
            "of proportions where there is a denominator, else by the mean moving range. A point says more "
            "than chance where it is outside them, or is the last of eight on one side of the average."
        ),
        sql=sql,
    )


def history_rows(history: Sequence[Figure]) -> list[tuple[object, ...]]:
    """The history for a file, in `COLUMNS`; limits are not rounded."""
    return [
        (
            str(point.figure.period),
            point.figure.rounded,
            point.figure.numerator,
            point.figure.denominator,
            point.low,
            point.high,
            says(point),
        )
        for point in control(history).points
    ]


def _from_first(history: Sequence[Figure]) -> Sequence[Figure]:
    """The history from its first known figure on."""
    first = next((n for n, each in enumerate(history) if each.value is not None), 0)
    return history[first:]


def finding(indicator: Indicator, series: Control) -> str:
    """What the history says, in a sentence."""
    last = series.last
    if last is None:
        return "No figure is known"
    now = f"{_value(last.figure)} in {last.figure.period}"
    if last is not series.points[-1]:
        now = f"Not available in {series.points[-1].figure.period}; {now}"
    if series.centre is None:
        return now + _since(indicator, series, last.figure)
    usual = f"average {_level(indicator, series.centre)}"
    if last.signals:
        side = "above" if (last.figure.value or 0) > series.centre else "below"
        return f"{now}: {side} what is usual ({usual}), by more than chance"
    return f"{now}: as usual ({usual})"


def _since(indicator: Indicator, series: Control, now: Figure) -> str:
    """The way from the figure that it is compared with, where limits do not tell."""
    period = indicator.compared_with(now.period)
    if period is None:
        return ": earlier figures cannot be compared with it"
    known = (p.figure for p in series.points if p.figure.period == period)
    before = next((each for each in known if each.rounded is not None), None)
    if before is None or before.rounded is None or now.rounded is None:
        return ""
    if before.rounded == now.rounded:
        return f", as in {period}"
    way = "up" if now.rounded > before.rounded else "down"
    return f", {way} from {_value(before)} in {period}"


def _level(indicator: Indicator, value: float) -> str:
    """An average or a limit; of small counts with a decimal, which a count itself has not."""
    decimals = indicator.decimals
    if indicator.unit is Unit.COUNT and abs(value) < _SMALL:
        decimals += 1
    return f"{rounded(value, decimals):,}{'%' if indicator.unit is Unit.PERCENT else ''}"


def _chart(indicator: Indicator, series: Control) -> Chart:
    scale = 0.01 if indicator.unit is Unit.PERCENT else 1.0

    def drawn(value: float | None) -> float | None:
        return None if value is None else scale * value

    points = series.points
    drawn_series = [Series("Value", tuple(drawn(p.figure.value) for p in points))]
    if series.centre is not None:
        centre = drawn(series.centre)
        drawn_series += [
            Series("Upper limit", tuple(drawn(p.high) for p in points)),
            Series("Average", tuple(centre if p.high is not None else None for p in points)),
            Series("Lower limit", tuple(drawn(p.low) for p in points)),
        ]
    return Chart(
        shape=Shape.LINE,
        title=finding(indicator, series),
        description=f"{indicator.name} over time. {series.why or _DRAWN}",
        labels=tuple(str(point.figure.period) for point in points),
        series=tuple(drawn_series),
        label_title=indicator.frequency.value.capitalize(),
        value_title=UNITS[indicator.unit],
        number=_NUMBERS[indicator.unit],
        from_zero=False,
    )


UNITS = {
    Unit.COUNT: "Number",
    Unit.PERCENT: "Per cent",
    Unit.RATE: "Rate",
    Unit.SCORE: "Score",
}


def _table(indicator: Indicator, caption: str, series: Control) -> TableView:
    headings = [
        "Period",
        Column("Value", numeric=True),
        Column("Counted", numeric=True),
        Column("Out of", numeric=True),
        Column("Lower limit", numeric=True),
        Column("Upper limit", numeric=True),
        "What it says",
    ]
    rows = [
        [
            str(point.figure.period),
            _value(point.figure),
            _part(point.figure.numerator),
            _part(point.figure.denominator),
            _limit(indicator, point.low),
            _limit(indicator, point.high),
            says(point),
        ]
        for point in series.points
    ]
    return TableView.of(caption, headings, rows)


def says(point: Point) -> str:
    """What a point says, or why there is none."""
    if point.figure.value is None:
        return f"{point.figure.why[:1].upper()}{point.figure.why[1:]}"
    return "No limits" if point.low is None else _SAYS[point.signals]


def _value(figure: Figure) -> str:
    if figure.rounded is None:
        return "Not available"
    return f"{figure.rounded:,}{'%' if figure.indicator.unit is Unit.PERCENT else ''}"


def _part(value: float | None) -> str:
    return "Not shown" if value is None else f"{value:,.10g}"


def _limit(indicator: Indicator, value: float | None) -> str:
    return "None" if value is None else _level(indicator, value)
