"""Decisions, agendas and load as screens show them."""

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from rightplace.casework.actions.panels import person_of
from rightplace.casework.decisions import limbs_for, outcome_words
from rightplace.casework.models import Decision, PanelItem, Sitting
from rightplace.casework.queries.decisions import Waiting
from rightplace.casework.queries.panels import Load
from rightplace.papers.charts import svg
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.design.formats import day, plural, short_day
from rightplace.web.design.presenters import (
    Cell,
    ChartView,
    Column,
    SummaryRow,
    TableView,
    Tag,
    Tone,
)
from rightplace.web.staff.clocks import state_tag, time_words
from rightplace.web.staff.panels.forms import member_words

SHOWN = 8
"""How many of the next sittings the picture of the load shows."""

_STATUS_TONES = {
    Sitting.Status.PLANNED: Tone.QUIET,
    Sitting.Status.PUBLISHED: Tone.RUNNING,
    Sitting.Status.OPEN: Tone.SOON,
    Sitting.Status.HELD: Tone.FINE,
}


def status_tag(sitting: Sitting) -> Tag:
    """How far a sitting has come."""
    return Tag(sitting.get_status_display(), _STATUS_TONES[Sitting.Status(sitting.status)])


def evidence_table(decision: Decision) -> TableView:
    """What a decision relies on."""
    rows = [
        (each.what, each.source, each.dated, each.shows)
        for each in sorted(decision.evidence.all(), key=lambda e: (e.dated, e.pk))
    ]
    columns = ("What", "From whom", "Dated", "What it shows")
    return TableView.of("Evidence relied on", columns, rows, empty="No evidence named yet.")


def limb_table(decision: Decision) -> TableView:
    """The test of the law, part by part."""
    person = decision.request.person
    on = decision.told_on or decision.drafted_on
    rows = [
        (
            Cell(limb.words, detail=limb.citation),
            getattr(decision, f"get_{limb.field}_display")() or "Not answered yet",
            getattr(decision, limb.why) or "No reasons yet",
        )
        for limb in limbs_for(decision.question, person, on)
    ]
    return TableView.of("The test of the law", ("What the law asks", "Answer", "Why"), rows)


def decision_rows(decision: Decision) -> tuple[SummaryRow, ...]:
    """What a decision says beside its test and its evidence."""
    said = (
        ("Decision", outcome_words(decision)),
        ("Reasons", decision.reasons),
        ("Views considered", decision.views),
        ("Options considered", decision.options),
        ("Support expected instead", "; ".join(decision.support.splitlines())),
        ("Who decides", decision.authority or decision.get_route_display()),
    )
    rows = [SummaryRow.of(key, value) for key, value in said if value]
    drafted = f"{decision.drafted_by.name}, {day(decision.drafted_on)}"
    rows.append(SummaryRow.of("Drafted by", drafted))
    if decision.told_on is not None:
        by = f"{day(decision.told_on)}, by {decision.decided_by.name}"
        paper = " (sent on paper)" if decision.on_paper else ""
        rows.append(SummaryRow.of("Letter sent", f"{by}{paper}"))
    return tuple(rows)


def draft_cell(row: Waiting) -> Cell:
    """How far the draft is."""
    if row.draft is None:
        words = "All advice is in" if row.advice_in else None
        return Cell("None yet", detail=words)
    if row.problems:
        return Cell(outcome_words(row.draft), detail=f"{plural(len(row.problems), 'gap')} to fill")
    return Cell(outcome_words(row.draft), tag=Tag("Complete", Tone.FINE))


def slot_cell(row: Waiting) -> Cell:
    """What a panel decided, the agenda that a case is on, or the next free slot before its limit.

    Where no slot is in time it says so loudly.
    """
    if row.decided is not None:
        sitting = row.decided.sitting
        words = Tag("Letter to send", Tone.SOON)
        href = reverse("staff:sitting", args=[sitting.pk])
        return Cell(f"Decided {short_day(sitting.day)}", href, sitting.panel.name, words)
    if row.item is not None:
        sitting = row.item.sitting
        href = reverse("staff:sitting", args=[sitting.pk])
        late = row.limit is not None and sitting.day > row.limit
        tag = Tag("After the limit", Tone.LATE) if late else None
        return Cell(f"On {short_day(sitting.day)}", href=href, detail=sitting.panel.name, tag=tag)
    if row.slot.in_time:
        assert row.slot.sitting is not None
        sitting = row.slot.sitting
        return Cell(f"Free {short_day(sitting.day)}", detail=sitting.panel.name)
    return Cell(
        tag=Tag("No slot in time", Tone.LATE),
        detail="Decide by delegation, or plan an extra sitting",
    )


