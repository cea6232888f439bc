"""The forms of a consultation: what the family prefers, who is asked, what came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions import consultations as actions
from rightplace.casework.actions.letters import Sending
from rightplace.casework.models import Consultation, Person, Preference, Reply
from rightplace.casework.queries.consultations import Case, cases_of, of_child
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import SummaryRow
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, row_or_404
from rightplace.web.staff.consultations.forms import (
    AcceptForm,
    AgainstForm,
    ConsultForm,
    Nothing,
    PreferenceForm,
    ReplyForm,
    WhyForm,
    known,
    offer_total,
)
from rightplace.web.staff.consultations.letters import chasing, consulting
from rightplace.web.staff.consultations.part import NO_REPLY, PART
from rightplace.web.staff.letters import copy_of
from rightplace.web.staff.money import pounds
from rightplace.web.today import today

asks = require_http_methods(["GET", "HEAD", "POST"])


def _cases(request: HttpRequest, person_id: int, what: str) -> tuple[Person, tuple[Case, ...]]:
    """The child and the cases in which a setting can be consulted; not found where there is none."""
    person = child_or_404(request, person_id, what=what)
    cases = cases_of(person)
    if not cases:
        raise Http404
    return person, cases


@for_roles(*WRITERS)
@asks
def prefer(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record what the family prefers."""
    person, cases = _cases(request, person_id, "preference.ask")
    form = PreferenceForm(person, today(), cases, request.POST or None)

    def act(given: dict[str, Any]) -> object:
        return actions.state_preference(
            form.chosen_case(),
            choice=form.choice(),
            given_on=given["given_on"],
            words=given["words"],
            **how(request),
        )

    said = "What the family prefers is recorded"
    return ask_about(request, person, PART, form, act, title="What the family prefers", said=said)


@for_roles(*WRITERS)
@asks
def consult(request: HttpRequest, person_id: int) -> HttpResponse:
    """Consult several settings at once; the letters go with it."""
    person, cases = _cases(request, person_id, "consultation.ask")
    wishes = [wish for wish in of_child(person)[0] if wish.stands and wish.name]
    form = ConsultForm(
        person, today(), cases, request.POST or None, initial=known(cases[0], wishes, on=today())
    )

    def letters(given: dict[str, Any]) -> tuple[Any, ...]:
        case = form.chosen_case()
        own = (wish.request or wish.plan for wish in wishes)
        wished = frozenset(wish.name for wish, of in zip(wishes, own, strict=True) if of == case)
        return consulting(request, person, form.chosen(*form.picks), form.asked(), wished)

    def act(given: dict[str, Any]) -> object:
        return actions.consult(
            form.chosen_case(),
            choices=form.chosen(*form.picks),
            asked=form.asked(),
            on=today(),
            **how(request),
            ledger=Sending(*map(copy_of, letters(given))),
        )

    return ask_about(
        request,
        person,
        PART,
        form,
        act,
        title="Consult settings",
        said="The settings are consulted, and the family is told",
        button="Send the consultations",
        letter=letters,
        template="staff/consultations/consult.html",
        wishes=[wish.name for wish in wishes],
    )


def _consultation(request: HttpRequest, key: int, what: str) -> Consultation:
    return row_or_404(request, Consultation.objects, key, what=what)


def _about(
    request: HttpRequest, row: Consultation, form: Any, act: Any, **context: Any
) -> HttpResponse:
    """A form about a consultation, which leads back to it."""
    back = reverse("staff:consultation", args=[row.pk])
    context.setdefault("title", row.name)
    return ask_about(request, row.person, PART, form, act, back=back, **context)


@for_roles(*WRITERS)
@asks
def reply(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """Record what a setting answered, or that it did not; or correct it."""
    row = _consultation(request, consultation_id, "consultation.reply")
    form = ReplyForm(request.POST or None, row=row)

    def act(given: dict[str, Any]) -> None:
        actions.receive_reply(
            row,
            version=given["version"],
            answer=form.answer(),
            on=given["replied_on"],
            **how(request),
        )

    return _about(
        request, row, form, act,
        title=f"Reply of {row.name}", said="The reply is recorded",
        template="staff/consultations/reply.html", law=NO_REPLY,
    )  # fmt: skip


@for_roles(*WRITERS)
@asks
def chase(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """Write again to a setting that has not replied."""
    row = _consultation(request, consultation_id, "consultation.chase")
    if row.reply:
        messages.info(request, "This setting is no longer awaited")
        return redirect("staff:consultation", row.pk)
    form = Nothing(request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> None:
        copy = copy_of(chasing(request, row))
        actions.chase_reply(row, on=today(), **how(request), ledger=Sending(copy))

    return _about(
        request, row, form, act,
        title=f"Write again to {row.name}", said="The letter is sent", button="Send the letter",
        letter=lambda given: chasing(request, row),
    )  # fmt: skip


@for_roles(*WRITERS)
@asks
def accept(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """Accept the place that a setting offered."""
    row = _consultation(request, consultation_id, "consultation.accept")
    if not row.reply or not Reply(row.reply).offers or row.accepted_on:
        raise Http404
    form = AcceptForm(request.POST or None, initial={"on": today(), "starts_on": row.wanted_from})

    def act(given: dict[str, Any]) -> None:
        actions.accept_place(row, **given, **how(request))

    places = "Not said" if row.places is None else plural(row.places, "place")
    facts = (
        SummaryRow.of("Offered for a year", pounds(offer_total(row)) or "No cost was named"),
        SummaryRow.of("Places", places),
    )
    return _about(
        request, row, form, act,
        title=f"Accept the place at {row.name}", said="The place is accepted",
        button="Accept the place", template="staff/consultations/accept.html", facts=facts,
    )  # fmt: skip


def _preference(request: HttpRequest, key: int, what: str) -> Preference:
    """A preference that stands and names a setting."""
    rows = Preference.objects.filter(not_consulted="")
    return row_or_404(request, rows, key, what=what)


@for_roles(*WRITERS)
@asks
def why(request: HttpRequest, preference_id: int) -> HttpResponse:
    """Record why the family's preference is not consulted."""
    wish = _preference(request, preference_id, "preference.why")
    form = WhyForm(request.POST or None, row=wish)

    def act(given: dict[str, Any]) -> None:
        actions.leave_unconsulted(
            wish,
            version=given["version"],
            why=given["not_consulted"],
            words=given["not_consulted_why"],
            **how(request),
        )

    title = f"Why {wish.name} is not consulted"
    return ask_about(
        request, wish.person, PART, form, act, title=title, said="The reason is recorded"
    )


@for_roles(*WRITERS)
@asks
def against(request: HttpRequest, preference_id: int) -> HttpResponse:
    """Record why another setting is named than the family prefers."""
    wish = _preference(request, preference_id, "preference.against")
    asked = [row for row in of_child(wish.person)[1] if row.name == wish.name]
    initial = {"on": today(), "preferred_cost": offer_total(asked[0]) if asked else None}
    form = AgainstForm(request.POST or None, initial=initial)

    def act(given: dict[str, Any]) -> None:
        actions.decide_against(wish, **given, **how(request))

    return ask_about(
        request, wish.person, PART, form, act,
        title=f"Why {wish.name} is not named", said="The decision is recorded for the final letter",
    )  # fmt: skip
