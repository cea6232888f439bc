"""Rules on episodes that look at the child's age, and at how long something may last."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    ADOPTED,
    birthday,
    chain,
    end,
    rows_found,
    start,
    with_births,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, day, of, row
from rightplace.returns.ssda903.years import FIRST

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="episodes")
_query = partial(Rule, source=DFE, severity=Severity.QUERY, table="episodes")
_JUNE = day("2024-06-03")


def _too_young(number: str, place: str, age: int, what: str, years: tuple[int, int]) -> Rule:
    """A placement that nobody below an age can be in."""
    exactly = _JUNE.replace(year=_JUNE.year - age)
    young = exactly.replace(day=4)
    return _error(
        id=number,
        fields=("PLACE", "DECOM"),
        message=f"A child under {age} is in {what}",
        hint="Check the placement type and the date of birth.",
        years=years,
        fails=lambda t, d: rows_found(
            e := with_births(t, d), (place == e.PLACE) & (birthday(e.BORN, age) > e.DECOM)
        ),
        passing=(
            of(
                header=[row(CHILD="1", DOB=exactly)],
                episodes=[row(CHILD="1", DECOM=_JUNE, PLACE=place), row(CHILD="2", PLACE=place)],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", DOB=young)],
                episodes=[row(CHILD="1", DECOM=_JUNE, PLACE=place)],
            ),
        ),
    )


def _ceased_young(number: str, reasons: tuple[str, ...], age: int, what: str) -> Rule:
    """A way of ceasing that nobody below an age can have."""
    exactly = _JUNE.replace(year=_JUNE.year - age)
    return _error(
        id=number,
        fields=("REC", "DEC"),
        message=f"{what}, and the child is under {age}",
        hint="Check the reason and the date of birth.",
        fails=lambda t, d: rows_found(
            e := with_births(t, d), e.REC.isin(reasons) & (birthday(e.BORN, age) > e.DEC)
        ),
        passing=(
            of(
                header=[row(CHILD="1", DOB=exactly)],
                episodes=[row(CHILD="1", DEC=_JUNE, REC=reasons[0])],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", DOB=exactly.replace(day=4))],
                episodes=[row(CHILD="1", DEC=_JUNE, REC=reason) for reason in reasons],
            ),
        ),
    )


def _ceased_adult(number: str, reasons: tuple[str, ...], what: str) -> Rule:
    """A way of ceasing that ends at 18."""
    return _error(
        id=number,
        fields=("REC", "DEC"),
        message=f"{what}, and the child had reached 18",
        hint="Check the reason and the date of birth.",
        fails=lambda t, d: rows_found(
            e := with_births(t, d), e.REC.isin(reasons) & (birthday(e.BORN, 18) <= e.DEC)
        ),
        passing=(
            of(
                header=[row(CHILD="1", DOB=day("2006-06-04"))],
                episodes=[row(CHILD="1", DEC=_JUNE, REC=reasons[0])],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", DOB=day("2006-06-03"))],
                episodes=[row(CHILD="1", DEC=_JUNE, REC=reason) for reason in reasons],
            ),
        ),
    )


def _order_too_long(number: str, status: str, days: int, what: str) -> Rule:
    """A legal status that the law limits, over all episodes in which it went on."""
    return _query(
        id=number,
        source=f"{UNSURE}the limit of {days} days" if number == "364" else DFE,
        fields=("LS", "DECOM", "DEC"),
        message=f"{what} lasted more than {days} days",
        hint="Check the dates, or record the order that followed.",
        fails=lambda t, d: rows_found(
            c := chain(d)
            .filter(lambda e: status == e.LS)
            .mutate(
                FROM=lambda e: e.DECOM.min().over(group_by=["CHILD", "RUN"]),
                TO=lambda e: e.DEC.coalesce(end(d)).max().over(group_by=["CHILD", "RUN"]),
            ),
            c.TO.delta(c.FROM, unit="day") > days,
        ),
        passing=(
            of(
                episodes=[
                    row(CHILD="1", LS=status, DECOM=day("2024-06-01"), DEC=_day(days)),
                    row(CHILD="1", LS="C2", DECOM=_day(days)),
                ]
            ),
        ),
        failing=(
            of(
                episodes=[
                    row(CHILD="1", LS=status, DECOM=day("2024-06-01"), DEC=day("2024-06-02")),
                    row(CHILD="1", LS=status, DECOM=day("2024-06-02"), DEC=_day(days + 1)),
                    row(CHILD="2", LS=status, DECOM=_JUNE),
                ]
            ),
        ),
    )


def _stay_too_long(number: str, place: str, days: int, what: str) -> Rule:
    """A temporary placement that may last so many days."""
    return _query(
        id=number,
        fields=("PLACE", "DECOM", "DEC"),
        message=f"{what} lasts more than {days} days",
        hint="Record it as a placement of its own, or check the dates.",
        fails=lambda t, d: (place == t.PLACE) & (t.DEC.delta(t.DECOM, unit="day") > days),
        passing=(
            of(
                episodes=[
                    row(PLACE=place, DECOM=day("2024-06-01"), DEC=_day(days)),
                    row(PLACE=place, DECOM=_JUNE),
                ]
            ),
        ),
        failing=(of(episodes=[row(PLACE=place, DECOM=day("2024-06-01"), DEC=_day(days + 1))]),),
    )


def _day(number: int) -> date:
    """So many days after 1 June 2024."""
    return day("2024-06-01") + timedelta(days=number)


RULES = (
    _error(
        id="302",
        fields=("DECOM",),
        message="The child's first episode begins before the child was born",
        hint="Correct one of the two dates.",
        after=("353",),
        fails=lambda t, d: rows_found(e := with_births(chain(d), d), e.FIRST & (e.DECOM < e.BORN)),
        passing=(of(header=[row(CHILD="1", DOB=_JUNE)], episodes=[row(CHILD="1", DECOM=_JUNE)]),),
        failing=(
            of(
                header=[row(CHILD="1", DOB=_JUNE)],
                episodes=[row(CHILD="1", DECOM=day("2024-06-02"))],
            ),
        ),
    ),
    _error(
        id="352",
        fields=("DECOM", "RNE"),
        message="The young person was 18 or over on starting to be looked after",
        hint="Check both dates.",
        fails=lambda t, d: rows_found(
            e := with_births(t, d), (e.RNE == "S") & (birthday(e.BORN, 18) <= e.DECOM)
        ),
        passing=(
            of(
                header=[row(CHILD="1", DOB=day("2006-06-04"))],
                episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", DOB=day("2006-06-03"))],
                episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")],
            ),
        ),
    ),
    _error(
        id="358",
        fields=("LS", "DECOM"),
        message="A child under 10 has a legal status of criminal law",
        hint="Check the legal status and the date of birth.",
        fails=lambda t, d: rows_found(
            e := with_births(t, d), e.LS.isin(["J1", "J2", "J3"]) & (birthday(e.BORN, 10) > e.DECOM)
        ),
        passing=(
            of(
                header=[row(CHILD="1", DOB=day("2014-06-03"))],
                episodes=[row(CHILD="1", DECOM=_JUNE, LS="J1")],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", DOB=day("2014-06-04"))],
                episodes=[row(CHILD="1", DECOM=_JUNE, LS="J1")],
            ),
        ),
    ),
    _error(
        id="359",
        fields=("DEC", "LS", "PLACE"),
        message="A young person over 18 is still looked after, and not in a children's home under section 20",
        hint="End the episode on the 18th birthday.",
        fails=lambda t, d: rows_found(
            e := with_births(t, d),
            e.DEC.isnull()
            & (birthday(e.BORN, 18) < end(d))
            & ~((e.LS == "V2") & (e.PLACE == "K2")).fill_null(False)
            & ~e.unread.contains(";DEC;").fill_null(False),
        ),
        passing=(
            of(
                header=[
                    row(CHILD="1", DOB=day("2007-03-31")),
                    row(CHILD="2", DOB=day("2006-03-31")),
                ],
                episodes=[row(CHILD="1", LS="C2"), row(CHILD="2", LS="V2", PLACE="K2")],
            ),
        ),
        failing=(
            of(header=[row(CHILD="1", DOB=day("2007-03-30"))], episodes=[row(CHILD="1", LS="C2")]),
        ),
    ),
    _order_too_long("361", "L1", 3, "Police protection"),
    _order_too_long("362", "L2", 21, "An emergency protection order"),
    _order_too_long("363", "L3", 7, "A child assessment order"),
    _order_too_long("364", "J2", 21, "Detention under the Police and Criminal Evidence Act"),
    _query(
        id="367",
        fields=("LS", "DECOM", "DEC"),
        message="Single short breaks (V3) come to more than 75 days in the year",
        hint="Check the dates; more than that is section 20 accommodation.",
        fails=lambda t, d: rows_found(
            e := t.filter((t.LS == "V3") & t.DECOM.notnull())
            .mutate(DAYS=lambda e: _days_in_year(e, d))
            .mutate(TOTAL=lambda e: e.DAYS.sum().over(group_by="CHILD")),
            (e.TOTAL > 75) & (e.DAYS > 0),
        ),
        passing=(
            of(
                episodes=[
                    row(CHILD="1", LS="V3", DECOM=day("2024-06-01"), DEC=_day(70)),
                    row(CHILD="1", LS="V3", DECOM=_day(90), DEC=_day(95)),
                ]
            ),
        ),
        failing=(
            of(
                episodes=[
                    row(CHILD="1", LS="V3", DECOM=day("2024-06-01"), DEC=_day(70)),
                    row(CHILD="1", LS="V3", DECOM=_day(90), DEC=_day(96)),
                ]
            ),
        ),
    ),
    _too_young("370", "P2", 16, "independent living", (FIRST, 2025)),
    _too_young("371", "K3", 16, "supported accommodation", (FIRST, 2100)),
    _too_young("372", "R5", 10, "youth custody or prison", (FIRST, 2100)),
    _too_young("373", "S1", 4, "a residential school", (FIRST, 2100)),
    _too_young("374", "P3", 14, "residential employment", (FIRST, 2100)),
    _stay_too_long("375", "T1", 42, "A temporary stay in hospital (T1)"),
    _stay_too_long("376", "T3", 21, "A temporary placement for the carer's holiday (T3)"),
    _stay_too_long("379", "T4", 7, "A temporary placement for another reason (T4)"),
    _ceased_adult("386", ADOPTED, "The child is adopted"),
    _ceased_young("387", ("E5", "E6"), 14, "The child moved into independent living"),
    _ceased_young("389", ("E7",), 16, "The child moved to adult social care"),
    _ceased_adult("407", ("E45", "E46", "E47", "E48"), "Special guardianship ends the episode"),
    _ceased_young("460", ("E17",), 18, "The young person stayed with the carers as an adult"),
    _error(
        id="234",
        fields=("REASON_PLACE_CHANGE",),
        message="A child under 10 is said to have changed placement because of custody",
        hint="Correct the reason.",
        years=(2026, 2100),
        fails=lambda t, d: rows_found(
            e := with_births(chain(d), d),
            (e.REASON_PLACE_CHANGE == "CUSTOD")
            & (e.NEXT_DECOM.coalesce(e.DEC) < birthday(e.BORN, 10)),
        ),
        passing=(
            of(
                header=[row(CHILD="1", DOB=day("2014-06-03"))],
                episodes=[
                    row(
                        CHILD="1",
                        DECOM=day("2024-04-02"),
                        DEC=_JUNE,
                        REASON_PLACE_CHANGE="CUSTOD",
                    )
                ],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", DOB=day("2014-06-04"))],
                episodes=[
                    row(
                        CHILD="1",
                        DECOM=day("2024-04-02"),
                        DEC=_JUNE,
                        REASON_PLACE_CHANGE="CUSTOD",
                    )
                ],
            ),
        ),
    ),
)


def _days_in_year(e: "Table", d: Data) -> "Value":
    """The days of an episode that lie in the collection year."""
    to = ibis.least(e.DEC.coalesce(end(d)), end(d))
    return to.delta(ibis.greatest(e.DECOM, start(d)), unit="day")
