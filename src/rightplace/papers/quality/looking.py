"""Looking through a check that was kept: narrowed, counted, a page at a time, whatever its size."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, overload

import pyarrow as pa

from rightplace.facts.engine import sealed
from rightplace.papers.quality.checking import READER
from rightplace.papers.quality.files import Line, Paper, Total
from rightplace.papers.quality.kept import Kept

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

RECORD = pa.schema(
    [
        ("match", pa.string()),
        ("person", pa.int64()),
        ("record_urn", pa.string()),
        ("officer", pa.string()),
    ]
)
"""Where the record has a child: one row for each value of the column that they are matched by."""
ACCEPTED = pa.schema(
    [
        ("rule", pa.string()),
        ("sealed_child", pa.string()),
        ("fingerprint", pa.string()),
        ("reason", pa.string()),
        ("accepted_by", pa.string()),
    ]
)


class Standing(StrEnum):
    """Which findings are shown."""

    TO_DO = "to-do"
    ACCEPTED = "accepted"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside a check. `match` is the column that tells the children of `record`.

    With `only_known`, what is about a child who is not in `record` is counted and not shown.
    """

    record: pa.Table = field(default_factory=RECORD.empty_table)
    accepted: pa.Table = field(default_factory=ACCEPTED.empty_table)
    match: str = "upn"
    only_known: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which findings are looked at; an empty text stands for all. `school` is a URN, `child` sealed."""

    severity: str = ""
    rule: str = ""
    table: str = ""
    school: str = ""
    officer: str = ""
    child: str = ""
    standing: Standing = Standing.TO_DO
    consequences: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, as it is shown. `person` is the child's key in the record, where the viewer sees one."""

    number: int
    severity: str
    rule: str
    table: str
    row: int
    child: str
    sealed_child: str
    fingerprint: str
    follows: str
    message: str
    hint: str
    values: tuple[tuple[str, str], ...]
    school: str
    officer: str
    person: int | None
    reason: str
    accepted_by: str

    @property
    def shown(self) -> str:
        """The values in a sentence's form."""
        return "; ".join(f"{item}: {value or 'blank'}" for item, value in self.values)

    @property
    def is_remark(self) -> bool:
        """Whether the reader of the file said it, who does not know whose row that is."""
        return self.rule.startswith(READER)


@dataclass(frozen=True, slots=True)
class ChildCount:
    """A child of the file with the number of findings that fit."""

    child: str
    sealed_child: str
    school: str
    officer: str
    person: int | None
    findings: int
    errors: int


class Rows(Sequence[Any]):
    """Rows of a query, of which only those that are asked for are read."""

    def __init__(self, query: "Table", make: Any) -> None:
        self._query, self._make = query, make
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            self._length = int(self._query.count().to_pyarrow().as_py())
        return self._length

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last = at.start or 0, len(self) if at.stop is None else at.stop
        page = self._query.limit(max(last - first, 0), offset=first)
        return [self._make(row) for row in page.to_pyarrow().to_pylist()]


