"""The lists that a snapshot took in: of which day each is, and whether it is older than it should be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rightplace.indicators.measure import Picture


@dataclass(frozen=True, slots=True)
class Loaded:
    """One list that the snapshot took in."""

    table: str
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a list is called, and after how many days it is older than it should be."""

    called: str
    days: int


LISTS = {
    "child_protection_plan": Kept("child protection plans", 35),
    "care_leaver": Kept("care leavers", 35),
    "looked_after": Kept("looked-after children", 35),
    "home_educated": Kept("home-educated children", 100),
    "school_judgement": Kept("schools' judgements", 100),
    "key_stage_result": Kept("key stage results", 380),
}


def loaded(picture: Picture) -> Mapping[str, Loaded]:
    """Table -> the list of it that the snapshot took in; none for a table that it has no list of."""
    rows = picture.facts["list_load"].to_pyarrow().to_pylist()
    return {
        row["table_name"]: Loaded(row["table_name"], row["as_of"], row["source"] or "")
        for row in rows
    }


def warning(found: Loaded, day: date) -> tuple[str, ...]:
    """What is to be said of a list that is older than it should be on a day; empty where it is not."""
    kept = LISTS[found.table]
    age = (day - found.as_of).days
    if age <= kept.days:
        return ()
    return (
        f"The list of {kept.called} is of {written(found.as_of)}, {age} days before the snapshot;"
        f" it should be no older than {kept.days} days.",
    )


def written(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"
