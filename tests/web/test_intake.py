"""Entering a request, the details of a child, and finding a child, as pages."""

import csv
import io
from datetime import date
from typing import Any

import lxml.html
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions.carers import add_carer
from rightplace.casework.actions.locks import lock_case
from rightplace.casework.models import (
    AuditEvent,
    Carer,
    Letter,
    Person,
    Plan,
    Request,
    Role,
    Team,
    User,
)
from rightplace.casework.queries.caseload import lightest
from rightplace.web.staff.letters import reference_of, to_families, to_family
from rightplace.web.today import now
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY
NEW = "/requests/new/"


@pytest.fixture
def officer(county: County) -> Client:
    client = Client()
    client.force_login(county.user("officer"))
    return client


@pytest.fixture
def manager(county: County) -> Client:
    client = Client()
    client.force_login(county.user("manager"))
    return client


def answers(user: User, **changed: Any) -> dict[str, Any]:
    """A request from a school for a child whom nobody knows."""
    given = {
        "asker": "setting",
        "requester_name": "Mx Larkin",
        "requester_relationship": "SENCO",
        "requester_email": "senco@example.org",
        "channel": "email",
        "received_on-day": "30",
        "received_on-month": "1",
        "received_on-year": "2023",
        "sought": "An EHC needs assessment",
        "concerns": "Reads four years behind.",
        "surname": "Quillfeather",
        "forename": "Ottoline",
        "birth_date-day": "7",
        "birth_date-month": "11",
        "birth_date-year": "2013",
        "sex": "F",
        "ethnicity": "WBRI",
        "upn_unknown": "UN8",
        "team": str(user.team_id),
    }
    return given | changed


def born(day: date) -> dict[str, str]:
    """A date of birth as the form sends it."""
    return {
        "birth_date-day": str(day.day),
        "birth_date-month": str(day.month),
        "birth_date-year": str(day.year),
    }


def of(person: Person) -> dict[str, str]:
    """A child of the record as a request gives them, without the UPN."""
    return {"surname": person.surname, "forename": person.forename, **born(person.birth_date)}


def closed_child(user: User) -> Person:
    """A child of the officer who has neither an open request nor a plan."""
    seen = Person.objects.visible_to(user)
    seen = seen.exclude(requests__closed_on=None).filter(plans=None)
    return seen.filter(requests__officer=user).order_by("pk")[0]


def texts(page: Any, path: str) -> list[str]:
    """The words of each element of a page."""
    return [words(each) for each in html(page).xpath(path)]


def words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def html(page: Any) -> Any:
    return lxml.html.fromstring(page.content.decode())


def errors(page: Any) -> list[str]:
    return texts(page, "//*[contains(@class, 'govuk-error-summary__list')]/li")


def rows(page: Any) -> list[list[str]]:
    """The cells of the tables of a page."""
    found = html(page).xpath("//main//tbody/tr")
    return [list(map(words, row)) for row in found]


def value(page: Any, name: str) -> str:
    """What a field of a page holds."""
    (field,) = html(page).xpath(f"//*[@name='{name}']")
    return str(field.get("value") or field.text_content())


def links(page: Any) -> dict[str, str]:
    found = html(page).xpath("//main//ul[contains(@class, 'rp-steps')]//a")
    return {words(a): a.get("href") for a in found}


