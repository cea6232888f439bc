"""Figures to give: the owner's list, the form of one figure, and its evidence."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.filetypes import FileType
from rightplace.governance.actions.figures import enter_figure, say_not_available
from rightplace.governance.models import EnteredFigure
from rightplace.governance.queries.figures import Due, due, said_of
from rightplace.governance.queries.owners import owned_by
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.definition import Indicator, Origin, version_on
from rightplace.indicators.performance.periods import Period
from rightplace.web.access import for_roles
from rightplace.web.acting import ask, how
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Link
from rightplace.web.files import kept_file
from rightplace.web.insight.entered.forms import FigureForm, NotAvailableForm
from rightplace.web.insight.entered.words import due_table, history_table, said, state_tag
from rightplace.web.insight.files import csv_file
from rightplace.web.insight.roles import KEEPERS, OWNERS
from rightplace.web.insight.slugs import period_or_404
from rightplace.web.today import today

_asks = require_http_methods(["GET", "HEAD", "POST"])
_CSV = (
    "indicator", "name", "owner", "period", "report", "state", "numerator", "denominator", "value",
    "why", "until", "evidence", "given_on", "by",
)  # fmt: skip


def _mine(request: HttpRequest, indicator: Indicator) -> bool:
    keeps = request.user.role in KEEPERS
    return keeps or indicator.owner in owned_by(request.user)


def _figure(request: HttpRequest, key: str, slug: str) -> tuple[Indicator, Period]:
    """An entered indicator that one answers for, and a period that has ended; 404 for any other."""
    versions = versions_of_all().get(key)
    if versions is None:
        raise Http404
    latest = version_on(versions, today())
    period = period_or_404(slug, latest.frequency)
    indicator = version_on(versions, period.last)
    entered = indicator.origin is Origin.ENTERED
    if not entered or period.last > today() or not _mine(request, latest):
        raise Http404
    return indicator, period


@for_roles(*OWNERS)
@require_safe
def to_give(request: HttpRequest) -> HttpResponse:
    """The entered figures of the last year's reports that one answers for."""
    everything = due(versions_of_all(), today())
    owners, keeps = owned_by(request.user), request.user.role in KEEPERS
    rows = [each for each in everything if keeps or each.indicator.owner in owners]
    if request.GET.get("format") == "csv":
        return csv_file(f"figures-to-give-{today()}", _CSV, map(_csv_row, rows))
    missing = [each for each in rows if each.given is None]
    given = [each for each in rows if each.given is not None]
    context = {
        "nothing": not rows,
        "lead": f"{plural(len(missing), 'figure')} missing of {len(rows)}.",
        "tables": [
            due_table(part, acting=True, caption=caption)
            for caption, part in (("Missing", missing), ("Given", given))
            if part
        ],
    }
    return render(request, "insight/entered/list.html", context)


def _csv_row(each: Due) -> tuple[object, ...]:
    row = each.given
    start = (
        each.indicator.key,
        each.indicator.name,
        each.indicator.owner,
        each.period,
        each.report,
    )
    if row is None:
        return (*start, "missing", *[""] * 8)
    value = said(row, each.indicator, each.period).text
    return (
        *start, row.state, row.numerator, row.denominator, value, row.why, row.until, row.evidence,
        row.at.date(), row.by.name,
    )  # fmt: skip


@for_roles(*OWNERS)
@_asks
def give(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Give a figure with its evidence, or correct one."""
    indicator, period = _figure(request, key, slug)
    form = FigureForm(indicator, request.POST or None, request.FILES or None)
    return _ask(
        request,
        indicator,
        period,
        form,
        lambda given: enter_figure(key, str(period), **form.kept(), **how(request)),
        said="The figure is kept",
        button="Give the figure",
        other=Link(
            "There is no figure for this period",
            reverse("insight:figure-not-available", args=[key, slug]),
        ),
    )


@for_roles(*OWNERS)
@_asks
def not_available(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Say that there is no figure, why, and until when."""
    indicator, period = _figure(request, key, slug)
    return _ask(
        request,
        indicator,
        period,
        NotAvailableForm(request.POST or None),
        lambda given: say_not_available(key, str(period), **given, **how(request)),
        said="It is kept that there is no figure",
        button="Say that there is none",
        other=Link("Give a figure", reverse("insight:figure-give", args=[key, slug])),
    )


def _ask(
    request: HttpRequest,
    indicator: Indicator,
    period: Period,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    other: Link,
    **words: str,
) -> HttpResponse:
    rows = said_of(indicator.key, period)
    return ask(
        request,
        form,
        act,
        title=indicator.name,
        caption=indicator.label(period),
        back=reverse("insight:figures-to-give"),
        crumbs=(Link("Figures to give", reverse("insight:figures-to-give")),),
        template="insight/entered/give.html",
        indicator=indicator,
        other=other,
        state=state_tag(rows[0] if rows else None),
        history=history_table(rows, indicator, period),
        **words,
    )


@for_roles(*OWNERS)
@require_safe
def evidence(request: HttpRequest, figure_id: int) -> HttpResponseBase:
    """The file that shows a figure."""
    row = EnteredFigure.objects.filter(pk=figure_id).exclude(evidence_file="").first()
    versions = versions_of_all().get(row.indicator) if row else None
    if row is None or versions is None or not _mine(request, version_on(versions, today())):
        raise Http404
    ending = f".{row.evidence_name.rpartition('.')[2].lower()}"
    kind = next(each for each in FileType if ending in each.endings)
    return kept_file(row.evidence_file, name=row.evidence_name, media_type=kind.media_type)
