"""The child's row, the placement that came with a plan, and what schools counted."""

from datetime import date

from rightplace.casework.actions import people
from rightplace.casework.actions.ledger import Ledger
from rightplace.casework.models import Person, Placement, Plan
from rightplace.county.casefile import CaseFile
from rightplace.county.deeds.desk import By, Rows
from rightplace.county.ledger import BulkLedger
from rightplace.county.places import Census


def person_of(file: CaseFile, rows: Rows, by: By) -> Person:
    """The child's row, added where this is the first that the record hears of them."""
    if file.of.person is None:
        child = file.of.child
        file.of.person = people.register_person(
            Person(
                surname=child.surname,
                forename=child.forename,
                birth_date=child.birth,
                sex=child.sex,
                ethnicity=child.ethnicity,
                postcode=child.postcode,
                upn=child.upn,
                unique_learner_number=child.learner_number,
                upn_unknown=child.upn_unknown,
                setting=rows.settings[child.school] if child.school else None,
                primary_need=child.need,
                disability=child.disability,
            ),
            **by,
        )
    return file.of.person


def first_placement(plan: Plan, ledger: Ledger) -> Placement:
    """The placement that was written with a plan: the actions give the plan alone."""
    if isinstance(ledger, BulkLedger):
        return ledger.newest(Placement)
    return plan.placements.get()


def count_pupils(file: None, on: date, rows: Rows, by: By, census: Census) -> None:
    """A school's census comes."""
    people.record_school_count(
        rows.settings[census.school],
        census_date=on,
        pupils=census.pupils,
        sen_support=census.sen_support,
        **by,
    )
