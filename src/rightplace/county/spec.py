"""Which county to invent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from rightplace.county.names import SHIRE_STEMS

FIRST_YEAR = 2018
AUTHORITIES = 153
FIRST_INVENTED_CODE = 501
_IDENTIFIERS_EACH = 640
"""How many URNs and UKPRNs each authority may use before it meets its neighbour's."""


@dataclass(frozen=True, slots=True)
class CountySpec:
    """One county. The same spec gives the same rows, to the last minute.

    `plans` is how many plans are maintained on the last survey day up to `until`, the day on
    which the record stands. The record starts on `since`, a 1 January. `mistakes` puts in the entries that
    `mistakes.MISTAKES` tells of, for the rules to find; without them the return has no error.
    """

    name: str = "Marlshire"
    la_code: str = "990"
    seed: int = 1
    plans: int = 6201
    until: date = date(2023, 1, 31)
    since: date = date(FIRST_YEAR, 1, 1)
    first_identifier: int = 1
    mistakes: bool = True

    def __post_init__(self) -> None:
        """Refuse what cannot be played."""
        if self.plans < 1:
            raise ValueError(f"a county has at least one plan, not {self.plans}")
        if (self.since.month, self.since.day) != (1, 1) or self.since.year < FIRST_YEAR:
            raise ValueError(
                f"the record starts on a 1 January from {FIRST_YEAR}, not {self.since}"
            )
        if self.until.year < self.since.year + 1:
            raise ValueError(f"{self.until} is less than a year after {self.since}")

    def stream(self, topic: str) -> Random:
        """The random draws of one topic: a draw more in one leaves the others as they were."""
        return Random(f"{self.seed}/{self.la_code}/{topic}")  # noqa: S311 (invents, hides nothing)


def nation(
    seed: int, *, plans: int, until: date, since: date = date(FIRST_YEAR, 1, 1)
) -> Iterator[CountySpec]:
    """153 invented authorities of differing size that together maintain about `plans` plans."""
    draws = Random(f"{seed}/nation")  # noqa: S311 (invents, hides nothing)
    stems = draws.sample(SHIRE_STEMS, AUTHORITIES)
    sizes = [draws.lognormvariate(0.0, 0.6) for _ in stems]
    for number, (stem, size) in enumerate(zip(stems, sizes, strict=True)):
        yield CountySpec(
            name=f"{stem}shire",
            la_code=str(FIRST_INVENTED_CODE + number),
            seed=seed,
            plans=max(1, round(plans * size / sum(sizes))),
            until=until,
            since=since,
            first_identifier=1 + number * _IDENTIFIERS_EACH,
        )
