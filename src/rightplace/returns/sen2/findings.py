"""What a reader has to say about a file: findings about what it read, an error when it cannot."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, StrEnum

CAP = 1000
SHOWN = 80


class Severity(StrEnum):
    """An error lost or may have garbled something; a warning kept it; a note is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Kind(Enum):
    """Each thing that can be found: severity, message, how to mend it."""

    NOT_WELL_FORMED = (
        _E,
        "The XML is broken here: {value}",
        "Mend the file or export it again. What follows this line may have been misread.",
    )
    CUT_SHORT = (
        _E,
        "The file ends before its closing tags; its last record may be incomplete",
        "Copy or export the file again. Everything before this point was read.",
    )
    LIMIT = (
        _E,
        "A value or the nesting here is far larger than any return's; nothing after it was read",
        "Look for a missing closing tag, and export the file again.",
    )
    UNREADABLE = (
        _E,
        "This row could not be read and was left out: {value}",
        "Look for a missing quotation mark.",
    )
    NOT_UTF8 = (
        _N,
        "The text is not {value}; it was read as Windows-1252",
        "Look at names with accents, and export as UTF-8 if you can.",
    )
    NAMESPACE = (
        _N,
        "The elements carry the namespace {value}, which was ignored",
        "The return uses none. Ask the supplier to leave it out.",
    )
    ATTRIBUTE = (
        _W,
        "{field} carries an attribute, {value}, which was left out: items of the return are elements",
        "Put the value into an element, or ask the supplier to leave it out.",
    )
    UNKNOWN_FIELD = (
        _W,
        "{field} is not an item of this table; its value was left out",
        "Check the spelling, or leave it out of the export.",
    )
    UNKNOWN_TABLE = (
        _W,
        "{value} is not a table of the return and was left out",
        "Rename it after the table it holds, or take it out.",
    )
    NO_TABLE = (
        _W,
        "There is no {value} table",
        "Add it, unless the authority has none of these to report.",
    )
    NO_FIELD = (
        _W,
        "There is no {field} column",
        "Add the column: without it the item is blank in every row.",
    )
    NOT_THIS_YEAR = (
        _W,
        "{field} is not collected in this year's return; the value was kept",
        "Check the year in the header, or blank the item.",
    )
    WRONG_HOME = (
        _W,
        "{field} belongs to the placement from 2024; it was put on the main placement",
        "Move it to PlacementDetail.",
    )
    NOWHERE_TO_PUT = (
        _E,
        "{field} has no placement to belong to and was left out",
        "Add the placement.",
    )
    TWICE = (
        _E,
        "{field} is given twice for one record; only one of the values was kept",
        "Take one of them out.",
    )
    NOT_PLAIN = (
        _E,
        "{field} holds more than plain text; the text before that was kept",
        "Look for a missing closing tag, or for a name such as &nbsp; that XML does not know.",
    )
    CODE = (
        _E,
        "{value} is not a code for {field} in this year's return; it was kept",
        "Use a code from the list for that year.",
    )
    DATE = (
        _E,
        "{value} is not a date; {field} was left blank",
        "Write dates as ccyy-mm-dd, for example 2026-01-15.",
    )
    TOO_LONG = (
        _E,
        "{field} is longer than 1,000 characters; it was cut there",
        "Look for a missing quotation mark or closing tag.",
    )
    ORPHAN = (
        _E,
        "This row hangs from {value}, which is not in the file; the row was left out",
        "Add the record it belongs to, or correct the key.",
    )
    MISPLACED = (
        _E,
        "{field} is not inside the record it belongs to and was left out",
        "Put it inside the record that it belongs to.",
    )
    NO_KEY = (
        _W,
        "This row has no key, so nothing can hang from it",
        "Fill in the key column.",
    )
    SAME_KEY = (
        _E,
        "The key {value} is used twice; whatever hangs from it was put on the first",
        "Give each row its own key.",
    )
    RAGGED = (
        _W,
        "The row has more or fewer cells than there are headings: {value}",
        "Look for a stray comma or a missing quotation mark.",
    )
    SECOND_HEADER = (
        _W,
        "There is more than one header; the first was kept",
        "Send one return in each file.",
    )
    YEAR_DIFFERS = (
        _W,
        "The header and what was asked for name different years: {value}",
        "Check the year. The header's was used.",
    )
    SURVEY_DAY = (
        _W,
        "{value} is not this year's survey day",
        "Check the reference date in the header.",
    )
    UNCONFIRMED_YEAR = (
        _N,
        "No specification for {value} was available; the 2026 layout was used",
        "Read the findings with that in mind.",
    )

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.value[0]

    @property
    def message(self) -> str:
        """What to say, with {field} and {value} to fill in."""
        return self.value[1]

    @property
    def hint(self) -> str:
        """How to mend it."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Where:
    """The file, the table, and the line (XML) or row (CSV and Excel, headings included)."""

    file: str = ""
    table: str = ""
    line: int | None = None

    def __str__(self) -> str:
        parts = (self.file, self.table, f"line {self.line}" if self.line else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about one place in the file."""

    kind: Kind
    where: Where
    field: str = ""
    value: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.kind.severity

    @property
    def message(self) -> str:
        """What was found."""
        return self.kind.message.format(field=self.field, value=self.value)

    @property
    def hint(self) -> str:
        """How to mend it."""
        return self.kind.hint


@dataclass(slots=True)
class Findings:
    """Gathers findings: counts every one, and keeps the first CAP of each kind to bound memory."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)

    def add(self, kind: Kind, where: Where, *, field: str = "", value: str = "") -> None:
        """Count one finding, and keep it while there is room for its kind."""
        self.counts[kind] += 1
        if self.counts[kind] <= CAP:
            self.kept.append(Finding(kind, where, field, shorten(value)))

    def add_more(self, kind: Kind, number: int) -> None:
        """Count findings of a kind that is already full."""
        if number:
            self.counts[kind] += number

    def room(self, kind: Kind) -> int:
        """How many more of that kind are kept."""
        return max(0, CAP - self.counts[kind])


class SEN2Error(Exception):
    """The file cannot be read, or the return cannot be written: what, where, how to mend it."""

    def __init__(self, what: str, *, where: str, mend: str) -> None:
        super().__init__(f"{where}: {what}. {mend}")
        self.what = what
        self.where = where
        self.mend = mend


def shorten(value: str) -> str:
    """A value fit to be shown: 80 characters at most."""
    return value if len(value) <= SHOWN else f"{value[: SHOWN - 1]}…"
