"""The lists of other services that were loaded."""

from datetime import date, datetime

from django.db.models import QuerySet

from rightplace.governance.models import ListLoad


def last_good(table: str) -> ListLoad | None:
    """The load that a snapshot of today takes: good, of the latest day, the newest of that day."""
    return _good(table).first()


def last_good_of_each() -> dict[str, ListLoad]:
    """Table -> its last good load."""
    found = ListLoad.objects.exclude(digest="").select_related("by")
    newest = found.order_by("table", "-as_of", "-at", "-pk").distinct("table")
    return {load.table: load for load in newest}


def is_loaded(table: str, original: str, *, as_of: date, since: datetime) -> bool:
    """Whether that very file was loaded as the list of that day, at a moment or after it."""
    return _good(table).filter(original=original, as_of=as_of, at__gte=since).exists()


def _good(table: str) -> QuerySet[ListLoad]:
    return ListLoad.objects.filter(table=table).exclude(digest="").order_by("-as_of", "-at", "-pk")
