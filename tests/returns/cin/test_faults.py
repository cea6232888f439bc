"""One fault put into a clean census is found once, by the rule that is meant for it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

import pytest

from rightplace.facts.quality import Severity
from rightplace.returns.cin import RULES, YEARS
from tests.returns.cin.invented import Rows, invented, judged, spoilt

BY_CODE = {rule.id: rule for rule in RULES}
DAY = timedelta(days=1)
OLD, FAR = date(2012, 6, 4), date(2040, 6, 4)
Row = dict[str, object]
Test = Callable[[Row], object]
Change = Callable[[Rows], None]


def pick(rows: Rows, table: str, test: Test = lambda row: True) -> Row:
    return next(row for row in rows[table] if test(row))


def change(table: str, test: Test = lambda row: True, /, **values: object) -> Change:
    """Change the first row that fits; a callable value is given the row."""

    def do(rows: Rows) -> None:
        row = pick(rows, table, test)
        row |= {k: v(row) if callable(v) else v for k, v in values.items()}

    return do


def copy(table: str, test: Test = lambda row: True, /, **values: object) -> Change:
    """Add a copy of the first row that fits, with changes."""

    def do(rows: Rows) -> None:
        row = pick(rows, table, test)
        changed = {k: v(row) if callable(v) else v for k, v in values.items()}
        rows[table].append({**row, "row_id": len(rows[table]) + 1, **changed})

    return do


def drop(table: str, key: str, of: str, test: Test = lambda row: True, /) -> Change:
    """Take out what hangs from the first row of another table that fits."""

    def do(rows: Rows) -> None:
        number = pick(rows, of, test)["row_id"]
        rows[table] = [row for row in rows[table] if row[key] != number]

    return do


def by_episode(table: str, day: str, test: Test = lambda row: True, shift: int = -1) -> Change:
    """A day in a row of an episode, moved to before its referral."""

    def do(rows: Rows) -> None:
        row = pick(rows, table, lambda r: r[day] and test(r))
        referral = rows["cin"][row["cin_id"] - 1]["referral_date"]
        row[day] = referral + shift * DAY

    return do


def dies(table: str, day: str) -> Change:
    """The child of a row dies the day before something."""

    def do(rows: Rows) -> None:
        counts: dict[object, int] = {}
        for row in rows[table]:
            counts[row["child_id"]] = counts.get(row["child_id"], 0) + 1
        row = pick(rows, table, lambda r: r[day] and counts[r["child_id"]] == 1)
        rows["child"][row["child_id"] - 1]["death_date"] = row[day] - DAY

    return do


def is_(**values: object) -> Test:
    return lambda row: all(row[k] == v for k, v in values.items())


def has(*columns: str) -> Test:
    return lambda row: all(row[c] is not None for c in columns)


def lacks(column: str) -> Test:
    return lambda row: row[column] is None


def _nfa_with(table: str) -> Change:
    def do(rows: Rows) -> None:
        inside = rows[table][0]
        counts = [row for row in rows[table] if row["cin_id"] == inside["cin_id"]]
        pick(rows, "cin", is_(row_id=counts[0]["cin_id"]))["referral_nfa"] = "true"

    return do


def _died(rows: Rows) -> None:
    pick(rows, "cin", is_(closure_reason="RC7"))["closure_reason"] = "RC2"


def _un7(rows: Rows) -> None:
    needs = {row["child_id"] for row in rows["cin"] if row["referral_nfa"] == "false"}
    pick(rows, "child", lambda r: r["row_id"] in needs)["upn_unknown"] = "UN7"


def _school_age(rows: Rows) -> None:
    needs = {row["child_id"] for row in rows["cin"] if row["referral_nfa"] == "false"}
    pick(rows, "child", lambda r: r["upn"] and r["row_id"] in needs)["upn"] = None


def _referred_after_death(rows: Rows) -> None:
    counts = [row["child_id"] for row in rows["cin"]]
    row = pick(rows, "cin", lambda r: counts.count(r["child_id"]) == 1)
    rows["child"][row["child_id"] - 1]["death_date"] = row["referral_date"] - DAY


def _plan_in_protection(rows: Rows) -> None:
    plan = pick(rows, "cp_plan", lacks("end_date"))
    rows["cin_plan"].append(
        {
            **dict.fromkeys(rows["cin_plan"][0]),
            "row_id": len(rows["cin_plan"]) + 1,
            "child_id": plan["child_id"],
            "cin_id": plan["cin_id"],
            "start_date": plan["start_date"] + 5 * DAY,
        }
    )


def _ended_plan_in_protection(rows: Rows) -> None:
    _plan_in_protection(rows)
    rows["cin_plan"][-1]["end_date"] = rows["cin_plan"][-1]["start_date"] + DAY


def _protection_in_plan(rows: Rows) -> None:
    plan = pick(rows, "cin_plan", lacks("end_date"))
    rows["cp_plan"].append(
        {
            **rows["cp_plan"][0],
            "row_id": len(rows["cp_plan"]) + 1,
            "child_id": plan["child_id"],
            "cin_id": plan["cin_id"],
            "start_date": plan["start_date"] + 5 * DAY,
            "end_date": plan["start_date"] + 6 * DAY,
        }
    )


def _review_in_plan(rows: Rows) -> None:
    _plan_in_protection(rows)
    plan = rows["cin_plan"][-1]
    protection = pick(rows, "cp_plan", is_(cin_id=plan["cin_id"]))
    rows["review"] = [r for r in rows["review"] if r["cp_plan_id"] != protection["row_id"]]
    rows["review"].append(
        {
            "row_id": 99999,
            "child_id": plan["child_id"],
            "cin_id": plan["cin_id"],
            "cp_plan_id": protection["row_id"],
            "review_date": plan["start_date"] + 3 * DAY,
        }
    )


def _conference_of_episode(rows: Rows) -> None:
    row = pick(rows, "section47", has("initial_cpc_date"))
    rows["cin"][row["cin_id"] - 1]["initial_cpc_date"] = row["initial_cpc_date"]


def _closed_with(table: str, test: Test) -> Change:
    """An episode is closed around something unfinished."""

    def do(rows: Rows) -> None:
        row = pick(rows, table, test)
        cin = rows["cin"][row["cin_id"] - 1]
        cin |= {"closure_date": FAR, "closure_reason": "RC7"}

    return do


def _only_assessment(rows: Rows) -> None:
    cin = pick(rows, "cin", is_(closure_reason="RC7"))
    one = pick(rows, "assessment", lambda r: r["cin_id"] == cin["row_id"])
    rows["factor"] = [r for r in rows["factor"] if r["assessment_id"] != one["row_id"]]
    rows["factor"].append(
        {**rows["factor"][0], "row_id": 99999, "factor": "21"}
        | {"child_id": one["child_id"], "cin_id": one["cin_id"], "assessment_id": one["row_id"]}
    )


def _disabled_without_factor(rows: Rows) -> None:
    disabled = {r["child_id"] for r in rows["disability"] if r["disability"] != "NONE"}
    done = [r for r in rows["assessment"] if r["authorisation_date"] and r["child_id"] in disabled]
    for row in rows["factor"]:
        if row["assessment_id"] == done[0]["row_id"] and row["factor"] in ("5A", "6A"):
            row["factor"] = "1A" if row["factor"] == "5A" else "1B"


def _overlap(table: str, test: Test = lambda r: True) -> Change:
    """A copy that starts a day later, while the first is under way."""
    return copy(table, test, start_date=lambda r: r["start_date"] + DAY)


def _more_plans(rows: Rows) -> None:
    for row in rows["section47"]:
        row["initial_cpc_date"] = None


def _one_each(rows: Rows) -> None:
    seen: set[object] = set()
    kept = []
    for row in rows["disability"]:
        if row["child_id"] not in seen:
            kept.append(row)
        seen.add(row["child_id"])
    rows["disability"] = kept


def _without_sex(rows: Rows) -> None:
    for row in rows["child"][:20]:
        row["sex"] = "U"


def _few_codes(rows: Rows) -> None:
    for row in rows["disability"]:
        row["disability"] = "NONE" if row["disability"] == "NONE" else "MOB"


_SCHOOL = has("upn")
_BORN = has("birth_date")
_CLOSED = has("closure_date")
_CLOSED_AFTER_A_PLAN = is_(closure_reason="RC7")
_DONE = has("authorisation_date")
_ENDED = has("end_date")
_HELD = has("initial_cpc_date")

FAULTS: dict[str, Change] = {
    "100": change("header", reference_date=date(2024, 12, 31)),
    "2883": _more_plans,
    "2886Q": _without_sex,
    "2887Q": _few_codes,
    "2888Q": _one_each,
    "8500": change("child", la_child_id=None),
    "1570": change("child", la_child_id="A" * 21),
    "1580": change("child", la_child_id="C-1"),
    "1510": change(
        "child", _SCHOOL, upn=lambda r: ("A" if r["upn"][0] != "A" else "B") + r["upn"][1:]
    ),
    "1530": change("child", _SCHOOL, upn=lambda r: r["upn"][0] + "999" + r["upn"][4:]),
    "1540": change("child", _SCHOOL, upn=lambda r: r["upn"][:6] + "O" + r["upn"][7:]),
    "1550": change("child", _SCHOOL, upn=lambda r: r["upn"][:12] + "I"),
    "1560Q": change("child", former_upn="A12"),
    "8520": change("child", _BORN, birth_date=FAR),
    "8525": change("child", _BORN, birth_date=None),
    "8530Q": change("child", has("expected_birth_date"), expected_birth_date=OLD),
    "8535Q": change("child", _BORN, death_date=lambda r: r["birth_date"] - DAY),
    "8545Q": change("child", _BORN, death_date=OLD),
    "4180": change("child", _BORN, sex="1"),
    "8750": change("child", has("expected_birth_date"), sex="F"),
    "8770Q": _school_age,
    "8772": _un7,
    "8590": lambda rows: rows["child"].append({**rows["child"][0], "row_id": 9999}),
    "4220": change("child", ethnicity=None),
    "8540": change("disability", lambda r: r["disability"] != "NONE", disability="WHEEL"),
    "8790": copy("disability", lambda r: r["disability"] != "NONE", disability="NONE"),
    "8568": change("cin", referral_nfa=None),
    "8569Q": change("cin", is_(referral_nfa="true"), referral_date=OLD),
    "8600": change("cin", referral_date=None),
    "8606": change("cin", referral_date=date(1990, 1, 1)),
    "8610": change("cin", is_(referral_nfa="false"), primary_need=None),
    "8620": change("cin", _CLOSED, closure_date=FAR),
    "8630": change("cin", _CLOSED, closure_date=lambda r: r["referral_date"] - DAY),
    "8640": change("cin", _CLOSED, closure_reason="RC99"),
    "8650": change("cin", is_(referral_nfa="false"), primary_need="N99"),
    "8805": change("cin", _CLOSED, closure_reason=None),
    "8810": change("cin", lacks("closure_date"), closure_reason="RC7"),
    "8825Q": drop("assessment", "cin_id", "cin", is_(closure_reason="RC9")),
    "8831": _nfa_with("assessment"),
    "8866": change("cin", referral_source="ZZ"),
    "8565": change("cin", _CLOSED_AFTER_A_PLAN, closure_date=lambda r: r["referral_date"]),
    "8555Q": _referred_after_death,
    "8585Q": _died,
    "2990": change("cin", is_(closure_reason="RC7"), closure_reason="RC8"),
    "8873Q": _only_assessment,
    "1103": by_episode("assessment", "start_date", _DONE),
    "8608": change("assessment", _DONE, start_date=lambda r: r["authorisation_date"] + DAY),
    "8670Q": change("assessment", _DONE, authorisation_date=None, start_date=OLD),
    "8696": change("assessment", _DONE, authorisation_date=OLD),
    "8736": change("assessment", _DONE, authorisation_date=None, start_date=OLD),
    "8867": _closed_with("assessment", lacks("authorisation_date")),
    "8897Q": drop("factor", "assessment_id", "assessment", _DONE),
    "8614": change("assessment", _DONE, authorisation_date=None),
    "8617": change("factor", factor="8A"),
    "8869": copy("factor", lambda r: r["factor"] != "21", factor="21"),
    "8899Q": _disabled_without_factor,
    "8945Q": change("factor", factor="18A"),
    "8950Q": change("factor", factor="19A"),
    "8863": _overlap("assessment", _DONE),
    "2889": by_episode("section47", "start_date"),
    "1104": by_episode("section47", "initial_cpc_date"),
    "2884": _conference_of_episode,
    "8615": change("section47", _HELD, start_date=None),
    "8675Q": change("section47", _HELD, initial_cpc_date=None, start_date=OLD),
    "8715": change("section47", _HELD, initial_cpc_date=OLD),
    "8740": change("section47", _HELD, initial_cpc_date=None, start_date=OLD),
    "8868": _closed_with(
        "section47", lambda r: not r["initial_cpc_date"] and r["icpc_not_required"] == "false"
    ),
    "8870Q": change("section47", initial_cpc_target=date(2024, 6, 8)),
    "8875Q": change("section47", _HELD, initial_cpc_date=date(2024, 6, 8)),
    "8890": _overlap("section47", _HELD),
    "4000": _nfa_with("cin_plan"),
    "4001": _plan_in_protection,
    "4003": _review_in_plan,
    "4008": dies("cin_plan", "start_date"),
    "4009Q": dies("cin_plan", "end_date"),
    "4010": change("cin_plan", start_date=None),
    "4011": change("cin_plan", _ENDED, start_date=lambda r: r["end_date"] + DAY),
    "4012Q": change("cin_plan", _ENDED, start_date=lambda r: r["end_date"]),
    "4013": change("cin_plan", _ENDED, end_date=FAR),
    "4014": _overlap("cin_plan", _ENDED),
    "4015": by_episode("cin_plan", "start_date"),
    "4016": _ended_plan_in_protection,
    "4017": _protection_in_plan,
    "1105": by_episode("cp_plan", "start_date"),
    "8832": _nfa_with("cp_plan"),
    "8720": change("cp_plan", start_date=None),
    "8730": change("cp_plan", previous_plans=None),
    "8840": change("cp_plan", _ENDED, start_date=lambda r: r["end_date"]),
    "8842Q": change("review", review_date=None),
    "8905": change("cp_plan", initial_category="XXX"),
    "8910": change("cp_plan", latest_category=None),
    "8915": dies("cp_plan", "start_date"),
    "8920": dies("cp_plan", "end_date"),
    "8925": change("cp_plan", _ENDED, start_date=lambda r: r["end_date"] + DAY),
    "8930": change("cp_plan", _ENDED, end_date=OLD),
    "8940": _overlap("cp_plan", _ENDED),
}
LATER: dict[str, Change] = {
    "9005": change("pre_proceedings", start_date=OLD),
    "9006": change("pre_proceedings", letter_date=lambda r: r["start_date"] - DAY),
    "9007": change("pre_proceedings", meeting_offered=None),
    "9008": change("pre_proceedings", first_meeting_date=FAR),
    "9009": change("pre_proceedings", decision_date=lambda r: r["start_date"] - DAY),
    "9010Q": change("pre_proceedings", meeting_held=None),
    "9011": change("pre_proceedings", outcome="Z"),
    "9012": change("pre_proceedings", court_date=OLD),
    "9013": change("pre_proceedings", initiation_letter_date=OLD),
    "9015Q": change("pre_proceedings", review_meetings=None),
}
CASES = [(code, do, 2025) for code, do in FAULTS.items()]
CASES += [(code, do, 2027) for code, do in LATER.items()]


@cache
def clean_counts(year: int) -> dict[str, int]:
    result = judged(invented(year), year)
    assert result.broken == ()
    return dict(result.counts())


@pytest.mark.parametrize("year", YEARS)
def test_a_clean_census_has_no_error(year: int) -> None:
    errors = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    assert errors.isdisjoint(clean_counts(year))


@pytest.mark.parametrize(("code", "do", "year"), CASES, ids=[code for code, _, _ in CASES])
def test_a_fault_is_found_once(code: str, do: Change, year: int) -> None:
    rules: Iterable[str] = (*BY_CODE[code].after, code)
    found = judged(spoilt(do, year), year, [BY_CODE[each] for each in rules])
    assert found.counts().get(code, 0) == clean_counts(year).get(code, 0) + 1
