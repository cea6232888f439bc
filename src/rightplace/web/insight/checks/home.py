"""Somebody's own checks, and how far one is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.jobs import cancel_job
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import Job, JobState, Role
from rightplace.casework.queries.checks import checks_of, files_of
from rightplace.returns.packs import PACKS
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link, TableView, Tag, Tone, page_of
from rightplace.web.today import now

CHECKERS = (Role.ANALYST, Role.TEAM_MANAGER, Role.AUDITOR)
_TONES = {
    JobState.WAITING: Tone.QUIET,
    JobState.RUNNING: Tone.RUNNING,
    JobState.DONE: Tone.FINE,
    JobState.FAILED: Tone.LATE,
    JobState.CANCELLED: Tone.QUIET,
}


def own_job_or_404(request: HttpRequest, job_id: int) -> Job:
    """A check of one's own, or a file of one; another's does not exist."""
    own = checks_of(request.user) | files_of(request.user)
    job = own.filter(pk=job_id).first()
    if job is None:
        raise Http404
    return job


def check_or_404(request: HttpRequest, job_id: int) -> Job:
    """A check of one's own; another's does not exist."""
    job = checks_of(request.user).filter(pk=job_id).first()
    if job is None:
        raise Http404
    return job


def title_of(job: Job) -> str:
    """The return and its year."""
    title = PACKS[job.about["collection"]].title
    return f"{title[:1].upper()}{title[1:]} {job.about['year']}"


def what_of(job: Job) -> str:
    """The files or the snapshot that was checked, by name; not any more where they were deleted."""
    if job.about.get("snapshot"):
        return f"Snapshot {job.about['snapshot']}"
    names = [file.name for file in job.files.all() if file.purpose == "source"]
    return ", ".join(names) or "Deleted"


@for_roles(*CHECKERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The checks that someone asked for."""
    page = page_of(checks_of(request.user).prefetch_related("files"), request.GET)
    rows = [
        [Link(title_of(job), f"{job.pk}/"), what_of(job), job.asked_at.date(), state_tag(job)]
        for job in page.items
    ]
    table = TableView.of(
        "Your checks", ("Return", "What was checked", "Asked for", "State"), rows,
        empty="You have not checked a return yet.",
    )  # fmt: skip
    return render(request, "checks/home.html", {"table": table, "page": page})


def state_tag(job: Job) -> Tag:
    """How far a job is, as a tag."""
    state = JobState(job.state)
    return Tag("Deleted" if job.cleared_at else state.label, _TONES[state])


@for_roles(*CHECKERS)
@require_safe
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a check is, for the page that waits for it."""
    job = own_job_or_404(request, job_id)
    return JsonResponse(
        {"words": words_of(job), "done": job.done, "total": job.total, "ended": not job.is_open}
    )


def words_of(job: Job) -> str:
    """What a job is doing."""
    if job.state == JobState.WAITING:
        return "Waiting for its turn"
    far = f": {job.done:,} of {job.total:,}" if job.total and job.done is not None else ""
    return f"{job.words or 'Starting'}{far}"


@for_roles(*CHECKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Give a check up; whoever comes by an address alone is only led back to it."""
    job = own_job_or_404(request, job_id)
    if request.method == "POST":
        _cancel(request, job)
    return redirect("checks:check" if job.kind == "check" else "checks:made", job.pk)


def _cancel(request: HttpRequest, job: Job) -> None:
    try:
        cancel_job(job, by=request.user, at=now())
        messages.success(request, "The check was cancelled")
    except ActionRefused as refusal:
        messages.info(request, str(refusal))
