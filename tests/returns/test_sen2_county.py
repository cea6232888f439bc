"""The invented county's own return keeps the rules, and each fault put into it is found once."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from rightplace.county.mistakes import MISTAKES
from rightplace.county.play import build, invent
from rightplace.county.spec import CountySpec
from rightplace.facts.engine import sealed
from rightplace.facts.extract import facts_from
from rightplace.facts.quality import Data, Run, run
from rightplace.facts.snapshot import About, freeze
from rightplace.returns.sen2 import build_return, read, write_collect, write_template, write_xml
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS
from tests.returns.faults import EVERY_YEAR, GONE, HEADER, LATER, OF_THE_PERIOD, Fault, Row

Facts = Mapping[str, pa.Table]

pytestmark = pytest.mark.django_db
Tables = dict[str, list[Row]]
Found = Counter[tuple[str, int]]

SEVERITY = {rule.id: rule.severity.value for rule in RULES}
TABLE = {rule.id: rule.table for rule in RULES}
# What the rules ask about a county without mistakes, and what there is to answer.
EXPLAINED = {
    "LOC-P08": "a refuge and a family that moves about have no postcode on record",
    "LOC-R17": "the backlog of decisions is real",
    "LOC-N19": "reasons are given by the published shares, the oldest first; few of them were 25",
    "LOC-N20": "as LOC-N19",
    "LOC-N21": "as LOC-N19",
    "LOC-PD06": "a young person of 15 between schools",
    "LOC-PD07": "a notice to cease was followed by a review",
    "LOC-PD08": "the Department asks about each of them",
    "LOC-AP11": "one phase transfer plan in four is late",
    "LOC-AP12": "one plan in eleven was not reviewed in the year",
}


def checked(tables: Mapping[str, pa.Table], year: int) -> Run:
    with sealed(tables) as facts:
        return run(RULES, Data(facts, year, COLLECTIONS[year].survey_day))


@pytest.fixture(scope="module")
def county() -> Facts:
    """A county as it was played, without what an office is furnished with."""
    spec = CountySpec(plans=500, seed=7, mistakes=False)
    return facts_from(build(spec).arrow(), as_of=spec.until, authority="990")


def built(county: Facts, year: int) -> dict[str, pa.Table]:
    made_at = datetime(year, 2, 1, tzinfo=UTC)
    return build_return(county, year=year, authority="990", made_at=made_at)


def mended(rows: Tables) -> Tables:
    """With who asked, which a record of 2023 may lack and a return of 2026 may not."""
    for row in rows["request"]:
        row["request_source"] = row["request_source"] or "1"
    return rows


def as_rows(tables: Mapping[str, pa.Table]) -> Tables:
    return {name: tables[name].to_pylist() for name in MODULES}


def as_tables(rows: Tables) -> dict[str, pa.Table]:
    return {n: pa.Table.from_pylist(r, schema=MODULES[n].table.arrow) for n, r in rows.items()}


def that_matter(result: Run) -> Found:
    """What was found above information."""
    found = result.findings.to_pylist()
    return Counter((f["rule"], f["row"]) for f in found if f["severity"] != "information")


class Families:
    """The rows of a return, each with what it hangs from; no family is given out twice."""

    def __init__(self, rows: Tables, barred: set[int]) -> None:
        self.rows = rows
        self.used: set[int | None] = set(barred)
        self.by_key = {n: {r[m.key]: r for r in rows[n]} for n, m in MODULES.items() if m.key}
        self.assessments = {r["request_id"]: r for r in rows["assessment"]}
        self.plans = {r["assessment_id"]: r for r in rows["named_plan"]}
        self.siblings = {
            n: Counter(r[m.parent_key] for r in rows[n]) for n, m in MODULES.items() if m.parent
        }

    def of(self, table: str, row: Row) -> Row:
        """A row over what it hangs from; a plan's start and end also for what is beside it."""
        family, module, above = dict(row), MODULES[table], row
        while module.parent and module.parent != "header":
            above = self.by_key[module.parent][above[module.parent_key]]
            family = above | family
            module = MODULES[module.parent]
        beside = self.assessments.get(family.get("request_id"), {})
        plan = self.plans.get(beside.get("assessment_id"), {})
        parent = MODULES[table].parent_key
        siblings = self.siblings[table][row[parent]] if parent else 1
        return plan | beside | family | {"siblings": siblings}

    def chosen(self, fault: Fault) -> tuple[Row, Row]:
        """A row for the fault, and its family, which is then used up."""
        for row in self.rows[fault.table]:
            family = self.of(fault.table, row)
            free = fault.table == "header" or family["person_id"] not in self.used
            if free and fault.where(family):
                self.used.add(family.get("person_id"))
                return row, family
        raise LookupError(f"the county has no row to spoil for {fault.rule}")


