"""What differs from the year before, read off the tables: nothing is said twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from rightplace.returns.ssda903.codes import CODE_SETS
from rightplace.returns.ssda903.fields import MODULES
from rightplace.returns.ssda903.years import FIRST, label


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it is about, and whether it came or went."""

    year: int
    about: str
    came: bool

    def __str__(self) -> str:
        return f"{label(self.year)}: {self.about} {'is new' if self.came else 'is gone'}"


def differences(year: int) -> list[Change]:
    """Tables and codes that this year has and the year before had not, and the other way round."""
    return list(_differences(year)) if year > FIRST else []


def _differences(year: int) -> Iterator[Change]:
    for module in MODULES.values():
        now, before = module.asked_in(year), module.asked_in(year - 1)
        if now != before:
            yield Change(year, f"table {module.file}", now)
    for code_set in CODE_SETS.values():
        for code in code_set.codes:
            now, before = code.in_force(year), code.in_force(year - 1)
            if now != before:
                yield Change(year, f"{code_set.name} code {code.code}", now)
