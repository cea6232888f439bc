"""Placements and their costs: the list, a child's sheet, and what finance does with them."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import costs as actions
from rightplace.casework.actions.audit import record_look
from rightplace.casework.models import Element, Person, Placement, PlacementCost, Role
from rightplace.casework.queries.costs import current_placements, placements_of
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day as day_words
from rightplace.web.design.presenters import Cell, Column, Link, SummaryRow, Value
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.child import WRITERS, child_or_404
from rightplace.web.staff.costs.forms import AmendForm, ConfirmForm, CostForm, EndForm, ListForm
from rightplace.web.staff.costs.tables import cost_table, period_words, where_words
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.money import pounds
from rightplace.web.today import now, today

PAYERS = (Role.FINANCE, *WRITERS)
"""The roles that see and change what placements cost."""

asks = require_http_methods(["GET", "HEAD", "POST"])


def _cells(row: Placement) -> tuple[Value, ...]:
    person = row.plan.person
    href = reverse("staff:placement-costs", args=[person.pk])
    kind = row.setting.get_setting_group_display() if row.setting else "No setting of the record"
    return (
        Cell(str(person), href=href, detail=f"Born {day_words(person.birth_date)}"),
        Cell(where_words(row), detail=kind),
        row.entry_on,
        "None recorded" if row.total is None else pounds(row.total),  # type: ignore[attr-defined]
    )


def _csv_row(row: Placement) -> tuple[object, ...]:
    person, setting = row.plan.person, row.setting
    return (
        person.surname, person.forename, person.upn, person.birth_date, where_words(row),
        setting.setting_group if setting else "", row.entry_on,
        row.total,  # type: ignore[attr-defined]
    )  # fmt: skip


@for_roles(*PAYERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Where children with a plan are, and what each place costs a year, the dearest first."""
    form = ListForm(request.GET or None)
    return answer(
        request,
        WorkList(
            what="placements",
            title="Placements and costs",
            rows=current_placements(request.user, form.wanted(), as_of=today()),
            columns=("Child", "Setting", "From", Column("Cost a year", numeric=True)),
            cells=_cells,
            csv_columns=(
                "surname",
                "forename",
                "upn",
                "birth_date",
                "setting",
                "setting_group",
                "from",
                "cost_a_year",
            ),
            csv_row=_csv_row,
            person=lambda row: row.plan.person,
            one="placement",
            form=form,
        ),
    )


