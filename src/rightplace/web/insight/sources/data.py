"""One datum: where it comes from, who answers for it, and what depends on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightplace.casework.queries.sources import standings
from rightplace.facts.quality.consequences import ELEMENTS, home_of
from rightplace.facts.quality.record import RULES as RECORD_RULES
from rightplace.facts.sources import COLUMNS, UNFILLED, YEARS, Datum, source_of
from rightplace.indicators import REGISTER
from rightplace.returns.sen2.rules import RULES as SEN2_RULES
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Cell, SummaryRow, TableView
from rightplace.web.insight.sources.roles import READERS, crumbs
from rightplace.web.insight.sources.words import (
    column_name,
    freshness,
    interface,
    measures_reading,
    owner,
    source_link,
    table_name,
)
from rightplace.web.today import today


@for_roles(*READERS)
@require_safe
def show(request: HttpRequest, table: str, column: str) -> HttpResponse:
    """One column of the snapshot."""
    datum = (table, column)
    if datum not in COLUMNS:
        raise Http404
    (standing,) = standings([source_of(*datum)], day=today())
    source, link = standing.source, source_link(standing.source)
    rules, measures = _rules(datum), measures_reading([datum])
    facts = (
        SummaryRow.of("Comes from", Cell(link.text, href=link.href, detail=interface(source))),
        SummaryRow.of("System", source.system),
        SummaryRow.of("Who answers for it", owner(source)),
        SummaryRow.of("Last good load", freshness(standing)),
        SummaryRow.of("Filled", UNFILLED.get(datum, "Yes, where it is known")),
        SummaryRow.of("In the SEN2 return", ELEMENTS.get(table, {}).get(column, "Not as an item of its own")),
    )  # fmt: skip
    context = {
        "name": column_name(*datum),
        "table": table_name(table),
        "finding": f"{plural(len(measures), 'measure')} and {plural(len(rules.rows), 'rule')} read it",
        "facts": facts,
        "tables": (_measures(measures), rules),
        "years": sum(datum in read for read in YEARS.values()),
        "crumbs": crumbs(link),
    }
    return render(request, "insight/sources/datum.html", context)


def _measures(keys: tuple[str, ...]) -> TableView:
    rows = [(REGISTER[key].name, key, REGISTER[key].definition) for key in keys]
    heads = ("Measure", "Key", "What it counts")
    return TableView.of("Measures that read it", heads, rows, empty="No measure reads it.")


def _rules(datum: Datum) -> TableView:
    rows = [
        (rule.id, kind, rule.severity.value.capitalize(), rule.message)
        for kind, rules in (("SEN2 return", SEN2_RULES), ("Record", RECORD_RULES))
        for rule in rules
        if datum in {home_of(rule.table, name) for name in rule.fields}
    ]
    heads = ("Rule", "Asked of", "Severity", "What it says")
    return TableView.of("Rules that look at it", heads, rows, empty="No rule looks at it.")
