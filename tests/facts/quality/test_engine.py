"""The rule engine: what fails, what breaks, what one mistake causes, what an authority changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from rightplace.facts.quality import (
    Data,
    Rule,
    Severity,
    judge_examples,
    read_changes,
    run,
    values_of,
    with_changes,
)

SCHEMA = pa.schema([("row_id", pa.int64()), ("name", pa.string()), ("born", pa.date32())])
SCHEMAS = {"child": SCHEMA}
DAY = date(2025, 1, 16)

NAMED = Rule(
    id="T-1",
    source="test",
    severity=Severity.ERROR,
    table="child",
    fields=("name",),
    message="Name missing",
    hint="Enter the name.",
    fails=lambda child, data: child.name.isnull() | (child.name.strip() == ""),
    passing=({"child": ({"name": "Zoë"},)},),
    failing=({"child": ({"name": None}, {"name": " "})},),
)
BORN = replace(
    NAMED,
    id="T-2",
    fields=("born",),
    fails=lambda child, data: child.born > data.reference_date,
    passing=({"child": ({"born": DAY}, {"born": None})},),
    failing=({"child": ({"born": date(2025, 1, 17)},)},),
)


@pytest.fixture
def data() -> Iterator[Data]:
    connection = ibis.duckdb.connect()
    rows = [
        {"row_id": 7, "name": "Zoë", "born": date(2020, 1, 1)},
        {"row_id": 8, "name": None, "born": date(2026, 1, 1)},
        {"row_id": 9, "name": "", "born": None},
    ]
    table = connection.create_table("child", pa.Table.from_pylist(rows, schema=SCHEMA))
    yield Data({"child": table}, 2025, DAY)
    connection.disconnect()


def found(result: object) -> list[tuple[str, int]]:
    rows = result.findings.to_pylist()  # type: ignore[attr-defined]
    return [(row["rule"], row["row"]) for row in rows]


def judged(rule: Rule) -> list[str]:
    return judge_examples(rule, SCHEMAS, year=2025, reference_date=DAY)


def test_each_failing_row_is_found_by_its_key(data: Data) -> None:
    result = run([NAMED, BORN], data)
    assert found(result) == [("T-1", 8), ("T-1", 9), ("T-2", 8)]
    assert result.counts() == {"T-1": 2, "T-2": 1}
    assert (result.applied, result.broken) == (("T-1", "T-2"), ())


def test_what_an_earlier_rule_reports_is_not_reported_again(data: Data) -> None:
    assert found(run([NAMED, replace(BORN, after=("T-1",))], data)) == [("T-1", 8), ("T-1", 9)]


def test_a_rule_of_other_years_is_not_asked(data: Data) -> None:
    result = run([replace(NAMED, years=(2026, 2027)), BORN], data)
    assert (result.applied, found(result)) == (("T-2",), [("T-2", 8)])


def test_a_rule_that_breaks_is_a_finding_about_the_rule(data: Data) -> None:
    result = run([replace(NAMED, fails=lambda child, data: child.nothing_like_it), BORN], data)
    assert [broken.rule for broken in result.broken] == ["T-1"]
    assert result.applied == ("T-2",)


def test_a_rule_may_give_the_rows_as_a_table(data: Data) -> None:
    twice = replace(NAMED, fails=lambda child, data: child.filter(child.row_id > 8))
    assert found(run([twice], data)) == [("T-1", 9)]


def test_a_rule_about_last_year_is_skipped_without_it_and_says_so(data: Data) -> None:
    result = run([replace(NAMED, needs_previous=True)], data)
    assert (result.applied, result.skipped) == ((), ("T-1",))


def test_a_rule_that_lacks_a_list_is_not_asked_and_says_why(data: Data) -> None:
    listed = replace(
        NAMED,
        fails=lambda child, data: child.name.notin(sorted(data.sets["names"])),
        needs_sets=("names",),
    )
    result = run([listed, BORN], data)
    assert (result.applied, result.skipped) == (("T-2",), ("T-1",))
    assert "names" in result.not_asked[0].why
    given = replace(data, sets={"names": frozenset({"Ada"})})
    assert found(run([listed], given)) == [("T-1", 7), ("T-1", 9)]


def test_rules_over_the_same_rows_are_asked_together_and_answer_alone(data: Data) -> None:
    def older(data: Data) -> object:
        child = data["child"]
        return child.mutate(oldest=child.born.min().over(ibis.window()))

    wide = replace(BORN, over=older, fails=lambda child, data: child.born == child.oldest)
    rules = [replace(NAMED, over=older), wide, replace(NAMED, id="T-3"), replace(BORN, id="T-4")]
    assert found(run(rules, data)) == [
        ("T-1", 8),
        ("T-1", 9),
        ("T-2", 7),
        ("T-3", 8),
        ("T-3", 9),
        ("T-4", 8),
    ]
    spoilt = replace(wide, id="T-5", fails=lambda child, data: child.nothing_like_it)
    result = run([*rules, spoilt], data)
    assert [broken.rule for broken in result.broken] == ["T-5"]
    assert len(result.findings) == 6


def test_values_come_in_the_order_of_the_findings(data: Data) -> None:
    rules = [NAMED, BORN]
    found = run(rules, data).findings
    values = values_of(rules, data, found, beside=("born", "nothing"))
    assert values["T-1"].to_pylist() == [
        {"row": 8, "born": date(2026, 1, 1), "name": None},
        {"row": 9, "born": None, "name": ""},
    ]
    assert values["T-2"].to_pylist() == [{"row": 8, "born": date(2026, 1, 1)}]


def test_an_example_serves_every_year() -> None:
    rule = replace(
        BORN,
        passing=({"child": ({"born": lambda year, day: day},)},),
        failing=({"child": ({"born": lambda year, day: date(year, 12, 31)},)},),
    )
    for year in (2024, 2025):
        assert judge_examples(rule, SCHEMAS, year=year, reference_date=date(year, 1, 16)) == []


def test_examples_prove_a_rule() -> None:
    assert judged(NAMED) == []
    assert judged(BORN) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        replace(NAMED, passing=()),
        replace(NAMED, failing=()),
        replace(NAMED, fails=lambda child, data: ibis.literal(False)),
        replace(NAMED, fails=lambda child, data: ibis.literal(True)),
        replace(NAMED, fails=lambda child, data: child.nothing_like_it),
    ],
)
def test_examples_find_a_rule_that_is_wrong(spoilt: Rule) -> None:
    assert judged(spoilt)


def test_an_authority_changes_rules_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[T-1]\nseverity = "query"\nmessage = "Say who it is"\n[T-2]\noff = "By hand"\n'
    )
    (rule,) = with_changes([NAMED, BORN], read_changes(path))
    assert (rule.id, rule.severity, rule.message) == ("T-1", Severity.QUERY, "Say who it is")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[T-1\n", "cannot be read as TOML"),
        ('[T-1]\nlevel = "query"\n', r"\[T-1\] may hold"),
        ('[T-1]\nseverity = "grave"\n', "not 'grave'"),
        ("[T-1]\noff = true\n", "takes text"),
    ],
)
def test_a_wrong_file_says_where_and_what_could_stand(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=words):
        read_changes(path)


def test_a_change_of_a_rule_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[T-9]\noff = "Gone"\n')
    with pytest.raises(ValueError, match="there is no rule T-9"):
        with_changes([NAMED], read_changes(path))
