"""Reading a child's plan: the part of the record, each version, its checks, its files."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework import vault
from rightplace.casework.deadlines import events_of
from rightplace.casework.models import FamilyViews, Person, PlanVersion, User
from rightplace.casework.queries.plan_text import (
    PlanFile,
    check,
    find_version,
    plan_file,
    text_of,
)
from rightplace.law.events import EventKind
from rightplace.law.pathway import next_steps
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Link, Stat, Tag
from rightplace.web.staff.child import WRITERS, child_or_404, show_part
from rightplace.web.staff.plan_text import reading
from rightplace.web.staff.plan_text.papers import files_of
from rightplace.web.today import today

_TYPES = {
    "pdf": ("application/pdf", "pdf"),
    "word": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
}


@for_roles(*WHOLE)
@require_safe
def current(request: HttpRequest, person_id: int) -> HttpResponse:
    """The newest version in reading form, with all versions, checks and what can be done."""
    person = child_or_404(request, person_id, what="plan.open")
    return _show(request, person, plan_file(person))


@for_roles(*WHOLE)
@require_safe
def version(request: HttpRequest, person_id: int, number: int) -> HttpResponse:
    """One version in reading form."""
    person = child_or_404(request, person_id, what="plan.open")
    file = plan_file(person)
    return _show(request, person, file, version_or_404(person, number))


def version_or_404(person: Person, number: int) -> PlanVersion:
    """A version of a child's plan by its number."""
    found = find_version(person, number)
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, person: Person, file: PlanFile, chosen: PlanVersion | None = None
) -> HttpResponse:
    shown = chosen or file.current
    views = FamilyViews.objects.filter(request__person=person)
    page: dict[str, Any] = {
        "heading": "Plan",
        "actions": _actions(request.user, person, file),
        "versions": reading.versions_table(file.versions, person.pk),
        "views": reading.views_table(
            views.select_related("plan_version", "preferred").order_by("-received_on")
        ),
        "shown": None if shown is None else _shown(shown, person),
    }
    return show_part(request, person, "staff:plan", "staff/plan_text/plan.html", **page)


@dataclass(frozen=True)
class ShownVersion:
    """A version on its page."""

    words: str
    tag: Tag
    counts: str
    checks_href: str
    files: tuple[Link, ...]
    thread: tuple[reading.ThreadView, ...]
    sections: tuple[reading.SectionView, ...]


def _shown(shown: PlanVersion, person: Person) -> ShownVersion:
    text = text_of(shown)
    return ShownVersion(
        reading.version_words(shown),
        reading.status_tag(shown),
        reading.counts(check(shown, text, as_of=today())),
        reverse("staff:plan-checks", args=[person.pk, shown.number]),
        tuple(
            Link(words, reverse("staff:plan-file", args=[person.pk, shown.number, kind]))
            for kind, words in (("pdf", "Plan as PDF"), ("word", "Plan as Word"))
        ),
        reading.thread(text),
        reading.sections(text, person.pk, editable=False),
    )


def _actions(user: User, person: Person, file: PlanFile) -> tuple[Link, ...]:
    """What can be done with the plan now, in the order of the work."""
    links = []
    if len(file.versions) > 1:
        links.append(Link("Compare versions", reverse("staff:plan-compare", args=[person.pk])))
    if user.role not in WRITERS:
        return tuple(links)
    if file.draft is not None:
        links.insert(0, Link("Write the draft", reverse("staff:plan-edit", args=[person.pk])))
        if file.draft.plan_id and not any(v.status == "final" for v in file.versions):
            finish = reverse("staff:plan-finish", args=[person.pk])
            links.append(Link("Make the draft the plan in force", finish))
    elif file.request or file.plan:
        links.insert(0, Link(_start_words(file), reverse("staff:plan-start", args=[person.pk])))
    return (*links, *_steps(file))


def _start_words(file: PlanFile) -> str:
    if file.current is None:
        return "Start a draft" if file.request else "Write down the plan in force"
    return "Start a new draft from the newest version"


_STEPS = (
    (EventKind.DRAFT_SENT, "Send the draft to the family", "staff:plan-send"),
    (EventKind.VIEWS_RECEIVED, "Record the family's views", "staff:plan-views"),
    (EventKind.PLAN_ISSUED, "Issue the final plan", "staff:plan-issue"),
)


def _steps(file: PlanFile) -> list[Link]:
    """The steps of the request that the law allows now."""
    if file.request is None or file.request.assessment.agreed_on is None:
        return []
    allowed = set(next_steps(events_of(file.request)))
    return [
        Link(words, reverse(name, args=[file.request.pk]))
        for kind, words, name in _STEPS
        if kind in allowed
    ]


@for_roles(*WHOLE)
@require_safe
def checks(request: HttpRequest, person_id: int, number: int) -> HttpResponse:
    """All that the checks find in a version, the gravest first."""
    person = child_or_404(request, person_id, what="plan.checks")
    shown = version_or_404(person, number)
    found = check(shown, text_of(shown), as_of=today())
    editable = shown.status == "draft" and request.user.role in WRITERS
    many = dict.fromkeys(("Error", "Warning", "Hint"), 0)
    for finding in found:
        many[finding.severity.value] += 1
    return show_part(
        request,
        person,
        "staff:plan",
        "staff/plan_text/checks.html",
        heading=f"Checks of version {number}",
        actions=(Link("Back to the plan", _version_href(person, shown, editable)),),
        stats=tuple(
            Stat(_named(severity, count), str(count), tone=reading.severity_tone(severity))
            for severity, count in many.items()
        ),
        findings=reading.finding_views(found, person.pk, editable=editable),
    )


def _named(severity: str, count: int) -> str:
    return plural(count, severity.lower()).partition(" ")[2]


def _version_href(person: Person, shown: PlanVersion, editable: bool) -> str:
    if editable:
        return reverse("staff:plan-edit", args=[person.pk])
    return reverse("staff:plan-version", args=[person.pk, shown.number])


@for_roles(*WHOLE)
@require_safe
def file(request: HttpRequest, person_id: int, number: int, kind: str) -> HttpResponse:
    """A version as a file: what was sent as it was sent, anything else as it stands."""
    person = child_or_404(request, person_id, what="plan.file")
    shown = version_or_404(person, number)
    if kind not in _TYPES:
        raise Http404
    content_type, ending = _TYPES[kind]
    kept = getattr(shown, kind)
    content = vault.read(kept) if kept else getattr(files_of(shown, text_of(shown), today()), kind)
    name = f"plan-{person.pk}-version-{number}.{ending}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
