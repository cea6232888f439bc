"""What reading a folder gathers: facts, faults, and the files that were left out."""

from dataclasses import dataclass, field
from sys import intern

import pyarrow as pa

from rightplace.facts.comparators.tables import SCHEMAS, Area, Level, Measure, Neighbour

OPEN_GOVERNMENT = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be taken, where it stands, and how to mend it. Line 0 is the whole file."""

    file: str
    line: int
    column: str
    what: str
    mend: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{line}{column}: {self.what} {self.mend}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or a part of one, that holds no comparators, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, with the digest of its content and the count of its rows."""

    file: str
    sha256: str
    rows: int


@dataclass(slots=True)
class Values:
    """The values in columns of equal length, each with the file and line that it stands in."""

    measure: list[str] = field(default_factory=list)
    period: list[str] = field(default_factory=list)
    area_code: list[str] = field(default_factory=list)
    value: list[float | None] = field(default_factory=list)
    flag: list[str] = field(default_factory=list)
    file: list[str] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    sound: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.value)

    def add(
        self,
        measure: str,
        period: str,
        area_code: str,
        value: tuple[float | None, str],
        where: tuple[str, int],
    ) -> None:
        """One value with its flag, and the file and line that it stands in."""
        self.measure.append(measure)
        self.period.append(intern(period))
        self.area_code.append(intern(area_code))
        self.value.append(value[0])
        self.flag.append(value[1])
        self.file.append(where[0])
        self.line.append(where[1])
        self.sound.append(True)


@dataclass(slots=True)
class Reading:
    """What the readers fill in. `whole_areas` says whether a list of areas was among the files.

    `table` holds the values when all is read: each once, with what is doubtful marked.
    """

    name: str
    licence: str = OPEN_GOVERNMENT
    measures: dict[str, Measure] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    neighbours: list[Neighbour] = field(default_factory=list)
    values: Values = field(default_factory=Values)
    sources: list[Source] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    whole_areas: bool = False
    table: pa.Table = field(default_factory=SCHEMAS["value"].empty_table)

    def area_named(self, name: str, level: Level) -> Area | None:
        """The area of that level and name, however the publisher spells it."""
        wanted = plain(name)
        found = (a for a in self.areas.values() if a.level is level and plain(a.name) == wanted)
        return next(found, None)


def plain(name: str) -> str:
    """A region's name as it can be compared: "London (Inner)" and "Inner London" are one."""
    words = name.casefold().replace("(", " ").replace(")", " ").replace("&", "and").split()
    return " ".join(sorted(words))
