"""The steps of a review."""

from datetime import date

from rightplace.casework.actions import reviews
from rightplace.county.casefile import CaseFile
from rightplace.county.deeds.desk import By, Rows


def meet(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """A review meeting is held."""
    file.review = reviews.hold_review_meeting(file.plan, on=on, **by)


def report(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The report of the meeting comes."""
    reviews.receive_review_report(file.review, on=on, **by)


def decide(file: CaseFile, on: date, rows: Rows, by: By, decision: str) -> None:
    """The review is decided."""
    reviews.decide_review(file.review, decision=decision, on=on, **by)


def give_notice(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The proposed amendments go to the family."""
    reviews.send_amendment_notice(file.review, on=on, **by)


def amend(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The amended plan is issued."""
    reviews.issue_amended_plan(file.review, on=on, **by)
