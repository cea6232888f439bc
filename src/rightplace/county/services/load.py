"""The lists and the entered figures into the record, by the way on which any council's come in."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

from rightplace.casework.models import Person
from rightplace.county.services.entered import entered
from rightplace.county.services.home import home_educated
from rightplace.county.services.late import as_listed
from rightplace.county.services.leavers import leavers
from rightplace.county.services.numbers import AS_OF, LAST, listed_on, reported
from rightplace.county.services.placements import looked_after
from rightplace.county.services.protection import plans
from rightplace.county.services.results import results
from rightplace.county.services.schools import judgements
from rightplace.county.spec import CountySpec
from rightplace.facts.lists_load import load_list
from rightplace.facts.schema import TABLES
from rightplace.governance.models import EnteredFigure

Rows = Sequence[Mapping[str, object]]
Progress = Callable[[str, int, int], None]

LISTS: Mapping[str, tuple[str, Callable[[Random], Rows]]] = {
    "child_protection_plan": ("Children's social-care system, list of plans", plans),
    "care_leaver": ("Children's social-care system, contacts of personal advisers", leavers),
    "looked_after": ("Children's social-care system, episodes", looked_after),
    "home_educated": ("Register of home-educated children", home_educated),
    "school_judgement": ("Schools' published judgements", judgements),
    "key_stage_result": ("Results as the authority received them", results),
}
"""Table -> where the list comes from, and what invents it."""


_YEARLY = {"key_stage_result"}
_RESULTS = 2
"""The quarter of a year for whose report the year's results come."""
_OF_SAME_AGES = ("child_protection_plan", "home_educated")
_ONE_IN = 20


def _known(rows: Rows) -> Rows:
    """The rows, one in twenty of a child whom the case record knows, with the UPN."""
    upns = iter(Person.objects.exclude(upn="").order_by("pk").values_list("upn", flat=True))
    return [
        {**row, "upn": next(upns, "")} if number % _ONE_IN == 0 else row
        for number, row in enumerate(rows)
    ]


def load_services(spec: CountySpec, *, by: Any, progress: Progress) -> None:
    """Load the lists of each quarter as they were then, and enter every figure.

    A county that stands before the day of the last lists has none.
    """
    if spec.until < AS_OF:
        return
    for number, (table, (source, invent)) in enumerate(LISTS.items()):
        progress("Loading lists", number, len(LISTS))
        rows = invent(spec.stream(f"services/{table}"))
        if table in _OF_SAME_AGES:
            rows = _known(rows)
        for day, content in _lists(table, rows):
            at = datetime.combine(day, time(9, tzinfo=UTC))
            name = f"{table.replace('_', '-')}-{day}.csv"
            load_list(table, content, file_name=name, as_of=day, source=source, by=by, at=at)
    EnteredFigure.objects.bulk_create(entered(spec.stream("services/entered"), by=by))
    progress("Loading lists", len(LISTS), len(LISTS))


def _lists(table: str, rows: Rows) -> Iterator[tuple[date, bytes]]:
    """The files that a service sent, each with its day: one for each quarter, of results one a year."""
    for period in reported():
        day = listed_on(period)
        if table in _YEARLY and period not in (reported()[0], LAST) and period.number != _RESULTS:
            continue
        yield day, as_csv(table, rows if day == AS_OF else as_listed(table, rows, day))


def as_csv(table: str, rows: Rows) -> bytes:
    """Rows as the file that a service would send."""
    into = io.StringIO(newline="")
    names = TABLES[table].arrow.names[1:]  # the rows are numbered as they come
    writer = csv.writer(into)
    writer.writerow(names)
    writer.writerows([row.get(name) for name in names] for row in rows)
    return into.getvalue().encode()
