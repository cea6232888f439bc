"""A spec says which county: the same one gives the same rows, another gives others."""

from datetime import date
from itertools import pairwise

import pytest

from rightplace.casework.models import Plan
from rightplace.county.calibration import quotas_for, survey_day
from rightplace.county.play import build
from rightplace.county.spec import CountySpec, nation
from rightplace.law.check import check
from tests.county import figures

UNTIL = date(2025, 1, 28)


def test_the_same_seed_gives_the_same_rows() -> None:
    spec = CountySpec(plans=60, seed=3)
    one, other = build(spec).arrow(), build(spec).arrow()
    assert all(one[name].equals(other[name]) for name in one)


def test_another_seed_gives_another_county() -> None:
    one, other = (build(CountySpec(plans=60, seed=seed)).arrow() for seed in (3, 4))
    for name in ("casework_person", "casework_plan", "casework_caseevent"):
        assert not one[name].equals(other[name])


@pytest.mark.parametrize(
    ("plans", "until", "since"),
    [(12, 2023, 2018), (40, 2023, 2018), (250, 2025, 2022), (600, 2027, 2024)],
)
def test_a_county_of_any_size_has_its_plans_on_survey_day(
    plans: int, until: int, since: int
) -> None:
    last = date(until, 1, 28)
    ledger = build(CountySpec(plans=plans, until=last, since=date(since, 1, 1)))
    requests, held = ledger.events_by_case()
    assert figures.stock(ledger, survey_day(until)) == plans
    assert [p for case in (*requests.values(), *held.values()) for p in check(case)] == []


def test_a_later_day_goes_on_with_the_published_years() -> None:
    spec = CountySpec(plans=1500, until=date(2024, 6, 30))
    ledger, told = build(spec), quotas_for(spec).year(2023)
    assert figures.new_plans(ledger, 2023) == (told.new_plans, told.counted, told.in_time)
    assert figures.over_a_year(ledger, 2023) == told.over_a_year
    assert max(plan.starts_on for plan in ledger.all(Plan)) <= spec.until


def test_a_nation_has_153_authorities_of_differing_size_and_no_identifier_twice() -> None:
    specs = list(nation(1, plans=60_000, until=UNTIL))
    assert [spec.la_code for spec in specs] == [str(code) for code in range(501, 654)]
    assert len({spec.name for spec in specs}) == 153
    assert abs(sum(spec.plans for spec in specs) - 60_000) < 153
    assert max(spec.plans for spec in specs) > 4 * min(spec.plans for spec in specs)
    steps = [spec.first_identifier for spec in specs]
    assert {b - a for a, b in pairwise(steps)} == {640}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"plans": 0}, "at least one plan"),
        ({"since": date(2018, 4, 1)}, "1 January"),
        ({"since": date(2017, 1, 1)}, "from 2018"),
        ({"until": date(2018, 6, 1)}, "less than a year"),
    ],
)
def test_what_cannot_be_played_is_refused(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        CountySpec(**wrong)  # type: ignore[arg-type]
