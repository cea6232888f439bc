"""Writing the draft of a plan: its passages and its rows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import plan_rows, plan_text
from rightplace.casework.models import (
    Person,
    PlanNeed,
    PlanOutcome,
    PlanProvision,
    PlanVersion,
)
from rightplace.casework.queries.plan_text import check, plan_file, text_of
from rightplace.plan_words.sections import Area, Section
from rightplace.plan_words.text import PlanText, Table
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovDateField
from rightplace.web.design.presenters import Link
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.child import WRITERS, child_or_404, crumbs, show_part
from rightplace.web.staff.plan_text import reading
from rightplace.web.staff.plan_text.forms import FORMS, Confirm, PassageForm
from rightplace.web.today import today

_MODELS = {
    Table.NEEDS: PlanNeed,
    Table.OUTCOMES: PlanOutcome,
    Table.PROVISION: PlanProvision,
}
_ONE = {Table.NEEDS: "need", Table.OUTCOMES: "outcome", Table.PROVISION: "provision"}
_ADD = {
    Table.NEEDS: "Add a need",
    Table.OUTCOMES: "Add an outcome",
    Table.PROVISION: "Add provision",
}


def _draft(request: HttpRequest, person_id: int) -> tuple[Person, PlanVersion]:
    """The child and the draft that is being written."""
    person = child_or_404(request, person_id, what="plan.edit")
    found = plan_file(person).draft
    if found is None:
        raise Http404
    return person, found


def _ask(
    request: HttpRequest, person: Person, form: Any, act: Any, *, anchor: str = "", **page: Any
) -> HttpResponse:
    """A form that leads back to the draft, to the section that was worked in."""
    back = reverse("staff:plan-edit", args=[person.pk])
    way = (
        Link("Plan", reverse("staff:plan", args=[person.pk])),
        Link("Draft", back),
    )
    return ask(
        request,
        form,
        act,
        **{"caption": str(person), "crumbs": crumbs(person, *way)} | {"back": back + anchor} | page,
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, person_id: int) -> HttpResponse:
    """Begin a draft: of the request that is open, else an amendment of the plan."""
    person = child_or_404(request, person_id, what="plan.start")
    file = plan_file(person)
    case = file.request or file.plan
    if case is None or file.draft is not None:
        raise Http404
    begin = plan_text.start_draft if file.request else plan_text.start_amendment
    return _ask(
        request,
        person,
        Confirm(request.POST if request.method == "POST" else None),
        lambda given: begin(case, **how(request)),  # type: ignore[arg-type]
        title="Start a draft",
        said="Draft started",
        button="Start the draft",
        template="staff/plan_text/start.html",
        newest=reading.version_words(file.current) if file.current else None,
    )


@for_roles(*WRITERS)
@require_safe
def draft(request: HttpRequest, person_id: int) -> HttpResponse:
    """The draft with a way to change each passage and row."""
    person, version = _draft(request, person_id)
    text = text_of(version)
    found = check(version, text, as_of=today())
    return show_part(
        request,
        person,
        "staff:plan",
        "staff/plan_text/edit.html",
        heading=f"Draft, version {version.number}",
        actions=(
            Link("Read the plan", reverse("staff:plan", args=[person.pk])),
            Link(
                f"{reading.counts(found)}: see them",
                reverse("staff:plan-checks", args=[person.pk, version.number]),
            ),
        ),
        sections=reading.sections(
            text, person.pk, editable=True, may_name=version.plan_id is not None
        ),
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def passage(request: HttpRequest, person_id: int, slug: str) -> HttpResponse:
    """Write a passage."""
    person, version = _draft(request, person_id)
    row = version.passages.filter(slug=slug).select_related("plan_version__person").first()
    if row is None or (slug == "placement" and version.plan_id is None):
        raise Http404
    form = PassageForm(request.POST or None, row=row)
    return _ask(
        request,
        person,
        form,
        lambda given: plan_rows.write_passage(
            row,
            text=given["text"],
            none_identified=given.get("none_identified", False),
            version=given["version"],
            **how(request),
        ),
        title=str(form.fields["text"].label),
        said="Saved",
        anchor=f"#section-{reading.letter_of(slug)}",
    )


def _table(table: str) -> Table:
    try:
        return Table(table)
    except ValueError as error:
        raise Http404 from error


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person_id: int, table: str) -> HttpResponse:
    """Add a row at the end of its table."""
    person, version = _draft(request, person_id)
    of = _table(table)
    section = request.GET.get("section", "")
    form = FORMS[of](
        request.POST or None, row=_MODELS[of](), text=text_of(version), initial=_preset(section)
    )
    return _ask(
        request,
        person,
        form,
        lambda given: plan_rows.add_row(version, form.row_text(given), **how(request)),
        title=_ADD[of],
        said=f"{_ONE[of].capitalize()} added",
        button="Add",
        anchor=f"#section-{section}" if section in list(Section) else "",
    )


def _preset(section: str) -> dict[str, str]:
    """What the section that a row is added to says of it."""
    areas = {area.section.value: area.value for area in (Area.HEALTH, Area.CARE)}
    return {"kind": section, "area": areas.get(section, "")}


def _row(version: PlanVersion, table: Table, key: int) -> Any:
    rows = _MODELS[table].objects.filter(plan_version=version, removed=False, key=key)
    found = rows.select_related("plan_version__person").first()
    if found is None:
        raise Http404
    return found


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, person_id: int, table: str, key: int) -> HttpResponse:
    """Change a row."""
    person, version = _draft(request, person_id)
    of, text = _table(table), text_of(version)
    row = _row(version, of, key)
    form = FORMS[of](request.POST or None, row=row, text=text)
    code = text.codes(of)[key]
    return _ask(
        request,
        person,
        form,
        lambda given: plan_rows.change_row(
            row, form.row_text(given), version=given["version"], **how(request)
        ),
        title=f"Change {_ONE[of]} {code}",
        said=f"{code} saved",
        anchor=_anchor(text, of, key),
        template="staff/plan_text/row.html",
        code=code,
        remove_href=reverse("staff:plan-row-remove", args=[person.pk, of.value, key]),
        move_href=reverse("staff:plan-row-move", args=[person.pk, of.value, key]),
    )


def _anchor(text: PlanText, table: Table, key: int) -> str:
    row = next(each for each in text.rows(table) if each.key == key)
    return f"#section-{row.section.value}"


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, person_id: int, table: str, key: int) -> HttpResponse:
    """Take a row out, once it was asked whether it should go."""
    person, version = _draft(request, person_id)
    of, text = _table(table), text_of(version)
    row = _row(version, of, key)
    code = text.codes(of)[key]
    return _ask(
        request,
        person,
        Confirm(request.POST if request.method == "POST" else None),
        lambda given: plan_rows.remove_row(row, **how(request)),
        title=f"Remove {_ONE[of]} {code}",
        said=f"{code} removed",
        button="Remove",
        anchor=_anchor(text, of, key),
        template="staff/plan_text/remove.html",
        words=row.text,
    )


@for_roles(*WRITERS)
def move(request: HttpRequest, person_id: int, table: str, key: int) -> HttpResponse:
    """Move a row up or down by one; whose record it is comes before how it was asked."""
    person, version = _draft(request, person_id)
    of = _table(table)
    row = _row(version, of, key)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    plan_rows.move_row(row, up=request.POST.get("direction") == "up", **how(request))
    back = reverse("staff:plan-edit", args=[person.pk])
    return redirect(back + _anchor(text_of(version), of, key))


class FinishForm(Confirm):
    """The day of a plan that was made before its words were kept here."""

    on = GovDateField(
        label="The day on which this plan was issued", help_text="For example, 27 3 2023"
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make the words of a plan that is in force already its final version; no letter goes out.

    Where a plan has a final version, an amendment is finished by what amends it: a review.
    """
    person, version = _draft(request, person_id)
    if version.plan is None or version.plan.versions.filter(status="final").exists():
        raise Http404
    return _ask(
        request,
        person,
        FinishForm(request.POST or None),
        lambda given: plan_text.keep_words_in_force(version, on=given["on"], **how(request)),
        title="Make the draft the plan in force",
        said="The plan in force is kept with its words",
        back=reverse("staff:plan", args=[person.pk]),
    )
