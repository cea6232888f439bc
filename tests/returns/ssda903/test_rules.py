"""Every rule against its own examples, in every year; a clean return; one fault, one finding."""

from collections import Counter
from random import Random
from types import ModuleType

import pytest

from rightplace.facts.quality import Severity, judge_examples, run
from rightplace.returns.ssda903 import MODULES, RULES, SCHEMAS, YEARS, prepared, reference_date
from rightplace.returns.ssda903.rules import GROUPS, in_year
from tests.returns.cases import case, damaged
from tests.returns.inject import Return, rows_of
from tests.returns.layouts import LAYOUTS
from tests.returns.ssda903.help import generated, over, schemas_of
from tests.returns.ssda903.mistakes import MISTAKES
from tests.returns.ssda903.mistakes.proof import prove_together

CHILDREN, CHILDREN_WITH_MISTAKES = 400, 1000


@pytest.mark.slow
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__.rpartition(".")[2])
def test_every_rule_judges_its_examples_as_it_says(group: ModuleType, year: int) -> None:
    wrong = []
    for rule in group.RULES:
        if rule.holds_in(year):
            schemas = schemas_of(rule, year)
            dated = in_year(rule, year)
            day = reference_date(year)
            wrong += judge_examples(dated, schemas, year=year, reference_date=day)
    assert wrong == []


def test_no_two_rules_have_one_number() -> None:
    assert [n for n, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


def test_every_rule_names_tables_items_and_rules_that_exist() -> None:
    known = {rule.id for rule in RULES}
    for rule in RULES:
        assert set(rule.fields) <= set(SCHEMAS[rule.table].names), rule.id
        assert set(rule.after) <= known, rule.id


def test_there_are_rules_for_every_table() -> None:
    assert {rule.table for rule in RULES} == set(MODULES)


@pytest.mark.parametrize("year", YEARS)
def test_a_clean_return_has_no_finding(year: int) -> None:
    now, before = generated(CHILDREN, year)
    with over(now, before, year) as data:
        result = run(RULES, prepared(data))
    assert (result.broken, result.skipped, result.counts()) == ((), (), {})


def test_without_last_year_the_rules_about_it_are_skipped() -> None:
    now, _ = generated(CHILDREN, 2026)
    with over(now, None, 2026) as data:
        result = run(RULES, prepared(data))
    held = [rule for rule in RULES if rule.holds_in(2026)]
    assert set(result.skipped) == {rule.id for rule in held if rule.needs_previous}
    assert (result.broken, result.counts()) == ((), {})


def test_prepared_and_not_prepared_agree() -> None:
    now, before = generated(60, 2026)
    spoilt = damaged(now, Random(1), share=0.04)
    asked = [rule for rule in RULES if rule.id in ("142", "388", "431", "501", "362", "577", "190")]
    with over(spoilt, before, 2026) as data:
        result = run(asked, data)
        assert result.findings.num_rows > len(asked)
        assert result.findings.equals(run(asked, prepared(data)).findings)


def test_every_mistake_that_is_written_is_found_as_it_says() -> None:
    made = case("903", CHILDREN_WITH_MISTAKES)
    outcome = prove_together(Return(made, LAYOUTS["903"], rows_of(made)), MISTAKES)
    assert outcome.failed == {}


def test_an_empty_return_breaks_no_rule() -> None:
    empty = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    for year in YEARS:
        with over(empty, empty, year) as data:
            result = run(RULES, prepared(data))
        assert (result.broken, result.counts()) == ((), {})


def test_severities_are_errors_and_queries() -> None:
    assert {rule.severity for rule in RULES} == {Severity.ERROR, Severity.QUERY}
