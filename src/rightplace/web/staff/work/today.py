"""My work today: every child with something due, the most urgent first, and why."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Role, User
from rightplace.casework.queries.outlook import METHOD
from rightplace.casework.queries.work import LOOKS_AHEAD, WorkItem, work_of
from rightplace.casework.ranking import Chance
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import time_left
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, Link, Stat, Tag, Tone, Value
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today

_LIKELY = 0.5
_SOON_DAYS = 7


class WhoseForm(GovForm, forms.Form):
    """Whose work a manager sees."""

    officer = forms.ChoiceField(required=False)

    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        members = user.team.members.filter(role=Role.CASE_OFFICER, is_active=True)
        named = sorted(((str(each.pk), each.name) for each in members), key=lambda each: each[1])
        self.fields["officer"].choices = [("", "Everyone in the team"), *named]

    @property
    def chosen(self) -> int | None:
        """The key of the officer chosen; None for everyone, or where it cannot be understood."""
        given = self.is_valid() and self.cleaned_data["officer"]
        return int(given) if given else None


_TITLES = {
    Role.CASE_OFFICER: "My work today",
    Role.TEAM_MANAGER: "My team's work today",
    Role.AUDITOR: "Everyone's work today",
}
_COLUMNS = ("Child", "Next step", Column("Due"), Column("Rank", numeric=True), "Why", "Whose")
_CSV = (
    "surname", "forename", "upn", "next_step", "due_on", "rank", "why", "chance_late", "chance_low",
    "chance_high", "chance_of", "whose",
)  # fmt: skip


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list, with what it adds up to."""
    manages = request.user.role == Role.TEAM_MANAGER
    form = WhoseForm(request.user, request.GET or None) if manages else None
    items = work_of(request.user, as_of=today(), officer=form.chosen if form else None)
    work = WorkList(
        what="work.today",
        title=_TITLES[request.user.role],
        rows=items,
        columns=_COLUMNS,
        cells=_cells,
        csv_columns=_CSV,
        csv_row=_csv_row,
        person=lambda item: item.person,
        empty="Nothing is due.",
        one="child",
        many="children",
        lead="Every open request, plans with a limit in the next "
        f"{LOOKS_AHEAD.days} days, and whoever has a task or a reply waiting. More points, sooner.",
        form=form,
        actions=_actions(request.user),
        extra={"stats": _stats(items), "method": METHOD},
    )
    return answer(request, work, "staff/work/today.html")


def _actions(user: User) -> tuple[Link, ...]:
    pages = [("Tasks", "staff:tasks"), ("Replies due", "staff:replies"), ("Cover", "staff:covers")]
    if user.role != Role.AUDITOR:
        pages.append(("Act on several", "staff:several"))
    return tuple(Link(text, reverse(name)) for text, name in pages)


def _stats(items: Sequence[WorkItem]) -> tuple[Stat, ...]:
    late = sum(item.due_on is not None and item.due_on < today() for item in items)
    left = [(item.due_on - today()).days for item in items if item.due_on is not None]
    soon = sum(0 <= days <= _SOON_DAYS for days in left)
    likely = sum(item.chance is not None and item.chance.share >= _LIKELY for item in items)
    return (
        Stat("past a limit", str(late), tone=Tone.LATE if late else Tone.FINE),
        Stat(f"due in {_SOON_DAYS} days", str(soon), tone=Tone.SOON if soon else Tone.FINE),
        Stat("likely to miss 20 weeks", str(likely), note="Still in time today"),
        Stat("with a late reply or task", str(sum(_waits(item) for item in items))),
    )


def _waits(item: WorkItem) -> bool:
    return bool(item.late_replies or item.late_tasks)


def _cells(item: WorkItem) -> Sequence[Value]:
    person = item.person
    child = Cell(
        f"{person.surname}, {person.forename}",
        href=reverse("staff:case", args=[person.pk]),
        detail=person.upn or "UPN not known",
    )
    return (child, *_step(item), item.rank.points, _why(item), item.owner.name)


def _step(item: WorkItem) -> tuple[Value, Value]:
    if item.due_on is None:
        return Cell(item.step or "A task or a reply"), Cell("No limit runs")
    left = (item.due_on - today()).days
    tone = Tone.LATE if left < 0 else Tone.SOON if left <= _SOON_DAYS else Tone.RUNNING
    return Cell(item.step), Cell(f"{item.due_on:%-d %b %Y}", tag=Tag(time_left(left), tone))


def _why(item: WorkItem) -> Cell:
    return Cell(item.rank.words, detail=None if item.chance is None else chance_words(item.chance))


def chance_words(chance: Chance) -> str:
    """How likely a case is to be late, and how sure that is."""
    return (
        f"Chance of missing 20 weeks: {100 * chance.share:.0f} per cent (between "
        f"{100 * chance.low:.0f} and {100 * chance.high:.0f}; from {chance.of} like it)"
    )


def _csv_row(item: WorkItem) -> Sequence[object]:
    person, chance = item.person, item.chance
    sure = ("", "", "", "") if chance is None else (
        round(chance.share, 3), round(chance.low, 3), round(chance.high, 3), chance.of
    )  # fmt: skip
    return (person.surname, person.forename, person.upn, item.step, item.due_on or "",
            item.rank.points, item.rank.words, *sure, item.owner.name)  # fmt: skip
