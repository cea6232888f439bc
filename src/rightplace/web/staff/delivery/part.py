"""How a child's provision stands: checks, education that is not full time, gaps."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import (
    Arrangement,
    ArrangementKind,
    DeliveryGap,
    GapOutcome,
    Person,
    Plan,
    ProvisionCheck,
    Severity,
    Standing,
)
from rightplace.casework.queries.delivery import delivery_of, weeks_lost
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, short_day, time_left
from rightplace.web.design.presenters import (
    Cell,
    Column,
    Link,
    Moment,
    SummaryRow,
    TableView,
    Tag,
    Tone,
)
from rightplace.web.staff.child import WRITERS, child_or_404, crumbs, row_or_404, show_part
from rightplace.web.staff.money import pounds
from rightplace.web.today import today

PART = "staff:delivery"
_STANDINGS = {
    Standing.IN_PLACE: Tone.FINE,
    Standing.PARTLY: Tone.SOON,
    Standing.MISSING: Tone.LATE,
    Standing.NOT_KNOWN: Tone.QUIET,
}
_SEVERITIES = {
    Severity.HIGH: ("High", Tone.LATE),
    Severity.MEDIUM: ("Medium", Tone.SOON),
    Severity.LOW: ("Low", Tone.QUIET),
}


def severity_tag(gap: DeliveryGap) -> Tag:
    """How much a gap matters."""
    return Tag(*_SEVERITIES[Severity(gap.severity)])


def gap_standing(gap: DeliveryGap) -> Cell:
    """Closed and how, or the days left; past its day it stands before the manager."""
    if gap.closed_on is not None:
        return Cell(
            short_day(gap.closed_on), detail=GapOutcome(gap.outcome).label, tag=Tag("Closed")
        )
    left = (gap.due_on - today()).days
    if left < 0:
        return Cell(time_left(left), tag=Tag("Escalated", Tone.LATE), detail="Before the manager")
    return Cell(time_left(left), tag=Tag("Open", Tone.RUNNING))


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """Checks, arrangements and gaps of a child."""
    person = child_or_404(request, person_id, what="delivery.open")
    file, writes = delivery_of(person), request.user.role in WRITERS
    return show_part(
        request,
        person,
        PART,
        "staff/delivery/part.html",
        heading="Delivery",
        actions=_actions(person) if writes else (),
        tables=(
            _gap_table(file.gaps),
            _arrangement_table(file.arrangements, writes),
            _check_table(file.checks),
        ),
    )


def _actions(person: Person) -> tuple[Link, ...]:
    kinds = [
        Link(f"Record: {kind.label[0].lower()}{kind.label[1:]}",
             reverse("staff:arrange", args=[person.pk, kind.value]))
        for kind in ArrangementKind
    ]  # fmt: skip
    checks = []
    if Plan.objects.live().filter(person=person).exists():
        checks = [
            Link("Check a piece of Section F", reverse("staff:provision-check", args=[person.pk]))
        ]
    return (*checks, Link("Raise a gap", reverse("staff:gap-add", args=[person.pk])), *kinds)


def _gap_table(gaps: Sequence[DeliveryGap]) -> TableView:
    rows = [
        (
            Cell(gap.what, href=reverse("staff:gap", args=[gap.pk]), tag=severity_tag(gap)),
            gap.since,
            gap.owner.name,
            gap.due_on,
            gap_standing(gap),
        )
        for gap in gaps
    ]
    columns = ("What is missing", "Since", "Owner", "Due", "Standing")
    return TableView.of("Gaps", columns, rows, empty="No gap is recorded.")


def _arrangement_table(rows: Sequence[Arrangement], writes: bool) -> TableView:
    return TableView.of(
        "Education that is not full time at the placement",
        ("What", "From", "Until", "Hours a week", Column("Weeks lost", numeric=True), "Review"),
        [_arrangement(row, writes) for row in rows],
        empty="Nothing of this kind is recorded.",
    )


def _arrangement(row: Arrangement, writes: bool) -> tuple[Cell | str, ...]:
    checks = [
        f"{what} {'checked ' + short_day(on) if on else 'not checked'}"
        for what, on in (
            ("quality", row.quality_checked_on),
            ("safeguarding", row.safeguarding_checked_on),
        )
        if ArrangementKind(row.kind).has_provider
    ]
    registered = f"registration {row.registration}" if row.registration else "not registered"
    provider = [row.provider, registered, *checks] if row.provider else []
    detail = "; ".join(filter(None, [*provider, pounds(row.cost), row.reason]))
    until = "Not set" if row.ends_on is None else short_day(row.ends_on)
    return (
        Cell(ArrangementKind(row.kind).label, detail=detail),
        short_day(row.starts_on),
        Cell(until, href=_href("staff:arrangement-end", row, writes)),
        Cell(
            f"{hours(row.hours)} of {hours(row.full_hours)}",
            detail=f"Parent agreed {short_day(row.parent_agreed_on)}"
            if row.parent_agreed_on
            else None,
        ),
        f"{weeks_lost([row], as_of=min(row.ends_on or today(), today()))}",
        _review(row, writes),
    )


def hours(value: Decimal) -> str:
    """10, or 12.5."""
    return f"{value.normalize():f}"


def _href(name: str, row: Arrangement, writes: bool) -> str | None:
    return reverse(name, args=[row.pk]) if writes and row.ends_on is None else None


def _review(row: Arrangement, writes: bool) -> Cell:
    """When it is to be reviewed; past that day it is late."""
    if row.review_due_on is None:
        return Cell("Ended")
    late = row.review_due_on < today()
    return Cell(
        f"Due {short_day(row.review_due_on)}",
        href=_href("staff:arrangement-review", row, writes),
        tag=Tag("Late", Tone.LATE) if late else None,
        detail=f"Last reviewed {short_day(row.reviewed_on)}" if row.reviewed_on else None,
    )


def _check_table(checks: Sequence[ProvisionCheck]) -> TableView:
    rows = [
        (
            Cell(check.code, detail=check.words),
            Cell(
                f"Since {short_day(check.since)}" if check.since else "",
                tag=Tag(Standing(check.standing).label, _STANDINGS[Standing(check.standing)]),
            ),
            Cell(check.said_by, detail=check.evidence or None),
            Cell(short_day(check.checked_on), detail=check.checked_by.name),
        )
        for check in checks
    ]
    columns = ("Section F", "Is it there?", "Who said so", "Checked")
    return TableView.of("Is the provision there?", columns, rows, empty="Nothing has been checked.")


@for_roles(*WHOLE)
@require_safe
def gap(request: HttpRequest, gap_id: int) -> HttpResponse:
    """One gap with what was done about it."""
    rows = DeliveryGap.objects.select_related("owner", "setting").prefetch_related("notes__by")
    row = row_or_404(request, rows, gap_id, what="gap.open")
    back = reverse(PART, args=[row.person_id])
    context = {
        "name": str(row.person),
        "title": row.what,
        "crumbs": crumbs(row.person, Link("Delivery", back)),
        "actions": _gap_actions(row) if request.user.role in WRITERS else (),
        "facts": (
            SummaryRow.of("Standing", gap_standing(row)),
            SummaryRow.of("How much it matters", Severity(row.severity).label),
            SummaryRow.of("What it means for the child", row.impact),
            SummaryRow.of("Missing since", day(row.since)),
            SummaryRow.of("Owner", row.owner.name),
            SummaryRow.of("Due", day(row.due_on)),
            SummaryRow.of("Setting", str(row.setting) if row.setting else "None"),
            SummaryRow.of("Number in Section F", row.code or "None"),
        ),
        "notes": [
            Moment(note.on, note.words, by=f"Recorded by {note.by.name}")
            for note in row.notes.all()
        ],
    }
    return render(request, "staff/delivery/gap.html", context)


def _gap_actions(row: DeliveryGap) -> tuple[Link, ...]:
    if row.closed_on is not None:
        return (Link("Open it again", reverse("staff:gap-reopen", args=[row.pk])),)
    return (
        Link("Record what was done, or give it on", reverse("staff:gap-note", args=[row.pk])),
        Link("Close it", reverse("staff:gap-close", args=[row.pk])),
    )
