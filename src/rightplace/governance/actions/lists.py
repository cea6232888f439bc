"""A list of another system is loaded, or is refused: both are kept."""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser

from rightplace.governance.actions.acting import acted
from rightplace.governance.models import ListLoad
from rightplace.refusals import refuse_unless


def record_load(
    *,
    table: str,
    as_of: date,
    source: str,
    file_name: str,
    original: str,
    digest: str,
    rows: int,
    said: str,
    by: AbstractBaseUser,
    at: datetime,
) -> ListLoad:
    """Write the load: good with the `digest` of its rows, or failed with what was `said` of it."""
    refuse_unless(bool(digest) != bool(said), "A load is either good or says what was wrong.")
    refuse_unless(
        as_of <= at.date(), f"A list cannot be of a day to come: {as_of} is after {at.date()}."
    )
    what = "lists.load" if digest else "lists.refuse"
    with acted(what, f"list:{table}", by=by, at=at, as_of=str(as_of), file=file_name, rows=rows):
        return ListLoad.objects.create(
            table=table,
            as_of=as_of,
            source=source,
            file_name=file_name,
            original=original,
            digest=digest,
            rows=rows,
            said=said,
            at=at,
            by=by,
        )
