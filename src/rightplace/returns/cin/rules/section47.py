"""Section 47 enquiries and initial child protection conferences."""

from datetime import date
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule
from rightplace.law.dates import working_day_after
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    UNCHECKED,
    error,
    no,
    outside,
    query,
    repeated,
    with_episode,
    yes,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, DateValue, Table

_WORKING_DAYS = 15
_SATURDAY = 5


def _before_referral(enquiry: "Table", data: Data) -> "Table":
    both = with_episode(enquiry, data)
    return both.filter(both.start_date < both.referred)


def _conference_before_referral(enquiry: "Table", data: Data) -> "Table":
    both = with_episode(enquiry, data)
    return both.filter(both.initial_cpc_date < both.referred)


def _conference_twice(enquiry: "Table", data: Data) -> "Table":
    cin = data["cin"]
    of_child = cin.filter(cin.initial_cpc_date.notnull())
    theirs = of_child.select(child_id=of_child.child_id, initial_cpc_date=of_child.initial_cpc_date)
    return enquiry.semi_join(theirs, ["child_id", "initial_cpc_date"])


def _awaited(enquiry: "Table") -> "BooleanValue":
    return enquiry.initial_cpc_date.isnull() & no(enquiry.icpc_not_required)


def _awaited_too_long(enquiry: "Table", data: Data) -> "BooleanValue":
    limit = working_day_after(data.reference_date, -_WORKING_DAYS)
    return _awaited(enquiry) & (enquiry.start_date < limit)


def _unfinished(enquiry: "Table") -> "BooleanValue":
    return enquiry.initial_cpc_date.isnull() & ~yes(enquiry.icpc_not_required)


def _open_of_a_closed_case(enquiry: "Table", data: Data) -> "Table":
    both = with_episode(enquiry, data)
    return both.filter(both.closed.notnull() & _unfinished(both))


def _during_another(enquiry: "Table", data: Data) -> "Table":
    other = enquiry.select(
        cin_id=enquiry.cin_id,
        other_id=enquiry.row_id,
        first=enquiry.start_date,
        last=enquiry.initial_cpc_date,
        unfinished=_unfinished(enquiry),
    )
    both = enquiry.inner_join(other, "cin_id")
    under_way = (both.start_date <= both["last"]) | (
        both.unfinished & (both.start_date <= data.reference_date)
    )
    return both.filter(
        (both.row_id != both.other_id) & (both.start_date >= both["first"]) & under_way
    )


def _weekend(day: "DateValue") -> "BooleanValue":
    return day.day_of_week.index() >= _SATURDAY


_JUNE, _JULY = date(2020, 6, 1), date(2020, 7, 1)
_SAT, _SUN, _MON = date(2020, 6, 6), date(2020, 6, 7), date(2020, 6, 8)
_IN_1 = {"child_id": 1, "cin_id": 1}
_NOT_NEEDED = {"icpc_not_required": "1"}
_NEEDED = {"icpc_not_required": "false"}

