"""One child of a return, for putting a mistake into its rows, and which children a mistake fits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rightplace.returns.ssda903 import SCHEMAS, collection_start

Row = dict[str, Any]
BEFORE = "previous."
_BEGAN = {"episodes": "DECOM", "sw_episodes": "SW_DECOM", "missing": "MIS_START"}


@dataclass
class Child:
    """The child's rows by table, last year's under "previous."; what is changed here changes the return."""

    number: str
    rows: dict[str, list[Row]]
    end: date

    def __getitem__(self, table: str) -> list[Row]:
        """The rows of a table, the oldest first."""
        began = _BEGAN.get(table.removeprefix(BEFORE))
        rows = self.rows.get(table, [])
        return sorted(rows, key=lambda row: row[began] or date.max) if began else rows

    @property
    def start(self) -> date:
        """The first day of the collection year."""
        return collection_start(self.end)

    @property
    def header(self) -> Row:
        return self["header"][0]

    @property
    def first(self) -> Row:
        """The first episode."""
        return self["episodes"][0]

    @property
    def last(self) -> Row:
        """The last episode."""
        return self["episodes"][-1]

    def only(self, table: str) -> Row:
        """The one row of a table; ValueError where there is none or are more."""
        (row,) = self[table]
        return row

    def put(self, table: str, **values: object) -> None:
        """The same into all rows of a table of both years."""
        for row in (*self[table], *self[BEFORE + table]):
            row.update(values)

    def add(self, table: str, **values: object) -> Row:
        """One more row; what is not said of it is blank."""
        names = SCHEMAS[table.removeprefix(BEFORE)].names
        known = {"CHILD": self.number, "DOB": self.header["DOB"], "row_id": None}
        row = {name: values.get(name, known.get(name)) for name in names}
        self.rows.setdefault(table, []).append(row)
        return row

    def drop(self, table: str) -> None:
        """No row of a table is left."""
        self.rows[table] = []

    def then(self, row: Row, day: date, **values: object) -> Row:
        """The episode ends that day, and the next begins, the same but for what is said."""
        after = {**row, **values, "DECOM": day, "row_id": None}
        row.update(DEC=day, REC="X1")
        self.rows["episodes"].append(after)
        return after

    def leave(self, day: date, reason: str) -> None:
        """The last episode and the social worker's end that day; nothing of later is left."""
        self.last.update(DEC=day, REC=reason)
        self.rows["sw_episodes"] = [r for r in self["sw_episodes"] if r["SW_DECOM"] < day]
        self["sw_episodes"][-1].update(SW_DEC=day)
        self.rows["missing"] = [r for r in self["missing"] if r["MIS_END"] < day]

    def birthday(self, age: int) -> date:
        """The day of that birthday."""
        born: date = self.header["DOB"]
        leap = (born.month, born.day) == (2, 29) and age % 4
        return born.replace(year=born.year + age, day=28 if leap else born.day)

    def born(self, day: date) -> None:
        """Another date of birth, the same in every table of both years."""
        for row in (row for rows in self.rows.values() for row in rows if "DOB" in row):
            row["DOB"] = day


Fits = Callable[[Child], bool]


@dataclass(frozen=True)
class Mistake:
    """What is to be found by the rule, put into a child whom it fits.

    `also` are the rules that the same mistake breaks in other rows of the child. `by` is the rule that
    reports it instead, where nothing can break the one without the other.
    """

    rule: str
    fits: Fits
    change: Callable[[Child], object]
    also: tuple[str, ...] = ()
    by: str = ""


def when(*fits: Fits) -> Fits:
    """All of them."""
    return lambda child: all(fit(child) for fit in fits)


def cared_for(child: Child) -> bool:
    """In the return with episodes, and not of short breaks."""
    return bool(child["episodes"]) and child.first["LS"] not in ("V3", "V4")


def short_break(child: Child) -> bool:
    return bool(child["episodes"]) and child.first["LS"] == "V4"


def new(child: Child) -> bool:
    """The first episode began in the year."""
    return bool(child["episodes"]) and child.first["DECOM"] > child.start


def once(child: Child) -> bool:
    """There is one episode."""
    return len(child["episodes"]) == 1


def still(child: Child) -> bool:
    """Looked after at the end of the year."""
    return bool(child["episodes"]) and child.last["DEC"] is None


def gone(child: Child) -> bool:
    """Ceased to be looked after in the year."""
    return bool(child["episodes"]) and child.last["DEC"] is not None


def moved(child: Child) -> bool:
    """The last episode began in the year, and goes on from another."""
    return len(child["episodes"]) > 1 and child.last["DECOM"] > child.start


def leaver(child: Child) -> bool:
    """A care leaver without episodes."""
    return bool(child["oc3"])


def said(table: str, **values: object) -> Fits:
    """A row of the table says so."""
    return lambda child: any(
        all(row[item] == value for item, value in values.items()) for row in child[table]
    )


def ends(**values: object) -> Fits:
    """The last episode says so."""
    return lambda child: (
        bool(child["episodes"]) and all(child.last[item] == v for item, v in values.items())
    )


def aged(youngest: int, oldest: int) -> Fits:
    """From one age at the end of the year to another."""
    return lambda child: child.birthday(youngest) <= child.end < child.birthday(oldest + 1)


def lasts(days: int) -> Fits:
    """The last episode began so many days before the end of the year, or more."""
    return lambda child: child.last["DECOM"] + timedelta(days=days) <= child.end


LONE = when(cared_for, new, once, still, lambda child: not child["dolo"])
"""One episode, begun in the year and still open: nothing hangs from it."""
