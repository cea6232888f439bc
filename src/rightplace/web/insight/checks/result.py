"""What a check found: counted, narrowed, a page at a time, and taken away as a file."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Job, JobState
from rightplace.facts.quality import Severity, lists_lacking
from rightplace.papers.quality.looking import ChildCount, Finding, Look, Narrowing, Standing
from rightplace.web.access import for_roles
from rightplace.web.design.formats import number
from rightplace.web.design.presenters import (
    Cell,
    Column,
    Link,
    Page,
    Stat,
    TableView,
    Tag,
    Tone,
    Value,
    page_of,
)
from rightplace.web.insight.checks.beside import Names, names_for, opened
from rightplace.web.insight.checks.home import (
    CHECKERS,
    check_or_404,
    title_of,
    what_of,
    words_of,
)
from rightplace.web.insight.checks.lists import given_with, lacking
from rightplace.web.insight.checks.narrow import NarrowForm
from rightplace.web.insight.checks.taken import WORDS, files_made

TONES = {
    Severity.ERROR: Tone.LATE,
    Severity.QUERY: Tone.SOON,
    Severity.INFORMATION: Tone.RUNNING,
}
_PLURALS = {
    Severity.ERROR: "errors",
    Severity.QUERY: "queries",
    Severity.INFORMATION: "for information",
}
_ALL_OF = "?severity={}&standing=all&consequences=on"


@for_roles(*CHECKERS)
@require_safe
def show(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a check is while it lasts, why it could not be done, or what it found."""
    job = check_or_404(request, job_id)
    if job.state != JobState.DONE or job.cleared_at is not None:
        return _unfinished(request, job)
    with opened(request, job_id) as (job, look):
        form = NarrowForm(request.GET, look)
        page, table = _children(request, job, look, form) if form.by_child else _findings(
            request, job, look, form.narrowing()
        )  # fmt: skip
        context = {
            "title": title_of(job),
            "what": what_of(job),
            "paper": look.paper,
            "stats": _stats(look),
            "counts": _counts(look),
            "silent": _silent(look),
            "lacking": _lacking(look),
            "given": given_with(job),
            "again": reverse("checks:again", args=[job.pk]),
            "hidden": look.hidden(),
            "page": page,
            "table": table,
            "one": "child" if form.by_child else "finding",
            "many": "children" if form.by_child else None,
            "picker": form,
            "files": _files(request, job),
            "made": files_made(request.user, job),
            "crumbs": _crumbs(),
        }
        return render(request, "checks/result.html", context)


def _crumbs() -> list[Link]:
    return [Link("Check a return", reverse("checks:home"))]


def _unfinished(request: HttpRequest, job: Job) -> HttpResponse:
    context = {
        "title": title_of(job),
        "what": what_of(job),
        "state": "cleared" if job.cleared_at else job.state,
        "words": words_of(job) if job.is_open else job.words,
        "job": job.pk,
        "done": job.done if job.total else None,
        "total": job.total,
        "crumbs": _crumbs(),
    }
    return render(request, "checks/progress.html", context)


def _stats(look: Look) -> list[Stat]:
    """How much was found of each severity, whether accepted or not, the reader's remarks with it."""
    found = {
        severity: sum(t.number for t in look.paper.totals if t.severity == severity.value)
        for severity in Severity
    }
    return [
        Stat(_PLURALS[each], number(count), href=_ALL_OF.format(each.value), tone=TONES[each])
        for each, count in found.items()
    ]


def severity_tag(severity: str) -> Tag:
    """A severity as a tag."""
    return Tag(severity.capitalize(), TONES[Severity(severity)])


def _counts(look: Look) -> TableView:
    """Each rule, and each remark of the reader, with what it found and what is still to be dealt with."""
    told = ("rule", "table", "message")
    open_still = {
        tuple(row[name] for name in told): row["number"] for row in look.counts(Narrowing(), *told)
    }
    rows = [
        [
            Link(t.rule, f"?{urlencode({'rule': t.rule})}"),
            severity_tag(t.severity),
            t.table,
            t.message,
            t.number,
            open_still.get((t.rule, t.table, t.message), 0),
        ]
        for t in look.paper.totals
    ]
    headings = (
        "Rule", "Severity", "Table", "What is wrong", Column("Rows", numeric=True),
        Column("To be dealt with", numeric=True),
    )  # fmt: skip
    return TableView.of("Counts by rule", headings, rows, empty="Nothing was found.")