def time_cell(row: Waiting) -> Cell:
    """Days left or late."""
    if row.clock is None:
        return Cell("No limit is running")
    return Cell(time_words(row.clock), tag=state_tag(row.clock))


def load_chart(found: Sequence[Load], csv_href: str) -> ChartView | None:
    """Cases against capacity at the next sittings; nothing where none is planned."""
    shown = list(found[:SHOWN])
    if not shown:
        return None
    labels = tuple(
        f"{e.sitting.panel.name}, {e.sitting.day:%-d %b} (takes {e.sitting.panel.capacity})"
        for e in shown
    )
    chart = Chart(
        shape=Shape.BARS,
        title=load_finding(shown),
        description="A bar for each of the next sittings: how many cases are on its agenda.",
        labels=labels,
        series=(Series("Cases listed", tuple(float(each.listed) for each in shown)),),
        label_title="",
        value_title="Cases listed",
    )
    return ChartView(
        id="load",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=load_table(shown),
        csv_href=csv_href,
        method="Cases that are still to be decided on each agenda, against the cases that the panel "
        "takes in one sitting. Cases moved, taken off or deferred are left out.",
    )


def load_finding(shown: Sequence[Load]) -> str:
    """The finding: how many of the next sittings are full, and the first with room."""
    full = sum(1 for each in shown if not each.free)
    if full == len(shown):
        return f"All of the next {plural(full, 'sitting')} are full"
    first = next(each for each in shown if each.free)
    counted = "None" if not full else str(full)
    verb = "are" if full > 1 else "is"
    return (
        f"{counted} of the next {plural(len(shown), 'sitting')} {verb} full; the first with room is "
        f"{day(first.sitting.day)}, for {plural(first.free, 'more case')}"
    )


def load_table(shown: Sequence[Load]) -> TableView:
    """Load against capacity."""
    rows = [
        (
            Cell(
                each.sitting.panel.name,
                href=reverse("staff:sitting", args=[each.sitting.pk]),
                detail=each.sitting.place,
            ),
            each.sitting.day,
            each.listed,
            each.sitting.panel.capacity,
            Tag("Full", Tone.LATE) if not each.free else plural(each.free, "free slot"),
        )
        for each in shown
    ]
    columns = ("Panel", "Day", Column("Cases", True), Column("Takes", True), "Room")
    return TableView.of("Load of the next sittings", columns, rows)


def outcome_cell(item: PanelItem) -> Cell:
    """What became of an item, or that it is still to be decided."""
    if item.state == PanelItem.State.DECIDED:
        return Cell(item_outcome(item), detail=agreement_words(item))
    if item.state == PanelItem.State.LISTED and item.request and item.request.closed_on:
        return Cell("Closed meanwhile", detail="Take it off the agenda")
    return Cell(item.get_state_display(), detail=item.note or None)


def item_outcome(item: PanelItem) -> str:
    """The outcome in the words of the question."""
    if item.request_id is not None:
        return outcome_words(Decision(question=item.question, outcome=item.outcome))
    return "Agreed" if item.outcome == "yes" else "Not agreed"


def agreement_words(item: PanelItem) -> str:
    """How the members came to it."""
    if item.agreement == PanelItem.Agreement.VOTE:
        return f"By a vote: {item.votes_for} for “yes”, {item.votes_against} for “no”"
    return item.get_agreement_display()


def interest_words(item: PanelItem) -> tuple[str, ...]:
    """Who declared which interest."""
    return tuple(f"{member_words(each.member)}: {each.nature}" for each in item.interests.all())


def child_name(item: PanelItem) -> str:
    """Surname first, for lists."""
    person = person_of(item)
    return f"{person.surname}, {person.forename}"
