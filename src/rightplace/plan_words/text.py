"""One version of a plan as frozen data."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from rightplace.plan_words.sections import (
    PASSAGES,
    Adulthood,
    Area,
    Frequency,
    Funding,
    Section,
    Unit,
)


class Table(StrEnum):
    """The three tables of rows."""

    NEEDS = "needs"
    OUTCOMES = "outcomes"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class PassageText:
    """What a passage says, or that there is nothing to say."""

    slug: str
    text: str = ""
    none_identified: bool = False

    @property
    def says(self) -> str:
        """As it is printed."""
        return "None identified." if self.none_identified else self.text


@dataclass(frozen=True, slots=True)
class NeedText:
    """A need; `key` is the same in every version."""

    key: int
    area: Area
    text: str

    @property
    def section(self) -> Section:
        return self.area.section


@dataclass(frozen=True, slots=True)
class OutcomeText:
    """An outcome, tied to the keys of the needs that it answers."""

    key: int
    text: str
    by_when: str = ""
    steps: str = ""
    measure: str = ""
    adulthood: Adulthood | None = None
    needs: tuple[int, ...] = ()

    @property
    def section(self) -> Section:
        return Section.OUTCOMES


@dataclass(frozen=True, slots=True)
class ProvisionText:
    """Provision, tied to the keys of the outcomes that it works towards."""

    key: int
    kind: Section
    text: str
    amount: Decimal | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    duration: str = ""
    delivered_by: str = ""
    qualification: str = ""
    ratio: str = ""
    review: str = ""
    funding: Funding | None = None
    outcomes: tuple[int, ...] = ()

    @property
    def section(self) -> Section:
        return self.kind

    @property
    def how_much(self) -> str:
        """30 minutes each week, for the school year."""
        amount = "" if self.amount is None else f"{self.amount.normalize():f}"
        parts = [amount, self.unit.label if self.unit else "", _label(self.frequency)]
        words = " ".join(filter(None, parts))
        return ", ".join(filter(None, [words, self.duration]))


def _label(code: Frequency | None) -> str:
    return code.label if code else ""


RowText = NeedText | OutcomeText | ProvisionText
TABLE_OF: dict[type[RowText], Table] = {
    NeedText: Table.NEEDS,
    OutcomeText: Table.OUTCOMES,
    ProvisionText: Table.PROVISION,
}


@dataclass(frozen=True, slots=True)
class PlanText:
    """All that a version says; rows in the order in which they are numbered."""

    passages: tuple[PassageText, ...] = ()
    needs: tuple[NeedText, ...] = ()
    outcomes: tuple[OutcomeText, ...] = ()
    provision: tuple[ProvisionText, ...] = ()

    def passage(self, slug: str) -> PassageText:
        """A passage; an empty one where it was not written."""
        return next((each for each in self.passages if each.slug == slug), PassageText(slug))

    def rows(self, table: Table) -> tuple[RowText, ...]:
        """The rows of a table."""
        return getattr(self, table.value)  # type: ignore[no-any-return]

    def all_rows(self) -> Iterable[RowText]:
        """Needs, outcomes, provision."""
        return (*self.needs, *self.outcomes, *self.provision)

    def codes(self, table: Table) -> dict[int, str]:
        """Key of each row -> its number in this version: B1, C1, E2, F3, H1.1."""
        seen: Counter[Section] = Counter()
        found = {}
        for row in self.rows(table):
            seen[row.section] += 1
            dot = "." if row.section[-1].isdigit() else ""
            found[row.key] = f"{row.section.value}{dot}{seen[row.section]}"
        return found

    def with_passage(self, slug: str, text: str) -> "PlanText":
        """The same plan with other words in one passage."""
        rest = tuple(each for each in self.passages if each.slug != slug)
        return replace(self, passages=in_order((*rest, PassageText(slug, text))))


def in_order(passages: Iterable[PassageText]) -> tuple[PassageText, ...]:
    """One of every passage, in the order of the plan; empty where there was none."""
    given = {each.slug: each for each in passages}
    return tuple(given.get(slug, PassageText(slug)) for slug in PASSAGES)
