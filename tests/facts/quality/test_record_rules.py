"""Every rule of the record against its own examples, on ordinary days and on 29 February."""

from datetime import date

import pytest

from rightplace.facts.quality import Rule, judge_examples
from rightplace.facts.quality.record import RULES
from rightplace.facts.schema import TABLES

SCHEMAS = {name: table.arrow for name, table in TABLES.items()}
DAYS = (date(2023, 1, 31), date(2024, 2, 29))


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_prove_each_rule(rule: Rule, day: date) -> None:
    assert judge_examples(rule, SCHEMAS, year=day.year, reference_date=day) == []


def test_each_code_is_used_once_and_names_columns_that_exist() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    beside = {("assessment", "request_outcome_date")}
    unknown = {
        (rule.table, name)
        for rule in RULES
        for name in rule.fields
        if name not in SCHEMAS[rule.table].names
    }
    assert unknown == beside
