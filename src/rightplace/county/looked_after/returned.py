"""What an authority returns of its children for one year: the SSDA903 tables."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from random import Random

import pyarrow as pa

from rightplace.county.looked_after.lives import Episode, Life
from rightplace.county.looked_after.outcomes import care_leaver, outcomes
from rightplace.returns.ssda903 import SCHEMAS, collection_start, reference_date

Row = Mapping[str, object]
_WORKER = timedelta(days=420)


def tables_for(lives: Iterable[Life], year: int) -> dict[str, pa.Table]:
    """The tables of the return of that year; of what came later nothing is told."""
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    for life in lives:
        for name, row in _rows(life, year):
            rows[name].append(row)
    return {name: _table(name, found) for name, found in rows.items()}


def _table(name: str, rows: list[Row]) -> pa.Table:
    schema = SCHEMAS[name]
    blank = dict.fromkeys(schema.names)
    complete = [{**blank, "row_id": number, **row} for number, row in enumerate(rows, 2)]
    return pa.Table.from_pylist(complete, schema=schema)


def _rows(life: Life, year: int) -> Iterator[tuple[str, Row]]:
    start, end = collection_start(reference_date(year)), reference_date(year)
    seen = [e for e in life.episodes if e.began <= end and (e.ceased is None or e.ceased >= start)]
    if seen:
        yield "header", _header(life, start, end)
        for episode in seen:
            yield "episodes", _episode(life, episode, end)
        yield from _beside(life, seen, start, end)
    elif row := care_leaver(life, start, end):
        yield "header", _leaver_header(life)
        yield "oc3", row


def _known(life: Life) -> dict[str, object]:
    return {"CHILD": life.number, "DOB": life.born}


def _header(life: Life, start: date, end: date) -> Row:
    is_mother = life.mothers_child is not None and life.mothers_child <= end
    asked = life.sex == "F" and life.kind != "short break"
    at_school = life.birthday(4) <= date(start.year - 1, 8, 31)
    return {
        **_leaver_header(life),
        "UPN": life.upn if at_school else "UN1",
        "MOTHER": ("1" if is_mother else "0") if asked else None,
        "MC_DOB": life.mothers_child if is_mother else None,
        "UASC": "1" if life.kind == "uasc" else "0",
    }


def _leaver_header(life: Life) -> Row:
    return {
        **_known(life),
        "SEX": life.sex,
        "ETHNIC": life.ethnicity,
        "UPN": life.upn,
        "UASC": "0",
    }


def _episode(life: Life, episode: Episode, end: date) -> Row:
    over = episode.ceased is not None and episode.ceased <= end
    at_home = None if life.kind in ("uasc", "short break") else life.home_postcode
    return {
        "CHILD": life.number,
        "DECOM": episode.began,
        "RNE": episode.reason,
        "LS": episode.status,
        "CIN": life.need,
        "PLACE": episode.place,
        "PLACE_PROVIDER": episode.provider,
        "DEC": episode.ceased if over else None,
        "REC": episode.ended_by if over else None,
        "REASON_PLACE_CHANGE": episode.change if over else None,
        "HOME_POST": at_home,
        "PL_POST": episode.postcode,
        "URN": episode.urn,
    }


def _beside(life: Life, seen: list[Episode], start: date, end: date) -> Iterator[tuple[str, Row]]:
    """The rows of the other tables."""
    until = min(life.left or end, end)
    if life.kind != "short break":
        yield from (("reviews", row) for row in _reviews(life, start, until))
        yield from (("missing", row) for row in _missing(life, start, until))
        if life.began >= start:
            yield "prev_perm", _previous_arrangement(life)
        if life.began < start and (life.left is None or life.left > end):
            yield "oc2", outcomes(life, start, end)
    yield from (("sw_episodes", row) for row in _workers(life, start, end))
    if life.kind == "uasc":
        ceased = life.birthday(18)
        yield "uasc", {**_known(life), "SEX": life.sex, "DUC": ceased if ceased <= end else None}
    yield from _adoption(life, start, end)
    yield from (("dolo", row) for row in _orders(life, seen, start, end))


def _stream(life: Life, what: str) -> Random:
    """Draws that are the same in every return."""
    return Random(f"{life.number}-{life.upn}-{what}")  # noqa: S311 (an invented child)


def _reviews(life: Life, start: date, until: date) -> Iterator[Row]:
    """Within four weeks, three months later, then every six months."""
    draws = _stream(life, "reviews")
    day, gap = life.began + timedelta(days=draws.randint(14, 27)), 85
    while day <= until:
        code = "PN0" if day < life.birthday(4) else f"PN{draws.choice([1, 1, 1, 2, 3, 6, 7])}"
        if day >= start:
            yield {**_known(life), "REVIEW": day, "REVIEW_CODE": code}
        day, gap = day + timedelta(days=gap), draws.randint(165, 182)


def _missing(life: Life, start: date, until: date) -> Iterator[Row]:
    if life.birthday(13) > start:
        return
    draws = _stream(life, f"missing-{start.year}")
    day = max(start, life.began) + timedelta(days=draws.randrange(20, 700))
    while day + timedelta(days=6) < until:
        last = day + timedelta(days=draws.randrange(1, 5))
        kind = "M" if draws.random() < 0.8 else "A"
        yield {**_known(life), "MISSING": kind, "MIS_START": day, "MIS_END": last}
        day = last + timedelta(days=draws.randrange(10, 200))


def _previous_arrangement(life: Life) -> Row:
    draws = _stream(life, "permanence")
    if draws.random() < 0.96 or life.birthday(3) > life.began:
        return {**_known(life), "PREV_PERM": "Z1"}
    when = f"ZZ/ZZ/{life.began.year - 1}"
    code = draws.choice(["P1", "P2", "P3"])
    return {**_known(life), "PREV_PERM": code, "LA_PERM": "839", "DATE_PERM": when}


def _workers(life: Life, start: date, end: date) -> Iterator[Row]:
    """One social worker after another, from the first day to the last."""
    draws = _stream(life, "workers")
    day, reason = life.began, "FCONTA"
    last = life.left or date.max - _WORKER * 3
    while day < min(last, end + timedelta(days=1)):
        worker = f"SW{draws.randrange(10_000, 10_080)}"
        until = min(day + timedelta(days=draws.randrange(200, 700)), last)
        if until >= start:
            over = until if until <= end else None
            yield {
                **_known(life),
                "SW_ID": worker,
                "SW_DECOM": day,
                "SW_DEC": over,
                "SW_REASON": reason,
            }
        day, reason = until, draws.choice(["LEFTRL", "MANAGE", "ORGRST", "TSPROC", "ABSENC"])


def _adoption(life: Life, start: date, end: date) -> Iterator[tuple[str, Row]]:
    if life.decided is None or life.decided > end:
        return
    undone = life.reversed if life.reversed and life.reversed <= end else None
    if undone is None or undone >= start:
        yield (
            "placed_adoption",
            {
                **_known(life),
                "DATE_PLACED": life.decided,
                "DATE_PLACED_CEASED": undone,
                "REASON_PLACED_CEASED": "RD1" if undone else None,
            },
        )
    if life.matched and life.left and start <= life.left <= end:
        yield "ad1", _adopters(life)


def _adopters(life: Life) -> Row:
    draws = _stream(life, "adopters")
    couples = (("2", "MF", "L11"), ("2", "MF", "L3"), ("2", "MM", "L12"), ("1", "F1", "L0"))
    number, sexes, status = draws.choice(couples)
    return {
        **_known(life),
        "DATE_INT": life.decided,
        "DATE_MATCH": life.matched,
        "FOSTER_CARE": "0",
        "NB_ADOPTR": number,
        "SEX_ADOPTR": sexes,
        "LS_ADOPTR": status,
    }


def _orders(life: Life, seen: list[Episode], start: date, end: date) -> Iterator[Row]:
    """A few children in children's homes have an order for some weeks (collected from 2026/27)."""
    draws = _stream(life, f"orders-{start.year}")
    for episode in seen:
        begins = max(episode.began, start) + timedelta(days=9)
        ends = begins + timedelta(days=60)
        inside = ends < min(episode.ceased or end, end)
        if end.year >= 2027 and episode.place == "K2" and inside and draws.random() < 0.1:
            if life.kind != "short break":
                yield {**_known(life), "DOLO_START": begins, "DOLO_END": ends}
            return
