"""The counts of findings as charts and tables, and as lines of a file."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from rightplace.casework.models import FindingSeverity, FindingState, Role, User
from rightplace.casework.queries.finding_trends import COUNTED, Age, Check, Group
from rightplace.facts.quality.consequences import Cost
from rightplace.indicators import REGISTER
from rightplace.papers.charts import svg
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.design.formats import number, plural, short_day
from rightplace.web.design.presenters import Cell, ChartView, Column, TableView, Value
from rightplace.web.insight.sources.words import table_name

SHOWN = 15
_SEERS = (Role.TEAM_MANAGER, Role.AUDITOR)
_METHOD = (
    "Each check of a snapshot keeps how many findings stood at its end. To mend and accepted are all that"
    " stood; mended are those that this check found mended. A finding is one row that fails one rule, so that"
    " one mistake can be more than one finding. Where a snapshot was checked twice, the last time counts."
)
Words = Callable[[Group], Cell]


def over_time(checks: Sequence[Check], title: str, csv_href: str) -> ChartView:
    """What stood at each check; with one check alone its parts as bars."""
    labels = tuple(short_day(check.as_of) for check in checks)
    one = len(checks) == 1
    series = tuple(
        Series(state.label, tuple(float(check.counts[state]) for check in checks))
        for state in COUNTED
    )
    if one:
        values = tuple(float(checks[0].counts[state]) for state in COUNTED)
        labels, series = tuple(s.label for s in COUNTED), (Series("Findings", values),)
    chart = Chart(
        shape=Shape.BARS if one else Shape.LINE,
        title=title,
        description=f"Findings of the check of {short_day(checks[0].as_of)} by how they stand."
        if one
        else "Lines of findings to mend, accepted and mended, by the day that the check was of.",
        labels=labels,
        series=series,
        label_title="" if one else "Check",
        value_title="Findings",
    )
    rows = [(short_day(c.as_of), c.name, *(c.counts[state] for state in COUNTED)) for c in checks]
    heads = ("Check of", "Snapshot", *(Column(s.label, numeric=True) for s in COUNTED))
    table = TableView.of(title, heads, rows)
    drawn = Markup(svg(chart))  # noqa: S704 (drawn by us, checked for style and script)
    return ChartView("over-time", title, chart.description, drawn, table, csv_href, _METHOD)


def age_chart(found: Sequence[Age], csv_href: str) -> ChartView:
    """Open findings against the day by which they are to be mended."""
    late = sum(age.number for age in found[1:])
    total = sum(age.number for age in found)
    verb = "is" if late == 1 else "are"
    title = f"{number(late)} of {plural(total, 'finding')} to mend now {verb} past the day"
    chart = Chart(
        shape=Shape.STACKED_BARS,
        title=title,
        description="Bars of findings to mend by how late they are, each made of its severities.",
        labels=tuple(age.name for age in found),
        series=tuple(
            Series(s.label, tuple(float(age.counts[s]) for age in found)) for s in FindingSeverity
        ),
        label_title="Against its day",
        value_title="Findings to mend",
    )
    heads = ("Against its day", *(Column(s.label, numeric=True) for s in FindingSeverity))
    rows = [(age.name, *(age.counts[s] for s in FindingSeverity)) for age in found]
    table = TableView.of(title, heads, rows)
    drawn = Markup(svg(chart))  # noqa: S704 (drawn by us, checked for style and script)
    method = (
        "Each finding that nobody has accepted or mended, by its last day to be mended: 5 working days after"
        " it was found for an error, 10 for a query, 20 for information. That is the council's own standard."
    )
    return ChartView("ages", title, chart.description, drawn, table, csv_href, method)


def group_table(caption: str, head: str, groups: Sequence[Group], words: Words) -> TableView:
    """The groups with most to mend; what is left out is said in the last row."""
    numeric = (*(s.label for s in COUNTED), "Change")
    heads = (head, *(Column(label, numeric=True) for label in numeric))
    rows = [(words(group), *_counts(group)) for group in groups[:SHOWN]]
    rest = groups[SHOWN:]
    if rest:
        sums = (sum(g.counts.get(state, 0) for g in rest) for state in COUNTED)
        rows.append((f"{plural(len(rest), 'other')}, in the file", *sums, "Not shown"))
    return TableView.of(caption, heads, rows, empty="Nothing was found.")


def _counts(group: Group) -> tuple[Value, ...]:
    counts = tuple(group.counts.get(state, 0) for state in COUNTED)
    if group.before is None:
        return (*counts, "First check")
    change = group.open - group.before
    return (*counts, f"{change:+,}" if change else "None")


def linked(user: User, name: str) -> Words:
    """A group's name, leading to its list of data to mend for those who may see the children."""

    def words(group: Group) -> Cell:
        detail = group.about or None
        sees = user.role in _SEERS and group.key and group.open
        if name == "team" and user.role == Role.TEAM_MANAGER:
            sees = sees and group.key == str(user.team_id)
        if not sees:
            return Cell(group.name, detail=detail)
        query = urlencode({name: group.key})
        return Cell(group.name, href=f"{reverse('staff:findings')}?{query}", detail=detail)

    return words


def plain(group: Group) -> Cell:
    """A group's name alone: the list cannot be narrowed to it."""
    return Cell(group.name)


def cause_table(groups: Sequence[Group]) -> TableView:
    """Why the data are wrong, as far as someone has said."""
    heads = ("Why it is wrong", *(Column(s.label, numeric=True) for s in COUNTED))
    rows = [(group.name, *(group.counts.get(state, 0) for state in COUNTED)) for group in groups]
    return TableView.of(
        "By root cause, as findings stand now", heads, rows, empty="Nothing was found."
    )


def cost_tables(measures: Sequence[Cost], elements: Sequence[Cost]) -> tuple[TableView, ...]:
    """What goes wrong where nothing is mended: figures, and cells of the return."""
    figures = [
        (Cell(REGISTER[cost.name].name, detail=cost.name), cost.number, len(cost.rules))
        for cost in measures
    ]
    cells = [(cost.name, table_name(cost.table), cost.number, len(cost.rules)) for cost in elements]
    numeric = (Column("Findings to mend", numeric=True), Column("Rules", numeric=True))
    return (
        TableView.of(
            "Figures that go wrong", ("Figure", *numeric), figures, empty="No figure is touched."
        ),
        TableView.of(
            "Cells of the SEN2 return that go wrong",
            ("Element", "Table", *numeric),
            cells,
            empty="No cell of the return is touched.",
        ),
    )


def csv_lines(
    checks: Sequence[Check],
    groups: dict[str, Sequence[Group]],
    found: Sequence[Age],
    costs: dict[str, Sequence[Cost]],
) -> Iterator[tuple[object, ...]]:
    """Everything on the page: table, name, what is counted, how many."""
    for check in checks:
        for state in COUNTED:
            yield "check", f"{check.as_of} {check.name}", state.value, check.counts[state]
    for kind, members in groups.items():
        for group in members:
            for state in COUNTED:
                yield kind, group.name, state.value, group.counts.get(state, 0)
    for age in found:
        for severity in FindingSeverity:
            yield "age", age.name, severity.value, age.counts[severity]
    for kind, members in costs.items():
        for cost in members:
            yield (
                kind,
                ".".join(filter(None, (cost.table, cost.name))),
                FindingState.OPEN.value,
                cost.number,
            )
