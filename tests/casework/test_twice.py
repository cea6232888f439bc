"""A record that counts as another: what is refused on it, who sees the two, and where the child is shown."""

from datetime import date

import pytest

from rightplace.casework.actions import locks, matching, requests, work
from rightplace.casework.actions.matching import Proposal
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.likeness import Identity
from rightplace.casework.models import Match, Person, Request, Role, User
from rightplace.casework.queries.casefile import casefile, find_person
from rightplace.casework.queries.duplicates import look_alikes
from rightplace.casework.queries.find import find
from rightplace.casework.queries.work import work_of
from rightplace.casework.queries.worklist import Wanted, open_requests
from tests.casework.record import NOON, a_child, a_request, a_user, an_officer

pytestmark = pytest.mark.django_db
DAY = NOON.date()


@pytest.fixture
def officer(empty_record: None) -> User:
    return an_officer()


def two_requests(officer: User, other: User | None = None) -> tuple[Request, Request]:
    """An officer's request, and one of the same child, entered again by the same or another officer."""
    first = a_request(officer, a_child(officer, surname="O'Dell"))
    again = other or officer
    return first, a_request(again, a_child(again, surname="Odel", upn=""))


def say_one(by: User, counts: Person, other: Person) -> Match:
    one, two = sorted((counts.pk, other.pk))
    matching.propose([Proposal(one, "sure", 0.99, [], other=two)], by=by, at=NOON)
    match = Match.objects.latest("pk")
    matching.confirm_same(match, version=1, reason="Same", counts=counts, by=by, at=NOON)
    other.refresh_from_db()
    return match


def test_nothing_new_is_done_on_the_other_record_and_the_refusal_says_where(officer: User) -> None:
    first, again = two_requests(officer)
    match = say_one(officer, first.person, again.person)
    task = {"title": "Ring", "owner": officer, "due_on": DAY, "by": officer, "at": NOON}
    with pytest.raises(ActionRefused, match=f"{first.person.reference} is the record that counts"):
        work.add_task(again.person, **task)
    with pytest.raises(ActionRefused, match=f"{first.person.reference} is the record that counts"):
        requests.decide_to_assess(again, on=DAY, by=officer, at=NOON)
    work.add_task(first.person, **task)
    matching.undo_decision(match, version=2, reason="Twins", by=officer, at=NOON)
    work.add_task(again.person, **task)


def test_what_stands_on_the_other_record_can_be_ended_and_handed_over(officer: User) -> None:
    first, again = two_requests(officer)
    say_one(officer, first.person, again.person)
    colleague = a_user("officer-3", Role.CASE_OFFICER, officer.team)
    requests.allocate_request(again, officer=colleague, by=officer, at=NOON)
    requests.withdraw_request(again, on=DAY, by=officer, at=NOON)
    again.refresh_from_db()
    assert (again.officer, again.closed_on) == (colleague, DAY)


def test_a_case_of_the_other_record_shows_the_one_that_counts_and_not_the_reverse(
    officer: User,
) -> None:
    stranger = an_officer("officer-2", "South team")
    first, again = two_requests(officer, stranger)
    match = say_one(officer, first.person, again.person)
    seen = {u: set(Person.objects.visible_to(u)) for u in (officer, stranger)}
    assert seen == {officer: {first.person}, stranger: {first.person, again.person}}
    assert set(Request.objects.visible_to(stranger)) == {again}
    matching.undo_decision(match, version=2, reason="Twins", by=officer, at=NOON)
    assert set(Person.objects.visible_to(stranger)) == {again.person}


@pytest.mark.parametrize("locked", [0, 1])
def test_a_lock_on_either_record_closes_both_to_whom_it_does_not_name(
    officer: User, locked: int
) -> None:
    stranger = an_officer("officer-2", "South team")
    cases = two_requests(officer, stranger)
    match = say_one(officer, cases[0].person, cases[1].person)
    locks.lock_case(cases[locked].person, members=[], reason="Staff", by=officer, at=NOON)
    assert [list(Person.objects.visible_to(u)) for u in (officer, stranger)] == [
        [cases[0].person],
        [],
    ]
    assert list(Request.objects.visible_to(stranger)) == []
    assert [find_person(stranger, each.person.pk) for each in cases] == [None, None]
    matching.undo_decision(match, version=2, reason="Twins", by=officer, at=NOON)
    alone = list(Person.objects.visible_to(stranger))
    assert alone == ([] if locked else [cases[1].person])


def test_a_lock_closes_every_further_record_of_the_child(officer: User) -> None:
    stranger = an_officer("officer-2", "South team")
    first, again = two_requests(officer, stranger)
    third = a_request(stranger, a_child(stranger, surname="Odell", upn=""))
    for other in (again, third):
        say_one(officer, first.person, other.person)
    locks.lock_case(again.person, members=[], reason="Staff", by=officer, at=NOON)
    assert list(Person.objects.visible_to(stranger)) == []


def test_the_case_file_has_the_cases_of_the_other_record_where_they_may_be_seen(
    officer: User,
) -> None:
    stranger = an_officer("officer-2", "South team")
    first, again = two_requests(officer, stranger)
    say_one(officer, first.person, again.person)
    shown = {
        user: ([r for r, _ in file.requests], file.others, {e.request for e in file.events})
        for user in (officer, stranger)
        if (file := casefile(first.person, user, as_of=DAY))
    }
    assert shown == {
        officer: ([first], (), {first}),
        stranger: ([first, again], (again.person,), {first, again}),
    }


def test_the_work_lists_have_the_child_once_under_the_record_that_counts(officer: User) -> None:
    first, again = two_requests(officer)
    assert {item.person for item in work_of(officer, as_of=DAY)} == {first.person, again.person}
    say_one(officer, first.person, again.person)
    assert [item.person for item in work_of(officer, as_of=DAY)] == [first.person]
    rows = open_requests(officer, Wanted(search="O'Dell"), as_of=DAY)
    assert [(row.request, row.child) for row in rows] == [
        (first, first.person),
        (again, first.person),
    ]


def test_a_search_finds_the_child_once_by_either_name(officer: User) -> None:
    first, again = two_requests(officer)
    match = say_one(officer, first.person, again.person)
    by_name = {
        text: [(f.person, [m.what for m in f.matches]) for f in find(officer, text, as_of=DAY)]
        for text in ("O'Dell", "Odel", again.person.reference)
    }
    assert by_name == {
        "O'Dell": [(first.person, ["Name"])],
        "Odel": [(first.person, ["Name", "Entered twice"])],
        again.person.reference: [(first.person, ["Entered twice"])],
    }
    matching.undo_decision(match, version=2, reason="Twins", by=officer, at=NOON)
    assert [f.person for f in find(officer, again.person.reference, as_of=DAY)] == [again.person]


def test_who_enters_the_child_again_is_shown_the_record_that_counts(officer: User) -> None:
    first, again = two_requests(officer)
    say_one(officer, first.person, again.person)
    given = Identity("Odel", "Zoe", date(2016, 2, 29), "", "", "")
    assert [c.person for c in look_alikes(given, officer).candidates] == [first.person]
