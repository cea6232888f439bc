"""A browser, and pages in it: wide, narrow, and without script."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from rightplace.ops import assets
from tests.conftest import County
from tests.web.browser import ARGUMENTS, DESKTOP, NARROW, chromium, follow

Opener = Callable[..., Page]
SignIn = Callable[[Page, str], None]


@pytest.fixture(scope="session", autouse=True)
def built_assets() -> None:
    """The stylesheet and the scripts, where the tests' static files are found."""
    assets.build(settings.STATIC_ROOT.parent)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests.

    Playwright's event loop makes Django keep a second set of connections on the main thread; they are closed
    while the loop still runs, or the test database could not be dropped.
    """
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()
        connections.close_all()


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Opens pages that share nothing with another test and fail on any script or policy error."""
    contexts = []
    problems: list[str] = []

    def open_page(viewport: ViewportSize, *, script: bool = True) -> Page:
        context = browser.new_context(viewport=viewport, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: said.type == "error" and problems.append(said.text))
        return page

    yield open_page
    for context in contexts:
        context.close()
    refused = [text for text in problems if "Failed to load resource" not in text]
    assert refused == []


@pytest.fixture
def page(opener: Opener) -> Page:
    """A page of a desktop's width."""
    return opener(DESKTOP)


@pytest.fixture
def narrow(opener: Opener) -> Page:
    """A page 320 pixels wide."""
    return opener(NARROW)


@pytest.fixture
def no_script(opener: Opener) -> Page:
    """A page that runs no script."""
    return opener(DESKTOP, script=False)


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the product, served over whatever record there is."""
    with django_db_blocker.unblock():
        live = LiveServer("localhost")
        yield live.url
        live.stop()


@pytest.fixture
def sign_in(server: str, county: County) -> SignIn:
    """Signs someone of the demonstration in, through the page."""

    def as_(page: Page, username: str) -> None:
        page.goto(f"{server}/sign-in/")
        page.get_by_label("Email or user name").fill(username)
        page.get_by_label("Password", exact=True).fill(county.password)
        follow(page, page.get_by_role("button", name="Sign in"))

    return as_
