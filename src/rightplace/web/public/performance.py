"""The latest quarter that was signed off, for everyone."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.governance.models import FrozenQuarter
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.outward import outward
from rightplace.indicators.performance.table import Line, Versions
from rightplace.papers.quarter.open_data import metadata, open_csv
from rightplace.web.design import lines as words
from rightplace.web.design.lines import Rating
from rightplace.web.frozen import frozen_lines, frozen_periods
from rightplace.web.published import published


@dataclass(frozen=True)
class Said:
    """One indicator in plain words."""

    question: str
    name: str
    value: str
    period: str
    why: str
    earlier: str
    direction: str
    good: str
    chance: str
    target: str
    rating: Rating
    neighbours: str


@login_not_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every indicator of the quarter in plain words."""
    quarter = _latest()
    lines = outward(frozen_lines(quarter), published().held_of(quarter)) if quarter else ()
    register = versions_of_all()
    topics: dict[str, list[Said]] = {}
    for line in lines:
        topics.setdefault(line.topic, []).append(_said(line, register))
    context = {"quarter": quarter, "topics": topics, "licence_href": _LICENCE}
    return render(request, "public/performance.html", context)


_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@login_not_required
@require_safe
def csv(request: HttpRequest) -> HttpResponse:
    """The same figures as open data; the columns alone before a quarter was signed off."""
    quarter = _latest()
    text = (
        open_csv(frozen_lines(quarter), published().held_of(quarter), report=quarter.period)
        if quarter
        else open_csv([], {}, report="")
    )
    return _file(text, "text/csv; charset=utf-8", "performance.csv")


@login_not_required
@require_safe
def metadata_of(request: HttpRequest) -> HttpResponse:
    """What the columns of the file hold."""
    quarter = _latest()
    made = metadata(
        report=quarter.period if quarter else "a quarter that is still to come",
        council=settings.COUNCIL,
        published=f"{quarter.signed_off_at:%Y-%m-%d}" if quarter else "",
        file_name=reverse("public:performance-csv"),
    )
    return _file(made, "application/csvm+json", "performance.csv-metadata.json")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _latest() -> FrozenQuarter | None:
    """The latest quarter that was signed off."""
    return next((each for each in frozen_periods().values() if each.signed_off_at), None)


def _said(line: Line, register: Versions) -> Said:
    versions = register.get(line.key)
    return Said(
        question=versions[-1].question if versions else line.name,
        name=line.name,
        value=words.value_of(line, line.latest_value),
        period=line.latest_period,
        why=words.why_not(line),
        earlier=words.why_not_earlier(line),
        direction=words.direction(line) if line.available else "",
        good=words.good(line),
        chance=words.chance(line),
        target=words.target(line),
        rating=words.rating_of(line),
        neighbours=words.neighbours(line),
    )
