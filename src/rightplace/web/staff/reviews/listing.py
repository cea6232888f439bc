"""Every maintained plan by its next review: one click to what is overdue, and to each stage."""

from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.access import PlanQuerySet
from rightplace.casework.deadlines import plans_without_review
from rightplace.casework.models import Placement, Plan, Role, Setting, User
from rightplace.casework.queries.review_stages import BY_KEY, ReviewStage
from rightplace.casework.queries.reviews import Due, ReviewRow, ReviewRows, WantedReviews
from rightplace.casework.years import Phase, year_group, year_words
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import number, short_day, time_left
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, Link, Stat, Tag, Tone, Value
from rightplace.web.staff.clocks import duty_cell, state_tag, time_words
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today

_DUE = {
    Due.OVERDUE: "Review overdue",
    Due.STEP_LATE: "Any limit of the plan passed",
    Due.WEEKS_4: "Due in the next 4 weeks",
    Due.WEEKS_12: "Due in the next 12 weeks",
    Due.LATER: "Due later",
    Due.UNPLANNED: "Due in 12 weeks, no meeting planned",
    Due.EARLY: "Early review asked for, not answered",
    Due.INTERIM: "Under 5: interim review suggested",
}
_PHASES = {phase.key: phase for phase in Phase}


WEEKS_SHOWN = 12


def weeks_from(as_of: date) -> list[date]:
    """The Mondays of this week and of the weeks after it."""
    monday = as_of - timedelta(as_of.weekday())
    return [monday + timedelta(weeks=number) for number in range(WEEKS_SHOWN)]


def settings_in(plans: PlanQuerySet) -> list[tuple[str, str]]:
    """The settings where those with one of `plans` are, as choices."""
    places = Placement.objects.filter(plan__in=plans.values("pk"), rank=1, leaving_on__isnull=True)
    rows = Setting.objects.filter(pk__in=places.values("setting")).order_by("name", "pk")
    return [("", "Every setting"), *((str(row.pk), row.name) for row in rows)]


def officers_in(user: User) -> list[tuple[str, str]]:
    """The officers whose plans someone sees, as choices."""
    plans = Plan.objects.visible_to(user).live()
    rows = User.objects.filter(pk__in=plans.values("officer"))
    names = sorted((row.name, row.pk) for row in rows)
    return [("", "Everyone"), *((str(key), name) for name, key in names)]


