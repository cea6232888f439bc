"""What the audits say together, the tool, and the training that weaknesses point to."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from rightplace.casework.actions import quality as actions
from rightplace.casework.actions.quality import Question
from rightplace.casework.models import Audit, QualityTool, Role, Training, User
from rightplace.casework.models.quality import Criterion
from rightplace.casework.queries.quality import SEERS, audits_seen_by, tool_in_use, with_all
from rightplace.casework.queries.quality_report import FEW, GRADES, Report, report
from rightplace.papers.charts import svg
from rightplace.papers.csv import csv_bytes
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.access import for_roles
from rightplace.web.design.formats import percent, plural
from rightplace.web.design.presenters import ChartView, Link, Stat
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.quality.forms import QuestionForm, TrainingForm, WeightsForm
from rightplace.web.staff.quality.rows import group_table, report_tables, tool_table
from rightplace.web.today import today

_READERS = (Role.QUALITY_ASSURER, Role.TEAM_MANAGER, Role.AUDITOR)
_METHODS = ["GET", "HEAD", "POST"]
_METHOD = (
    "Every submitted audit counts once, with the agreed grade where it was moderated and the first "
    "grade where it was not, in the quarter in which it was submitted. Groups of fewer than "
    f"{FEW} audits are shown as counts and not as a share. A question is weak where it was graded "
    "requires improvement or inadequate."
)


def _audits(user: User) -> Any:
    """The audits of a report: a manager's team's, and for the others all; it names no child."""
    if user.role == Role.TEAM_MANAGER:
        return with_all(audits_seen_by(user))
    return with_all(Audit.objects.all())


def finding(found: Report) -> str:
    """6 of 8 plans are good or better."""
    if not found.audits:
        return "No audit has been submitted yet"
    good = sum(group.good for group in found.by_team)
    return f"{good} of {plural(found.audits, 'plan')} {'is' if good == 1 else 'are'} good or better"


def _stats(found: Report) -> tuple[Stat, ...]:
    rate = percent(found.agreed / found.moderated) if found.moderated else "None yet"
    weakest = found.weakest[0].question if found.weakest else "None yet"
    return (
        Stat("plans looked at", str(found.audits)),
        Stat(
            "of first grades stood in the second look",
            rate,
            note=f"{found.agreed} of {found.moderated} moderated",
        ),
        Stat(
            "weakest question",
            f"{found.weakest[0].mean:.1f}" if found.weakest else "-",
            note=weakest,
        ),
    )


def _chart(found: Report) -> ChartView | None:
    if not found.by_quarter:
        return None
    chart = Chart(
        shape=Shape.STACKED_BARS,
        title=finding(found),
        description="Bars of audits by the quarter in which they were submitted, each made of its grades.",
        labels=tuple(group.name for group in found.by_quarter),
        series=tuple(
            Series(grade.label, tuple(group.counts[number] for group in found.by_quarter))
            for number, grade in enumerate(GRADES)
        ),
        label_title="Quarter",
        value_title="Audits",
    )
    return ChartView(
        id="grades",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=group_table(found.by_quarter, "Grades by quarter", "Quarter"),
        csv_href="?format=csv",
        method=_METHOD,
    )


@for_roles(*_READERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Grades, weak questions, themes and training; no child is named."""
    found = report(_audits(request.user))
    if request.GET.get("format") == "csv":
        return _file(found)
    context = {
        "finding": finding(found),
        "stats": _stats(found),
        "chart": _chart(found),
        "tables": (
            group_table(found.by_team, "Grades by team", "Team"),
            group_table(found.by_officer, "Grades by case officer", "Case officer"),
            *report_tables(found),
        ),
        "crumbs": (Link("Quality", reverse("staff:quality")),),
    }
    return render(request, "staff/quality/report.html", context)


def _csv_rows(found: Report) -> Iterator[tuple[object, ...]]:
    for table in ("quarter", "team", "officer"):
        for group in getattr(found, f"by_{table}"):
            for grade, count in zip(GRADES, group.counts, strict=True):
                yield table, group.name, grade.label, count, group.total
    for weak in found.weakest:
        yield "question", weak.question, "weak", weak.weak, weak.graded
    for each in found.themes:
        yield "theme", each.theme.label, "plans", each.audits, found.audits
    yield "agreement", "first grade stood", "moderated", found.agreed, found.moderated


