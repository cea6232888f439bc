"""Closed code lists that the record and the return share, each code with its label.

The codes are those of the SEN2 person-level return. Which year takes which code is the return's
business; letters that no source gives (work-based learning, direct payments) are not listed.
"""

from enum import StrEnum
from typing import Self

_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class Code(StrEnum):
    """A code that knows its label: `SenType("HI").label`."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Sex(Code):
    """The code set from 2024 on."""

    MALE = "M", "Male"
    FEMALE = "F", "Female"


class RequestSource(Code):
    """Who asked for the assessment."""

    FAMILY = "1", "Parent or young person"
    SETTING = "2", "School or other education setting"
    HEALTH = "3", "Health professional"
    SOCIAL_CARE = "4", "Social care professional"
    OTHER = "5", "Other"


class CeaseReason(Code):
    """Why a plan came to an end."""

    MAXIMUM_AGE = "1", "Reached the maximum age for a plan"
    NEEDS_MET = "2", "Needs met without a plan"
    HIGHER_EDUCATION = "3", "Moved to higher education"
    EMPLOYMENT = "4", "Moved to paid employment other than an apprenticeship"
    OTHER_AUTHORITY = "5", "Transferred to another English authority"
    LEFT_EDUCATION = "6", "No longer wishes to take part in education or training"
    LEFT_ENGLAND = "7", "Moved outside England"
    DIED = "8", "Died"
    OTHER = "9", "Other"


class SenType(Code):
    """The type of need."""

    SPLD = "SPLD", "Specific learning difficulty"
    MLD = "MLD", "Moderate learning difficulty"
    SLD = "SLD", "Severe learning difficulty"
    PMLD = "PMLD", "Profound and multiple learning difficulty"
    SEMH = "SEMH", "Social, emotional and mental health"
    SLCN = "SLCN", "Speech, language and communication needs"
    HI = "HI", "Hearing impairment"
    VI = "VI", "Vision impairment"
    MSI = "MSI", "Multi-sensory impairment"
    PD = "PD", "Physical disability"
    ASD = "ASD", "Autistic spectrum disorder"
    DS = "DS", "Down syndrome"
    OTH = "OTH", "Other difficulty"


class SenSetting(Code):
    """Where a child is taught who is at no setting with a URN or UKPRN."""

    OLA = "OLA", "Arranged by the authority outside a school (CFA 2014 s61)"
    OPA = "OPA", "Other arrangements by the family (CFA 2014 s42(5))"
    EHE = "EHE", "Elective home education"
    EYP = "EYP", "Early years provider without a URN"
    OTH = "OTH", "Other"
    NEET = "NEET", "Aged 16 to 25 and not in education, employment or training"
    NIEC = "NIEC", "Not in education or training: notice to cease issued"
    NIEO = "NIEO", "Not in education or training: other"


class Ethnicity(Code):
    """The 20 main categories."""

    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WROM = "WROM", "Gypsy or Roma"
    WOTH = "WOTH", "Any other White background"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other Mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    CHNE = "CHNE", "Chinese"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Black Caribbean"
    BAFR = "BAFR", "Black African"
    BOTH = "BOTH", "Any other Black background"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "Refused"
    NOBT = "NOBT", "Not yet obtained"


class Residential(Code):
    """How much of the year a residential placement covers; blank means not residential."""

    WEEKS_38_TO_51 = "A", "38 to 51 weeks a year"
    WEEKS_52 = "B", "52 weeks a year"


class ReviewOutcome(Code):
    """What a review decided."""

    MAINTAIN = "M", "Keep the plan as it is"
    AMEND = "A", "Amend the plan"
    CEASE = "C", "Cease the plan"


class UpnUnknown(Code):
    """Why a person has neither a UPN nor a ULN."""

    UN1 = "UN1", "Under 6 with no UPN yet"
    UN2 = "UN2", "Never at a state-funded school in England"
    UN3 = "UN3", "Educated outside England"
    UN5 = "UN5", "Sources disagree on the person's identity"
    UN8 = "UN8", "New to the authority"
    UN9 = "UN9", "Young person never at a state-funded setting in England"
    UN10 = "UN10", "Request ended before an identifier was known"


class Adviser(Code):
    """Whose advice is sought for an assessment (SEND Regs 2014 reg 6(1)); our own codes."""

    FAMILY = "family", "Parent or young person"
    SETTING = "setting", "School or other education setting"
    HEALTH = "health", "Health care professional"
    PSYCHOLOGIST = "psychologist", "Educational psychologist"
    SOCIAL_CARE = "social_care", "Social care"
    SENSORY = "sensory", "Teacher of children with sensory impairment"
    ADULTHOOD = "adulthood", "Preparation for adulthood (from Year 9)"
    REQUESTED = "requested", "Someone the family reasonably asked for"
    OTHER = "other", "Someone else the authority thinks appropriate"


def upn_check_letter(rest: str) -> str:
    """The first letter of a UPN, from the 12 characters after it (CIN rule 1510).

    Each character's value is multiplied by its place in the UPN, 2 to 13. A temporary UPN ends
    with a letter, which has the value of its place among the check letters.
    """
    total = sum(_value(character) * place for place, character in enumerate(rest, start=2))
    return _CHECK_LETTERS[total % len(_CHECK_LETTERS)]


def valid_upn(upn: str) -> bool:
    """Whether a UPN has the right shape and check letter; the LA number is not looked up."""
    shaped = (
        len(upn) == 13
        and upn.isascii()
        and upn[1:12].isdigit()
        and (upn[12].isdigit() or upn[12] in _CHECK_LETTERS)
    )
    return shaped and upn[0] == upn_check_letter(upn[1:])


def learner_number_check(rest: str) -> str:
    """The last digit of a unique learner number, from the nine before it; "" where no digit fits.

    The digits are weighed from 10 down to 2; the check digit is 10 less the remainder by 11.
    """
    remainder = sum(
        int(digit) * weight for digit, weight in zip(rest, range(10, 1, -1), strict=True)
    )
    remainder %= 11
    return str(10 - remainder) if remainder else ""


def _value(character: str) -> int:
    return int(character) if character.isdigit() else _CHECK_LETTERS.index(character)
