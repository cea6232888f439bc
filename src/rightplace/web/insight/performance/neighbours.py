"""An indicator among other authorities: its neighbours, the region, England, and the cut points."""

from dataclasses import dataclass

from django.conf import settings
from markupsafe import Markup

from rightplace.facts.comparators import Comparators
from rightplace.indicators.performance.comparing import (
    FEWEST_FOR_QUARTILES,
    Comparison,
    compare,
    cut_points,
)
from rightplace.indicators.performance.definition import Indicator, Polarity, Unit
from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.periods import Period
from rightplace.papers.charts import svg
from rightplace.papers.specs import Chart, Mark, Number, Series, Shape
from rightplace.web.design.presenters import ChartView, Column, TableView
from rightplace.web.insight.performance.history import UNITS

COLUMNS = ("who", "kind", "value", "period")


@dataclass(frozen=True)
class Row:
    """One value that the own one is held against."""

    who: str
    kind: str
    value: float | None


@dataclass(frozen=True)
class Among:
    """All that is known of other authorities, for one indicator. `rows` begin with the own value."""

    indicator: Indicator
    comparison: Comparison
    rows: tuple[Row, ...]
    licence: str

    @property
    def finding(self) -> str:
        """Where the own value stands."""
        own = self.rows[0].value
        found = [row for row in self.rows if row.kind == "Neighbour" and row.value is not None]
        if own is None or not found:
            return f"No figure of our own beside the neighbours' of {self.comparison.comparator_period}"
        lower = sum(1 for row in found if (row.value or 0) < own)
        higher = sum(1 for row in found if (row.value or 0) > own)
        return f"{written(self.indicator, own)}: {_place(lower, higher, len(found))}"


def _place(lower: int, higher: int, count: int) -> str:
    """Where a value stands among so many neighbours, of which so many are lower and so many higher."""
    if lower == count:
        return f"higher than all {count} neighbours"
    if higher == count:
        return f"lower than all {count} neighbours"
    return f"higher than {lower} of {count} neighbours"


def among(
    indicator: Indicator,
    report: Period,
    own: float | None,
    comparators: Comparators | None,
) -> Among | str:
    """What is known of others; why nothing is, where nothing is."""
    if not indicator.benchmark:
        return "Other authorities publish no figure that this one can be held against."
    if comparators is None:
        return "No figures of other authorities are loaded."
    given = {} if own is None else {indicator.key: own}
    (found,) = compare(comparators, [indicator], settings.AUTHORITY, report, own=given)
    if found.why and not found.authorities:
        return found.why
    return Among(indicator, found, _rows(found, own, comparators), comparators.licence)


def _rows(found: Comparison, own: float | None, comparators: Comparators) -> tuple[Row, ...]:
    measure, period = found.indicator.benchmark, found.comparator_period
    values = comparators.values(measure, period)
    near = [
        Row(area.name if (area := comparators.area(code)) else code, "Neighbour", values.get(code))
        for code in found.neighbours
    ]
    cuts = []
    if len(values) >= FEWEST_FOR_QUARTILES and found.indicator.polarity is not Polarity.NONE:
        names = ("First quartile", "Second quartile", "Third quartile")
        points = zip(names, cut_points(values.values()), strict=True)
        cuts = [Row(name, "Cut point", float(point)) for name, point in points]
    average = Row("Neighbours' average", "Average", found.statistical_neighbour_average)
    return (
        Row(settings.COUNCIL, "Our figure", own),
        *near,
        average,
        Row("Region", "Average", found.region),
        Row("England", "Average", found.england),
        *cuts,
    )


def neighbours_chart(found: Among, *, csv_href: str) -> ChartView | None:
    """The dots of the own value and its neighbours, across lines of the rest; None without a value."""
    chart = _chart(found)
    if chart.is_blank:
        return None
    return ChartView(
        id="neighbours",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_table(found),
        csv_href=csv_href,
        method=(
            f"Published values of {found.comparison.authorities} authorities for "
            f"{found.comparison.comparator_period}; our own value is the report's. Quartiles by the "
            f"Department's rule: cut points linear between ranks, over authorities alone. {found.licence}"
        ),
    )


def _chart(found: Among) -> Chart:
    scale = 0.01 if found.indicator.unit is Unit.PERCENT else 1.0
    dots = [r for r in found.rows if r.kind in ("Our figure", "Neighbour") and r.value is not None]
    dots.sort(key=lambda row: -(row.value or 0))
    return Chart(
        shape=Shape.DOTS,
        title=found.finding,
        description="Dots of our figure, as a diamond, and of each statistical neighbour, across lines of "
        "the averages and of the quartiles' cut points.",
        labels=tuple(row.who for row in dots),
        series=(Series("Value", tuple(scale * (row.value or 0) for row in dots)),),
        label_title="",
        value_title=f"{UNITS[found.indicator.unit]}, {found.comparison.comparator_period}",
        number=Number.SHARE if found.indicator.unit is Unit.PERCENT else Number.DECIMAL,
        marks=tuple(
            Mark(row.who, scale * row.value)
            for row in found.rows
            if row.kind in ("Average", "Cut point") and row.value is not None
        ),
        emphasis=settings.COUNCIL,
    )


def _table(found: Among) -> TableView:
    columns = ["Who", "What it is", Column("Value", numeric=True)]
    rows = [[row.who, row.kind, written(found.indicator, row.value)] for row in found.rows]
    return TableView.of(found.finding, columns, rows)


def written(indicator: Indicator, value: float | None) -> str:
    """A value to one decimal more than a count has, as comparators are published."""
    if value is None:
        return "Not published"
    unit = "%" if indicator.unit is Unit.PERCENT else ""
    return f"{rounded(round(value, 9), indicator.decimals):,}{unit}"
