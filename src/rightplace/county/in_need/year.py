"""The children of one census year, each with a chain of episodes."""

from datetime import date, timedelta
from random import Random

import pyarrow as pa

from rightplace.county.in_need.book import Book
from rightplace.county.in_need.episode import Episode, live, referral_only
from rightplace.county.in_need.spec import NeedSpec
from rightplace.law.dates import add_months
from rightplace.returns.cin.codes import DISABILITY, ETHNICITY
from rightplace.returns.cin.rules.upn import check_letter

_PATHS = ("nothing", "assessed", "plan", "protection")
_SHARES = (0.08, 0.3, 0.37, 0.25)
_LIMITS = tuple(code for code in DISABILITY if code != "NONE")
_UNBORN, _DISABLED, _AGAIN = 0.015, 0.13, 0.35
_BEFORE_YEAR = 300
_SCHOOL_AGE = 5
# Numbers 001 to 005 are of no authority, so that no real pupil has such a UPN.
_ISSUER = "001"


def census(spec: NeedSpec) -> dict[str, pa.Table]:
    """The tables of the return of that year."""
    book = Book()
    book.add(
        "header",
        collection="CIN",
        year=str(spec.year),
        reference_date=spec.last_day,
        source_level="L",
        lea=spec.la_code,
        software_code="RightPlace",
        serial_no="001",
        date_time=f"{spec.year}-06-02T09:00:00",
    )
    for number in range(1, spec.children + 1):
        _child(spec, book, number)
    return book.tables()


def _child(spec: NeedSpec, book: Book, number: int) -> None:
    draws = spec.stream(number)
    born, expected = _birth(spec, draws)
    child = book.add(
        "child",
        la_child_id=f"C{number:07}",
        birth_date=born,
        expected_birth_date=expected,
        sex="U" if born is None else draws.choice("FM"),
        ethnicity=draws.choice(tuple(ETHNICITY)) if born else "NOBT",
        **_pupil(spec, born, number),
    )
    disabled = born is not None and draws.random() < _DISABLED
    if born is not None:
        for code in draws.sample(_LIMITS, draws.choice((1, 1, 2, 3))) if disabled else ["NONE"]:
            book.add("disability", child_id=child, disability=code)
    first = len(book.rows["cin"])
    _episodes(spec, book, draws, child, born, disabled)
    if all(row["referral_nfa"] == "true" for row in book.rows["cin"][first:]):
        _without_upn(book.rows["child"][-1])


def _birth(spec: NeedSpec, draws: Random) -> tuple[date | None, date | None]:
    if draws.random() < _UNBORN:
        return None, spec.last_day + timedelta(days=draws.randint(10, 200))
    return spec.last_day - timedelta(days=draws.randint(20, 17 * 365)), None


def _pupil(spec: NeedSpec, born: date | None, number: int) -> dict[str, str]:
    if born is None or born > add_months(spec.last_day, -12 * _SCHOOL_AGE):
        return {"upn_unknown": "UN1"}
    digits = f"{_ISSUER}{number:09}"
    return {"upn": check_letter(digits) + digits}


def _without_upn(child: dict[str, object]) -> None:
    """A child whose every referral led nowhere has no UPN, and that is why."""
    if child.pop("upn", None):
        child["upn_unknown"] = "UN7"


def _episodes(
    spec: NeedSpec, book: Book, draws: Random, child: int, born: date | None, disabled: bool
) -> None:
    """Episodes one after the other, until one stays open or the year is over."""
    day = spec.first_day + timedelta(days=draws.randint(-_BEFORE_YEAR, 360))
    day = max(day, (born or spec.last_day - timedelta(days=60)))
    earlier = 0
    while day <= spec.last_day:
        path = draws.choices(_PATHS, _SHARES)[0]
        episode = Episode(spec, draws, book, child, day, disabled, earlier)
        if path == "nothing" and day >= spec.first_day:
            referral_only(episode)
        else:
            # What was carried over into the year had a plan, or it would have ended before.
            live(episode, path if day >= spec.first_day else "protection")
        earlier += episode.protected
        if episode.closed is None or draws.random() > _AGAIN:
            return
        day = episode.closed + timedelta(days=draws.randint(1, 120))
