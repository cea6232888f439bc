"""From a request on the desk to a case: who is known, who is not, and the child found again."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from rightplace.casework.models import Letter, Person, Request, User
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
SAVE = "Save and acknowledge"


def closed_child(user: User) -> Person:
    """A child of the officer with a closed request only, with a postcode and without a carer on record."""
    seen = Person.objects.visible_to(user).exclude(requests__closed_on=None)
    return (
        seen.filter(plans=None, carers=None, requests__officer=user)
        .exclude(postcode="")
        .order_by("-pk")[0]
    )


def enter(page: Page, child: Mapping[str, str], born: tuple[str, str, str]) -> None:
    """Fill in a request from a school about a child, and send it."""
    page.get_by_role("radio", name="School or other education setting").check()
    page.get_by_label("Name of the one who asks").fill("Mx Larkin")
    page.get_by_label("Relationship to the child, or post").fill("SENCO")
    page.get_by_label("E-mail of the one who asks").fill("senco@example.org")
    page.get_by_role("radio", name="By e-mail").check()
    date(page, "Date received", ("30", "1", "2023"))
    page.get_by_label("The concerns").fill("Reads four years behind.")
    for label, text in child.items():
        page.get_by_label(label, exact=True).fill(text)
    date(page, "Date of birth", born)
    page.get_by_role("radio", name="Female").check()
    page.get_by_label("Ethnicity").select_option("White British")
    page.get_by_label("If there is neither, why").select_option("New to the authority")
    follow(page, page.get_by_role("button", name=SAVE))


def date(page: Page, legend: str, parts: tuple[str, str, str]) -> None:
    """Fill in the three boxes of a date."""
    group = page.get_by_role("group", name=legend, exact=True)
    for label, part in zip(("Day", "Month", "Year"), parts, strict=True):
        group.get_by_label(label).fill(part)


def born(person: Person) -> tuple[str, str, str]:
    day = person.birth_date
    return str(day.day), str(day.month), str(day.year)


def row(page: Page, name: str) -> str:
    """The words of the row of a child among those who may be the same."""
    return page.locator("main tbody tr").filter(has_text=name).first.inner_text()


def test_an_officer_enters_a_request_for_a_child_who_is_known_under_another_spelling(
    county: County, page: Page, sign_in: SignIn, server: str
) -> None:
    # Given a child who is known from a closed request, and an officer with two letters on the desk
    known = closed_child(county.user("officer"))
    sign_in(page, "officer")
    follow(page, page.get_by_role("link", name="Cases", exact=True))
    follow(page, page.get_by_role("link", name="Enter a request for an assessment"))
    assert axe(page) == []
    # When the first letter, about a sister, is entered
    home = {"Surname": known.surname, "Child's postcode": known.postcode}
    enter(page, {"Forename": "Perdita", **home}, ("9", "4", "2014"))
    # Then the brother is shown as what he is, and another child needs a reason
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the child known already?")
    assert "May be a brother or sister" in row(page, known.forename)
    page.get_by_label("None of these: another child").check()
    follow(page, page.get_by_role("button", name=SAVE))
    expect(page.get_by_role("alert")).to_contain_text("Enter how you know that it is another child")
    assert axe(page) == []
    page.get_by_label("If it is another child").fill("The school has both on its roll.")
    follow(page, page.get_by_role("button", name=SAVE))
    sister = Request.objects.latest("pk")
    expect(page.locator(".govuk-notification-banner")).to_contain_text(
        f"Request for Perdita {known.surname} recorded. {sister.officer.name}"
    )
    # When the second is entered with the name misspelt
    page.goto(f"{server}/requests/new/")
    enter(page, {"Forename": known.forename, **home, "Surname": f"{known.surname}e"}, born(known))
    # Then both are shown, with why
    assert "Possibly the same child" in row(page, str(known))
    assert "The name is nearly the same. The date of birth is the same." in row(page, str(known))
    assert "May be a brother or sister" in row(page, "Perdita")
    assert axe(page) == []
    # When the officer says that it is the same child
    page.get_by_label(f"{known}, born").check()
    follow(page, page.get_by_role("button", name=SAVE))
    # Then the case is open, the request is on it, and both letters are kept
    expect(page.get_by_role("heading", level=1)).to_have_text(str(known))
    expect(page.get_by_text("The request gives otherwise than the record: surname")).to_be_visible()
    expect(page.get_by_text("Reads four years behind.")).to_be_visible()
    assert axe(page) == []
    kept = Letter.objects.filter(request=known.requests.latest("pk")).order_by("pk")
    assert [(letter.kind, letter.recipient) for letter in kept] == [
        ("request.acknowledged", "Mx Larkin"),
        ("request.family_told", f"The parent or carer of {known}"),
    ]
    acknowledged = "; ".join(f"{letter.recipient}, 31 January 2023" for letter in kept)
    expect(page.get_by_text(acknowledged)).to_be_visible()
    # When they look for the child later, by part of the name and the day of birth
    follow(page, page.get_by_role("link", name="Find", exact=True))
    assert axe(page) == []
    part = f"{known.forename[:3]} {known.birth_date:%d/%m/%y}"
    page.get_by_label("Find a child").fill(part)
    follow(page, page.get_by_role("button", name="Show"))
    # Then the one row says what matched and where the case stands
    found = page.locator("main tbody tr").filter(has_text=known.surname).first
    expect(found).to_contain_text(f"Name: {known}; Date of birth: {known.birth_date:%-d %B %Y}")
    expect(found).to_contain_text("Deciding whether to assess")
    assert axe(page) == []


def test_a_second_request_is_refused_with_what_to_do_on_a_narrow_screen(
    county: County, narrow: Page, sign_in: SignIn, server: str
) -> None:
    user = county.user("officer")
    case = Request.objects.open().visible_to(user).order_by("-pk")[0]
    person = case.person
    sign_in(narrow, "officer")
    narrow.goto(f"{server}/requests/new/")
    assert overflow(narrow) == 0
    enter(narrow, {"Surname": person.surname, "Forename": person.forename}, born(person))
    assert (overflow(narrow), axe(narrow)) == (0, [])
    narrow.get_by_label(f"{person}, born").check()
    follow(narrow, narrow.get_by_role("button", name=SAVE))
    expect(narrow.get_by_role("alert")).to_contain_text(
        f"{person} has an open request, which is with {user.name}"
    )
    assert (overflow(narrow), axe(narrow)) == (0, [])
    follow(narrow, narrow.get_by_role("link", name=str(person)))
    assert overflow(narrow) == 0
    narrow.goto(f"{server}/find/?q=a")
    assert (overflow(narrow), axe(narrow)) == (0, [])


def test_details_and_carers_are_changed_without_script(
    county: County, no_script: Page, sign_in: SignIn, server: str
) -> None:
    person = closed_child(county.user("officer"))
    page = no_script
    sign_in(page, "officer")
    page.goto(f"{server}/cases/{person.pk}/")
    follow(page, page.get_by_role("link", name="Add a parent or carer"))
    page.get_by_label("Name", exact=True).fill("Aoife Quillfeather")
    page.get_by_label("Relationship to the child").select_option("Grandparent")
    page.get_by_label("Do not write to this address").check()
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Parent or carer added")).to_be_visible()
    expect(page.get_by_role("region", name="Parents and carers")).to_contain_text("Do not write")
    follow(page, page.get_by_role("link", name="Aoife Quillfeather"))
    page.get_by_label("Telephone").fill("07700 900123")
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("region", name="Parents and carers")).to_contain_text("07700 900123")
    follow(page, page.get_by_role("link", name="Change the child's details"))
    page.get_by_label("Child's address").fill("4 Mill Lane\nMarlow")
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("4 Mill Lane, Marlow")).to_be_visible()
