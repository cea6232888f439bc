"""The demonstration's quarters: earlier ones signed off in their time, the last one waiting for commentary.

Figures are computed from snapshots, which are taken when everything else of the office is there; so this is
not one of `AREAS`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from rightplace.casework import vault
from rightplace.county.furnish.desk import Desk
from rightplace.facts.comparators import Comparators
from rightplace.facts.snapshot import Snapshot
from rightplace.governance.actions import figures, owners, quarters, wishes
from rightplace.governance.models import (
    Commentary,
    CommentaryRequest,
    DashboardRequest,
    EnteredFigure,
    FrozenQuarter,
)
from rightplace.governance.queries.freezing import to_freeze
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.report import report_of
from rightplace.indicators.performance.table import Line
from rightplace.law.dates import working_day_after

_COUNTED = "cfws-individuals"
_LIST = "team,open episodes\nNorth,1204\nEast,861\nSouth,774\nWest,650\n"
_DUE = 10
_FIRST_WORD, _WORDS_COME = 2, 6
"""Working days after the freeze until the first commentary, and over how many the others come."""
_SIGNED_OFF = 11
_CORRECTED = -2
"""Corrections are published of the quarters from this one on that are signed off, but of the last of them."""
_WRITTEN = 2
"""Of the open quarter's requests, how many are answered and wait for a signature."""
_OWNERS = {
    "Head of SEND": "manager",
    "Head of Children's Social Care": "head",
    "Head of Children and Family Wellbeing": "head",
    "Head of Early Years": "commissioner",
    "Head of Education": "commissioner",
    "Head of Youth Justice": "director",
}
_CAUSES = (
    "The numbers are small, and a few families with several children account for most of the change.",
    "Two posts stood empty over the summer, and cases that would have been closed stayed open.",
    "Demand rose after the change of term, as it did last year; the service expected about half of it.",
    "Recording improved: what was entered late before is now entered in the month in which it happens.",
)
_ACTIONS = (
    "Each case is looked at again by the service's manager before the end of next month.",
    "The posts are filled from March. Until then the other teams cover.",
    "",
)
_CAME_LATE = "Some of what happened in the quarter was written down after its figures were frozen."
_WITHDRAWN = "The figure is for last year, and was explained in the report before."


@dataclass(frozen=True, slots=True)
class Ended:
    """A quarter, the snapshot that its report is made of, and the day on which it is frozen."""

    period: Period
    snapshot: Snapshot
    frozen_on: date


def furnish(desk: Desk, ended: Sequence[Ended], comparators: Comparators | None) -> None:
    """Name the owners, freeze the quarters in their time, comment and sign, and ask for a few dashboards.

    `ended` are in order of time; the last of them stays open for commentary.
    """
    first, *_ = ended
    for owner, username in _OWNERS.items():
        owners.name_owner(owner, [desk.user(username)], **_how(desk, "analyst", 9, first.frozen_on))
    *earlier, last = ended
    signed = [_signed(desk, each, comparators) for each in earlier]
    _begin(desk, _freeze(desk, last, comparators))
    for quarter, later in pairwise(signed[_CORRECTED:]):
        _correct(desk, quarter, later)
    _give_again(desk)
    _ask_for_dashboards(desk)


def _signed(desk: Desk, ended: Ended, comparators: Comparators | None) -> FrozenQuarter:
    quarter = _freeze(desk, ended, comparators)
    _finish(desk, quarter)
    return quarter


def _correct(desk: Desk, quarter: FrozenQuarter, later: FrozenQuarter) -> None:
    """What came in after the freeze is published as a correction of the first figure that it changes.

    The report of the next quarter gives that figure once more, to compare its own with.
    """
    lines = {each.indicator: Line.from_data(each.line) for each in later.figures.all()}
    for figure in quarter.figures.order_by("position"):
        was, now = Line.from_data(figure.line), lines[figure.indicator]
        if now.previous_period != was.latest_period or now.previous_value == was.latest_value:
            continue
        if was.numerator is not None and now.previous_numerator is not None:
            said = f"{was.latest_value} was printed, and it is {now.previous_value}"
            quarters.correct(
                figure,
                numerator=now.previous_numerator,
                denominator=now.previous_denominator,
                reason=f"{_CAME_LATE} {said}.",
                **_how(desk, "analyst", 15, later.at.date()),
            )
            return


def _give_again(desk: Desk) -> None:
    """A figure is given once more, with the list that it was counted from."""
    row = EnteredFigure.objects.filter(indicator=_COUNTED, state="known").latest("at", "pk")
    figures.enter_figure(
        row.indicator,
        row.period,
        numerator=row.numerator or 0.0,
        denominator=row.denominator,
        evidence="The list of open episodes on the last day, by team; counted again, with the same number.",
        evidence_file=vault.keep(_LIST.encode()),
        evidence_name="open-episodes.csv",
        **_how(desk, "head", 14),
    )


