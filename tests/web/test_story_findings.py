"""A finding on the case page leads to where it is mended, and the next check clears it; in a browser."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Page, expect

from rightplace.casework.models import Finding, User
from rightplace.ops.cli.snapshot import take
from rightplace.ops.findings import run_findings
from tests.conftest import County
from tests.web.browser import axe, follow, open_list, overflow
from tests.web.conftest import SignIn
from tests.web.test_story_consultations import go, press

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def check_again(name: str, hour: int, store: Path) -> None:
    """A check as the command makes it, kept: on a connection of its own, outside the test's transaction."""

    def work() -> None:
        try:
            at = datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=UTC)
            snapshot = take(name=name, as_of=TODAY, taken_at=at, store=store)
            run_findings(snapshot, by=User.objects.get(username="administrator"), at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def a_postcode_missing(county: County) -> Finding:
    """Open, of a child of the officer's who has no postcode."""
    finding = Finding.objects.filter(
        rule="REC-P02", state="open", officer=county.user("officer"), person__lock=None
    ).first()
    assert finding is not None
    return finding


def test_a_datum_is_mended_and_the_next_check_clears_it(
    page: Page, sign_in: SignIn, server: str, county: County, tmp_path: Path
) -> None:
    # Given a child whose postcode is missing
    finding = a_postcode_missing(county)
    sign_in(page, "officer")
    page.goto(f"{server}/cases/{finding.person_id}/")
    panel = page.get_by_role("region", name="in the data to mend")
    expect(panel).to_be_visible()
    assert axe(page) == []
    # When the officer opens the finding and follows it to where it is mended
    go(page, "All data to mend of this child")
    assert axe(page) == []
    go(page, "Postcode missing, or not in the form of a UK postcode")
    expect(page.get_by_text("It goes into the SEN2 return as PostCode.")).to_be_visible()
    expect(page.get_by_role("table", name="The same mending clears")).to_contain_text(
        "The child's case is open and there is no postcode"
    )
    assert axe(page) == []
    go(page, "Change the child's details")
    page.get_by_label("Postcode").fill("ZZ1 1ZZ")
    press(page, "Save")
    # Then it stays until the record is checked again, and is mended by that check
    check_again("after-mending", 19, tmp_path)
    page.goto(f"{server}/cases/{finding.person_id}/findings/")
    mended = page.get_by_role("table", name="Mended or no longer asked")
    expect(mended).to_contain_text("The child's case is open and there is no postcode")
    expect(mended).to_contain_text("Postcode missing, or not in the form of a UK postcode")
    expect(mended.get_by_text("Mended", exact=True)).to_have_count(2)


def test_a_finding_is_accepted_with_a_reason_and_its_cause_is_said(
    page: Page, sign_in: SignIn, server: str, county: County
) -> None:
    # Given the list of what there is to mend
    sign_in(page, "officer")
    open_list(page, "Data to mend")
    assert axe(page) == []
    page.get_by_label("Severity").select_option("query")
    follow(page, page.get_by_role("button", name="Show"))
    follow(page, page.get_by_role("table").get_by_role("link").first)
    # When the officer accepts the first query for a reason
    go(page, "Accept it with a reason")
    assert axe(page) == []
    press(page, "Accept it")
    expect(page.get_by_role("alert")).to_contain_text("Enter why it is right as it is")
    assert axe(page) == []
    page.get_by_label("Why it is right as it is").fill("The college confirms it.")
    press(page, "Accept it")
    # Then it stands as accepted, and its cause can still be said
    expect(page.get_by_text("The finding is accepted")).to_be_visible()
    expect(page.get_by_text("The college confirms it.")).to_be_visible()
    go(page, "Say why it is wrong")
    assert axe(page) == []
    page.get_by_label("Brought over from an older system").check()
    press(page, "Save")
    expect(page.get_by_text("The cause is recorded")).to_be_visible()
    # And it can be made work again
    go(page, "Withdraw the acceptance")
    assert axe(page) == []
    page.get_by_label("It is to be mended after all").check()
    press(page, "Withdraw it")
    go(page, "Hand it over")
    assert axe(page) == []


def test_findings_fit_a_telephone(
    narrow: Page, sign_in: SignIn, server: str, county: County
) -> None:
    finding = a_postcode_missing(county)
    sign_in(narrow, "officer")
    wide = {}
    for path in (
        "findings/",
        f"findings/{finding.pk}/",
        f"findings/{finding.pk}/accept/",
        f"cases/{finding.person_id}/findings/",
        f"cases/{finding.person_id}/",
    ):
        narrow.goto(f"{server}/{path}")
        wide[path] = overflow(narrow)
    assert set(wide.values()) == {0}, wide


def test_findings_are_worked_on_without_script(
    no_script: Page, sign_in: SignIn, server: str, county: County
) -> None:
    finding = a_postcode_missing(county)
    sign_in(no_script, "officer")
    no_script.goto(f"{server}/findings/{finding.pk}/cause/")
    no_script.get_by_label("A step was not done").check()
    press(no_script, "Save")
    expect(no_script.get_by_text("The cause is recorded")).to_be_visible()
