"""Mediation and appeal (CFA 2014 ss51 to 55; HESC Rules 2008)."""

from rightplace.law.allowances import (
    Months,
    TribunalDays,
    TribunalDaysBefore,
    TribunalMonths,
    WorkingDays,
)
from rightplace.law.duties.duty import Duty, Later, Who
from rightplace.law.events import EventKind as E
from rightplace.law.readings import Readings, in_days

# CFA 2014 s51. Keeping a plan as it is refuses the changes the family may have asked for.
APPEALABLE = (
    E.REFUSED_TO_ASSESS,
    E.DECIDED_NOT_TO_ISSUE,
    E.PLAN_ISSUED,
    E.DECIDED_TO_MAINTAIN,
    E.DECIDED_NOT_TO_AMEND,
    E.PLAN_AMENDED,
    E.PHASE_PLAN_ISSUED,
    E.REFUSED_TO_REASSESS,
    E.REASSESSED_PLAN_ISSUED,
    E.DECIDED_TO_CEASE,
)
_LIST = "the list of decisions in s51"
_APPEAL_OVER = (E.APPEAL_CONCEDED, E.APPEAL_WITHDRAWN, E.TRIBUNAL_ORDER)


def rows(readings: Readings) -> tuple[Duty, ...]:
    """The family's two rights, then mediation, then the appeal."""
    return (*_rights(), *_mediation(readings), *_appeal())


def _rights() -> tuple[Duty, ...]:
    return (
        Duty(
            key="mediation.contact",
            name="the family's time to contact the mediation adviser",
            citation="CFA 2014 s55",
            who=Who.FAMILY,
            starts_on=APPEALABLE,
            met_by=(E.MEDIATION_CONTACTED,),
            ended_by=(E.APPEAL_LODGED,),  # about the setting only: no certificate is needed
            allowance=Months(2),
            unverified=f"the section, and {_LIST}",
        ),
        Duty(
            key="appeal.lodge",
            name="the family's time to appeal",
            citation="HESC Rules 2008 rule 20",
            who=Who.FAMILY,
            starts_on=APPEALABLE,
            met_by=(E.APPEAL_LODGED,),
            ended_by=(),
            allowance=TribunalMonths(2),
            later=Later(
                "the mediation certificate",
                (E.MEDIATION_CERTIFICATE,),
                TribunalMonths(1),
                after=True,
            ),
            unverified=f"{_LIST}, and that a limit ending at a weekend runs to the next day",
        ),
    )


def _mediation(readings: Readings) -> tuple[Duty, ...]:
    return (
        Duty(
            key="mediation.certificate",
            name="the certificate that mediation is not wanted",
            citation="SEND Regs 2014 Part 2 (mediation)",
            who=Who.MEDIATION_ADVISER,
            starts_on=(E.MEDIATION_CONTACTED,),
            met_by=(E.MEDIATION_CERTIFICATE,),
            ended_by=(E.MEDIATION_WANTED,),
            allowance=WorkingDays(3),
            unverified="the regulation",
        ),
        Duty(
            key="mediation.arrange",
            name="the mediation",
            citation="SEND Regs 2014 Part 2 (mediation)",
            who=Who.AUTHORITY,
            starts_on=(E.MEDIATION_WANTED,),
            met_by=(E.MEDIATION_HELD,),
            ended_by=(E.MEDIATION_CERTIFICATE,),
            allowance=in_days(30, readings.mediation),
            unverified="the regulation, and that the days are calendar days",
        ),
    )


def _appeal() -> tuple[Duty, ...]:
    return (
        Duty(
            key="appeal.respond",
            name="the response to the appeal",
            citation="HESC Rules 2008 rule 21",
            who=Who.AUTHORITY,
            starts_on=(E.APPEAL_NOTIFIED,),
            met_by=(E.APPEAL_RESPONSE,),
            ended_by=_APPEAL_OVER,
            allowance=TribunalDays(30),
            per_ref=True,
            unverified="the rule",
        ),
        Duty(
            key="appeal.bundle",
            name="the hearing bundle",
            citation="the tribunal's directions",
            who=Who.AUTHORITY,
            starts_on=(E.APPEAL_HEARING,),
            met_by=(E.APPEAL_BUNDLE_SENT,),
            ended_by=(E.APPEAL_HEARING, *_APPEAL_OVER),
            allowance=TribunalDaysBefore(10),
            planned=True,
            per_ref=True,
            unverified="the source, and that the days are tribunal days",
        ),
    )
