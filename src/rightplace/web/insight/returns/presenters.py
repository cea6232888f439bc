"""A reconciliation as tables and a drawing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

from django.urls import NoReverseMatch, reverse
from markupsafe import Markup

from rightplace.casework.models import Person
from rightplace.facts.quality import Severity
from rightplace.facts.snapshot import Snapshot
from rightplace.papers.charts import svg
from rightplace.papers.specs import Chart, Number, Series, Shape
from rightplace.returns.sen2.reasons import About, Step, Why
from rightplace.returns.sen2.reconcile import Reconciliation
from rightplace.web.design.formats import day, number, plural
from rightplace.web.design.presenters import Cell, ChartView, Column, Link, Stat, TableView
from rightplace.web.insight.choice import Choice

PLURAL = {
    About.PERSON: "People",
    About.REQUEST: "Requests",
    About.ASSESSMENT: "Assessments",
    About.PLAN: "Plans",
}
FORMS = {"xml": "XML", "collect": "COLLECT tables (CSV)", "xlsx": "Excel template"}
_SHORT = {
    Step.ISSUED: "Issued",
    Step.MOVED_IN: "Moved in",
    Step.OTHERWISE_IN: "Other in",
    Step.ENDED: "Ended",
    Step.MOVED_AWAY: "Moved away",
    Step.OTHERWISE_OUT: "Other out",
}
"""Steps as the drawing has room for them; the table has the words."""
_CHECK_PAGES = ("insight:checks", "checks:home")


def stats(found: Reconciliation, graded: Counter[Severity]) -> list[Stat]:
    """The figures to be seen first, with the way to the check where there is one."""
    people = found.total(About.PERSON, is_in=True)
    plans = dict(found.walk)[Step.NOW]
    errors, queries = graded[Severity.ERROR], graded[Severity.QUERY]
    return [
        Stat("people in the return", number(people), f"of {number(found.total(About.PERSON))}"),
        Stat("plans maintained", number(plans), f"on {day(found.survey_day)}"),
        Stat("errors by the rules", number(errors), href=_check_page()),
        Stat("queries by the rules", number(queries), href=_check_page()),
    ]


def _check_page() -> str | None:
    """The page of the checks, where the product has one."""
    for name in _CHECK_PAGES:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return None


def counts(found: Reconciliation, choice: Choice, *, drill: bool) -> list[TableView]:
    """A table for each of what is counted: in, out by reason, and all of the record."""
    return [_counts(found, about, choice, drill) for about in About]


def _counts(found: Reconciliation, about: About, choice: Choice, drill: bool) -> TableView:
    rows: list[list[Any]] = []
    for c in found.counts:
        if c.about is about:
            href = choice.link(
                "insight:return-rows", c.why.name, year=str(found.year), about=about.value
            )
            words = Link(c.why.words, href) if drill else c.why.words
            rows.append([words, "In" if c.why.is_in else "Not in", c.number, c.why.source])
    rows.append(["All of the record", "", found.total(about), ""])
    heads = ["Why", "The return", Column("Number", numeric=True), "Where the reason comes from"]
    return TableView.of(PLURAL[about], heads, rows)


def walk(found: Reconciliation, snapshot: Snapshot, choice: Choice) -> ChartView:
    """From last year's stock of plans to this year's, as bars that stand on one another."""
    drawn = [(s, n) for s, n in found.walk if n or s in (Step.BEFORE, Step.NOW)]
    before, now = found.walk[0][1], found.walk[-1][1]
    change = f"{plural(abs(now - before), 'plan')} {'more' if now >= before else 'fewer'}"
    title = f"{change} than a year before: {number(now)} on {day(found.survey_day)}"
    chart = Chart(
        Shape.STACKED_BARS,
        title,
        "Bars from the plans of a year before, over those that came and went, to the plans now.",
        tuple(_SHORT.get(step) or f"{_day_of(step, found):%b %Y}" for step, _ in drawn),
        _series(drawn),
        "Step",
        "Plans",
        Number.COUNT,
    )
    signed = [[_step(step, found), step.sign * n] for step, n in found.walk]
    return ChartView(
        id="walk",
        title=title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=TableView.of(title, ["Step", Column("Plans", numeric=True)], signed),
        csv_href=choice.link("insight:returns", year=str(found.year), format="walk"),
        method="A plan counts on a day when it was held by then and had not ended. Last year's plans are"
        f" counted from the same snapshot, {snapshot.name}, by the same rule.",
    )


def _series(walk: Sequence[tuple[Step, int]]) -> tuple[Series, ...]:
    """What stands under each step, and what came or went in it."""
    steps = walk[1:-1]
    after = list(accumulate((s.sign * n for s, n in steps), initial=walk[0][1]))
    stays = [min(a, b) for a, b in pairwise(after)]
    came = [n if s.sign > 0 else 0 for s, n in steps]
    went = [n if s.sign < 0 else 0 for s, n in steps]
    return (
        Series("Maintained", (walk[0][1], *stays, walk[-1][1])),
        Series("Came", (0, *came, 0)),
        Series("Went", (0, *went, 0)),
    )


def _step(step: Step, found: Reconciliation) -> str:
    """A step as the table has it."""
    return step.words if step in _SHORT else f"Maintained on {day(_day_of(step, found))}"


def _day_of(step: Step, found: Reconciliation) -> date:
    return found.before_day if step is Step.BEFORE else found.survey_day


def rows_table(title: str, rows: Iterable[dict[str, Any]], seen: dict[int, Person]) -> TableView:
    """Rows by their numbers; a name, and the way to it, for those whom the reader may see."""
    return TableView.of(
        title,
        ["Number in the record", "Person", "Tables of the return", "Rows there"],
        [
            [
                str(r["key"]),
                _person(r["person_id"], seen),
                r["modules"] or "None",
                r["return_rows"] or "None",
            ]
            for r in rows
        ],
    )


def _person(key: int | None, seen: dict[int, Person]) -> Cell:
    if key in seen:
        return Cell(str(seen[key]), href=reverse("staff:case", args=[key]))
    return Cell("" if key is None else str(key))


def heading(about: About, why: Why) -> str:
    """What a list of rows is of."""
    return f"{PLURAL[about]}: {why.words[:1].lower()}{why.words[1:]}"
