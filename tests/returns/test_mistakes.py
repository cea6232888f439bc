"""For every rule its own mistake, put into a clean return, is reported once: by it, or by one before it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest

from rightplace.county.play import build
from rightplace.county.spec import CountySpec
from rightplace.facts.extract import facts_from
from rightplace.facts.quality import Severity
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS
from tests.returns.cases import NAMES, SETS, Case, case, ssda903_case
from tests.returns.faults import EVERY_YEAR, HEADER, LATER, OF_THE_PERIOD
from tests.returns.inject import Return, judged, prove, prove_written, rows_of
from tests.returns.layouts import LAYOUTS
from tests.returns.ssda903.mistakes import MISTAKES
from tests.returns.ssda903.mistakes.proof import prove_together
from tests.returns.test_sen2_county import as_rows, as_tables, built
from tests.returns.written import written

SIZES = {"903": 1000, "cin": 500, "annexa": 60}
ROUNDS = 30


@cache
def returns(name: str) -> tuple[Case, ...]:
    """The clean returns that mistakes of the pack are put into."""
    if name == "903":  # two rules are of the first year only
        return case(name, SIZES[name]), ssda903_case(400, 2025)
    return _of_the_county() if name == "sen2" else (case(name, SIZES[name]),)


def _of_the_county() -> tuple[Case, ...]:
    return tuple(_of_year(year) for year in (2023, 2026))


def _of_year(year: int) -> Case:
    """The return of a county whose record ends after the survey day of that year."""
    until, since = date(year, 1, 31), date(year - 3, 1, 1)
    spec = CountySpec(plans=700, seed=7, until=until, since=since, mistakes=False)
    county = facts_from(build(spec).arrow(), as_of=until, authority="990")
    rows = as_rows(built(county, year))

    def said(*items: str) -> set[str]:
        return {row[i] for each in rows.values() for row in each for i in items if row.get(i)}

    urns = frozenset(said("urn"))
    sets = SETS | dict.fromkeys(
        ("urns", "urns_with_sen_unit", "urns_with_resourced_provision"), urns
    )
    sets["la_codes"] |= said("lea", "transfer_la")
    sets["upn_la_codes"] |= {upn[1:4] for upn in said("upn")}
    return Case("sen2", RULES, as_tables(rows), year, COLLECTIONS[year].survey_day, sets=sets)


@cache
def proven(name: str) -> tuple[frozenset[str], Mapping[str, str]]:
    """The rules whose mistake is reported as it should be, and what is said of the others."""
    done: set[str] = set()
    failed: dict[str, str] = {}
    if name == "sen2":  # put in and found alone in test_sen2_county
        done = {fault.rule for fault in (*EVERY_YEAR, *HEADER, *LATER, *OF_THE_PERIOD)}
    for made in returns(name):
        if name == "903" and not done:
            done |= set(prove_together(Return(made, LAYOUTS[name], rows_of(made)), MISTAKES).proven)
        asked = [r for r in made.rules if r.holds_in(made.year) and r.id not in done]
        outcome = prove(Return(made, LAYOUTS[name], rows_of(made)), asked, rounds=ROUNDS)
        rest = Return(made, LAYOUTS[name], rows_of(made))
        more = prove_written(rest, written(name, set(outcome.failed)))
        done |= {*outcome.proven, *more.proven}
        failed |= outcome.failed | more.failed
    return frozenset(done), {code: said for code, said in failed.items() if code not in done}


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_return_has_no_error(name: str) -> None:
    for made in returns(name):
        errors = {rule.id for rule in made.rules if rule.severity is Severity.ERROR}
        assert errors & {code for code, _, _ in judged(made, rows_of(made))} == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_each_rule_reports_its_own_mistake_once(name: str) -> None:
    done, failed = proven(name)
    assert failed == {}
    assert done == {
        rule.id for made in returns(name) for rule in made.rules if rule.holds_in(made.year)
    }
