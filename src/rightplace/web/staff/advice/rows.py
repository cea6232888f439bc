"""Advice as lists and pages show it."""

from collections.abc import Iterable

from django.urls import reverse

from rightplace.casework.actions.advice import provision_of
from rightplace.casework.models import AdviceExcuseRecord, AdviceRequest, AdviceText, EarlierAdvice
from rightplace.casework.queries.advice import OpenAdvice, ServiceStanding
from rightplace.law.clock import Clock
from rightplace.law.codes import Adviser
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import (
    Cell,
    Column,
    Moment,
    SummaryRow,
    TableView,
    Tag,
    Tone,
    Value,
)
from rightplace.web.staff.advice.letters import asked_of
from rightplace.web.staff.clocks import excuse_words, state_tag, time_words

PROVISION_COLUMNS = ("What", "How often", "By whom", "How long")
"""What is asked of each provision that an advice proposes."""


def clock_cell(clock: Clock | None) -> Cell:
    """How the six weeks of an advice stand."""
    if clock is None:
        return Cell("No clock runs")
    return Cell(time_words(clock), tag=state_tag(clock), detail=excuse_words(clock) or None)


def asked_detail(advice: AdviceRequest) -> str | None:
    """Who was asked, where that says more than the kind of adviser."""
    name = asked_of(advice)
    return None if name == Adviser(advice.adviser).label else name


def chased_words(row: OpenAdvice) -> str:
    """How often an adviser was reminded."""
    often = {0: "Not reminded", 1: "Reminded once", 2: "Reminded twice"}
    return often.get(row.chased, f"Reminded {row.chased} times")


def plan_cell(row: OpenAdvice) -> Cell:
    """The 20-week limit of the case, and whether this advice threatens it."""
    if row.plan is None or not row.plan.is_open:
        return Cell("No limit runs")
    tag = Tag("Threatened", Tone.LATE) if row.threatens else None
    return Cell(day(row.plan.due_on), detail=time_words(row.plan), tag=tag)


def expected_cell(row: OpenAdvice) -> Value:
    """When the adviser says it will come."""
    if row.delay is None:
        return ""
    return Cell(day(row.delay.expected_on), detail=row.delay.reason)


def service_table(standings: Iterable[ServiceStanding]) -> TableView:
    """Late advice by service."""
    columns = (
        "Service",
        Column("Late", numeric=True),
        Column("Excused", numeric=True),
        Column("Most days late", numeric=True),
        Column("Reminders", numeric=True),
        Column("20-week limits threatened", numeric=True),
    )
    rows = [
        (
            Cell(each.name, detail=each.adviser.label if each.name != each.adviser.label else None),
            each.late,
            each.excused,
            each.worst_days,
            each.chases,
            each.threatened,
        )
        for each in standings
    ]
    return TableView.of("Late advice by service", columns, rows, empty="No advice is late.")


def advice_table(
    rows: Iterable[tuple[AdviceRequest, Clock | None]], caption: str, person_id: int
) -> TableView:
    """Every advice of an assessment, with its clock."""
    cells = [
        (
            Cell(
                Adviser(advice.adviser).label,
                href=reverse("staff:advice-one", args=[person_id, advice.pk]),
                detail=asked_detail(advice),
            ),
            advice.requested_on,
            clock.due_on if clock else "",
            advice.received_on or "Not yet",
            clock_cell(clock),
        )
        for advice, clock in rows
    ]
    columns = ("Adviser", "Asked", "Due", "Received", "Standing")
    return TableView.of(caption, columns, cells, empty="Nobody has been asked yet.")


def earlier_table(rows: Iterable[EarlierAdvice], caption: str) -> TableView:
    """Earlier advice that is relied on."""
    cells = [
        (
            Adviser(row.adviser).label,
            Cell(row.given_by, detail=day(row.dated)),
            row.giver_agreed_on,
            row.authority_agreed_on,
            row.family_agreed_on,
        )
        for row in rows
    ]
    columns = ("Adviser", "Given by", "Giver agreed", "Authority agreed", "Family agreed")
    return TableView.of(caption, columns, cells)


def advice_facts(advice: AdviceRequest, clock: Clock | None) -> tuple[SummaryRow, ...]:
    """One advice: who was asked, when, until when."""
    ask = getattr(advice, "ask", None)
    rows = [
        SummaryRow.of("Asked", Cell(asked_of(advice), detail=ask.email or None if ask else None)),
        SummaryRow.of("Asked on", day(advice.requested_on)),
        SummaryRow.of("Due by", Cell(day(clock.due_on)) if clock else ""),
        SummaryRow.of("Received on", day(advice.received_on) if advice.received_on else "Not yet"),
        SummaryRow.of("Standing", clock_cell(clock)),
    ]
    if ask is not None:
        rows.append(SummaryRow.of("What they were told", ask.concerns))
    return tuple(rows)


def advice_log(advice: AdviceRequest) -> tuple[Moment, ...]:
    """Reminders, delays and excuses of an advice, the newest first."""
    moments = [
        Moment(
            chase.sent_on,
            "Escalated to the service" if chase.escalated else "Reminder sent",
            f"To {chase.sent_to}",
            f"Sent by {chase.sent_by.name}",
        )
        for chase in advice.chases.select_related("sent_by")
    ]
    moments += [
        Moment(
            delay.said_at.date(),
            f"Expected late, on {day(delay.expected_on)}",
            delay.reason,
            f"Said by {delay.said_by.name}",
        )
        for delay in advice.delays.select_related("said_by")
    ]
    moments += [_excuse_moment(each) for each in advice.excuses.select_related("claimed_by")]
    return tuple(sorted(moments, key=lambda moment: moment.on, reverse=True))


def _excuse_moment(excuse: AdviceExcuseRecord) -> Moment:
    return Moment(
        excuse.claimed_at.date(),
        f"Excuse claimed: {excuse.get_reason_display().lower()}",
        f"{day(excuse.starts_on)} to {day(excuse.ends_on)}. {excuse.evidence}",
        f"Claimed by {excuse.claimed_by.name}",
    )


def words_rows(text: AdviceText) -> tuple[SummaryRow, ...]:
    """The needs and outcomes of an advice."""
    return (
        SummaryRow.of("Needs", text.needs or "Nothing written yet"),
        SummaryRow.of("Outcomes", text.outcomes or "Nothing written yet"),
    )


def provision_table(text: AdviceText, caption: str) -> TableView:
    """The provision that an advice proposes."""
    rows = [(p.what, p.how_often, p.by_whom, p.how_long) for p in provision_of(text)]
    return TableView.of(caption, PROVISION_COLUMNS, rows, empty="No provision is proposed.")
