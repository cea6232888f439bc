"""Reports that settings owe: by setting, one by one, and chased many at a time."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.actions.letters import Sending
from rightplace.casework.actions.review_requests import chase_report
from rightplace.casework.models import ChaseLevel, Plan
from rightplace.casework.queries.review_paperwork import (
    Owed,
    OwedBySetting,
    by_setting,
    owed_reports,
)
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, plural
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, Link, TableView, Tag, Tone, Value
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.letters import copy_of, preview
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.reviews.bulk import AT_MOST, ChosenForm, do_each
from rightplace.web.staff.reviews.letters import chaser
from rightplace.web.staff.reviews.listing import settings_in
from rightplace.web.today import now, today


class SettingForm(GovForm, forms.Form):
    """Which setting a list is narrowed to."""

    setting = forms.ChoiceField(required=False)

    def __init__(self, user: Any, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].choices = settings_in(Plan.objects.visible_to(user).live())

    def wanted(self) -> int | None:
        """The key of the setting; None for every one."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {}).get("setting")
        return int(given) if given else None


def _late_tag(row: Owed, as_of: date) -> Cell:
    late = row.days_late(as_of)
    if late > 0:
        return Cell(f"{plural(late, 'day')} late", tag=Tag("Late", Tone.LATE))
    return Cell("due today" if late == 0 else f"{plural(-late, 'day')} left")


def _chased(row: Owed) -> Value:
    if not row.chases:
        return "Not chased"
    words = f"{plural(row.chases, 'time')}, last {day(row.last_chased_on)}"
    return Cell(words, detail="To the head" if row.escalated else None)


def _cells(row: Owed) -> list[Value]:
    person = row.plan.person
    return [
        Cell(
            f"{person.surname}, {person.forename}", href=reverse("staff:reviews", args=[person.pk])
        ),
        row.setting.name if row.setting else "None",
        row.review.meeting_on,
        row.due_on,
        _late_tag(row, today()),
        _chased(row),
        row.plan.officer.name,
    ]


def _csv_row(row: Owed) -> tuple[object, ...]:
    person = row.plan.person
    return (
        person.surname, person.forename, person.upn, row.setting.name if row.setting else None,
        row.review.meeting_on, row.due_on, row.days_late(today()), row.chases, row.last_chased_on,
        row.escalated, row.plan.officer.name,
    )  # fmt: skip


_CSV_COLUMNS = (
    "surname", "forename", "upn", "setting", "meeting_on", "report_due_on", "days_late",
    "reminders", "last_reminder_on", "sent_to_head", "officer",
)  # fmt: skip


def _settings_table(sums: list[OwedBySetting], writes: bool) -> TableView:
    address = reverse("staff:review-chase-bulk" if writes else "staff:review-paperwork")
    rows = [
        (
            Cell(each.setting.name, href=f"{address}?setting={each.setting.pk}")
            if each.setting
            else Cell("No setting"),
            each.owed,
            each.late,
            each.longest,
            each.never_chased,
        )
        for each in sums
    ]
    columns = (
        "Setting",
        Column("Reports owed", numeric=True),
        Column("Late", numeric=True),
        Column("Most days late", numeric=True),
        Column("Never chased", numeric=True),
    )
    return TableView.of("What each setting owes", columns, rows, empty="No report is owed.")


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What each setting owes, and each report."""
    form = SettingForm(request.user, request.GET or None)
    rows = owed_reports(request.user, setting=form.wanted(), as_of=today())
    writes = request.user.role in WRITERS
    bulk = Link("Chase many reports at once", reverse("staff:review-chase-bulk"))
    work = WorkList(
        what="review_paperwork",
        title="Reports owed by settings",
        lead="A report is due two weeks after the meeting; the council decides within four.",
        rows=rows,
        columns=("Child", "Setting", "Meeting", "Report due", "Time", "Chased", "Officer"),
        cells=_cells,
        csv_columns=_CSV_COLUMNS,
        csv_row=_csv_row,
        person=lambda row: row.plan.person,
        empty="No report is owed.",
        one="report",
        form=form,
        actions=(bulk,) if writes else (),
        extra={"sums": _settings_table(by_setting(rows, as_of=today()), writes)},
    )
    return answer(request, work, "staff/reviews/paperwork.html")


class ChaseForm(ChosenForm):
    """Whose reports are chased, and with whom."""

    level = forms.ChoiceField(
        label="Send the reminders to",
        choices=ChaseLevel.choices,
        widget=forms.RadioSelect,
        initial=ChaseLevel.SETTING,
    )
    field_order = ("level", "chosen")


def _name(row: Owed) -> str:
    where = row.setting.name if row.setting else "no setting"
    late = plural(row.days_late(today()), "day")
    chased = f", chased {plural(row.chases, 'time')}" if row.chases else ""
    return f"{row.plan.person}, {where}: meeting {day(row.review.meeting_on)}, {late} late{chased}"


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: HttpRequest) -> HttpResponse:
    """Tick the reports to chase, see a letter, and send a reminder for each."""
    narrowed = SettingForm(request.user, request.GET or None)
    owed = owed_reports(request.user, setting=narrowed.wanted(), as_of=today())
    late = [row for row in owed if row.days_late(today()) > 0]
    rows = {str(row.review.pk): row for row in late[:AT_MOST]}
    form = ChaseForm({key: _name(row) for key, row in rows.items()}, request.POST or None)

    def letter(row: Owed) -> Any:
        return chaser(
            row.review, row.setting, request.user,
            level=form.cleaned_data["level"], before=row.chases, on=today(),
        )  # fmt: skip

    def send(row: Owed) -> None:
        chase_report(
            row.review, level=form.cleaned_data["level"], setting=row.setting,
            ledger=Sending(copy_of(letter(row))), **how(request),
        )  # fmt: skip

    if form.is_valid():
        chosen = form.cleaned_data["chosen"]
        if "preview" in request.POST:
            return preview(letter(rows[chosen[0]]))
        do_each(
            request, rows, chosen, send, named=lambda row: row.plan.person,
            said=lambda count: f"{plural(count, 'reminder')} sent",
        )  # fmt: skip
        return redirect("staff:review-paperwork")
    people = [row.plan.person for row in rows.values()]
    record_list_look(people, what="review_chase.open", by=request.user, at=now())
    context = {
        "title": "Chase late reports", "button": "Send the reminders",
        "preview_button": "See the first letter", "back": reverse("staff:review-paperwork"),
        "caption": "", "form": form, "narrowed": narrowed, "count": len(rows), "in_all": len(late),
        "crumbs": (Link("Reviews", reverse("staff:review-list")),
                   Link("Reports owed by settings", reverse("staff:review-paperwork"))),
    }  # fmt: skip
    return render(request, "staff/reviews/chase.html", context)
