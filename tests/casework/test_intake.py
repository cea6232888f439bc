"""Entering a request: what is written, what is refused, who is found, and who gets the case."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rightplace.casework import deadlines
from rightplace.casework.actions import carers, intake, locks, people, plans, requests
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.intake import Asked, Choice, Entered
from rightplace.casework.actions.letters import Copy
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.models import (
    AuditEvent,
    Carer,
    Letter,
    Person,
    Request,
    Requester,
    Role,
    RowChange,
    User,
)
from rightplace.casework.queries.caseload import lightest
from rightplace.casework.queries.duplicates import identity_of, look_alikes
from tests.casework.record import MONDAY, NOON, a_child, a_request, a_school, a_user, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")
UPN = "A990200012345"


def a_new_child(**changed: Any) -> Person:
    """Zoë O'Dell as a request gives her, not saved."""
    values = {
        "surname": "O'Dell",
        "forename": "Zoë",
        "birth_date": date(2016, 2, 29),
        "sex": "F",
        "ethnicity": "WBRI",
        "upn_unknown": "UN8",
    }
    return Person(**(values | changed))


def asked(**changed: Any) -> Asked:
    requester = Requester(
        asker="setting",
        name="Mx Larkin",
        relationship="SENCO",
        email="senco@example.org",
        channel="email",
        sought="An EHC needs assessment",
        concerns="Reads four years behind.",
    )
    return Asked(**({"received_on": MONDAY, "requester": requester} | changed))


def a_copy(person: Person, officer: User) -> list[Copy]:
    return [
        Copy(
            kind="request.acknowledged",
            subject=f"Request: {person}",
            recipient="Mx Larkin",
            dated=NOON.date(),
            content={"officer": officer.name},
            pdf=b"pdf",
            word=b"word",
        )
    ]


def enter(
    by: User,
    child: Person | None = None,
    *,
    choice: Choice = Choice(),  # noqa: B008 (frozen)
    officer: User | None = None,
    letters: Callable[[Person, User], list[Copy]] = a_copy,
    **given: Any,
) -> Entered:
    return intake.enter_request(
        child or a_new_child(),
        asked(**given),
        choice=choice,
        officer=officer or by,
        letters=letters,
        by=by,
        at=NOON,
    )


def shown(user: User, child: Person) -> frozenset[int]:
    return frozenset(c.person.pk for c in look_alikes(identity_of(child), user).candidates)


def audited(action: str) -> list[tuple[int | None, dict[str, Any]]]:
    rows = AuditEvent.objects.filter(action=action).order_by("pk")
    return list(rows.values_list("person", "detail"))


def test_a_request_for_an_unknown_child_is_written_whole() -> None:
    officer = an_officer()
    mother = Carer(name="Ms Aoife O'Dell", relationship="mother", parental_responsibility=True)
    entered = enter(officer, carers=(mother,), in_youth_accommodation=True)
    request = Request.objects.get()
    assert entered == Entered(request)
    assert (request.received_on, request.source, request.officer) == (MONDAY, "2", officer)
    assert request.in_youth_accommodation
    assert request.requester.concerns == "Reads four years behind."
    assert list(request.events.values_list("kind", "happened_on")) == [("request_received", MONDAY)]
    assert (request.next_duty, request.next_due_on) == (
        "first_plan.decide_to_assess",
        date(2024, 2, 12),
    )
    person = request.person
    assert (person.search_name, person.version) == ("odell zoe", 1)
    assert list(person.carers.values_list("name", "search_name")) == [
        ("Ms Aoife O'Dell", "ms aoife odell")
    ]
    letter = Letter.objects.get()
    assert (letter.person, letter.request, letter.kind) == (
        person,
        request,
        "request.acknowledged",
    )
    assert audited("request.enter") == [
        (person.pk, {"letters": ["request.acknowledged"], "officer": officer.pk})
    ]
    assert list(deadlines.drift(as_of=NOON.date())) == []


def test_a_child_who_may_be_known_stops_it_until_the_officer_was_shown() -> None:
    officer = an_officer()
    known = a_child(officer)
    with pytest.raises(ActionRefused, match="and was not shown to you"):
        enter(officer)
    assert list(Person.objects.all()) == [known]
    with pytest.raises(ActionRefused, match="Say how you know that this is another child"):
        enter(officer, choice=Choice(shown=frozenset([known.pk]), reason=" "))
    another = Choice(shown=frozenset([known.pk]), reason="They are cousins.")
    new = enter(officer, choice=another).request.person
    assert new != known
    assert audited("intake.another_child") == [
        (new.pk, {"shown": [known.pk], "reason": "They are cousins."})
    ]


def test_a_letter_that_cannot_be_made_leaves_nothing_behind() -> None:
    def broken(person: Person, officer: User) -> list[Copy]:
        raise ActionRefused("no letter")

    officer = an_officer()
    with pytest.raises(ActionRefused, match="no letter"):
        enter(officer, letters=broken)
    assert (Person.objects.count(), Request.objects.count()) == (0, 0)


