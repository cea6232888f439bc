"""Every rule against its own examples, in every year; a clean return; one fault, one finding."""

from collections import Counter
from types import ModuleType

import pyarrow as pa
import pytest

from rightplace.facts.quality import Severity, judge_examples, run
from rightplace.returns.ssda903 import MODULES, RULES, SCHEMAS, YEARS, prepared, reference_date
from rightplace.returns.ssda903.rules import GROUPS, in_year
from tests.returns.ssda903.faults import FAULTS, Fault
from tests.returns.ssda903.help import Tables, generated, over, schemas_of

CHILDREN = 400


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
    damaged = _with_fault(now, next(f for f in FAULTS if f.rule == "501"))[0]
    asked = [rule for rule in RULES if rule.id in ("142", "388", "431", "501", "362", "577", "190")]
    with over(damaged, before, 2026) as data:
        assert run(asked, data).findings.equals(run(asked, prepared(data)).findings)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_one_fault_is_found_once_by_the_rule_meant(fault: Fault) -> None:
    children = CHILDREN if fault.table != "dolo" else 2000
    now, before = generated(children, fault.year)
    damaged, row = _with_fault(now, fault)
    (rule,) = (rule for rule in RULES if rule.id == fault.rule)
    asked = [other for other in RULES if other.id in (*rule.after, rule.id)]
    with over(damaged, before, fault.year) as data:
        result = run(asked, data)
    found = [f for f in result.findings.to_pylist() if f["rule"] == rule.id]
    assert [(f["table"], f["row"]) for f in found] == [(fault.table, row)]


def _with_fault(now: Tables, fault: Fault) -> tuple[Tables, int]:
    rows = now[fault.table].to_pylist()
    number = next(n for n, row in enumerate(rows) if fault.where(row))
    rows[number] = {**rows[number], **fault.change(rows[number])}
    table = pa.Table.from_pylist(rows, schema=SCHEMAS[fault.table])
    return {**now, fault.table: table}, rows[number]["row_id"]


def test_an_empty_return_breaks_no_rule() -> None:
    empty = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    for year in YEARS:
        with over(empty, empty, year) as data:
            result = run(RULES, prepared(data))
        assert (result.broken, result.counts()) == ((), {})


def test_severities_are_errors_and_queries() -> None:
    assert {rule.severity for rule in RULES} == {Severity.ERROR, Severity.QUERY}