def _how(desk: Desk, username: str, hour: int, on: date | None = None) -> dict[str, Any]:
    at = datetime.combine(on or desk.day, time(hour, tzinfo=desk.how()["at"].tzinfo))
    return {"by": desk.user(username), "at": at}


def _freeze(desk: Desk, ended: Ended, comparators: Comparators | None) -> FrozenQuarter:
    report = report_of(
        ended.snapshot,
        ended.period,
        versions=versions_of_all(),
        comparators=comparators,
        la=ended.snapshot.about.authority,
    )
    return quarters.freeze_quarter(
        **to_freeze(report),
        commentary_due_on=working_day_after(ended.frozen_on, _DUE),
        **_how(desk, "analyst", 10, ended.frozen_on),
    )


def _requests(quarter: FrozenQuarter) -> list[CommentaryRequest]:
    return list(quarter.wanting().select_related("figure__quarter").order_by("figure__position"))


def _finish(desk: Desk, quarter: FrozenQuarter) -> None:
    """Each request is answered and signed in its time, the last withdrawn; the report is signed off."""
    frozen_on, requests = quarter.at.date(), _requests(quarter)
    for number, request in enumerate(requests[:-1]):
        day = working_day_after(frozen_on, _FIRST_WORD + number % _WORDS_COME)
        text = _comment(desk, request, number, day)
        signer = "director" if text.by.username == "head" else "head"
        signed = _how(desk, signer, 12, working_day_after(day, 1))
        quarters.sign_commentary(text, **signed)
    day = working_day_after(frozen_on, _SIGNED_OFF)
    for request in requests[-1:]:
        quarters.withdraw_request(request, because=_WITHDRAWN, **_how(desk, "head", 12, day))
    quarters.sign_off(quarter, **_how(desk, "director", 13, day))


def _begin(desk: Desk, quarter: FrozenQuarter) -> None:
    """The first few requests are answered; the others wait."""
    for number, request in enumerate(_requests(quarter)[:_WRITTEN]):
        _comment(desk, request, number + 1, desk.day)


def _comment(desk: Desk, request: CommentaryRequest, number: int, on: date) -> Commentary:
    writer = request.asked_of.username if request.asked_of else "analyst"
    return quarters.comment(
        request,
        cause=_CAUSES[number % len(_CAUSES)],
        action=_ACTIONS[number % len(_ACTIONS)],
        **_how(desk, writer, 11, on),
    )


_WISHES: tuple[Mapping[str, Any], ...] = (
    {
        "username": "head",
        "title": "Late advice by service",
        "wanted": "Advice that came after six weeks, by service and month, for two years.",
        "why": "Whether to buy more time of educational psychologists for the summer term.",
        "audience": "Heads of service and the team managers",
        "by_when": 30,
    },
    {
        "username": "manager",
        "title": "Caseload of each area against its population",
        "wanted": "Plans and open assessments for each thousand children of an area.",
        "why": "Where the next case officer is placed.",
        "audience": "Team managers",
        "by_when": None,
        "agreed": True,
        "because": "Three managers asked for it, and the figures are there.",
    },
    {
        "username": "commissioner",
        "title": "How long a plan takes",
        "wanted": "Plans within 20 weeks, month by month, with what still waits.",
        "why": "Which stage of the assessment to shorten first.",
        "audience": "Commissioners and the director",
        "by_when": None,
        "agreed": True,
        "because": "It is what the improvement board asks about every month.",
        "address": "/dashboards/timeliness/",
    },
    {
        "username": "officer",
        "title": "Each officer's late cases on the council's website",
        "wanted": "Late cases by officer, with names.",
        "why": "To show who needs help.",
        "audience": "Everyone",
        "by_when": None,
        "agreed": False,
        "because": "Managers see it in the team picture. People's names are not published.",
    },
)


def _ask_for_dashboards(desk: Desk) -> None:
    for wish in _WISHES:
        _play(desk, **wish)


def _play(
    desk: Desk,
    *,
    username: str,
    by_when: int | None,
    agreed: bool | None = None,
    because: str = "",
    address: str = "",
    **words: str,
) -> DashboardRequest:
    day: date | None = desk.day + timedelta(days=by_when) if by_when else None
    request = wishes.ask_for_dashboard(**words, by_when=day, **_how(desk, username, 9))
    if agreed is not None:
        wishes.decide_dashboard(request, agreed=agreed, because=because, **_how(desk, "head", 10))
    if address:
        wishes.say_built(request, address=address, on=desk.day, **_how(desk, "analyst", 11))
    return request
