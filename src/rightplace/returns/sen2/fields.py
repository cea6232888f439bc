"""One item of the SEN2 return: how each layout spells it, when it is asked, what is not certain."""

from dataclasses import dataclass
from enum import StrEnum

FIRST_YEAR = 2023
LAST_YEAR = 2026
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))


class Need(StrEnum):
    """How far an item is asked for."""

    MANDATORY = "mandatory"
    CONDITIONAL = "where it applies"
    EXPECTED = "expected"
    VOLUNTARY = "voluntary"
    ABSENT = "not collected"


@dataclass(frozen=True, slots=True)
class Field:
    """One item. `doubt` says what no source confirms, and is empty where all of it was seen."""

    item: str
    element: str
    column: str
    heading: str
    shape: str
    need: Need
    when: str = ""
    codes: str = ""
    since: int = FIRST_YEAR
    until: int = LAST_YEAR
    voluntary: tuple[int, ...] = ()
    inside: str = ""
    early_home: str = ""
    other_names: tuple[str, ...] = ()
    cbds: str = ""
    doubt: str = ""

    @property
    def csv(self) -> str:
        """The column of the COLLECT export: the element in lower case, in every table seen."""
        return self.element.lower()

    def in_force(self, layout: int) -> bool:
        """Whether the layout of that year has the item."""
        return self.since <= layout <= self.until

    def need_in(self, layout: int) -> Need:
        """What that year asks; the years in `voluntary` are gentler than the rest."""
        if not self.in_force(layout):
            return Need.ABSENT
        return Need.VOLUNTARY if layout in self.voluntary else self.need

    def home(self, layout: int) -> str:
        """The table that carried it that year in COLLECT, where not its own (RES, WBP in 2023)."""
        return self.early_home if layout == FIRST_YEAR else ""