def test_a_known_child_gets_the_request_and_stays_with_the_officer_of_the_last_case() -> None:
    theirs, mine = an_officer("theirs", team="South team"), an_officer("mine")
    known = a_child(theirs, surname="Odell")
    old = a_request(theirs, known)
    requests.withdraw_request(old, on=date(2024, 1, 9), by=theirs, at=NOON)
    school = a_school(mine)
    child = a_new_child(
        upn=UPN, upn_unknown="", sex="M", address="1 Mill Lane", postcode="ZZ5 1AB", setting=school
    )
    assert shown(mine, child) == {known.pk}
    mother = Carer(name="Aoife O'Dell", relationship="mother")
    people_before = Person.objects.count()
    carers.add_carer(Carer(person=known, name="aoife odell", relationship="mother"),
                     by=theirs, at=NOON)  # fmt: skip
    entered = enter(
        mine,
        child,
        choice=Choice(shown=frozenset([known.pk]), same=known.pk),
        carers=(mother,),
    )
    assert Person.objects.count() == people_before
    assert entered.request.officer == theirs
    assert entered.request.team == theirs.team
    assert entered.differs == ("sex",)  # O'Dell and Odell are one name
    known.refresh_from_db()
    assert (known.upn, known.upn_unknown, known.setting, known.sex) == (UPN, "", school, "F")
    assert (known.address, known.postcode, known.version) == ("1 Mill Lane", "ZZ5 1AB", 2)
    assert known.carers.count() == 1
    assert audited("intake.same_child") == [(known.pk, {"differs": ["sex"]})]
    assert list(Request.objects.visible_to(mine)) == []


def test_a_child_whose_officer_has_left_goes_to_the_one_proposed() -> None:
    gone, mine = an_officer("gone"), an_officer("mine")
    known = a_child(gone)
    requests.withdraw_request(a_request(gone, known), on=MONDAY, by=gone, at=NOON)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    entered = enter(mine, choice=Choice(shown=frozenset([known.pk]), same=known.pk))
    assert entered.request.officer == mine


def test_a_second_open_request_is_refused_with_what_to_do() -> None:
    theirs, mine = an_officer("theirs", team="South team"), an_officer("mine")
    known = a_request(theirs).person
    with pytest.raises(ActionRefused) as refused:
        enter(mine, choice=Choice(shown=frozenset([known.pk]), same=known.pk))
    assert str(refused.value) == (
        "Zoë O'Dell has an open request, which is with Ada theirs of the South team. Give this to that "
        "officer, to add to the request; a second one is not opened."
    )
    assert Request.objects.count() == 1


def test_a_child_with_a_plan_is_not_assessed_afresh() -> None:
    officer = an_officer()
    known = a_child(officer)
    plans.bring_in_plan(
        known,
        starts_on=date(2022, 3, 1),
        needs=["ASD"],
        named=Where(setting=a_school(officer)),
        entry_on=date(2022, 3, 1),
        officer=officer,
        by=officer,
        at=NOON,
    )
    with pytest.raises(ActionRefused, match="to record as a request for a reassessment"):
        enter(officer, choice=Choice(shown=frozenset([known.pk]), same=known.pk))
    assert Request.objects.count() == 0


def test_only_a_child_who_was_shown_can_be_chosen() -> None:
    officer = an_officer()
    stranger = a_child(officer, surname="Quillan")
    Person.objects.filter(pk=stranger.pk).update(birth_date=date(2011, 1, 1))
    with pytest.raises(ActionRefused, match="Choose one of the children shown"):
        enter(officer, choice=Choice(shown=frozenset([stranger.pk]), same=stranger.pk))


def test_a_locked_record_is_never_a_candidate_and_its_members_learn_of_it() -> None:
    theirs, mine = an_officer("theirs", team="South team"), an_officer("mine")
    locked = a_child(theirs)
    a_request(theirs, locked)
    locks.lock_case(locked, members=[], reason="Danger.", by=theirs, at=NOON)
    assert look_alikes(identity_of(a_new_child()), mine).candidates == ()
    new = enter(mine).request.person
    assert audited("intake.may_be_same") == [(locked.pk, {"other": new.pk})]
    # whoever the lock names still finds both
    assert shown(theirs, a_new_child()) == {locked.pk, new.pk}


