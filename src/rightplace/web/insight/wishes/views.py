"""Dashboards that people ask for: asked, decided, built."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.governance.actions.wishes import ask_for_dashboard, decide_dashboard, say_built
from rightplace.governance.models import DashboardRequest
from rightplace.web.access import for_roles
from rightplace.web.acting import ask, how
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, SummaryRow, Tag, Tone, Value
from rightplace.web.insight.roles import DECIDERS, EVERYONE, KEEPERS
from rightplace.web.insight.wishes.forms import BuiltForm, DecisionForm, WishForm
from rightplace.web.lists import Listing, answer
from rightplace.web.today import today

_asks = require_http_methods(["GET", "HEAD", "POST"])
_DECISIONS = {
    DashboardRequest.Decision.WAITING: Tone.SOON,
    DashboardRequest.Decision.AGREED: Tone.RUNNING,
    DashboardRequest.Decision.DECLINED: Tone.QUIET,
}
_CSV = (
    "title", "wanted", "why", "audience", "by_when", "asked_on", "asked_by", "decision", "because",
    "decided_on", "decided_by", "address", "built_on",
)  # fmt: skip


def _seen_by(request: HttpRequest) -> QuerySet[DashboardRequest]:
    """One's own requests; all of them for those who decide."""
    rows = DashboardRequest.objects.select_related("asked_by", "decided_by")
    decides = request.user.role in DECIDERS
    return (rows if decides else rows.filter(asked_by=request.user)).order_by("-asked_at", "-pk")


def _wish(request: HttpRequest, key: int) -> DashboardRequest:
    found = _seen_by(request).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _state(wish: DashboardRequest) -> Tag:
    if wish.built_on:
        return Tag("Built", Tone.FINE)
    decision = DashboardRequest.Decision(wish.decision)
    return Tag(decision.label, _DECISIONS[decision])


def _by_when(wish: DashboardRequest) -> str:
    return day(wish.by_when) if wish.by_when else "No day is given"


def _cells(wish: DashboardRequest) -> tuple[Value, ...]:
    return (
        Cell(wish.title, href=reverse("insight:wish", args=[wish.pk]), detail=wish.why),
        wish.audience,
        Cell(wish.asked_by.name, detail=day(wish.asked_at.date())),
        _by_when(wish),
        _state(wish),
    )


def _csv_row(wish: DashboardRequest) -> tuple[object, ...]:
    return (
        wish.title, wish.wanted, wish.why, wish.audience, wish.by_when, wish.asked_at.date(),
        wish.asked_by.name, wish.decision, wish.decided_because,
        wish.decided_at.date() if wish.decided_at else None,
        wish.decided_by.name if wish.decided_by else None, wish.built_at, wish.built_on,
    )  # fmt: skip


@for_roles(*EVERYONE)
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """The dashboards that one asked for; all of them for those who decide."""
    return answer(
        request,
        Listing(
            what="dashboards-asked-for",
            title="Dashboards asked for",
            lead="Ask for a picture of figures that you need. Say what you would decide with it.",
            rows=_seen_by(request),
            columns=("Dashboard", "For whom", "Asked by", "Needed by", "How it stands"),
            cells=_cells,
            csv_columns=_CSV,
            csv_row=_csv_row,
            empty="No dashboard has been asked for.",
            one="request",
            actions=(Link("Ask for a dashboard", reverse("insight:wish-ask")),),
        ),
    )


def _crumbs(*more: Link) -> tuple[Link, ...]:
    return (Link("Dashboards asked for", reverse("insight:wishes")), *more)


@for_roles(*EVERYONE)
@_asks
def ask_for(request: HttpRequest) -> HttpResponse:
    """Ask for a dashboard."""
    return ask(
        request,
        WishForm(request.POST or None),
        lambda given: ask_for_dashboard(**given, **how(request)),
        title="Ask for a dashboard",
        said="Your request is kept, and waits for a decision",
        button="Ask for it",
        back=reverse("insight:wishes"),
        crumbs=_crumbs(),
    )


@for_roles(*EVERYONE)
@require_safe
def show(request: HttpRequest, wish_id: int) -> HttpResponse:
    """One request: what was asked, decided and built."""
    wish = _wish(request, wish_id)
    context = {
        "title": wish.title,
        "crumbs": _crumbs(),
        "state": _state(wish),
        "facts": _facts(wish),
        "actions": _actions(request, wish),
    }
    return render(request, "insight/wishes/one.html", context)


def _facts(wish: DashboardRequest) -> tuple[SummaryRow, ...]:
    asked = f"{wish.asked_by.name}, {day(wish.asked_at.date())}"
    facts = [
        SummaryRow.of("What it should show", wish.wanted),
        SummaryRow.of("What is decided with it", wish.why),
        SummaryRow.of("For whom", wish.audience),
        SummaryRow.of("Asked by", asked),
        SummaryRow.of("Needed by", _by_when(wish)),
    ]
    if wish.decided_at and wish.decided_by:
        who = f"{wish.decided_by.name}, {day(wish.decided_at.date())}"
        words = f"{wish.get_decision_display()}: {wish.decided_because}"
        facts.append(SummaryRow.of("Decision", Cell(words, detail=who)))
    if wish.built_on:
        where = Cell(wish.built_at, href=wish.built_at, detail=f"From {day(wish.built_on)}")
        facts.append(SummaryRow.of("Where it is found", where))
    return tuple(facts)


def _actions(request: HttpRequest, wish: DashboardRequest) -> tuple[Link, ...]:
    role, decision = request.user.role, wish.decision
    names = []
    if role in DECIDERS and decision == DashboardRequest.Decision.WAITING:
        names.append(("Decide", "insight:wish-decide"))
    if role in KEEPERS and decision == DashboardRequest.Decision.AGREED:
        again = "Say where it is found" if not wish.built_on else "Change where it is found"
        names.append((again, "insight:wish-built"))
    return tuple(Link(text, reverse(name, args=[wish.pk])) for text, name in names)


@for_roles(*DECIDERS)
@_asks
def decide(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Agree to a dashboard or decline it."""
    wish = _wish(request, wish_id)
    return ask(
        request,
        DecisionForm(request.POST or None),
        lambda given: decide_dashboard(wish, **given, **how(request)),
        title="Decide on a dashboard",
        caption=wish.title,
        said="The decision is kept",
        button="Decide",
        back=reverse("insight:wish", args=[wish.pk]),
        crumbs=_crumbs(Link(wish.title, reverse("insight:wish", args=[wish.pk]))),
        template="insight/wishes/decide.html",
        facts=_facts(wish),
    )


@for_roles(*KEEPERS)
@_asks
def built(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Say where a dashboard is found."""
    wish = _wish(request, wish_id)
    return ask(
        request,
        BuiltForm(request.POST or None, initial={"address": wish.built_at, "on": today()}),
        lambda given: say_built(wish, **given, **how(request)),
        title="Say where the dashboard is found",
        caption=wish.title,
        said="It is kept where the dashboard is found",
        back=reverse("insight:wish", args=[wish.pk]),
        crumbs=_crumbs(Link(wish.title, reverse("insight:wish", args=[wish.pk]))),
    )
