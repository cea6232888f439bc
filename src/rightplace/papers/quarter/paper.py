"""What a paper for a committee is made of: headings, numbered paragraphs, tables; of runs of text.

A run that is bound came from the register and names where from, so that a copy edited in Word can be
held against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Some text. `bound` says what it is of the register, such as "home-education:latest_value"."""

    text: str
    bound: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 stands under level 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, which has its number in the paper."""

    number: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bullets:
    """Items under the paragraph before."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption, column headings, and a first column that names each row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


Block = Heading | Paragraph | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: what stands at its head, and its blocks. `mark` says which figures it was drafted from."""

    council: str
    committee: str
    dated: str
    title: str
    report_of: str
    mark: str
    blocks: tuple[Block, ...]

    def runs(self) -> Iterator[Run]:
        """Every run, from the first to the last."""
        for block in self.blocks:
            for runs in _runs_of(block):
                yield from runs

    def bound(self) -> dict[str, str]:
        """What each binding says: name -> text."""
        return {run.bound: run.text for run in self.runs() if run.bound}


def _runs_of(block: Block) -> Iterator[Runs]:
    match block:
        case Heading(text):
            yield (Run(text),)
        case Paragraph(_, runs):
            yield runs
        case Bullets(items):
            yield from items
        case Grid(caption, columns, rows):
            yield (Run(caption),)
            yield tuple(Run(column) for column in columns)
            for row in rows:
                yield from row


def plain(runs: Runs) -> str:
    """The text of runs."""
    return "".join(run.text for run in runs)
