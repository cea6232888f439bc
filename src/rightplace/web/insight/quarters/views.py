"""The quarters, and one of them from its end to its signature."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.governance.actions.quarters import sign_off as sign_off_quarter
from rightplace.governance.models import CommentaryRequest, FrozenQuarter
from rightplace.governance.queries.figures import due
from rightplace.governance.queries.quarters import (
    FrozenLine,
    Quarter,
    acts_of,
    lines_of,
    quarters,
    with_texts,
)
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.periods import Period, PeriodKind
from rightplace.indicators.performance.table import PRINTED_COLUMNS, as_printed
from rightplace.web.access import for_roles
from rightplace.web.acting import ask, how
from rightplace.web.design.formats import day, plural
from rightplace.web.design.lines import target
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView
from rightplace.web.insight.entered.words import due_table
from rightplace.web.insight.files import csv_file
from rightplace.web.insight.performance.late import computed_now, late_table
from rightplace.web.insight.quarters.forms import SureForm
from rightplace.web.insight.quarters.words import (
    act_moment,
    change_words,
    request_cells,
    state_tag,
    status_tag,
    value_cell,
)
from rightplace.web.insight.roles import KEEPERS, SIGNERS, WATCHERS
from rightplace.web.insight.slugs import period_or_404, slug_of
from rightplace.web.insight.use import counted
from rightplace.web.today import today

_asks = require_http_methods(["GET", "HEAD", "POST"])


def quarter_or_404(slug: str) -> Quarter:
    """A quarter that has ended, frozen or not; 404 for any other."""
    period = period_or_404(slug, PeriodKind.QUARTER)
    if period.last >= today():
        raise Http404
    frozen = FrozenQuarter.objects.select_related("by", "signed_off_by")
    return Quarter(period, frozen.filter(period=str(period)).first())


def link_of(period: Period) -> str:
    """The address of a quarter's page."""
    return reverse("insight:quarter", args=[slug_of(period)])


def crumbs_of(period: Period | None = None) -> tuple[Link, ...]:
    """The way to the pages of a quarter."""
    start = Link("Quarters", reverse("insight:quarters"))
    return (start,) if period is None else (start, Link(str(period), link_of(period)))


@for_roles(*WATCHERS)
@require_safe
@counted
def show_all(request: HttpRequest) -> HttpResponse:
    """The quarters that have ended, the latest first."""
    wanted = _still_wanted()
    rows = [
        (
            Cell(str(each.period), href=link_of(each.period)),
            state_tag(each.frozen),
            each.frozen.snapshot_name if each.frozen else "None yet",
            _wanted_words(each.frozen, wanted),
            _signed(each.frozen),
        )
        for each in quarters(today())
    ]
    columns = ("Quarter", "State", "Snapshot", "Commentary", "Signed off")
    table = TableView.of("Quarters, the latest first", columns, rows)
    return render(request, "insight/quarters/list.html", {"table": table})


def _still_wanted() -> dict[int, int]:
    """Quarter's key -> how many requests for commentary are still open."""
    found: dict[int, int] = {}
    for quarter in FrozenQuarter.objects.filter(signed_off_at=None):
        found[quarter.pk] = quarter.wanting().count()
    return found


def _wanted_words(quarter: FrozenQuarter | None, wanted: dict[int, int]) -> str:
    if quarter is None:
        return "Not asked yet"
    count = wanted.get(quarter.pk, 0)
    return (
        f"{plural(count, 'request')} open, due {day(quarter.commentary_due_on)}"
        if count
        else "Complete"
    )


def _signed(quarter: FrozenQuarter | None) -> str:
    if quarter is None or quarter.signed_off_at is None or quarter.signed_off_by is None:
        return "Not yet"
    return f"{day(quarter.signed_off_at.date())}, {quarter.signed_off_by.name}"


