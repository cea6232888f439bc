"""Writing the draft of a decision, and naming its evidence."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions import decisions
from rightplace.casework.actions.decisions import may_be_decided
from rightplace.casework.models import Decision, Evidence, Question, Request
from rightplace.casework.queries.decisions import find_decision
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404
from rightplace.web.staff.panels.forms import DraftForm, EvidenceForm
from rightplace.web.staff.panels.present import evidence_table
from rightplace.web.today import today

_TITLES = {
    Question.ASSESS: "Decide whether to assess",
    Question.ISSUE: "Decide whether to issue a plan",
}


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, request_id: int) -> HttpResponse:
    """The draft of the decision whether to assess."""
    return _draft(request, request_id, Question.ASSESS)


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, request_id: int) -> HttpResponse:
    """The draft of the decision whether to issue a plan."""
    return _draft(request, request_id, Question.ISSUE)


def _draft(request: HttpRequest, request_id: int, question: Question) -> HttpResponse:
    rows = Request.objects.visible_to(request.user).select_related("person", "assessment")
    case = rows.filter(pk=request_id).first()
    if case is None or not may_be_decided(case, question):
        raise Http404
    person = child_or_404(request, case.person_id, what="decision.open")
    drafts = Decision.objects.filter(request=case, question=question, told_on__isnull=True)
    draft = drafts.first() or Decision(request=case, question=question)
    form = DraftForm(request.POST or None, row=draft, person=person, as_of=today())

    def save(given: dict[str, Any]) -> None:
        if draft.pk is None:
            answers = {name: value for name, value in given.items() if name != "version"}
            decisions.start_decision(case, question=question, **answers, **how(request))
        else:
            decisions.draft_decision(draft, **given, **how(request))

    return ask_about(
        request,
        person,
        "staff:assessment",
        form,
        save,
        title=_TITLES[question],
        said="Draft saved",
        button="Save draft",
    )


def decision_or_404(request: HttpRequest, decision_id: int, *, what: str) -> Decision:
    """A draft about a child whose record the person may see; the look is recorded."""
    decision = find_decision(request.user, decision_id)
    if decision is None or decision.told_on is not None:
        raise Http404
    child_or_404(request, decision.request.person_id, what=what)
    return decision


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Add one thing that the draft relies on; what is there already is shown below."""
    decision = decision_or_404(request, decision_id, what="decision.evidence")
    return ask_about(
        request,
        decision.request.person,
        "staff:assessment",
        EvidenceForm(request.POST or None),
        lambda given: decisions.add_evidence(decision, **given, **how(request)),
        title="Add evidence",
        said="Evidence added",
        button="Add",
        template="staff/panels/evidence.html",
        named=evidence_table(decision),
        removals=[
            Link(f"Take out “{each.what}”", reverse("staff:evidence-remove", args=[each.pk]))
            for each in decision.evidence.order_by("dated", "pk")
        ],
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Take one item out of a draft."""
    found = Evidence.objects.filter(pk=evidence_id).first()
    if found is None:
        raise Http404
    decision = decision_or_404(request, found.decision_id, what="decision.evidence")
    found.decision = decision
    return ask_about(
        request,
        decision.request.person,
        "staff:assessment",
        forms.Form(request.POST or None),
        lambda given: decisions.remove_evidence(found, **how(request)),
        title=f"Take out “{found.what}”?",
        said="Evidence taken out",
        button="Take out",
        back=reverse("staff:decision-evidence", args=[decision.pk]),
    )
