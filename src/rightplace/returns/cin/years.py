"""The collections: which year is meant, the day it is of, and the days that it covers."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2025, 2027


@dataclass(frozen=True, slots=True)
class Collection:
    """One year's census, named by the year it ends in: 2025 is 1 April 2024 to 31 March 2025.

    `changes` says what is different from the year before; `doubt` what no source settles.
    """

    year: int
    changes: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def reference_date(self) -> date:
        """The last day of the census year."""
        return date(self.year, 3, 31)

    @property
    def name(self) -> str:
        """As people write it: 2024/25."""
        return f"{self.year - 1}/{self.year % 100:02}"


_COLLECTIONS = (
    Collection(
        2025,
        (
            "Sex (F, M, U) in place of GenderCurrent",
            "LAchildID at most 20 letters and digits",
            "factors 18A and 19A are queried: 18B, 18C, 19B and 19C say which",
        ),
    ),
    Collection(2026, doubt="no change of items, codes or rules from 2024/25 was found"),
    Collection(
        2027,
        ("a module on pre-proceedings and family group decision making",),
        "the module's meanings of A, B and C for the outcome were not found",
    ),
)
COLLECTIONS = {collection.year: collection for collection in _COLLECTIONS}
YEARS = tuple(COLLECTIONS)


def start_of_year(reference_date: date) -> date:
    """The first day of the census year that ends on that day."""
    return reference_date.replace(year=reference_date.year - 1) + timedelta(days=1)
