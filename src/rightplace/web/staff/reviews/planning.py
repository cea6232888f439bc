"""The review meetings of one setting, planned in one go: a school holds many in a week."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.actions.review_meetings import plan_review_meeting
from rightplace.casework.models import Invited
from rightplace.casework.queries.reviews import Due, ReviewRow, ReviewRows, WantedReviews
from rightplace.law.dates import is_working_day, working_day_after
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day, plural, weekday
from rightplace.web.design.forms import GovDateField
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.reviews.bulk import AT_MOST, ChosenForm, do_each
from rightplace.web.staff.reviews.paperwork import SettingForm
from rightplace.web.today import now, today

_NOTICE = timedelta(weeks=2)


@dataclass(frozen=True)
class Slot:
    """When the meeting of one child is."""

    row: ReviewRow
    on: date
    time: str


class PlanManyForm(ChosenForm):
    """The first day and time, how long each meeting takes, and how many are held in a day."""

    on = GovDateField(label="Day of the first meeting")
    starts = forms.RegexField(
        r"^([01]?\d|2[0-3]):[0-5]\d$",
        label="Time of the first meeting of a day",
        initial="9:30",
        help_text="For example, 9:30 or 13:00",
        error_messages={"invalid": "The time must be hours and minutes, such as 9:30"},
    )
    minutes = forms.IntegerField(
        label="Minutes for each meeting", min_value=10, max_value=240, initial=60
    )
    a_day = forms.IntegerField(label="Meetings in a day", min_value=1, max_value=20, initial=5)
    place = forms.CharField(label="Where they are held", max_length=200)
    invited = forms.MultipleChoiceField(
        label="Who is invited to each",
        choices=Invited.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[role for role in Invited.values if role != Invited.OTHER],
    )
    field_order = ("chosen", "on", "starts", "minutes", "a_day", "place", "invited")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earliest = day(today() + _NOTICE)
        self.fields["on"].help_text = f"From {earliest} on there is time for two weeks' notice."

    def clean_on(self) -> date:
        """A working day, today or later."""
        on: date = self.cleaned_data["on"]
        if on < today():
            raise forms.ValidationError("It must be today or later")
        if not is_working_day(on):
            raise forms.ValidationError("It must be a working day")
        return on


def slots(rows: list[ReviewRow], given: dict[str, Any]) -> list[Slot]:
    """A time for each child, in the order in which their reviews are due."""
    hours, minutes = map(int, given["starts"].split(":"))
    found = []
    for number, row in enumerate(rows):
        days, place = divmod(number, given["a_day"])
        on = working_day_after(given["on"], days) if days else given["on"]
        begins = datetime.combine(on, time(hours, minutes))
        begins += timedelta(minutes=place * given["minutes"])
        found.append(Slot(row, on, f"{begins:%H:%M}"))
    return found


def _table(planned: list[Slot]) -> TableView:
    rows = [
        (str(slot.row.plan.person), weekday(slot.on), slot.time, slot.row.standing.due_on or "")
        for slot in planned
    ]
    return TableView.of(
        "The meetings as they would be", ("Child", "Day", "Time", "Review due by"), rows
    )


def _to_plan(request: HttpRequest, setting: int | None) -> list[ReviewRow]:
    if setting is None:
        return []
    wanted = WantedReviews(due=Due.UNPLANNED, setting=setting)
    return list(ReviewRows(request.user, wanted, as_of=today())[:AT_MOST])


def _form(request: HttpRequest, rows: list[ReviewRow]) -> PlanManyForm:
    names = {
        str(row.plan.pk): f"{row.plan.person}: due by {day(row.standing.due_on)}"
        for row in rows
        if row.standing.due_on
    }
    place = rows[0].setting.name if rows and rows[0].setting else ""
    return PlanManyForm(names, request.POST or None, initial={"place": place})


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Choose a setting and the children, see when each meeting would be, and plan them."""
    narrowed = SettingForm(request.user, request.GET or None)
    rows = _to_plan(request, narrowed.wanted())
    form = _form(request, rows)
    planned: list[Slot] = []
    if form.is_valid():
        chosen = set(form.cleaned_data["chosen"])
        planned = slots([row for row in rows if str(row.plan.pk) in chosen], form.cleaned_data)
        if "preview" not in request.POST:
            _plan(request, planned, form.cleaned_data)
            return redirect("staff:review-list")
    people = [row.plan.person for row in rows]
    record_list_look(people, what="review_planning.open", by=request.user, at=now())
    context = {
        "form": form,
        "narrowed": narrowed,
        "count": len(rows),
        "chose": narrowed.wanted() is not None,
        "table": _table(planned) if planned else None,
        "crumbs": (Link("Reviews", reverse("staff:review-list")),),
    }
    return render(request, "staff/reviews/planning.html", context)


def _plan(request: HttpRequest, planned: list[Slot], given: dict[str, Any]) -> None:
    def act(slot: Slot) -> None:
        plan_review_meeting(
            slot.row.plan, on=slot.on, time=slot.time, place=given["place"],
            invited=given["invited"], **how(request),
        )  # fmt: skip

    rows = {str(slot.row.plan.pk): slot for slot in planned}
    do_each(
        request, rows, list(rows), act, named=lambda slot: slot.row.plan.person,
        said=lambda count: f"{plural(count, 'review meeting')} planned",
    )  # fmt: skip
