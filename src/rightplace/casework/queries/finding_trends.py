"""How many findings there are and were: by check over time, and by what they have in common. Counts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from rightplace.casework.models import (
    Cause,
    CheckRun,
    DatumSource,
    Finding,
    FindingCount,
    FindingSeverity,
    FindingState,
    Setting,
)

COUNTED = (FindingState.OPEN, FindingState.ACCEPTED, FindingState.MENDED)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the counts are narrowed to; what is None or empty narrows nothing."""

    collection: str = ""
    team: int | None = None

    def of(self, rows: QuerySet, collection: str) -> QuerySet:
        """Those of the rows that fit; `collection` is the path to what was checked."""
        given = {collection: self.collection, "team": self.team}
        return rows.filter(**{name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Check:
    """What stood at the end of the checks of one snapshot, and what they found mended."""

    as_of: date
    name: str
    counts: Mapping[FindingState, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that have something in common. `before` is how many were open at the check before, if any."""

    key: str
    name: str
    counts: Mapping[FindingState, int]
    before: int | None = None
    about: str = ""

    @property
    def open(self) -> int:
        """Those still to be mended."""
        return self.counts.get(FindingState.OPEN, 0)


@dataclass(frozen=True, slots=True)
class Age:
    """Open findings of one band against their day: severity -> number."""

    name: str
    counts: Mapping[FindingSeverity, int]

    @property
    def number(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class AtStake:
    """Open findings of one rule about the same columns."""

    rule: str
    severity: str
    table: str
    fields: tuple[str, ...]
    message: str
    number: int


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything that the page of trends shows."""

    checks: Sequence[Check]
    groups: Mapping[str, Sequence[Group]] = field(default_factory=dict)


def trends(narrowed: Narrowed) -> Trends:
    """The counts kept by each check, and those of the newest by rule, team, school and source."""
    runs = list(CheckRun.objects.order_by("as_of", "taken_at", "pk"))
    # A snapshot can be checked more than once, with other rules: the last time counts.
    latest = {(run.snapshot_id, run.collection): run for run in runs}
    by_snapshot: dict[str, list[CheckRun]] = {}
    for run in latest.values():
        by_snapshot.setdefault(run.snapshot_id, []).append(run)
    counts = narrowed.of(FindingCount.objects.all(), "run__collection")
    checks = _checks(list(by_snapshot.values()), counts)
    newest, before = (_pks(by_snapshot, place) for place in (-1, -2))
    return Trends(checks, _groups(counts, newest, before))


def _pks(by_snapshot: Mapping[str, list[CheckRun]], place: int) -> list[int]:
    snapshots = list(by_snapshot.values())
    return [run.pk for run in snapshots[place]] if len(snapshots) >= -place else []


def _checks(snapshots: Sequence[list[CheckRun]], counts: QuerySet) -> list[Check]:
    rows = counts.values_list("run", "state").annotate(total=Sum("number")).order_by()
    found: dict[int, dict[str, int]] = {}
    for run, state, total in rows:
        found.setdefault(run, {})[state] = total
    return [
        Check(
            runs[0].as_of,
            runs[0].snapshot_name,
            {state: sum(found.get(run.pk, {}).get(state, 0) for run in runs) for state in COUNTED},
        )
        for runs in snapshots
    ]


def _groups(counts: QuerySet, newest: list[int], before: list[int]) -> dict[str, list[Group]]:
    messages = dict(
        Finding.objects.order_by("rule").values_list("rule", "message").distinct("rule")
    )
    schools = dict(Setting.objects.exclude(urn="").values_list("urn", "name"))
    teams = dict(counts.exclude(team=None).values_list("team", "team__name").distinct())
    names: dict[str, tuple[str, Mapping, str]] = {
        "rule": ("rule", {}, ""),
        "team": ("team", teams, "Of no child: the authority's own"),
        "school": ("school_urn", schools, "On the roll of no school"),
        "source": ("source", dict(DatumSource.choices), ""),
    }
    return {
        kind: _group(
            counts, newest, before, column, labels, none, messages if kind == "rule" else {}
        )
        for kind, (column, labels, none) in names.items()
    }


def _group(
    counts: QuerySet,
    newest: list[int],
    before: list[int],
    column: str,
    labels: Mapping,
    none: str,
    about: Mapping[str, str],
) -> list[Group]:
    """The groups with most open first."""
    now, then = (_by(counts.filter(run__in=runs), column) for runs in (newest, before))
    return sorted(
        (
            Group(
                key="" if key is None else str(key),
                name=str(labels.get(key, key) or none) if key not in (None, "") else none,
                counts=found,
                before=then.get(key, {}).get(FindingState.OPEN, 0) if before else None,
                about=about.get(str(key), ""),
            )
            for key, found in now.items()
        ),
        key=lambda group: (-group.open, group.name),
    )


def _by(counts: QuerySet, column: str) -> dict[object, dict[FindingState, int]]:
    rows = counts.values_list(column, "state").annotate(total=Sum("number")).order_by()
    found: dict[object, dict[FindingState, int]] = {}
    for key, state, total in rows:
        found.setdefault(key, {})[FindingState(state)] = total
    return found


def by_cause(narrowed: Narrowed) -> list[Group]:
    """Findings as they stand now by why the datum is wrong; most of them first."""
    rows = narrowed.of(Finding.objects.all(), "collection").values_list("cause", "state")
    found: dict[str, dict[FindingState, int]] = {}
    for cause, state, total in rows.annotate(total=Count("pk")).order_by():
        found.setdefault(cause, {})[FindingState(state)] = total
    groups = [
        Group(cause, Cause(cause).label if cause else "Not said yet", counts)
        for cause, counts in found.items()
    ]
    return sorted(groups, key=lambda group: (-group.open, group.name))


def ages(narrowed: Narrowed, *, day: date) -> list[Age]:
    """Open findings against the day by which each is to be mended: the bands, the latest last."""
    rows = narrowed.of(Finding.objects.standing(), "collection")
    bands = {
        "Not due": Q(due_on__gte=day),
        "1 to 7 days late": Q(due_on__lt=day, due_on__gte=day - timedelta(days=7)),
        "8 to 28 days late": Q(
            due_on__lt=day - timedelta(days=7), due_on__gte=day - timedelta(days=28)
        ),
        "Over 28 days late": Q(due_on__lt=day - timedelta(days=28)),
    }
    return [Age(name, _by_severity(rows.filter(band))) for name, band in bands.items()]


def _by_severity(rows: QuerySet) -> dict[FindingSeverity, int]:
    found = dict(rows.values_list("severity").annotate(total=Count("pk")).order_by())
    return {severity: found.get(severity.value, 0) for severity in FindingSeverity}


def at_stake(narrowed: Narrowed) -> list[AtStake]:
    """Open findings by rule and what it looks at, the most first."""
    rows = narrowed.of(Finding.objects.standing(), "collection")
    columns = ("rule", "severity", "table", "fields", "message")
    found = rows.values_list(*columns).annotate(total=Count("pk")).order_by("-total", "rule")
    return [
        AtStake(rule, severity, table, tuple(fields), message, total)
        for rule, severity, table, fields, message, total in found
    ]
