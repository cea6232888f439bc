"""Signing in and out, being locked out, and changing one's password, in a browser."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from axes.utils import reset
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Page

from rightplace.casework.models import Role, User
from rightplace.web.design.navigation import navigation
from tests.web.browser import axe, follow, overflow

T = TypeVar("T")
PASSWORD = "plenty of long words"
WRONG = "The email, user name or password is not correct"
HOME = """
{% extends "layouts/base.html" %}
{% block title %}Start{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Start</h1>{% endblock %}
"""


def home(request: HttpRequest) -> HttpResponse:
    """Where someone who is signed in starts."""
    return HttpResponse(engines.all()[0].from_string(HOME).render({}, request))


def dashboards(request: HttpRequest) -> HttpResponse:
    """Stands for a page that the navigation leads to."""
    messages.success(request, "A snapshot was taken")
    return home(request)


urlpatterns = [
    path("", home, name="home"),
    path("", include("rightplace.web.accounts.urls")),
    path("dashboards/", include(([path("", dashboards, name="home")], "insight"))),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def committed(work: Callable[[], T]) -> T:
    """Do `work` on a connection of its own and commit it, so that the server sees it."""

    def done() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


def new_user(username: str, email: str, role: Role) -> User:
    """Someone who may sign in."""
    return committed(
        lambda: User.objects.create_user(
            username, email, PASSWORD, first_name="Sam", last_name="Sample", role=role
        )
    )


@pytest.fixture
def analyst(site: str) -> Iterator[User]:
    """Sam Sample, for one test."""
    yield new_user("sam.sample", "Sam.Sample@marlshire.example", Role.ANALYST)
    committed(lambda: User.objects.filter(last_name="Sample").delete())
    committed(reset)


def sign_in(page: Page, site: str, name: str = "sam.sample", password: str = PASSWORD) -> None:
    """Fill in the form and send it."""
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Email or user name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    follow(page, page.get_by_role("button", name="Sign in"))


def heading(page: Page) -> str:
    """What the page says it is."""
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("name", ["sam.sample", "sam.sample@MARLSHIRE.example"])
def test_sign_in_by_user_name_or_email(page: Page, site: str, analyst: User, name: str) -> None:
    sign_in(page, site, name)
    assert heading(page) == "Start"
    assert page.locator(".rp-header__account span").inner_text() == "Sam Sample, analyst"
    assert axe(page) == []


def test_the_first_page_asks_to_sign_in_and_then_opens(
    page: Page, site: str, analyst: User
) -> None:
    page.goto(f"{site}/dashboards/")
    assert heading(page) == "Sign in"
    page.get_by_label("Email or user name").fill("sam.sample")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Sign in"))
    assert page.url == f"{site}/dashboards/"
    assert page.get_by_role("alert").inner_text().split("\n")[-1] == "A snapshot was taken"
    assert page.locator("[aria-current]").inner_text() == "Dashboards"
    assert axe(page) == []


def test_an_email_that_two_people_share_signs_nobody_in(
    page: Page, site: str, analyst: User
) -> None:
    new_user("sam.twin", analyst.email.upper(), Role.COMMISSIONER)
    sign_in(page, site, analyst.email)
    assert page.locator(".govuk-error-summary li").inner_text() == WRONG


def test_a_wrong_password_says_no_more_than_that(narrow: Page, site: str, analyst: User) -> None:
    sign_in(narrow, site, password="not this one")
    assert narrow.title() == "Error: Sign in - RightPlace"
    assert narrow.locator(".govuk-error-summary li").inner_text() == WRONG
    assert axe(narrow) == []
    assert overflow(narrow) == 0


def test_someone_who_has_left_is_told_no_more_than_a_stranger(
    page: Page, site: str, analyst: User
) -> None:
    committed(lambda: User.objects.filter(pk=analyst.pk).update(is_active=False))
    sign_in(page, site)
    assert page.locator(".govuk-error-summary li").inner_text() == WRONG


def test_the_fifth_wrong_password_locks_even_the_right_one_out(
    page: Page, site: str, analyst: User
) -> None:
    for attempt in range(4):
        sign_in(page, site, password=f"wrong {attempt}")
        assert heading(page) == "Sign in"
    sign_in(page, site, password="wrong again")
    assert heading(page) == "You cannot sign in for now"
    sign_in(page, site)
    assert heading(page) == "You cannot sign in for now"
    assert "Wait 15 minutes" in page.locator("main").inner_text()
    assert axe(page) == []


def test_sign_out_without_script(no_script: Page, site: str, analyst: User) -> None:
    sign_in(no_script, site)
    assert heading(no_script) == "Start"
    follow(no_script, no_script.get_by_role("button", name="Sign out"))
    assert heading(no_script) == "Sign in"
    no_script.goto(site)
    assert heading(no_script) == "Sign in"


def change_password(page: Page, old: str, new: str, again: str) -> None:
    """Open the form, fill it in and send it."""
    follow(page, page.get_by_role("link", name="Change password"))
    page.get_by_label("Current password").fill(old)
    page.get_by_label("New password", exact=True).fill(new)
    page.get_by_label("New password again").fill(again)
    follow(page, page.get_by_role("button", name="Change password"))


def test_change_password(page: Page, site: str, analyst: User) -> None:
    sign_in(page, site)
    change_password(page, PASSWORD, "another set of words", "another set of words")
    assert heading(page) == "Start"
    assert page.get_by_role("alert").inner_text().split("\n")[-1] == (
        "Your password has been changed"
    )
    follow(page, page.get_by_role("button", name="Sign out"))
    sign_in(page, site)
    assert page.locator(".govuk-error-summary li").inner_text() == WRONG
    sign_in(page, site, password="another set of words")
    assert heading(page) == "Start"


@pytest.mark.parametrize(
    ("old", "new", "again", "error"),
    [
        ("wrong", "another set of words", "another set of words",
         "Your current password is not correct"),
        (PASSWORD, "another set of words", "and yet another one",
         "The two new passwords are not the same"),
        (PASSWORD, "short", "short",
         "This password is too short. It must contain at least 12 characters."),
    ],
)  # fmt: skip
def test_a_new_password_that_will_not_do(
    narrow: Page, site: str, analyst: User, old: str, new: str, again: str, error: str
) -> None:
    sign_in(narrow, site)
    change_password(narrow, old, new, again)
    assert narrow.locator(".govuk-error-summary li").all_inner_texts() == [error]
    assert axe(narrow) == []
    assert overflow(narrow) == 0


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.CASE_OFFICER, []),
        (Role.TEAM_MANAGER, ["Dashboards"]),
        (Role.ANALYST, ["Dashboards"]),
        (Role.COMMISSIONER, ["Dashboards"]),
        (Role.ADMINISTRATOR, []),
    ],
)
def test_navigation_shows_what_is_there_for_the_role(role: Role, shown: list[str]) -> None:
    assert [item.text for item in navigation(role, "/")] == shown


def test_navigation_marks_the_part_that_is_open() -> None:
    assert [item.current for item in navigation(Role.ANALYST, "/dashboards/timeliness/")] == [True]
    assert [item.current for item in navigation(Role.ANALYST, "/")] == [False]
