"""The adviser's own pages: what to give and by when, what is known, and writing the advice."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.advice import submit_advice, write_advice
from rightplace.casework.models import AdviceRequest, AdviceText
from rightplace.casework.queries.advice import ADVISERS, AdviceToGive, ToGive
from rightplace.law.codes import Adviser
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day, short_day
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, SummaryRow, Tag, Tone, Value
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.advice.forms import SubmitForm, WriteForm
from rightplace.web.staff.advice.found import own_advice_or_404
from rightplace.web.staff.advice.part import clock_of_advice
from rightplace.web.staff.advice.rows import advice_facts, clock_cell, provision_table, words_rows
from rightplace.web.staff.casefile import age_on
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today

_METHODS = ["GET", "HEAD", "POST"]
_COLUMNS = ("Child", "Advice", "Asked", "Due", "Standing", "Words")
_CSV = ("surname", "forename", "birth_date", "upn", "adviser", "requested_on", "due_on", "state",
        "draft")  # fmt: skip


class GivenFilter(GovForm, forms.Form):
    """What the list is narrowed to."""

    given = forms.ChoiceField(
        label="Which", required=False, choices=[("", "Still to give"), ("yes", "Given")]
    )


def _draft(advice: AdviceRequest) -> str:
    if advice.received_on is not None:
        return f"Given {short_day(advice.received_on)}"
    return "Draft kept" if getattr(advice, "text", None) else "Not begun"


def _row(row: ToGive) -> list[Value]:
    person = row.advice.assessment.request.person
    child = Cell(
        f"{person.surname}, {person.forename}",
        href=reverse("staff:advice-sheet", args=[row.advice.pk]),
        detail=f"Born {day(person.birth_date)}",
    )
    return [
        child,
        Adviser(row.advice.adviser).label,
        row.advice.requested_on,
        row.clock.due_on,
        clock_cell(row.clock),
        _draft(row.advice),
    ]


def _csv_row(row: ToGive) -> tuple[object, ...]:
    advice, person = row.advice, row.advice.assessment.request.person
    return (person.surname, person.forename, person.birth_date, person.upn, advice.adviser,
            advice.requested_on, row.clock.due_on, row.clock.state.value, _draft(advice))  # fmt: skip


@for_roles(*ADVISERS)
@require_safe
def to_give(request: HttpRequest) -> HttpResponse:
    """The advice that the adviser has still to give, the one due first at the top."""
    form = GivenFilter(request.GET or None)
    given = form.is_valid() and bool(form.cleaned_data["given"])
    rows = AdviceToGive(request.user, as_of=today(), given=given)
    return answer(
        request,
        WorkList(
            what="advice.to_give",
            title="Advice to give",
            rows=rows,
            columns=_COLUMNS,
            cells=_row,
            csv_columns=_CSV,
            csv_row=_csv_row,
            person=lambda row: row.advice.assessment.request.person,
            empty="No advice of yours fits this.",
            one="advice",
            form=form,
            lead="Six weeks from the day on which you were asked (SEND Regs 2014 reg 8(1)).",
        ),
    )


def _identity(advice: AdviceRequest) -> tuple[SummaryRow, ...]:
    """Who the child is, as far as an adviser needs to know."""
    person, officer = advice.assessment.request.person, advice.assessment.request.officer
    born = f"{day(person.birth_date)} (aged {age_on(person.birth_date, today())})"
    return (
        SummaryRow.of("Name", str(person)),
        SummaryRow.of("Date of birth", born),
        SummaryRow.of("UPN", person.upn or "None"),
        SummaryRow.of("Case officer", officer.name),
    )


def _others(advice: AdviceRequest) -> list[tuple[str, tuple[SummaryRow, ...]]]:
    """What the other advisers of the assessment said and share."""
    rows = AdviceText.objects.filter(
        advice__assessment=advice.assessment, shared=True, submitted_at__isnull=False
    ).exclude(advice=advice)
    rows = rows.select_related("advice").order_by("submitted_at")
    return [(Adviser(text.advice.adviser).label, words_rows(text)) for text in rows]


def _ways(advice: AdviceRequest) -> tuple[Link, ...]:
    if advice.received_on is not None or advice.assessment.request.closed_on is not None:
        return ()
    ways = [("Write the advice", "staff:advice-write")]
    if getattr(advice, "text", None):
        ways.append(("Submit the advice", "staff:advice-submit"))
    ways += [
        ("Say that it will be late", "staff:advice-expect"),
        ("Claim an excuse", "staff:advice-excuse"),
    ]
    return tuple(Link(text, reverse(name, args=[advice.pk])) for text, name in ways)


@for_roles(*ADVISERS)
@require_safe
def sheet(request: HttpRequest, advice_id: int) -> HttpResponse:
    """The child sheet: who the child is, what is asked, what is known, what others said."""
    advice = own_advice_or_404(request, advice_id, what="advice.sheet", open_only=False)
    text = getattr(advice, "text", None)
    state = Tag("Given", Tone.FINE) if advice.received_on else Tag("Draft", Tone.RUNNING)
    context = {
        "title": str(advice.assessment.request.person),
        "adviser": Adviser(advice.adviser).label,
        "identity": _identity(advice),
        "facts": advice_facts(advice, clock_of_advice(advice)),
        "actions": _ways(advice),
        "state": state,
        "words": words_rows(text) if text else (),
        "provision": provision_table(text, "Provision proposed") if text else None,
        "others": _others(advice),
        "crumbs": (Link("Advice to give", reverse("staff:advice-to-give")),),
    }
    return render(request, "staff/advice/sheet.html", context)


def _back(advice: AdviceRequest) -> dict[str, object]:
    """The way back to the sheet."""
    back, person = reverse("staff:advice-sheet", args=[advice.pk]), advice.assessment.request.person
    crumbs = (Link("Advice to give", reverse("staff:advice-to-give")), Link(str(person), back))
    return {"back": back, "crumbs": crumbs, "caption": str(person)}


@for_roles(*ADVISERS)
@require_http_methods(_METHODS)
def write(request: HttpRequest, advice_id: int) -> HttpResponse:
    """Write the advice, or go on with the draft."""
    advice = own_advice_or_404(request, advice_id, what="advice.write.open")
    row = getattr(advice, "text", None) or AdviceText(advice=advice, version=0)
    form = WriteForm(request.POST or None, row=row)
    return ask(
        request,
        form,
        lambda given: write_advice(
            advice, words=form.words(), version=given["version"], **how(request)
        ),
        title="Write the advice",
        button="Save the draft",
        said="The draft is kept",
        template="staff/advice/write.html",
        **_back(advice),
    )


@for_roles(*ADVISERS)
@require_http_methods(_METHODS)
def submit(request: HttpRequest, advice_id: int) -> HttpResponse:
    """Give the advice as it is drafted."""
    advice = own_advice_or_404(request, advice_id, what="advice.submit.open")
    text = getattr(advice, "text", None) or AdviceText(advice=advice)
    return ask(
        request,
        SubmitForm(advice, today(), request.POST or None),
        lambda given: submit_advice(advice, on=given["on"], **how(request)),
        title="Submit the advice",
        button="Submit",
        said="The advice has been given",
        template="staff/advice/submit.html",
        words=words_rows(text),
        provision=provision_table(text, "Provision proposed"),
        **_back(advice),
    )
