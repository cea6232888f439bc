"""One thing for several children: chosen, shown beforehand, done."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions import several
from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.actions.several import Outcome
from rightplace.casework.models import Person
from rightplace.casework.queries.work import WorkItem, work_of
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Cell, Link, TableView, Tag, Tone
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.work.forms import SeveralForm
from rightplace.web.today import now, today

_MOST = 200


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Choose; see what would happen; do it."""
    items = work_of(request.user, as_of=today())[:_MOST]
    people = {str(item.person.pk): item.person for item in items}
    record_list_look(people.values(), what="several.open", by=request.user, at=now())
    form = SeveralForm(request.user, [_choice(item) for item in items], request.POST or None)
    context = {"form": form, "crumbs": (Link("My work", reverse("staff:today")),), "plan": None}
    if form.is_valid():
        chosen = [people[key] for key in form.cleaned_data["children"]]
        if "do" in request.POST:
            return _do(request, form, chosen)
        context["plan"] = _table("What would happen", several.each(chosen, _words(request, form)))
    return render(request, "staff/work/several.html", context)


def _choice(item: WorkItem) -> tuple[str, str]:
    due = f", due {item.due_on:%-d %b %Y}" if item.due_on else ""
    name = f"{item.person.surname}, {item.person.forename}"
    return str(item.person.pk), f"{name}: {item.step or 'task or reply'}{due} ({item.owner.name})"


def _words(request: HttpRequest, form: SeveralForm) -> Callable[[Person], str]:
    given = form.cleaned_data
    if given["act"] == "allocate":
        return lambda person: several.allocation_words(person, given["owner"], request.user)
    return lambda person: several.task_words(given["title"], given["owner"], given["due_on"])


def _act(request: HttpRequest, form: SeveralForm) -> Callable[[Person], str]:
    given, by = form.cleaned_data, how(request)
    if given["act"] == "allocate":
        return lambda person: several.allocate(person, officer=given["owner"], **by)
    what = {name: given[name] for name in ("title", "owner", "due_on")}
    return lambda person: several.give_task(person, **what, **by)


def _do(request: HttpRequest, form: SeveralForm, chosen: Sequence[Person]) -> HttpResponse:
    outcomes = several.each(chosen, _act(request, form))
    refused = [outcome for outcome in outcomes if outcome.refused]
    done = len(outcomes) - len(refused)
    messages.success(request, f"Done for {plural(done, 'child', 'children')}")
    for outcome in refused:
        messages.warning(request, f"{outcome.person}: {outcome.refused}")
    return redirect("staff:today")


def _table(caption: str, outcomes: Sequence[Outcome]) -> TableView:
    rows = [
        (
            Cell(str(outcome.person)),
            Cell(tag=Tag("Refused", Tone.LATE)) if outcome.refused else Cell("Will be done"),
            outcome.refused or outcome.did,
        )
        for outcome in outcomes
    ]
    return TableView.of(caption, ("Child", "Outcome", "What"), rows)