def test_a_request_from_a_school_is_recorded_and_acknowledged_to_school_and_family(
    county: County, manager: Client
) -> None:
    user = county.user("manager")
    given = answers(
        user,
        **{
            "address": " 4 Mill Lane \n\n Marlow ",
            "postcode": "zz51ab",
            "first_name": "Aoife Quillfeather",
            "first_relationship": "mother",
            "first_parental_responsibility": "on",
            "second_name": "Bran Quillfeather",
            "second_relationship": "father",
            "second_parental_responsibility": "on",
            "second_address": "9 Quarry Rise",
        },
    )
    expected = lightest(user.team, as_of=settings.TODAY)
    page = manager.post(NEW, given)
    case = Request.objects.latest("pk")
    assert page.url == reverse("staff:case", args=[case.person_id])
    assert (case.source, case.received_on, case.officer) == ("2", date(2023, 1, 30), expected)
    assert case.person.address == "4 Mill Lane\nMarlow"
    letters = [
        (letter.kind, letter.content["to"], letter.dated)
        for letter in Letter.objects.filter(request=case).order_by("pk")
    ]
    assert letters == [
        ("request.acknowledged", ["Mx Larkin", "senco@example.org"], TODAY),
        (
            "request.family_told",
            ["Aoife Quillfeather", "4 Mill Lane", "Marlow", "ZZ5 1AB"],
            TODAY,
        ),
        ("request.family_told", ["Bran Quillfeather", "9 Quarry Rise"], TODAY),
    ]
    shown = manager.get(page.url).content.decode()
    for said in ("Mx Larkin", "Reads four years behind.", "Aoife Quillfeather, 31 January 2023"):
        assert said in shown


def test_a_parent_who_asks_becomes_the_first_carer_and_gets_the_only_letter(
    county: County, manager: Client
) -> None:
    user = county.user("manager")
    given = answers(
        user,
        asker="parent",
        requester_name="Aoife Quillfeather",
        requester_relationship="Mother",
        requester_address="4 Mill Lane",
        requester_postcode="ZZ5 1AB",
        first_parental_responsibility="on",
        first_relationship="mother",
    )
    manager.post(NEW, given)
    case = Request.objects.latest("pk")
    carer = case.person.carers.get()
    assert (carer.name, carer.relationship, carer.address) == (
        "Aoife Quillfeather",
        "mother",
        "4 Mill Lane",
    )
    letter = case.letters.get()
    assert letter.content["to"] == ["Aoife Quillfeather", "4 Mill Lane", "ZZ5 1AB"]


