"""Mistakes about adoption: the decision, the placement and the adopters."""

from datetime import timedelta

from tests.returns.ssda903.mistakes.child import (
    BEFORE,
    LONE,
    Child,
    Fits,
    Mistake,
    aged,
    cared_for,
    ends,
    gone,
    moved,
    once,
    said,
    still,
    when,
)

_DAY = timedelta(days=1)
_ADOPTED = when(gone, moved, ends(PLACE="A6"), lambda child: bool(child["ad1"]))
_ADOPTERS = {"FOSTER_CARE": "0", "NB_ADOPTR": "2", "SEX_ADOPTR": "MF", "LS_ADOPTR": "L11"}


def _reversed(child: Child) -> bool:
    return any(row["DATE_PLACED_CEASED"] for row in child["placed_adoption"])


def _adopters(rule: str, fits: dict[str, str], **values: str) -> Mistake:
    return Mistake(
        rule,
        when(_ADOPTED, said("ad1", **fits)),
        lambda child: child.only("ad1").update(values),
    )


def _decided_last_year(child: Child) -> bool:
    return bool(child[BEFORE + "placed_adoption"]) and bool(child["placed_adoption"])


def _decision(rule: str, fits: Fits, days: int, since: str, also: tuple[str, ...] = ()) -> Mistake:
    """The decision is so many days after one of the child's."""

    def change(child: Child) -> None:
        day = child.header["DOB"] if since == "birth" else _placed(child)
        child.only("placed_adoption").update(DATE_PLACED=day + days * _DAY)

    return Mistake(rule, fits, change, also)


def _placed(child: Child):  # type: ignore[no-untyped-def]
    return next(row["DECOM"] for row in child["episodes"] if row["PLACE"] == "A6")


def _undone(child: Child) -> None:
    day = child.last["DEC"] - _DAY
    child.only("placed_adoption").update(DATE_PLACED_CEASED=day, REASON_PLACED_CEASED="RD4")


def _left_otherwise(child: Child) -> None:
    child.last.update(REC="E8")
    child.drop("ad1")


def _decided_before_care(child: Child) -> None:
    child.add("placed_adoption", DATE_PLACED=child.first["DECOM"] - _DAY)


def _decided_again(child: Child) -> None:
    child.add("placed_adoption", DATE_PLACED=child.last["DEC"] - _DAY)


def _moved_between_adopters(child: Child) -> None:
    """The decision is dated between the first placement for adoption and the second."""
    day, ended = child.last["DECOM"], child.last["DEC"]
    again = child.then(child.last, day + 9 * _DAY, RNE="P", PL_POST="LE1 1AA")
    child["episodes"][-2].update(REASON_PLACE_CHANGE="CARPL")
    again.update(DEC=ended, REC="E12")
    child.only("ad1").update(DATE_INT=day + 2 * _DAY, DATE_MATCH=day + 4 * _DAY)


def _back_in_care(child: Child) -> None:
    """Short breaks of the child who was adopted, and kept the number."""
    day = child.last["DEC"] + 5 * _DAY
    row = {"RNE": "S", "LS": "V4", "CIN": child.last["CIN"], "PLACE": "K2", "PLACE_PROVIDER": "PR1"}
    child.add("episodes", DECOM=day, **row)


def _late_enough(child: Child) -> bool:
    return child.last["DEC"] + 10 * _DAY < child.end


def _a_leaver_as_well(child: Child) -> None:
    """Adopted at 16, and a care leaver at 17."""
    day = child.last["DEC"]
    child.born(day.replace(year=day.year - 17) + 3 * _DAY)
    child.put("header", UPN="A123456789012")
    child.drop("reviews")
    child.add("oc3", IN_TOUCH="NO", ACTIV="0", ACCOM="0")


def _not_adopted(child: Child) -> None:
    child.add("ad1", DATE_INT=child.start, DATE_MATCH=child.start, **_ADOPTERS)


MISTAKES = (
    Mistake("134", when(_ADOPTED, _late_enough), _a_leaver_as_well),
    Mistake("199", when(_ADOPTED, _late_enough), _back_in_care, ("334",)),
    _adopters("176", {}, SEX_ADOPTR="?"),
    _adopters("519", {"SEX_ADOPTR": "F1"}, LS_ADOPTR="L2"),
    _adopters("517", {"LS_ADOPTR": "L12"}, LS_ADOPTR="L3"),
    _adopters("520", {"LS_ADOPTR": "L12"}, LS_ADOPTR="L11"),
    _adopters("524", {"LS_ADOPTR": "L11"}, LS_ADOPTR="L12"),
    Mistake(
        "521",
        when(_ADOPTED, lambda c: c.last["DEC"] > c.last["DECOM"] + 20 * _DAY),
        _moved_between_adopters,
    ),
    Mistake(
        "582",
        _ADOPTED,
        lambda child: child.only("ad1").update(DATE_MATCH=child.last["DEC"]),
        by="331",
    ),
    Mistake(
        "RP-187",
        when(cared_for, once, still, aged(4, 15), lambda c: c.first["DECOM"] < c.start),
        _not_adopted,
        by="602",
    ),
    Mistake(
        "117",
        _reversed,
        lambda c: c.only("placed_adoption").update(DATE_PLACED_CEASED=c.end + _DAY),
    ),
    Mistake("557", when(_ADOPTED, aged(0, 8)), _left_otherwise),
    Mistake("1003", when(LONE, lambda c: c.first["DECOM"] > c.start + _DAY), _decided_before_care),
    _decision("184", lambda child: bool(child["placed_adoption"]), -1, "birth"),
    _decision("552", _ADOPTED, 1, "placement", ("523",)),
    Mistake("551", when(gone, ends(PLACE="A6")), lambda child: child.drop("placed_adoption")),
    Mistake("553", _reversed, lambda child: child.drop("placed_adoption")),
    Mistake("558", _ADOPTED, _undone, ("525",)),
    Mistake(
        "559",
        _decided_last_year,
        lambda child: child.drop(BEFORE + "placed_adoption"),
    ),
    Mistake("583", when(_ADOPTED, lambda c: bool(c["placed_adoption"])), _decided_again),
)
