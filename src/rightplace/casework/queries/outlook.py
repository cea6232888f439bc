"""Which open requests are likely to be late, from what became of those that stood where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from rightplace.casework.models import Assessment, Request
from rightplace.casework.queries.stages import stage_of
from rightplace.casework.ranking import Chance
from rightplace.law.stages import Stage

_LOOKS_BACK = timedelta(days=730)
_LIMIT_DAYS = 140
_ENOUGH = 12
_WIDENINGS = (0, 7, 14)
_Z = 1.645

METHOD = (
    "Compared with the plans issued in the last two years: those that were at the same stage when "
    f"they were as many days old (within two weeks, where fewer than {_ENOUGH} were). The share of "
    "them that took more than 20 weeks is the chance; the range is a 90 per cent interval (Wilson). "
    "No exception is taken into account."
)


@dataclass(frozen=True, slots=True)
class Past:
    """A plan issued: on which day of its request each stage began, and on which it was issued."""

    assessed: int
    agreed: int
    issued: int

    @property
    def late(self) -> bool:
        """Whether it took more than 20 weeks."""
        return self.issued > _LIMIT_DAYS

    def was_at(self, stage: Stage, day: int, within: int) -> bool:
        """Whether it was at a stage when it was about that many days old."""
        begin, end = {
            Stage.DECIDING: (0, self.assessed),
            Stage.ASSESSING: (self.assessed, self.agreed),
            Stage.ISSUING: (self.agreed, self.issued),
        }[stage]
        return begin - within <= day < end + within


def past_plans(*, as_of: date) -> list[Past]:
    """Every plan issued in the two years before a day, from a request made here."""
    rows = Assessment.objects.filter(
        plan__starts_on__gt=as_of - _LOOKS_BACK,
        plan__starts_on__lte=as_of,
        agreed_on__isnull=False,
        request__outcome="Y",
    ).values_list("request__received_on", "request__outcome_on", "agreed_on", "plan__starts_on")
    return [
        Past((assessed - received).days, (agreed - received).days, (issued - received).days)
        for received, assessed, agreed, issued in rows
    ]


def chance_of(stage: Stage, day: int, past: Sequence[Past]) -> Chance | None:
    """The chance that a request of that stage and age comes late; None where too few were like it."""
    for within in _WIDENINGS:
        alike = [each.late for each in past if each.was_at(stage, day, within)]
        if len(alike) >= _ENOUGH:
            return _chance(sum(alike), len(alike))
    return None


def _chance(late: int, of: int) -> Chance:
    share = late / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    reach = _Z / (1 + _Z**2 / of) * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return Chance(late, of, max(0.0, middle - reach), min(1.0, middle + reach))


def chances(requests: Iterable[Request], *, as_of: date) -> dict[int, Chance]:
    """Key of each open request that is still in time -> its chance of coming late."""
    past = past_plans(as_of=as_of)
    found = {}
    for request in requests:
        age = (as_of - request.received_on).days
        chance = chance_of(stage_of(request), age, past) if age <= _LIMIT_DAYS else None
        if chance is not None:
            found[request.pk] = chance
    return found