def test_the_upn_of_a_locked_record_stops_it_without_saying_why() -> None:
    theirs, mine = an_officer("theirs", team="South team"), an_officer("mine")
    locked = a_child(theirs, surname="Secret", upn=UPN)
    locks.lock_case(locked, members=[], reason="Danger.", by=theirs, at=NOON)
    beside = a_child(mine)
    child = a_new_child(upn=UPN, upn_unknown="")
    found = look_alikes(identity_of(child), mine)
    assert ([c.person for c in found.candidates], found.closed) == ([beside], locked)
    assert not found.to_decide
    for choice in (Choice(), Choice(shown=frozenset([locked.pk]), same=locked.pk)):
        with pytest.raises(ActionRefused) as refused:
            enter(mine, child, choice=choice)
        assert str(refused.value) == (
            "This request cannot be completed here. Nothing was saved. Speak with your manager."
        )
    assert Person.objects.count() == 2


def test_candidates_say_whose_they_are_and_whether_they_are_in_sight() -> None:
    theirs, mine = an_officer("theirs", team="South team"), an_officer("mine")
    for officer in (theirs, mine):
        a_request(officer, a_child(officer))
    found = look_alikes(identity_of(a_new_child()), mine).candidates
    assert [(c.case.team.name, c.in_sight) for c in found if c.case] == [
        ("South team", False),
        ("North team", True),
    ]


def test_the_case_that_counts_is_the_plan_then_the_open_request_then_the_newest() -> None:
    officer = an_officer()
    known = a_child(officer)
    first = a_request(officer, known)
    requests.withdraw_request(first, on=date(2024, 1, 9), by=officer, at=NOON)
    second = a_request(officer, known, on=date(2024, 2, 1))
    (found,) = look_alikes(identity_of(a_new_child()), officer).candidates
    assert found.case == second
    requests.withdraw_request(second, on=date(2024, 3, 9), by=officer, at=NOON)
    (found,) = look_alikes(identity_of(a_new_child()), officer).candidates
    assert found.case == second


def test_new_work_goes_to_the_lightest_caseload() -> None:
    busy, calm, gone = an_officer("busy"), an_officer("calm"), an_officer("gone")
    a_request(busy)
    requests.withdraw_request(a_request(calm, a_child(calm)), on=MONDAY, by=calm, at=NOON)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert lightest(busy.team, as_of=MONDAY) == calm
    chief = User.objects.get(username="chief")
    assert lightest(people.add_team("Empty team", by=chief, at=NOON), as_of=MONDAY) is None


def test_a_child_is_corrected_and_the_second_of_two_editors_is_told() -> None:
    officer = an_officer()
    person = a_child(officer)
    stale = Person.objects.get(pk=person.pk)
    details = {"surname": "Núñez", "forename": "Zoë", "postcode": "ZZ5 1AB"}
    people.correct_person(person, version=1, details=details, by=officer, at=NOON)
    assert (person.search_name, person.version) == ("nunez zoe", 2)
    change = RowChange.objects.get(audit__action="person.correct")
    assert (change.before["surname"], change.after["surname"]) == ("O'Dell", "Núñez")
    with pytest.raises(EditConflict):
        people.correct_person(stale, version=1, details=details, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="is after today"):
        people.correct_person(
            person, version=2, details={"birth_date": date(2030, 1, 1)}, by=officer, at=NOON
        )


def test_a_upn_stands_once_in_the_record() -> None:
    officer = an_officer()
    a_child(officer, upn=UPN)
    other = a_child(officer)
    with pytest.raises(ActionRefused, match="Someone with this UPN is in the record already"):
        people.correct_person(
            other, version=1, details={"upn": UPN, "upn_unknown": ""}, by=officer, at=NOON
        )


def test_a_carer_is_added_corrected_and_told_nothing_any_more() -> None:
    officer = an_officer()
    carer = Carer(person=a_child(officer), name="Aoife O'Dell", relationship="mother")
    carers.add_carer(carer, by=officer, at=NOON)
    details = {"name": "Aoife Núñez", "left_on": MONDAY}
    carers.correct_carer(carer, version=1, details=details, by=officer, at=NOON)
    assert (carer.search_name, carer.left_on, carer.version) == ("aoife nunez", MONDAY, 2)
    with pytest.raises(EditConflict):
        carers.correct_carer(carer, version=1, details=details, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="is after today"):
        carers.correct_carer(
            carer, version=2, details={"left_on": date(2024, 6, 4)}, by=officer, at=NOON
        )
    with pytest.raises(ActionRefused, match="Give the name"):
        carers.correct_carer(carer, version=2, details={"name": " "}, by=officer, at=NOON)


def test_who_made_a_request_is_said_once() -> None:
    officer = an_officer()
    request = a_request(officer)
    first, second = asked().requester, asked().requester
    first.request = second.request = request
    carers.name_requester(first, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="in the record already"):
        carers.name_requester(second, by=officer, at=NOON)


def test_a_manager_sees_candidates_of_the_team_as_their_own() -> None:
    officer = an_officer()
    manager = a_user("m", Role.TEAM_MANAGER, officer.team)
    a_request(officer)
    (found,) = look_alikes(identity_of(a_new_child()), manager).candidates
    assert found.in_sight
