"""An edited Word copy of the report held against the register: every number that no longer follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from rightplace.papers.quarter.paper import Paper

_NUMBER = re.compile(r"[-\u2212+]?\d[\d,]*(?:\.\d+)?%?")
_HEAD = "The head of the paper"
_TEXT, _DELETED, _TAB = qn("w:t"), qn("w:del"), qn("w:tab")


class CannotRead(Exception):
    """The file is no report of ours; the text says why and what to do."""


class Trouble(Enum):
    """What is wrong with a number, and how to mend it."""

    CHANGED = ("is not what the register says", "Put back {wanted}, or publish a correction.")
    UNKNOWN = (
        "does not come from the register",
        "Take it out, or say in the text where it is from.",
    )
    LOOSE = (
        "agrees with the register and is no longer bound to it",
        "It is right today. Draft the report again if the figures change.",
    )
    GONE = ("was in the draft and is no longer in the text", "Nothing, if that is meant.")

    @property
    def is_wrong(self) -> bool:
        """Whether text and register disagree."""
        return self in (Trouble.CHANGED, Trouble.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Finding:
    """One number or bound text: where it stands, what it says, and what the register says."""

    trouble: Trouble
    where: str
    says: str
    wanted: str = ""
    bound: str = ""

    def __str__(self) -> str:
        what, mend = self.trouble.value
        named = f" ({self.bound})" if self.bound else ""
        return (
            f"{self.where}: “{self.says}”{named} {what}. {mend.format(wanted=f'“{self.wanted}”')}"
        )


def mark_of(content: bytes) -> str:
    """From which figures a report was drafted: "Q3 2022/23|january-2023". CannotRead where it is not said."""
    mark = _open(content).core_properties.identifier or ""
    if "|" not in mark:
        raise CannotRead(
            "The file does not say from which figures it was drafted. Check a copy that was made with"
            " “rightplace paper quarter”."
        )
    return mark


def _open(content: bytes) -> WordDocument:
    try:
        return Document(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise CannotRead("This is not a Word file (.docx), or it is damaged.") from error


def check(content: bytes, paper: Paper) -> list[Finding]:
    """Hold an edited file against the report as the register gives it now."""
    wanted, known = paper.bound(), _numbers_of_fixed_text(paper)
    values = {number: name for name, text in wanted.items() for number in _NUMBER.findall(text)}
    found: list[Finding] = []
    seen: set[str] = set()
    for where, pieces in _paragraphs(_open(content)):
        for bound, text in pieces:
            if bound in wanted:
                seen.add(bound)
                if text.strip() != wanted[bound].strip():
                    found.append(Finding(Trouble.CHANGED, where, text, wanted[bound], bound))
            elif not where.startswith(_HEAD):  # the day of the meeting is the writer's own
                found += _loose(where, text, known, values)
    gone = [name for name in wanted if name not in seen]
    return found + [Finding(Trouble.GONE, "The text", wanted[n], bound=n) for n in gone]


def _loose(where: str, text: str, known: frozenset[str], values: dict[str, str]) -> list[Finding]:
    found = []
    for number in _NUMBER.findall(text):
        if number in known:
            continue
        trouble = Trouble.LOOSE if number in values else Trouble.UNKNOWN
        found.append(Finding(trouble, where, number, bound=values.get(number, "")))
    return found


def _numbers_of_fixed_text(paper: Paper) -> frozenset[str]:
    """The numbers of the draft's own words: years of acts, days, and the like."""
    head = (paper.council, paper.committee, paper.dated, paper.title, paper.report_of)
    texts = [*head, *(run.text for run in paper.runs() if not run.bound)]
    return frozenset(number for text in texts for number in _NUMBER.findall(text))


Pieces = list[tuple[str, str]]


def _paragraphs(document: WordDocument) -> Iterator[tuple[str, Pieces]]:
    """Where each paragraph stands, and its pieces: what they are bound to ("" for none), and their text."""
    heading = _HEAD
    for number, paragraph in enumerate(document.element.body.iter(qn("w:p")), start=1):
        pieces = _pieces(paragraph)
        text = "".join(piece for _, piece in pieces)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val"), "").startswith("Heading"):
            heading = text
        ours = re.match(r"(\d+)\.\t", text)
        where = (
            f"{heading}, paragraph {ours[1]}" if ours else f"{heading}, line {number} of the file"
        )
        if ours and pieces and not pieces[0][0]:
            pieces[0] = ("", pieces[0][1][ours.end() :])
        yield where, pieces


def _pieces(paragraph: object) -> Pieces:
    """Runs with the same binding are one piece: Word splits what is edited."""
    found: Pieces = []
    for element in paragraph.iter(_TEXT, _TAB):  # type: ignore[attr-defined]
        if any(True for _ in element.iterancestors(_DELETED)):
            continue
        text = "\t" if element.tag == _TAB else element.text or ""
        bound = _binding(element)
        if found and found[-1][0] == bound:
            found[-1] = (bound, found[-1][1] + text)
        else:
            found.append((bound, text))
    return found


def _binding(element: object) -> str:
    for control in element.iterancestors(qn("w:sdt")):  # type: ignore[attr-defined]
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None:
            return str(tag.get(qn("w:val"), ""))
    return ""