class Look:
    """A check that is open for looking."""

    def __init__(self, kept: Kept, rows: "Table", beside: Beside) -> None:
        self.paper = kept.paper
        self._everyone = rows
        self._found = rows.filter(rows.rule.notnull())
        self._only_known = beside.only_known

    def findings(self, narrowing: Narrowing) -> Rows:
        """The findings that fit, the worst first; of those, what the reader of the file remarked."""
        found = self._fitting(narrowing)
        by_rule = ~found.rule.startswith(READER)
        return Rows(found.order_by([found.grade, by_rule, found.rule, found.number]), _finding)

    def finding(self, number: int) -> Finding | None:
        """The finding of that number, where it may be shown."""
        found = self._shown(self._found)
        rows = found.filter(found.number == number).to_pyarrow().to_pylist()
        return _finding(rows[0]) if rows else None

    def children(self, narrowing: Narrowing, *, without: bool) -> Rows:
        """The children with the number of their findings that fit; those who have none only `without`."""
        found = self._fitting(narrowing)
        counts = found.group_by("sealed_child").agg(
            findings=found.count(), errors=(found.severity == "error").sum()
        )
        everyone = self._placed(self._shown(self._everyone), narrowing)
        everyone = everyone.filter(everyone.sealed_child != "")
        names = ["child", "school", "officer", "person"]
        people = everyone.group_by("sealed_child").agg(**{n: everyone[n].min() for n in names})
        joined = people.left_join(counts, "sealed_child")
        both = joined.select(
            "sealed_child", *names,
            findings=joined.findings.fill_null(0), errors=joined.errors.fill_null(0),
        )  # fmt: skip
        shown = both if without else both.filter(both.findings > 0)
        order = [shown.errors.desc(), shown.findings.desc(), shown.child]
        return Rows(shown.order_by(order), lambda row: ChildCount(**row))

    def hidden(self) -> int:
        """How many findings are about children whom the viewer may not see."""
        if not self._only_known:
            return 0
        shown = self._shown(self._found)
        return _number(self._found) - _number(shown)

    def choices(self, column: str) -> list[str]:
        """The values that findings have in a column, in order."""
        found = self._shown(self._found)
        values = found.select(column).distinct().to_pyarrow()[column].to_pylist()
        return sorted(value for value in values if value)

    def counts(self, narrowing: Narrowing, *by: str) -> list[dict[str, Any]]:
        """How many findings fit, by some columns; the worst severity first."""
        found = self._fitting(narrowing)
        counted = found.group_by(list(by)).agg(number=found.count(), grade=found.grade.min())
        rows: list[dict[str, Any]] = (
            counted.order_by(["grade", *by]).drop("grade").to_pyarrow().to_pylist()
        )
        return rows

    def narrowed_paper(self, narrowing: Narrowing) -> Paper:
        """The paper of what fits, with a line a finding."""
        found = self.findings(narrowing)[:]
        totals: dict[tuple[str, ...], list[Finding]] = {}
        for each in found:
            totals.setdefault((each.rule, each.table, each.message), []).append(each)
        return Paper(
            title=self.paper.title,
            about=self.paper.about,
            totals=tuple(_total(several) for several in totals.values()),
            lines=[_line(each) for each in found],
            not_asked=self.paper.not_asked,
            broken=self.paper.broken,
        )

    def _fitting(self, narrowing: Narrowing) -> "Table":
        found = self._placed(self._shown(self._found), narrowing)
        return found.filter(*_tests(found, narrowing)) if _tests(found, narrowing) else found

    def _shown(self, rows: "Table") -> "Table":
        """Those whom the viewer may see; what is about no child may be seen."""
        if not self._only_known:
            return rows
        return rows.filter(rows.person.notnull() | (rows.sealed_child == ""))

    def _placed(self, rows: "Table", narrowing: Narrowing) -> "Table":
        """Those of a school, of an officer, or of one child."""
        wanted = {
            "school": narrowing.school, "officer": narrowing.officer,
            "sealed_child": narrowing.child,
        }  # fmt: skip
        for column, value in wanted.items():
            if value:
                rows = rows.filter(rows[column] == value)
        return rows


def _tests(found: "Table", narrowing: Narrowing) -> "list[BooleanValue]":
    exact = {"severity": narrowing.severity, "rule": narrowing.rule, "table": narrowing.table}
    tests = [found[column] == value for column, value in exact.items() if value]
    if narrowing.standing is not Standing.ALL:
        tests.append((found.reason != "") == (narrowing.standing is Standing.ACCEPTED))
    if not narrowing.consequences:
        tests.append(found.follows == "")
    return tests


@contextmanager
def looking(kept: Kept, beside: Beside) -> Iterator[Look]:
    """Open a check, joined by what is known beside it."""
    tables = {"kept": kept.rows, "record": beside.record, "accepted": beside.accepted}
    with sealed(tables) as facts:
        yield Look(kept, _joined(facts["kept"], facts["record"], facts["accepted"], beside), beside)


def _joined(kept: "Table", record: "Table", accepted: "Table", beside: Beside) -> "Table":
    known = kept.left_join(record, kept[beside.match] == record.match)
    placed = known.select(
        *kept.columns,
        person=known.person,
        officer=known.officer.fill_null(""),
        school=known.urn.nullif("").coalesce(known.record_urn).fill_null(""),
    )
    same = ["rule", "sealed_child", "fingerprint"]
    judged = placed.left_join(accepted, [placed[name] == accepted[name] for name in same])
    return judged.select(
        *placed.columns,
        reason=judged.reason.fill_null(""),
        accepted_by=judged.accepted_by.fill_null(""),
    )


def _number(rows: "Table") -> int:
    return int(rows.count().to_pyarrow().as_py())


def _finding(row: dict[str, Any]) -> Finding:
    values = tuple((each["item"], each["value"]) for each in row["items"])
    names = [name for name in Finding.__slots__ if name != "values"]
    return Finding(values=values, **{name: row[name] for name in names})


def _total(findings: Sequence[Finding]) -> Total:
    first = findings[0]
    rows = tuple(each.row for each in findings)
    return Total(
        first.severity, first.rule, first.table, first.message, first.hint, len(rows), rows
    )


def _line(found: Finding) -> Line:
    return Line(
        found.severity, found.rule, found.table, found.row, found.child or None, found.message,
        found.hint, found.values,
    )  # fmt: skip
