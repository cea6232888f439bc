"""The lists of other services that were loaded."""

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


def load_of(table: str, original: str) -> ListLoad | None:
    """The newest good load of that very file."""
    return _good(table).filter(original=original).order_by("-pk").first()


def _good(table: str) -> QuerySet[ListLoad]:
    return ListLoad.objects.filter(table=table).exclude(digest="").order_by("-as_of", "-at", "-pk")
