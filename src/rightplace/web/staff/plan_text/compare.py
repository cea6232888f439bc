"""Two versions side by side, on the page and as a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Person, PlanVersion
from rightplace.casework.queries.plan_text import amendments_between, plan_file
from rightplace.papers.plans import comparison_pdf
from rightplace.plan_words.compare import Amendment, Mark, Piece, What
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Link, Tag, Tone
from rightplace.web.staff.child import child_or_404, show_part
from rightplace.web.staff.letters import reference_of
from rightplace.web.staff.plan_text.forms import CompareForm
from rightplace.web.staff.plan_text.reading import version_words

_TONES = {What.ADDED: Tone.FINE, What.REMOVED: Tone.LATE, What.CHANGED: Tone.RUNNING}


@dataclass(frozen=True)
class ChangeView:
    """A difference: its title, what became of it, and both sides with what differs marked."""

    title: str
    tag: Tag
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class ChangedSection:
    """A section with its differences."""

    letter: str
    label: str
    changes: tuple[ChangeView, ...]


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """What a later version says that an earlier one does not; with `format=pdf` as a paper."""
    person = child_or_404(request, person_id, what="plan.compare")
    versions = list(plan_file(person).versions)
    form = CompareForm(versions, _chosen(request, versions))
    if len(versions) < 2 or not form.is_valid():
        return _page(request, person, form, (), "")
    by_number = {version.number: version for version in versions}
    old, new = by_number[form.cleaned_data["old"]], by_number[form.cleaned_data["new"]]
    found = amendments_between(old, new)
    words = f"{version_words(new)}, beside {version_words(old)[0].lower()}{version_words(old)[1:]}"
    if request.GET.get("format") == "pdf":
        return _pdf(person, found, words)
    return _page(request, person, form, found, words)


def _chosen(request: HttpRequest, versions: Sequence[PlanVersion]) -> dict[str, str]:
    """Which two: those that were asked for, else the two newest."""
    newest = [str(version.number) for version in versions[:2]] + ["", ""]
    return {
        "old": request.GET.get("old", newest[1]),
        "new": request.GET.get("new", newest[0]),
    }


def _page(
    request: HttpRequest,
    person: Person,
    form: CompareForm,
    found: Sequence[Amendment],
    words: str,
) -> HttpResponse:
    query = request.GET.copy()
    query["format"] = "pdf"
    return show_part(
        request,
        person,
        "staff:plan",
        "staff/plan_text/compare.html",
        heading="Compare versions",
        actions=(Link("Back to the plan", reverse("staff:plan", args=[person.pk])),),
        form=form,
        words=words,
        many=plural(len(found), "difference"),
        pdf_href=f"?{query.urlencode()}",
        sections=_sections(found),
    )


def _sections(found: Sequence[Amendment]) -> tuple[ChangedSection, ...]:
    return tuple(
        ChangedSection(section.value, section.label, tuple(map(_view, of)))
        for section, of in groupby(found, key=lambda each: each.section)
    )


def _view(change: Amendment) -> ChangeView:
    return ChangeView(
        " ".join(filter(None, [change.code, change.field])),
        Tag(change.what.value, _TONES[change.what]),
        tuple(piece for piece in change.pieces if piece.mark is not Mark.NEW),
        tuple(piece for piece in change.pieces if piece.mark is not Mark.OLD),
    )


def _pdf(person: Person, found: Sequence[Amendment], words: str) -> HttpResponse:
    content = comparison_pdf(
        found,
        child=str(person),
        council=settings.COUNCIL,
        reference=reference_of(person),
        versions=words,
        fonts=settings.FONTS,
    )
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="changes-{person.pk}.pdf"'},
    )
