"""The same child in two places: loaded, proposed, decided, undone, deleted by rule."""

from datetime import date, timedelta

import pytest

from rightplace.casework.actions import locks, matching
from rightplace.casework.actions.matching import Proposal, Row
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.actions.undo import undo
from rightplace.casework.models import (
    AuditEvent,
    Match,
    MatchState,
    Person,
    Role,
    RowChange,
    SourceFile,
    SourceRecord,
    User,
)
from rightplace.casework.queries.matching import decisions_on, links, pairs_to_decide
from tests.casework.record import NOON, a_child, a_request, a_user, an_officer

pytestmark = pytest.mark.django_db
HOW = "UPN"


@pytest.fixture
def officer(empty_record: None) -> User:
    return an_officer()


def a_list(by: User, *identifiers: str, digest: str = "d1", system: str = "Care") -> SourceFile:
    rows = [
        Row(each, "O'Dell", "Zoe", date(2016, 2, 29), postcode="ZZ1 1AA") for each in identifiers
    ]
    return matching.load_list(
        rows, system=system, file_name="care.csv", digest=digest, by=by, at=NOON
    )


def found(
    person: Person, identifier: str = "", other: Person | None = None, p: float = 0.9
) -> Proposal:
    said = [{"field": "UPN", "level": "same", "said": "The same UPN", "bits": 16.0}]
    key = other.pk if other else None
    return Proposal(person.pk, "review", p, said, identifier, key)


def a_pair(officer: User) -> Match:
    child = a_child(officer)
    file = a_list(officer, "C1")
    assert matching.propose([found(child, "C1")], file=file, by=officer, at=NOON) == 1
    return Match.objects.get()


def two_records(officer: User) -> Match:
    one, other = a_child(officer), a_child(officer, surname="Odell")
    matching.propose([found(one, other=other)], by=officer, at=NOON)
    return Match.objects.get()


def test_a_list_is_kept_for_ninety_days_and_its_rows_leave_no_trace_in_the_history(
    officer: User,
) -> None:
    file = a_list(officer, "C1", "C2")
    assert (file.rows, file.keep_until) == (2, NOON.date() + timedelta(days=90))
    assert list(file.records.values_list("identifier", flat=True)) == ["C1", "C2"]
    assert not RowChange.objects.filter(table=SourceRecord._meta.db_table).exists()
    audit = AuditEvent.objects.latest("pk")
    assert (audit.action, audit.detail) == ("matching.load", {"system": "Care", "rows": 2})


def test_a_list_is_refused_without_a_system_without_rows_and_a_second_time(officer: User) -> None:
    with pytest.raises(ActionRefused, match="Name the system"):
        a_list(officer, "C1", system=" ")
    with pytest.raises(ActionRefused, match="names no child"):
        a_list(officer)
    a_list(officer, "C1")
    with pytest.raises(ActionRefused, match="loaded already"):
        a_list(officer, "C1")
    assert SourceFile.objects.count() == 1


def test_a_text_too_long_for_the_record_is_cut(officer: User) -> None:
    row = Row("C1", "x" * 200, "y")
    file = matching.load_list([row], system="S", file_name="f", digest="d", by=officer, at=NOON)
    assert file.records.get().surname == "x" * 80


def test_a_pair_is_proposed_once_and_its_figures_follow_the_newest_list(officer: User) -> None:
    pair = a_pair(officer)
    newer = a_list(officer, "C1", digest="d2")
    again = [found(pair.person, "C1", p=0.7)]
    assert matching.propose(again, file=newer, by=officer, at=NOON) == 0
    pair.refresh_from_db()
    assert (pair.probability, pair.record.file, pair.state) == (0.7, newer, MatchState.PROPOSED)


def test_the_same_child_is_linked_with_who_when_and_why(officer: User) -> None:
    pair = a_pair(officer)
    matching.confirm_same(pair, version=1, reason=" Same school ", by=officer, at=NOON)
    pair.refresh_from_db()
    assert (pair.state, pair.reason, pair.decided_by, pair.decided_at, pair.version) == (
        MatchState.SAME, "Same school", officer, NOON, 2,
    )  # fmt: skip
    assert AuditEvent.objects.filter(action="matching.same", person=pair.person).count() == 1


def test_what_is_different_is_never_proposed_again(officer: User) -> None:
    pair = a_pair(officer)
    matching.say_different(pair, version=1, reason="Another mother", by=officer, at=NOON)
    newer = a_list(officer, "C1", digest="d2")
    assert (
        matching.propose([found(pair.person, "C1", p=0.99)], file=newer, by=officer, at=NOON) == 0
    )
    pair.refresh_from_db()
    assert (pair.state, pair.probability) == (MatchState.DIFFERENT, 0.9)


def test_a_decision_needs_a_reason_the_newest_version_and_an_open_pair(officer: User) -> None:
    pair = a_pair(officer)
    with pytest.raises(ActionRefused, match="Say why"):
        matching.confirm_same(pair, version=1, reason=" ", by=officer, at=NOON)
    matching.say_different(pair, version=1, reason="No", by=officer, at=NOON)
    with pytest.raises(EditConflict):
        matching.confirm_same(pair, version=1, reason="Yes", by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="Undo that first"):
        matching.confirm_same(pair, version=2, reason="Yes", by=officer, at=NOON)


