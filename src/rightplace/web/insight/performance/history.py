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
_SAYS = {True: "More than chance", False: "As chance could bring"}


def history_chart(
    indicator: Indicator, history: Sequence[Figure], *, sql: str | None, csv_href: str
) -> ChartView | None:
    """The history as a chart with its table; None where no figure is known."""
    series = control(history)
    chart = _chart(indicator, series)
    if chart.is_blank:
        return None
    return ChartView(
        id="history",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_table(chart.title, series),
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


def finding(indicator: Indicator, series: Control) -> str:
    """What the history says, in a sentence."""
    last = series.last
    if last is None or last.figure.rounded is None:
        return f"{indicator.name}: no figure is known"
    unit = "%" if indicator.unit is Unit.PERCENT else ""
    now = f"{last.figure.rounded:,}{unit} in {last.figure.period}"
    if series.centre is None:
        return f"{now}. {series.why}"
    centre = f"{rounded(series.centre, indicator.decimals):,}{unit}"
    if last.signals:
        side = "above" if (last.figure.value or 0) > series.centre else "below"
        return f"{now}: {side} the average of {centre} by more than chance would bring"
    return f"{now}: no further from the average of {centre} than chance could bring"


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
        description=f"{indicator.name} over time, with its average and control limits.",
        labels=tuple(str(point.figure.period) for point in points),
        series=tuple(drawn_series),
        label_title=indicator.frequency.value.capitalize(),
        value_title=_WHAT[indicator.unit],
        number=_NUMBERS[indicator.unit],
        from_zero=False,
    )


_WHAT = {
    Unit.COUNT: "Count",
    Unit.PERCENT: "Per cent",
    Unit.RATE: "Rate",
    Unit.SCORE: "Score",
}


def _table(caption: str, series: Control) -> TableView:
    headings = [
        "Period",
        Column("Value", numeric=True),
        Column("Numerator", numeric=True),
        Column("Denominator", numeric=True),
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
            _limit(point.figure, point.low),
            _limit(point.figure, point.high),
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


def _limit(figure: Figure, value: float | None) -> str:
    return "None" if value is None else f"{rounded(value, figure.indicator.decimals):,}"
