"""Mediation and appeals."""

from datetime import date

from rightplace.casework.actions import disputes
from rightplace.county.casefile import CaseFile
from rightplace.county.deeds.desk import By, Rows
from rightplace.law.events import AppealKind


def want_mediation(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The family asks for mediation."""
    disputes.want_mediation(file.request, about=about, plan=file.plan, on=on, **by)


def mediate(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """Mediation takes place."""
    disputes.hold_mediation(file.request, about=about, plan=file.plan, on=on, **by)


def appeal(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The Tribunal registers an appeal."""
    disputes.lodge_appeal(file.request, about=about, plan=file.plan, on=on, **by)


def hear_order(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The Tribunal makes its order."""
    disputes.record_order(file.request, about=about, plan=file.plan, on=on, **by)


def concede(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The authority will not oppose the appeal."""
    disputes.concede_appeal(file.request, about=about, plan=file.plan, on=on, **by)


def drop_appeal(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The family withdraws the appeal."""
    disputes.withdraw_appeal(file.request, about=about, plan=file.plan, on=on, **by)


def amend_after_appeal(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The plan is amended as ordered or conceded."""
    disputes.amend_after_appeal(file.plan, on=on, **by)
