"""The rules of the SEN2 return: each is proved by its own examples in every year that it holds in."""

from datetime import date

import pyarrow as pa
import pytest

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, Rule, judge_examples, run
from rightplace.facts.schema import RETURN_TABLES
from rightplace.returns.sen2.rules import LOOK_UPS, NOT_HERE, RULES
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


def test_every_rule_has_a_code_of_its_own_and_says_where_it_is_from() -> None:
    codes = [rule.id for rule in RULES] + [each.id for each in NOT_HERE]
    assert len(codes) == len(set(codes))
    for rule in RULES:
        assert "own restatement; the official number is not known" in rule.source
        assert rule.id.startswith("MC-") == ("EXTERNAL-TOOL" in rule.source)


def test_what_rules_refer_to_is_there() -> None:
    codes, lists = {rule.id for rule in RULES}, {each.name for each in LOOK_UPS}
    assert {name for rule in RULES for name in rule.needs_sets} == lists == set(SETS)
    assert {before for rule in RULES for before in rule.after} <= codes
    assert {rule.table for rule in RULES} == set(SCHEMAS)


def test_of_two_placements_of_a_rank_that_overlap_the_later_is_found() -> None:
    days = [
        (date(2020, 9, 1), None),
        (date(2021, 9, 1), date(2022, 7, 1)),
        (date(2019, 9, 1), date(2020, 9, 1)),
    ]
    placements = [
        {
            "placement_detail_id": number, "active_plan_id": 1, "placement_rank": "1",
            "entry_date": entry, "leaving_date": leaving,
        }
        for number, (entry, leaving) in enumerate(days, 1)
    ]  # fmt: skip
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    tables["placement_detail"] = pa.Table.from_pylist(
        placements, schema=SCHEMAS["placement_detail"]
    )
    with sealed(tables) as facts:
        result = run(
            [r for r in RULES if r.id == "LOC-PD05"],
            Data(facts, 2025, COLLECTIONS[2025].survey_day),
        )
    assert result.findings["row"].to_pylist() == [2]
