"""Where a request stands, and how old it is against 6, 16 and 20 weeks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from rightplace.casework.models import Request


class Stage(StrEnum):
    """What the authority is doing with an open request."""

    DECIDING = "deciding"
    ASSESSING = "assessing"
    ISSUING = "issuing"

    @property
    def label(self) -> str:
        """The stage in words."""
        return _LABELS[self]

    @property
    def rows(self) -> Q:
        """The open requests at this stage."""
        return _ROWS[self]


_LABELS = {
    Stage.DECIDING: "Deciding whether to assess",
    Stage.ASSESSING: "Assessing",
    Stage.ISSUING: "Plan agreed, not yet issued",
}
_ROWS = {
    Stage.DECIDING: Q(assessment__isnull=True),
    Stage.ASSESSING: Q(assessment__isnull=False, assessment__agreed_on__isnull=True),
    Stage.ISSUING: Q(assessment__agreed_on__isnull=False),
}


def stage_of(request: Request) -> Stage:
    """The stage of an open request."""
    if not hasattr(request, "assessment"):
        return Stage.DECIDING
    return Stage.ISSUING if request.assessment.agreed_on else Stage.ASSESSING


@dataclass(frozen=True, slots=True)
class AgeBand:
    """A band of whole weeks since the request: more than `over`, and up to `upto` of them."""

    label: str
    over: int
    upto: int | None

    def holds(self, days: int) -> bool:
        """Whether a request of that many days is in the band; the limit day itself is in time."""
        return days > 7 * self.over and (self.upto is None or days <= 7 * self.upto)


AGE_BANDS = (
    AgeBand("Up to 6 weeks", -1, 6),
    AgeBand("Over 6 to 16 weeks", 6, 16),
    AgeBand("Over 16 to 20 weeks", 16, 20),
    AgeBand("Over 20 to 52 weeks", 20, 52),
    AgeBand("Over 52 weeks", 52, None),
)


def band_of(received_on: date, *, as_of: date) -> AgeBand:
    """The band of a request received on a day."""
    days = (as_of - received_on).days
    return next(band for band in AGE_BANDS if band.holds(days))
