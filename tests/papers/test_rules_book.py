"""Rules go to a workbook and come back; a workbook of other rules changes ours as far as it can."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from rightplace.facts.quality import RuleChange, Severity, read_changes, with_changes
from rightplace.papers.rules_book import EXPORTED, changes_toml, read_rules, write_rules
from rightplace.returns.sen2.rules import RULES

SURVEY = date(2026, 1, 15)
FIRST, SECOND, THIRD = RULES[:3]


def exported(path: Path, rules: tuple = RULES) -> Path:
    write_rules(rules, path, year=2026, reference_date=SURVEY)
    return path


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_every_rule_is_written_with_its_examples(tmp_path: Path) -> None:
    book = load_workbook(exported(tmp_path / "rules.xlsx"))
    heads, *rows = book["Rules"].iter_rows(values_only=True)
    assert heads == EXPORTED
    assert [row[0] for row in rows] == [rule.id for rule in RULES]
    assert all(row[8] and row[9] for row in rows)


def test_what_was_exported_changes_nothing(tmp_path: Path) -> None:
    read = read_rules(exported(tmp_path / "rules.xlsx"), RULES, columns={})
    assert (read.changes, read.unmapped) == ({}, ())


def test_what_was_changed_in_the_workbook_is_changed_in_the_rules(tmp_path: Path) -> None:
    path = exported(tmp_path / "rules.xlsx")
    book = load_workbook(path)
    book["Rules"]["B2"], book["Rules"]["F3"] = "query", 'Worded "anew"\nby us'
    book.save(path)
    read = read_rules(path, RULES, columns={})
    assert read.changes == {
        FIRST.id: RuleChange(severity=Severity.QUERY),
        SECOND.id: RuleChange(message='Worded "anew"\nby us'),
    }
    (tmp_path / "ours.toml").write_text(changes_toml(read, path.name), encoding="utf-8")
    assert read_changes(tmp_path / "ours.toml") == read.changes
    changed = tuple(with_changes(RULES, read.changes))
    again = read_rules(exported(tmp_path / "again.xlsx", changed), changed, columns={})
    assert again.changes == {}


def test_another_workbook_renumbers_by_the_column_that_names_ours(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "national.xlsx",
        ("Rules of the collection",),
        ("Error Code", "Error/Query", "Wording", "Ours"),
        (1510, "Error", "The UPN is wrong", "LOC-P16"),
        (1520, "Warning", None, "LOC-P20"),
        (9999, "Error", "Unknown to us", None),
        (1530, "Dire", "Again", "LOC-P16"),
        (1540, "Dire", None, "LOC-P09"),
    )
    columns = {"severity": "Error/Query", "message": "Wording", "ours": "Ours"}
    read = read_rules(path, RULES, columns=columns)
    assert read.changes == {
        "LOC-P16": RuleChange(number="1510", message="The UPN is wrong"),
        "LOC-P20": RuleChange(number="1520", severity=Severity.QUERY),
        "LOC-P09": RuleChange(number="1540"),
    }
    assert read.unmapped == (
        ("9999", "no rule of ours is named"),
        ("1530", "LOC-P16 is named by an earlier row"),
        ("1540", "the severity 'Dire' is not known"),
    )
    text = changes_toml(read, path.name)
    assert tomllib.loads(text)["LOC-P20"] == {"number": "1520", "severity": "query"}
    assert "# Not taken over: 9999: no rule of ours is named" in text.splitlines()


def test_rules_that_wait_for_a_renumbered_one_wait_for_its_number() -> None:
    changed = {r.id: r for r in with_changes(RULES, {"LOC-P17": RuleChange(number="1500")})}
    assert "LOC-P17" not in changed
    (before,) = (rule.after for rule in RULES if rule.id == "LOC-P16")
    assert "LOC-P17" in before
    assert changed["LOC-P16"].after == tuple("1500" if r == "LOC-P17" else r for r in before)


def test_two_rules_may_not_go_by_one_number() -> None:
    with pytest.raises(ValueError, match="two rules would go by the code LOC-P17"):
        with_changes(RULES, {"LOC-P16": RuleChange(number="LOC-P17")})


def test_fields_and_years_that_differ_are_told_and_left(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("Rule", "Fields", "Years"),
        (FIRST.id, "some_other_item", "2030"),
    )
    read = read_rules(path, RULES, columns={})
    assert read.changes == {}
    assert [number for number, _ in read.unmapped] == [FIRST.id, FIRST.id]


def test_a_workbook_without_headings_says_how_to_name_them(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("A", "B"), (1, 2))
    with pytest.raises(ValueError, match="--column number=HEADING"):
        read_rules(path, RULES, columns={})
    with pytest.raises(ValueError, match="has no sheet 'Rules'"):
        read_rules(path, RULES, columns={}, sheet="Rules")
    (tmp_path / "b.xlsx").write_text("no workbook")
    with pytest.raises(ValueError, match="cannot be read as a workbook"):
        read_rules(tmp_path / "b.xlsx", RULES, columns={})