@for_roles(*PAYERS)
@require_safe
def sheet(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who the child is, and each placement with what it costs: no more of the record."""
    person = child_or_404(request, person_id, what="placement_costs.open")
    placements = placements_of(person)
    context = {
        "name": str(person),
        "crumbs": (Link("Placements and costs", reverse("staff:costs")),),
        "facts": (
            SummaryRow.of("Date of birth", person.birth_date),
            SummaryRow.of("UPN", person.upn or "None"),
            SummaryRow.of("Cost a year now", _total(placements)),
        ),
        "placements": [
            _placement(each, confirms=request.user.role == Role.FINANCE) for each in placements
        ],
    }
    return render(request, "staff/costs/sheet.html", context)


def _total(placements: list[Placement]) -> str:
    """What is paid today, in pounds a year."""
    day = today()
    paid = [
        cost.amount
        for placement in placements
        for cost in placement.costs.all()
        if cost.starts_on <= day and (cost.ends_on is None or cost.ends_on >= day)
    ]
    return pounds(sum(paid, Decimal(0))) if paid else "None recorded"


def _placement(placement: Placement, *, confirms: bool) -> dict[str, Any]:
    """The table of a placement, and what can be done with each cost that has not ended."""
    links = []
    if placement.plan.ceased_on is None:
        links.append(
            Link(
                f"Add a cost of {where_words(placement)}",
                reverse("staff:cost-add", args=[placement.pk]),
            )
        )
    for cost in placement.costs.all():
        words = f"{Element(cost.element).label.lower()} from {day_words(cost.starts_on)}"
        if confirms and cost.confirmed_on is None:
            links.append(Link(f"Confirm {words}", reverse("staff:cost-confirm", args=[cost.pk])))
        if cost.ends_on is None:
            links.append(Link(f"Change {words}", reverse("staff:cost-amend", args=[cost.pk])))
            links.append(Link(f"End {words}", reverse("staff:cost-end", args=[cost.pk])))
    return {"table": cost_table(placement, today()), "links": links}


def _about(
    request: HttpRequest, placement: Placement, form: Any, act: Any, **context: Any
) -> HttpResponse:
    """A form about a placement's costs, which leads back to the child's sheet."""
    person = placement.plan.person
    back = reverse("staff:placement-costs", args=[person.pk])
    way = (Link("Placements and costs", reverse("staff:costs")), Link(str(person), back))
    caption = f"{person}: {where_words(placement)}, {period_words(placement)}"
    return ask(request, form, act, back=back, caption=caption, crumbs=way, **context)


def _cost(request: HttpRequest, key: int, what: str) -> PlacementCost:
    """A cost of a child whom the person who asks may see; the look is recorded."""
    rows = PlacementCost.objects.filter(
        placement__plan__person__in=Person.objects.visible_to(request.user)
    )
    cost = (
        rows.select_related("placement__plan__person", "placement__setting").filter(pk=key).first()
    )
    if cost is None:
        raise Http404
    record_look(cost.placement.plan.person, what=what, by=request.user, at=now())
    return cost


@for_roles(*PAYERS)
@asks
def add(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Record a cost of a placement."""
    rows = Placement.objects.filter(
        plan__ceased_on=None, plan__person__in=Person.objects.visible_to(request.user)
    )
    placement = rows.select_related("plan__person", "setting").filter(pk=placement_id).first()
    if placement is None:
        raise Http404
    record_look(placement.plan.person, what="cost.add", by=request.user, at=now())
    form = CostForm(request.POST or None, initial={"on": today(), "starts_on": placement.entry_on})

    def act(given: dict[str, Any]) -> object:
        wanted = {name: given[name] for name in ("element", "amount", "starts_on", "on")}
        return actions.agree_cost(placement, **wanted, shares=form.shares(), **how(request))

    return _about(request, placement, form, act, title="Add a cost", said="The cost is recorded")


@for_roles(*PAYERS)
@asks
def amend(request: HttpRequest, cost_id: int) -> HttpResponse:
    """Give a cost a new amount from a day, or correct it."""
    cost = _cost(request, cost_id, "cost.amend")
    form = AmendForm(request.POST or None, row=cost)

    def act(given: dict[str, Any]) -> object:
        wanted = {name: given[name] for name in ("version", "amount", "starts_on")}
        return actions.amend_cost(cost, **wanted, shares=form.shares(), **how(request))

    title = f"Change {Element(cost.element).label.lower()}"
    return _about(request, cost.placement, form, act, title=title, said="The cost is changed")


@for_roles(Role.FINANCE)
@asks
def confirm(request: HttpRequest, cost_id: int) -> HttpResponse:
    """Confirm a cost as it stands."""
    cost = _cost(request, cost_id, "cost.confirm")
    form = ConfirmForm(request.POST or None, row=cost)

    def act(given: dict[str, Any]) -> None:
        actions.confirm_cost(cost, version=given["version"], **how(request))

    title = f"Confirm {Element(cost.element).label.lower()} of {pounds(cost.amount)} a year"
    return _about(
        request,
        cost.placement,
        form,
        act,
        title=title,
        said="The cost is confirmed",
        button="Confirm",
    )


@for_roles(*PAYERS)
@asks
def end(request: HttpRequest, cost_id: int) -> HttpResponse:
    """Record the last day for which a cost is paid."""
    cost = _cost(request, cost_id, "cost.end")
    form = EndForm(request.POST or None, row=cost)

    def act(given: dict[str, Any]) -> None:
        actions.end_cost(cost, version=given["version"], ends_on=given["ends_on"], **how(request))

    title = f"End {Element(cost.element).label.lower()} of {pounds(cost.amount)} a year"
    return _about(request, cost.placement, form, act, title=title, said="The end is recorded")
