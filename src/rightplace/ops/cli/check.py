"""`rightplace check`: the rules of a return, applied to a file or a snapshot."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from rightplace.facts.engine import sealed
from rightplace.facts.quality import (
    Data,
    Rule,
    Run,
    Severity,
    read_added,
    read_changes,
    run,
    values_of,
    with_changes,
)
from rightplace.facts.settings import SettingsError
from rightplace.facts.snapshot import SnapshotError
from rightplace.ops.look_ups import read_look_ups
from rightplace.ops.packs import PACKS, CannotCheck, Opened, Pack, pack_of
from rightplace.papers.quality import WRITERS, Line, Paper, Total, as_data
from rightplace.returns.sen2 import SEN2Error

CLEAN, QUERIES, ERRORS, COULD_NOT_RUN = 0, 1, 2, 3
EXAMPLES = """exit code:
  0  nothing above information
  1  queries, and no errors
  2  errors in the data
  3  the check could not run: no such file, no rules for that return or year, a rules file that is wrong

examples:
  rightplace check sen2-2025.xml --return sen2
  rightplace check january-2025 --return sen2 --year 2025 --format xlsx --to findings.xlsx
  rightplace check collect-export/ --return sen2 --rules ours.toml --list la_codes=authorities.txt
"""
_TONES = {Severity.ERROR: "red", Severity.QUERY: "yellow", Severity.INFORMATION: "cyan"}
_READER = "reader"
_SHOWN_ROWS = 5


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="check a return against its rules",
        description="Apply the rules of a return to a file, in any of its layouts, or to a snapshot."
        " The terminal shows counts and row numbers and no values; a file written with --to holds one"
        " line a finding with the values that the rule looked at.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "source", help="a file, a folder or .zip of an export, or a snapshot's name"
    )
    parser.add_argument(
        "--return", dest="collection", required=True, help=f"which return: {', '.join(PACKS)}"
    )
    parser.add_argument("--year", type=int, help="the return's year, where the file does not say")
    parser.add_argument("--format", choices=["table", *WRITERS], default="table")
    parser.add_argument("--to", type=Path, help="the file to write; xlsx and html need one")
    parser.add_argument(
        "--rules",
        type=Path,
        help="a TOML file that switches rules off, re-words, re-grades and adds",
    )
    parser.add_argument("--previous", help="last year's return, a file or a snapshot's name")
    parser.add_argument(
        "--settings", type=Path, help="the public register of schools as CSV, to look URNs up in"
    )
    parser.add_argument(
        "--list", dest="lists", action="append", default=[], metavar="NAME=FILE",
        help="a list to look values up in, one a line, such as la_codes=authorities.txt",
    )  # fmt: skip
    parser.add_argument(
        "--by", choices=["rule", "table"], default="rule", help="order of the counts"
    )
    parser.add_argument(
        "--limit", type=int, metavar="N",
        help=f"rows to give of each rule: {_SHOWN_ROWS} at the terminal and all in a file, if not said",
    )  # fmt: skip
    parser.set_defaults(run=_check)


def _check(args: argparse.Namespace) -> int:
    try:
        return _checked(args)
    except (CannotCheck, SEN2Error, SettingsError, SnapshotError) as error:
        print(error, file=sys.stderr)
        return COULD_NOT_RUN


def _checked(args: argparse.Namespace) -> int:
    if args.format in ("xlsx", "html") and args.to is None:
        raise CannotCheck(f"--format {args.format} needs --to FILE.")
    pack = pack_of(args.collection)
    rules = _rules(pack, args.rules)
    sets = read_look_ups(args.settings, args.lists, known=pack.look_ups)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        opened = _open(pack, args.source, args.year, progress)
        _refuse_other_years(pack, opened)
        before = _open(pack, args.previous, None, progress) if args.previous else None
        earlier = opened.before if before is None else before.tables
        with _data(opened, earlier, sets) as data:
            result = _run(rules, pack.prepare(data), progress)
            paper = _paper(pack, rules, opened, result, data, args)
    _say(paper, args)
    return _exit_code(paper)


def _rules(pack: Pack, path: Path | None) -> list[Rule]:
    """The pack's rules as the authority wants them, and its own."""
    if path is None:
        return list(pack.rules)
    try:
        added = read_added(path, pack.schemas, taken=[rule.id for rule in pack.rules])
        return [*with_changes(pack.rules, read_changes(path)), *added]
    except ValueError as error:
        raise CannotCheck(str(error)) from error


def _open(pack: Pack, source: str, year: int | None, progress: Progress) -> Opened:
    task = progress.add_task(f"Reading {Path(source).name}", total=None)
    return pack.open(
        source, year, lambda done, total: progress.update(task, completed=done, total=total)
    )


def _refuse_other_years(pack: Pack, opened: Opened) -> None:
    first, last = pack.years
    if not first <= opened.year <= last:
        raise CannotCheck(
            f"{opened.name} is the return of {opened.year}, and the rules of the {pack.title} are"
            f" those of {first} to {last}."
        )


@contextmanager
def _data(
    opened: Opened, before: Mapping[str, pa.Table] | None, sets: Mapping[str, frozenset[str]]
) -> Any:
    """The tables of this year and of the year before on one connection."""
    mark = "previous_"
    earlier = {mark + name: t for name, t in before.items()} if before else {}
    with sealed({**opened.tables, **earlier}) as facts:
        tables = {name: facts[name] for name in opened.tables}
        previous = {name.removeprefix(mark): facts[name] for name in earlier} if before else None
        yield Data(tables, opened.year, opened.reference_date, previous, sets)


