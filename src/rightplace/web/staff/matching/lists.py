"""The pairs that wait, the links that were made, and the lists that were loaded."""

from collections.abc import Sequence
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rightplace.casework.models import Match, Role, SourceFile
from rightplace.casework.queries.matching import links, lists_loaded, pairs_to_decide
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Cell, Column, Link, Tag, Tone, Value
from rightplace.web.staff.letters import reference_of
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.matching.words import against, kind_tag, likely, other_side

WHO = (Role.TEAM_MANAGER, Role.ANALYST)
"""Managers for the children they see; the analyst, who sees of a child what tells it from another."""


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _ways() -> tuple[Link, ...]:
    return (
        Link("Load a list of another system", reverse("staff:matching-load")),
        Link("Look for children entered twice", reverse("staff:matching-doubles")),
        Link("Children who are linked", reverse("staff:matching-links")),
        Link("Lists loaded", reverse("staff:matching-lists")),
    )


@for_roles(*WHO)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The pairs to be decided, the least certain first."""
    work = WorkList(
        what="matching.queue",
        title="The same child?",
        rows=pairs_to_decide(request.user),
        columns=("Child", "Other record", "Taken for", Column("Likely", numeric=True), "Look at"),
        cells=_pair,
        csv_columns=("our_reference", "system", "identifier", "other_reference", "taken_for",
                     "probability", "look_at"),
        csv_row=lambda m: (reference_of(m.person), m.system, m.identifier,
                           reference_of(m.other) if m.other else "", m.get_kind_display(),
                           f"{m.probability:.4f}", against(m)),
        person=lambda match: match.person,
        empty="No pair waits. Load a list, or look for children entered twice.",
        one="pair",
        lead="Records that may be of one child, the least certain first. Nothing is joined until"
        " someone has looked and said so, and that can be undone.",
        actions=_ways(),
    )  # fmt: skip
    return answer(request, work)


def _pair(match: Match) -> Sequence[Value]:
    name = f"{match.person.surname}, {match.person.forename}"
    child = Cell(
        name,
        href=reverse("staff:matching-pair", args=[match.pk]),
        detail=f"{reference_of(match.person)}, born {match.person.birth_date:%-d %b %Y}",
    )
    return child, other_side(match), kind_tag(match), likely(match), against(match)


@for_roles(*WHO)
@require_safe
def linked(request: HttpRequest) -> HttpResponse:
    """What was said to be the same child."""
    work = WorkList(
        what="matching.links",
        title="Children who are linked",
        rows=links(request.user),
        columns=("Child", "Linked to", "By whom", "Why"),
        cells=_link,
        csv_columns=("our_reference", "upn", "system", "identifier", "other_reference",
                     "linked_on", "linked_by", "reason"),
        csv_row=lambda m: (reference_of(m.person), m.person.upn, m.system, m.identifier,
                           reference_of(m.other) if m.other else "", _day(m.decided_at),
                           m.decided_by.name, m.reason),
        person=lambda match: match.person,
        empty="Nobody is linked yet.",
        one="link",
        actions=(Link("Pairs to decide", reverse("staff:matching")),),
    )  # fmt: skip
    return answer(request, work)


def _link(match: Match) -> Sequence[Value]:
    child = Cell(
        f"{match.person.surname}, {match.person.forename}",
        href=reverse("staff:matching-pair", args=[match.pk]),
        detail=reference_of(match.person),
    )
    who = Cell(match.decided_by.name, detail=f"{timezone.localtime(match.decided_at):%-d %b %Y}")
    return child, other_side(match), who, match.reason


@for_roles(*WHO)
@require_safe
def loaded(request: HttpRequest) -> HttpResponse:
    """The lists, without anything of the children in them."""
    work = WorkList(
        what="matching.lists",
        title="Lists loaded",
        rows=lists_loaded(),
        columns=("System", "File", Column("Rows", numeric=True), "Loaded", "Kept until"),
        cells=_file,
        csv_columns=("system", "file", "rows", "problems", "loaded_on", "loaded_by", "kept_until",
                     "deleted_on"),
        csv_row=lambda f: (f.system, f.file_name, f.rows, f.problems, _day(f.loaded_at),
                           f.loaded_by.name, f.keep_until,
                           _day(f.deleted_at) if f.deleted_at else ""),
        empty="No list has been loaded.",
        one="list",
        lead="The rows of a list are deleted after 90 days. Links stay, by the identifier alone.",
        actions=(Link("Load a list of another system", reverse("staff:matching-load")),
                 Link("Pairs to decide", reverse("staff:matching"))),
    )  # fmt: skip
    return answer(request, work)


def _file(file: SourceFile) -> Sequence[Value]:
    name = Cell(file.file_name, detail=f"{file.problems} not read" if file.problems else None)
    when = Cell(file.loaded_by.name, detail=f"{timezone.localtime(file.loaded_at):%-d %b %Y}")
    kept: Value = file.keep_until
    if file.deleted_at:
        kept = Tag("Deleted", Tone.QUIET)
    return file.system, name, file.rows, when, kept
