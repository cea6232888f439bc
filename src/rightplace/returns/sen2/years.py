"""The collections: survey day, deadline and the calendar year whose events each one counts."""

from dataclasses import dataclass
from datetime import date

from rightplace.returns.sen2.fields import LAST_YEAR


@dataclass(frozen=True, slots=True)
class Collection:
    """One year's collection. `layout` is the year whose items and codes it uses."""

    year: int
    survey_day: date
    deadline: date | None
    layout: int
    doubt: str = ""

    @property
    def period(self) -> tuple[date, date]:
        """First and last day that requests, assessments and new and ended plans count for."""
        return date(self.year - 1, 1, 1), date(self.year - 1, 12, 31)


_COLLECTIONS = (
    Collection(2023, date(2023, 1, 19), None, 2023, "no source for the deadline was found"),
    Collection(2024, date(2024, 1, 18), date(2024, 3, 14), 2024),
    Collection(2025, date(2025, 1, 16), date(2025, 3, 14), 2025),
    Collection(2026, date(2026, 1, 15), date(2026, 3, 12), 2026),
    Collection(
        2027,
        date(2027, 1, 21),
        date(2027, 3, 11),
        LAST_YEAR,
        "no source for the 2027 layout was found; the 2026 one stands in",
    ),
)
COLLECTIONS = {collection.year: collection for collection in _COLLECTIONS}
