"""Every rule of the census against its own examples, in every year."""

import ibis
import pyarrow as pa
import pytest

from rightplace.facts.quality import Data, Rule, Severity, judge_examples
from rightplace.returns.cin.modules import SCHEMAS
from rightplace.returns.cin.rules import RULES
from rightplace.returns.cin.years import COLLECTIONS, YEARS

CASES = [(rule, year) for rule in RULES for year in YEARS if rule.holds_in(year)]


class _Noting(dict[str, object]):
    """Tables that note which of them are asked for."""

    def __init__(self, tables: dict[str, object]) -> None:
        super().__init__(tables)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.asked.add(name)
        return super().__getitem__(name)


def tables_of(rule: Rule, year: int) -> dict[str, pa.Schema]:
    """The tables that a rule looks at: to make all of them for each example takes minutes."""
    noting = _Noting(
        {name: ibis.table(ibis.Schema.from_pyarrow(s), name=name) for name, s in SCHEMAS.items()}
    )
    data = Data(noting, year, COLLECTIONS[year].reference_date)  # type: ignore[arg-type]
    rule.fails(data[rule.table], data)
    return {name: SCHEMAS[name] for name in SCHEMAS if name in noting.asked}


@pytest.mark.parametrize(("rule", "year"), CASES, ids=[f"{r.id}-{y}" for r, y in CASES])
def test_examples_prove_each_rule_in_each_year(rule: Rule, year: int) -> None:
    day = COLLECTIONS[year].reference_date
    assert judge_examples(rule, tables_of(rule, year), year=year, reference_date=day) == []


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
