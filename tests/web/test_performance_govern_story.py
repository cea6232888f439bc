"""A quarter from freeze to signature, and the pages around it; in a browser."""

import pytest
from playwright.sync_api import Page, expect

from rightplace.governance.models import CommentaryRequest, FrozenFigure
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn
from tests.web.test_story_consultations import go, press

pytestmark = pytest.mark.django_db
Q3 = "dashboards/quarters/q3-2022-23/"


def test_a_quarter_goes_from_freeze_to_signature(
    page: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given a quarter that has ended and is open
    sign_in(page, "analyst")
    go(page, "Quarters")
    assert axe(page) == []
    go(page, "Q1 2022/23")
    assert axe(page) == []
    # When the analyst sees its figures and freezes them
    go(page, "Freeze the figures")
    expect(page.get_by_role("table", name="Figures as they would be frozen")).to_be_visible()
    assert axe(page) == []
    press(page, "Freeze the figures")
    expect(page.get_by_text("The figures of Q1 2022/23 are frozen")).to_be_visible()
    assert axe(page) == []
    # And what is asked is let go or answered, and signed by somebody else
    first, *others = CommentaryRequest.objects.filter(figure__quarter__period="Q1 2022/23")
    for each in others:
        page.goto(f"{server}/dashboards/commentary/{each.pk}/withdraw/")
        page.get_by_label("Why no commentary is needed").fill("Explained at the time.")
        press(page, "Withdraw it")
    page.goto(f"{server}/dashboards/commentary/{first.pk}/")
    assert axe(page) == []
    go(page, "Say what lies behind the figure")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Enter what lies behind the figure")
    assert axe(page) == []
    page.get_by_label("What lies behind the figure").fill("Four families of eleven children.")
    press(page, "Save")
    sign_in_as(page, sign_in, server, "head")
    page.goto(f"{server}/dashboards/commentary/{first.pk}/")
    go(page, "Sign what was said")
    assert axe(page) == []
    page.get_by_label("It can be printed with the figure").check()
    press(page, "Sign it")
    # Then the director signs the report off
    sign_in_as(page, sign_in, server, "director")
    page.goto(f"{server}/dashboards/quarters/q1-2022-23/")
    go(page, "Sign off the report")
    assert axe(page) == []
    page.get_by_label("The figures and the commentary can go out").check()
    press(page, "Sign it off")
    expect(page.get_by_text("The report is signed off")).to_be_visible()
    expect(page.get_by_text("Dorothea Nkemelu").first).to_be_visible()


def sign_in_as(page: Page, sign_in: SignIn, server: str, username: str) -> None:
    follow(page, page.get_by_role("button", name="Sign out"))
    sign_in(page, username)


def addresses() -> list[str]:
    figure = FrozenFigure.objects.filter(quarter__period="Q3 2022/23", line__available=True).latest(
        "pk"
    )
    asked = CommentaryRequest.objects.latest("pk")
    return [
        "dashboards/register/",
        "dashboards/register/neet/",
        "dashboards/register/neet/edit/",
        "dashboards/register/neet/owners/",
        "dashboards/figures-to-give/",
        "dashboards/figures-to-give/cfws-individuals/q3-2022-23/",
        "dashboards/figures-to-give/cfws-individuals/q3-2022-23/not-available/",
        "dashboards/quarters/",
        Q3,
        f"dashboards/frozen/{figure.pk}/",
        f"dashboards/frozen/{figure.pk}/correct/",
        "dashboards/commentary/",
        f"dashboards/commentary/{asked.pk}/",
        "dashboards/asked-for/",
        "dashboards/asked-for/new/",
        "dashboards/use/",
    ]


def test_the_pages_of_governance_fit_a_telephone_and_can_be_read_by_all(
    narrow: Page, sign_in: SignIn, server: str, county: County
) -> None:
    sign_in(narrow, "head")
    wide, wrong = {}, {}
    for path in addresses():
        narrow.goto(f"{server}/{path}")
        wide[path] = overflow(narrow)
        wrong[path] = axe(narrow)
    assert set(wide.values()) == {0}, wide
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_figure_is_given_without_script(
    no_script: Page, sign_in: SignIn, server: str, county: County
) -> None:
    sign_in(no_script, "head")
    no_script.goto(f"{server}/dashboards/figures-to-give/cfws-families/q3-2022-23/")
    no_script.get_by_label("Families worked with in the quarter").fill("1203")
    no_script.get_by_label("What shows it").fill("The service's count of 12 January.")
    press(no_script, "Give the figure")
    expect(no_script.get_by_text("The figure is kept")).to_be_visible()
