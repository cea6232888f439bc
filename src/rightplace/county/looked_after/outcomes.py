"""Outcomes of children looked after for a year, and what becomes of those who have left."""

from collections.abc import Mapping
from datetime import date
from random import Random

from rightplace.county.looked_after.lives import Life

Row = Mapping[str, object]


def _yes(draws: Random, share: float) -> str:
    return "1" if draws.random() < share else "0"


def outcomes(life: Life, start: date, end: date) -> Row:
    """The OC2 row of a child who was looked after throughout the year."""
    draws = Random(f"{life.number}-outcomes-{end.year}")  # noqa: S311 (an invented child)
    row: dict[str, object] = {
        "CHILD": life.number,
        "DOB": life.born,
        "IMMUNISATIONS": _yes(draws, 0.85),
        "TEETH_CHECK": _yes(draws, 0.75),
        "HEALTH_ASSESSMENT": _yes(draws, 0.9),
        "SUBSTANCE_MISUSE": _yes(draws, 0.03),
    }
    if life.birthday(10) <= end:
        row["CONVICTED"] = _yes(draws, 0.02)
    if life.birthday(5) > end:
        row["HEALTH_CHECK"] = _yes(draws, 0.88)
    if life.birthday(4) <= start and life.birthday(17) > end:
        row |= _difficulties(draws)
    if row["SUBSTANCE_MISUSE"] == "1":
        row |= _intervention(draws)
    return row


def _difficulties(draws: Random) -> Row:
    if draws.random() < 0.78:
        return {"SDQ_SCORE": str(min(40, int(draws.gammavariate(3, 4.6))))}
    return {"SDQ_REASON": draws.choice(["SDQ2", "SDQ3", "SDQ4", "SDQ5"])}


def _intervention(draws: Random) -> Row:
    received = _yes(draws, 0.45)
    if received == "1":
        return {"INTERVENTION_RECEIVED": received}
    return {"INTERVENTION_RECEIVED": received, "INTERVENTION_OFFERED": _yes(draws, 0.8)}


def care_leaver(life: Life, start: date, end: date) -> Row | None:
    """The OC3 row of a young person who left before the year and turned 19, 20 or 21 in it; else None."""
    if life.left is None or life.left >= start or life.left < life.birthday(16):
        return None
    if not any(start <= life.birthday(age) <= end for age in (19, 20, 21)):
        return None
    draws = Random(f"{life.number}-leaver-{end.year}")  # noqa: S311 (an invented child)
    touch = draws.choices(["YES", "NO", "REFU", "NREQ", "RHOM"], [90, 4, 2, 3, 1])[0]
    activity, home = "0", "0"
    if touch == "YES":
        activity = draws.choice(["F1", "F2", "F4", "F5", "F5", "P5", "G4", "G5", "G5", "G6"])
        home = draws.choice(["U1", "U1", "U1", "B1", "D1", "T1", "Z1", "K1", "Y2", "X2"])
    return {
        "CHILD": life.number,
        "DOB": life.born,
        "IN_TOUCH": touch,
        "ACTIV": activity,
        "ACCOM": home,
    }