@for_roles(*WATCHERS)
@require_safe
@counted
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One quarter: open, with what is still missing; or frozen, with its figures and commentary."""
    quarter = quarter_or_404(slug)
    if quarter.frozen is None:
        return render(request, "insight/quarters/open.html", _open(request, quarter.period))
    lines = lines_of(quarter.frozen, versions_of_all())
    if request.GET.get("format") == "csv":
        return _file(slug, lines)
    asked = CommentaryRequest.objects.filter(figure__quarter=quarter.frozen)
    now, keeps = computed_now(quarter.frozen), request.user.role in KEEPERS
    context = {
        "late": late_table(lines, now, keeps=keeps),
        "period": str(quarter.period),
        "slug": slug,
        "crumbs": crumbs_of(),
        "state": state_tag(quarter.frozen),
        "facts": _facts(quarter.frozen),
        "lines": _lines_table(lines),
        "requests": _requests_table(list(with_texts(asked)), today()),
        "history": [act_moment(each) for each in acts_of(quarter.frozen)],
        "signs": request.user.role in SIGNERS and quarter.frozen.signed_off_at is None,
    }
    return render(request, "insight/quarters/one.html", context)


def _open(request: HttpRequest, period: Period) -> dict[str, object]:
    needed = [each for each in due(versions_of_all(), today()) if each.report == period]
    missing = [each for each in needed if each.given is None]
    keeps = request.user.role in KEEPERS
    return {
        "period": str(period),
        "slug": slug_of(period),
        "crumbs": crumbs_of(),
        "state": state_tag(None),
        "ended": day(period.last),
        "keeps": keeps,
        "missing": due_table(missing, acting=keeps, caption="Figures still to be given")
        if missing
        else None,
    }


def _facts(quarter: FrozenQuarter) -> tuple[SummaryRow, ...]:
    snapshot = Cell(quarter.snapshot_name, detail=f"Content {quarter.snapshot_id}")
    return (
        SummaryRow.of("Snapshot", snapshot),
        SummaryRow.of("Comparators", quarter.comparators or "None"),
        SummaryRow.of("Frozen", f"{day(quarter.at.date())}, {quarter.by.name}"),
        SummaryRow.of("Commentary due", day(quarter.commentary_due_on)),
        SummaryRow.of("Signed off", _signed(quarter)),
    )


def _lines_table(lines: Sequence[FrozenLine]) -> TableView:
    rows = [
        (
            Cell(
                each.line.name,
                href=reverse("insight:frozen-figure", args=[each.figure.pk]),
                detail=each.line.theme,
            ),
            each.line.latest_period,
            value_cell(each),
            change_words(each.line),
            target(each.line) or "None",
            status_tag(each.line),
        )
        for each in lines
    ]
    columns = ("Indicator", "Period", "Value", "Change", "Target", "Rating")
    return TableView.of("Figures as they were frozen", columns, rows)


def _requests_table(requests: Sequence[CommentaryRequest], on: date) -> TableView:
    columns = ("Indicator", "Why it is asked", "Owner", "How it stands")
    rows = [request_cells(each, on) for each in requests]
    return TableView.of("Requests for commentary", columns, rows, empty="Nobody was asked.")


def _file(slug: str, lines: Sequence[FrozenLine]) -> HttpResponse:
    """The frozen lines as printed, with what was corrected since behind them."""
    columns = (*PRINTED_COLUMNS, "corrected_value", "corrected_because")
    rows = (
        (
            *as_printed(each.line).values(),
            each.corrected,
            each.corrections[0].reason if each.corrections else "",
        )
        for each in lines
    )
    return csv_file(slug, columns, rows)


@for_roles(*SIGNERS)
@_asks
def sign_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign off the report."""
    quarter = quarter_or_404(slug)
    frozen = quarter.frozen
    if frozen is None:
        raise Http404
    return ask(
        request,
        SureForm("The figures and the commentary can go out as they stand", request.POST or None),
        lambda given: sign_off_quarter(frozen, **how(request)),
        title=f"Sign off the report of {quarter.period}",
        said="The report is signed off",
        button="Sign it off",
        back=link_of(quarter.period),
        crumbs=crumbs_of(quarter.period),
    )
