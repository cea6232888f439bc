"""Rules of the record itself: steps that were not done, and data that casework cannot do without.

They look at the snapshot of the record with its whole history, whatever a return asks for, and matter to the
officer who has the case. None is a rule of a return; all codes are this project's own.
"""

from rightplace.facts.quality.record.people import PEOPLE
from rightplace.facts.quality.record.plans import PLANS
from rightplace.facts.quality.record.requests import REQUESTS
from rightplace.facts.quality.record.reviews import REVIEWS
from rightplace.facts.quality.rule import Rule

RULES: tuple[Rule, ...] = (*PEOPLE, *REQUESTS, *PLANS, *REVIEWS)

__all__ = ["RULES"]