def test_a_young_person_is_written_to_in_their_own_right(county: County, manager: Client) -> None:
    given = answers(county.user("manager"), **born(date(2005, 5, 5)), address="4 Mill Lane")
    manager.post(NEW, given)
    letters = Request.objects.latest("pk").letters.order_by("pk")
    assert [letter.content["to"] for letter in letters] == [
        ["Mx Larkin", "senco@example.org"],
        ["Ottoline Quillfeather", "4 Mill Lane"],
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"received_on-day": "1", "received_on-month": "2"}, "It must be today or earlier"),
        (born(date(1998, 1, 30)), "Nobody is assessed from the age of 25. Compare the date of birth"),
        (born(date(2023, 1, 31)), "The child must be born by the day of the request"),
        (
            {"asker": "young_person"},
            "Until the last Friday in June of the school year in which they become 16, it is a parent "
            "or carer who asks",
        ),
        ({"requester_email": ""}, "Enter an address, an e-mail or a telephone number"),
        ({"upn_unknown": ""}, "Enter a UPN or a ULN, or select why there is neither"),
        (
            {"unique_learner_number": "9990000123"},
            "There is a UPN or a ULN: give no reason for having none",
        ),
        (
            {"upn": "B990200012345", "upn_unknown": ""},
            "This is no UPN: it has 13 characters, and its first letter must fit the rest. Compare it "
            "with what the setting gave",
        ),
        ({"postcode": "ZZ5"}, "Enter a whole postcode, such as ZZ5 1AB"),
        ({"address": "1\n2\n3\n4\n5\n6"}, "Enter the address in 5 lines or fewer"),
        ({"second_phone": "07700 900111", "second_relationship": "father"},
         "Enter the name of this parent or carer"),
        ({"first_name": "Bran"}, "Select the relationship to the child"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(
    county: County, manager: Client, changed: dict[str, str], said: str
) -> None:
    before = Request.objects.count()
    assert errors(manager.post(NEW, answers(county.user("manager"), **changed))) == [said]
    assert Request.objects.count() == before


def test_a_manager_may_choose_the_officer_of_the_team(county: County, manager: Client) -> None:
    user = county.user("manager")
    mine = county.user("officer")
    manager.post(NEW, answers(user, officer=str(mine.pk)))
    assert Request.objects.latest("pk").officer == mine
    other = Team.objects.exclude(pk=user.team_id)[0]
    wrong = answers(user, officer=str(mine.pk), team=str(other.pk), surname="Ashgrove")
    assert errors(manager.post(NEW, wrong)) == [
        "Choose an officer of that team, or the lightest caseload"
    ]


def test_an_officer_who_does_not_get_the_case_is_told_who_has_it(
    county: County, officer: Client
) -> None:
    user = county.user("officer")
    other = Team.objects.exclude(pk=user.team_id)[0]
    page = officer.post(NEW, answers(user, team=str(other.pk)), follow=True)
    assert page.redirect_chain == [(reverse("staff:worklist"), 302)]
    said = texts(page, "//*[contains(@class, 'govuk-notification-banner__heading')]")
    case = Request.objects.latest("pk")
    assert said == [
        f"Request for Ottoline Quillfeather recorded. {case.officer.name}, {other.name}, has it. "
        "The acknowledgement was sent."
    ]


def test_a_known_child_is_shown_and_gets_the_request(county: County, officer: Client) -> None:
    user = county.user("officer")
    known = closed_child(user)
    given = answers(user, **(of(known) | {"surname": f"{known.surname}e"}))
    page = officer.post(NEW, given)
    assert str(known) in [row[0] for row in rows(page)]
    assert AuditEvent.objects.filter(person=known, action="intake.compare").count() == 1
    decision = {
        "decide": "yes",
        "shown": value(page, "shown"),
        "which": str(known.pk),
        "reason": "",
    }
    assert errors(officer.post(NEW, given | decision | {"which": "another"})) == [
        "Enter how you know that it is another child"
    ]
    people = Person.objects.count()
    done = officer.post(NEW, given | decision, follow=True)
    assert done.redirect_chain == [(reverse("staff:case", args=[known.pk]), 302)]
    assert Person.objects.count() == people
    case = known.requests.latest("pk")
    assert (case.officer, case.closed_on, case.next_duty) == (
        user,
        None,
        "first_plan.decide_to_assess",
    )
    # and now a second one is refused, on the page of the candidates
    page = officer.post(NEW, given | decision)
    assert errors(page)[0].startswith(f"{known} has an open request, which is with {user.name}")


def test_who_came_meanwhile_must_be_looked_at_too(county: County, officer: Client) -> None:
    user = county.user("officer")
    known = closed_child(user)
    given = answers(user, **of(known))
    page = officer.post(
        NEW, given | {"decide": "yes", "shown": "", "which": "another", "reason": "A cousin."}
    )
    assert errors(page) == [
        "There is a child in the record who may be the same and was not shown to you. Look again."
    ]
    assert str(known.pk) in value(page, "shown").split()


def test_no_more_of_a_stranger_is_shown_than_decides_it(county: County, officer: Client) -> None:
    user = county.user("officer")
    stranger = (
        Request.objects.open()
        .exclude(team=user.team_id)
        .exclude(person__upn="")
        .exclude(person__lock__isnull=False)
        .select_related("person", "team", "officer")[0]
    )
    person = stranger.person
    page = officer.post(NEW, answers(user, **of(person)))
    (row,) = [row for row in rows(page) if row[0] == str(person)]
    assert row == [
        str(person),
        "Probably the same child The name is the same. The date of birth is the same.",
        f"{person.birth_date:%-d %B %Y}",
        person.upn,
        stranger.team.name,
    ]
    text = page.content.decode()
    assert stranger.officer.name not in text
    assert reverse("staff:case", args=[person.pk]) not in text


def test_a_locked_record_is_not_shown_and_its_upn_stops_the_request(
    county: County, officer: Client
) -> None:
    user = county.user("officer")
    hidden = Person.objects.filter(plans__ceased_on=None, lock=None).exclude(upn="")
    hidden = hidden.exclude(pk__in=Person.objects.visible_to(user)).order_by("pk")[0]
    chief = county.user("administrator")
    lock_case(hidden, members=[], reason="Danger.", by=chief, at=now())
    given = answers(user, surname="Ashgrove", upn=hidden.upn, upn_unknown="")
    page = officer.post(NEW, given)
    assert errors(page) == [
        "This request cannot be completed here. Nothing was saved. Speak with your manager."
    ]
    assert hidden.surname not in page.content.decode()
    assert AuditEvent.objects.filter(person=hidden, action="intake.stopped").count() == 1
    assert texts(page, "//h1") == ["Enter a request for an assessment"]


def test_a_locked_record_of_the_same_name_is_not_shown(county: County, officer: Client) -> None:
    user = county.user("officer")
    hidden = Person.objects.filter(lock__isnull=False).order_by("pk")[0]
    hidden.lock.members.clear()
    given = answers(user, **of(hidden))
    page = officer.post(NEW, given)
    if page.status_code == 200:
        assert str(hidden.pk) not in value(page, "shown").split()
        decision = {"decide": "yes", "shown": value(page, "shown"), "which": "another"}
        page = officer.post(NEW, given | decision | {"reason": "Another family."})
    assert page.status_code == 302
    assert Request.objects.latest("pk").person != hidden


def test_the_page_of_a_child_without_a_live_case_leads_to_a_new_request(
    county: County, officer: Client
) -> None:
    known = closed_child(county.user("officer"))
    shown = officer.get(reverse("staff:case", args=[known.pk]))
    form = officer.get(links(shown)["Enter a new request"])
    day = known.birth_date
    names = ("surname", "birth_date-day", "birth_date-year")
    assert [value(form, name) for name in names] == [known.surname, str(day.day), str(day.year)]
    stranger = Person.objects.exclude(pk__in=Person.objects.visible_to(county.user("officer")))[0]
    assert value(officer.get(f"{NEW}?child={stranger.pk}"), "surname") == ""
    plan = Plan.objects.live().visible_to(county.user("officer"))[0]
    shown = officer.get(reverse("staff:case", args=[plan.person_id]))
    assert list(links(shown))[:2] == ["Change the child's details", "Add a parent or carer"]
    assert "Enter a new request" not in links(shown)


def test_two_people_who_edit_a_child_lose_nothing(county: County, officer: Client) -> None:
    person = Plan.objects.live().visible_to(county.user("officer"))[0].person
    href = reverse("staff:details", args=[person.pk])
    version = int(value(officer.get(href), "version"))
    given = {
        **of(person),
        "sex": person.sex,
        "ethnicity": "WBRI",
        "upn": person.upn,
        "unique_learner_number": person.unique_learner_number,
        "upn_unknown": person.upn_unknown,
        "postcode": person.postcode,
        "version": str(version),
    }
    assert officer.post(href, given | {"address": "4 Mill Lane"}).status_code == 302
    page = officer.post(href, given | {"address": "9 Quarry Rise", "ethnicity": "WIRI"})
    assert rows(page) == [
        ["Ethnicity", "White British", "White Irish"],
        ["Child's address", "4 Mill Lane", "9 Quarry Rise"],
    ]
    again = given | {"address": "9 Quarry Rise", "version": value(page, "version")}
    assert officer.post(href, again).status_code == 302
    person.refresh_from_db()
    assert (person.address, person.version) == ("9 Quarry Rise", version + 2)


def test_a_carer_is_added_and_corrected(county: County, officer: Client) -> None:
    person = closed_child(county.user("officer"))
    add = reverse("staff:carer-add", args=[person.pk])
    given = {"name": "Aoife Quillfeather", "relationship": "mother", "do_not_write": "on"}
    assert officer.post(add, given).url == reverse("staff:case", args=[person.pk])
    carer = person.carers.get()
    href = reverse("staff:carer", args=[carer.pk])
    assert html(officer.get(href)).xpath("//input[@name='do_not_write']/@checked") == ["checked"]
    ended = {"version": "1", "left_on-day": "2", "left_on-month": "1", "left_on-year": "2023"}
    assert officer.post(href, given | ended).status_code == 302
    carer.refresh_from_db()
    assert carer.left_on == date(2023, 1, 2)
    assert "Not to be told since 2 January 2023" in (
        officer.get(reverse("staff:case", args=[person.pk])).content.decode()
    )


def test_letters_go_to_those_with_parental_responsibility_and_to_no_closed_address(
    county: County,
) -> None:
    user = county.user("officer")
    person = closed_child(user)
    Person.objects.filter(pk=person.pk).update(address="1 High Street", postcode="ZZ1 1AA")
    person.refresh_from_db()

    def carer(name: str, **more: Any) -> Carer:
        values = {"relationship": "other", "parental_responsibility": True} | more
        return add_carer(Carer(person=person, name=name, **values), by=user, at=now())

    assert to_family(person) == (f"The parent or carer of {person}", "1 High Street", "ZZ1 1AA")
    carer("Grandmother", parental_responsibility=False)
    carer("Former", left_on=TODAY)
    assert to_family(person)[0] == f"The parent or carer of {person}"
    carer("Mother")
    carer("Father")
    assert to_families(person) == (("Mother and Father", "1 High Street", "ZZ1 1AA"),)
    carer("Other father", address="9 Quarry Rise")
    assert to_families(person) == (
        ("Mother and Father", "1 High Street", "ZZ1 1AA"),
        ("Other father", "9 Quarry Rise"),
    )
    carer("Hidden", address="1 high street", postcode="ZZ1 1AA", do_not_write=True)
    assert to_families(person) == (
        ("Mother and Father and Hidden",),
        ("Other father", "9 Quarry Rise"),
    )


def lines(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_search_and_its_file_hold_the_same_children_and_leave_a_mark(
    county: County, officer: Client
) -> None:
    user = county.user("officer")
    known = closed_child(user)
    page = officer.get(reverse("staff:find"), {"q": known.surname})
    shown = [row[1] for row in rows(page)]
    (file,) = html(page).xpath("//a[contains(@href, 'format=csv')]/@href")
    found = lines(officer.get(f"{reverse('staff:find')}{file}"))
    assert [f"{date.fromisoformat(row['birth_date']):%-d %b %Y}" for row in found] == shown
    assert (known.surname, known.forename) in [(r["surname"], r["forename"]) for r in found]
    marks = AuditEvent.objects.filter(by=user, action__startswith="find.").order_by("-pk")[:2]
    assert [(mark.action, known.pk in mark.detail["people"]) for mark in marks] == [
        ("find.download", True),
        ("find.open", True),
    ]


def test_what_matched_and_where_the_case_stands(county: County, officer: Client) -> None:
    plan = Plan.objects.live().visible_to(county.user("officer")).select_related("person")[0]
    page = officer.get(reverse("staff:find"), {"q": reference_of(plan.person)})
    (row,) = rows(page)
    assert row[2] == f"Our reference: {reference_of(plan.person)}"
    assert row[3].split()[0] == "Plan"
    empty = officer.get(reverse("staff:find"))
    assert rows(empty) == []
    assert "Nothing has been searched for yet." in texts(empty, "//main//p")


def test_a_search_takes_as_many_queries_for_one_child_as_for_many(
    county: County, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = Plan.objects.live().visible_to(county.user("officer"))[0].person
    officer.get(reverse("staff:find"))
    for text in (f"{person.surname} {person.forename}", "a"):
        with django_assert_num_queries(12):
            officer.get(reverse("staff:find"), {"q": text})


@pytest.mark.parametrize("username", ["officer", "manager", "auditor"])
def test_the_top_of_the_page_leads_to_the_search(county: County, username: str) -> None:
    client = Client()
    client.force_login(county.user(username))
    page = client.get(reverse("staff:worklist"))
    assert html(page).xpath("//nav//a[normalize-space()='Find']/@href") == [reverse("staff:find")]


def test_the_auditor_finds_but_enters_nothing(county: County) -> None:
    auditor = county.user("auditor")
    assert auditor.role == Role.AUDITOR
    client = Client()
    client.force_login(auditor)
    assert links(client.get(reverse("staff:find"))) == {}
    assert NEW not in client.get(reverse("staff:worklist")).content.decode()
