"""The sources of data as they stand on a day: who owns each, what came in last, what is overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import QuerySet

from rightplace.casework.models import AuditEvent, DataSource, RowChange, SourceLoad, User
from rightplace.casework.sources import Reviewed, days_overdue, next_load_due


@dataclass(frozen=True, slots=True)
class Standing:
    """One source on a day: its row, its last load and its last good one, None where there is none."""

    source: DataSource
    last: SourceLoad | None
    last_good: SourceLoad | None
    due_on: date | None
    overdue: int | None

    @property
    def failed_last(self) -> bool:
        """Whether the last try to load it failed."""
        return self.last is not None and not self.last.is_good


def source_row(reviewed: Reviewed) -> DataSource:
    """Its row; not in the database until something is first said of it or loaded from it."""
    found = DataSource.objects.select_related("owner").filter(key=reviewed.key).first()
    return found or _unsaved(reviewed)


def _unsaved(reviewed: Reviewed) -> DataSource:
    return DataSource(**asdict(reviewed) | {"interface": reviewed.interface.value})


def standings(reviewed: Sequence[Reviewed], *, day: date) -> list[Standing]:
    """Each source as it stands on a day, in the order given; loads after the day are not counted."""
    keys = [each.key for each in reviewed]
    rows = DataSource.objects.select_related("owner").filter(key__in=keys)
    by_key = {row.key: row for row in rows}
    loads = SourceLoad.objects.filter(source__key__in=keys, at__date__lte=day)
    last, good = _newest(loads), _newest(loads.filter(failure=""))
    return [
        _standing(
            by_key.get(each.key) or _unsaved(each), last.get(each.key), good.get(each.key), day
        )
        for each in reviewed
    ]


def _newest(loads: QuerySet[SourceLoad]) -> dict[str, SourceLoad]:
    newest = loads.order_by("source", "-at", "-pk").distinct("source")
    return {load.source.key: load for load in newest.select_related("source", "by")}


def _standing(
    source: DataSource, last: SourceLoad | None, good: SourceLoad | None, day: date
) -> Standing:
    on = None if good is None else good.at.date()
    return Standing(
        source,
        last,
        good,
        next_load_due(on, source.refresh_days),
        days_overdue(on, source.refresh_days, day=day),
    )


def loads_of(reviewed: Reviewed, *, day: date) -> QuerySet[SourceLoad]:
    """What was loaded from a source up to a day, the newest first."""
    loads = SourceLoad.objects.filter(source__key=reviewed.key, at__date__lte=day)
    return loads.select_related("by").order_by("-at", "-pk")


def changes_of(source: DataSource) -> Iterable[tuple[AuditEvent, dict[str, object]]]:
    """Who changed a source and what it was before, the newest first."""
    rows = RowChange.objects.filter(table=DataSource._meta.db_table, row=source.pk)
    changed = rows.exclude(before=None).select_related("audit__by").order_by("-pk")
    return [(row.audit, _different(row.before, row.after)) for row in changed]


def _different(before: dict[str, object], after: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in before.items() if value != after.get(name)}


def possible_owners() -> QuerySet[User]:
    """Who may own a source: everyone who signs in, by name."""
    return User.objects.filter(is_active=True).order_by("first_name", "last_name", "pk")
