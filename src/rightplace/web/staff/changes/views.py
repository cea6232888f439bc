"""The part "Change and end" of a child's record, its steps, plans that move in, and the list."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import moves
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.letters import Sending
from rightplace.casework.models import NamedSetting, Person, Role, User
from rightplace.casework.queries.changes import (
    KINDS,
    Change,
    Changes,
    all_changes,
    changes_of,
    last_day_by_age,
)
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, time_left
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.changes.move_in import MoveInForm, person_from
from rightplace.web.staff.changes.presenters import parts, plan_rows, startable
from rightplace.web.staff.changes.steps import Step, open_steps
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, show_part
from rightplace.web.staff.letters import copy_of
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today

PART = "staff:changes"


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """What is changing in the child's plan, and what can be started."""
    person = child_or_404(request, person_id, what="changes.open")
    of, writes = changes_of(person, as_of=today()), request.user.role in WRITERS
    return show_part(
        request,
        person,
        PART,
        "staff/changes/changes.html",
        heading="Change and end",
        facts=plan_rows(of),
        sections=parts(of, writes=writes),
        startable=startable(of, writes=writes),
        last_by_age=day(last_day_by_age(person)),
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, person_id: int, slug: str) -> HttpResponse:
    """Record one step, with the letter that tells of it."""
    person = child_or_404(request, person_id, what=f"changes.{slug}")
    of = changes_of(person, as_of=today())
    found = next((each for each in open_steps(of) if each.slug == slug), None)
    if found is None:
        raise Http404
    form = found.form(of, request.POST or None, initial=_initial(found, of))
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: _act(request, found, of, given),
        title=found.title,
        said=f"{found.title}: recorded",
        letter=(lambda given: found.letters(of, given, request.user)[0]) if found.sends else None,
        template="staff/changes/step.html",
        step=found.slug,
        born=day(person.birth_date),
    )


def _initial(step: Step, of: Changes) -> dict[str, Any]:
    """The setting that the plan names, where one is to be consulted."""
    if step.slug != "ceasing-consult":
        return {}
    named = NamedSetting.objects.filter(plan=of.plan, rank=1).select_related("setting").first()
    return {"setting": named.setting.name if named and named.setting else ""}


def _act(request: HttpRequest, step: Step, of: Changes, given: dict[str, Any]) -> None:
    copies = map(copy_of, step.letters(of, given, request.user))
    sending = {"ledger": Sending(*copies)} if step.sends else {}
    step.act(of, given, {**how(request), **sending})


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def move_in(request: HttpRequest) -> HttpResponse:
    """Enter a child whose plan moves in from another authority, and the plan."""
    officers = _officers(request.user)
    form = MoveInForm(officers, today(), request.POST or None)
    came: list[Person] = []

    def act(given: dict[str, Any]) -> None:
        person = person_from(given, request.user)
        moves.receive_plan(
            person,
            starts_on=given["starts_on"],
            moved_on=given["moved_on"],
            from_la=given["from_la"],
            needs=[need for need in (given["primary"], given["secondary"]) if need],
            named=Where(setting=given["setting"]),
            practicable=given["practicable"],
            arrangement=given["arrangement"],
            officer=given["officer"],
            **how(request),
        )
        came.append(person)

    answered = ask(
        request,
        form,
        act,
        title="A plan that moves in",
        said="The plan is in the record",
        back=reverse("staff:change-list"),
        crumbs=(Link("Changes", reverse("staff:change-list")),),
    )
    seen = Person.objects.visible_to(request.user).filter(pk__in=[each.pk for each in came])
    return redirect(PART, came[0].pk) if seen.exists() else answered


def _officers(user: User) -> list[User]:
    """The officers of someone's team, themselves first."""
    team = User.objects.filter(team=user.team_id, role=Role.CASE_OFFICER, is_active=True)
    return sorted(team, key=lambda each: (each.pk != user.pk, each.name))


class ListForm(GovForm, forms.Form):
    """What the list is narrowed to."""

    kind = forms.ChoiceField(
        label="What changes", required=False, choices=[("", "Everything"), *KINDS.items()]
    )


@for_roles(*WHOLE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What is changing in the plans that someone is responsible for, the earliest day first."""
    form = ListForm(request.GET or None)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    work = WorkList(
        what="changes.list",
        title="Plans that are changing or ending",
        rows=all_changes(request.user, kind=kind, as_of=today()),
        columns=("Child", "What changes", "Next", "Due", "Time", "Officer"),
        cells=_cells,
        csv_columns=("surname", "forename", "kind", "next", "due_on", "basis", "officer"),
        csv_row=_csv_row,
        person=lambda row: row.plan.person,
        empty="Nothing is changing.",
        one="change",
        lead="The earliest day comes first. A day without a citation is our own limit.",
        form=form,
        actions=_list_actions(request),
    )
    return answer(request, work)


def _list_actions(request: HttpRequest) -> tuple[Link, ...]:
    if request.user.role not in WRITERS:
        return ()
    return (Link("Record a plan that moves in", reverse("staff:move-in")),)


def _cells(row: Change) -> tuple[Any, ...]:
    person = row.plan.person
    href = reverse(PART, args=[person.pk])
    child = Cell(f"{person.surname}, {person.forename}", href=href)
    what = row.what[0].upper() + row.what[1:]
    due = row.due_on or "No limit"
    left = time_left((row.due_on - today()).days) if row.due_on else ""
    return (child, KINDS[row.kind], Cell(what, detail=row.basis), due, left, row.plan.officer.name)


def _csv_row(row: Change) -> tuple[object, ...]:
    person = row.plan.person
    return (
        person.surname, person.forename, row.kind, row.what, row.due_on, row.basis,
        row.plan.officer.name,
    )  # fmt: skip
