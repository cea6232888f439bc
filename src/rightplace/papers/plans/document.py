"""A version of a plan as a paper: sections A to K in their order (SEND Regs 2014 reg 12)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rightplace.papers.letters.letter import Block, Grid, Heading, Text, block_data
from rightplace.plan_words.compare import tied_codes
from rightplace.plan_words.sections import PASSAGES, Section
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PlanText,
    ProvisionText,
    RowText,
    Table,
)

NOT_NAMED = "Section I is filled in once you have given your views on this draft."
EMPTY = "Nothing has been written in this section."


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands before the plan. `standing` says which version it is, and of which day."""

    council: str
    child: str
    reference: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    final: bool


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """The plan as it is printed: a cover, then a heading and its blocks for each section."""

    cover: Cover
    sections: tuple[tuple[str, tuple[Block, ...]], ...]

    @property
    def title(self) -> str:
        """What the file is called by whoever reads it aloud."""
        return f"Education, Health and Care plan: {self.cover.child}"

    def as_data(self) -> dict[str, Any]:
        """The paper as JSON can hold it."""
        return {
            "title": self.title,
            "council": self.cover.council,
            "child": self.cover.child,
            "reference": self.cover.reference,
            "standing": self.cover.standing,
            "facts": [list(fact) for fact in self.cover.facts],
            "sections": [
                {"heading": heading, "blocks": [block_data(block) for block in blocks]}
                for heading, blocks in self.sections
            ],
        }


def plan_paper(text: PlanText, cover: Cover) -> PlanPaper:
    """A version with its cover; a section that says nothing says so."""
    return PlanPaper(
        cover,
        tuple(
            (f"Section {section.value}: {section.label}", tuple(_section(text, section, cover)))
            for section in Section
        ),
    )


def _section(text: PlanText, section: Section, cover: Cover) -> list[Block]:
    if section is Section.PLACEMENT and not cover.final:
        return [Text(text.passage("placement").says or NOT_NAMED)]
    blocks = [*_passages(text, section), *_rows(text, section)]
    return blocks or [Text(EMPTY)]


def _passages(text: PlanText, section: Section) -> Iterator[Block]:
    inside = [passage for passage in PASSAGES.values() if passage.section is section]
    for passage in inside:
        said = text.passage(passage.slug).says
        if said:
            if section in (Section.VIEWS, Section.NEEDS):
                yield Heading(passage.label)
            yield from (Text(part) for part in said.splitlines() if part.strip())


def _rows(text: PlanText, section: Section) -> Iterator[Block]:
    for table in Table:
        codes = text.codes(table)
        for row in text.rows(table):
            if row.section is section:
                yield Heading(_title(row, codes[row.key]))
                yield Text(row.text)
                yield from _details(row, text)


def _title(row: RowText, code: str) -> str:
    return f"{code} {row.area.label}" if isinstance(row, NeedText) else code


def _details(row: RowText, text: PlanText) -> Iterator[Block]:
    """What a row says beside its text, as a table of two columns."""
    if isinstance(row, NeedText):
        return
    facts = _outcome(row, text) if isinstance(row, OutcomeText) else _provision(row, text)
    rows = tuple((label, words) for label, words in facts if words)
    if rows:
        yield Grid(("What", "Details"), rows)


def _outcome(row: OutcomeText, text: PlanText) -> Iterable[tuple[str, str]]:
    return (
        ("By when", row.by_when),
        ("Steps towards it", row.steps),
        ("How it is measured", row.measure),
        ("Prepares for", row.adulthood.label if row.adulthood else ""),
        ("Meets needs", tied_codes(row.needs, text.codes(Table.NEEDS))),
    )


def _provision(row: ProvisionText, text: PlanText) -> Iterable[tuple[str, str]]:
    return (
        ("How much and how often", row.how_much),
        ("Who provides it", row.delivered_by),
        ("Qualification or training", row.qualification),
        ("Ratio or group", row.ratio),
        ("Reviewed", row.review),
        ("Works towards outcomes", tied_codes(row.outcomes, text.codes(Table.OUTCOMES))),
    )
