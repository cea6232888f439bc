"""One frozen figure: all that the report prints of it, and its corrections."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.governance.actions.quarters import correct as publish_correction
from rightplace.governance.models import FrozenFigure
from rightplace.governance.queries.quarters import FrozenLine, frozen_line
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.periods import parse
from rightplace.indicators.performance.table import Line
from rightplace.web.access import for_roles
from rightplace.web.acting import ask, how
from rightplace.web.design.lines import neighbours, quartile, target
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView
from rightplace.web.insight.entered.words import count_words
from rightplace.web.insight.performance.late import computed_now, late_words
from rightplace.web.insight.quarters.forms import CorrectionForm
from rightplace.web.insight.quarters.views import crumbs_of
from rightplace.web.insight.quarters.words import change_words, status_tag, value_cell
from rightplace.web.insight.roles import KEEPERS, WATCHERS


def figure_facts(each: FrozenLine) -> tuple[SummaryRow, ...]:
    """What the report prints of a figure."""
    line = each.line
    made = "Not known"
    if line.numerator is not None:
        made = count_words(line.numerator)
        if line.denominator is not None:
            made = f"{made} of {count_words(line.denominator)}"
    rows = [
        SummaryRow.of("Period", line.latest_period),
        SummaryRow.of("Value as it was frozen", value_cell(each)),
        SummaryRow.of("Made of", made),
        SummaryRow.of("Change", change_words(line)),
        SummaryRow.of("Target", target(line) or "None"),
        SummaryRow.of("Rating", _rating(each)),
        SummaryRow.of("National quartile", quartile(line) or "None"),
        SummaryRow.of("Neighbours' average", neighbours(line) or "None"),
        SummaryRow.of("Version of the definition", str(line.version)),
        SummaryRow.of("Source", line.source),
    ]
    rows += [SummaryRow.of("Mind", text) for text in line.warnings]
    return tuple(rows)


def _rating(each: FrozenLine) -> Cell:
    tag = status_tag(each.line)
    words = each.line.status_because
    return Cell(words) if isinstance(tag, str) else Cell(words, tag=tag)


def corrections_table(each: FrozenLine) -> TableView:
    """What was corrected, the last first."""
    rows = [
        (
            row.at.date(),
            count_words(row.numerator),
            count_words(row.denominator) if row.denominator is not None else "A count",
            row.reason,
            row.by.name,
        )
        for row in each.corrections
    ]
    columns = ("Published", "Number", "Of how many", "What was wrong", "By")
    empty = "Nothing was corrected."
    return TableView.of("Corrections, the last first", columns, rows, empty=empty)


def _figure(key: int) -> FrozenFigure:
    return get_object_or_404(FrozenFigure.objects.select_related("quarter"), pk=key)


@for_roles(*WATCHERS)
@require_safe
def show(request: HttpRequest, figure_id: int) -> HttpResponse:
    """One figure as it was frozen."""
    figure = _figure(figure_id)
    each = frozen_line(figure, versions_of_all())
    context = {
        "late": late_words(each.line, computed_now(figure.quarter).get(figure.indicator)),
        "title": each.line.name,
        "period": figure.quarter.period,
        "figure_id": figure.pk,
        "crumbs": crumbs_of(parse(figure.quarter.period)),
        "facts": figure_facts(each),
        "corrections": corrections_table(each),
        "definition": reverse("insight:indicator", args=[figure.indicator]),
        "corrects": request.user.role in KEEPERS and each.line.numerator is not None,
    }
    return render(request, "insight/quarters/figure.html", context)


def _made(now: Line | None) -> dict[str, str]:
    """What the record gives today, as the form of a correction proposes it."""
    parts = {"numerator": now.numerator, "denominator": now.denominator} if now else {}
    return {name: f"{part:.10g}" for name, part in parts.items() if part is not None}


@for_roles(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Publish what a figure should have been."""
    figure = _figure(figure_id)
    if figure.line["numerator"] is None:
        raise Http404
    versions = versions_of_all()
    each = frozen_line(figure, versions)
    indicator = next(v for v in versions[figure.indicator] if v.version == figure.version)
    back = reverse("insight:frozen-figure", args=[figure.pk])
    now = computed_now(figure.quarter).get(figure.indicator)
    late = late_words(each.line, now)
    form = CorrectionForm(
        figure, indicator, request.POST or None, initial=_made(now) if late else {}
    )
    return ask(
        request,
        form,
        lambda given: publish_correction(figure, **form.numbers(), **how(request)),
        title="Publish a correction",
        caption=f"{each.line.name}, {figure.quarter.period}",
        said="The correction is published beside the figure",
        button="Publish it",
        back=back,
        crumbs=(*crumbs_of(parse(figure.quarter.period)), Link(each.line.name, back)),
        template="insight/quarters/write.html",
        why=f"The figure stays as it was frozen; the correction is shown wherever it is. {late}".strip(),
        facts=figure_facts(each),
    )
