"""A quarter's lines that no record stands behind: enough of each kind for a report."""

from dataclasses import replace
from datetime import date

from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.figure import Figure, known, not_available
from rightplace.indicators.performance.periods import parse
from rightplace.indicators.performance.rating import policy
from rightplace.indicators.performance.table import Line, quarter_table, wanted
from rightplace.papers.quarter.draft import Corrected, Quarter, Said

Q3 = parse("Q3 2022/23")
MADE_OF = {
    ("cp-second-plan", "Q3 2022/23"): (40, 176),
    ("cp-second-plan", "Q2 2022/23"): (38, 168),
    ("leavers-accommodation", "Q3 2022/23"): (233, 248),
    ("cfws-individuals", "Q3 2022/23"): (3489, None),
    ("cfws-individuals", "Q3 2021/22"): (3775, None),
}


class Benchmark:
    """What other authorities have."""

    comparator_period, authorities = "2022", 150
    national_quartile, statistical_neighbour_average = 3, 22.3


def figures() -> list[Figure]:
    found = []
    for indicator, period in wanted(indicators(), Q3):
        made_of = MADE_OF.get((indicator.key, str(period)))
        if indicator.key == "neet":
            found.append(not_available(indicator, period, "the system changed", date(2023, 4, 1)))
        elif made_of:
            found.append(known(indicator, period, *made_of))
        else:
            found.append(known(indicator, period, 50, 100))
    return found


def lines() -> list[Line]:
    compared = {"cp-second-plan": Benchmark(), "leavers-accommodation": Benchmark()}
    return quarter_table(indicators(), Q3, figures(), compared, policy())


def quarter(**other: object) -> Quarter:
    whole = Quarter(
        period="Q3 2022/23",
        council="Marlshire County Council",
        committee="Children and Families Overview and Scrutiny Committee",
        meeting_on=date(2023, 3, 7),
        director="Director of Children and Family Services",
        officers=("Dorothea Nkemelu, Director",),
        snapshot="january-2023",
        snapshot_day=date(2023, 1, 31),
        comparators="nation",
        lines=lines(),
        said={"cp-second-plan": Said("Four families of 11 children.", "Each is reviewed by May.")},
        notes={"home-education": "The text of the earlier report called it quarter 3."},
        corrections=(Corrected("At home", "Q2 2022/23", "910", "911", "One was missed."),),
        frozen_on=date(2023, 1, 31),
    )
    return replace(whole, **other)
