"""What a list would change, or what is wrong with it, line by line; and loading it."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework import vault
from rightplace.casework.models import Job, JobState
from rightplace.facts.lists import ListRefused
from rightplace.facts.lists_load import load_list
from rightplace.governance.queries.lists import is_loaded, last_good
from rightplace.refusals import ActionRefused
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day, plural
from rightplace.web.design.presenters import Column, Link, TableView
from rightplace.web.insight.checks.home import words_of
from rightplace.web.insight.lists.views import KIND, facts_of, list_crumbs, source_key
from rightplace.web.insight.sources.roles import WRITERS
from rightplace.web.insight.sources.words import table_name
from rightplace.web.today import now

Look = dict[str, Any]


def _look_or_404(request: HttpRequest, job_id: int) -> Job:
    """A list that oneself gave; another's does not exist."""
    job = Job.objects.filter(kind=KIND, asked_by=request.user, pk=job_id).first()
    if job is None:
        raise Http404
    return job


@for_roles(*WRITERS)
@require_safe
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far the look at a list is, for the page that waits for it."""
    job = _look_or_404(request, job_id)
    return JsonResponse(
        {"words": words_of(job), "done": None, "total": None, "ended": not job.is_open}
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, job_id: int) -> HttpResponse:
    """What was found of a list; a list without a fault is loaded from here."""
    job = _look_or_404(request, job_id)
    name = table_name(job.about["table"])
    context = {
        "title": name,
        "job": job.pk,
        "facts": facts_of(job),
        "words": words_of(job) if job.is_open else job.words,
        "retry": reverse("insight:list-load", args=[job.about["table"]]),
        "crumbs": list_crumbs(Link(name, reverse("insight:list-load", args=[job.about["table"]]))),
    }
    if job.state != JobState.DONE or job.cleared_at is not None:
        state = "cleared" if job.cleared_at else job.state
        return render(request, "insight/lists/look.html", context | {"state": state})
    look: Look = json.loads(vault.proved(job.result, job.shelf).read_text())
    if request.method == "POST" and _load(request, job, look):
        return redirect("insight:source", source_key(job.about["table"]))
    return render(request, "insight/lists/look.html", context | _found(job, look))


def _found(job: Job, look: Look) -> dict[str, Any]:
    if "faults" in look:
        return {
            "state": "faults",
            "number": plural(look["number"], "fault"),
            "table": _faults(look),
        }
    as_of = date.fromisoformat(job.about["as_of"])
    loaded = is_loaded(job.about["table"], job.files.get().digest, as_of=as_of, since=job.asked_at)
    return {
        "state": "loaded" if loaded else _standing(job, look),
        "rows": plural(look["rows"], "row"),
        "later": _later(job),
        "few": 2 * look["gone"] > look["gone"] + look["changed"] + look["same"],
        "table": _changes(look),
    }


def _standing(job: Job, look: Look) -> str:
    """Whether the list before is still the one that it was compared with."""
    before = last_good(job.about["table"])
    return "ready" if (before and before.pk) == look["before"] else "stale"


def _later(job: Job) -> str:
    """The day of a list that is loaded already and is of a later day; empty where there is none."""
    before = last_good(job.about["table"])
    later = before is not None and before.as_of > date.fromisoformat(job.about["as_of"])
    return day(before.as_of) if before and later else ""


def _faults(look: Look) -> TableView:
    rows = [
        (each["row"] or "The file", each["column"], each["what"], each["mend"])
        for each in look["faults"]
    ]
    heads = ("Row", "Column", "What is wrong", "How to mend it")
    return TableView.of("What is wrong with the list", heads, rows)


def _changes(look: Look) -> TableView:
    words = (("New", "new"), ("Changed", "changed"), ("Gone", "gone"), ("The same", "same"))
    rows = [(word, look[name]) for word, name in words]
    title = "Against the list before" if look["before"] else "There is no list before this one"
    return TableView.of(title, ("Rows", Column("Number", numeric=True)), rows)


def _load(request: HttpRequest, job: Job, look: Look) -> bool:
    """Whether the list was loaded, whole; what hinders it is said."""
    if "faults" in look or _found(job, look)["state"] != "ready":
        messages.error(request, "The list cannot be loaded as it is. See below what to do.")
        return False
    file = job.files.get()
    try:
        loaded = load_list(
            job.about["table"],
            vault.proved(file.digest, job.shelf).read_bytes(),
            file_name=file.name,
            as_of=date.fromisoformat(job.about["as_of"]),
            source=job.about["source"],
            by=request.user,
            at=now(),
        )
    except (ListRefused, ActionRefused) as refusal:
        messages.error(request, str(refusal))
        return False
    said = f"{plural(loaded.rows, 'row')} as of {day(loaded.as_of)} are loaded"
    messages.success(request, f"{said}. The next snapshot takes them in.")
    return True
