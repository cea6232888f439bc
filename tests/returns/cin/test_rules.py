"""Every rule of the census against its own examples, in every year."""

import pytest

from rightplace.facts.quality import Rule, Severity, judge_examples
from rightplace.returns.cin.modules import SCHEMAS
from rightplace.returns.cin.rules import RULES
from rightplace.returns.cin.years import COLLECTIONS, YEARS

CASES = [(rule, year) for rule in RULES for year in YEARS if rule.holds_in(year)]


@pytest.mark.parametrize(("rule", "year"), CASES, ids=[f"{r.id}-{y}" for r, y in CASES])
def test_examples_prove_each_rule_in_each_year(rule: Rule, year: int) -> None:
    day = COLLECTIONS[year].reference_date
    assert judge_examples(rule, SCHEMAS, year=year, reference_date=day) == []


def test_each_code_is_used_once() -> None:
    codes = [rule.id for rule in RULES]
    assert len(codes) == len(set(codes))


def test_queries_are_those_whose_code_says_so() -> None:
    for rule in RULES:
        assert (rule.severity is Severity.QUERY) == rule.id.endswith("Q"), rule.id


def test_rules_name_tables_and_columns_that_exist() -> None:
    for rule in RULES:
        for name in rule.fields:
            table, _, column = name.rpartition(".")
            known = SCHEMAS[table or rule.table].names
            assert column in known or name in SCHEMAS or name == "disability", (rule.id, name)
