"""A run of the rules over a snapshot of the record, settled as work for its officers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rightplace.facts.quality import Rule, read_added, read_changes, with_changes
from rightplace.facts.schema import RETURN_TABLES, TABLES
from rightplace.facts.snapshot import Snapshot, SnapshotError

if TYPE_CHECKING:
    from rightplace.casework.models import CheckRun, User
    from rightplace.county.spec import CountySpec

Tell = Callable[[str, int, int], None]


class RulesError(Exception):
    """The file of an authority's rules is wrong; the text says where and how to mend it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that are asked: of the return, and of the record."""

    sen2: tuple[Rule, ...]
    record: tuple[Rule, ...]


def rules_of(path: Path | None) -> Rules:
    """The product's rules, changed and added to as the file says; its own rules are asked of the record."""
    from rightplace.facts.quality.record import RULES as RECORD
    from rightplace.returns.sen2.rules import RULES as SEN2

    if path is None:
        return Rules(SEN2, RECORD)
    of_return = {rule.id for rule in SEN2}
    schemas = {table.name: table.arrow for table in (*RETURN_TABLES, TABLES["event"])}
    try:
        every = with_changes([*SEN2, *RECORD], read_changes(path))
        added = read_added(path, schemas, taken=[rule.id for rule in (*SEN2, *RECORD)])
    except ValueError as error:
        raise RulesError(str(error)) from error
    return Rules(
        tuple(rule for rule in every if rule.id in of_return),
        (*(rule for rule in every if rule.id not in of_return), *added),
    )


def run_findings(
    snapshot: Snapshot,
    *,
    year: int | None = None,
    rules: Rules | None = None,
    by: "User",
    at: datetime,
    tell: Tell | None = None,
) -> "list[CheckRun]":
    """Check a snapshot of the record and settle what was found; a run for the return and one for the record.

    SnapshotError for a snapshot of a return, SEN2Error for a year without a layout, ActionRefused where a
    newer snapshot was checked already.
    """
    from rightplace.casework.actions.finding_runs import settle
    from rightplace.ops.checking import check, collection_year

    if snapshot.about.origin != "record":
        raise SnapshotError(
            f"{snapshot.name} is a snapshot of a return, which nobody here can mend row by row."
            " Check it with: rightplace check"
        )
    asked = rules or rules_of(None)
    checked = check(
        snapshot,
        year=year or collection_year(snapshot.about.as_of),
        at=at,
        sen2_rules=asked.sen2,
        record_rules=asked.record,
        tell=tell,
    )
    return [settle(each.asked, each.seen, by=by, at=at) for each in checked]


def furnish_findings(spec: "CountySpec", snapshot: Snapshot, *, at: datetime) -> None:
    """The demonstration's first check, and what its team has done with it."""
    from rightplace.casework.models import User
    from rightplace.county.furnish import findings
    from rightplace.county.furnish.desk import sit_down

    run_findings(snapshot, by=User.objects.get(username="administrator"), at=at)
    findings.furnish(sit_down(spec))
