"""Audits: the list of them, one plan's sheet, grading, submitting, and a second look."""

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import quality as actions
from rightplace.casework.actions.audit import record_look
from rightplace.casework.models import Audit, Role, User
from rightplace.casework.models.quality import Criterion, Score
from rightplace.casework.queries.quality import (
    SEERS,
    audits_seen_by,
    plan_text_for_audit,
    plans_to_draw_from,
    tool_in_use,
    with_all,
)
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Link, SummaryRow
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.quality.forms import DrawForm, ModerateForm, ScoreForm, SubmitForm
from rightplace.web.staff.quality.rows import (
    arithmetic_words,
    audit_cells,
    audit_csv,
    audit_facts,
    moderation_of,
    score_table,
)
from rightplace.web.today import now, today

_METHODS = ["GET", "HEAD", "POST"]
_MODERATORS = (Role.QUALITY_ASSURER, Role.TEAM_MANAGER)
_COLUMNS = ("Child", "Case officer", "Looked at by", "Standing", "Grade", "Submitted")
_CSV = ("surname", "forename", "plan_of", "team", "officer", "auditor", "tool_version", "standing",
        "submitted_on", "first_grade", "second_grade", "final_grade")  # fmt: skip
_TITLES = {
    Role.QUALITY_ASSURER: "Plans to look at",
    Role.TEAM_MANAGER: "Quality of my team's plans",
    Role.CASE_OFFICER: "Quality of my plans",
    Role.AUDITOR: "Quality of plans",
}


