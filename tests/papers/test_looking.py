"""A kept check: written and read back, narrowed as plain Python would, what follows told from what causes."""

import itertools
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from rightplace.papers.quality import Checked, Grade, Line, Paper
from rightplace.papers.quality.kept import KEPT, Kept, keep, read_kept
from rightplace.papers.quality.looking import (
    ACCEPTED,
    RECORD,
    Beside,
    Narrowing,
    Standing,
    looking,
)
from rightplace.returns.packs import PACKS

PAPER = Paper("SEN2", "3 rules", (), (), (("X", "it needs a list"),), ())
SEVERITIES = ("error", "query", "information")


def rows(number: int, seed: int = 3) -> list[dict[str, Any]]:
    """Findings about a fifth as many children, and a child without one."""
    draw = random.Random(seed)
    children = [f"c{n}" for n in range(number // 5 + 1)]
    made = []
    for n in range(1, number + 1):
        child = draw.choice(children)
        grade = draw.randrange(3)
        made.append(
            {
                "number": n, "severity": SEVERITIES[grade], "grade": grade,
                "rule": f"R{grade}{draw.randrange(4)}", "table": draw.choice(["Person", "Plan"]),
                "row": n, "child": child, "upn": child, "urn": draw.choice(["", "100001"]),
                "sealed_child": f"s{child}", "fingerprint": f"f{n % 7}",
                "follows": draw.choice(["", "", "R00"]), "message": "m", "hint": "h",
                "items": [{"item": "Sex", "value": "X"}],
            }
        )  # fmt: skip
    return [*made, {"child": "free", "upn": "free", "urn": "", "sealed_child": "sfree"}]


def kept(number: int) -> Kept:
    return Kept(PAPER, pa.Table.from_pylist(rows(number), schema=KEPT))


def beside(number: int, *, only_known: bool = False) -> Beside:
    """Every other child is known; some of what was found is accepted."""
    known = [
        {"match": f"c{n}", "person": n, "record_urn": f"20000{n % 3}", "officer": f"o{n % 2}"}
        for n in range(0, number // 5 + 1, 2)
    ]
    seen = {(r["rule"], r["sealed_child"], r["fingerprint"]) for r in rows(number) if r.get("rule")}
    accepted = [
        {"rule": r, "sealed_child": c, "fingerprint": f, "reason": "right", "accepted_by": "Ada"}
        for r, c, f in sorted(seen)[::4]
    ]
    return Beside(
        pa.Table.from_pylist(known, schema=RECORD),
        pa.Table.from_pylist(accepted, schema=ACCEPTED),
        only_known=only_known,
    )


def plainly(number: int, at: Beside, narrowing: Narrowing) -> list[int]:
    """The same in plain Python: the numbers of the findings that fit, in order."""
    known = {row["match"]: row for row in at.record.to_pylist()}
    stand = {(r["rule"], r["sealed_child"], r["fingerprint"]) for r in at.accepted.to_pylist()}
    found = []
    for row in rows(number):
        if not row.get("rule"):
            continue
        person = known.get(row["upn"], {})
        accepted = (row["rule"], row["sealed_child"], row["fingerprint"]) in stand
        right = [
            narrowing.severity in ("", row["severity"]),
            narrowing.rule in ("", row["rule"]),
            narrowing.table in ("", row["table"]),
            narrowing.school in ("", row["urn"] or person.get("record_urn", "")),
            narrowing.officer in ("", person.get("officer", "")),
            narrowing.standing is Standing.ALL
            or accepted == (narrowing.standing is Standing.ACCEPTED),
            narrowing.consequences or not row["follows"],
            not at.only_known or bool(person),
        ]
        if all(right):
            found.append((row["grade"], row["rule"], row["number"]))
    return [each for *_, each in sorted(found)]


def test_findings_are_narrowed_as_plain_python_narrows_them() -> None:
    for only_known in (False, True):
        at = beside(200, only_known=only_known)
        with looking(kept(200), at) as look:
            for severity, school, officer, standing, consequences in itertools.product(
                ("", "error"), ("", "100001", "200002"), ("", "o0"), Standing, (False, True)
            ):
                narrowing = Narrowing(
                    severity=severity, school=school, officer=officer, standing=standing,
                    consequences=consequences,
                )  # fmt: skip
                expected = plainly(200, at, narrowing)
                assert [f.number for f in look.findings(narrowing)[:]] == expected


def test_each_child_is_counted_once_and_those_without_a_finding_are_asked_for() -> None:
    everything = Narrowing(standing=Standing.ALL, consequences=True)
    with looking(kept(200), beside(200)) as look:
        found = look.children(everything, without=False)[:]
        every = look.children(everything, without=True)[:]
    by_child: dict[str, list[dict[str, Any]]] = {}
    for row in rows(200)[:-1]:
        by_child.setdefault(row["child"], []).append(row)
    assert {c.child: (c.findings, c.errors) for c in found} == {
        child: (len(own), sum(r["severity"] == "error" for r in own))
        for child, own in by_child.items()
    }
    assert [c.child for c in every if not c.findings] == ["free"]
    assert len(every) == len(found) + 1


def test_what_is_hidden_is_counted() -> None:
    at = beside(200, only_known=True)
    everything = Narrowing(standing=Standing.ALL, consequences=True)
    with looking(kept(200), at) as look:
        assert look.hidden() == 200 - len(plainly(200, at, everything))
        number = plainly(200, replace(at, only_known=False), everything)
        shown = set(plainly(200, at, everything))
        assert {n for n in number if look.finding(n)} == shown


def test_twenty_thousand_findings_are_read_a_page_at_a_time() -> None:
    with looking(kept(20_000), beside(20_000)) as look:
        everything = Narrowing(standing=Standing.ALL, consequences=True)
        found = look.findings(everything)
        assert len(found) == 20_000
        assert len(found[19_950:20_050]) == 50
        assert sum(row["number"] for row in look.counts(everything, "rule")) == 20_000


def test_what_one_mistake_causes_in_another_table_names_its_cause(tmp_path: Path) -> None:
    pack = PACKS["sen2"]
    like = pack.rules[0]
    cause = replace(like, id="A", table="person", after=())
    effect = replace(like, id="B", table="request", after=("A",))
    beside_it = replace(like, id="C", table="person", after=("A",))
    tables = {name: schema.empty_table() for name, schema in pack.schemas.items()}
    people = [{"person_id": 1, "upn": "X"}, {"person_id": 2}]
    requests = [{"request_id": n, "person_id": n} for n in (1, 2)]
    tables["person"] = pa.Table.from_pylist(people, schema=pack.schemas["person"])
    tables["request"] = pa.Table.from_pylist(requests, schema=pack.schemas["request"])
    lines = [
        Line("error", rule, table, row, None, "m", "h", (("Item", ""),))
        for rule, table, row in (
            ("A", "Person", 1), ("B", "Request", 1), ("C", "Person", 1), ("B", "Request", 2),
        )
    ]  # fmt: skip
    paper = replace(PAPER, lines=lines)
    checked = Checked(paper, Grade.ERRORS, 2025, (cause, effect, beside_it), tables)
    keep(checked, pack, tmp_path / "kept", seal=lambda text: f"<{text}>")
    found = read_kept(tmp_path / "kept")
    kept_rows = found.rows.select(["rule", "child", "follows", "sealed_child"]).to_pylist()
    assert [tuple(row.values()) for row in kept_rows] == [
        ("A", "1", "", "<upn X>"),
        ("B", "1", "A", "<upn X>"),
        ("C", "1", "", "<upn X>"),
        ("B", "2", "", "<key 2>"),
    ]
    assert found.paper == replace(PAPER, lines=())
