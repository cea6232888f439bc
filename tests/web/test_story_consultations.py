"""Consulting settings, from the family's preference to a cost that finance confirms, in a browser."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Page, expect

from rightplace.casework.actions import assessments
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import Consultation, Letter, PlacementCost, Plan, Request, Setting
from rightplace.web.staff.consultations.forms import settings_for
from rightplace.web.today import now
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def unconsulted(county: County) -> Request:
    """An open request of the officer with an assessment, in which nobody was consulted."""
    rows = Request.objects.open().filter(
        officer=county.user("officer"),
        assessment__isnull=False,
        consultations=None,
        preferences=None,
    )
    request = rows.select_related("person", "assessment", "officer").first()
    assert request is not None
    return request


def three(request: Request) -> list[Setting]:
    return list(
        settings_for(request.person, on=TODAY).exclude(setting_type__contains="ndependent")[:3]
    )


def fill_day(page: Page, label: str, on: date) -> None:
    group = page.get_by_role("group", name=label)
    for name, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        group.get_by_label(name).fill(str(value))


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name))


def go(page: Page, name: str) -> None:
    follow(page, page.get_by_role("link", name=name, exact=True).first)


def issue(request: Request, setting: Setting) -> Plan:
    """The plan that names a setting, in the test's own transaction: the server must not wait for it."""
    how = {"on": TODAY, "by": request.officer, "at": now()}
    request.refresh_from_db()
    if request.assessment.agreed_on is None:
        assessments.decide_to_issue(request.assessment, **how)
    return assessments.issue_plan(request.assessment, needs=["ASD"], named=Where(setting), **how)


def refusal(request: Request, setting: Setting) -> str:
    """Why the plan cannot name a setting now; nothing is kept, and nothing stays locked."""
    with pytest.raises(ActionRefused) as refused, transaction.atomic():
        issue(request, setting)
    request.assessment.refresh_from_db()
    return str(refused.value)


