"""What a reader has to say about the files: the place and the kind of value, never the value."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from rightplace.returns.sen2.findings import CAP, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Kind(Enum):
    """Each thing that can be found: severity, message, how to mend it."""

    UNREADABLE_FILE = (
        _E,
        "The file cannot be read: {value}",
        "Copy or export it again, as CSV or XML.",
    )
    EMPTY = (_W, "The file is empty", "Leave it out, or export it again.")
    UNKNOWN_TABLE = (
        _W,
        "The file's headings and name match no table of the return; it was left out",
        "Name it after its table, and give it the headings of the specification.",
    )
    NO_TABLE = (
        _W,
        "There is no {field} table",
        "Add it, unless the authority has none to report.",
    )
    NOT_THIS_YEAR = (
        _W,
        "The {field} table is not part of this year's return; it was read all the same",
        "Check the year, or leave it out.",
    )
    SEVERAL_FILES = (
        _N,
        "More than one file holds the {field} table; all were read, their rows are numbered on",
        "Check that none is an older copy.",
    )
    NOT_UTF8 = (
        _N,
        "The text is not UTF-8; it was read as Windows-1252",
        "Export as UTF-8 if you can.",
    )
    GARBLED = (
        _W,
        "Some bytes of the file mean nothing in its encoding; each was replaced by a mark",
        "Export the file again as UTF-8.",
    )
    NO_FIELD = (
        _W,
        "There is no {field} column",
        "Add it: without it the item is blank in every row.",
    )
    UNKNOWN_FIELD = (
        _N,
        "Column {field} is no item of this table; it was left out",
        "Check the spelling, or leave it out of the export.",
    )
    TWICE = (
        _W,
        "Column {field} is there twice; the first value that is filled was taken",
        "Leave one of them out.",
    )
    RAGGED = (
        _W,
        "The row has {value} cells than there are headings",
        "Look for a stray comma or quotation mark.",
    )
    UNREADABLE = (
        _E,
        "The row could not be read and was left out",
        "Look for a missing quotation mark before it.",
    )
    DATE = (
        _E,
        "{field} holds {value}, not a date; it was left blank",
        "Write dates as dd/mm/yyyy, for example 31/03/2025.",
    )
    SERIAL = (
        _N,
        "{field} holds a spreadsheet's day number; it was read as a date",
        "Format the column as a date before you export.",
    )
    SHORT_YEAR = (
        _W,
        "{field} gives the year in two digits; the century was guessed",
        "Write the year in four digits.",
    )
    ROUNDED = (
        _E,
        "{field} holds a number that a spreadsheet shortened (such as 1.23E+12)",
        "Format the column as text, and export again from the source.",
    )
    TOO_LONG = (
        _E,
        "{field} is longer than 1,000 characters; it was cut there",
        "Look for a missing quotation mark or closing tag.",
    )
    NOT_WELL_FORMED = (
        _E,
        "The XML is broken here",
        "Mend the file or export it again. What follows may have been misread.",
    )
    UNKNOWN_ELEMENT = (
        _W,
        "Element {field} is not known; it was left out",
        "Check the spelling, or ask the supplier.",
    )

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say. `line` is the row as a spreadsheet counts (headings are row 1), in XML the line.

    `value_kind` describes what stood there ("text", "a number"); the value itself is never kept.
    """

    kind: Kind
    file: str
    table: str = ""
    line: int | None = None
    field: str = ""
    value_kind: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.kind.severity

    @property
    def message(self) -> str:
        """What was found."""
        text: str = self.kind.value[1]
        return text.format(field=self.field, value=self.value_kind)

    @property
    def hint(self) -> str:
        """How to mend it."""
        return str(self.kind.value[2])

    def __str__(self) -> str:
        places = (self.file, self.table, f"line {self.line}" if self.line else "")
        return f"{', '.join(place for place in places if place)}: {self.message}"


@dataclass(slots=True)
class Findings:
    """Gathers findings: counts every one, and keeps the first 1,000 of each kind to bound memory."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it while there is room for its kind."""
        self.counts[finding.kind] += 1
        if self.counts[finding.kind] <= CAP:
            self.kept.append(finding)
