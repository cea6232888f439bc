"""Recording what happened in a request."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import Request, Role
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link
from rightplace.web.staff.steps import Step, StepForm, open_steps
from rightplace.web.today import now, today


def _found(request: HttpRequest, request_id: int, kind: str) -> tuple[Request, Step]:
    """The case and the step, where the user may see the one and the law allows the other."""
    rows = Request.objects.visible_to(request.user).select_related("person", "assessment")
    case = rows.filter(pk=request_id).first()
    steps = {step.kind.value: step for step in open_steps(case)} if case else {}
    if case is None or kind not in steps:
        raise Http404
    return case, steps[kind]


@for_roles(Role.CASE_OFFICER, Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, request_id: int, kind: str) -> HttpResponse:
    """Ask for the day and what else the step needs; record it and lead back to the case."""
    case, step = _found(request, request_id, kind)
    case_href = reverse("staff:case", args=[case.person_id])
    form = StepForm(case, today(), request.POST or None)
    if form.is_valid():
        try:
            step.act(case, form.cleaned_data, {"by": request.user, "at": now()})
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{step.title} recorded")
            return redirect(case_href)
    context = {
        "title": step.title,
        "name": str(case.person),
        "form": form,
        "case_href": case_href,
        "crumbs": (
            Link("Open assessments", reverse("staff:worklist")),
            Link(str(case.person), case_href),
        ),
    }
    return render(request, "staff/record.html", context)
