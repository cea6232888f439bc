"""The measures again, slow and plain: Python over lists of dicts, one function for each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rightplace.facts.snapshot import About
from rightplace.indicators.labels import CEASE_REASONS, GROUPS, NEEDS, NO_SETTING, SOURCES
from rightplace.indicators.measure import Grain

Row = Mapping[str, Any]
FLAGS = ("request_mediation", "request_tribunal", "assessment_mediation", "assessment_tribunal")


@dataclass(frozen=True)
class Book:
    """The facts as lists, with the look-ups that a person would do by hand."""

    facts: Mapping[str, list[Row]]
    about: About
    by: Grain

    def rows(self, table: str, **where: object) -> list[Row]:
        return [r for r in self.facts[table] if all(r[k] == v for k, v in where.items())]

    def one(self, table: str, **where: object) -> Row | None:
        return next(iter(self.rows(table, **where)), None)

    def period(self, day: date) -> str:
        return f"{day.year}" if self.by is Grain.YEAR else f"{day.year}-{day.month:02}"

    @property
    def day(self) -> date:
        return self.about.as_of

    @property
    def is_record(self) -> bool:
        return self.about.origin == "record"


def days(start: date | None, end: date | None) -> int | None:
    if start is None or end is None or end < start:
        return None
    return (end - start).days


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def groups(items: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def how_many(items: Iterable[Any], test: Callable[[Any], object]) -> int:
    return sum(1 for item in items if test(item))


def age_band(birth: date | None, day: date) -> str:
    if birth is None or birth > day:
        return "Not recorded"
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    for top, band in (
        (4, "0 to 4"),
        (10, "5 to 10"),
        (15, "11 to 15"),
        (19, "16 to 19"),
        (25, "20 to 25"),
    ):
        if age <= top:
            return band
    return "Over 25"


def requests(book: Book) -> list[Row]:
    return [
        r
        for r in book.facts["request"]
        if r["received_date"] is not None and r["request_outcome"] != "H"
    ]


def began(book: Book) -> date | None:
    """The first day on which the record closed a case, or else received one."""
    closed = [r["closed_on"] for r in requests(book) if r["closed_on"] is not None]
    return min(closed or [r["received_date"] for r in requests(book)], default=None)


def whole(book: Book, day: date) -> bool:
    """Whether the facts are whole for the year of that day."""
    if not book.is_record:
        return day.year == book.about.year - 1
    first = began(book)
    return first is not None and day.year >= first.year


def asked(book: Book) -> list[Row]:
    return [r for r in requests(book) if whole(book, r["received_date"])]


def finished(book: Book, outcome: str) -> Iterator[Row]:
    for a in book.rows("assessment", assessment_outcome=outcome):
        r = book.one("request", request_id=a["request_id"])
        on = a["assessment_outcome_date"]
        if r is not None and on is not None and whole(book, on):
            both = {**r, **a}
            yield both | {
                "days": days(r["received_date"], a["assessment_outcome_date"]),
                "plain": a["week20"] != "1",
                "challenged": any(both[flag] == "1" for flag in FLAGS),
            }


def in_time(limit: int) -> Callable[[Row], bool]:
    return lambda row: row["days"] is not None and row["days"] <= limit


def late(limit: int) -> Callable[[Row], bool]:
    return lambda row: row["days"] is not None and row["days"] > limit


def within_20_weeks(book: Book) -> Iterator[tuple[Any, ...]]:
    issued = [row for row in finished(book, "Y") if not row["challenged"]]
    for period, rows in groups(issued, lambda r: book.period(r["assessment_outcome_date"])).items():
        plain = [row for row in rows if row["plain"]]
        within, within_plain = how_many(rows, in_time(140)), how_many(plain, in_time(140))
        known = [row["days"] for row in rows if row["days"] is not None]
        yield (
            period,
            len(rows),
            within,
            share(within, len(rows)),
            len(plain),
            within_plain,
            share(within_plain, len(plain)),
            how_many(known, lambda d: 140 < d <= 364),
            how_many(known, lambda d: d > 364),
            len(rows) - len(known),
            sum(known) / len(known) / 7 if known else None,
        )


def six_weeks(book: Book, row: Row) -> str:
    outcome, received = row["request_outcome"], row["received_date"]
    if outcome in ("Y", "N"):
        taken = days(received, row["request_outcome_date"])
        return "undated" if taken is None else "within" if taken <= 42 else "decided_over"
    end = {"A": book.day, "W": row["closed_on"]}.get(outcome)
    passed = (days(received, end) or 0) > 42
    return {"A": "undecided_over", "W": "withdrawn_over"}[outcome] if passed else "out"


def within_6_weeks(book: Book) -> Iterator[tuple[Any, ...]]:
    for period, rows in groups(asked(book), lambda r: book.period(r["received_date"])).items():
        n = Counter(six_weeks(book, row) for row in rows)
        parts = n["decided_over"], n["undecided_over"], n["withdrawn_over"]
        base = n["within"] + sum(parts)
        yield (
            period,
            base,
            n["within"],
            sum(parts),
            share(n["within"], base),
            *parts,
            n["undated"],
        )


def within_16_weeks(book: Book) -> Iterator[tuple[Any, ...]]:
    refused = finished(book, "N")
    for period, rows in groups(
        refused, lambda r: book.period(r["assessment_outcome_date"])
    ).items():
        within, over = how_many(rows, in_time(112)), how_many(rows, late(112))
        dated = within + over
        yield period, len(rows), within, over, share(within, dated), len(rows) - dated


def end_of(book: Book, request: Row, assessment: Row | None) -> tuple[bool, date | None]:
    """Whether a case has ended, and when."""
    if book.is_record:
        return request["closed_on"] is not None, request["closed_on"]
    outcome = assessment["assessment_outcome"] if assessment else None
    if outcome is None:
        over = request["request_outcome"] in ("N", "W")
        return over, request["request_outcome_date"] if over else None
    on = assessment["assessment_outcome_date"]
    over = outcome in ("N", "W", "H") or (outcome == "Y" and on is not None)
    return over, on if over else None


def open_cases(book: Book, day: date) -> Iterator[tuple[str, int, bool]]:
    """Stage, age in days and whether excepted."""
    for r in requests(book):
        a = book.one("assessment", request_id=r["request_id"])
        over, on = end_of(book, r, a)
        still = not over if on is None else on > day
        if r["received_date"] > day or not still:
            continue
        outcome = a["assessment_outcome"] if a else None
        stage = "Deciding whether to assess" if outcome is None else "Assessing"
        clocks = book.rows("clock", request_id=r["request_id"], duty="first_plan.final_plan")
        yield (
            "Plan agreed, not issued" if outcome in ("Y", "N") else stage,
            (day - r["received_date"]).days,
            any(c["excused_by"] is not None for c in clocks),
        )


def case_age(age: int) -> str:
    for top, band in (
        (42, "Up to 6 weeks"),
        (112, "Over 6 to 16 weeks"),
        (140, "Over 16 to 20 weeks"),
        (364, "Over 20 to 52 weeks"),
    ):
        if age <= top:
            return band
    return "Over 52 weeks"


def open_overdue(book: Book) -> Iterator[tuple[Any, ...]]:
    counts: Counter[tuple[str, str]] = Counter()
    excepted: Counter[tuple[str, str]] = Counter()
    for stage, age, is_excepted in open_cases(book, book.day):
        counts[stage, case_age(age)] += 1
        excepted[stage, case_age(age)] += is_excepted
    for (stage, age), count in counts.items():
        yield stage, age, count, excepted[stage, age]


def month_ends(book: Book) -> Iterator[date]:
    yield book.day
    day, left = book.day, 24
    while left:
        if day.month != (day - timedelta(1)).month:
            left -= 1
            end = day - timedelta(1)
            if end != book.day and (book.is_record or end.year == book.about.year - 1):
                yield end
        day -= timedelta(1)


def open_by_month(book: Book) -> Iterator[tuple[Any, ...]]:
    for day in month_ends(book):
        first = began(book)
        if book.is_record and (first is None or day < first):
            continue
        cases = list(open_cases(book, day))
        late = [case for case in cases if case[1] > 140]
        if cases:
            yield day, len(cases), len(late), how_many(late, lambda case: not case[2])


def received(book: Book) -> Iterator[tuple[Any, ...]]:
    yield from Counter((book.period(r["received_date"]),) for r in asked(book)).items()


def by_source(book: Book) -> Iterator[tuple[Any, ...]]:
    yield from Counter(
        (book.period(r["received_date"]), SOURCES.get(r["request_source"], "Not recorded"))
        for r in asked(book)
    ).items()


def outcomes(book: Book) -> Iterator[tuple[Any, ...]]:
    for period, rows in groups(asked(book), lambda r: book.period(r["received_date"])).items():
        n = Counter(row["request_outcome"] for row in rows)
        known = [n[code] for code in "YNAW"]
        yield period, len(rows), *known, len(rows) - sum(known), share(n["N"], len(rows))


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


TWINS: dict[str, Callable[[Book], Iterator[Any]]] = {
    "timeliness.within_20_weeks": within_20_weeks,
    "timeliness.open_overdue": open_overdue,
    "timeliness.open_by_month": open_by_month,
    "timeliness.within_6_weeks": within_6_weeks,
    "timeliness.within_16_weeks": within_16_weeks,
    "requests.received": received,
    "requests.by_source": by_source,
    "requests.outcomes": outcomes,
    "plans.new": counted_new(),
    "plans.new_by_age": counted_new(new_age),
    "plans.new_by_need": counted_new(new_need),
    "plans.new_by_setting": counted_new(new_setting),
    "plans.ceased": counted_ceased(),
    "plans.ceased_by_reason": counted_ceased(
        lambda plan: CEASE_REASONS.get(plan["cease_reason"], "Not recorded")
    ),
    "plans.caseload": counted_held(),
    "plans.caseload_by_age": counted_held(held_age),
    "plans.caseload_by_need": counted_held(held_need),
    "plans.caseload_by_setting": counted_held(held_setting),
    "reviews.decided": reviews,
}


def _flat(row: Any) -> tuple[Any, ...]:
    """A `Counter` item, ((keys), count), as one row; any other row as it is."""
    return (*row[0], row[1]) if isinstance(row[0], tuple) else tuple(row)


def answer(
    key: str, facts: Mapping[str, list[Row]], about: About, by: Grain
) -> list[tuple[Any, ...]]:
    """The rows of a measure, in order."""
    return sorted(map(_flat, TWINS[key](Book(facts, about, by))), key=lambda row: row[:2])
