"""The rules of the SEN2 return: each is proved by its own examples in every year that it holds in."""

import pytest

from rightplace.facts.quality import Rule, judge_examples
from rightplace.facts.schema import RETURN_TABLES
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS

SCHEMAS = {table.name: table.arrow for table in RETURN_TABLES}
SETS = {
    "la_codes": frozenset({"801", "802"}),
    "upn_la_codes": frozenset({"801", "802"}),
    "urns": frozenset({"100001"}),
    "urns_of_universities": frozenset({"130001"}),
    "urns_out_of_the_ordinary": frozenset({"130002"}),
    "urns_with_sen_unit": frozenset({"100001"}),
    "urns_with_resourced_provision": frozenset({"100001"}),
}
YEARS = range(2023, 2027)
CASES = [(rule, year) for rule in RULES for year in YEARS if rule.holds_in(year)]


@pytest.mark.parametrize(("rule", "year"), CASES, ids=[f"{r.id}-{y}" for r, y in CASES])
def test_the_examples_of_a_rule_prove_it(rule: Rule, year: int) -> None:
    day = COLLECTIONS[year].survey_day
    assert judge_examples(rule, SCHEMAS, year=year, reference_date=day, sets=SETS) == []