def put(rows: Tables, faults: tuple[Fault, ...], barred: set[int]) -> Found:
    """Spoils the rows, each fault in a family of its own, and says what should be found."""
    families = Families(rows, barred)
    expected: Found = Counter()
    for fault in faults:
        row, family = families.chosen(fault)
        for rule in dict.fromkeys((fault.rule, *fault.also)):
            expected[(rule, family.get(f"{TABLE[rule]}_id", 1))] += 1
        if fault.change == GONE:
            remove(rows, fault.table, row)
        else:
            row |= fault.change(family) if callable(fault.change) else fault.change
    return expected


def remove(rows: Tables, table: str, row: Row) -> None:
    """A row with all that hangs from it."""
    rows[table].remove(row)
    for name, module in MODULES.items():
        if module.parent == table:
            for below in [r for r in rows[name] if r[module.parent_key] == row[MODULES[table].key]]:
                remove(rows, name, below)


def people_with_findings(rows: Tables, found: Found) -> set[int]:
    families = Families(rows, set())
    return {
        families.of(TABLE[rule], families.by_key[TABLE[rule]][row])["person_id"]
        for rule, row in found
        if TABLE[rule] != "header" and SEVERITY[rule] == "error"
    }


def test_the_return_of_the_county_keeps_the_rules(county: Facts) -> None:
    tables = built(county, 2023)
    assert {rule for rule, _ in that_matter(checked(tables, 2023))} - EXPLAINED.keys() == set()


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_returns_of_later_snapshots_keep_the_rules(year: int) -> None:
    until, since = date(year, 1, 31), date(year - 3, 1, 1)
    spec = CountySpec(plans=300, seed=7, until=until, since=since, mistakes=False)
    facts = facts_from(build(spec).arrow(), as_of=until, authority="990")
    found = that_matter(checked(built(facts, year), year))
    assert {rule for rule, _ in found} - EXPLAINED.keys() == set()


def people_found(tables: Facts) -> Counter[tuple[str, str, date]]:
    """Rule, surname and birth of each person with a finding, once for each rule."""
    rows = as_rows(tables)
    families = Families(rows, set())
    found = {
        (rule, families.of(TABLE[rule], families.by_key[TABLE[rule]][row])["person_id"])
        for rule, row in that_matter(checked(tables, 2023))
    }
    people = families.by_key["person"]
    named = ((rule, people[key]) for rule, key in found)
    return Counter(
        (rule, p["surname"] + p["forename"], p["person_birth_date"]) for rule, p in named
    )


def test_each_mistake_of_the_county_is_found_once_by_the_rule_meant() -> None:
    spec = CountySpec(plans=500, seed=7)
    facts = facts_from(build(spec).arrow(), as_of=spec.until, authority="990")
    made = Counter(
        (each.rule, each.child.surname + each.child.forename, each.child.birth)
        for each in invent(spec).mistaken
    )
    assert Counter(rule for rule, *_ in made) == {mistake.rule: 5 for mistake in MISTAKES}
    found = people_found(built(facts, 2023))
    by_mistake = {each[1:] for each in made}
    of_them = Counter({key: n for key, n in found.items() if key[1:] in by_mistake})
    assert {k: n for k, n in of_them.items() if k[0] not in EXPLAINED or k in made} == made
    others = {rule for rule, *name in found if tuple(name) not in by_mistake}
    assert others - EXPLAINED.keys() == {"LOC-P04"}


CASES = (
    (2023, (*OF_THE_PERIOD, *EVERY_YEAR)),
    (2023, HEADER),
    (2026, LATER),
)


@pytest.mark.parametrize(("year", "faults"), CASES, ids=["2023", "header", "later"])
def test_each_fault_is_found_once_by_the_rule_meant(
    county: Facts, year: int, faults: tuple[Fault, ...]
) -> None:
    rows = mended(as_rows(built(county, year)))
    before = that_matter(checked(as_tables(rows), year))
    expected = put(rows, faults, people_with_findings(rows, before))
    after = checked(as_tables(rows), year)
    assert after.broken == ()
    new = that_matter(after) - before
    assert (sorted(new - expected), sorted(expected - new)) == ([], [])


def test_the_same_is_found_in_a_file_of_any_layout_and_in_a_snapshot(
    county: Facts, tmp_path: Path
) -> None:
    tables = built(county, 2023)
    expected = checked(tables, 2023).findings
    write_xml(tables, tmp_path / "a.xml", year=2023)
    write_collect(tables, tmp_path / "b", year=2023)
    write_template(tables, tmp_path / "c.xlsx", year=2023)
    about = About("990", COLLECTIONS[2023].survey_day, "return", "a.xml", 2023)
    taken_at = datetime(2023, 2, 1, tzinfo=UTC)
    kept = freeze(tables, name="kept", about=about, taken_at=taken_at, store=tmp_path / "store")
    found = {p: read(tmp_path / p).tables for p in ("a.xml", "b", "c.xlsx")} | {
        "kept": kept.tables()
    }
    for name, again in found.items():
        own = {n: again[n] for n in MODULES}
        assert checked(own, 2023).findings.equals(expected), name
