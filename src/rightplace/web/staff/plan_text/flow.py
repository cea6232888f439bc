"""A plan on its way to the family: the draft sent, their views, the final plan issued."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions import plan_issue
from rightplace.casework.actions.letters import Sending
from rightplace.casework.actions.plan_text import Read
from rightplace.casework.models import PlanVersion, Request
from rightplace.casework.queries.plan_text import check, text_of
from rightplace.plan_words.checks import errors
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, show_part
from rightplace.web.staff.letters import copy_of
from rightplace.web.staff.plan_text import papers
from rightplace.web.staff.plan_text.flow_forms import IssueForm, SendForm, ViewsForm
from rightplace.web.staff.plan_text.settings_form import looked_up
from rightplace.web.today import today

_Status = PlanVersion.Status


def _case(request: HttpRequest, request_id: int) -> Request:
    """An open request for which a plan is agreed; the look is recorded."""
    rows = Request.objects.visible_to(request.user).open()
    case = rows.select_related("person", "assessment").filter(pk=request_id).first()
    if case is None or not hasattr(case, "assessment") or case.assessment.agreed_on is None:
        raise Http404
    child_or_404(request, case.person_id, what="plan.step")
    return case


def _version(case: Request, *statuses: str) -> PlanVersion | None:
    rows = case.plan_versions.filter(status__in=statuses).select_related(
        "person", "request__assessment__request", "plan"
    )
    return rows.last()


def _nothing_to_send(request: HttpRequest, case: Request) -> HttpResponse:
    return show_part(
        request,
        case.person,
        "staff:plan",
        "staff/plan_text/no_draft.html",
        heading="There is no draft to send",
        start_href=reverse("staff:plan-start", args=[case.person_id]),
    )


def _found(version: PlanVersion, *, final: bool) -> int:
    return errors(check(version, text_of(version), as_of=today(), final=final))


def _around(version: PlanVersion, wrong: int) -> dict[str, Any]:
    """What stands around the form: what is wrong with the version, and where it is read."""
    where = (version.person_id, version.number)
    return {
        "wrong": plural(wrong, "error") if wrong else "",
        "checks_href": reverse("staff:plan-checks", args=where),
        "pdf_href": reverse("staff:plan-file", args=(*where, "pdf")),
        "number": version.number,
    }


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, request_id: int) -> HttpResponse:
    """Send the draft with its letter; the family's 15 days start."""
    case = _case(request, request_id)
    version = _version(case, _Status.DRAFT)
    if version is None:
        return _nothing_to_send(request, case)
    wrong = _found(version, final=False)
    form = SendForm(
        case,
        today(),
        request.POST or None,
        initial={"on": today()},
        version=version,
        wrong=wrong,
        by=request.user,
    )

    def act(given: dict[str, Any]) -> None:
        on, text = given["on"], text_of(version)
        paper = papers.paper_of(version, text, on, sent=True)
        files = papers.both(paper)
        letter = papers.letter_with_draft(version, on, request.user)
        plan = papers.paper_copy("plan.draft.paper", paper, letter.to[0], on, files)
        plan_issue.send_draft_plan(
            version,
            on=on,
            read=Read(given["version"], files, given.get("in_spite", "")),
            ledger=Sending(copy_of(letter), plan),
            **how(request),
        )

    return ask_about(
        request,
        case.person,
        "staff:plan",
        form,
        act,
        title="Send the draft plan",
        said="The draft is sent and its letter kept",
        button="Send the draft",
        template="staff/plan_text/send.html",
        letter=lambda given: papers.letter_with_draft(version, given["on"], request.user),
        **_around(version, wrong),
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: HttpRequest, request_id: int) -> HttpResponse:
    """Record what the family said of the draft."""
    case = _case(request, request_id)
    form = ViewsForm(case, today(), request.POST or None)
    partial = looked_up(request, form)
    if partial is not None:
        form = ViewsForm(case, today(), initial=partial)
    return ask_about(
        request,
        case.person,
        "staff:plan",
        form,
        lambda given: plan_issue.record_views(
            case,
            on=given["on"],
            said=given["said"],
            preferred=given.get("preferred"),
            wants_meeting=given["wants_meeting"],
            wants_budget=given["wants_budget"],
            **how(request),
        ),
        title="The family's views on the draft",
        said="The family's views are recorded",
        button="Record",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, request_id: int) -> HttpResponse:
    """Issue the final plan with its letters."""
    case = _case(request, request_id)
    version = _version(case, _Status.DRAFT, _Status.PROPOSED)
    if version is None:
        return _nothing_to_send(request, case)
    wrong = _found(version, final=True)
    changed = plan_issue.changed_since_sent(version)
    known = {"version": version, "wrong": wrong, "by": request.user, "changed": changed}
    form = IssueForm(case, today(), request.POST or None, initial={"on": today()}, **known)
    partial = looked_up(request, form)
    if partial is not None:
        form = IssueForm(case, today(), initial=partial, **known)
    return ask_about(
        request,
        case.person,
        "staff:plan",
        form,
        lambda given: _issue(request, version, form, given),
        title="Issue the final plan",
        said="The final plan is issued and its letters kept",
        button="Issue the plan",
        template="staff/plan_text/send.html",
        letter=lambda given: _final_letter(request, version, form, given),
        **_around(version, wrong),
    )


def _number(version: PlanVersion) -> int:
    """What was sent stays as it was sent, so it is issued under the next number."""
    return version.number + (version.status == _Status.PROPOSED)


def _final_letter(
    request: HttpRequest, version: PlanVersion, form: IssueForm, given: dict[str, Any]
) -> Any:
    return papers.letter_with_final(
        version.request, _number(version), form.final(given), given["on"], request.user
    )


def _issue(
    request: HttpRequest, version: PlanVersion, form: IssueForm, given: dict[str, Any]
) -> None:
    on, final = given["on"], form.final(given)
    text = plan_issue.final_text(text_of(version), final)
    paper = papers.paper_of(version, text, on, final=True, number=_number(version))
    files = papers.both(paper)
    letter = _final_letter(request, version, form, given)
    copies = [
        copy_of(letter),
        papers.paper_copy("plan.final.paper", paper, letter.to[0], on, files),
        *papers.copies_for_others(version.person, _number(version), final, on, request.user),
    ]
    plan_issue.issue_final_plan(
        version,
        final,
        on=on,
        read=Read(given["version"], files, given.get("in_spite", "")),
        family_asked=given.get("family_asked", False),
        ledger=Sending(*copies),
        **how(request),
    )
