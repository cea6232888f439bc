"""The sections of a plan and the closed lists of its rows (SEND Regs 2014 reg 12)."""

from dataclasses import dataclass

from rightplace.law.codes import Code


class Section(Code):
    """A section of reg 12(1), by its letter."""

    VIEWS = "A", "Views, interests and aspirations"
    NEEDS = "B", "Special educational needs"
    HEALTH_NEEDS = "C", "Health needs related to the special educational needs"
    CARE_NEEDS = "D", "Social care needs related to the special educational needs or a disability"
    OUTCOMES = "E", "Outcomes"
    PROVISION = "F", "Special educational provision"
    HEALTH_PROVISION = "G", "Health care provision"
    CARE_PROVISION = "H1", "Social care provision under the 1970 Act"
    OTHER_CARE = "H2", "Other social care provision"
    PLACEMENT = "I", "Placement"
    BUDGET = "J", "Personal budget"
    ADVICE = "K", "Advice and information"


class Area(Code):
    """An area of need: the four of the Code of Practice (6.28 to 6.35), then health and care."""

    COMMUNICATION = "communication", "Communication and interaction"
    COGNITION = "cognition", "Cognition and learning"
    SEMH = "semh", "Social, emotional and mental health"
    SENSORY = "sensory", "Sensory and physical"
    HEALTH = "health", "Health"
    CARE = "care", "Social care"

    @property
    def section(self) -> Section:
        """Where needs of this area stand."""
        special = {Area.HEALTH: Section.HEALTH_NEEDS, Area.CARE: Section.CARE_NEEDS}
        return special.get(self, Section.NEEDS)


PROVISION_SECTIONS = (
    Section.PROVISION,
    Section.HEALTH_PROVISION,
    Section.CARE_PROVISION,
    Section.OTHER_CARE,
)
"""The sections that a row of provision may stand in."""


class Unit(Code):
    """What an amount of provision counts."""

    MINUTES = "minutes", "minutes"
    HOURS = "hours", "hours"
    DAYS = "days", "days"
    SESSIONS = "sessions", "sessions"
    ITEMS = "items", "items"


class Frequency(Code):
    """How often an amount is provided."""

    DAILY = "daily", "each school day"
    WEEKLY = "weekly", "each week"
    FORTNIGHTLY = "fortnightly", "each fortnight"
    MONTHLY = "monthly", "each month"
    HALF_TERMLY = "half_termly", "each half term"
    TERMLY = "termly", "each term"
    YEARLY = "yearly", "each year"
    ONCE = "once", "once"


class Funding(Code):
    """Who pays for a row of provision."""

    SETTING = "setting", "The setting's own budget"
    TOP_UP = "top_up", "Top-up funding from the high needs block"
    HEALTH = "health", "Health service"
    CARE = "care", "Social care"


class Adulthood(Code):
    """What an outcome prepares for, from Year 9 on (Code 8.9 to 8.12)."""

    EMPLOYMENT = "employment", "Employment and further study"
    INDEPENDENCE = "independence", "Independent living"
    COMMUNITY = "community", "Friends and community"
    HEALTH = "health", "Good health"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of plain text in a section. `may_be_none`: it can be said that there is nothing."""

    slug: str
    section: Section
    label: str
    may_be_none: bool = False


PASSAGES = {
    passage.slug: passage
    for passage in (
        Passage("child", Section.VIEWS, "What the child or young person says"),
        Passage("parents", Section.VIEWS, "What the parents or carers say"),
        Passage("communicating", Section.VIEWS, "How to communicate and involve them in decisions"),
        Passage("history", Section.VIEWS, "History"),
        Passage("strengths", Section.NEEDS, "Strengths"),
        Passage("health-needs", Section.HEALTH_NEEDS, "Health needs in general", True),
        Passage("care-needs", Section.CARE_NEEDS, "Social care needs in general", True),
        Passage("health", Section.HEALTH_PROVISION, "Health provision in general", True),
        Passage("care", Section.CARE_PROVISION, "Provision under the 1970 Act in general", True),
        Passage("other-care", Section.OTHER_CARE, "Other social care in general", True),
        Passage("placement", Section.PLACEMENT, "Name and type of setting"),
        Passage("budget", Section.BUDGET, "Personal budget", True),
        Passage("advice", Section.ADVICE, "Advice and information gathered"),
    )
}
