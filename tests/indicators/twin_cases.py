"""The measures of requests and assessments again, slow and plain."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from rightplace.indicators.labels import SOURCES
from tests.indicators.twin_book import (
    FLAGS,
    Book,
    Row,
    began,
    days,
    groups,
    how_many,
    requests,
    share,
    whole,
)


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
