"""What a check found, kept as one file that can be narrowed, counted and shown a page at a time.

A Parquet file of one row a finding, whether of a rule or of the file's reader, and one without a rule for
each child who has none; the paper without its lines lies in the file's own notes. Whoever reads it is asked
what is known beside the file: where the record has a child, and which findings were accepted.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rightplace.facts.quality import Rule, Severity
from rightplace.papers.quality.checking import Checked, rule_of
from rightplace.papers.quality.files import Line, Paper, Total, as_data
from rightplace.returns.children import Child
from rightplace.returns.packs import Pack, Remark

Seal = Callable[[str], str]
"""A keyed hash: what tells a child or the values of a finding, without being them."""

ITEMS = pa.list_(pa.struct([("item", pa.string()), ("value", pa.string())]))
KEPT = pa.schema(
    [
        ("number", pa.int64()),
        ("severity", pa.string()),
        ("grade", pa.int8()),
        ("rule", pa.string()),
        ("table", pa.string()),
        ("row", pa.int64()),
        ("child", pa.string()),
        ("upn", pa.string()),
        ("urn", pa.string()),
        ("sealed_child", pa.string()),
        ("fingerprint", pa.string()),
        ("follows", pa.string()),
        ("message", pa.string()),
        ("hint", pa.string()),
        ("items", ITEMS),
    ]
)
"""`follows` is the rule whose finding about the same child makes this one, empty where none does; `grade`
orders the severities, the worst first."""

_NOTE = b"rightplace.paper"
_GRADES = {severity.value: number for number, severity in enumerate(Severity)}
_NOBODY = Child("")


@dataclass(frozen=True, slots=True)
class Kept:
    """A check as it was kept: its paper without lines, and its rows as in `KEPT`."""

    paper: Paper
    rows: pa.Table


def keep(checked: Checked, pack: Pack, path: Path, *, seal: Seal) -> None:
    """Write a check as a file."""
    kept = kept_of(checked, pack, seal=seal)
    note = json.dumps(as_data(kept.paper))
    pq.write_table(kept.rows.replace_schema_metadata({_NOTE: note}), path, compression="zstd")


def kept_of(checked: Checked, pack: Pack, *, seal: Seal) -> Kept:
    """A check as it is kept."""
    children = pack.children.of(checked.tables)
    rows = [*_rows(checked, children, seal), *_remarks(checked.remarks, seal)]
    rows += _without(children, {row["sealed_child"] for row in rows}, seal)
    for number, row in enumerate(rows, 1):
        row["number"] = number
    return Kept(replace(checked.paper, lines=()), pa.Table.from_pylist(rows, schema=KEPT))


def _remarks(remarks: Iterable[Remark], seal: Seal) -> Iterator[dict[str, Any]]:
    """What the reader remarked, place by place; it does not know whose row that is."""
    for remark in remarks:
        for each in remark.occurrences:
            told = [remark.table, remark.item, each.value, each.nth]
            yield {
                "severity": remark.severity.value,
                "grade": _GRADES[remark.severity.value],
                "rule": rule_of(remark),
                "table": remark.table,
                "row": each.line,
                "child": "",
                "upn": "",
                "urn": "",
                "sealed_child": "",
                "fingerprint": seal(json.dumps(told)),
                "follows": "",
                "message": remark.message,
                "hint": remark.hint,
                "items": [{"item": remark.item or remark.table, "value": each.value}]
                if each.value
                else [],
            }


def _rows(
    checked: Checked, children: Mapping[str, Mapping[int, Child]], seal: Seal
) -> Iterator[dict[str, Any]]:
    by_id = {rule.id: rule for rule in checked.rules}
    about = [
        (line, children.get(by_id[line.rule].table, {}).get(line.row, _NOBODY))
        for line in checked.paper.lines
    ]
    causes = _causes(by_id, about)
    sealed = {child: sealed_child(child, seal) for _, child in about}
    for line, child in about:
        yield {
            "severity": line.severity,
            "grade": _GRADES[line.severity],
            "rule": line.rule,
            "table": line.table,
            "row": line.row,
            "child": child.key,
            "upn": child.upn,
            "urn": child.urn,
            "sealed_child": sealed[child],
            "fingerprint": seal(json.dumps([line.table, line.values])),
            "follows": causes.get((child.key, line.rule), ""),
            "message": line.message,
            "hint": line.hint,
            "items": [{"item": item, "value": value} for item, value in line.values],
        }


def sealed_child(child: Child, seal: Seal) -> str:
    """What tells a child in another file too: by the UPN, else by the file's own key; empty for none."""
    return seal(f"upn {child.upn}" if child.upn else f"key {child.key}") if child.key else ""


def _causes(
    rules: Mapping[str, Rule], about: Iterable[tuple[Line, Child]]
) -> dict[tuple[str, str], str]:
    """Child and rule -> the rule before it that the same child fails: one mistake, told twice.

    Within a table the run has left such findings out, row by row; another row of it is another mistake.
    """
    failed: dict[str, set[str]] = {}
    for line, child in about:
        failed.setdefault(child.key, set()).add(line.rule)
    return {
        (child, rule): cause
        for child, found in failed.items()
        if child
        for rule in found
        for cause in reversed(rules[rule].after)
        if cause in found and rules[cause].table != rules[rule].table
    }


def _without(
    children: Mapping[str, Mapping[int, Child]], found: set[str], seal: Seal
) -> Iterator[dict[str, Any]]:
    """A row for each child who has no finding."""
    everyone = {child for rows in children.values() for child in rows.values()}
    for child in sorted(everyone, key=lambda child: child.key):
        sealed = sealed_child(child, seal)
        if sealed not in found:
            yield {
                "child": child.key, "upn": child.upn, "urn": child.urn, "sealed_child": sealed,
            }  # fmt: skip


def read_kept(path: Path) -> Kept:
    """A check as `keep` wrote it."""
    table = pq.read_table(path)
    note = json.loads(table.schema.metadata[_NOTE])
    totals = tuple(Total(**{**total, "rows": tuple(total["rows"])}) for total in note["totals"])
    paper = Paper(
        title=note["title"],
        about=note["about"],
        totals=totals,
        lines=(),
        not_asked=tuple(note["not_asked"].items()),
        broken=tuple(note["broken"].items()),
    )
    return Kept(paper, table.replace_schema_metadata(None))