class ReviewsForm(GovForm, forms.Form):
    """What the list is narrowed to."""

    search = forms.CharField(label="Name or UPN", required=False, max_length=80)
    stage = forms.ChoiceField(
        required=False, choices=[("", "Every stage"), *((s.key, s.label) for s in ReviewStage)]
    )
    due = forms.ChoiceField(
        label="Review due",
        required=False,
        choices=[("", "Any time"), *((d.value, words) for d, words in _DUE.items())],
    )
    setting = forms.ChoiceField(required=False)
    phase = forms.ChoiceField(
        required=False, choices=[("", "Every phase"), *((p.key, p.label) for p in Phase)]
    )
    week = forms.ChoiceField(label="Due in the week of", required=False)
    officer = forms.ChoiceField(required=False)

    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        weeks = [(week.isoformat(), short_day(week)) for week in weeks_from(today())]
        self.fields["week"].choices = [("", "Any week"), *weeks]
        self.fields["setting"].choices = settings_in(Plan.objects.visible_to(user).live())
        if user.role == Role.CASE_OFFICER:
            del self.fields["officer"]
        else:
            self.fields["officer"].choices = officers_in(user)

    def wanted(self) -> WantedReviews:
        """The answers; what cannot be understood narrows nothing."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return WantedReviews(
            search=given.get("search", ""),
            stage=BY_KEY.get(given.get("stage", "")),
            due=Due(given["due"]) if given.get("due") else None,
            setting=int(given["setting"]) if given.get("setting") else None,
            phase=_PHASES.get(given.get("phase", "")),
            officer=int(given["officer"]) if given.get("officer") else None,
            week=date.fromisoformat(given["week"]) if given.get("week") else None,
        )


_TITLES = {
    Role.CASE_OFFICER: "My reviews",
    Role.TEAM_MANAGER: "Reviews in my team",
    Role.AUDITOR: "Every review",
}
_COLUMNS = (
    "Child", "Review due", "Time", "Stage", "Next limit", "Setting", "Officer",
)  # fmt: skip
_CSV_COLUMNS = (
    "surname", "forename", "upn", "year_group", "review_due_on", "days_left", "stage",
    "meeting_planned_on", "last_meeting_on", "next_limit", "next_limit_due_on", "days_left_of_limit",
    "setting", "officer", "team",
)  # fmt: skip


def _due_cell(row: ReviewRow) -> Cell:
    due = row.standing.due_on
    if due is None:
        return Cell("No day", tag=Tag("Defect", Tone.LATE))
    left = (due - today()).days
    tone = Tone.LATE if left < 0 else Tone.SOON if left <= 28 else Tone.RUNNING
    words = "Overdue" if left < 0 else "Due soon" if left <= 28 else "Running"
    return Cell(time_left(left), tag=Tag(words, tone))


def _cells(row: ReviewRow) -> list[Value]:
    person, step = row.plan.person, row.next
    limit = Cell("None")
    if step is not None:
        name = duty_cell(step)
        limit = Cell(name.text, detail=time_words(step), tag=state_tag(step))
    return [
        Cell(
            f"{person.surname}, {person.forename}",
            href=reverse("staff:reviews", args=[person.pk]),
            detail=year_words(year_group(person.birth_date, today())),
        ),
        row.standing.due_on or "No day",
        _due_cell(row),
        row.stage.label,
        limit,
        row.setting.name if row.setting else "None",
        row.plan.officer.name,
    ]


def _csv_row(row: ReviewRow) -> tuple[object, ...]:
    person, standing, step = row.plan.person, row.standing, row.next
    return (
        person.surname, person.forename, person.upn,
        year_words(year_group(person.birth_date, today())),
        standing.due_on, (standing.due_on - today()).days if standing.due_on else None,
        row.stage.key,
        standing.ahead.planned_on if standing.ahead else None,
        standing.last.meeting_on if standing.last else None,
        step.key if step else None, step.due_on if step else None, step.days_left if step else None,
        row.setting.name if row.setting else None, row.plan.officer.name, row.plan.team.name,
    )  # fmt: skip


def _href(query: QueryDict, **changed: str) -> str:
    """The same list with some filters changed, at its first page."""
    query = query.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _stats(rows: ReviewRows, query: QueryDict) -> tuple[Stat, ...]:
    """What is overdue, then each stage: each number is how long the list it leads to is."""
    overdue = Stat(
        "overdue",
        number(rows.overdue),
        href=_href(query, due=Due.OVERDUE.value, stage="", week=""),
        tone=Tone.LATE,
    )
    stages = (
        Stat(stage.label.lower(), number(rows.by_stage[stage]), href=_href(query, stage=stage.key))
        for stage in ReviewStage
    )
    return (overdue, *stages)


def review_stats(user: User) -> tuple[Stat, ...]:
    """What a manager sees first: reviews overdue, and plans without a day, of which there are none."""
    plans = Plan.objects.visible_to(user).live()
    address = reverse("staff:review-list")
    overdue = plans.filter(next_review_on__lt=today()).count()
    lost = plans_without_review().visible_to(user).count()
    return (
        Stat("reviews overdue", number(overdue), href=f"{address}?due=overdue", tone=Tone.LATE),
        Stat(
            "plans without a day for the next review",
            number(lost),
            note="There must be none" if lost else "None is lost",
            tone=Tone.LATE if lost else Tone.FINE,
        ),
    )


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list: counts by stage above, 50 plans a page below."""
    form = ReviewsForm(request.user, request.GET or None)
    rows = ReviewRows(request.user, form.wanted(), as_of=today())
    missing = plans_without_review().visible_to(request.user).count()
    work = WorkList(
        what="reviews",
        title=_TITLES[request.user.role],
        lead="Every plan that is maintained is here, the review that is due first at the head.",
        rows=rows,
        columns=tuple(Column(each) for each in _COLUMNS),
        cells=_cells,
        csv_columns=_CSV_COLUMNS,
        csv_row=_csv_row,
        person=lambda row: row.plan.person,
        empty="No plan fits this. Clear the filters to see every one.",
        one="plan",
        form=form,
        actions=_actions(request.user),
        extra={"stats": _stats(rows, request.GET), "missing": missing},
    )
    return answer(request, work, "staff/reviews/list.html")


def _actions(user: User) -> tuple[Link, ...]:
    links = [
        Link("Reviews due by week", reverse("staff:review-calendar")),
        Link("Reports owed by settings", reverse("staff:review-paperwork")),
        Link("Moves between phases", reverse("staff:phase-transfers")),
        Link("Year 9 onwards without preparation for adulthood", reverse("staff:review-adulthood")),
    ]
    if user.role != Role.AUDITOR:
        links.insert(1, Link("Plan the meetings of a setting", reverse("staff:review-plan-bulk")))
    return tuple(links)
