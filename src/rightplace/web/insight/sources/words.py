"""A datum, a source and a load in words."""

from collections.abc import Iterable

from django.urls import reverse

from rightplace.casework.models import DataSource, Role, SourceLoad
from rightplace.casework.queries.sources import Standing
from rightplace.casework.sources import Interface
from rightplace.facts.schema import TABLES
from rightplace.facts.sources import COUNTED, Datum
from rightplace.indicators import REGISTER
from rightplace.returns.sen2.modules import MODULES
from rightplace.web.design.formats import plural, short_day
from rightplace.web.design.presenters import Cell, Link, Tag, Tone

_OWN_TABLES = {
    "clock": "Statutory clock",
    "event": "Event of a case",
    "setting": "Setting",
    "school_count": "Count of a school",
    "child_protection_plan": "Child protection plan",
    "care_leaver": "Care leaver",
    "looked_after": "Episode of a looked-after child",
    "home_educated": "Child educated at home",
    "school_judgement": "Judgement of a school",
    "key_stage_result": "Result of a key stage",
    "entered_figure": "Entered figure",
    "list_load": "List that was loaded",
    "entered_twice": "Child who was entered twice",
}

_OWN_COLUMNS = {
    "urn": "URN",
    "ukprn": "UKPRN",
    "la_code": "Local authority",
    "setting_id": "Key of the setting",
    "sen_support": "Pupils on SEN support",
    "ref": "Which one",
}


def table_name(table: str) -> str:
    """A table as the return calls it, or as we do."""
    if table not in MODULES:
        return _OWN_TABLES[table]
    title = MODULES[table].title
    return title.removesuffix(" Records").removesuffix(" Record")


def column_name(table: str, column: str) -> str:
    """A column as the return heads it, or its own name in words."""
    module = MODULES.get(table)
    headings = {} if module is None else {f.column: f.heading for f in module.fields}
    return headings.get(column) or _OWN_COLUMNS.get(column) or column.replace("_", " ").capitalize()


def datum_link(datum: Datum) -> Link:
    """A column, leading to its page."""
    return Link(column_name(*datum), reverse("insight:datum", args=datum))


def source_link(source: DataSource) -> Link:
    """A source, leading to its page."""
    return Link(source.name, reverse("insight:source", args=[source.key]))


def owner(source: DataSource) -> Cell:
    """The person where one is named, and the role."""
    role = Role(source.owner_role).label
    if source.owner is None:
        return Cell(role, detail="Nobody named yet")
    return Cell(source.owner.name, detail=role)


def interface(source: DataSource) -> str:
    """How its data come."""
    return Interface(source.interface).label


def freshness(standing: Standing) -> Cell:
    """The last good load, and whether fresh data are overdue."""
    good = standing.last_good
    failed = "The last load failed" if standing.failed_last else None
    if good is None:
        return Cell(tag=Tag("No load noted", Tone.QUIET), detail=failed)
    words = short_day(good.at.date())
    if standing.overdue:
        late = Tag(f"Overdue by {plural(standing.overdue, 'day')}", Tone.LATE)
        return Cell(words, tag=late, detail=failed)
    return Cell(words, tag=Tag("Fresh", Tone.FINE), detail=failed)


def outcome(load: SourceLoad) -> Cell:
    """Good, or failed and why."""
    if load.is_good:
        return Cell(tag=Tag("Good", Tone.FINE))
    return Cell(tag=Tag("Failed", Tone.LATE), detail=load.failure)


def measures_reading(data: Iterable[Datum]) -> tuple[str, ...]:
    """Keys of the measures whose counts are made from any of these columns, in the order of the register."""
    wanted = frozenset(data)
    return tuple(key for key in REGISTER if wanted & COUNTED[key])


def tables_in_order(tables: Iterable[str]) -> list[str]:
    """Tables in the order of the snapshot."""
    wanted = set(tables)
    return [table for table in TABLES if table in wanted]