def _run(rules: Sequence[Rule], data: Data, progress: Progress) -> Run:
    task = progress.add_task("Checking", total=None)

    def tell(rule: str, done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    return run(rules, data, tell=tell)


def _paper(
    pack: Pack,
    rules: Sequence[Rule],
    opened: Opened,
    result: Run,
    data: Data,
    args: argparse.Namespace,
) -> Paper:
    keys = _keys(result.findings)
    totals = _remarks(opened, args.limit, whole=bool(args.to) and args.limit is None) + _totals(
        pack, rules, keys, args
    )
    lines = _lines(pack, rules, result, data, args.limit) if args.to else []
    return Paper(
        title=f"{pack.title} {opened.year}: {opened.name}",
        about=f"{len(result.applied)} rules were applied to {opened.tables['person'].num_rows:,} people."
        if "person" in opened.tables
        else f"{len(result.applied)} rules were applied.",
        totals=tuple(totals),
        lines=lines,
        not_asked=tuple((each.rule, each.why) for each in result.not_asked),
        broken=tuple((each.rule, each.why.splitlines()[0]) for each in result.broken),
    )


def _keys(findings: pa.Table) -> dict[str, pa.ChunkedArray]:
    """Rule -> the rows that fail it."""
    found = pc.unique(findings["rule"]).to_pylist()
    return {rule: findings.filter(pc.equal(findings["rule"], rule))["row"] for rule in found}


def _totals(
    pack: Pack, rules: Sequence[Rule], keys: Mapping[str, pa.ChunkedArray], args: argparse.Namespace
) -> list[Total]:
    """The counts, worst first, or table by table."""
    tables, worst = list(pack.schemas), list(Severity)
    found = [rule for rule in rules if rule.id in keys]
    if args.by == "table":
        found.sort(key=lambda rule: (tables.index(rule.table), worst.index(rule.severity)))
    else:
        found.sort(key=lambda rule: worst.index(rule.severity))
    return [
        Total(
            rule.severity.value, rule.id, pack.label(rule.table, ""), rule.message, rule.hint,
            len(keys[rule.id]), tuple(keys[rule.id].slice(0, _rows_shown(args.limit)).to_pylist()),
        )
        for rule in found
    ]  # fmt: skip


def _rows_shown(limit: int | None) -> int:
    return _SHOWN_ROWS if limit is None else max(limit, 0)


def _remarks(opened: Opened, limit: int | None, *, whole: bool) -> list[Total]:
    """What the reader said, as counts; its rows are lines of the file, all of them where it is `whole`."""
    worst = list(Severity)
    return [
        Total(
            r.severity.value, f"{_READER}: {r.kind}", r.table, r.message, r.hint,
            r.number, r.lines if whole else r.lines[: _rows_shown(limit)],
        )
        for r in sorted(opened.remarks, key=lambda r: worst.index(r.severity))
    ]  # fmt: skip


def _lines(
    pack: Pack, rules: Sequence[Rule], result: Run, data: Data, limit: int | None
) -> list[Line]:
    """One line a finding, with the values that the rule looked at."""
    found = values_of(rules, data, result.findings, beside=("person_id",))
    by_id = {rule.id: rule for rule in rules}
    lines: list[Line] = []
    for rule_id in by_id:
        if rule_id in found:
            table = found[rule_id] if limit is None else found[rule_id].slice(0, limit)
            lines += [_line(pack, by_id[rule_id], row) for row in table.to_pylist()]
    return lines


def _line(pack: Pack, rule: Rule, row: dict[str, Any]) -> Line:
    values = tuple(
        (pack.label(rule.table, name), "" if row[name] is None else str(row[name]))
        for name in rule.fields
        if name in row
    )
    return Line(
        rule.severity.value, rule.id, pack.label(rule.table, ""), row["row"], row.get("person_id"),
        rule.message, rule.hint, values,
    )  # fmt: skip


def _say(paper: Paper, args: argparse.Namespace) -> None:
    if args.to is not None:
        kind = args.format if args.format in WRITERS else args.to.suffix.removeprefix(".")
        if kind not in WRITERS:
            raise CannotCheck(f"{args.to}: say --format {', '.join(WRITERS)}.")
        try:
            WRITERS[kind](paper, args.to)
        except OSError as error:
            raise CannotCheck(f"{args.to} cannot be written: {error.strerror}.") from error
        print(f"{args.to}: {len(paper.lines):,} findings of the rules")
    elif args.format == "json":
        print(json.dumps(as_data(replace(paper, lines=())), indent=2))
    else:
        _print(paper)


def _print(paper: Paper) -> None:
    console = Console()
    console.print(paper.title, markup=False, highlight=False)
    if paper.totals:
        table = Table("", "Rule", "Table", "Message", "Rows", "First rows", show_lines=True)
        for t in paper.totals:
            tone = _TONES[Severity(t.severity)]
            rows = ", ".join(map(str, t.rows))
            table.add_row(
                f"[{tone}]{t.severity}[/]", t.rule, t.table, t.message, f"{t.number:,}", rows
            )
        console.print(table)
    else:
        console.print("Nothing was found.")
    console.print(paper.about)
    for what, rules in (("not asked", paper.not_asked), ("could not be applied", paper.broken)):
        for rule, why in rules:
            console.print(f"{rule}: {what}: {why}", markup=False, highlight=False)


def _exit_code(paper: Paper) -> int:
    found = {total.severity for total in paper.totals}
    if Severity.ERROR.value in found:
        return ERRORS
    return QUERIES if Severity.QUERY.value in found or paper.broken else CLEAN
