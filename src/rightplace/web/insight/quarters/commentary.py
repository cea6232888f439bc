"""Commentary: the owner's list, one request, what is said, its signature, its withdrawal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.governance.actions.quarters import comment, sign_commentary, withdraw_request
from rightplace.governance.models import CommentaryRequest
from rightplace.governance.queries.quarters import (
    frozen_line,
    requests_seen_by,
    texts_of,
    with_texts,
)
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.periods import parse
from rightplace.web.access import for_roles
from rightplace.web.acting import ask, how
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, TableView
from rightplace.web.insight.quarters.figures import figure_facts
from rightplace.web.insight.quarters.forms import CommentaryForm, SureForm, WithdrawForm
from rightplace.web.insight.quarters.views import crumbs_of
from rightplace.web.insight.quarters.words import clock, request_cells, text_moment
from rightplace.web.insight.roles import KEEPERS, OWNERS, SIGNERS
from rightplace.web.today import today

_asks = require_http_methods(["GET", "HEAD", "POST"])
_SEE_ALL = {*KEEPERS, *SIGNERS}


def _request(request: HttpRequest, key: int) -> CommentaryRequest:
    """A request that one is asked to answer, or that one keeps or signs; 404 for any other."""
    every = request.user.role in _SEE_ALL
    rows = with_texts(CommentaryRequest.objects.all()) if every else requests_seen_by(request.user)
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _mine(request: HttpRequest, asked: CommentaryRequest) -> bool:
    """Whether one may say what lies behind the figure."""
    mine = requests_seen_by(request.user).filter(pk=asked.pk).exists()
    return mine or request.user.role in KEEPERS


def _back(asked: CommentaryRequest) -> str:
    return reverse("insight:commentary", args=[asked.pk])


def _crumbs(asked: CommentaryRequest) -> tuple[Link, ...]:
    way = crumbs_of(parse(asked.figure.quarter.period))
    return (*way, Link(str(asked.figure.line["name"]), _back(asked)))


@for_roles(*OWNERS)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The requests that one is asked to answer, what is due first before the others."""
    on = today()
    rows = [
        (*request_cells(each, on), each.figure.quarter.period)
        for each in requests_seen_by(request.user)
    ]
    columns = ("Indicator", "Why it is asked", "Owner", "How it stands", "Report")
    empty = "You are asked for no commentary."
    table = TableView.of("What I am asked", columns, rows, empty=empty)
    return render(request, "insight/quarters/mine.html", {"table": table})


@for_roles(*OWNERS)
@require_safe
def show(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: the figure, why it is asked, what was said."""
    asked = _request(request, request_id)
    figure = asked.figure
    texts = texts_of(asked)
    context = {
        "title": str(figure.line["name"]),
        "period": figure.quarter.period,
        "crumbs": crumbs_of(parse(figure.quarter.period)),
        "why": asked.why,
        "due": Cell(
            f"{asked.owner}, {asked.asked_of.name}" if asked.asked_of else asked.owner,
            detail=f"Due {day(asked.due_on)}",
            tag=clock(asked, today()).tag,
        ),
        "withdrawn": asked.withdrawn_because,
        "facts": figure_facts(frozen_line(figure, versions_of_all())),
        "texts": [text_moment(each) for each in texts],
        "actions": _actions(request, asked),
    }
    return render(request, "insight/quarters/commentary.html", context)


def _actions(request: HttpRequest, asked: CommentaryRequest) -> tuple[Link, ...]:
    """What one can do with it as it stands."""
    if asked.figure.quarter.signed_off_at is not None:
        return ()
    role, texts = request.user.role, texts_of(asked)
    names = []
    if _mine(request, asked) and not asked.withdrawn_because:
        again = "Say it in other words" if texts else "Say what lies behind the figure"
        names.append((again, "insight:commentary-write"))
    unsigned = bool(texts) and texts[0].signed_at is None
    if role in SIGNERS and unsigned and texts[0].by_id != request.user.pk:
        names.append(("Sign what was said", "insight:commentary-sign"))
    if role in _SEE_ALL and not asked.withdrawn_because:
        names.append(("Withdraw the request", "insight:commentary-withdraw"))
    return tuple(Link(text, reverse(name, args=[asked.pk])) for text, name in names)


@for_roles(*OWNERS)
@_asks
def write(request: HttpRequest, request_id: int) -> HttpResponse:
    """Say what lies behind a figure."""
    asked = _request(request, request_id)
    if not _mine(request, asked):
        raise Http404
    texts = texts_of(asked)
    said = {"cause": texts[0].cause, "action": texts[0].action} if texts else {}
    return ask(
        request,
        CommentaryForm(request.POST or None, initial=said),
        lambda given: comment(asked, **given, **how(request)),
        title="What lies behind the figure",
        caption=str(asked.figure.line["name"]),
        said="What you said is kept. Somebody else signs it",
        back=_back(asked),
        crumbs=_crumbs(asked),
        template="insight/quarters/write.html",
        why=asked.why,
        facts=figure_facts(frozen_line(asked.figure, versions_of_all())),
    )


@for_roles(*SIGNERS)
@_asks
def sign(request: HttpRequest, request_id: int) -> HttpResponse:
    """Sign what was said last."""
    asked = _request(request, request_id)
    texts = texts_of(asked)
    if not texts:
        raise Http404
    return ask(
        request,
        SureForm("It can be printed with the figure", request.POST or None),
        lambda given: sign_commentary(texts[0], **how(request)),
        title="Sign the commentary",
        caption=str(asked.figure.line["name"]),
        said="The commentary is signed",
        button="Sign it",
        back=_back(asked),
        crumbs=_crumbs(asked),
        template="insight/quarters/sign.html",
        texts=[text_moment(texts[0])],
    )


@for_roles(*sorted(_SEE_ALL))
@_asks
def withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """Let a figure go without commentary."""
    asked = _request(request, request_id)
    return ask(
        request,
        WithdrawForm(request.POST or None),
        lambda given: withdraw_request(asked, **given, **how(request)),
        title="Withdraw the request",
        caption=str(asked.figure.line["name"]),
        said="The request is withdrawn",
        button="Withdraw it",
        back=_back(asked),
        crumbs=_crumbs(asked),
    )
