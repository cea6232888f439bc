"""Where an open request stands, and how old it is against 6, 16 and 20 weeks."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What the authority is doing with an open request."""

    DECIDING = "deciding"
    ASSESSING = "assessing"
    ISSUING = "issuing"

    @property
    def label(self) -> str:
        """The stage in words."""
        return _LABELS[self]


_LABELS = {
    Stage.DECIDING: "Deciding whether to assess",
    Stage.ASSESSING: "Assessing",
    Stage.ISSUING: "Plan agreed, not issued",
}


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Requests of up to `weeks` weeks (None: of any age) that no band before holds."""

    label: str
    weeks: int | None

    def holds(self, days: int) -> bool:
        """Whether a request of that many days is no older; the limit's own day is in time."""
        return self.weeks is None or days <= 7 * self.weeks


AGE_BANDS = (
    AgeBand("Up to 6 weeks", 6),
    AgeBand("Over 6 to 16 weeks", 16),
    AgeBand("Over 16 to 20 weeks", 20),
    AgeBand("Over 20 to 52 weeks", 52),
    AgeBand("Over 52 weeks", None),
)


def band_of(days: int) -> AgeBand:
    """The band of a request received that many days ago."""
    return next(band for band in AGE_BANDS if band.holds(days))
