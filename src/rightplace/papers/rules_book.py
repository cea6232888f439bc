"""Rules of a return as a workbook, and a workbook of rules as changes to ours.

The layout of the national workbook is not known here: columns are found by their headings, or by those
that the user names. A row is matched to one of our rules by the column that names it, else by its number.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.writer.excel import save_workbook

from rightplace.facts.quality import Rule, RuleChange, Severity
from rightplace.returns.sen2.archive import open_archive
from rightplace.returns.sen2.findings import SEN2Error

EXPORTED = (
    "Rule", "Severity", "Table", "Fields", "Years", "Message", "How to mend it", "Source",
    "Passes", "Fails",
)  # fmt: skip
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("rule number", "rule no", "rule id", "error code", "code", "number", "rule"),
    "ours": ("our rule", "rightplace", "rightplace rule", "maps to"),
    "severity": ("severity", "error or query", "type", "level", "category"),
    "message": ("message", "error message", "rule message", "description", "text"),
    "fields": ("fields", "items", "data items", "field"),
    "years": ("years", "year", "collection year", "applies to"),
}
_SEVERITIES: Mapping[str, Severity] = {
    "error": Severity.ERROR, "e": Severity.ERROR, "fatal": Severity.ERROR,
    "query": Severity.QUERY, "q": Severity.QUERY, "warning": Severity.QUERY,
    "information": Severity.INFORMATION, "info": Severity.INFORMATION, "ok": Severity.INFORMATION,
}  # fmt: skip
_LOOKED_AT = 30
"""How many rows at the top may stand above the headings."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook says: changes to our rules, and the rows that are none, each with the reason."""

    changes: Mapping[str, RuleChange]
    unmapped: tuple[tuple[str, str], ...]


def write_rules(rules: Sequence[Rule], path: Path, *, year: int, reference_date: date) -> None:
    """A workbook of rules with their examples, as they are in that year."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rules")
    sheet.freeze_panes = "A2"
    sheet.append(EXPORTED)
    for r in rules:
        examples = [_examples(rows, year, reference_date) for rows in (r.passing, r.failing)]
        years = f"{r.years[0]} to {r.years[1]}"
        own = [r.id, r.severity.value, r.table, ", ".join(r.fields), years]
        sheet.append([*own, r.message, r.hint, r.source, *examples])
    save_workbook(book, path)


def _examples(examples: Sequence[Mapping[str, object]], year: int, day: date) -> str:
    """Each example on a line: its tables, and their rows."""
    return "\n".join(
        "; ".join(
            f"{table}: " + " / ".join(_row(row, year, day) for row in rows)  # type: ignore[attr-defined]
            for table, rows in example.items()
        )
        for example in examples
    )


def _row(row: Mapping[str, object], year: int, day: date) -> str:
    values = {n: v(year, day) if callable(v) else v for n, v in row.items()}
    return ", ".join(f"{n}={'' if v is None else v}" for n, v in values.items()) or "all blank"


def read_rules(
    path: Path, rules: Sequence[Rule], *, columns: Mapping[str, str], sheet: str | None = None
) -> Read:
    """What a workbook changes about our rules.

    `columns` names headings for number, ours, severity, message, fields or years, where they are not
    those that are guessed. ValueError says what is wrong with the workbook.
    """
    rows = _rows(path, sheet)
    at, places = _find(rows, columns)
    changes: dict[str, RuleChange] = {}
    unmapped: list[tuple[str, str]] = []
    known = {rule.id: rule for rule in rules}
    for row in rows[at + 1 :]:
        said = {what: row[place].strip() for what, place in places.items() if place < len(row)}
        if not any(said.values()):
            continue
        name = said.get("ours") or said.get("number", "")
        if name not in known:
            unmapped.append((said.get("number", ""), "no rule of ours is named"))
        elif name in changes:
            unmapped.append((said.get("number", ""), f"{name} is named by an earlier row"))
        else:
            change, left = _change(known[name], said)
            unmapped += [(said.get("number", ""), why) for why in left]
            changes[name] = change
    return Read({k: c for k, c in changes.items() if c != RuleChange()}, tuple(unmapped))


def _rows(path: Path, sheet: str | None) -> list[list[str]]:
    try:
        open_archive(path).close()
        book = load_workbook(path, read_only=True, data_only=True)
    except (SEN2Error, OSError, KeyError, ValueError, TypeError) as error:
        raise ValueError(f"{path} cannot be read as a workbook: {error}") from error
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise ValueError(f"{path} has no sheet {sheet!r}: it has {', '.join(book.sheetnames)}")
        found = book[sheet] if sheet else book.worksheets[0]
        return [
            ["" if v is None else str(v) for v in row] for row in found.iter_rows(values_only=True)
        ]
    finally:
        book.close()


def _find(rows: Sequence[Sequence[str]], columns: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """The row of headings, and where each column stands in it."""
    wanted = {what: (columns[what].lower(),) if what in columns else names
              for what, names in _HEADINGS.items()}  # fmt: skip
    for at, row in enumerate(rows[:_LOOKED_AT]):
        heads = [_plain(cell) for cell in row]
        places = {
            what: heads.index(name)
            for what, names in wanted.items()
            if (name := next((n for n in map(_plain, names) if n in heads), None))
        }
        if {"number", *columns} <= places.keys() and len(places) > 1:
            return at, places
    named = ", ".join(f"{what} = {heading!r}" for what, heading in columns.items())
    raise ValueError(
        f"no row among the first {_LOOKED_AT} has the headings{' ' + named if named else ''}, with one for"
        " the rule's number. Name them: --column number=HEADING --column message=HEADING"
    )


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", heading.lower()).strip()


def _change(rule: Rule, said: Mapping[str, str]) -> tuple[RuleChange, list[str]]:
    """What is to be changed about a rule, and what is said of it that cannot be."""
    left = []
    severity = _SEVERITIES.get(said.get("severity", "").lower())
    if said.get("severity") and severity is None:
        left.append(f"the severity {said['severity']!r} is not known")
    years = f"{rule.years[0]} to {rule.years[1]}"
    if said.get("years") and said["years"] not in (years, str(rule.years[0])):
        left.append(f"{rule.id} holds {years}; the workbook says {said['years']}")
    given = {_plain(name) for name in re.split(r"[,;\n]", said.get("fields", "")) if name.strip()}
    if given and given != {_plain(name) for name in rule.fields}:
        left.append(
            f"{rule.id} looks at {', '.join(rule.fields)}; the workbook at {said['fields']}"
        )
    number, message = said.get("number"), said.get("message")
    change = RuleChange(
        number=number if number and number != rule.id else None,
        severity=severity if severity is not rule.severity else None,
        message=message if message and message != rule.message else None,
    )
    return change, left


def changes_toml(read: Read, source: str) -> str:
    """The changes in the form that `rightplace check --rules` takes; what was left stands above them."""
    return "".join(f"{line}\n" for line in _toml_lines(read, source))


def _toml_lines(read: Read, source: str) -> Iterator[str]:
    yield f"# Made from {source} by rightplace rules import."
    for number, why in read.unmapped:
        yield f"# Not taken over: {_one_line(number) or 'a row without a number'}: {_one_line(why)}"
    for rule, change in read.changes.items():
        yield ""
        yield f"[{json.dumps(rule)}]" if re.search(r"[^\w-]", rule) else f"[{rule}]"
        for field in fields(change):
            if (value := getattr(change, field.name)) is not None:
                yield f"{field.name} = {_string(str(value))}"


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
