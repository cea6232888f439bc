"""Every address by every role by own and other record; an address that is not listed fails."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rightplace.casework.models import Person, Role, User
from rightplace.web.design.menu import ALL_LISTS, MENU, MenuItem
from tests.conftest import County
from tests.web.addresses import ABOUT, PAGES
from tests.web.addresses.base import SIGN_INS, merged


def names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)


def address(name: str, user: User, *, own: bool) -> str | None:
    """The address of a page about a record of one's own, or of a stranger's."""
    about = PAGES[name].about
    if not about:
        return reverse(name)
    arguments = ABOUT[about](user, own)
    return None if arguments is None else reverse(name, args=arguments)


def test_every_address_is_listed() -> None:
    assert sorted(set(names())) == sorted(PAGES)


def test_everything_that_an_address_is_about_can_be_found_and_is_asked_for() -> None:
    assert sorted({page.about for page in PAGES.values()} - {""}) == sorted(ABOUT)


def test_two_areas_may_not_give_the_same_key() -> None:
    with pytest.raises(ValueError, match="given by two areas: b, c"):
        merged([{"a": 1, "b": 2, "c": 3}, {"c": 3, "b": 2}])


@pytest.mark.parametrize("item", [*MENU, ALL_LISTS], ids=lambda item: item.name)
def test_the_menu_shows_a_page_to_those_whom_it_is_for(item: MenuItem) -> None:
    assert set(item.roles) == PAGES[item.name].roles


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_its_roles_and_does_not_exist_for_others(
    county: County, name: str, role: Role
) -> None:
    user = county.user(SIGN_INS[role])
    client = Client()
    client.force_login(user)
    page = PAGES[name]
    mine = address(name, user, own=True)
    if mine is not None:
        assert client.get(mine).status_code == (page.answer if role in page.roles else 404)
    if page.about:
        theirs = address(name, user, own=False)
        assert theirs is not None
        assert client.get(theirs).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_nobody_sees_anything_before_signing_in(county: County, name: str) -> None:
    page = PAGES[name]
    users = (county.user(SIGN_INS[role]) for role in sorted(page.roles))
    found = next(filter(None, (address(name, user, own=True) for user in users)), None)
    assert found is not None, "none of its roles has a record of their own"
    assert Client().get(found).status_code == page.anonymous


@pytest.mark.django_db
def test_the_officer_and_the_manager_have_a_case_of_their_own(county: County) -> None:
    for username in ("officer", "manager"):
        assert Person.objects.visible_to(county.user(username)).exists()
