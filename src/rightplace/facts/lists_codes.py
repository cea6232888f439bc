"""The codes that the lists of other services use: those of the statutory returns where there are any."""

from enum import StrEnum
from typing import Self


class ListCode(StrEnum):
    """A code with the words for it."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """A member is its code; `label` is what people read."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class YesNo(ListCode):
    """A flag."""

    NO = "0", "No"
    YES = "1", "Yes"


class Abuse(ListCode):
    """Why there is a child protection plan: CIN census, LatestCategoryOfAbuse."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "More than one category"


class Activity(ListCode):
    """What a care leaver does: SSDA903, ACTIV."""

    HIGHER_FULL = "F1", "Higher education, full time"
    HIGHER_PART = "P1", "Higher education, part time"
    EDUCATION_FULL = "F2", "Other education, full time"
    EDUCATION_PART = "P2", "Other education, part time"
    APPRENTICE_FULL = "F4", "Apprenticeship, full time"
    APPRENTICE_PART = "P4", "Apprenticeship, part time"
    WORK_FULL = "F5", "Training or employment, not an apprenticeship, full time"
    WORK_PART = "P5", "Training or employment, not an apprenticeship, part time"
    ILL = "G4", "Not in education, employment or training: illness or disability"
    OTHER = "G5", "Not in education, employment or training: other"
    PARENT = "G6", "Not in education, employment or training: pregnancy or parenting"
    UNKNOWN = "0", "Not known"


IN_EDUCATION_OR_WORK = tuple(code.value for code in Activity if code.value[0] in "FP")
"""In education, employment or training."""

_HOMES = "BCDEGHKRTUVWYZ"
SUITABLE = tuple(f"{home}1" for home in _HOMES)
"""SSDA903, ACCOM: the letter says where, and 1 that it suits the young person."""
UNSUITABLE = tuple(f"{home}2" for home in (*_HOMES, "S", "X"))
ACCOMMODATION = (*SUITABLE, *UNSUITABLE, "0")


class Phase(ListCode):
    """Which school it is."""

    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all-through", "All-through"
    SPECIAL = "special", "Special"
    ALTERNATIVE = "alternative", "Alternative provision or pupil referral unit"


class Judgement(ListCode):
    """How Ofsted judged the school's overall effectiveness."""

    OUTSTANDING = "1", "Outstanding"
    GOOD = "2", "Good"
    REQUIRES_IMPROVEMENT = "3", "Requires improvement"
    INADEQUATE = "4", "Inadequate"


GOOD = (Judgement.OUTSTANDING.value, Judgement.GOOD.value)


class Stage(ListCode):
    """The end of which stage a pupil was at."""

    FOUNDATION = "EYFS", "Early years foundation stage"
    KEY_STAGE_2 = "KS2", "Key stage 2"
    KEY_STAGE_4 = "KS4", "Key stage 4"


class Sen(ListCode):
    """A pupil's special educational needs: school census, SENProvision."""

    NONE = "N", "No special educational need"
    SUPPORT = "K", "SEN support"
    PLAN = "E", "Education, health and care plan"


class Placement(ListCode):
    """Where a looked-after child lives: SSDA903, PLACE, and the council's kinds of it after a hyphen."""

    INTERNAL_MAINSTREAM = "U6-I", "Fostering: Internal Mainstream"
    INTERNAL_ONE_TO_ONE = "U6-I11", "Fostering: Internal Specialist 1/1"
    INTERNAL_PATHWAY = "U6-IPW", "Fostering: Internal Specialist Pathway"
    INTERNAL_PARENT_AND_CHILD = "U6-IPC", "Fostering: Internal Specialist P+C"
    EXTERNAL_MAINSTREAM = "U6-E", "Fostering: External Mainstream"
    EXTERNAL_UNACCOMPANIED = "U6-EUA", "Fostering: External UASC"
    CONNECTED = "U3", "Connected Foster Carer"
    RESIDENTIAL = "K2", "Residential Care"
    SEMI_INDEPENDENT_INTERNAL = "H5-I", "Semi-Independent Living: Internal"
    SEMI_INDEPENDENT_EXTERNAL = "H5-E", "Semi-Independent Living: External SIL & UASC"
    OTHER = "Z1", "Fostering: other"


STATUTORY_PLACES = (
    *("U1", "U2", "U3", "U4", "U5", "U6", "A3", "A4", "A5", "A6", "K1", "K2", "K3", "H5"),
    *("P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1", "T0", "T1", "T2", "T3", "T4"),
    *("Z1", "Z11", "Z12", "Z13", "Z14"),
)
"""SSDA903, PLACE: what a list that is made from the return holds."""
PLACES = tuple(dict.fromkeys((*(code.value for code in Placement), *STATUTORY_PLACES)))
LEGAL_STATUSES = ("C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3")
"""SSDA903, LS."""
