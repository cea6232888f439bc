"""Writing in a draft: its passages, and its rows of needs, outcomes and provision."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Max

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    PlanNeed,
    PlanOutcome,
    PlanPassage,
    PlanProvision,
    PlanVersion,
    User,
)
from rightplace.plan_words.sections import Area
from rightplace.plan_words.text import NeedText, OutcomeText, ProvisionText, RowText

PlanRow = PlanNeed | PlanOutcome | PlanProvision
MODELS: dict[type[RowText], type[PlanRow]] = {
    NeedText: PlanNeed,
    OutcomeText: PlanOutcome,
    ProvisionText: PlanProvision,
}


def write_passage(
    passage: PlanPassage,
    *,
    text: str,
    none_identified: bool,
    version: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Write a passage anew. `version` is the one that the editor was shown."""
    of = passage.plan_version
    with ledger.entry(
        "plan_text.write", by=by, at=at, person=of.person, passage=passage.slug
    ) as entry:
        _touch(entry, of)
        refuse_unless(
            not (text.strip() and none_identified),
            "Either write something or say that nothing was identified.",
        )
        entry.edit(passage, version=version, text=text, none_identified=none_identified)


def add_row(
    of: PlanVersion, row: RowText, *, by: User, at: datetime, ledger: Ledger = DATABASE
) -> PlanRow:
    """Add a need, an outcome or provision at the end of its table; its key is given here."""
    model = MODELS[type(row)]
    with ledger.entry("plan_text.add_row", by=by, at=at, person=of.person) as entry:
        _touch(entry, of)
        _check_ties(of, row)
        known = model.objects.filter(plan_version__person=of.person_id).aggregate(Max("key"))
        last = model.objects.filter(plan_version=of).aggregate(Max("position"))
        return entry.add(
            model(
                plan_version=of,
                position=(last["position__max"] or 0) + 1,
                **row_fields(row) | {"key": (known["key__max"] or 0) + 1},
            )
        )


def change_row(
    row: PlanRow,
    given: RowText,
    *,
    version: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Write a row anew. `version` is the one that the editor was shown."""
    of = row.plan_version
    with ledger.entry("plan_text.change_row", by=by, at=at, person=of.person) as entry:
        _touch(entry, of)
        _check_ties(of, given)
        entry.edit(row, version=version, **row_fields(given) | {"key": row.key})


def remove_row(row: PlanRow, *, by: User, at: datetime, ledger: Ledger = DATABASE) -> None:
    """Take a row out of a draft; what was tied to it is tied to it no more."""
    of = row.plan_version
    with ledger.entry("plan_text.remove_row", by=by, at=at, person=of.person) as entry:
        _touch(entry, of)
        entry.change(row, removed=True)


def move_row(row: PlanRow, *, up: bool, by: User, at: datetime, ledger: Ledger = DATABASE) -> None:
    """Change a row's place with its neighbour in the same section; the first stays the first."""
    of = row.plan_version
    with ledger.entry("plan_text.move_row", by=by, at=at, person=of.person) as entry:
        _touch(entry, of)
        rows = type(row).objects.filter(plan_version=of, removed=False).order_by("position")
        same = [each for each in rows if _section(each) == _section(row)]
        place = [each.pk for each in same].index(row.pk) + (-1 if up else 1)
        if 0 <= place < len(same):
            here, there = row.position, same[place].position
            entry.change(row, position=there)
            entry.change(same[place], position=here)


def _touch(entry: Entry, version: PlanVersion) -> None:
    """Only a draft is written in, and each change of it counts."""
    entry.lock(version)
    refuse_unless(
        version.status == PlanVersion.Status.DRAFT,
        "This version was sent, so it stays as it is. Start a new draft to make changes.",
    )
    entry.change(version, version=version.version + 1)


def row_fields(row: RowText) -> dict[str, Any]:
    """A row's words as its columns: codes as text, nothing as empty text, ties as a list."""
    ties = {"needs", "outcomes"}
    return {
        name: list(value) if name in ties else ("" if value is None and name != "amount" else value)
        for name, value in asdict(row).items()
    }


def _check_ties(of: PlanVersion, row: RowText) -> None:
    """What a row is tied to stands in the same version."""
    match row:
        case OutcomeText():
            known, ties = of.planneeds, row.needs
        case ProvisionText():
            known, ties = of.planoutcomes, row.outcomes
        case _:
            return
    standing = known.filter(removed=False, key__in=ties).count()
    refuse_unless(
        standing == len(set(ties)),
        "What you tied this to has been removed meanwhile. Choose again.",
    )


def _section(row: PlanRow) -> str:
    """What a row is numbered within."""
    match row:
        case PlanNeed():
            return Area(row.area).section
        case PlanProvision():
            return row.kind
    return ""
