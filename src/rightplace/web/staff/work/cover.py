"""Cover: who sees to the cases of an officer who is away."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.work import end_cover, start_cover
from rightplace.casework.models import Cover
from rightplace.casework.queries.work import covers_of
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.presenters import Cell, Link, Tag, Tone, Value
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.work.forms import CoverForm, SureForm
from rightplace.web.today import today


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Who covers for whom."""
    writes = request.user.role in WRITERS
    start = (Link("Start cover", reverse("staff:cover-start")),) if writes else ()
    work = WorkList(
        what="work.covers",
        title="Cover for absence",
        rows=covers_of(request.user),
        columns=("Who is away", "Who covers", "From", "Until", "Kind", "State"),
        cells=lambda cover: _cells(cover, writes),
        csv_columns=("away", "covers", "from", "planned_until", "kind", "ended_on"),
        csv_row=lambda c: (c.officer.name, c.covered_by.name, c.starts_on, c.planned_until, c.reason,
                           c.ended_on or ""),
        empty="Nobody is covered for.",
        one="cover",
        lead="Whoever covers sees the cases of the one who is away, until the cover is ended.",
        actions=start,
    )  # fmt: skip
    return answer(request, work)


def _cells(cover: Cover, writes: bool) -> Sequence[Value]:
    return (
        cover.officer.name,
        cover.covered_by.name,
        cover.starts_on,
        cover.planned_until,
        cover.reason,
        _state(cover, writes),
    )


def _state(cover: Cover, writes: bool) -> Cell:
    if cover.ended_on is not None:
        return Cell(f"Ended {cover.ended_on:%-d %b %Y}")
    over = cover.planned_until < today()
    tag = Tag("To be ended", Tone.LATE) if over else Tag("In force", Tone.RUNNING)
    href = reverse("staff:cover-end", args=[cover.pk]) if writes else None
    return Cell("End it" if writes else "", href=href, tag=tag)


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Let another officer of the team see to someone's cases."""
    form = CoverForm(request.user, request.POST or None, initial={"starts_on": today()})
    return ask(
        request,
        form,
        lambda given: start_cover(**given, **how(request)),
        title="Start cover",
        said="Cover started",
        back=reverse("staff:covers"),
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, cover_id: int) -> HttpResponse:
    """End a cover: by the one who was away, the one who covered or the manager."""
    cover = covers_of(request.user).filter(pk=cover_id, ended_on__isnull=True).first()
    if cover is None:
        raise Http404
    return ask(
        request,
        SureForm(request.POST or None),
        lambda given: end_cover(cover, **how(request)),
        title=f"End the cover of {cover.officer.name} by {cover.covered_by.name}",
        said="Cover ended",
        back=reverse("staff:covers"),
        button="End it",
    )
