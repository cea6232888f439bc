"""Provision that was checked, gaps with their owners, and children who are not full time in education."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from rightplace.casework.actions import delivery as actions
from rightplace.casework.actions.delivery import Found, Terms
from rightplace.casework.models import (
    Arrangement,
    ArrangementKind,
    DeliveryGap,
    GapOutcome,
    Plan,
    Severity,
    Standing,
)
from rightplace.county.furnish.desk import Desk

_FULL = Decimal(25)

# (number in Section F, its words)
_SECTION_F = (
    (
        "F1",
        "Speech and language therapy, 30 minutes each week in term time, by a qualified therapist.",
    ),
    ("F2", "A trained adult at hand for 20 hours a week, in class and at unstructured times."),
    ("F3", "A visual timetable, kept up to date each morning with the child."),
    ("F4", "An occupational therapist reviews the sensory programme once a term."),
)

# (what is missing, what it means, how much it matters, days since it was raised)
_GAPS = (
    ("No speech therapist since the last one left", "Staff cannot follow what is said in class.",
     Severity.MEDIUM, 34),
    ("The one-to-one adult is used for the whole class", "Lessons are left after ten minutes.",
     Severity.HIGH, 12),
    ("The sensory programme was not reviewed this term", "Mornings are harder than they were.",
     Severity.LOW, 9),
    ("Not in school since the autumn half-term", "No education, and no contact with other children.",
     Severity.HIGH, 3),
    ("Taxi escort withdrawn", "Late on most days, and upset on arrival.", Severity.MEDIUM, 20),
    ("No teacher of the deaf has visited", "Equipment is in a drawer.", Severity.MEDIUM, 6),
)  # fmt: skip

_DONE = (
    "Rang the head teacher, who is asking the service for a date.",
    "The service has a candidate; references are awaited.",
    "Wrote to the family with what is being done and when.",
)

# (kind, hours a week, why, provider, registration, weeks since it began)
_ARRANGEMENTS = (
    (ArrangementKind.PART_TIME, "12.5", "A gradual return after illness.", "", "", 5),
    (ArrangementKind.PART_TIME, "10", "Anxiety; the school and the family agreed mornings only.", "", "", 9),
    (ArrangementKind.ALTERNATIVE, "15", "The school cannot keep everyone safe at present.",
     "The Forge Workshop", "", 7),
    (ArrangementKind.ALTERNATIVE, "25", "Hospital stay; taught on the ward.",
     "County Hospital School", "990/1100", 3),
    (ArrangementKind.OTHERWISE, "8", "No school is appropriate: tuition at home and riding therapy.",
     "Hearth Tuition", "", 11),
    (ArrangementKind.NO_PLACE, "0", "The last placement ended; settings are being consulted.", "", "", 4),
)  # fmt: skip


def furnish(desk: Desk) -> None:
    """Check the officer's newest plans, and give some of them gaps and arrangements."""
    plans = desk.open_plans
    for number, plan in enumerate(plans[:6]):
        _check(desk, plan, number)
    for plan, (number, row) in zip(plans, enumerate(_GAPS), strict=False):
        _gap(desk, plan, number, row)
    for plan, row in zip(plans[3:], _ARRANGEMENTS, strict=False):
        _arrange(desk, plan, row)
    _others(desk)


def _after(plan: Plan, on: date) -> date:
    """A day, or the first on which the plan was held here."""
    return max(on, plan.held_from)


def _check(desk: Desk, plan: Plan, number: int) -> None:
    on = _after(plan, desk.day - timedelta(14))
    standings = list(Standing)
    found = [
        Found(code, words, standings[(number + place) % 4] if number % 2 else Standing.IN_PLACE,
              since=None, said_by="The SENCO, at a visit")
        for place, (code, words) in enumerate(_SECTION_F)
    ]  # fmt: skip
    actions.check_provision(plan, found=found, on=on, **desk.how(on=on))


def _gap(desk: Desk, plan: Plan, number: int, row: Sequence[object]) -> DeliveryGap:
    """The first of all has been closed; the others are open, some of them past their day."""
    what, impact, severity, days = row
    on = _after(plan, desk.day - timedelta(days))  # type: ignore[arg-type]
    gap = actions.raise_gap(
        plan.person,
        what=str(what),
        impact=str(impact),
        since=on,
        severity=severity,  # type: ignore[arg-type]
        owner=desk.officer,
        on=on,
        **desk.how(on=on),
    )
    actions.note_gap(gap, words=_DONE[number % len(_DONE)], on=desk.day, **desk.how())
    if number == 0:
        words = "The new therapist has begun, and sees the child on Tuesdays."
        actions.close_gap(
            gap, outcome=GapOutcome.IN_PLACE, words=words, on=desk.day, **desk.how(desk.manager)
        )
    return gap


def _arrange(desk: Desk, plan: Plan, row: Sequence[object]) -> Arrangement:
    """One of the kinds, with its checks where someone provides it; reviewed once where it is old."""
    kind, hours, reason, provider, registration, weeks = row
    assert isinstance(kind, ArrangementKind)
    starts = _after(plan, desk.day - timedelta(weeks=weeks))  # type: ignore[arg-type]
    agreed = None if kind is ArrangementKind.NO_PLACE else starts
    checked = starts if kind.has_provider else None
    terms = Terms(
        hours=Decimal(str(hours)),
        full_hours=_FULL,
        reason=str(reason),
        parent_agreed_on=agreed,
        provider=str(provider),
        registration=str(registration),
        quality_checked_on=checked if registration else None,
        safeguarding_checked_on=checked,
        cost=Decimal(14_500) if kind.has_provider else None,
    )
    made = actions.arrange(
        plan.person, kind=kind, starts_on=starts, terms=terms, **desk.how(on=starts)
    )
    if kind is ArrangementKind.OTHERWISE:
        actions.review_arrangement(made, version=1, on=desk.day, terms=terms, **desk.how())
    return made


def _others(desk: Desk) -> None:
    """A gap and a timetable of a locked record and of another team: what the officer must not see."""
    for plan in desk.unseen():
        on = _after(plan, desk.day - timedelta(2))
        for closed in (False, True):
            gap = actions.raise_gap(
                plan.person,
                what="No place in the breakfast club",
                impact="Arrives hungry.",
                since=on,
                severity=Severity.LOW,
                owner=plan.officer,
                on=on,
                **desk.how(plan.officer, on),
            )
            if closed:
                actions.close_gap(
                    gap, outcome=GapOutcome.MISTAKE, words="It was there all along.", on=on,
                    **desk.how(plan.officer, on),
                )  # fmt: skip
        _arrange(desk, plan, _ARRANGEMENTS[0])
