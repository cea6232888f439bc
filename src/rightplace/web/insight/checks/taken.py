"""What fits, taken away as a file: at once where there is little of it, else made in the background."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework import vault
from rightplace.casework.actions.jobs import ask_job, record_job_look
from rightplace.casework.models import Job, JobState, User
from rightplace.casework.queries.checks import checks_of, files_of, sight_of
from rightplace.papers.csv import csv_bytes
from rightplace.papers.quality import WRITERS, silent, told
from rightplace.papers.quality.looking import Finding, Look, Narrowing
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.insight.checks.beside import Names, names_for, opened, opened_by
from rightplace.web.insight.checks.home import CHECKERS, check_or_404, state_tag, title_of, words_of
from rightplace.web.insight.checks.narrow import NarrowForm
from rightplace.web.today import now

AT_ONCE = 5_000
"""How many findings are written within a request: a workbook of them takes about a second of a processor."""

KIND = "check-file"
WORDS = {"xlsx": "Excel workbook", "html": "Web page", "csv": "CSV", "json": "JSON"}
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
_CSV = (
    "Severity", "Rule", "Table", "Row", "Child", "School", "Officer", "Message", "Values",
    "How to mend it", "Follows from", "Accepted because",
)  # fmt: skip
Tell = Callable[[int, int], None]


class CannotTake(Exception):
    """The file cannot be made any more; the text says why and what to do."""


def _narrowing(query: QueryDict, look: Look) -> Narrowing:
    return NarrowForm(query, look).narrowing()


@for_roles(*CHECKERS)
@require_safe
def download(request: HttpRequest, job_id: int, kind: str) -> HttpResponse:
    """The findings that fit the query, as a file; where there are too many, the page that has it made."""
    if kind not in _TYPES:
        raise Http404
    with opened(request, job_id) as (job, look):
        narrowing = _narrowing(request.GET, look)
        if len(look.findings(narrowing)) > AT_ONCE:
            query = request.GET.urlencode()
            address = reverse("checks:make", args=[job.pk, kind])
            return redirect(f"{address}?{query}" if query else address)
        with tempfile.TemporaryDirectory(prefix="rightplace-file-") as folder:
            path = Path(folder) / f"findings.{kind}"
            _write(request.user, job, look, narrowing, path, silent)
            return _answer(path.read_bytes(), job.pk, job, kind)


def _answer(content: bytes, number: int, job: Job, kind: str) -> HttpResponse:
    name = f"check-{job.about['collection']}-{job.about['year']}-{number}.{kind}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=_TYPES[kind], headers=headers)


def _write(user: User, job: Job, look: Look, narrowing: Narrowing, path: Path, tell: Tell) -> None:
    """What someone may see of a check, to a file of the kind that its name ends in; that is recorded."""
    found: Sequence[Finding] = look.findings(narrowing)[:]
    people, schools = (each.person for each in found), (each.school for each in found)
    names = names_for(user, job, people, schools, "check.download")
    kind = path.suffix.removeprefix(".")
    if kind == "csv":
        path.write_bytes(csv_bytes(_CSV, (_csv_row(each, names) for each in told(found, tell))))
    else:
        WRITERS[kind](look.narrowed_paper(narrowing), path, tell=tell)


def _csv_row(found: Finding, names: Names) -> Sequence[Any]:
    return (
        found.severity, found.rule, found.table, found.row, found.child, names.setting(found.school),
        found.officer, found.message, found.shown, found.hint, found.follows, found.reason,
    )  # fmt: skip


def write_for(
    asked: Job, folder: Path, tell: Callable[[str, int | None, int | None], None]
) -> Path:
    """The file that someone asked for. Raises CannotTake where it may not be made any more."""
    user, kind = asked.asked_by, asked.about["kind"]
    check = checks_of(user).filter(pk=asked.about["check"]).first()
    if check is None or check.cleared_at is not None:
        raise CannotTake("The check was deleted, as all are after some time. Make it again.")
    if asked.about["sight"] != sight_of(user):
        raise CannotTake("Which children you may see has changed since. Ask for the file again.")
    path = folder / f"findings.{kind}"
    tell("Gathering the findings", None, None)
    with opened_by(user, check) as look:
        narrowing = _narrowing(QueryDict(asked.about["query"]), look)
        _write(user, check, look, narrowing, path, partial(tell, "Writing the findings"))
    return path


@for_roles(*CHECKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, job_id: int, kind: str) -> HttpResponse:
    """Say that a file is made in the background, and have it made."""
    if kind not in _TYPES:
        raise Http404
    with opened(request, job_id) as (job, look):
        number = len(look.findings(_narrowing(request.GET, look)))
    if request.method == "POST":
        about = {name: job.about[name] for name in ("collection", "year")} | {
            "check": job.pk,
            "kind": kind,
            "query": request.GET.urlencode(),
            "sight": sight_of(request.user),
        }
        asked = ask_job(KIND, about, by=request.user, at=now())
        return redirect("checks:made", asked.pk)
    context = {
        "title": WORDS[kind],
        "caption": title_of(job),
        "number": plural(number, "finding"),
        "back": reverse("checks:check", args=[job.pk]),
        "crumbs": _crumbs(job),
    }
    return render(request, "checks/make.html", context)


def _crumbs(check: Job) -> list[Link]:
    back = reverse("checks:check", args=[check.pk])
    return [Link("Check a return", reverse("checks:home")), Link(title_of(check), back)]


def _file_or_404(request: HttpRequest, job_id: int) -> Job:
    job = files_of(request.user).filter(pk=job_id).first()
    if job is None:
        raise Http404
    return job


def _may_take(job: Job, user: User) -> bool:
    return job.about["sight"] == sight_of(user)


@for_roles(*CHECKERS)
@require_safe
def made(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a file is, or the link to it."""
    job = _file_or_404(request, job_id)
    check = check_or_404(request, job.about["check"])
    context = {
        "title": WORDS[job.about["kind"]],
        "what": title_of(check),
        "state": "cleared" if job.cleared_at else job.state,
        "changed": not _may_take(job, request.user),
        "words": words_of(job) if job.is_open else job.words,
        "job": job.pk,
        "done": job.done if job.total else None,
        "total": job.total,
        "back": reverse("checks:check", args=[check.pk]),
        "crumbs": _crumbs(check),
    }
    return render(request, "checks/made.html", context)


@for_roles(*CHECKERS)
@require_safe
def take(request: HttpRequest, job_id: int) -> HttpResponse:
    """A file that was made, for whoever asked for it and may still see all that is in it."""
    job = _file_or_404(request, job_id)
    if job.state != JobState.DONE or job.cleared_at is not None:
        raise Http404
    if not _may_take(job, request.user):
        raise Http404
    record_job_look(job, what="check.take", people=[], by=request.user, at=now())
    content = vault.proved(job.result, job.shelf).read_bytes()
    return _answer(content, job.about["check"], job, job.about["kind"])


def files_made(user: User, check: Job) -> TableView | None:
    """The files that were made of a check, the newest first; None where there are none."""
    rows = [
        [
            Link(WORDS[job.about["kind"]], reverse("checks:made", args=[job.pk])),
            job.asked_at.date(),
            state_tag(job),
        ]
        for job in files_of(user).filter(about__check=check.pk, cleared_at=None)
    ]
    return (
        TableView.of("Files that were made", ("File", "Asked for", "State"), rows) if rows else None
    )
