"""The request and the decision whether to assess (CFA 2014 s36; SEND Regs 2014 reg 5)."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Assessment,
    ExceptionRecord,
    Person,
    Request,
    User,
)
from rightplace.law.events import EventKind


def receive_request(
    person: Person,
    *,
    received_on: date,
    source: str,
    officer: User,
    in_youth_accommodation: bool = False,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Request:
    """Record a request for an assessment; its clocks start on `received_on`."""
    with ledger.entry("request.receive", by=by, at=at, person=person) as entry:
        return write_request(
            entry,
            person,
            received_on=received_on,
            source=source,
            officer=officer,
            in_youth_accommodation=in_youth_accommodation,
        )


def write_request(
    entry: Entry,
    person: Person,
    *,
    received_on: date,
    source: str,
    officer: User,
    in_youth_accommodation: bool,
) -> Request:
    """The row and the event of a request, inside the action that records it."""
    request = entry.add(
        Request(
            person=person,
            received_on=received_on,
            source=source,
            in_youth_accommodation=in_youth_accommodation,
            team_id=officer.team_id,
            officer=officer,
        )
    )
    entry.event(EventKind.REQUEST_RECEIVED, received_on, request=request)
    return request


def _undecided(entry: Entry, request: Request) -> None:
    entry.lock(request)
    refuse_unless(
        request.outcome == "A" and request.closed_on is None,
        "Whether to assess has been decided already, or the request has been withdrawn.",
    )


def decide_to_assess(
    request: Request, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> Assessment:
    """Record that the family was told that the child will be assessed."""
    with ledger.entry("request.assess", by=by, at=at, person=request.person) as entry:
        _undecided(entry, request)
        entry.change(request, outcome="Y", outcome_on=on)
        assessment = entry.add(Assessment(request=request))
        entry.event(EventKind.DECIDED_TO_ASSESS, on, request=request)
    return assessment


def assess_after_challenge(
    request: Request, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> Assessment:
    """Assess after all, by order of the Tribunal or by agreement.

    The refusal keeps its outcome and date in the return; the challenge shows on its flags.
    """
    with ledger.entry(
        "request.assess_after_challenge", by=by, at=at, person=request.person
    ) as entry:
        entry.lock(request)
        refuse_unless(
            request.outcome == "N", "Only a refused request is assessed after a challenge."
        )
        entry.change(request, closed_on=None)
        assessment = entry.add(Assessment(request=request))
        entry.event(EventKind.DECIDED_TO_ASSESS, on, request=request)
    return assessment


def refuse_to_assess(
    request: Request, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that the family was told that the child will not be assessed."""
    with ledger.entry("request.refuse", by=by, at=at, person=request.person) as entry:
        _undecided(entry, request)
        entry.change(request, outcome="N", outcome_on=on, closed_on=on)
        entry.event(EventKind.REFUSED_TO_ASSESS, on, request=request)


def withdraw_request(
    request: Request,
    *,
    on: date,
    exported_to: str = "",
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the request or its assessment ended before it was decided."""
    with ledger.entry("request.withdraw", by=by, at=at, person=request.person) as entry:
        entry.lock(request)
        refuse_unless(request.closed_on is None, "The request is closed already.")
        close_as_withdrawn(entry, request, on=on, exported_to=exported_to)


def close_as_withdrawn(entry: Entry, request: Request, *, on: date, exported_to: str = "") -> None:
    """Write the end of a request or an assessment that nobody goes on with."""
    if request.outcome == "A":
        entry.change(request, outcome="W", closed_on=on, exported_to=exported_to)
    else:
        entry.change(request, closed_on=on, exported_to=exported_to)
        entry.change(request.assessment, outcome="W")
    entry.event(EventKind.WITHDRAWN, on, request=request)


def rely_on_exception(
    request: Request,
    *,
    ground: str,
    starts_on: date,
    ends_on: date,
    affects: str,
    evidence: str,
    advice_requested_on: date | None = None,
    family_told_on: date | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> ExceptionRecord:
    """Record an exception to the time limits (reg 10(4)) with its evidence."""
    refuse_unless(bool(evidence.strip()), "Say what the evidence for the exception is.")
    with ledger.entry(
        "request.exception", by=by, at=at, person=request.person, ground=ground
    ) as entry:
        return entry.add(
            ExceptionRecord(
                request=request,
                ground=ground,
                starts_on=starts_on,
                ends_on=ends_on,
                affects=affects,
                evidence=evidence,
                advice_requested_on=advice_requested_on,
                family_told_on=family_told_on,
            )
        )


def allocate_request(
    request: Request, *, officer: User, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Give a request to another officer."""
    with ledger.entry(
        "request.allocate", by=by, at=at, person=request.person, officer=officer.pk
    ) as entry:
        entry.lock(request)
        entry.change(request, officer=officer, team_id=officer.team_id)
