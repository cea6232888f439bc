"""What an officer does about the advice of an assessment: ask, rely on earlier advice, receive."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions import advice as actions
from rightplace.casework.actions.assessments import receive_advice
from rightplace.casework.actions.letters import Sending
from rightplace.casework.models import AdviceRequest
from rightplace.casework.queries.advice import ADVISERS
from rightplace.law.codes import Adviser
from rightplace.web.access import for_roles
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.advice.forms import (
    AskForm,
    AssignForm,
    EarlierForm,
    ExcuseForm,
    LateForm,
    ReceiveForm,
)
from rightplace.web.staff.advice.found import advice_or_404, assessment_or_404, page_of_advice
from rightplace.web.staff.advice.letters import request_letters
from rightplace.web.staff.child import WRITERS, ask_about
from rightplace.web.staff.letters import copy_of
from rightplace.web.today import today

_METHODS = ["GET", "HEAD", "POST"]


@for_roles(*WRITERS)
@require_http_methods(_METHODS)
def ask_advisers(request: HttpRequest, request_id: int) -> HttpResponse:
    """Ask several advisers at once; each is sent a letter."""
    assessment = assessment_or_404(request, request_id)
    form = AskForm(assessment, today(), request.POST or None)

    def letters(given: dict[str, object]) -> tuple[object, ...]:
        return request_letters(assessment, given, form.asked(), by=request.user)

    return ask_about(
        request,
        assessment.request.person,
        "staff:advice",
        form,
        lambda given: actions.ask_advisers(
            assessment,
            asked=form.asked(),
            concerns=given["concerns"],
            on=given["on"],
            ledger=Sending(*map(copy_of, letters(given))),
            **how(request),
        ),
        title="Ask advisers",
        button="Ask and send the letters",
        said="The advisers have been asked",
        letter=letters,
        template="staff/advice/ask.html",
    )


@for_roles(*WRITERS)
@require_http_methods(_METHODS)
def earlier(request: HttpRequest, request_id: int) -> HttpResponse:
    """Rely on advice that was given before."""
    assessment = assessment_or_404(request, request_id)
    return ask_about(
        request,
        assessment.request.person,
        "staff:advice",
        EarlierForm(assessment, request.POST or None),
        lambda given: actions.rely_on_earlier_advice(assessment, **given, **how(request)),
        title="Rely on earlier advice",
        said="Earlier advice is relied on",
        template="staff/advice/earlier.html",
    )


@for_roles(*WRITERS)
@require_http_methods(_METHODS)
def receive(request: HttpRequest, request_id: int) -> HttpResponse:
    """Record advice that came from someone who does not sign in."""
    assessment = assessment_or_404(request, request_id)
    form = ReceiveForm(assessment, today(), request.POST or None)
    return ask_about(
        request,
        assessment.request.person,
        "staff:advice",
        form,
        lambda given: receive_advice(
            form.waiting[given["adviser"]], on=given["on"], **how(request)
        ),
        title="Record advice received",
        said="Advice received recorded",
    )


def _caption(advice: AdviceRequest) -> str:
    return f"{advice.assessment.request.person}: {Adviser(advice.adviser).label}"


@for_roles(*WRITERS, *ADVISERS)
@require_http_methods(_METHODS)
def assign(request: HttpRequest, advice_id: int) -> HttpResponse:
    """Say which adviser gives an advice."""
    advice = advice_or_404(request, advice_id, what="advice.assign.open")
    form = AssignForm(advice, request.POST or None)
    return ask(
        request,
        form,
        lambda given: actions.assign_advice(advice, to=form.users[given["to"]], **how(request)),
        title="Say who gives the advice",
        said="The advice has been given to an adviser",
        back=page_of_advice(request, advice),
        caption=_caption(advice),
    )


@for_roles(*WRITERS, *ADVISERS)
@require_http_methods(_METHODS)
def expect_late(request: HttpRequest, advice_id: int) -> HttpResponse:
    """Say that an advice will be late, why, and when it comes."""
    advice = advice_or_404(request, advice_id, what="advice.late.open")
    return ask(
        request,
        LateForm(request.POST or None),
        lambda given: actions.expect_late(advice, **given, **how(request)),
        title="Say that the advice will be late",
        said="The new day is recorded; the limit does not move",
        back=page_of_advice(request, advice),
        caption=_caption(advice),
    )


@for_roles(*WRITERS, *ADVISERS)
@require_http_methods(_METHODS)
def excuse(request: HttpRequest, advice_id: int) -> HttpResponse:
    """Claim an excuse of reg 8(2)."""
    advice = advice_or_404(request, advice_id, what="advice.excuse.open")
    return ask(
        request,
        ExcuseForm(request.POST or None),
        lambda given: actions.claim_excuse(advice, **given, **how(request)),
        title="Claim an excuse",
        said="The excuse is recorded: the six weeks are lifted, and the day stays",
        back=page_of_advice(request, advice),
        caption=_caption(advice),
        template="staff/advice/excuse.html",
    )
