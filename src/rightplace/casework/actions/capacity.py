"""Who gives advice here, and when they have time."""

from datetime import date, datetime
from decimal import Decimal

from rightplace.casework.actions.ledger import DATABASE
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import AdviceService, AdviserAbsence, AdviserTime, User


def add_service(service: AdviceService, *, by: User, at: datetime) -> AdviceService:
    """Add the service that gives one kind of advice."""
    with DATABASE.entry("advice_service.add", by=by, at=at, service=service.name) as entry:
        return entry.add(service)


def change_service(
    service: AdviceService, *, version: int, by: User, at: datetime, **fields: object
) -> None:
    """Change who leads a service, when it is reminded, or how long one advice takes."""
    with DATABASE.entry("advice_service.change", by=by, at=at, service=service.name) as entry:
        entry.edit(service, version=version, **fields)


def add_time(
    service: AdviceService,
    *,
    name: str,
    days_a_week: Decimal,
    starts_on: date,
    ends_on: date | None,
    by: User,
    at: datetime,
) -> AdviserTime:
    """Record the days a week that an adviser has for statutory advice."""
    with DATABASE.entry("adviser_time.add", by=by, at=at, service=service.name) as entry:
        return entry.add(
            AdviserTime(
                service=service,
                name=name,
                days_a_week=days_a_week,
                starts_on=starts_on,
                ends_on=ends_on,
            )
        )


def end_time(time: AdviserTime, *, on: date, by: User, at: datetime) -> None:
    """Record the last day on which an adviser has this time."""
    with DATABASE.entry("adviser_time.end", by=by, at=at, name=time.name) as entry:
        entry.lock(time)
        refuse_unless(time.ends_on is None or on < time.ends_on, "It ends earlier already.")
        entry.change(time, ends_on=on)


def add_absence(
    time: AdviserTime, *, starts_on: date, ends_on: date, reason: str, by: User, at: datetime
) -> AdviserAbsence:
    """Record days on which an adviser gives no advice."""
    with DATABASE.entry("adviser_absence.add", by=by, at=at, name=time.name) as entry:
        return entry.add(
            AdviserAbsence(time=time, starts_on=starts_on, ends_on=ends_on, reason=reason)
        )
