"""One invented child's years in care, whatever return they fall in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from rightplace.county.looked_after.weights import ETHNICITIES, KINDS, NEEDS

_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of time with one legal status in one placement; `began` and `ceased` are known to the end."""

    began: date
    reason: str
    status: str
    place: str
    provider: str | None
    postcode: str | None
    urn: str | None
    ceased: date | None = None
    ended_by: str | None = None
    change: str | None = None


@dataclass(slots=True)
class Life:
    """A child. Of what lies in the future of a return nothing is told there."""

    number: str
    kind: str
    sex: str
    born: date
    ethnicity: str
    upn: str
    need: str
    home_postcode: str
    draws: Random
    episodes: list[Episode] = field(default_factory=list)
    decided: date | None = None
    reversed: date | None = None
    matched: date | None = None
    mothers_child: date | None = None

    @property
    def began(self) -> date:
        """When the child started to be looked after."""
        return self.episodes[0].began

    @property
    def left(self) -> date | None:
        """When the child ceased to be; None while it lasts."""
        return self.episodes[-1].ceased

    def birthday(self, age: int) -> date:
        """The day of that birthday."""
        try:
            return self.born.replace(year=self.born.year + age)
        except ValueError:
            return date(self.born.year + age, 2, 28)


def postcode(draws: Random) -> str:
    """A postcode of the invented county."""
    outward = f"LE{draws.randint(1, 19)}"
    letters = draws.choice(_LETTERS) + draws.choice(_LETTERS)
    return f"{outward} {draws.randint(1, 9)}{letters}"


def drawn(draws: Random, weights: dict[str, float] | dict[str, int]) -> str:
    """One of the names, as often as its weight says."""
    return draws.choices(list(weights), list(weights.values()))[0]


def born(number: int, year: int, draws: Random) -> Life:
    """A child of a drawn kind, of an age at which the child can be in the return of that year."""
    kind = drawn(draws, KINDS)
    sex = "M" if draws.random() < 0.56 else "F"
    return Life(
        number=str(900_000 + number),
        kind=kind,
        sex=sex,
        born=_birth(kind, year, draws),
        ethnicity=drawn(draws, ETHNICITIES),
        upn=f"{draws.choice('ABCDEFGHJKLMN')}{number:012d}",
        need="N8" if kind == "uasc" else "N2" if kind == "short break" else drawn(draws, NEEDS),
        home_postcode=postcode(draws),
        draws=draws,
    )


_AGES: dict[str, Sequence[float]] = {
    "ordinary": (0.3, 17.4),
    "adoption": (0.8, 4.5),
    "uasc": (15.6, 17.6),
    "short break": (5, 16.5),
    "leaver": (19.05, 21.9),
}


def _birth(kind: str, year: int, draws: Random) -> date:
    """A birthday that gives the kind its age at the middle of the year."""
    youngest, oldest = _AGES[kind]
    days = draws.uniform(youngest, oldest) * 365.25
    return date(year - 1, 10, 1) - timedelta(days=int(days))
