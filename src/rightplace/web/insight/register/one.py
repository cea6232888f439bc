"""One indicator: its definition in words, its versions, who answers for it, and what was entered."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.governance.actions.owners import name_owner
from rightplace.governance.actions.register import edit_definition
from rightplace.governance.queries.figures import Due, due
from rightplace.governance.queries.owners import people_of_owners
from rightplace.governance.queries.register import (
    Version,
    frozen_until,
    history_of_all,
)
from rightplace.indicators.performance.definition import Indicator, Origin, version_on
from rightplace.web.access import for_roles
from rightplace.web.acting import ask, how
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, TableView
from rightplace.web.insight.entered.words import due_table
from rightplace.web.insight.register.forms import DefinitionForm, OwnersForm
from rightplace.web.insight.register.words import changed, facts
from rightplace.web.insight.roles import KEEPERS, READERS
from rightplace.web.insight.use import counted
from rightplace.web.today import today

_asks = require_http_methods(["GET", "HEAD", "POST"])
REGISTER = "insight:register"


def _versions(key: str) -> Sequence[Version]:
    found = history_of_all().get(key)
    if found is None:
        raise Http404
    return found


def _crumbs(*more: Link) -> tuple[Link, ...]:
    return (Link("Register of indicators", reverse(REGISTER)), *more)


@for_roles(*READERS)
@require_safe
@counted
def show(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator, as it is defined today."""
    versions = _versions(key)
    indicators = [each.indicator for each in versions]
    indicator = version_on(indicators, today())
    people = people_of_owners().get(indicator.owner, ())
    keeps = request.user.role in KEEPERS
    context = {
        "indicator": indicator,
        "crumbs": _crumbs(),
        "facts": facts(indicator),
        "standing": f"Version {indicator.version}, which holds from {day(indicator.since)}",
        "versions": _versions_table(versions),
        "people": [str(each.name) for each in people],
        "entered": due_table(_due(indicators), acting=keeps, caption="Figures entered")
        if indicator.origin is Origin.ENTERED
        else None,
        "keeps": keeps,
    }
    return render(request, "insight/register/one.html", context)


def _due(indicators: Sequence[Indicator]) -> list[Due]:
    return due({indicators[0].key: indicators}, today())


def _versions_table(versions: Sequence[Version]) -> TableView:
    before = None
    rows = []
    for each in versions:
        rows.append(_version_row(each, before))
        before = each.indicator
    columns = ("Version", "Holds from", "What changed", "Why, and who")
    return TableView.of("Versions of the definition, the latest first", columns, rows[::-1])


def _version_row(version: Version, before: Indicator | None) -> tuple[Cell | str, ...]:
    what = "The first version" if before is None else ". ".join(changed(before, version.indicator))
    who = Cell("Reviewed text of the product")
    if version.edit is not None:
        edit = version.edit
        who = Cell(edit.reason, detail=f"{edit.by.name}, {day(edit.at.date())}")
    return (str(version.indicator.version), day(version.indicator.since), what, who)


@for_roles(*KEEPERS)
@_asks
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Let the definition change from a day."""
    latest = _versions(key)[-1].indicator
    until = frozen_until()
    form = DefinitionForm(latest, until, request.POST or None)
    return ask(
        request,
        form,
        lambda given: edit_definition(
            key,
            since=given["since"],
            changes=form.changes(),
            reason=given["reason"],
            frozen_until=until,
            latest_since=latest.since,
            **how(request),
        ),
        title="Change the definition",
        caption=latest.name,
        said="The definition is changed",
        back=reverse("insight:indicator", args=[key]),
        crumbs=_crumbs(Link(latest.name, reverse("insight:indicator", args=[key]))),
        template="insight/register/edit.html",
        frozen=f"Figures up to {day(until)} are frozen: they keep the version of their time."
        if until
        else "No quarter is frozen yet.",
    )


@for_roles(*KEEPERS)
@_asks
def owners(request: HttpRequest, key: str) -> HttpResponse:
    """Say who answers for an owner's indicators."""
    latest = _versions(key)[-1].indicator
    people = people_of_owners().get(latest.owner, ())
    form = OwnersForm(request.POST or None, initial={"people": [each.pk for each in people]})
    return ask(
        request,
        form,
        lambda given: name_owner(latest.owner, given["people"], **how(request)),
        title=f"Who answers for {latest.owner}",
        caption=latest.name,
        said="It is kept who answers",
        back=reverse("insight:indicator", args=[key]),
        crumbs=_crumbs(Link(latest.name, reverse("insight:indicator", args=[key]))),
    )