def test_a_row_belongs_to_one_child_and_a_child_has_one_row_of_a_system(officer: User) -> None:
    one, other = a_child(officer), a_child(officer, surname="Odell")
    file = a_list(officer, "C1", "C2")
    pairs = [found(one, "C1"), found(other, "C1"), found(one, "C2")]
    matching.propose(pairs, file=file, by=officer, at=NOON)
    first, row_taken, child_taken = Match.objects.order_by("pk")
    matching.confirm_same(first, version=1, reason="Yes", by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="Another child is linked to this row"):
        matching.confirm_same(row_taken, version=1, reason="Yes", by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="linked to another row of this system"):
        matching.confirm_same(child_taken, version=1, reason="Yes", by=officer, at=NOON)


def test_an_undone_decision_waits_again_and_can_be_decided_anew(officer: User) -> None:
    pair = a_pair(officer)
    with pytest.raises(ActionRefused, match="no decision to undo"):
        matching.undo_decision(pair, version=1, reason="Slip", by=officer, at=NOON)
    matching.confirm_same(pair, version=1, reason="Yes", by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="Say why"):
        matching.undo_decision(pair, version=2, reason="", by=officer, at=NOON)
    matching.undo_decision(pair, version=2, reason="Slip", by=officer, at=NOON)
    matching.say_different(pair, version=3, reason="No", by=officer, at=NOON)
    pair.refresh_from_db()
    assert (pair.state, pair.version) == (MatchState.DIFFERENT, 4)
    assert [event.action for event in decisions_on(pair)] == [
        "matching.different", "matching.undo", "matching.same",
    ]  # fmt: skip


def test_of_two_records_one_points_at_the_other_until_that_is_undone(officer: User) -> None:
    pair = two_records(officer)
    one, other = pair.person, pair.other
    with pytest.raises(ActionRefused, match="Choose which"):
        matching.confirm_same(pair, version=1, reason="Yes", by=officer, at=NOON)
    matching.confirm_same(pair, version=1, reason="Yes", counts=other, by=officer, at=NOON)
    one.refresh_from_db()
    assert (one.same_as, other.same_as, one.version) == (other, None, 2)
    matching.undo_decision(pair, version=2, reason="Twins", by=officer, at=NOON)
    one.refresh_from_db()
    assert one.same_as is None


def test_records_do_not_point_in_a_chain(officer: User) -> None:
    a, b, c = (a_child(officer, surname=name) for name in ("A", "B", "C"))
    matching.propose([found(a, other=b), found(b, other=c), found(a, other=c)], by=officer, at=NOON)
    ab, bc, ac = Match.objects.order_by("pk")
    matching.confirm_same(ab, version=1, reason="Yes", counts=a, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="part of another pair"):
        matching.confirm_same(bc, version=1, reason="Yes", counts=b, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="part of another pair"):
        matching.confirm_same(ac, version=1, reason="Yes", counts=c, by=officer, at=NOON)
    matching.confirm_same(ac, version=1, reason="Yes", counts=a, by=officer, at=NOON)
    assert set(a.other_records.all()) == {b, c}


def test_rows_past_their_day_are_deleted_and_links_stay(officer: User) -> None:
    one, other = a_child(officer), a_child(officer, surname="Odell")
    file = a_list(officer, "C1", "C2")
    matching.propose([found(one, "C1"), found(other, "C2")], file=file, by=officer, at=NOON)
    linked = Match.objects.get(identifier="C1")
    matching.confirm_same(linked, version=1, reason="Yes", by=officer, at=NOON)
    last_day = NOON + timedelta(days=90)
    assert matching.delete_expired_lists(by=officer, at=last_day) == 0
    assert matching.delete_expired_lists(by=officer, at=last_day + timedelta(days=1)) == 1
    assert SourceRecord.objects.count() == 0
    assert list(Match.objects.values_list("identifier", "state", "record")) == [
        ("C1", "same", None)
    ]
    a_list(officer, "C1")  # the same file may be loaded anew


def test_who_sees_which_pairs(officer: User) -> None:
    manager = a_user("manager-1", Role.TEAM_MANAGER, officer.team)
    analyst, auditor = a_user("analyst-1", Role.ANALYST), a_user("auditor-1", Role.AUDITOR)
    stranger = an_officer("officer-2", "South team")
    mine = a_request(officer).person
    theirs = a_request(stranger, a_child(stranger, surname="Elsewhere")).person
    file = a_list(officer, "C1", "C2")
    pairs = [found(mine, "C1"), found(theirs, "C2"), found(mine, other=theirs)]
    matching.propose(pairs[:2], file=file, by=officer, at=NOON)
    matching.propose(pairs[2:], by=officer, at=NOON)
    seen = {
        user.username: [(m.person_id, m.other_id) for m in pairs_to_decide(user).order_by("pk")]
        for user in (manager, analyst, auditor, officer)
    }
    every = [(mine.pk, None), (theirs.pk, None), (mine.pk, theirs.pk)]
    assert seen == {
        "manager-1": every[:1], "analyst-1": every, "auditor-1": [], "officer-1": [],
    }  # fmt: skip
    locks.lock_case(mine, members=[officer], reason="Family of staff", by=officer, at=NOON)
    assert [m.person_id for m in pairs_to_decide(analyst)] == [theirs.pk]
    assert list(links(analyst)) == []


def test_a_decision_can_be_undone_from_the_history_of_the_record(officer: User) -> None:
    pair = two_records(officer)
    matching.confirm_same(pair, version=1, reason="Yes", counts=pair.other, by=officer, at=NOON)
    audit = AuditEvent.objects.get(action="matching.same")
    undo(audit, reason="Slip", by=officer, at=NOON)
    pair.refresh_from_db()
    assert (pair.state, pair.reason, pair.person.same_as) == (MatchState.PROPOSED, "", None)
