"""Rules of the header and of the authority's own items."""

from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    Of,
    inferred,
    like,
    looked_up,
    missing,
    sourced,
    survey,
)

_header = Of("header", seen.header).rule


def _one(**items: object) -> dict[str, tuple[dict[str, object], ...]]:
    return {"header": (items,)}


HEADER = (
    _header(
        "LOC-H01", ERROR, ["collection"],
        "The collection is not SEN2",
        "Write SEN2 as the collection's name.",
        lambda h, data: missing(h.collection) | (h.collection.upper() != "SEN2"),
        source=inferred("the name that open readers of the return look for"),
        passing=[_one(collection="SEN2")],
        failing=[_one(collection="CIN"), _one(collection=None)],
    ),
    _header(
        "LOC-H02", ERROR, ["year"],
        "The header names another year than the collection's",
        "Write the year of the survey day.",
        lambda h, data: missing(h.year) | (h.year != str(data.year)),
        source=inferred("the item's title"),
        passing=[_one(year=lambda year, day: str(year))],
        failing=[_one(year="2001"), _one(year=None)],
    ),
    _header(
        "LOC-H03", ERROR, ["reference_date", "year"],
        "The reference date is not the survey day of the collection",
        "Write the survey day that is published for the year.",
        lambda h, data: h.reference_date.isnull() | (h.reference_date != data.reference_date),
        source=inferred("the published survey days"),
        passing=[_one(reference_date=survey())],
        failing=[_one(reference_date=survey(1)), _one(reference_date=None)],
    ),
    _header(
        "LOC-H04", ERROR, ["source_level"],
        "The source level is not L",
        "Write L: the return comes from a local authority.",
        lambda h, data: missing(h.source_level) | (h.source_level.upper() != "L"),
        source=inferred("the header of the children in need return"),
        passing=[_one(source_level="L")],
        failing=[_one(source_level="S"), _one(source_level=None)],
    ),
    _header(
        "LOC-H05", ERROR, ["lea"],
        "The authority's number is missing or has not three digits",
        "Write the three-digit number that the Department gives the authority.",
        lambda h, data: missing(h.lea) | ~like(h.lea, "[0-9]{3}"),
        source=inferred("the submission template; the part that needs no list of authorities"),
        passing=[_one(lea="899")],
        failing=[_one(lea=None), _one(lea="8999")],
    ),
    _header(
        "LOC-H05b", ERROR, ["lea"],
        "The authority's number is not a current one",
        "Check the number against the Department's list of authorities.",
        lambda h, data: looked_up(h.lea, "la_codes", data),
        source=inferred("the submission template; the part of LOC-H05 that needs a list"),
        passing=[_one(lea="801"), _one(lea=None)],
        failing=[_one(lea="899")],
        after=["LOC-H05"],
        needs_sets=["la_codes"],
    ),
    _header(
        "LOC-H06", ERROR, ["date_time"],
        "The time of making the file is missing or not a time",
        "Write it as ccyy-mm-ddThh:mm:ss.",
        # A COLLECT export shows 2023-Mar-01 10:11:12 for what the file had in the right form.
        lambda h, data: missing(h.date_time)
        | ~like(h.date_time, r"\d{4}-(\d{2}|[A-Za-z]{3})-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?Z?"),
        source=sourced("the heading of the item in the submission template"),
        passing=[_one(date_time="2025-02-01T09:30:00"), _one(date_time="2023-Mar-01 10:11:12")],
        failing=[_one(date_time=None), _one(date_time="1 March 2023")],
    ),
    _header(
        "LOC-H07", ERROR, ["dmo", "dco"],
        "It is not said whether there is a designated medical officer, or a designated clinical officer",
        "Answer both items; the letters of the answers are not checked here, as no source shows them.",
        lambda h, data: missing(h.dmo) | missing(h.dco),
        source=inferred("the published statistics, in which no authority left them blank"),
        passing=[_one(dmo="Y", dco="N")],
        failing=[_one(dmo=None, dco="N"), _one(dmo="Y", dco=" "), _one()],
    ),
    _header(
        "LOC-H08", ERROR, ["dsco"],
        "It is not said whether there is a designated social care officer",
        "Answer the item: it is asked of every authority from 2026.",
        lambda h, data: missing(h.dsco),
        source=sourced("a summary of the 2026 guide; the item was voluntary in 2025"),
        passing=[_one(dsco="Y")],
        failing=[_one(dsco=None)],
        years=(2026, 2026),
    ),
)  # fmt: skip
