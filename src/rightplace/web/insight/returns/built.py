"""What is worked out of a snapshot for one year: the reconciliation, and what the rules find."""

from collections import Counter
from datetime import datetime
from functools import lru_cache

import pyarrow as pa
from django.conf import settings
from django.http import Http404, HttpRequest

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, Severity, run
from rightplace.facts.schema import RETURN_TABLES
from rightplace.facts.snapshot import Snapshot, open_snapshot
from rightplace.returns import sen2
from rightplace.returns.sen2.reconcile import Reconciliation, reconcile
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS
from rightplace.web.insight.choice import Choice, choose

_KEPT = 8
"""How many results stay in memory; a snapshot never changes, so none of them grows old."""


def years_of(snapshot: Snapshot) -> tuple[int, ...]:
    """The years whose survey day the snapshot is late enough for, the newest first."""
    day = snapshot.about.as_of
    past = [year for year, each in COLLECTIONS.items() if each.survey_day <= day]
    return tuple(sorted(past, reverse=True))


def chosen(request: HttpRequest) -> tuple[Choice, int | None]:
    """The snapshot and the year that the address asks for; None where no return can be built.

    404 for a year that the snapshot cannot have.
    """
    choice = choose(request)
    if choice.snapshot is None or choice.snapshot.about.origin != "record":
        return choice, None
    years, asked = years_of(choice.snapshot), request.GET.get("year")
    if asked is None:
        return choice, next(iter(years), None)
    if asked not in map(str, years):
        raise Http404
    return choice, int(asked)


def reconciled(snapshot: Snapshot, year: int) -> Reconciliation:
    """The record against the return of that year."""
    return _reconciled(snapshot.id, snapshot.name, year)


@lru_cache(maxsize=_KEPT)
def _reconciled(content: str, name: str, year: int) -> Reconciliation:
    return reconcile(open_snapshot(name, store=settings.SNAPSHOTS).tables(), year=year)


def return_of(snapshot: Snapshot, year: int, made_at: datetime) -> dict[str, pa.Table]:
    """The tables of the return."""
    return sen2.build_return(
        snapshot.tables(), year=year, authority=snapshot.about.authority, made_at=made_at
    )


def graded(snapshot: Snapshot, year: int) -> Counter[Severity]:
    """How many findings of each severity the rules have in the return."""
    return _graded(snapshot.id, snapshot.name, year)


@lru_cache(maxsize=_KEPT)
def _graded(content: str, name: str, year: int) -> Counter[Severity]:
    snapshot, day = open_snapshot(name, store=settings.SNAPSHOTS), COLLECTIONS[year].survey_day
    tables = return_of(snapshot, year, snapshot.taken_at)
    with sealed({table.name: tables[table.name] for table in RETURN_TABLES}) as facts:
        found = run(RULES, Data(facts, year, day)).findings
    return Counter(map(Severity, found["severity"].to_pylist()))
