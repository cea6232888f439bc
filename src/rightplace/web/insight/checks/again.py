"""The same files checked once more, with the lists that some rules lacked."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from rightplace.casework import vault
from rightplace.casework.actions.jobs import Given, ask_job
from rightplace.casework.models import Job
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Link
from rightplace.web.design.uploads import ReturnToDisk
from rightplace.web.insight.checks.beside import opened
from rightplace.web.insight.checks.home import CHECKERS, title_of
from rightplace.web.insight.checks.lists import REGISTER, ListsForm, lacking
from rightplace.web.today import now


class AgainForm(GovForm, ListsForm):
    """The lists that were lacking."""

    def clean(self) -> dict[str, Any]:
        """At least one of them."""
        answers = super().clean()
        if not self.lists_given:
            self.add_error(None, "Give at least one of the lists.")
        return answers


@csrf_exempt  # the limits of a return are set before the form is read, and it is checked then
def show(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask for the lists, and queue the same check with them."""
    request.upload_handlers = [ReturnToDisk(request)]
    return _show(request, job_id)


@csrf_protect
@for_roles(*CHECKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def _show(request: HttpRequest, job_id: int) -> HttpResponse:
    with opened(request, job_id) as (job, look):
        wanted = [each.name for each in lacking(look.paper.not_asked)]
    form = AgainForm(request.POST or None, request.FILES or None, wanted=wanted)
    if form.is_valid():
        return redirect("checks:check", _ask(request, job, form).pk)
    back = reverse("checks:check", args=[job.pk])
    crumbs = [Link("Check a return", reverse("checks:home")), Link(title_of(job), back)]
    context = {"form": form, "caption": title_of(job), "back": back, "crumbs": crumbs}
    return render(request, "checks/again.html", context)


def _ask(request: HttpRequest, job: Job, form: AgainForm) -> Job:
    """What was given with the check before stays with it, but for a register that was given anew."""
    fresh = form.lists_about()
    about = job.about | {name: [*job.about.get(name, ()), *fresh[name]] for name in fresh}
    given = list(form.lists_files())
    one_register = {REGISTER} & {file.purpose for file in given}
    kept = [file for file in _kept(job) if file.purpose not in one_register]
    files = [*kept, *given]
    return ask_job("check", about, files=files, by=request.user, at=now())


def _kept(job: Job) -> Iterator[Given]:
    for file in job.files.order_by("pk"):
        yield Given(vault.proved(file.digest, job.shelf), file.name, file.purpose)
