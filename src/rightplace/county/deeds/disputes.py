"""Mediation and appeals."""

from datetime import date

from rightplace.casework.actions import disputes
from rightplace.casework.actions.disputes import Challenge
from rightplace.county.casefile import CaseFile
from rightplace.county.deeds.desk import By, Rows
from rightplace.law.events import AppealKind


def _record(step: Challenge, file: CaseFile, about: AppealKind, on: date, by: By) -> None:
    disputes.record_challenge(step, about=about, request=file.request, plan=file.plan, on=on, **by)


def want_mediation(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The family asks for mediation."""
    _record(Challenge.MEDIATION_WANTED, file, about, on, by)


def mediate(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """Mediation takes place."""
    _record(Challenge.MEDIATION_HELD, file, about, on, by)


def appeal(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The Tribunal registers an appeal."""
    _record(Challenge.APPEAL_LODGED, file, about, on, by)


def hear_order(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The Tribunal makes its order."""
    _record(Challenge.ORDER_MADE, file, about, on, by)


def concede(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The authority will not oppose the appeal."""
    _record(Challenge.APPEAL_CONCEDED, file, about, on, by)


def drop_appeal(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The family withdraws the appeal."""
    _record(Challenge.APPEAL_WITHDRAWN, file, about, on, by)


def amend_after_appeal(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The plan is amended as ordered or conceded."""
    disputes.amend_after_appeal(file.plan, on=on, **by)
