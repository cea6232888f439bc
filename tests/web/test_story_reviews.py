"""Reviews as stories in a browser: from overdue to the next year, reports chased, a cohort moving."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from rightplace.casework.models import PlanVersion
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
TODAY = ("31", "1", "2023")


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True))


def go(page: Page, name: str) -> None:
    follow(page, page.get_by_role("link", name=name, exact=True))


def give_day(page: Page) -> None:
    for label, value in zip(("Day", "Month", "Year"), TODAY, strict=True):
        page.get_by_label(label, exact=True).fill(value)


def said(page: Page, words: str) -> None:
    expect(page.get_by_text(words, exact=True).first).to_be_visible()


def test_from_the_overdue_list_to_a_review_that_is_next_due_in_a_year(
    page: Page, sign_in: SignIn, server: str
) -> None:
    # Given a manager whose list says what is overdue
    sign_in(page, "manager")
    go(page, "Reviews")
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="overdue", exact=True))
    # When they take one of those that is still to be planned
    page.get_by_label("Stage").select_option("To be planned")
    press(page, "Show")
    follow(page, page.locator("main table tbody th a").first)
    assert axe(page) == []
    # And plan the meeting, for today, and send the invitations
    go(page, "Plan the review meeting")
    give_day(page)
    page.get_by_label("Where it is held").fill("County offices")
    press(page, "Save")
    said(page, "Review meeting planned")
    go(page, "Send the invitations")
    press(page, "Save")
    said(page, "Invitations sent")
    # And record the meeting, with what was said
    go(page, "Record the review meeting")
    assert axe(page) == []
    for box in page.locator("textarea").all():
        box.fill("Discussed with everyone who came.")
    press(page, "Save")
    said(page, "Review meeting recorded")
    go(page, "Record the report of the meeting")
    press(page, "Save")
    said(page, "Report recorded")
    # And decide to amend, with the changes sent together
    go(page, "Decide: keep, amend or cease")
    page.get_by_label("Amend the plan").check()
    page.get_by_label("Reasons, as the letter gives them").fill("Needs have changed.")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Enter the changes that are proposed")
    assert axe(page) == []
    page.get_by_label("Changes proposed").fill("Section F: a quiet room each day")
    press(page, "Save")
    said(page, "Decision recorded")
    # Then the final plan waits for the family
    go(page, "Issue the final amended plan")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The family has until 14 February 2023")
    go(page, "Cancel")
    go(page, "Record the family's views on the amendments")
    press(page, "Save")
    said(page, "Views recorded")
    go(page, "Issue the final amended plan")
    press(page, "Save")
    # And the next review is due a year on
    said(page, "Final amended plan issued")
    expect(page.get_by_text("30 January 2024: 364 days left")).to_be_visible()
    expect(page.get_by_text("Done until the next one")).to_be_visible()


def test_a_draft_goes_out_with_the_decision_at_320_pixels(
    narrow: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given a plan whose draft amendment was written before its review
    drafts = PlanVersion.objects.filter(
        status="draft", plan__officer=county.user("officer"), based_on__status="final"
    )
    draft = drafts.exclude(plan__reviews__meeting_on=settings.TODAY).order_by("-pk")[0]
    sign_in(narrow, "manager")
    narrow.goto(f"{server}/cases/{draft.person_id}/reviews/meeting/")
    for box in narrow.locator("textarea").all():
        box.fill("Discussed with everyone who came.")
    press(narrow, "Save")
    said(narrow, "Review meeting recorded")
    # When it is decided to amend, the page says what the draft changes
    go(narrow, "Decide: keep, amend or cease")
    expect(
        narrow.get_by_role("heading", name=f"What version {draft.number} changes in the plan")
    ).to_be_visible()
    assert (overflow(narrow), axe(narrow)) == (0, [])
    narrow.get_by_label("Amend the plan").check()
    narrow.get_by_label("Reasons, as the letter gives them").fill("Needs have changed.")
    reason = narrow.get_by_label("Reason for sending the plan with errors")
    if narrow.get_by_role("link", name="See what the checks find").count():
        reason.fill("The family asked for it now.")
    press(narrow, "Save")
    said(narrow, "Decision recorded")
    # Then the draft is with the family, and it is the plan once it is issued
    narrow.goto(f"{server}/cases/{draft.person_id}/plan/versions/{draft.number}/")
    expect(narrow.get_by_text("Sent to the family", exact=True).first).to_be_visible()


def test_reports_are_chased_many_at_once_without_script(no_script: Page, sign_in: SignIn) -> None:
    sign_in(no_script, "officer")
    go(no_script, "Reviews")
    go(no_script, "Reports owed by settings")
    go(no_script, "Chase many reports at once")
    boxes = no_script.get_by_role("checkbox")
    for box in boxes.all()[2:]:
        box.uncheck()
    no_script.get_by_label("The head or principal").check()
    press(no_script, "Send the reminders")
    banners = no_script.locator(".govuk-notification-banner").all_inner_texts()
    assert any("sent" in words or "chased today" in words for words in banners)
    expect(no_script.get_by_text("To the head").first).to_be_visible()


def test_a_cohort_is_expected_to_move(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "manager")
    go(page, "Reviews")
    go(page, "Moves between phases")
    assert axe(page) == []
    follow(page, page.locator(".rp-steps a").first)
    assert axe(page) == []
    first, *others = page.get_by_role("checkbox").all()
    for box in others:
        box.uncheck()
    expect(first).to_be_checked()
    press(page, "Expect these moves")
    said(page, "1 move expected on 1 September 2023")
    left = "1 move" if len(others) == 1 else f"{len(others)} moves"
    expect(page.get_by_text(f"{left} not recorded yet: see whom by year group")).to_be_visible()


def test_the_pages_of_reviews_pass_axe_and_fit_320_pixels(
    narrow: Page, sign_in: SignIn, server: str
) -> None:
    sign_in(narrow, "officer")
    for part in ("weeks/", "planning/", "reports-owed/", "reports-owed/chase/", "adulthood/"):
        narrow.goto(f"{server}/reviews/{part}")
        assert (part, overflow(narrow), axe(narrow)) == (part, 0, [])
    # What a wide page has shown to pass only has to fit.
    for part in ("phase-transfers/", "phase-transfers/expect/", "?stage=report_due"):
        narrow.goto(f"{server}/reviews/{part}")
        assert (part, overflow(narrow)) == (part, 0)
    follow(narrow, narrow.locator("main table tbody th a").first)
    assert overflow(narrow) == 0
    go(narrow, "Plan the review meeting")
    assert overflow(narrow) == 0