RULES: tuple[Rule, ...] = (
    error(
        "2889",
        "section47",
        "start_date cin.referral_date",
        "The section 47 enquiry starts before the referral",
        "Check both days, or move the enquiry to the episode it belongs to.",
        _before_referral,
        good=(
            {
                "cin": ({"referral_date": _JUNE}, {}),
                "section47": ({**_IN_1, "start_date": _JUNE}, {"cin_id": 2, "start_date": _JUNE}),
            },
        ),
        bad=({"cin": ({"referral_date": _JULY},), "section47": ({**_IN_1, "start_date": _JUNE},)},),
    ),
    error(
        "1104",
        "section47",
        "initial_cpc_date cin.referral_date",
        "The initial conference took place before the referral",
        "Check both days.",
        _conference_before_referral,
        good=(
            {
                "cin": ({"referral_date": _JUNE},),
                "section47": ({**_IN_1, "initial_cpc_date": _JUNE}, _IN_1),
            },
        ),
        bad=(
            {
                "cin": ({"referral_date": _JULY},),
                "section47": ({**_IN_1, "initial_cpc_date": _JUNE},),
            },
        ),
        after=("2889",),
    ),
    error(
        "2884",
        "section47",
        "initial_cpc_date cin.initial_cpc_date",
        "The initial conference is recorded with the enquiry and with the episode",
        "Keep it with the enquiry that led to it.",
        _conference_twice,
        good=(
            {
                "cin": ({"child_id": 1, "initial_cpc_date": _JUNE},),
                "section47": (
                    {**_IN_1, "initial_cpc_date": _JULY},
                    {"child_id": 2, "cin_id": 2, "initial_cpc_date": _JUNE},
                    _IN_1,
                ),
            },
        ),
        bad=(
            {
                "cin": ({"child_id": 1, "initial_cpc_date": _JUNE},),
                "section47": ({**_IN_1, "initial_cpc_date": _JUNE},),
            },
        ),
    ),
    error(
        "8615",
        "section47",
        "start_date initial_cpc_date",
        "The enquiry has no start, or one after the initial conference",
        "Give the day on which the enquiry started.",
        lambda enquiry, data: (
            enquiry.initial_cpc_date.notnull()
            & (enquiry.start_date.isnull() | (enquiry.start_date > enquiry.initial_cpc_date))
        ),
        good=({"section47": ({"start_date": _JUNE, "initial_cpc_date": _JUNE}, {})},),
        bad=(
            {
                "section47": (
                    {"start_date": _JULY, "initial_cpc_date": _JUNE},
                    {"initial_cpc_date": _JUNE},
                )
            },
        ),
        after=("1104",),
    ),
    error(
        "8715",
        "section47",
        "initial_cpc_date",
        "The initial conference took place on a day outside the census year",
        "Leave out a conference of another year.",
        lambda enquiry, data: outside(enquiry.initial_cpc_date, data),
        good=({"section47": ({},)},),
        bad=({"section47": ({"initial_cpc_date": LONG_AGO}, {"initial_cpc_date": FAR_OFF})},),
    ),
    query(
        "8675Q",
        "section47",
        "initial_cpc_date start_date",
        "The enquiry started more than 15 working days before the end of the year and had no conference",
        "Give the day of the conference, or say that none was needed.",
        _awaited_too_long,
        good=(
            {
                "section47": (
                    {"start_date": LONG_AGO, **_NOT_NEEDED},
                    {"start_date": LONG_AGO, **_NEEDED, "initial_cpc_date": LONG_AGO},
                    {"start_date": LONG_AGO},
                    _NEEDED,
                )
            },
        ),
        bad=({"section47": ({"start_date": LONG_AGO, **_NEEDED},)},),
    ),
    error(
        "8740",
        "section47",
        "start_date initial_cpc_date icpc_not_required",
        "The enquiry awaits its conference and started outside the census year",
        "Give the day of the conference, or say that none was needed.",
        lambda enquiry, data: _awaited(enquiry) & outside(enquiry.start_date, data),
        good=(
            {
                "section47": (
                    {"start_date": LONG_AGO, **_NOT_NEEDED},
                    {"start_date": LONG_AGO, **_NEEDED, "initial_cpc_date": LONG_AGO},
                    _NEEDED,
                )
            },
        ),
        bad=(
            {
                "section47": (
                    {"start_date": LONG_AGO, **_NEEDED},
                    {"start_date": FAR_OFF, **_NEEDED},
                )
            },
        ),
    ),
    error(
        "8839",
        "section47",
        "initial_cpc_date icpc_not_required",
        "The episode has more than one open section 47 enquiry",
        "Close the first with the day of its conference, or say that none was needed.",
        lambda enquiry, data: repeated(enquiry.filter(_unfinished(enquiry)), "cin_id"),
        good=(
            {
                "section47": (
                    _IN_1,
                    {**_IN_1, **_NOT_NEEDED},
                    {**_IN_1, "initial_cpc_date": _JUNE},
                    {"cin_id": 2},
                )
            },
        ),
        bad=({"section47": (_IN_1, {**_IN_1, **_NEEDED})},),
    ),
    error(
        "8868",
        "section47",
        "initial_cpc_date icpc_not_required cin.closure_date",
        "The episode is closed, and the enquiry has neither a conference nor the flag that none was needed",
        "Give the day of the conference, or say that none was needed.",
        _open_of_a_closed_case,
        good=(
            {
                "cin": ({"closure_date": _JULY}, {}),
                "section47": (
                    {**_IN_1, **_NOT_NEEDED},
                    {**_IN_1, "initial_cpc_date": _JUNE},
                    {"cin_id": 2},
                ),
            },
        ),
        bad=({"cin": ({"closure_date": _JULY},), "section47": (_IN_1, {**_IN_1, **_NEEDED})},),
    ),
    query(
        "8870Q",
        "section47",
        "initial_cpc_target",
        "The target day for the initial conference is at a weekend",
        "It is the fifteenth working day; check how it is worked out.",
        lambda enquiry, data: _weekend(enquiry.initial_cpc_target),
        good=({"section47": ({"initial_cpc_target": _MON}, {})},),
        bad=({"section47": ({"initial_cpc_target": _SAT}, {"initial_cpc_target": _SUN})},),
    ),
    query(
        "8875Q",
        "section47",
        "initial_cpc_date",
        "The initial conference took place at a weekend",
        "Check the day.",
        lambda enquiry, data: _weekend(enquiry.initial_cpc_date),
        good=({"section47": ({"initial_cpc_date": _MON}, {})},),
        bad=({"section47": ({"initial_cpc_date": _SAT}, {"initial_cpc_date": _SUN})},),
        source=UNCHECKED,
    ),
    error(
        "8890",
        "section47",
        "start_date initial_cpc_date",
        "The enquiry starts while another of the episode is under way",
        "Check the days, or put the two together.",
        _during_another,
        good=(
            {
                "section47": (
                    {**_IN_1, "start_date": _JUNE, "initial_cpc_date": date(2020, 6, 30)},
                    {**_IN_1, "start_date": _JULY},
                    {"cin_id": 2, "start_date": _JUNE},
                    {"cin_id": 2, "start_date": date(2020, 5, 1), **_NOT_NEEDED},
                )
            },
        ),
        bad=(
            {
                "section47": (
                    {**_IN_1, "start_date": _JUNE, "initial_cpc_date": _JULY},
                    {**_IN_1, "start_date": _JUNE, **_NEEDED},
                )
            },
        ),
        after=("8839",),
    ),
)
