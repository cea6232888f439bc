"""Which children in need to invent."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True, slots=True)
class NeedSpec:
    """One authority's census year. The same spec gives the same children, to the last day."""

    year: int = 2025
    children: int = 2000
    seed: int = 1
    la_code: str = "990"

    def __post_init__(self) -> None:
        """Refuse what cannot be invented."""
        if self.children < 1:
            raise ValueError(f"a census has at least one child, not {self.children}")

    @property
    def last_day(self) -> date:
        """The day that the census is of."""
        return date(self.year, 3, 31)

    @property
    def first_day(self) -> date:
        """The first day of the census year."""
        return date(self.year - 1, 3, 31) + timedelta(days=1)

    def stream(self, child: int) -> Random:
        """The random draws of one child: a draw more for one leaves the others as they were."""
        return Random(f"{self.seed}/{self.la_code}/{self.year}/{child}")  # noqa: S311 (invents)
