"""The consultations of a child: who was asked, what they answered, what may be named."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import (
    Consultation,
    Person,
    Preference,
    Purpose,
    RefusalGround,
    Reply,
    Request,
    SettingKind,
    WhyNotConsulted,
)
from rightplace.casework.queries import consultations as queries
from rightplace.casework.queries.costs import placements_of
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, plural, short_day, time_left
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView, Tag, Tone
from rightplace.web.staff.child import WRITERS, child_or_404, crumbs, row_or_404, show_part
from rightplace.web.staff.consultations.forms import offer_total
from rightplace.web.staff.costs.tables import cost_table
from rightplace.web.staff.money import pounds
from rightplace.web.today import today

PART = "staff:consultations"
NO_REPLY = (
    "A setting has 15 days to reply. If it has not replied by its last day, the authority may decide"
    " without the reply. A maintained school, an academy, a non-maintained special school, a college or"
    " a section 41 school that the plan names must admit the child (Children and Families Act 2014 s43)."
)
_TONES = {
    Reply.YES: Tone.FINE,
    Reply.CONDITIONS: Tone.SOON,
    Reply.NO: Tone.LATE,
    Reply.NONE: Tone.QUIET,
}
_REPLIES = {
    Reply.YES: "Yes",
    Reply.CONDITIONS: "Yes, with conditions",
    Reply.NO: "No",
    Reply.NONE: "No reply",
}


def reply_cell(row: Consultation) -> Cell:
    """Where a consultation stands: accepted, answered, awaited or late."""
    if row.accepted_on is not None:
        return Cell(f"Place accepted {short_day(row.accepted_on)}", tag=Tag("Accepted", Tone.FINE))
    if row.reply:
        reply = Reply(row.reply)
        on = "" if row.replied_on is None else short_day(row.replied_on)
        return Cell(on, tag=Tag(_REPLIES[reply], _TONES[reply]))
    left = (row.due_on - today()).days
    chased = f"Chased {short_day(row.chased_on)}" if row.chased_on else None
    tag = Tag("Late", Tone.LATE) if left < 0 else Tag("Awaited", Tone.RUNNING)
    return Cell(time_left(left), tag=tag, detail=chased)


def ground_words(row: Consultation) -> str:
    """The grounds of a refusal; being full is named as what it is."""
    words = [RefusalGround(ground).label for ground in row.grounds]
    return "; ".join([*words, *(["Full (not a ground by itself)"] if row.full else [])])


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """Preferences, consultations, and what the placements cost."""
    person = child_or_404(request, person_id, what="consultations.open")
    wishes, asked = queries.of_child(person)
    cases, writes = queries.cases_of(person), request.user.role in WRITERS
    return show_part(
        request,
        person,
        PART,
        "staff/consultations/part.html",
        heading="Consultation with settings",
        actions=_actions(person) if cases and writes else (),
        closed=not cases,
        law=NO_REPLY,
        tables=(_wish_table(wishes, asked, writes), _asked_table(asked)),
        lines=[line for case in cases for line in queries.preference_lines(case)],
        costs=[cost_table(each, today()) for each in placements_of(person)],
    )


@for_roles(*WRITERS)
@require_safe
def of_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Lead from a request to the consultations of its child, which records the look."""
    row = Request.objects.visible_to(request.user).filter(pk=request_id).first()
    if row is None:
        raise Http404
    return redirect(PART, row.person_id)


def _actions(person: Person) -> tuple[Link, ...]:
    return (
        Link("Consult settings", reverse("staff:consult", args=[person.pk])),
        Link("Record what the family prefers", reverse("staff:preference-add", args=[person.pk])),
        Link("Placement and costs", reverse("staff:placement-costs", args=[person.pk])),
    )


def _wish_table(
    wishes: Sequence[Preference], asked: Sequence[Consultation], writes: bool
) -> TableView:
    rows = [
        (
            Cell(
                wish.name or "No preference",
                detail=SettingKind(wish.kind).label if wish.kind else None,
            ),
            wish.given_on,
            _consulted(wish, asked, writes),
            _against(wish, writes),
        )
        for wish in wishes
    ]
    columns = ("The family prefers", "Asked for on", "Consulted", "If another is named")
    return TableView.of(
        "What the family prefers", columns, rows, empty="No preference is recorded."
    )


