"""The indicators again, slow and plain: Python over lists of dicts, one function for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rightplace.facts.snapshot import About
from rightplace.indicators.performance.periods import Period, PeriodKind

Row = Mapping[str, Any]
Pair = tuple[float, float | None]
"""The numerator and the denominator; none of a count."""
EET = {"F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5"}


@dataclass(frozen=True)
class Book:
    """The facts as lists."""

    facts: Mapping[str, list[Row]]
    about: About

    def rows(self, table: str, **where: object) -> list[Row]:
        return [r for r in self.facts[table] if all(r[k] == v for k, v in where.items())]


def going_on(row: Row, since: str, until: str, day: date) -> bool:
    return row[since] is not None and row[since] <= day and (row[until] is None or row[until] > day)


def years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def newest(rows: Iterable[Row], key: str, since: str, row_id: str) -> list[Row]:
    """Of the rows with the same key the one that began last, the later row where two did."""
    found: dict[object, Row] = {}
    for row in sorted(rows, key=lambda r: (r[since], r[row_id])):
        found[row[key]] = row
    return list(found.values())


def second_plans(book: Book, period: Period) -> Pair:
    plans = book.rows("child_protection_plan")
    started = [
        p for p in plans if p["started_on"] and period.first <= p["started_on"] <= period.last
    ]
    return sum((p["plans_before"] or 0) > 0 for p in started), len(started)


def two_years(book: Book, period: Period) -> Pair:
    plans = book.rows("child_protection_plan")
    live = [p for p in plans if going_on(p, "started_on", "ended_on", period.last)]
    return sum(years_on(p["started_on"], 2) <= period.last for p in live), len(live)


def leavers(book: Book, period: Period) -> list[Row]:
    day = period.last
    there = [
        row
        for row in book.rows("care_leaver")
        if going_on(row, "known_from", "known_to", day)
        and row["birth_date"] is not None
        and years_on(row["birth_date"], 19) <= day < years_on(row["birth_date"], 22)
    ]
    return newest(there, "child_ref", "known_from", "care_leaver_id")


def suitable(book: Book, period: Period) -> Pair:
    found = leavers(book, period)
    good = [r for r in found if r["accommodation"] and r["accommodation"][0] in "BCDEGHKRTUVWYZ"]
    return sum(r["accommodation"][1:] == "1" for r in good), len(found)


def in_work(book: Book, period: Period) -> Pair:
    found = leavers(book, period)
    return sum(r["activity"] in EET for r in found), len(found)


def judged(book: Book, period: Period) -> list[Row]:
    there = [
        r
        for r in book.rows("school_judgement")
        if going_on(r, "in_force_from", "in_force_to", period.last) and r["judgement"] is not None
    ]
    return newest(there, "urn", "in_force_from", "school_judgement_id")


def good_schools(phase: str) -> Callable[[Book, Period], Pair]:
    def count(book: Book, period: Period) -> Pair:
        found = [r for r in judged(book, period) if r["phase"] == phase]
        return sum(r["judgement"] in ("1", "2") for r in found), len(found)

    return count


def pupils_in_good(book: Book, period: Period) -> Pair:
    found = judged(book, period)
    good = [r for r in found if r["judgement"] in ("1", "2")]
    return sum(r["pupils"] or 0 for r in good), sum(r["pupils"] or 0 for r in found)


def at_home(book: Book, period: Period) -> Pair:
    spells = book.rows("home_educated")
    there = [s for s in spells if going_on(s, "started_on", "ended_on", period.last)]
    return len({s["child_ref"] for s in there}), None


def results(stage: str, **where: object) -> Callable[[Book, Period], Pair]:
    def count(book: Book, period: Period) -> Pair:
        rows = book.rows("key_stage_result", stage=stage, academic_year=period.year, **where)
        if stage == "EYFS":
            rows = [r for r in rows if r["expected"] is not None]
        return sum(r["expected"] == "1" for r in rows), len(rows)

    return count


def scores(**where: object) -> Callable[[Book, Period], Pair]:
    def count(book: Book, period: Period) -> Pair:
        rows = book.rows("key_stage_result", stage="KS4", academic_year=period.year, **where)
        known = [r["score"] for r in rows if r["score"] is not None]
        return sum(known), len(known)

    return count


def group_of(book: Book, place: Row) -> str | None:
    """The group of a place's setting: by URN, else by UKPRN."""
    for name in ("urn", "ukprn"):
        found = [s for s in book.rows("setting") if place[name] and s[name] == place[name]]
        groups = [s["setting_group"] for s in found if s["setting_group"] is not None]
        if groups:
            return min(groups)
    return None


def mainstream_plans(book: Book, period: Period) -> Pair:
    day = counted_on(period)
    count = 0
    for plan in book.rows("active_plan"):
        since = plan["held_from"]
        held = day == book.about.as_of if since is None else since <= day
        if not held or (plan["held_to"] is not None and plan["held_to"] <= day):
            continue
        places = [
            p
            for p in book.rows(
                "placement_detail", active_plan_id=plan["active_plan_id"], placement_rank="1"
            )
            if (p["entry_date"] is None or p["entry_date"] <= day)
            and (p["leaving_date"] is None or p["leaving_date"] > day)
        ]
        places.sort(key=lambda p: (p["entry_date"] or date.min, p["placement_detail_id"]))
        count += bool(places) and group_of(book, places[-1]) == "mainstream"
    return count, None


def support(book: Book, period: Period) -> Pair:
    schools = {s["setting_id"] for s in book.rows("setting", setting_group="mainstream")}
    counts = [
        c
        for c in book.rows("school_count")
        if c["setting_id"] in schools and period.first <= c["census_date"] <= period.last
    ]
    day = max((c["census_date"] for c in counts), default=None)
    return sum(c["sen_support"] for c in counts if c["census_date"] == day), None


def counted_on(period: Period) -> date:
    if period.kind is PeriodKind.TERM:
        return {
            1: date(period.year, 3, 31),
            2: date(period.year, 7, 31),
            3: date(period.year, 12, 31),
        }[period.number]
    return period.last


TWINS: Mapping[str, Callable[[Book, Period], Pair]] = {
    "send-mainstream-plans": mainstream_plans,
    "send-mainstream-support": support,
    "cp-second-plan": second_plans,
    "cp-two-years": two_years,
    "leavers-accommodation": suitable,
    "leavers-eet": in_work,
    "schools-primary-good": good_schools("primary"),
    "schools-secondary-good": good_schools("secondary"),
    "schools-pupils-good": pupils_in_good,
    "home-education": at_home,
    "eyfs-gld": results("EYFS"),
    "eyfs-gld-fsm": results("EYFS", free_school_meals="1"),
    "eyfs-gld-ehcp": results("EYFS", sen="E"),
    "ks2-rwm": results("KS2"),
    "ks2-rwm-fsm": results("KS2", free_school_meals="1"),
    "ks2-rwm-ehcp": results("KS2", sen="E"),
    "ks2-rwm-support": results("KS2", sen="K"),
    "ks4-p8": scores(),
    "ks4-p8-fsm": scores(free_school_meals="1"),
    "ks4-p8-ehcp": scores(sen="E"),
    "ks4-p8-support": scores(sen="K"),
}