def test_a_place_is_found_against_the_preference_and_its_cost_is_confirmed(
    page: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given a child for whom a plan is agreed, and a family that asks for one of three settings
    request = unconsulted(county)
    wished, second, third = three(request)
    sign_in(page, "officer")
    page.goto(f"{server}/cases/{request.person_id}/consultations/")
    assert axe(page) == []
    go(page, "Record what the family prefers")
    page.get_by_label("The setting that the family asks for").select_option(label=wished.name)
    fill_day(page, "The day of their request or representations", TODAY)
    assert axe(page) == []
    press(page, "Save")
    expect(page.get_by_text("What the family prefers is recorded")).to_be_visible()
    # When another is to be named before it was consulted, then that is refused with what to do
    assert refusal(request, second).startswith(
        f"The family prefers {wished.name}. Consult it before"
    )
    # When all three are consulted at once, the family's own is filled in
    go(page, "Consult settings")
    expect(page.get_by_text(f"The family asks for {wished.name}.")).to_be_visible()
    expect(page.get_by_label("Setting 1")).to_have_value(str(wished.pk))
    page.get_by_label("Setting 2").select_option(str(second.pk))
    page.get_by_label("Setting 3").select_option(str(third.pk))
    page.get_by_label("The child's needs").fill("Autistic spectrum disorder")
    page.get_by_label("The provision wanted").fill("A small class")
    assert axe(page) == []
    press(page, "Send the consultations")
    # Then each has a letter and a last day, and the family is told
    expect(page.get_by_text("The settings are consulted, and the family is told")).to_be_visible()
    assert [letter.kind for letter in Letter.objects.filter(request=request).order_by("pk")] == [
        "consultation.setting", "consultation.setting", "consultation.setting", "consultation.family",
    ]  # fmt: skip
    last = TODAY + timedelta(15)
    assert list(request.consultations.values_list("due_on", flat=True)) == [last] * 3
    assert "has until 15 February 2023 to reply" in refusal(request, second)
    # When the family's setting refuses, a ground is asked for
    go(page, wished.name)
    assert axe(page) == []
    go(page, "Record the reply")
    page.get_by_label("No", exact=True).check()
    fill_day(page, "The day of the reply", TODAY)
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Choose the grounds that the setting gave")
    assert axe(page) == []
    page.get_by_label("Incompatible with the efficient education of others").check()
    page.get_by_label("The reasons or conditions, in its own words").fill(
        "Two pupils would be at risk."
    )
    press(page, "Save")
    expect(page.get_by_text("The reply is recorded")).to_be_visible()
    # And another offers a place at a cost, which is accepted
    go(page, "Consultation")
    go(page, second.name)
    go(page, "Record the reply")
    page.get_by_label("Yes, it can meet the needs").check()
    fill_day(page, "The day of the reply", TODAY)
    page.get_by_label("Place funding or fee a year").fill("£10,000")
    page.get_by_label("Top-up a year").fill("7250.50")
    press(page, "Save")
    go(page, "Accept the place")
    expect(page.get_by_text("£17,250.50")).to_be_visible()
    assert axe(page) == []
    press(page, "Accept the place")
    expect(page.get_by_text("The place is accepted")).to_be_visible()
    # Then the decision against the family's preference comes before the plan
    assert "Record the decision against it" in refusal(request, second)
    go(page, "Consultation")
    go(page, "Record the decision")
    page.get_by_label("Incompatible with the efficient education of others").check()
    page.get_by_label("The reasons, as the family will read them").fill(
        "Two pupils would be at risk."
    )
    page.get_by_label("The setting that will be named").fill(second.name)
    assert axe(page) == []
    press(page, "Save")
    expect(
        page.get_by_text(f"You asked us to name {wished.name}. We have named {second.name}")
    ).to_be_visible()
    assert axe(page) == []
    plan = issue(request, second)
    costs = PlacementCost.objects.filter(placement__plan=plan).order_by("pk")
    assert [(cost.element, str(cost.amount)) for cost in costs] == [
        ("place", "10000.00"),
        ("top_up", "7250.50"),
    ]


def test_finance_confirms_and_changes_a_cost_and_sees_no_more_of_the_child(
    page: Page, sign_in: SignIn, county: County
) -> None:
    # Given finance at its start page, the dearest placement first
    sign_in(page, "finance")
    expect(page.get_by_role("heading", level=1)).to_have_text("Placements and costs")
    assert axe(page) == []
    # When a placement with a cost to confirm is opened
    page.get_by_label("Costs", exact=True).select_option("To confirm")
    press(page, "Show")
    follow(page, page.locator("main table tbody th a").first)
    assert axe(page) == []
    assert page.get_by_role("link", name="Overview").count() == 0
    follow(page, page.get_by_role("link", name="Confirm ").first)
    assert axe(page) == []
    press(page, "Confirm")
    # Then it says so, and a new amount is to be confirmed again
    expect(page.get_by_text("The cost is confirmed")).to_be_visible()
    follow(page, page.locator("main").get_by_role("link", name="Change ").first)
    page.get_by_label("Amount a year").fill("12,345")
    page.get_by_label("Per cent paid by health").fill("20")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The three shares must make 100")
    assert axe(page) == []
    page.get_by_label("Per cent paid by education").fill("80")
    page.get_by_label("Per cent paid by social care").fill("0")
    press(page, "Save")
    expect(page.get_by_text("Education 80%, health 20%")).to_be_visible()


def test_the_pages_fit_320_pixels(
    narrow: Page, sign_in: SignIn, server: str, county: County
) -> None:
    row = Consultation.objects.filter(person__requests__officer=county.user("officer")).first()
    assert row is not None
    sign_in(narrow, "officer")
    for path in (
        "consultations/", "consultations/settings/", f"consultations/{row.pk}/",
        f"consultations/{row.pk}/reply/", f"cases/{row.person_id}/consultations/",
        f"cases/{row.person_id}/consultations/new/", "costs/",
    ):  # fmt: skip
        narrow.goto(f"{server}/{path}")
        assert (path, overflow(narrow)) == (path, 0)
    assert axe(narrow) == []


def test_a_reply_is_chased_without_script(no_script: Page, sign_in: SignIn, server: str) -> None:
    sign_in(no_script, "officer")
    no_script.goto(f"{server}/consultations/")
    follow(no_script, no_script.locator("main table tbody th a").first)
    go(no_script, "Write again")
    press(no_script, "Send the letter")
    expect(no_script.get_by_text("Chased 31 Jan 2023")).to_be_visible()