def _consulted(wish: Preference, asked: Sequence[Consultation], writes: bool) -> Cell:
    if not wish.stands:
        return Cell(
            WhyNotConsulted(wish.not_consulted).label, detail=wish.not_consulted_why or None
        )
    same = [row for row in asked if row.name == wish.name]
    if same:
        return reply_cell(same[0])
    href = reverse("staff:preference-why", args=[wish.pk]) if writes else None
    return Cell("Not yet: say why not" if writes else "Not yet", href=href)


def _against(wish: Preference, writes: bool) -> Cell:
    if hasattr(wish, "against"):
        return Cell(f"{wish.against.named}, {day(wish.against.decided_on)}", tag=Tag("Decided"))
    if not wish.stands or not writes:
        return Cell("")
    return Cell("Record the decision", href=reverse("staff:preference-against", args=[wish.pk]))


def _asked_table(asked: Sequence[Consultation]) -> TableView:
    rows = [
        (
            Cell(
                row.name,
                href=reverse("staff:consultation", args=[row.pk]),
                detail=SettingKind(row.kind).label,
                tag=Tag("Family's preference", Tone.RUNNING) if row.preferred else None,
            ),
            row.sent_on,
            row.due_on,
            reply_cell(row),
            ground_words(row) or pounds(offer_total(row)),
        )
        for row in asked
    ]
    columns = ("Setting", "Asked", "Last day", "Reply", "Grounds, or offered for a year")
    return TableView.of("Settings consulted", columns, rows, empty="No setting has been consulted.")


@for_roles(*WHOLE)
@require_safe
def one(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """One consultation: what was asked, what was answered, and what can be done now."""
    row = row_or_404(request, Consultation.objects, consultation_id, what="consultation.open")
    back = reverse(PART, args=[row.person_id])
    context = {
        "name": str(row.person),
        "title": row.name,
        "crumbs": crumbs(row.person, Link("Consultation", back)),
        "actions": _open_to(row) if request.user.role in WRITERS else (),
        "asked": _question(row),
        "answered": _answer(row),
        "law": NO_REPLY if not row.reply and row.due_on < today() else "",
    }
    return render(request, "staff/consultations/one.html", context)


def _open_to(row: Consultation) -> tuple[Link, ...]:
    """What can be done about a consultation now."""
    if row.accepted_on is not None:
        return ()
    words = "Correct the reply" if row.replied_on else "Record the reply"
    links = [Link(words, reverse("staff:consultation-reply", args=[row.pk]))]
    if not row.reply:
        links.append(Link("Write again", reverse("staff:consultation-chase", args=[row.pk])))
    elif Reply(row.reply).offers:
        links.append(Link("Accept the place", reverse("staff:consultation-accept", args=[row.pk])))
    return tuple(links)


def _question(row: Consultation) -> tuple[SummaryRow, ...]:
    known = row.registration and f"Registration {row.registration}, in {row.authority}"
    return (
        SummaryRow.of("Setting", Cell(row.name, detail=known or row.get_setting_group_display())),
        SummaryRow.of("For section 38(3)", SettingKind(row.kind).label),
        SummaryRow.of("The family asked for it", "Yes" if row.preferred else "No"),
        SummaryRow.of("Why", Purpose(row.purpose).label),
        SummaryRow.of("Asked", row.sent_on),
        SummaryRow.of("Last day for the reply", row.due_on),
        SummaryRow.of("Place wanted from", Cell(day(row.wanted_from), detail=row.phase)),
        SummaryRow.of("Needs", row.needs),
        SummaryRow.of("Provision wanted", row.provision),
    )


def _answer(row: Consultation) -> tuple[SummaryRow, ...]:
    facts = (
        ("Reply", reply_cell(row)),
        ("Grounds", ground_words(row)),
        ("Reasons or conditions", row.reasons),
        ("What it would need", row.needed),
        ("Place funding or fee a year", pounds(row.place_cost)),
        ("Top-up a year", pounds(row.top_up)),
        ("Residential a year", pounds(row.residential_cost)),
        ("All together a year", pounds(offer_total(row))),
        ("Transport", row.transport),
        ("Places", "" if row.places is None else plural(row.places, "place")),
        ("The child starts", row.starts_on or ""),
    )
    return tuple(SummaryRow.of(key, value) for key, value in facts if value != "")
