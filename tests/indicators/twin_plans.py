"""The measures of plans and reviews again, slow and plain."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from rightplace.indicators.labels import GROUPS, NEEDS, NO_SETTING
from tests.indicators.twin_book import (
    Book,
    Row,
    age_band,
    began,
    days,
    share,
    whole,
)


def group(book: Book, place: Row) -> str:
    for name in ("urn", "ukprn"):
        found = [
            s["setting_group"] for s in book.facts["setting"] if s[name] == place[name] is not None
        ]
        if found:
            return min(found)
    if place["urn"] is not None or place["ukprn"] is not None:
        return "not_looked_up"
    return NO_SETTING.get(place["sen_setting"], "unknown")


def need(book: Book, active_plan_id: int | None) -> str:
    codes = [
        n["sen_type"]
        for n in book.rows("sen_need", active_plan_id=active_plan_id, sen_type_rank="1")
        if n["sen_type"] is not None
    ]
    return NEEDS.get(min(codes), "Not recorded") if codes else "Not recorded"


def birth(book: Book, request_id: int) -> date | None:
    request = book.one("request", request_id=request_id)
    person = request and book.one("person", person_id=request["person_id"])
    return person["person_birth_date"] if person else None


def new(book: Book) -> Iterator[tuple[Row, Row]]:
    """Each new plan with its assessment."""
    for plan in book.facts["named_plan"]:
        a = book.one("assessment", assessment_id=plan["assessment_id"])
        if plan["start_date"] is None or a is None:
            continue
        held = book.rows("active_plan", request_id=a["request_id"])
        moved_in = any(each["transfer_la"] is not None for each in held)
        if a["assessment_outcome"] != "H" or not (book.is_record or moved_in):
            yield plan, a


def new_age(book: Book, plan: Row, assessment: Row) -> str:
    return age_band(birth(book, assessment["request_id"]), plan["start_date"])


def new_need(book: Book, plan: Row, assessment: Row) -> str:
    active = book.one("active_plan", request_id=assessment["request_id"])
    return need(book, active["active_plan_id"] if active else None)


def new_setting(book: Book, plan: Row, assessment: Row) -> str:
    places = book.rows("plan_detail", named_plan_id=plan["named_plan_id"], placement_rank="1")
    first = min(places, key=lambda p: p["plan_detail_id"], default=None)
    return GROUPS[group(book, first) if first else "unknown"]


def counted_new(*parts: Callable[[Book, Row, Row], str]) -> Callable[[Book], Iterator[Any]]:
    return lambda book: iter(
        Counter(
            (book.period(plan["start_date"]), *(part(book, plan, a) for part in parts))
            for plan, a in new(book)
            if whole(book, plan["start_date"])
        ).items()
    )


def counted_ceased(*parts: Callable[[Row], str]) -> Callable[[Book], Iterator[Any]]:
    return lambda book: iter(
        Counter(
            (book.period(plan["cease_date"]), *(part(plan) for part in parts))
            for plan in book.facts["named_plan"]
            if plan["cease_date"] is not None and whole(book, plan["cease_date"])
        ).items()
    )


def census_day(year: int) -> date:
    january = [date(year, 1, n) for n in range(1, 32)]
    return [day for day in january if day.strftime("%A") == "Thursday"][2]


def stock_days(book: Book) -> list[date]:
    if not book.is_record:
        return [book.day]
    first = began(book)
    wanted = {census_day(year) for year in range(2015, book.day.year + 1)} | {book.day}
    return [day for day in wanted if first is not None and first <= day <= book.day]


def held(book: Book, day: date) -> Iterator[Row]:
    for plan in book.facts["active_plan"]:
        begun = day == book.day if plan["held_from"] is None else plan["held_from"] <= day
        if begun and (plan["held_to"] is None or plan["held_to"] > day):
            yield plan


def held_age(book: Book, plan: Row, day: date) -> str:
    return age_band(birth(book, plan["request_id"]), day)


def held_need(book: Book, plan: Row, day: date) -> str:
    return need(book, plan["active_plan_id"])


def held_setting(book: Book, plan: Row, day: date) -> str:
    there = [
        p
        for p in book.rows(
            "placement_detail", active_plan_id=plan["active_plan_id"], placement_rank="1"
        )
        if (p["entry_date"] is None or p["entry_date"] <= day)
        and (p["leaving_date"] is None or p["leaving_date"] > day)
    ]
    latest = max(
        there, key=lambda p: (p["entry_date"] or date.min, p["placement_detail_id"]), default=None
    )
    return GROUPS[group(book, latest) if latest else "unknown"]


def counted_held(*parts: Callable[[Book, Row, date], str]) -> Callable[[Book], Iterator[Any]]:
    return lambda book: iter(
        Counter(
            (day, *(part(book, plan, day) for part in parts))
            for day in stock_days(book)
            for plan in held(book, day)
        ).items()
    )


def meetings(book: Book, plan: Row) -> Iterator[tuple[date, date | None, str | None]]:
    """Meeting, day of the decision and outcome."""
    if book.is_record:
        for c in book.rows("clock", active_plan_id=plan["active_plan_id"], duty="review.decide"):
            yield c["started_on"], c["met_on"], None
    elif plan["review_meeting"] is not None:
        known = days(plan["review_meeting"], plan["last_review"]) is not None
        yield plan["review_meeting"], plan["last_review"] if known else None, plan["review_outcome"]


def expected(book: Book, plan: Row, year: int) -> bool:
    a = book.one("assessment", request_id=plan["request_id"])
    named = a and book.one("named_plan", assessment_id=a["assessment_id"])
    if named and named["start_date"] is not None:
        return named["start_date"].year < year
    return bool(a and a["assessment_outcome"] == "H")


def review_state(book: Book, plan: Row, year: int, day: date) -> list[str]:
    if not expected(book, plan, year):
        return ["not_expected"]
    in_year = [m for m in meetings(book, plan) if m[0].year == year]
    if not in_year:
        return ["expected", "no_meeting"]
    meeting, decided, outcome = max(in_year, key=lambda m: (m[0], m[1] or date.min))
    if decided is not None and decided <= day:
        return [
            "expected",
            "meeting",
            "decided",
            "within" if (decided - meeting).days <= 28 else "over",
        ]
    if outcome is not None:
        return ["expected", "meeting", "decided", "undated"]
    return ["expected", "meeting", "not_due" if (day - meeting).days <= 28 else "outstanding"]


def review_days(book: Book) -> list[date]:
    if not book.is_record:
        return [book.day]
    wanted = {min(census_day(year), book.day) for year in range(2015, book.day.year + 1)}
    return [day for day in wanted if whole(book, day.replace(year=day.year - 1))]


def reviews(book: Book) -> Iterator[tuple[Any, ...]]:
    for day in review_days(book):
        plans = list(held(book, day))
        if not plans:
            continue
        n = Counter(s for plan in plans for s in review_state(book, plan, day.year - 1, day))
        yield (
            str(day.year - 1),
            len(plans),
            *(n[k] for k in ("expected", "not_expected", "meeting", "no_meeting", "decided")),
            *(n[k] for k in ("not_due", "outstanding", "within", "over", "undated")),
            share(n["within"], n["within"] + n["over"]),
        )