def _file(found: Report) -> HttpResponse:
    return HttpResponse(
        csv_bytes(("table", "name", "what", "count", "of"), _csv_rows(found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="plan-quality-{today()}.csv"'},
    )


@for_roles(*SEERS)
@require_safe
def tool(request: HttpRequest) -> HttpResponse:
    """The questions that are in use, with what each grade looks like."""
    found = tool_in_use(today())
    ways = (
        Link("Change the weights", reverse("staff:quality-weights")),
        Link("Add a question", reverse("staff:quality-question")),
    )
    context = {
        "table": tool_table(found) if found else None,
        "actions": ways if request.user.role == Role.QUALITY_ASSURER and found else (),
        "crumbs": (Link("Quality", reverse("staff:quality")),),
    }
    return render(request, "staff/quality/tool.html", context)


def _tool_or_404() -> QualityTool:
    found = tool_in_use(today())
    if found is None:
        raise Http404
    return found


def _same(criterion: Criterion, weight: int | None = None) -> Question:
    """A question of a tool as the next version takes it over."""
    kept = {name: getattr(criterion, name) for name in Question.__slots__}
    return Question(**kept | ({} if weight is None else {"weight": weight}))


def _next_version(request: HttpRequest, form: Any, questions: Any, **words: Any) -> HttpResponse:
    """A form whose answers make the next version of the tool."""
    back = reverse("staff:quality-tool")
    current = _tool_or_404()
    return ask(
        request,
        form,
        lambda given: actions.add_tool(
            name=current.name, questions=questions(given), in_use_from=today(), **how(request)
        ),
        said="The next version of the tool is in use; audits that were begun keep theirs",
        back=back,
        crumbs=(Link("Quality", reverse("staff:quality")), Link("The tool", back)),
        **words,
    )


@for_roles(Role.QUALITY_ASSURER)
@require_http_methods(_METHODS)
def weights(request: HttpRequest) -> HttpResponse:
    """Change how much each question counts, or leave one out."""
    form = WeightsForm(_tool_or_404(), request.POST or None)

    def questions(given: dict[str, int]) -> list[Question]:
        paired = [(each, given[f"weight_{each.rank}"]) for each in form.criteria]
        return [_same(each, weight) for each, weight in paired if weight]

    return _next_version(
        request, form, questions, title="Change the weights, 0 to leave a question out"
    )


@for_roles(Role.QUALITY_ASSURER)
@require_http_methods(_METHODS)
def question(request: HttpRequest) -> HttpResponse:
    """Add a question."""
    criteria = list(_tool_or_404().criteria.order_by("rank"))
    return _next_version(
        request,
        QuestionForm(request.POST or None),
        lambda given: [*map(_same, criteria), Question(**given)],
        title="Add a question",
    )


@for_roles(*_READERS)
@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """The catalogue of what can be learnt."""
    keeps = request.user.role == Role.QUALITY_ASSURER
    add = (Link("Add training", reverse("staff:quality-training-add")),)
    return answer(
        request,
        WorkList(
            what="quality.training",
            title="Training",
            rows=Training.objects.order_by("theme", "title"),
            columns=("Training", "Theme", "For whom", "How long"),
            cells=lambda row: (row.title, row.get_theme_display(), row.audience, row.length),
            csv_columns=("title", "theme", "audience", "length"),
            csv_row=lambda row: (row.title, row.theme, row.audience, row.length),
            empty="The catalogue is empty.",
            one="training",
            many="trainings",
            actions=add if keeps else (),
        ),
    )


@for_roles(Role.QUALITY_ASSURER)
@require_http_methods(_METHODS)
def add_training(request: HttpRequest) -> HttpResponse:
    """Add something that can be learnt."""
    back = reverse("staff:quality-training")
    return ask(
        request,
        TrainingForm(request.POST or None),
        lambda given: actions.add_training(**given, **how(request)),
        title="Add training",
        said="The training is in the catalogue",
        back=back,
        crumbs=(Link("Training", back),),
    )
