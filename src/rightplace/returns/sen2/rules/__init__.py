"""The rules of the SEN2 return, as data: this project's own restatement of them.

No source shows the official numbers or the whole of the official list. Each rule says where it is
from, and where it is inferred. What the tables of a snapshot cannot show is in `NOT_HERE`.
"""

from dataclasses import dataclass

from rightplace.facts.quality import Rule
from rightplace.returns.look_ups import LookUp
from rightplace.returns.sen2.rules.active_plans import ACTIVE_PLANS
from rightplace.returns.sen2.rules.assessments import ASSESSMENTS
from rightplace.returns.sen2.rules.census_view import CENSUS_VIEW
from rightplace.returns.sen2.rules.header import HEADER
from rightplace.returns.sen2.rules.identifiers import IDENTIFIERS
from rightplace.returns.sen2.rules.named_plans import NAMED_PLANS
from rightplace.returns.sen2.rules.needs import NEEDS
from rightplace.returns.sen2.rules.person import PERSON
from rightplace.returns.sen2.rules.placements import PLACEMENTS
from rightplace.returns.sen2.rules.places import PLAN_DETAILS, WHERE_PLACED
from rightplace.returns.sen2.rules.requests import REQUESTS


@dataclass(frozen=True, slots=True)
class NotHere:
    """A rule that is not asked of tables, and where its answer is to be found."""

    id: str
    gist: str
    why: str


RULES: tuple[Rule, ...] = (
    *HEADER,
    *PERSON,
    *IDENTIFIERS,
    *REQUESTS,
    *ASSESSMENTS,
    *NAMED_PLANS,
    *PLAN_DETAILS,
    *ACTIVE_PLANS,
    *WHERE_PLACED,
    *PLACEMENTS,
    *NEEDS,
    *CENSUS_VIEW,
)

NOT_HERE = (
    NotHere(
        "LOC-F01",
        "form of dates",
        "the reader says which dates it could not read; tables hold dates",
    ),
    NotHere("LOC-F03", "names of elements", "the reader compares them without case"),
    NotHere(
        "LOC-AP13", "RES and WBP in the table of their year", "the reader moves them and says so"
    ),
    NotHere(
        "MC-542", "as many at a setting as expected", "no source gives the number that is expected"
    ),
)

_PUBLISHED = "the Department's list of local authority codes"
_REGISTER = "the public register of schools (Get Information about Schools)"
LOOK_UPS = (
    LookUp("la_codes", "three-digit numbers of the authorities of today", 3, _PUBLISHED),
    LookUp(
        "upn_la_codes",
        "three-digit numbers that a UPN may hold, with former authorities",
        3,
        f"{_PUBLISHED}, with those that are no more",
    ),
    LookUp("urns", "URNs of the register of schools", 6, _REGISTER),
    LookUp(
        "urns_of_universities",
        "URNs of universities and university technical colleges",
        6,
        _REGISTER,
    ),
    LookUp(
        "urns_out_of_the_ordinary",
        "URNs of online, offshore, overseas and service children's schools",
        6,
        _REGISTER,
    ),
    LookUp(
        "urns_with_sen_unit",
        "URNs of schools with a SEN unit",
        6,
        f"{_REGISTER}, by its column for a SEN unit",
    ),
    LookUp(
        "urns_with_resourced_provision",
        "URNs of schools with resourced provision",
        6,
        f"{_REGISTER}, by its column for resourced provision",
    ),
)
