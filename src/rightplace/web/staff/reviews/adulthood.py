"""Young people from Year 9 whose last review says nothing of preparation for adulthood."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.queries.reviews import ReviewRow, ReviewRows, WantedReviews
from rightplace.casework.years import year_group, year_words
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.presenters import Cell, Value
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today


def _year(row: ReviewRow) -> str:
    return year_words(year_group(row.plan.person.birth_date, today()))


def _cells(row: ReviewRow) -> list[Value]:
    person, last = row.plan.person, row.standing.last
    assert last is not None
    return [
        Cell(
            f"{person.surname}, {person.forename}", href=reverse("staff:reviews", args=[person.pk])
        ),
        _year(row),
        last.meeting_on,
        row.standing.due_on or "No day",
        row.setting.name if row.setting else "None",
        row.plan.officer.name,
    ]


def _csv_row(row: ReviewRow) -> tuple[object, ...]:
    person, last = row.plan.person, row.standing.last
    return (
        person.surname, person.forename, person.upn, _year(row), last.meeting_on if last else None,
        row.standing.due_on, row.setting.name if row.setting else None, row.plan.officer.name,
    )  # fmt: skip


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list, the review that is due first at the head."""
    wanted = WantedReviews(without_adulthood=True)
    work = WorkList(
        what="review_adulthood",
        title="Year 9 onwards without preparation for adulthood",
        lead="From Year 9 every review must look at employment, independent living, community and "
        "health (SEND Regs 2014 regs 20 and 21(6)). The last review of these young people has no "
        "record of all four.",
        rows=ReviewRows(request.user, wanted, as_of=today()),
        columns=("Young person", "Year group", "Last meeting", "Review due", "Setting", "Officer"),
        cells=_cells,
        csv_columns=("surname", "forename", "upn", "year_group", "last_meeting_on",
                     "review_due_on", "setting", "officer"),
        csv_row=_csv_row,
        person=lambda row: row.plan.person,
        empty="Every last review from Year 9 on has it.",
        one="young person",
        many="young people",
    )  # fmt: skip
    return answer(request, work)