@for_roles(*SEERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The audits that someone makes, moderates or answers for; what is still to be done comes first."""
    newest = F("submitted_on").desc(nulls_first=True)
    rows = with_all(audits_seen_by(request.user)).order_by(newest, "pk")
    return answer(
        request,
        WorkList(
            what="quality.audits",
            title=_TITLES[Role(request.user.role)],
            rows=rows,
            columns=_COLUMNS,
            cells=audit_cells,
            csv_columns=_CSV,
            csv_row=audit_csv,
            person=lambda audit: audit.plan.person,
            empty="No plan has been looked at yet.",
            one="audit",
            actions=_ways(request.user),
        ),
    )


def _ways(user: User) -> tuple[Link, ...]:
    links = []
    if user.role in _MODERATORS:
        links.append(Link("Draw plans", reverse("staff:quality-draw")))
    if user.role != Role.CASE_OFFICER:
        links.append(Link("What the audits say", reverse("staff:quality-report")))
        links.append(Link("Training", reverse("staff:quality-training")))
    links.append(Link("The tool", reverse("staff:quality-tool")))
    return tuple(links)


def audit_or_404(request: HttpRequest, audit_id: int, *, what: str) -> Audit:
    """An audit that the user may see; the look is recorded as `what`."""
    rows = with_all(audits_seen_by(request.user)).select_related("sample", "moderation__moderator")
    audit = rows.filter(pk=audit_id).first()
    if audit is None:
        raise Http404
    record_look(audit.plan.person, what=what, by=request.user, at=now())
    return audit


def _grades(user: User, audit: Audit) -> bool:
    """Whether the user is to grade an audit."""
    return audit.auditor_id == user.pk and audit.submitted_on is None


def _moderates(user: User, audit: Audit) -> bool:
    """Whether the user may look a second time."""
    waiting = audit.submitted_on is not None and moderation_of(audit) is None
    return (
        waiting and user.role in _MODERATORS and user.pk not in (audit.auditor_id, audit.officer_id)
    )


def _back(audit: Audit) -> dict[str, object]:
    """The way back to the sheet."""
    back, person = reverse("staff:quality-audit", args=[audit.pk]), str(audit.plan.person)
    crumbs = (Link("Quality", reverse("staff:quality")), Link(person, back))
    return {"back": back, "crumbs": crumbs, "caption": person}


@for_roles(*SEERS)
@require_safe
def sheet(request: HttpRequest, audit_id: int) -> HttpResponse:
    """One audit: what the plan says, the grades, and how they make up the whole."""
    audit = audit_or_404(request, audit_id, what="quality.sheet")
    writes = _grades(request.user, audit)
    actions_ = []
    if writes:
        actions_.append(Link("Submit the audit", reverse("staff:quality-submit", args=[audit.pk])))
    if _moderates(request.user, audit):
        actions_.append(
            Link("Look a second time", reverse("staff:quality-moderate", args=[audit.pk]))
        )
    context = {
        "title": str(audit.plan.person),
        "born": day(audit.plan.person.birth_date),
        "facts": audit_facts(audit),
        "parts": [
            SummaryRow.of(part.section, part.text) for part in plan_text_for_audit(audit.plan)
        ],
        "scores": score_table(audit, writes=writes),
        "sentences": arithmetic_words(audit),
        "actions": actions_,
        "crumbs": (Link("Quality", reverse("staff:quality")),),
    }
    return render(request, "staff/quality/sheet.html", context)


def _to_grade_or_404(request: HttpRequest, audit_id: int, what: str) -> Audit:
    audit = audit_or_404(request, audit_id, what=what)
    if not _grades(request.user, audit):
        raise Http404
    return audit


@for_roles(Role.QUALITY_ASSURER)
@require_http_methods(_METHODS)
def score(request: HttpRequest, audit_id: int, rank: int) -> HttpResponse:
    """Grade one question, and go on to the next."""
    audit = _to_grade_or_404(request, audit_id, "quality.score.open")
    criterion = audit.tool.criteria.filter(rank=rank).first()
    if criterion is None:
        raise Http404
    kept = Score.objects.filter(audit=audit, criterion=criterion).first()
    words = _back(audit)
    following = audit.tool.criteria.filter(rank=rank + 1).first()
    if following is not None:
        words["back"] = reverse("staff:quality-score", args=[audit.pk, following.rank])
    return ask(
        request,
        ScoreForm(criterion, kept, request.POST or None),
        lambda given: actions.score(audit, criterion, **given, **how(request)),
        title=criterion.question,
        button="Save and go on",
        said=f"Question {rank} of {audit.tool.criteria.count()} is answered",
        template="staff/quality/score.html",
        section=f"{criterion.section}, weight {criterion.weight}",
        descriptors=_descriptors(criterion),
        parts=[SummaryRow.of(part.section, part.text) for part in plan_text_for_audit(audit.plan)],
        sheet=reverse("staff:quality-audit", args=[audit.pk]),
        **words,
    )


def _descriptors(criterion: Criterion) -> list[SummaryRow]:
    """What each grade looks like."""
    return [
        SummaryRow.of("Outstanding", criterion.outstanding),
        SummaryRow.of("Good", criterion.good),
        SummaryRow.of("Requires improvement", criterion.requires_improvement),
        SummaryRow.of("Inadequate", criterion.inadequate),
    ]


@for_roles(Role.QUALITY_ASSURER)
@require_http_methods(_METHODS)
def submit(request: HttpRequest, audit_id: int) -> HttpResponse:
    """Close an audit with its grade."""
    audit = _to_grade_or_404(request, audit_id, "quality.submit.open")
    return ask(
        request,
        SubmitForm(request.POST or None),
        lambda given: actions.submit_audit(audit, **given, **how(request)),
        title="Submit the audit",
        button="Submit",
        said="The audit has been submitted",
        template="staff/quality/submit.html",
        sentences=arithmetic_words(audit),
        **_back(audit),
    )


@for_roles(*_MODERATORS)
@require_http_methods(_METHODS)
def moderate(request: HttpRequest, audit_id: int) -> HttpResponse:
    """Look at an audit a second time."""
    audit = audit_or_404(request, audit_id, what="quality.moderate.open")
    if not _moderates(request.user, audit):
        raise Http404
    return ask(
        request,
        ModerateForm(request.POST or None),
        lambda given: actions.moderate(audit, **given, **how(request)),
        title="Look a second time",
        said="Both grades and the agreed one are kept",
        template="staff/quality/moderate.html",
        facts=audit_facts(audit),
        scores=score_table(audit, writes=False),
        **_back(audit),
    )


@for_roles(*_MODERATORS)
@require_http_methods(_METHODS)
def draw(request: HttpRequest) -> HttpResponse:
    """Draw plans by chance for someone to look at."""
    tool = tool_in_use(today())
    if tool is None:
        raise Http404
    form = DrawForm(request.user, request.POST or None)

    def act(given: dict[str, object]) -> None:
        rule, auditor = form.rule(), form.assurers[str(given["auditor"])]
        actions.draw_sample(
            plans_to_draw_from(rule, by=request.user, auditor=auditor, as_of=today()),
            rule=rule,
            size=given["size"],
            seed=int(now().timestamp()) % 2_000_000_000,
            tool=tool,
            auditor=auditor,
            moderator=form.moderators.get(str(given["moderator"])),
            **how(request),
        )

    back = reverse("staff:quality")
    return ask(
        request,
        form,
        act,
        title="Draw plans to look at",
        button="Draw",
        said="The plans have been drawn",
        back=back,
        crumbs=(Link("Quality", back),),
        template="staff/quality/draw.html",
        tool=str(tool),
    )
