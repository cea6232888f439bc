"""Queries that were kept find what queries made anew find, and only where they are the same queries."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, Rule, Severity, compiled, read_added, run
from tests.returns.cases import NAMES, Case, case, data_of


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    compiled.forget()
    yield
    compiled.keep_in(None)
    compiled.forget()


@contextmanager
def laid_out(made: Case) -> Iterator[Data]:
    earlier = {f"previous_{name}": rows for name, rows in (made.before or {}).items()}
    with sealed({**made.tables, **earlier}) as facts:
        yield data_of(made, lambda name, rows: facts[name])


def findings(made: Case) -> pa.Table:
    with laid_out(made) as data:
        result = run(made.rules, data)
    assert result.broken == ()
    return result.findings


def no_queries_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a query was made that had been kept")

    monkeypatch.setattr(compiled, "_in_words", refuse)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_is_found_with_kept_queries(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = case(name).damaged(1), case(name).damaged(2)
    expected = [findings(first)]
    compiled.forget()
    expected.append(findings(second))
    no_queries_made(monkeypatch)
    assert [findings(first), findings(second)] == expected
    assert expected[0].num_rows > 0


@pytest.mark.parametrize("name", NAMES)
def test_the_same_is_found_with_queries_of_another_process(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.keep_in(tmp_path / "queries")
    expected = findings(case(name).damaged(1))
    compiled.forget()
    no_queries_made(monkeypatch)
    assert findings(case(name).damaged(1)).equals(expected)


def test_what_is_spoilt_in_the_folder_is_made_anew(tmp_path: Path) -> None:
    compiled.keep_in(tmp_path)
    expected = findings(case("cin").damaged(1))
    kept = sorted(tmp_path.rglob("*.json"))
    for number, path in enumerate(kept):
        content = path.read_text()
        spoilt = [
            "",
            "[]",
            f"{content[:64]}\n[]",
            content[:-9],
            content.replace("SELECT", "select", 1),
        ]
        path.write_text(spoilt[number % 5])
    assert len(kept) > 5
    compiled.forget()
    assert findings(case("cin").damaged(1)).equals(expected)


def test_queries_of_other_code_are_not_read_and_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.keep_in(tmp_path / "queries")
    findings(case("annexa"))
    (old,) = (tmp_path / "queries").iterdir()
    monkeypatch.setattr(compiled, "code_digest", lambda: "another")
    compiled.forget()
    findings(case("annexa"))
    assert [path.name for path in (tmp_path / "queries").iterdir()] == ["another"]
    assert not old.exists()


def test_a_folder_that_cannot_be_written_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    compiled.keep_in(tmp_path / "file")
    assert findings(case("annexa").damaged(1)).num_rows > 0


CHILD = pa.schema([("row_id", pa.int64()), ("name", pa.string()), ("born", pa.date32())])
LATE = Rule(
    id="T-1",
    source="test",
    severity=Severity.ERROR,
    table="child",
    fields=("born",),
    message="Born after the day",
    hint="Look.",
    fails=lambda child, data: child.born > data.reference_date,
    passing=(),
    failing=(),
)


def judged(
    rules: list[Rule], day: date, sets: Mapping[str, frozenset[str]] | None = None
) -> list[int]:
    rows = [{"row_id": n, "name": f"n{n}", "born": date(2020, 1, n)} for n in (1, 2, 3)]
    with sealed({"child": pa.Table.from_pylist(rows, schema=CHILD)}) as facts:
        result = run(rules, Data(facts, 2025, day, None, sets or {}))
    assert result.broken == ()
    return result.findings["row"].to_pylist()


def test_another_day_is_another_query() -> None:
    assert [judged([LATE], date(2020, 1, n)) for n in (1, 2, 1)] == [[2, 3], [3], [2, 3]]


def test_another_list_is_another_query() -> None:
    rule = replace(LATE, fails=lambda c, data: c.name.notin(sorted(data.sets["names"])))
    rule = replace(rule, needs_sets=("names",))
    day = date(2020, 1, 1)
    found = [judged([rule], day, {"names": frozenset(names)}) for names in ({"n1"}, {"n1", "n3"})]
    assert found == [[2, 3], [2]]


def test_a_rule_that_is_written_otherwise_is_another_query() -> None:
    other = replace(LATE, fails=lambda child, data: child.born < data.reference_date)
    assert [judged([rule], date(2020, 1, 2)) for rule in (LATE, other)] == [[3], [1]]


def test_a_rule_that_an_authority_adds_is_asked_on_its_own_connection(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    words = 'id = "OWN-1"\ntable = "child"\nseverity = "query"\nmessage = "n"\n'
    path.write_text(f"[[add]]\n{words}where = \"name = 'n2'\"\n")
    (own,) = read_added(path, {"child": CHILD})
    compiled.keep_in(tmp_path / "queries")
    assert [judged([own, LATE], date(2020, 1, 2)) for _ in range(2)] == [[2, 3], [2, 3]]
    assert not (tmp_path / "queries").exists()
