"""Gaps by owner, severity and setting; children without full-time education."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import ArrangementKind, DeliveryGap
from rightplace.casework.queries.delivery import (
    Lost,
    PartTime,
    gap_choices,
    gaps_for,
    lost,
    not_full_time,
)
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import number, plural, short_day
from rightplace.web.design.presenters import Cell, Column, Link, Stat, Tag, Tone, Value
from rightplace.web.staff.delivery.forms import ListForm
from rightplace.web.staff.delivery.part import gap_standing, hours, severity_tag
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today

_CSV = (
    "surname", "forename", "what", "code", "setting", "since", "severity", "owner", "team", "raised_on",
    "due_on", "age_days", "closed_on", "outcome",
)  # fmt: skip


def _age(gap: DeliveryGap) -> int:
    """Days from the start of the gap until it closed, or until now."""
    return ((gap.closed_on or today()) - gap.since).days


def _cells(gap: DeliveryGap) -> tuple[Value, ...]:
    return (
        Cell(gap.what, href=reverse("staff:gap", args=[gap.pk]), tag=severity_tag(gap)),
        Cell(
            str(gap.person),
            href=reverse("staff:delivery", args=[gap.person_id]),
            detail=str(gap.setting) if gap.setting else None,
        ),
        plural(_age(gap), "day"),
        gap.owner.name,
        gap.due_on,
        gap_standing(gap),
    )


def _csv_row(gap: DeliveryGap) -> tuple[object, ...]:
    return (
        gap.person.surname, gap.person.forename, gap.what, gap.code,
        str(gap.setting) if gap.setting else "", gap.since, gap.severity, gap.owner.name,
        gap.owner.team.name if gap.owner.team else "", gap.raised_on, gap.due_on, _age(gap),
        gap.closed_on, gap.outcome,
    )  # fmt: skip


@for_roles(*WHOLE)
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Gaps in the order of their day, those before the manager first."""
    form = ListForm(*gap_choices(request.user), request.GET or None)
    return answer(
        request,
        WorkList(
            what="gaps",
            title="Provision gaps",
            rows=gaps_for(request.user, form.wanted(), as_of=today()),
            columns=("What is missing", "Child", "For how long", "Owner", "Due", "Standing"),
            cells=_cells,
            csv_columns=_CSV,
            csv_row=_csv_row,
            person=lambda gap: gap.person,
            one="gap",
            form=form,
            actions=(Link("Children without full-time education", reverse("staff:not-full-time")),),
        ),
    )


def _child(row: PartTime) -> tuple[Value, ...]:
    kinds = ", ".join(ArrangementKind(each.kind).label for each in row.arrangements)
    due = row.review_due_on
    late = due is not None and due < today()
    return (
        Cell(str(row.person), href=reverse("staff:delivery", args=[row.person.pk])),
        kinds,
        row.since,
        f"{hours(row.hours)} of {hours(row.full_hours)}",
        f"{row.weeks_lost}",
        Cell(short_day(due) if due else "Ends", tag=Tag("Late", Tone.LATE) if late else None),
    )


def _stats(figures: Lost) -> tuple[Stat, ...]:
    return (
        Stat(
            "children without full-time education today", number(figures.children), tone=Tone.SOON
        ),
        Stat("of them with no education at all", number(figures.without_any), tone=Tone.LATE),
        Stat("weeks of education lost so far", number(float(figures.weeks), 1)),
        Stat("reviews past their six weeks", number(figures.overdue_reviews)),
    )


@for_roles(*WHOLE)
@require_safe
def part_time(request: HttpRequest) -> HttpResponse:
    """The children without full-time education today, and the weeks that they have lost."""
    children = not_full_time(request.user, as_of=today())
    return answer(
        request,
        WorkList(
            what="not_full_time",
            title="Children without full-time education",
            rows=children,
            columns=(
                "Child",
                "What",
                "Since",
                "Hours a week",
                Column("Weeks lost", numeric=True),
                "Review due",
            ),
            cells=_child,
            csv_columns=(
                "surname",
                "forename",
                "kinds",
                "since",
                "hours",
                "full_hours",
                "weeks_lost",
                "review_due_on",
            ),
            csv_row=lambda row: (
                row.person.surname,
                row.person.forename,
                " ".join(each.kind for each in row.arrangements),
                row.since,
                row.hours,
                row.full_hours,
                row.weeks_lost,
                row.review_due_on,
            ),
            person=lambda row: row.person,
            one="child",
            many="children",
            actions=(Link("Provision gaps", reverse("staff:gaps")),),
            lead=(
                "Hours of part-time timetables, alternative provision and education elsewhere are added"
                " up for each child. A week counts as lost by the share of full-time hours missed."
            ),
            extra={"stats": _stats(lost(children, as_of=today()))},
        ),
        template="staff/delivery/part_time.html",
    )
