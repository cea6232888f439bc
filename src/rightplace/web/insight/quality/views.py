"""The page of trends of data quality."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import CheckedAs, FindingState, Role, Team
from rightplace.casework.queries.finding_trends import (
    Check,
    Narrowed,
    ages,
    at_stake,
    by_cause,
    trends,
)
from rightplace.facts.quality.consequences import (
    Unmended,
    costs_of_elements,
    costs_of_measures,
)
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day, number, plural
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Link
from rightplace.web.insight.files import csv_file
from rightplace.web.insight.quality.tables import (
    age_chart,
    cause_table,
    cost_tables,
    csv_lines,
    group_table,
    linked,
    over_time,
    plain,
)
from rightplace.web.today import today

_READERS = (Role.ANALYST, Role.TEAM_MANAGER, Role.COMMISSIONER, Role.AUDITOR)


class NarrowForm(GovForm, forms.Form):
    """What the counts are of."""

    checked = forms.ChoiceField(
        label="What was checked", required=False, choices=[("", "Everything"), *CheckedAs.choices]
    )
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), required=False, empty_label="Every team"
    )

    def narrowed(self) -> Narrowed:
        """What was chosen; nothing where the address says something that is no choice."""
        if not self.is_valid():
            return Narrowed()
        team = self.cleaned_data["team"]
        return Narrowed(self.cleaned_data["checked"], team.pk if team else None)


def finding(checks: Sequence[Check]) -> str:
    """1,204 findings are to be mended, 31 fewer than on 3 January 2023."""
    if not checks:
        return "The record has not been checked yet"
    now = checks[-1].counts[FindingState.OPEN]
    said = f"{plural(now, 'finding')} {'is' if now == 1 else 'are'} to be mended"
    if len(checks) == 1:
        return f"{said} on {day(checks[0].as_of)}, the first check"
    change, since = now - checks[-2].counts[FindingState.OPEN], day(checks[-2].as_of)
    if not change:
        return f"{said}, as many as on {since}"
    return f"{said}, {number(abs(change))} {'more' if change > 0 else 'fewer'} than on {since}"


@for_roles(*_READERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Findings over time, by what they have in common, by age, and what they cost. No child is named."""
    form = NarrowForm(request.GET or None)
    narrowed = form.narrowed()
    found, causes, late = trends(narrowed), by_cause(narrowed), ages(narrowed, day=today())
    unmended = [
        Unmended(each.rule, each.table, each.fields, each.number) for each in at_stake(narrowed)
    ]
    costs = {"measure": costs_of_measures(unmended), "cell": costs_of_elements(unmended)}
    if request.GET.get("format") == "csv":
        lines = csv_lines(found.checks, {**found.groups, "cause": causes}, late, costs)
        return csv_file(f"data-quality-{today()}", ("table", "name", "what", "number"), lines)
    query = request.GET.copy()
    query["format"] = "csv"
    csv_href = f"?{query.urlencode()}"
    title = finding(found.checks)
    context: dict[str, Any] = {"finding": title, "form": form, "csv_href": csv_href}
    if found.checks:
        context["charts"] = [over_time(found.checks, title, csv_href)]
        context["charts"] += [age_chart(late, csv_href)] if any(a.number for a in late) else []
        context["groups"] = (*_groups(request, found.groups), cause_table(causes))
        context["costs"] = cost_tables(costs["measure"], costs["cell"])
    context["crumbs"] = (Link("Sources", reverse("insight:sources")),)
    return render(request, "insight/quality/trends.html", context)


def _groups(request: HttpRequest, groups: Any) -> tuple[Any, ...]:
    user = request.user
    return (
        group_table("By rule", "Rule", groups["rule"], linked(user, "rule")),
        group_table("By team", "Team", groups["team"], linked(user, "team")),
        group_table("By school", "School", groups["school"], linked(user, "school")),
        group_table("By source", "Source", groups["source"], plain),
    )
