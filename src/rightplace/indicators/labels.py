"""The words for codes and groups, as figures show them, in the order they are shown."""

from collections.abc import Iterable

from rightplace.law.stages import AGE_BANDS as CASE_BANDS
from rightplace.law.stages import Stage

NOT_RECORDED = "Not recorded"

# Longest age in complete years -> band: the bands of the published caseload.
AGE_BANDS = {4: "0 to 4", 10: "5 to 10", 15: "11 to 15", 19: "16 to 19", 25: "20 to 25"}
OLDER = "Over 25"

SOURCES = {
    "1": "Young person or parent",
    "2": "School or other setting",
    "3": "Health professional",
    "4": "Social care professional",
    "5": "Other",
}

NEEDS = {
    "ASD": "Autistic spectrum disorder",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "SPLD": "Specific learning difficulty",
    "PD": "Physical disability",
    "PMLD": "Profound and multiple learning difficulty",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "DS": "Down syndrome",
    "OTH": "Other difficulty",
}

MAINSTREAM, SPECIAL, ELSEWHERE = "mainstream", "special", "educated_elsewhere"
EARLY_YEARS, NOT_LOOKED_UP, UNKNOWN = "nm_early_years", "not_looked_up", "unknown"
GROUPS = {
    MAINSTREAM: "Mainstream school",
    SPECIAL: "Special school",
    "ap_pru": "Alternative provision or PRU",
    "further_education": "Further education",
    EARLY_YEARS: "Non-maintained early years",
    ELSEWHERE: "Educated elsewhere",
    NOT_LOOKED_UP: "Setting not looked up",
    UNKNOWN: NOT_RECORDED,
}

# SENsetting, the return's code where there is no URN or UKPRN -> group.
NO_SETTING = {
    **dict.fromkeys(("EHE", "OLA", "OPA", "NEET", "NIEC", "NIEO", "OTH"), ELSEWHERE),
    "EYP": EARLY_YEARS,
}

CEASE_REASONS = {
    "1": "Reached maximum age",
    "2": "Needs met without a plan",
    "3": "Moved to higher education",
    "4": "Moved to employment",
    "5": "Moved to another authority",
    "6": "No longer wishes to take part",
    "7": "Moved outside England",
    "8": "Died",
    "9": "Other",
}

# Longest age in days -> band of an open case, against the 6, 16 and 20 weeks of the regulations.
CASE_AGES = {7 * band.weeks: band.label for band in CASE_BANDS if band.weeks is not None}
OLDEST_CASES = CASE_BANDS[-1].label

_ORDER = [
    *AGE_BANDS.values(), OLDER, *SOURCES.values(), *NEEDS.values(), *GROUPS.values(),
    *CEASE_REASONS.values(), *(stage.label for stage in Stage), *CASE_AGES.values(), OLDEST_CASES,
]  # fmt: skip


def in_order(labels: Iterable[str]) -> list[str]:
    """Labels each once, in the order they are shown in: "Not recorded" comes last."""
    return sorted(set(labels), key=lambda label: (label == NOT_RECORDED, _ORDER.index(label)))
