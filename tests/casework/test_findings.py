"""Findings: what a run opens, keeps and mends, and what someone does with one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightplace.casework.actions import findings
from rightplace.casework.actions.finding_runs import settle
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.actions.undo import undo
from rightplace.casework.findings import Asked, Seen
from rightplace.casework.models import (
    AuditEvent,
    CheckedAs,
    CheckRun,
    DatumSource,
    Finding,
    FindingCount,
    FindingSeverity,
    FindingState,
    Role,
    RowChange,
    User,
)
from tests.casework.record import a_child, a_request, a_user, an_officer

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 3)
RULES = ("ONE", "TWO", "THREE")
OPEN, ACCEPTED = FindingState.OPEN, FindingState.ACCEPTED
MENDED, LAPSED = FindingState.MENDED, FindingState.LAPSED


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def asked(number: int, **more: Any) -> Asked:
    """The run of one day after another, each of other content."""
    day = DAY + timedelta(days=number)
    given = {"rules": RULES, "year": 2024, "snapshot_id": f"content-{number}"} | more
    return Asked(
        collection=CheckedAs.SEN2,
        snapshot_name=f"day-{number}",
        as_of=day,
        taken_at=noon(day),
        started_at=noon(day),
        **given,
    )


def seen(rule: str = "ONE", key: int = 1, values: str = "a", **more: Any) -> Seen:
    facts = {"table": "person", "fields": ("upn",), "severity": FindingSeverity.ERROR} | more
    return Seen(rule=rule, key=key, message="Wrong", hint="Mend it", fingerprint=values, **facts)


def run(number: int, rows: Iterable[Seen], officer: User, **more: Any) -> CheckRun:
    told = asked(number, **more)
    return settle(told, rows, by=officer, at=noon(told.as_of))


def states() -> dict[tuple[str, int], str]:
    return {(f.rule, f.record_key): f.state for f in Finding.objects.all()}


@pytest.fixture
def officer(empty_record: None) -> User:
    return an_officer()


def test_a_finding_has_the_owner_of_its_case_and_a_day_by_its_severity(officer: User) -> None:
    request = a_request(officer)
    about = {"person": request.person_id, "request": request.pk}
    rows = [
        seen(key=1, **about),
        seen(key=2, severity=FindingSeverity.QUERY, **about),
        seen(key=3, severity=FindingSeverity.INFORMATION, **about),
        seen(key=4, table="placement_detail", **about, fields=("urn",)),
        seen(key=5, table="header", fields=("lea",)),
    ]
    run(0, rows, officer)
    found = [
        (f.record_key, f.source, f.officer, f.team, f.due_on)
        for f in Finding.objects.order_by("record_key")
    ]
    mine = (officer, officer.team)
    assert found == [
        (1, DatumSource.INTAKE, *mine, date(2024, 6, 10)),
        (2, DatumSource.INTAKE, *mine, date(2024, 6, 17)),
        (3, DatumSource.INTAKE, *mine, date(2024, 7, 1)),
        (4, DatumSource.REGISTER, None, officer.team, date(2024, 6, 10)),
        (5, DatumSource.AUTHORITY, None, None, date(2024, 6, 10)),
    ]


def test_it_is_the_same_finding_until_it_is_mended_and_again_when_it_comes_back(
    officer: User,
) -> None:
    first = run(0, [seen(), seen("TWO")], officer)
    key = Finding.objects.get(rule="ONE").pk
    second = run(1, [seen("TWO")], officer)
    third = run(2, [seen(), seen("TWO")], officer)
    back = Finding.objects.get(rule="ONE")
    assert (back.pk, back.state, back.first_seen, back.last_seen) == (key, OPEN, first, third)
    assert (back.opened_on, back.times_reopened, back.mended_on) == (date(2024, 6, 5), 1, None)
    counts = [(r.found, r.opened, r.reopened, r.mended) for r in (first, second, third)]
    assert counts == [(2, 2, 0, 0), (1, 0, 0, 1), (2, 0, 1, 0)]
    stayed = Finding.objects.get(rule="TWO")
    assert (stayed.opened_on, stayed.first_seen, stayed.last_seen) == (DAY, first, third)


def test_the_same_run_twice_changes_nothing(officer: User) -> None:
    first = run(0, [seen(), seen("TWO")], officer)
    before = (list(Finding.objects.values()), AuditEvent.objects.count())
    again = settle(
        replace(asked(0), started_at=noon(DAY + timedelta(days=9))),
        [seen()],
        by=officer,
        at=noon(DAY + timedelta(days=9)),
    )
    assert again == first
    assert CheckRun.objects.count() == 1
    assert list(Finding.objects.values()) == before[0]


def test_an_older_snapshot_is_refused(officer: User) -> None:
    run(1, [seen()], officer)
    with pytest.raises(ActionRefused, match="A newer snapshot, day-1, was checked already"):
        run(0, [], officer)
    assert states() == {("ONE", 1): OPEN}


def test_a_rule_without_a_verdict_mends_nothing(officer: User) -> None:
    run(0, [seen("ONE"), seen("TWO"), seen("THREE")], officer)
    run(1, [], officer, rules=("ONE",), broken={"TWO": "TypeError"}, not_asked={"THREE": "no list"})
    assert states() == {("ONE", 1): MENDED, ("TWO", 1): OPEN, ("THREE", 1): OPEN}


def test_what_is_no_longer_asked_lapses(officer: User) -> None:
    run(0, [seen("ONE"), seen("TWO")], officer)
    run(1, [seen("ONE")], officer, rules=("ONE",))
    run(2, [], officer, rules=("ONE",), year=2025)
    assert states() == {("ONE", 1): LAPSED, ("TWO", 1): LAPSED}


def test_what_an_earlier_rule_hides_is_not_mended(officer: User) -> None:
    run(0, [seen("TWO")], officer)
    run(1, [seen("ONE")], officer, after={"TWO": ("ONE",)})
    assert states() == {("ONE", 1): OPEN, ("TWO", 1): OPEN}
    run(2, [], officer, after={"TWO": ("ONE",)})
    assert states() == {("ONE", 1): MENDED, ("TWO", 1): MENDED}


def test_an_acceptance_holds_for_its_values_and_its_time(officer: User) -> None:
    run(0, [seen(key=1), seen(key=2), seen(key=3), seen(key=4)], officer)
    for finding in Finding.objects.order_by("record_key"):
        until = DAY + timedelta(days=1) if finding.record_key == 3 else None
        findings.accept(finding, reason="It is so", until=until, by=officer, at=noon(DAY))
    run(2, [seen(key=1), seen(key=2, values="b"), seen(key=3)], officer)
    assert states() == {
        ("ONE", 1): ACCEPTED,
        ("ONE", 2): OPEN,
        ("ONE", 3): OPEN,
        ("ONE", 4): MENDED,
    }
    run(3, [seen(key=1), seen(key=2, values="b"), seen(key=3), seen(key=4)], officer)
    kept = {f.record_key: f.accepted_reason for f in Finding.objects.all()}
    assert kept == {1: "It is so", 2: "", 3: "", 4: "It is so"}
    assert states()["ONE", 4] == ACCEPTED


def test_counts_say_how_it_stood_at_the_end_of_each_run(officer: User) -> None:
    request = a_request(officer)
    about = {"person": request.person_id, "request": request.pk}
    run(0, [seen(key=1, **about), seen(key=2, **about), seen("TWO", **about)], officer)
    run(1, [seen(key=1, **about)], officer)
    run(2, [seen(key=1, **about)], officer)
    found = [
        (c.run.snapshot_name, c.rule, c.state, c.team, c.number)
        for c in FindingCount.objects.order_by("run", "rule", "state")
    ]
    team = officer.team
    assert found == [
        ("day-0", "ONE", OPEN, team, 2),
        ("day-0", "TWO", OPEN, team, 1),
        ("day-1", "ONE", MENDED, team, 1),
        ("day-1", "ONE", OPEN, team, 1),
        ("day-1", "TWO", MENDED, team, 1),
        ("day-2", "ONE", OPEN, team, 1),
    ]


def test_accepting_needs_a_reason_and_withdrawing_makes_it_work_again(officer: User) -> None:
    run(0, [seen()], officer)
    finding = Finding.objects.get()
    how = {"by": officer, "at": noon(DAY)}
    with pytest.raises(ActionRefused, match="Say why the datum is right"):
        findings.accept(finding, reason=" ", **how)
    with pytest.raises(ActionRefused, match="cannot end before today"):
        findings.accept(finding, reason="So", until=date(2024, 6, 2), **how)
    with pytest.raises(ActionRefused, match="is not accepted"):
        findings.withdraw_acceptance(finding, **how)
    findings.accept(finding, reason="A twin", until=date(2024, 6, 3), **how)
    assert (finding.state, finding.accepted_by, finding.accepted_on) == (ACCEPTED, officer, DAY)
    with pytest.raises(ActionRefused, match="Only a finding that is to be mended"):
        findings.accept(finding, reason="Again", **how)
    findings.withdraw_acceptance(finding, **how)
    assert (finding.state, finding.accepted_reason, finding.accepted_until) == (OPEN, "", None)
    changed = RowChange.objects.filter(table="casework_finding").last()
    assert changed is not None
    assert changed.before["accepted_reason"] == "A twin"


def test_what_a_check_has_found_mended_is_not_undone(officer: User) -> None:
    run(0, [seen(person=a_child(officer).pk)], officer)
    finding = Finding.objects.get()
    findings.accept(finding, reason="It is so", by=officer, at=noon(DAY))
    accepted = AuditEvent.objects.get(action="finding.accept")
    run(1, [], officer)
    with pytest.raises(ActionRefused, match="A check has found it mended since"):
        undo(accepted, reason="A slip", by=officer, at=noon(DAY))
    run(2, [seen(person=finding.person_id)], officer)
    undo(accepted, reason="A slip", by=officer, at=noon(DAY))
    finding.refresh_from_db()
    assert (finding.state, finding.accepted_reason) == (OPEN, "")


def test_a_cause_is_one_of_the_list(officer: User) -> None:
    run(0, [seen()], officer)
    finding = Finding.objects.get()
    with pytest.raises(ActionRefused, match="Choose one of the causes"):
        findings.say_cause(finding, cause="bad luck", by=officer, at=noon(DAY))
    findings.say_cause(finding, cause="migration", by=officer, at=noon(DAY))
    run(1, [], officer)
    finding.refresh_from_db()
    assert (finding.cause, finding.state) == ("migration", MENDED)


def test_it_is_handed_to_someone_who_sees_the_child_and_stays_with_them(officer: User) -> None:
    request = a_request(officer)
    about = {"person": request.person_id, "request": request.pk}
    run(0, [seen(**about)], officer)
    finding = Finding.objects.get()
    how = {"by": officer, "at": noon(DAY)}
    stranger = an_officer("officer-2", team="South team")
    with pytest.raises(ActionRefused, match="does not see this child's record"):
        findings.hand_over(finding, to=stranger, **how)
    manager = a_user("manager-1", Role.TEAM_MANAGER, officer.team)
    findings.hand_over(finding, to=manager, **how)
    run(1, [seen(values="b", **about)], officer)
    finding.refresh_from_db()
    assert (finding.officer, finding.fingerprint) == (manager, "b")


def test_each_sees_the_findings_of_their_own_children(officer: User) -> None:
    other = an_officer("officer-2", team="South team")
    mine, theirs = a_request(officer), a_request(other, a_child(other, "Else"))
    rows = [
        seen(key=1, person=mine.person_id, request=mine.pk),
        seen(key=2, person=theirs.person_id, request=theirs.pk),
        seen(key=3, table="header", fields=("lea",)),
    ]
    run(0, rows, officer)
    people = {
        "officer": officer,
        "manager": a_user("manager-1", Role.TEAM_MANAGER, officer.team),
        "auditor": a_user("auditor-1", Role.AUDITOR),
        "analyst": a_user("analyst-1", Role.ANALYST),
        "finance": a_user("finance-1", Role.FINANCE),
    }
    found = {
        who: sorted(Finding.objects.visible_to(user).values_list("record_key", flat=True))
        for who, user in people.items()
    }
    assert found == {
        "officer": [1], "manager": [1, 3], "auditor": [1, 2, 3], "analyst": [], "finance": [],
    }  # fmt: skip


@dataclass
class Twin:
    """What is remembered of one finding, told step by step: the slow, plain way."""

    state: str = "none"
    values: str = ""
    accepted: str = ""

    def see(self, values: str) -> None:
        self.state = ACCEPTED if self.accepted == values else OPEN
        self.accepted = self.accepted if self.accepted == values else ""
        self.values = values

    def miss(self, verdict: bool) -> None:
        if verdict and self.state in (OPEN, ACCEPTED):
            self.state = MENDED

    def accept(self) -> None:
        if self.state == OPEN:
            self.state, self.accepted = ACCEPTED, self.values

    def withdraw(self) -> None:
        if self.state == ACCEPTED:
            self.state, self.accepted = OPEN, ""


_ROWS = st.dictionaries(
    st.tuples(st.sampled_from(RULES), st.integers(1, 2)), st.sampled_from("ab"), max_size=6
)
_RUNS = st.tuples(st.just("run"), _ROWS, st.sampled_from([None, *RULES]))
_DEEDS = st.tuples(
    st.sampled_from(["accept", "withdraw"]), st.sampled_from(RULES), st.integers(1, 2)
)


@given(st.lists(st.one_of(_RUNS, _DEEDS), max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_runs_leaves_the_states_that_a_plain_twin_has(
    officer: User, steps: list[Any]
) -> None:
    with transaction.atomic():
        twins = {(rule, key): Twin() for rule in RULES for key in (1, 2)}
        for number, step in enumerate(steps):
            _play(number, step, twins, officer)
        told = {key: (t.state, t.accepted) for key, t in twins.items() if t.state != "none"}
        kept = {
            (f.rule, f.record_key): (f.state, f.fingerprint if f.accepted_by_id else "")
            for f in Finding.objects.all()
        }
        assert kept == told
        transaction.set_rollback(True)


def _play(number: int, step: Any, twins: dict[tuple[str, int], Twin], officer: User) -> None:
    if step[0] == "run":
        _, rows, broken = step
        verdicts = [rule for rule in RULES if rule != broken]
        found = {key: values for key, values in rows.items() if key[0] in verdicts}
        why = {broken: "TypeError"} if broken else {}
        told = [seen(rule, key, values) for (rule, key), values in found.items()]
        run(number, told, officer, rules=tuple(verdicts), broken=why)
        for each, twin in twins.items():
            twin.see(found[each]) if each in found else twin.miss(each[0] in verdicts)
        return
    deed, rule, key = step
    finding = Finding.objects.filter(rule=rule, record_key=key).first()
    if finding is None:
        return
    how = {"by": officer, "at": noon(DAY)}
    try:
        if deed == "accept":
            findings.accept(finding, reason="It is so", **how)
            twins[rule, key].accept()
        else:
            findings.withdraw_acceptance(finding, **how)
            twins[rule, key].withdraw()
    except ActionRefused:
        assert twins[rule, key].state != (OPEN if deed == "accept" else ACCEPTED)
