"""What is so of a finding before anyone works on it: its identity, its day and where its datum comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from rightplace.casework.models.findings import CheckedAs, DatumSource, FindingSeverity
from rightplace.law.dates import working_day_after

WORKING_DAYS = {
    FindingSeverity.ERROR: 5,
    FindingSeverity.QUERY: 10,
    FindingSeverity.INFORMATION: 20,
}
"""The council's own standard: working days to mend a finding of each severity."""

_OF_TABLE = {
    "header": DatumSource.AUTHORITY,
    "person": DatumSource.INTAKE,
    "request": DatumSource.INTAKE,
    "assessment": DatumSource.CASEWORK,
    "named_plan": DatumSource.CASEWORK,
    "plan_detail": DatumSource.PLACEMENTS,
    "active_plan": DatumSource.REVIEWS,
    "placement_detail": DatumSource.PLACEMENTS,
    "sen_need": DatumSource.CASEWORK,
    "event": DatumSource.CASEWORK,
    "setting": DatumSource.REGISTER,
}
# Where a field comes from elsewhere than the rest of its table.
_OF_FIELD = {
    ("request", "request_outcome"): DatumSource.CASEWORK,
    ("request", "request_outcome_date"): DatumSource.CASEWORK,
    ("request", "request_mediation"): DatumSource.CASEWORK,
    ("request", "request_tribunal"): DatumSource.CASEWORK,
    ("request", "officer"): DatumSource.CASEWORK,
    ("named_plan", "pb"): DatumSource.FINANCE,
    ("named_plan", "oa"): DatumSource.FINANCE,
    ("named_plan", "dp"): DatumSource.FINANCE,
    ("request", "closed_on"): DatumSource.CASEWORK,
    ("active_plan", "transfer_la"): DatumSource.CASEWORK,
    ("active_plan", "held_from"): DatumSource.CASEWORK,
    ("active_plan", "held_to"): DatumSource.CASEWORK,
    ("plan_detail", "urn"): DatumSource.REGISTER,
    ("plan_detail", "ukprn"): DatumSource.REGISTER,
    ("placement_detail", "urn"): DatumSource.REGISTER,
    ("placement_detail", "ukprn"): DatumSource.REGISTER,
}

Identity = tuple[str, str, int]
"""A finding within what was checked: rule, table, key of the row."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One run: which snapshot was checked, as what, and which rules gave a verdict.

    `rules` were applied; `not_asked` and `broken` give code -> why not. `after` gives code -> the rules whose
    failure on the same row keeps it from being reported.
    """

    collection: CheckedAs
    year: int
    snapshot_id: str
    snapshot_name: str
    as_of: date
    taken_at: datetime
    started_at: datetime
    rules: tuple[str, ...]
    not_asked: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """One row that fails one rule. `fingerprint` is of the values that the rule looked at."""

    rule: str
    severity: FindingSeverity
    table: str
    key: int
    fields: tuple[str, ...]
    message: str
    hint: str
    fingerprint: str
    person: int | None = None
    request: int | None = None
    plan: int | None = None

    @property
    def identity(self) -> Identity:
        """Which finding it is."""
        return self.rule, self.table, self.key

    @property
    def mistake(self) -> str:
        """What one mending clears: one datum of a child, or one value of the register for all children."""
        what = self.fields[0] if self.fields else self.rule
        if source_of(self.table, self.fields) == DatumSource.REGISTER:
            return f"register:{what}:{self.fingerprint}"
        return f"{self.person or 0}:{self.table}:{what}"


def due_on(severity: FindingSeverity, opened_on: date) -> date:
    """The last day to mend what was opened on a day."""
    return working_day_after(opened_on, WORKING_DAYS[severity])


def source_of(table: str, fields: tuple[str, ...]) -> DatumSource:
    """Whose work the datum comes from: that of its first field, else that of its table."""
    first = fields[0] if fields else ""
    return _OF_FIELD.get((table, first), _OF_TABLE.get(table, DatumSource.CASEWORK))
