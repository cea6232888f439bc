"""A child's record as the case page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from rightplace.casework.deadlines import events_of
from rightplace.casework.models import (
    AdviceRequest,
    AuditEvent,
    Carer,
    CaseEvent,
    Disability,
    ExceptionRecord,
    Person,
    Placement,
    Plan,
    Request,
)
from rightplace.casework.queries.casefile import Casefile
from rightplace.casework.queries.stages import stage_of
from rightplace.law.ages import age_on
from rightplace.law.ceasing import Hold, hold
from rightplace.law.clock import Clock
from rightplace.law.codes import (
    Adviser,
    CeaseReason,
    Ethnicity,
    RequestSource,
    SenSetting,
    SenType,
    UpnUnknown,
)
from rightplace.law.events import EventKind
from rightplace.law.explain import explain
from rightplace.law.words import EVENT_WORDS
from rightplace.web.design.formats import day, plural, short_day
from rightplace.web.design.presenters import (
    Cell,
    Link,
    Moment,
    SummaryRow,
    TableView,
    Tag,
    Tone,
    Value,
)
from rightplace.web.staff import audit_words
from rightplace.web.staff.clocks import duty_cell, excuse_words, ref_words, state_tag, time_words
from rightplace.web.staff.letters import reference_of
from rightplace.web.staff.steps import open_links

_NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class Section:
    """A request or a plan: its facts, its clocks, each explained, and what belongs to it."""

    heading: str
    facts: tuple[SummaryRow, ...]
    running: TableView
    closed: TableView
    sentences: tuple[str, ...]
    tables: tuple[TableView, ...]
    steps: tuple[Link, ...] = ()


def person_rows(person: Person, *, as_of: date) -> tuple[SummaryRow, ...]:
    """Who the child is."""
    born = f"{day(person.birth_date)} (aged {age_on(person.birth_date, as_of)})"
    reason = UpnUnknown(person.upn_unknown).label if person.upn_unknown else _NOT_KNOWN
    home = ", ".join(filter(None, [*person.address.splitlines(), person.postcode]))
    return (
        SummaryRow.of("Date of birth", born),
        SummaryRow.of("UPN", person.upn or f"None: {reason}"),
        SummaryRow.of("Ethnicity", Ethnicity(person.ethnicity).label),
        SummaryRow.of("Address", home or _NOT_KNOWN),
        SummaryRow.of(
            "Setting when entered", person.setting.name if person.setting else _NOT_KNOWN
        ),
        SummaryRow.of(
            "Need when entered",
            SenType(person.primary_need).label if person.primary_need else _NOT_KNOWN,
        ),
        SummaryRow.of(
            "Disabled",
            Disability(person.disability).label if person.disability else "Not asked yet",
        ),
        SummaryRow.of("Our reference", reference_of(person)),
        *_lock_row(person),
    )


def _lock_row(person: Person) -> tuple[SummaryRow, ...]:
    """Who may see the record, where it is locked."""
    lock = getattr(person, "lock", None)
    if lock is None:
        return ()
    names = ", ".join(sorted(user.name for user in lock.members.all()))
    return (SummaryRow.of("Who may see it", Cell(names, tag=Tag("Locked"), detail=lock.reason)),)


def person_links(file: Casefile) -> tuple[Link, ...]:
    """What can be changed about the child, and a new request where there is nothing under way."""
    if file.person.same_as_id is not None:
        return ()
    key = file.person.pk
    links = (
        Link("Change the child's details", reverse("staff:details", args=[key])),
        Link("Add a parent or carer", reverse("staff:carer-add", args=[key])),
    )
    if any(r.closed_on is None for r, _ in file.requests) or any(
        p.ceased_on is None for p, _ in file.plans
    ):
        return links
    again = Link("Enter a new request", f"{reverse('staff:request-new')}?child={key}")
    return (*links, again)


def carer_table(carers: Iterable[Carer], *, writes: bool) -> TableView:
    """The parents and carers, with how to reach each; those who are none any more come last."""
    columns = ("Name", "Relationship", "Parental responsibility", "How to reach them", "Needs")
    rows = [_carer_row(carer, writes) for carer in carers]
    return TableView.of(
        "Parents and carers", columns, rows, empty="No parent or carer is recorded yet."
    )


def _carer_row(carer: Carer, writes: bool) -> tuple[Value, ...]:
    lines = [*carer.address.splitlines(), carer.postcode, carer.email, carer.phone]
    name = Cell(
        carer.name,
        href=reverse("staff:carer", args=[carer.pk]) if writes else None,
        detail=f"Not to be told since {day(carer.left_on)}" if carer.left_on else None,
    )
    reach = Cell(
        ", ".join(filter(None, lines)) or _NOT_KNOWN,
        tag=Tag("Do not write", Tone.LATE) if carer.do_not_write else None,
    )
    responsible = "Yes" if carer.parental_responsibility else "No"
    return (name, carer.get_relationship_display(), responsible, reach, carer.needs or "None known")


def page_sections(file: Casefile, *, as_of: date, writes: bool) -> tuple[Section, ...]:
    """The requests and plans of a child, the newest first; with what to record for who `writes`."""
    return (
        *(
            _plan_section(plan, clocks, hold(events_of(plan), as_of), _other_row(plan, file))
            for plan, clocks in file.plans
        ),
        *(
            _request_section(request, clocks, _other_row(request, file), writes)
            for request, clocks in file.requests
        ),
    )


def _other_row(case: Request | Plan, file: Casefile) -> tuple[SummaryRow, ...]:
    """Under which record a case stands, where that is not the one that is open."""
    if case.person_id == file.person.pk:
        return ()
    href = reverse("staff:case", args=[case.person_id])
    words = Cell(reference_of(case.person), href=href, tag=Tag("Entered twice", Tone.SOON))
    return (SummaryRow.of("Stands under", words),)


def _clocks(clocks: Sequence[Clock], of: str) -> dict[str, Any]:
    """What runs now, what has been closed, and each of them in a sentence."""
    running = [clock for clock in clocks if clock.is_open]
    closed = [clock for clock in clocks if not clock.is_open]
    return {
        "running": _clock_table(f"Clocks that run now: {of}", running),
        "closed": _clock_table(f"Clocks that have ended: {of}", closed),
        "sentences": tuple(explain(clock) for clock in clocks),
    }


def _clock_table(caption: str, clocks: Sequence[Clock]) -> TableView:
    rows = [
        (
            duty_cell(clock),
            ref_words(clock.ref),
            clock.due_on,
            Cell(time_words(clock), tag=state_tag(clock), detail=excuse_words(clock) or None),
        )
        for clock in clocks
    ]
    return TableView.of(caption, ("Duty", "Of", "Due", "Standing"), rows, empty="No clock runs.")


_REQUEST_OUTCOMES = {"A": "Not decided yet", "Y": "Assess", "N": "Not assess", "W": "Withdrawn"}
_ASSESSMENT_OUTCOMES = {
    "A": "Not decided yet", "Y": "Issue a plan", "N": "Not issue a plan", "W": "Ended before",
}  # fmt: skip


def _decided(words: str, on: date | None) -> str:
    return words if on is None else f"{words}, {day(on)}"


def _request_section(
    request: Request, clocks: Sequence[Clock], other: Sequence[SummaryRow], writes: bool
) -> Section:
    of = f"request of {day(request.received_on)}"
    source = RequestSource(request.source).label if request.source else _NOT_KNOWN
    stage = (
        stage_of(request).label if request.closed_on is None else f"Closed {day(request.closed_on)}"
    )
    facts = [
        SummaryRow.of("Stage", stage),
        SummaryRow.of("Source", source),
        SummaryRow.of(
            "Decision on assessing",
            _decided(_REQUEST_OUTCOMES[request.outcome], request.outcome_on),
        ),
        SummaryRow.of("Officer", Cell(request.officer.name, detail=request.team.name)),
    ]
    facts[2:2] = _asking_rows(request)
    facts[:0] = other
    tables = []
    if hasattr(request, "assessment"):
        assessment = request.assessment
        words = _decided(_ASSESSMENT_OUTCOMES[assessment.outcome], assessment.outcome_on)
        facts.insert(-1, SummaryRow.of("Decision on a plan", words))
        tables.append(_advice_table(assessment.advice.all(), of))
    if request.exceptions.all():
        tables.append(_exception_table(request.exceptions.all(), of))
    return Section(
        heading=of[0].upper() + of[1:],
        facts=tuple(facts),
        **_clocks(clocks, of),
        tables=tuple(tables),
        steps=open_links(request) if writes else (),
    )


def _asking_rows(request: Request) -> list[SummaryRow]:
    """Who asked, what they said, and whom it was acknowledged to, where that is known."""
    rows = []
    if hasattr(request, "requester"):
        asked = request.requester
        who = asked.relationship or asked.get_asker_display()
        reach = ", ".join(filter(None, [asked.email, asked.phone]))
        detail = f"{who}. {asked.get_channel_display()}. {reach}".strip()
        rows = [
            SummaryRow.of("Asked by", Cell(asked.name, detail=detail)),
            SummaryRow.of("What is sought", asked.sought),
            SummaryRow.of("Concerns", asked.concerns),
            SummaryRow.of("Evidence sent in", "; ".join(asked.evidence.splitlines()) or "None"),
        ]
    sent = [f"{letter.recipient}, {day(letter.dated)}" for letter in request.letters.all()]
    return rows + ([SummaryRow.of("Acknowledged to", "; ".join(sent))] if sent else [])


def _advice_table(advice: Iterable[AdviceRequest], of: str) -> TableView:
    rows = [
        (
            Adviser(each.adviser).label,
            each.requested_on,
            each.received_on or "Not yet",
        )
        for each in advice
    ]
    return TableView.of(
        f"Advice: {of}", ("From", "Asked", "Received"), rows, empty="No advice asked for yet."
    )


def _exception_table(exceptions: Iterable[ExceptionRecord], of: str) -> TableView:
    rows = [
        (
            f"({each.ground})",
            f"{short_day(each.starts_on)} to {short_day(each.ends_on)}",
            each.affects,
            each.evidence,
            each.family_told_on or "Not recorded",
        )
        for each in exceptions
    ]
    columns = ("Ground", "Period", "Affects", "Evidence", "Family told")
    return TableView.of(f"Exceptions to the time limits (reg 10(4)): {of}", columns, rows)


def kept_words(kept: Hold) -> str:
    """How long a plan that is to cease stays in force."""
    if kept.until is None:
        return "Until the appeal ends"
    return f"Until {day(kept.until)}, {'the end of the appeal' if kept.appealed else 'the time to appeal'}"


def _plan_section(
    plan: Plan, clocks: Sequence[Clock], kept: Hold | None, other: Sequence[SummaryRow]
) -> Section:
    of = f"plan of {day(plan.starts_on)}"
    needs = [SenType(need.sen_type).label for need in plan.needs.all()]
    standing = "Maintained"
    if plan.ceased_on is not None:
        standing = f"Ceased {day(plan.ceased_on)}: {CeaseReason(plan.cease_reason).label}"
    facts = [
        *other,
        SummaryRow.of("Standing", standing),
        SummaryRow.of("First made", plan.starts_on),
        SummaryRow.of("Needs, primary first", "; ".join(needs) or _NOT_KNOWN),
        SummaryRow.of("Officer", Cell(plan.officer.name, detail=plan.team.name)),
    ]
    if kept is not None and plan.ceased_on is None:
        facts.insert(1 + len(other), SummaryRow.of("Stays in force", kept_words(kept)))
    if plan.moved_in_from:
        facts.insert(
            2 + len(other),
            SummaryRow.of("Moved in", f"{day(plan.held_from)}, from {plan.moved_in_from}"),
        )
    return Section(
        heading=of[0].upper() + of[1:],
        facts=tuple(facts),
        **_clocks(clocks, of),
        tables=(_placement_table(plan.placements.all(), of), _review_table(plan, of)),
    )


def place_words(placement: Placement) -> str:
    """Where a placement is: the setting's name, or what the return's code stands for."""
    if placement.setting is None:
        return SenSetting(placement.sen_setting).label
    within = " (SEN unit)" if placement.in_sen_unit else ""
    return f"{placement.setting.name}{within}"


def _placement_table(placements: Iterable[Placement], of: str) -> TableView:
    rows = [
        (place_words(each), each.entry_on, each.leaving_on or "Still there") for each in placements
    ]
    return TableView.of(
        f"Placements: {of}", ("Where", "From", "Until"), rows, empty="No placement recorded."
    )


_REVIEW_DECISIONS = {"M": "Maintain", "A": "Amend", "C": "Cease", "": "Not decided yet"}


def _review_table(plan: Plan, of: str) -> TableView:
    rows = [
        (
            each.meeting_on,
            each.report_on or "Not yet",
            _decided(_REVIEW_DECISIONS[each.decision], each.decision_on),
            each.final_on or "",
        )
        for each in sorted(plan.reviews.all(), key=lambda review: review.meeting_on, reverse=True)
    ]
    columns = ("Meeting", "Report", "Decision", "Final plan")
    return TableView.of(f"Reviews: {of}", columns, rows, empty="No review recorded.")


def timeline(events: Iterable[CaseEvent]) -> tuple[Moment, ...]:
    """What happened, the newest first; what was recorded later than it happened says so."""
    return tuple(_moment(event) for event in events)


def _moment(event: CaseEvent) -> Moment:
    words = EVENT_WORDS[EventKind(event.kind)]
    recorded = timezone.localtime(event.recorded_at).date()
    late = (recorded - event.happened_on).days
    detail = ref_words(event.ref) or None
    by = f"Recorded by {event.recorded_by.name}"
    if late > 0:
        by = f"{by} on {day(recorded)}, {plural(late, 'day')} later"
    tag = Tag("Recorded in error") if hasattr(event, "correction") else None
    return Moment(event.happened_on, words[0].upper() + words[1:], detail, by, tag)


def looks_table(looks: Iterable[AuditEvent]) -> TableView:
    """Who has looked at or changed the record."""
    rows = [
        (
            f"{timezone.localtime(look.at):%-d %b %Y, %H:%M}",
            Cell(look.by.name, detail=look.by.get_role_display()),
            look.get_kind_display(),
            audit_words.in_words(look.action),
        )
        for look in looks
    ]
    return TableView.of("Who has looked and who has changed", ("When", "Who", "Did", "What"), rows)
