"""From results to what the templates show."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rightplace.facts.snapshot import Snapshot
from rightplace.indicators import Measure, Result, Unit, evaluate
from rightplace.indicators.days import year_of
from rightplace.indicators.written import written
from rightplace.papers.charts import svg
from rightplace.web.design.presenters import ChartView, Column, Link, Stat, TableView
from rightplace.web.insight.choice import Choice, standing
from rightplace.web.insight.dashboards import DASHBOARDS, FigureSpec
from rightplace.web.insight.drawings import pivot


@dataclass(frozen=True)
class Entry:
    """A dashboard on the home page: its name, its first finding, and its address."""

    title: str
    finding: str
    href: str


def figure(spec: FigureSpec, choice: Choice, snapshot: Snapshot) -> ChartView | Measure:
    """A figure ready to show; its measure alone where the snapshot has nothing to count."""
    whole = evaluate(snapshot, spec.measure, by=spec.by)
    if not whole.rows:
        return whole.measure
    result = _last(whole, spec.last)
    chart = spec.draw(result, snapshot.about)
    if chart.is_blank:
        return whole.measure
    by = {"by": spec.by.value} if spec.by else {}
    return ChartView(
        id=spec.id,
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=table(result, chart.title),
        csv_href=choice.link("insight:csv", spec.measure, **by),
        method=_method(result.measure),
        sql=result.sql,
    )


def _last(result: Result, count: int | None) -> Result:
    first = result.columns[0].name
    kept = list(dict.fromkeys(result.values(first)))[-count:] if count else None
    return result if kept is None else result.where(first, *kept)


def _method(measure: Measure) -> str:
    mind = " ".join(measure.limits)
    return (
        f"{measure.definition} Above the line: {measure.numerator}. Below the line:"
        f" {measure.denominator}. {mind} Source: {measure.source}. Key: {measure.key}."
    )


def table(result: Result, finding: str) -> TableView:
    """The result as a table; periods by part where it has one count for each pair."""
    caption = f"{result.measure.name}. {finding}"
    counts = [column for column in result.columns if column.unit not in (Unit.TEXT, Unit.DAY)]
    wide = len(result.measure.order) == 2 and len(counts) == 1
    return _crossed(result, caption) if wide else _plain(result, caption)


def _plain(result: Result, caption: str) -> TableView:
    headings = [Column(c.label, c.unit not in (Unit.TEXT, Unit.DAY)) for c in result.columns]
    units = [column.unit for column in result.columns]
    rows = [
        [written(value, unit) for value, unit in zip(row, units, strict=True)]
        for row in result.rows
    ]
    return TableView.of(caption, headings, rows)


def _crossed(result: Result, caption: str) -> TableView:
    keys, labels, counts = pivot(result)
    first = result.columns[0]
    headings = [Column(first.label), *(Column(label, numeric=True) for label in labels)]
    rows = [
        # A pair without a row was counted, and is none.
        [written(key, first.unit), *(int(counts.get((key, label), 0)) for label in labels)]
        for key in keys
    ]
    return TableView.of(caption, headings, rows)


# Label (with a place for the year) -> measure, column: the figures of the home page.
_OF_THE_YEAR = (
    ("new plans of {} within 20 weeks", "timeliness.within_20_weeks", "share"),
    ("requests received in {}", "requests.outcomes", "received"),
    ("of the requests of {} refused", "requests.outcomes", "share"),
)
_OF_THE_DAY = (
    ("plans maintained", "plans.caseload", "plans"),
    ("open cases past 20 weeks", "timeliness.open_by_month", "over_20"),
)


def stats(snapshot: Snapshot) -> Sequence[Stat]:
    """The figures to be seen first."""
    year, day = str(year_of(snapshot.about)), snapshot.about.as_of
    of_day = [_stat(snapshot, label, key, column, day) for label, key, column in _OF_THE_DAY]
    of_year = [
        _stat(snapshot, label.format(year), key, column, year)
        for label, key, column in _OF_THE_YEAR
    ]
    return of_day + of_year


def _stat(snapshot: Snapshot, label: str, key: str, column: str, when: object) -> Stat:
    result = evaluate(snapshot, key)
    row = result.where(result.columns[0].name, when)
    value = next(iter(row.values(column)), None)
    return Stat(label, written(value, result.columns[result.position(column)].unit))


def entries(choice: Choice, snapshot: Snapshot) -> Sequence[Entry]:
    """The dashboards, each with what its first figure says."""
    found = []
    for slug, dashboard in DASHBOARDS.items():
        spec = dashboard.figures[0]
        result = evaluate(snapshot, spec.measure, by=spec.by)
        finding = spec.draw(result, snapshot.about).title if result.rows else dashboard.question
        found.append(Entry(dashboard.title, finding, choice.link(f"insight:{slug}")))
    return found


def snapshots_table(choice: Choice) -> TableView:
    """Every snapshot, the newest first."""
    rows = [
        [
            Link(each.name, choice.link("insight:home", snapshot=each.name)),
            each.about.as_of,
            standing(each),
            each.taken_at.date(),
            each.rows["person"],
            each.id,
        ]
        for each in choice.all
    ]
    headings = ["Name", "As of", "What it is", "Taken", Column("People", numeric=True), "Content"]
    return TableView.of("Snapshots", headings, rows)
