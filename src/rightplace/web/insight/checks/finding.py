"""One finding, to be accepted where it stands; and all of one child's, each under what caused it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.checks import FindingKey, accept_finding, take_back
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import AcceptedFinding, Job, Role
from rightplace.casework.queries.checks import accepted_in
from rightplace.papers.quality.looking import Finding
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView, Tag, Tone, page_of
from rightplace.web.insight.checks.beside import Names, names_for, opened
from rightplace.web.insight.checks.home import CHECKERS, title_of
from rightplace.web.insight.checks.result import (
    EVERYTHING,
    child_cell,
    place_cell,
    severity_tag,
)
from rightplace.web.today import now

_ACCEPT = (Role.ANALYST, Role.TEAM_MANAGER)


class AcceptForm(GovForm, forms.Form):
    """Why a finding stands."""

    reason = forms.CharField(
        label="Why it stands",
        help_text="Seen by everyone who checks this return. Do not name the child.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@for_roles(*CHECKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, job_id: int, number: int) -> HttpResponse:
    """A finding with its values, and a form that accepts it or takes that back."""
    with opened(request, job_id) as (job, look):
        found = look.finding(number)
    if found is None:
        raise Http404
    names = names_for(request.user, job, [found.person], [found.school], "check.finding")
    form = AcceptForm(request.POST if request.method == "POST" else None)
    back = _back(request, job)
    may = request.user.role in _ACCEPT
    if request.method == "POST" and may and _decide(request, job, found, form):
        return redirect(back)
    context = {
        "title": found.message,
        "caption": f"{title_of(job)}, rule {found.rule}",
        "rows": _facts(job, found, names),
        "values": _values(found),
        "hint": found.hint,
        "reason": found.reason,
        "accepted_by": found.accepted_by,
        "may": may,
        "form": form,
        "back": back,
        "crumbs": _crumbs(job, back),
    }
    return render(request, "checks/finding.html", context)


def _back(request: HttpRequest, job: Job) -> str:
    query = request.GET.urlencode()
    return reverse("checks:check", args=[job.pk]) + (f"?{query}" if query else "")


def _crumbs(job: Job, back: str) -> list[Link]:
    return [Link("Check a return", reverse("checks:home")), Link(title_of(job), back)]


def _facts(job: Job, found: Finding, names: Names) -> list[SummaryRow]:
    facts: list[tuple[str, Any]] = [
        ("Severity", severity_tag(found.severity)),
        ("Child", child_cell(job, found, names)),
        ("Table and row", place_cell(found)),
        ("School", names.setting(found.school)),
        ("Officer", found.officer),
        ("Follows from", found.follows),
    ]
    return [SummaryRow.of(key, value) for key, value in facts if value != ""]


def _values(found: Finding) -> TableView:
    rows = [[item, value or "Blank"] for item, value in found.values]
    title = "What stood there" if found.is_remark else "What the rule looked at"
    empty = "The file as a whole was looked at."
    return TableView.of(title, ("Item", "Value"), rows, empty=empty)


def _decide(request: HttpRequest, job: Job, found: Finding, form: AcceptForm) -> bool:
    """Whether the finding was accepted, or that was taken back; a refusal goes onto the form."""
    key = FindingKey(
        job.about["collection"],
        job.about["year"],
        found.rule,
        found.sealed_child,
        found.fingerprint,
    )
    try:
        if found.reason:
            take_back(_accepted(key), by=request.user, at=now())
            messages.success(request, "The finding is to be dealt with again")
            return True
        if not form.is_valid():
            return False
        accept_finding(key, reason=form.cleaned_data["reason"], by=request.user, at=now())
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "The finding is accepted, and stays so in the next check")
    return True


def _accepted(key: FindingKey) -> AcceptedFinding:
    return accepted_in(key.collection, key.year).get(
        rule=key.rule, child=key.child, fingerprint=key.fingerprint
    )


@for_roles(*CHECKERS)
@require_safe
def child(request: HttpRequest, job_id: int, sealed: str) -> HttpResponse:
    """All findings about one child, what follows from another right under it."""
    with opened(request, job_id) as (job, look):
        found: list[Finding] = look.findings(replace(EVERYTHING, child=sealed))[:]
        if not found:
            counted = look.children(replace(EVERYTHING, child=sealed), without=True)[:1]
            if not sealed or not counted:
                raise Http404
            key, person = counted[0].child, counted[0].person
        else:
            key, person = found[0].child, found[0].person
    page = page_of(grouped(found), request.GET, size=100)
    names = names_for(request.user, job, [person], (f.school for f in page.items), "check.child")
    named = names.people.get(person or 0)
    back = reverse("checks:check", args=[job.pk])
    context = {
        "title": str(named) if named else f"Child {key}",
        "caption": title_of(job),
        "case": reverse("staff:case", args=[named.pk]) if named else None,
        "table": TableView.of(
            "Findings",
            ("Finding", "Severity", "What is wrong", "Table and row"),
            [_row(job, each) for each in page.items],
            empty="Nothing was found about this child.",
        ),
        "page": page,
        "crumbs": _crumbs(job, back),
    }
    return render(request, "checks/child.html", context)


def grouped(found: list[Finding]) -> list[Finding]:
    """Causes in their order, each followed by what follows from it."""
    caused: dict[str, list[Finding]] = {}
    for each in found:
        caused.setdefault(each.follows, []).append(each)
    ordered: list[Finding] = []
    for cause in dict.fromkeys(each.rule for each in caused.get("", [])):
        ordered += [each for each in caused[""] if each.rule == cause]
        ordered += _under(cause, caused, {cause})
    told = {each.number for each in ordered}
    return ordered + [each for each in found if each.number not in told]


def _under(cause: str, caused: dict[str, list[Finding]], seen: set[str]) -> list[Finding]:
    """What follows from a rule's finding, and from that; a rule is told once."""
    below: list[Finding] = []
    for rule in dict.fromkeys(each.rule for each in caused.get(cause, [])):
        if rule not in seen:
            below += [each for each in caused[cause] if each.rule == rule]
            below += _under(rule, caused, seen | {rule})
    return below


def _row(job: Job, found: Finding) -> list[Any]:
    href = reverse("checks:finding", args=[job.pk, found.number])
    state = Tag("Accepted", Tone.FINE) if found.reason else None
    follows = f"Follows from {found.follows}" if found.follows else None
    return [
        Cell(found.rule, href=href, detail=follows, tag=state),
        severity_tag(found.severity),
        Cell(found.message, detail=found.shown),
        place_cell(found),
    ]
