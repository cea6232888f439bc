"""The arithmetic of an audit: from the grade of each criterion to the grade of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rightplace.casework.models.quality import Grade

# The least weighted mean that earns each grade, in hundredths so that nothing is rounded away.
_LEAST = (
    (Grade.OUTSTANDING, Decimal("3.50")),
    (Grade.GOOD, Decimal("2.50")),
    (Grade.REQUIRES_IMPROVEMENT, Decimal("1.50")),
)
_HEAVIEST = 5


@dataclass(frozen=True, slots=True)
class Graded:
    """A criterion's weight, and its grade; None where it does not apply."""

    weight: int
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How a grade comes about: points of weights, their mean, and whether something held it down."""

    points: int
    weights: int
    mean: Decimal
    by_mean: Grade
    held_down: bool

    @property
    def grade(self) -> Grade:
        """The grade of the plan."""
        return min(self.by_mean, Grade.REQUIRES_IMPROVEMENT) if self.held_down else self.by_mean


class NothingGraded(ValueError):
    """No criterion applies, so there is no grade."""


def arithmetic(graded: Sequence[Graded]) -> Arithmetic:
    """The weighted mean, its grade, and the rule that an inadequate heaviest criterion holds it down.

    Raises NothingGraded where no criterion has a grade.
    """
    known = [(each.weight, each.grade) for each in graded if each.grade is not None]
    if not known:
        raise NothingGraded("No criterion applies.")
    points = sum(weight * grade for weight, grade in known)
    weights = sum(weight for weight, _ in known)
    mean = (Decimal(points) / weights).quantize(Decimal("0.01"), ROUND_HALF_UP)
    exact = Decimal(points) / weights
    by_mean = next((grade for grade, least in _LEAST if exact >= least), Grade.INADEQUATE)
    held = any(w == _HEAVIEST and g is Grade.INADEQUATE for w, g in known)
    return Arithmetic(points, weights, mean, by_mean, held and by_mean > Grade.REQUIRES_IMPROVEMENT)