def _lacking(look: Look) -> TableView | None:
    """Each list that was not given, with the rules that were not asked and where the list is had."""
    rows = [
        [
            Cell(each.title, detail=each.name),
            ", ".join(rules),
            f"{each.found[:1].upper()}{each.found[1:]}",
        ]
        for each, rules in lacking(look.paper.not_asked).items()
    ]
    headings = ("List", "Rules that were not asked", "Take it from")
    return TableView.of("Lists that were not given", headings, rows) if rows else None


def _silent(look: Look) -> TableView | None:
    """Rules without a verdict for another reason: neither passed nor failed."""
    rows = [
        [rule, f"Not asked: {why}"] for rule, why in look.paper.not_asked if not lists_lacking(why)
    ]
    rows += [
        [rule, "Could not be applied: tell whoever runs RightPlace"]
        for rule, _ in look.paper.broken
    ]
    return TableView.of("Rules without a verdict", ("Rule", "Why"), rows) if rows else None


def _findings(
    request: HttpRequest, job: Job, look: Look, narrowing: Narrowing
) -> tuple[Page[Finding], TableView]:
    page: Page[Finding] = page_of(look.findings(narrowing), request.GET)
    names = names_for(
        request.user,
        job,
        (f.person for f in page.items),
        (f.school for f in page.items),
        "check.open",
    )
    rows = [_finding_row(job, each, names, request.GET.urlencode()) for each in page.items]
    headings = (
        "Finding",
        "Severity",
        "What is wrong",
        "Child",
        "Table and row",
        "School",
        "Officer",
    )
    return page, TableView.of("Findings", headings, rows, empty="No finding fits this.")


def _finding_row(job: Job, found: Finding, names: Names, query: str) -> Sequence[Value]:
    href = reverse("checks:finding", args=[job.pk, found.number]) + (f"?{query}" if query else "")
    state = Tag("Accepted", Tone.FINE) if found.reason else None
    return (
        Cell(found.rule, href=href, tag=state),
        severity_tag(found.severity),
        Cell(found.message, detail=found.shown),
        child_cell(job, found, names),
        place_cell(found),
        names.setting(found.school),
        found.officer,
    )


def place_cell(found: Finding) -> Cell:
    """The table and the row; a remark may be about the file as a whole."""
    row = f"{'line' if found.is_remark else 'row'} {found.row}" if found.row else None
    return Cell(found.table or "The file", detail=row)


def child_cell(job: Job, row: Finding | ChildCount, names: Names) -> Cell:
    """A child by the file's own number, and by name where the viewer may see the record."""
    if isinstance(row, Finding) and row.is_remark:
        return Cell("Not known: found while the file was read")
    if not row.sealed_child:
        return Cell("The return as a whole")
    person = names.people.get(row.person or 0)
    href = reverse("checks:child", args=[job.pk, row.sealed_child])
    return Cell(row.child, href=href, detail=str(person) if person else None)


def _children(
    request: HttpRequest, job: Job, look: Look, form: NarrowForm
) -> tuple[Page[ChildCount], TableView]:
    rows = look.children(form.narrowing(), without=form.with_all)
    page: Page[ChildCount] = page_of(rows, request.GET)
    names = names_for(
        request.user,
        job,
        (c.person for c in page.items),
        (c.school for c in page.items),
        "check.open",
    )
    cells = [
        [child_cell(job, c, names), names.setting(c.school), c.officer, c.errors, c.findings]
        for c in page.items
    ]
    numeric = [Column("Errors", numeric=True), Column("Findings", numeric=True)]
    headings = ("Child", "School", "Officer", *numeric)
    return page, TableView.of("Children", headings, cells, empty="No child fits this.")


def _files(request: HttpRequest, job: Job) -> list[Link]:
    query = request.GET.copy()
    query.pop("page", None)
    tail = f"?{query.urlencode()}" if query else ""
    return [
        Link(words, reverse("checks:file", args=[job.pk, kind]) + tail)
        for kind, words in WORDS.items()
    ]


EVERYTHING = Narrowing(standing=Standing.ALL, consequences=True)
