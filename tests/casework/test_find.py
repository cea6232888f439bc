"""Finding a child by whatever is known, among those whom the user may see."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions import carers, locks, people, plans, requests
from rightplace.casework.actions.assessments import Where
from rightplace.casework.models import Carer, Person, Role, User
from rightplace.casework.queries.find import find
from rightplace.casework.queries.terms import Terms, terms_of
from tests.casework.record import MONDAY, NOON, a_child, a_request, a_school, a_user, an_officer

TODAY = date(2024, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2015", "03/04/15", "3.4.2015", "3-4-15", "2015-04-03", "3 April 2015", "3rd apr 15",
        "03 APRIL, 2015", "3 Apr. 2015",
    ],
)  # fmt: skip
def test_a_day_is_understood_in_any_usual_way(text: str) -> None:
    assert terms_of(text, as_of=TODAY) == Terms(days=(date(2015, 4, 3),))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", Terms()),
        (" - ", Terms()),
        ("O'Dell zoë", Terms(words=("odell", "zoe"))),
        ("patel 3/4/98", Terms(words=("patel",), days=(date(1998, 4, 3),))),
        ("31/2/2015", Terms(words=("3122015",))),
        ("3 wards 2015", Terms(words=("3", "wards", "2015"))),
        ("a990200012345", Terms(upns=("A990200012345",))),
        ("9990000123", Terms(learner_numbers=("9990000123",))),
        ("zz51ab", Terms(postcodes=("ZZ5 1AB",))),
        ("Dell ZZ15 1AB", Terms(words=("dell",), postcodes=("ZZ15 1AB",))),
        ("RP-000123", Terms(keys=(123,))),
        ("rp12", Terms(keys=(12,))),
    ],
)
def test_a_text_is_taken_apart(text: str, terms: Terms) -> None:
    assert terms_of(text, as_of=TODAY) == terms


def a_full_record(officer: User) -> Person:
    """A child of whom everything is known, with a closed request and a live plan."""
    school = a_school(officer)
    person = Person(
        surname="O'Dell",
        forename="Zoë",
        birth_date=date(2008, 4, 3),
        sex="F",
        ethnicity="WBRI",
        postcode="ZZ5 1AB",
        upn="A990200012345",
        unique_learner_number="9990000123",
    )
    people.register_person(person, by=officer, at=NOON)
    carer = Carer(person=person, name="Bronagh Núñez", relationship="mother", postcode="ZZ9 9ZZ")
    carers.add_carer(carer, by=officer, at=NOON)
    requests.withdraw_request(a_request(officer, person), on=MONDAY, by=officer, at=NOON)
    plans.bring_in_plan(
        person,
        starts_on=date(2022, 3, 1),
        needs=["ASD"],
        named=Where(setting=school),
        entry_on=date(2022, 3, 1),
        officer=officer,
        by=officer,
        at=NOON,
    )
    return person


def what(user: User, text: str) -> list[list[tuple[str, str]]]:
    return [[(m.what, m.value) for m in row.matches] for row in find(user, text, as_of=TODAY)]


NAME = ("Name", "Zoë O'Dell")


@pytest.mark.usefixtures("empty_record")
@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("zo del", [NAME]),
        ("ODELL", [NAME]),
        ("3 April 2008", [("Date of birth", "3 April 2008")]),
        ("A990200012345", [("UPN", "A990200012345")]),
        ("9990000123", [("ULN", "9990000123")]),
        ("zz51ab", [("Postcode", "ZZ5 1AB")]),
        ("ZZ9 9ZZ", [("Postcode of", "Bronagh Núñez")]),
        ("bronagh nunez", [("Parent or carer", "Bronagh Núñez")]),
        ("RP-000001", [("Our reference", "RP-000001")]),
        ("larkfield zoe", [("Setting", "Larkfield Primary School"), NAME]),
    ],
)
def test_a_child_is_found_by_anything_known(text: str, matches: list[tuple[str, str]]) -> None:
    officer = an_officer()
    person = a_full_record(officer)
    a_request(officer, a_child(officer, surname="Quillan"))
    rows = [row for row in find(officer, text, as_of=TODAY) if row.person == person]
    assert [[(m.what, m.value) for m in row.matches] for row in rows] == [matches]
    assert rows[0].case == person.plans.get()


@pytest.mark.usefixtures("empty_record")
def test_a_child_must_have_all_of_it() -> None:
    officer = an_officer()
    a_full_record(officer)
    for text in ("", "odell quillan", "odell 4/4/2008", "ield", "RP-000002"):
        assert what(officer, text) == []


@pytest.mark.usefixtures("empty_record")
def test_the_childs_own_name_comes_before_a_carers_or_a_settings() -> None:
    officer = an_officer()
    for surname, carer in (("Adams", "Zac Larkfield"), ("Larkfield", "Ann Adams")):
        child = a_child(officer, surname=surname)
        a_request(officer, child)
        carers.add_carer(Carer(person=child, name=carer, relationship="father"),
                         by=officer, at=NOON)  # fmt: skip
    found = [row.person.surname for row in find(officer, "larkfield", as_of=TODAY)]
    assert found == ["Larkfield", "Adams"]


@pytest.mark.usefixtures("empty_record")
def test_a_former_carer_finds_nobody() -> None:
    officer = an_officer()
    carer = Carer(person=a_full_record(officer), name="Old Friend", relationship="other")
    carers.add_carer(carer, by=officer, at=NOON)
    assert len(what(officer, "friend")) == 1
    carers.correct_carer(carer, version=1, details={"left_on": MONDAY}, by=officer, at=NOON)
    assert what(officer, "friend") == []


@pytest.mark.usefixtures("empty_record")
def test_nobody_finds_a_stranger_or_a_locked_record() -> None:
    theirs, mine = an_officer("theirs", team="South team"), an_officer("mine")
    auditor = a_user("auditor", Role.AUDITOR)
    person = a_full_record(theirs)
    asked = ("odell", "A990200012345", "bronagh", "larkfield", "RP-000001")
    assert [len(what(auditor, text)) for text in asked] == [1] * 5
    assert [what(mine, text) for text in asked] == [[]] * 5
    locks.lock_case(person, members=[], reason="Danger.", by=theirs, at=NOON)
    assert [what(auditor, text) for text in asked] == [[]] * 5
    assert [len(what(theirs, text)) for text in asked] == [1] * 5


@pytest.mark.usefixtures("empty_record")
def test_three_children_take_as_many_queries_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    officer = an_officer()
    for surname in ("Late", "Later", "Latest"):
        a_request(officer, a_child(officer, surname=surname))
    rows = find(officer, "la", as_of=TODAY)
    for size in (1, 3):
        with django_assert_num_queries(5):
            assert len(rows[:size]) == size
