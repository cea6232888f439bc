"""Findings that stand, at the command line: read from a file or from the record, added to a file.

A file holds no value of a return: the child and the values are told by keyed hashes, which only this
installation can make.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
from django.utils.crypto import salted_hmac

from rightplace.ops.config import config, secret_key
from rightplace.papers.quality import Checked, Paper, Total, grade_of
from rightplace.papers.quality.kept import Kept, kept_of
from rightplace.papers.quality.looking import ACCEPTED, Beside, Look, Narrowing, Standing, looking
from rightplace.returns.packs import CannotCheck, Pack

RECORD = "record"
_COLUMNS = ("collection", "year", *ACCEPTED.names)
_MOST_WORDS = 400


def seal(text: str) -> str:
    """A hash that only this installation can make: a UPN cannot be tried out against it."""
    key = secret_key(config())
    return salted_hmac("rightplace.checks", text, secret=key, algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What was asked for: where acceptances are, whether they are shown, and a rule to accept and why."""

    where: str
    shown: bool = False
    rule: str = ""
    reason: str = ""


def set_aside(checked: Checked, pack: Pack, collection: str, asked: Acceptance) -> Checked:
    """The check without the findings that stand, or with them where they are to be shown.

    CannotCheck where the file of acceptances cannot be read, or there is nothing to accept.
    """
    kept = kept_of(checked, pack, seal=seal)
    about = (collection, checked.year)
    if asked.rule:
        _accept(kept, about, asked)
    with looking(kept, Beside(accepted=_accepted(about, asked.where))) as look:
        standing = Standing.ALL if asked.shown else Standing.TO_DO
        paper = look.narrowed_paper(Narrowing(standing=standing, consequences=True))
        return replace(checked, paper=_with_count(paper, look), grade=grade_of(_to_do(look)))


def _to_do(look: Look) -> Paper:
    return look.narrowed_paper(Narrowing(consequences=True))


def _with_count(paper: Paper, look: Look) -> Paper:
    number = len(look.findings(Narrowing(standing=Standing.ACCEPTED, consequences=True)))
    return replace(paper, about=f"{paper.about} {number:,} findings are accepted.")


def _accept(kept: Kept, about: tuple[str, int], asked: Acceptance) -> None:
    """Add every finding of a rule that does not stand yet to the file."""
    if asked.where == RECORD:
        raise CannotCheck(
            "--accept writes to a file. On the screen, findings are accepted in the record."
        )
    if not asked.reason.strip() or len(asked.reason) > _MOST_WORDS:
        raise CannotCheck(f"--accept needs --reason, in up to {_MOST_WORDS} characters.")
    with looking(kept, Beside(accepted=_accepted(about, asked.where))) as look:
        found = look.findings(Narrowing(rule=asked.rule, consequences=True))[:]
    if not found:
        raise CannotCheck(
            f"--accept {asked.rule}: there is no finding of it that is still to be dealt with."
        )
    rows = {
        (*about, f.rule, f.sealed_child, f.fingerprint, asked.reason.strip(), "") for f in found
    }
    _add(Path(asked.where), sorted(rows))


def _add(path: Path, rows: list[tuple[object, ...]]) -> None:
    """Whole or not at all."""
    before = path.read_text(encoding="utf-8") if path.exists() else f"{','.join(_COLUMNS)}\n"
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as file:
            file.write(before)
            csv.writer(file, lineterminator="\n").writerows(rows)
        fresh.replace(path)
    except OSError as error:
        raise CannotCheck(f"{path} cannot be written: {error.strerror}.") from error


def _accepted(about: tuple[str, int], where: str) -> pa.Table:
    rows = _of_record(*about) if where == RECORD else _of_file(*about, Path(where))
    told = {(row["rule"], row["sealed_child"], row["fingerprint"]): row for row in rows}
    return pa.Table.from_pylist(list(told.values()), schema=ACCEPTED)


def _of_file(collection: str, year: int, path: Path) -> Iterator[dict[str, str]]:
    """The lines of a return and its year; none where there is no such file yet."""
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CannotCheck(f"{path}: this file of accepted findings cannot be read.") from error
    for number, line in enumerate(lines, 2):
        if set(line) != set(_COLUMNS) or None in line.values() or not line["reason"].strip():
            raise CannotCheck(
                f"{path}, row {number}: write {', '.join(_COLUMNS)}, each with its value."
            )
        if (line["collection"], line["year"]) == (collection, str(year)):
            yield {name: line[name] for name in ACCEPTED.names}


def _of_record(collection: str, year: int) -> Iterator[dict[str, str]]:
    from rightplace.ops.boot import boot

    boot()
    from rightplace.casework.queries.checks import accepted_in

    for each in accepted_in(collection, year):
        yield {
            "rule": each.rule,
            "sealed_child": each.child,
            "fingerprint": each.fingerprint,
            "reason": each.reason,
            "accepted_by": each.by.name,
        }


def shortened(paper: Paper, limit: int) -> Paper:
    """The paper with no more than `limit` rows of each rule."""
    totals = tuple(replace(total, rows=total.rows[:limit]) for total in paper.totals)
    left: dict[str, int] = {}
    lines = []
    for line in paper.lines:
        left[line.rule] = left.get(line.rule, 0) + 1
        if left[line.rule] <= limit:
            lines.append(line)
    return replace(paper, totals=totals, lines=lines)


def by_table(totals: tuple[Total, ...], pack: Pack) -> tuple[Total, ...]:
    """Counts table by table, those of the reader first."""
    places = {pack.label(table, ""): place for place, table in enumerate(pack.schemas)}
    return tuple(sorted(totals, key=lambda total: places.get(total.table, -1)))
