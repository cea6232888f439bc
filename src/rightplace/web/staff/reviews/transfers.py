"""Moves between phases of education: where each stands, and those to be expected by year group."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.actions.plans import expect_phase_transfer
from rightplace.casework.models import User
from rightplace.casework.queries.phase_transfers import (
    Progress,
    Transfer,
    Unexpected,
    transfers,
    unexpected,
)
from rightplace.casework.years import next_september, year_group, year_words
from rightplace.law.events import PhaseTransfer
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, number, plural
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, Stat, Tag, Tone, Value, clock_tag
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.reviews.bulk import AT_MOST, ChosenForm, do_each
from rightplace.web.today import now, today

_PROGRESS = {each.key: each for each in Progress}


def move_words(kind: str) -> str:
    """Primary to secondary."""
    return kind.replace("_", " ").replace("post 16", "post-16").capitalize()


_MOVES = [(kind.value, move_words(kind.value)) for kind in PhaseTransfer]


class TransfersForm(GovForm, forms.Form):
    """What the list is narrowed to."""

    kind = forms.ChoiceField(label="Move", required=False, choices=[("", "Every move"), *_MOVES])
    progress = forms.ChoiceField(
        label="Stands at",
        required=False,
        choices=[("", "Anywhere"), *((p.key, p.label) for p in Progress)],
    )
    only = forms.ChoiceField(
        label="Time",
        required=False,
        choices=[("", "Any"), ("Late", "Late"), ("At risk", "At risk")],
    )

    def narrow(self, rows: Sequence[Transfer]) -> list[Transfer]:
        """The rows that fit the answers."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        kind, only = given.get("kind"), given.get("only")
        progress = _PROGRESS.get(given.get("progress", ""))
        return [
            row
            for row in rows
            if (not kind or row.row.kind == kind)
            and (progress is None or row.progress is progress)
            and (not only or row.standing(today()) == only)
        ]


def _tag(standing: str) -> Tag:
    return Tag(standing, Tone.SOON) if standing == "At risk" else clock_tag(standing)


def _cells(row: Transfer) -> list[Value]:
    person, standing = row.plan.person, row.standing(today())
    left = (row.due_on - today()).days
    words = f"{plural(abs(left), 'day')} {'left' if left >= 0 else 'late'}"
    if row.row.final_on is not None:
        words = f"issued {day(row.row.final_on)}"
    return [
        Cell(
            f"{person.surname}, {person.forename}",
            href=reverse("staff:reviews", args=[person.pk]),
            detail=f"Into {year_words(year_group(person.birth_date, row.row.moves_on))}",
        ),
        move_words(row.row.kind),
        row.setting.name if row.setting else "None",
        row.due_on,
        Cell(words, tag=_tag(standing)),
        Cell(row.progress.label, detail=_named(row)),
        row.plan.officer.name,
    ]


def _named(row: Transfer) -> str | None:
    return row.row.setting.name if row.row.setting else row.row.setting_type or None


_CSV_COLUMNS = (
    "surname", "forename", "upn", "move", "moves_on", "setting_now", "due_on", "standing",
    "progress", "issued_on", "names", "officer",
)  # fmt: skip


def _csv_row(row: Transfer) -> tuple[object, ...]:
    person = row.plan.person
    return (
        person.surname, person.forename, person.upn, row.row.kind, row.row.moves_on,
        row.setting.name if row.setting else None, row.due_on, row.standing(today()),
        row.progress.key, row.row.final_on, _named(row), row.plan.officer.name,
    )  # fmt: skip


def _stats(rows: Sequence[Transfer]) -> tuple[Stat, ...]:
    standing = [row.standing(today()) for row in rows]
    counts = (
        Stat("late", number(standing.count("Late")), href="?only=Late", tone=Tone.LATE),
        Stat("at risk", number(standing.count("At risk")), href="?only=At+risk", tone=Tone.SOON),
    )
    return counts + tuple(
        Stat(
            each.label.lower(),
            number(sum(row.progress is each for row in rows)),
            href=f"?progress={each.key}",
        )
        for each in Progress
    )


def _proposal(user: User) -> Link:
    missing = plural(len(unexpected(user, as_of=today())), "move")
    return Link(
        f"{missing} not recorded yet: see whom by year group", reverse("staff:phase-expect")
    )


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The moves of the coming September, the earliest statutory day first."""
    form = TransfersForm(request.GET or None)
    rows = transfers(request.user, as_of=today())
    work = WorkList(
        what="phase_transfers",
        title=f"Moves between phases in September {next_september(today()).year}",
        lead="The plan must name the next setting before 15 February, or before 31 March for a "
        "move to post-16 (SEND Regs 2014 reg 18). A move is at risk when six weeks before that day "
        "no setting has been consulted.",
        rows=form.narrow(rows),
        columns=("Child", "Move", "Now at", "Due", "Time", "Stands at", "Officer"),
        cells=_cells,
        csv_columns=_CSV_COLUMNS,
        csv_row=_csv_row,
        person=lambda row: row.plan.person,
        empty="No move fits this.",
        one="move",
        form=form,
        actions=(_proposal(request.user),) if request.user.role in WRITERS else (),
        extra={"stats": _stats(rows), "missing": 0},
    )
    return answer(request, work, "staff/reviews/list.html")


class KindForm(GovForm, forms.Form):
    """Which move the proposal is narrowed to."""

    kind = forms.ChoiceField(label="Move", required=False, choices=[("", "Every move"), *_MOVES])


def _proposed(row: Unexpected) -> str:
    where = "no setting" if row.setting is None else (
        f"{row.setting.name}, ages {row.setting.low_age} to {row.setting.high_age}"
    )  # fmt: skip
    return (
        f"{row.plan.person}, {year_words(row.year)}, {where}: {move_words(row.kind.value).lower()}"
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def expect(request: HttpRequest) -> HttpResponse:
    """Everyone whose year group leads to a move: tick them, and expect the move of each."""
    narrowed = KindForm(request.GET or None)
    narrowed.is_valid()
    kind = getattr(narrowed, "cleaned_data", {}).get("kind")
    found = [r for r in unexpected(request.user, as_of=today()) if not kind or r.kind == kind]
    rows = {str(row.plan.pk): row for row in found[:AT_MOST]}
    form = ChosenForm({key: _proposed(row) for key, row in rows.items()}, request.POST or None)
    moves_on = next_september(today())

    def act(row: Unexpected) -> None:
        expect_phase_transfer(row.plan, kind=row.kind, moves_on=moves_on, **how(request))

    if form.is_valid():
        do_each(
            request, rows, form.cleaned_data["chosen"], act, named=lambda row: row.plan.person,
            said=lambda count: f"{plural(count, 'move')} expected on {day(moves_on)}",
        )  # fmt: skip
        return redirect("staff:phase-transfers")
    people = [row.plan.person for row in rows.values()]
    record_list_look(people, what="phase_expect.open", by=request.user, at=now())
    context = {
        "title": f"Expect moves on {day(moves_on)}", "button": "Expect these moves",
        "preview_button": None, "back": reverse("staff:phase-transfers"), "caption": "",
        "form": form, "narrowed": narrowed, "count": len(rows), "in_all": len(found),
        "crumbs": (Link("Reviews", reverse("staff:review-list")),
                   Link("Moves between phases", reverse("staff:phase-transfers"))),
    }  # fmt: skip
    return render(request, "staff/reviews/expect.html", context)
