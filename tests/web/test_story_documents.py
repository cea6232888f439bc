"""Letters and documents as stories in a browser, with axe at zero; narrow, and without script."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from rightplace.casework.models import Person
from rightplace.papers.documents.sheets import Sheet, sheets_pdf
from rightplace.papers.letters import Text
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
FONTS = Path("no such folder")


def a_child(county: County) -> int:
    """A child of the officer's about whom nothing was sent or added yet."""
    seen = Person.objects.visible_to(county.user("officer"))
    found = seen.filter(letters=None, documents=None).first()
    assert found is not None
    return found.pk


def go(page: Page, server: str, path: str) -> None:
    page.goto(f"{server}{path}")
    assert axe(page) == []


def a_file(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def downloaded(page: Page, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(download.value.path()).read_bytes()


def a_report(words: str) -> bytes:
    sheet = Sheet(heading="Report", blocks=(Text(words),))
    return sheets_pdf([sheet], title="Report", council="", fonts=FONTS)


def test_a_letter_is_written_seen_sent_and_read_and_names_the_services_of_the_day(
    page: Page, server: str, sign_in: SignIn, county: County
) -> None:
    child = a_child(county)
    # Given an administrator who changes the number of the complaints team
    sign_in(page, "administrator")
    go(page, server, "/letterhead/")
    follow(page, page.get_by_role("link", name="Complaints"))
    assert axe(page) == []
    page.get_by_label("How to reach it").fill("01632 960 777")
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("“01632 960 104” to “01632 960 777”")).to_be_visible()
    assert axe(page) == []
    follow(page, page.get_by_role("button", name="Sign out"))
    # When an officer writes an apology from the wording of the council
    sign_in(page, "officer")
    go(page, server, f"/cases/{child}/letters/")
    expect(page.get_by_text("No letter has been sent yet.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Write a letter"))
    assert axe(page) == []
    follow(page, page.get_by_role("link", name="Apology for delay"))
    follow(page, page.get_by_role("button", name="Send the letter"))
    expect(page.get_by_role("alert")).to_contain_text("Enter why there is a delay")
    assert axe(page) == []
    page.get_by_label("Why there is a delay").fill("The adviser was ill.")
    for part, value in (("Day", "14"), ("Month", "2"), ("Year", "2023")):
        page.get_by_label(part, exact=True).fill(value)
    # And sees it before it is sent
    with page.context.expect_page() as shown:
        page.get_by_role("button", name="See the letter first").click()
    shown.value.close()
    follow(page, page.get_by_role("button", name="Send the letter"))
    expect(page.get_by_text("The letter was sent", exact=True)).to_be_visible()
    # Then it is read on the page, with the new number, and both files are there
    follow(page, page.locator("main tbody th a").first)
    assert axe(page) == []
    expect(
        page.get_by_text("We now expect to have done it by Tuesday 14 February 2023")
    ).to_be_visible()
    expect(page.get_by_text("01632 960 777")).to_be_visible()
    assert downloaded(page, "Open as Word").startswith(b"PK")
    href = page.get_by_role("link", name="Open as PDF").get_attribute("href")
    answer = page.request.get(f"{server}{href}")
    text = PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()
    assert "01632 960 777" in " ".join(text.split())
    # And it is sent again when it came back
    follow(page, page.get_by_role("link", name="Send again"))
    page.get_by_label("Why it is sent again").fill("It came back")
    follow(page, page.get_by_role("button", name="Send again"))
    expect(page.locator("main tbody tr")).to_have_count(2)
    go(page, server, "/letters/")


def test_documents_are_added_refused_handed_out_hidden_and_made_a_case_file(
    page: Page, server: str, sign_in: SignIn, county: County, tmp_path: Path
) -> None:
    child = a_child(county)
    sign_in(page, "officer")
    go(page, server, f"/cases/{child}/documents/")
    # When an officer picks three files, of which one is not what its name says
    follow(page, page.get_by_role("link", name="Add documents"))
    assert axe(page) == []
    files = [
        a_file(tmp_path, "Visit.pdf", a_report("A neighbour, Mrs Harcastle, was there.")),
        a_file(tmp_path, "Note.txt", b"A note of a call"),
        a_file(tmp_path, "Plan.pdf", b"MZ a program"),
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_role("listitem").filter(has_text="Visit.pdf")).to_be_visible()
    page.get_by_label("Kind").select_option("Report")
    page.get_by_label("Shared with the family").check()
    follow(page, page.get_by_role("button", name="Add", exact=True))
    # Then the good ones are kept and the other is told
    expect(page.get_by_text("2 documents added")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_contain_text(
        "Plan.pdf: It is a program."
    )
    assert axe(page) == []
    go(page, server, f"/cases/{child}/documents/")
    follow(page, page.get_by_role("link", name="Visit", exact=True))
    assert axe(page) == []
    assert downloaded(page, "Download").startswith(b"%PDF")
    where = page.url
    # When they hide a name
    follow(page, page.get_by_role("link", name="Hide parts of it"))
    assert axe(page) == []
    page.get_by_label("A phrase, wherever it stands").check()
    page.get_by_label("Phrase", exact=True).fill("mrs harcastle")
    follow(page, page.get_by_role("button", name="Hide"))
    expect(page.get_by_text("“mrs harcastle”")).to_be_visible()
    # Then the redacted copy is without it
    page.goto(where)
    copy = PdfReader(io.BytesIO(downloaded(page, "Download the redacted copy")))
    text = copy.pages[0].extract_text()
    assert "Harcastle" not in text
    assert "[redacted: third party]" in text
    # When they make the case file for a subject access request
    go(page, server, f"/cases/{child}/documents/")
    follow(page, page.get_by_role("link", name="Make the case file as one PDF"))
    assert axe(page) == []
    page.get_by_label("Subject access request").check()
    follow(page, page.get_by_role("button", name="Make"))
    follow(page, page.get_by_role("link", name="Subject access request"))
    assert axe(page) == []
    # Then its pages are counted through, its index names what is in it, and the name is not
    bundle = PdfReader(io.BytesIO(downloaded(page, "Download the PDF")))
    pages = [" ".join(each.extract_text().split()) for each in bundle.pages]
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(3)
    assert page.locator("main tbody tr td").last.inner_text() == f"{len(pages)} to {len(pages)}"
    assert pages[-1].endswith(f"{len(pages)} of {len(pages)}")
    for title in ("Chronology", "Visit", "Note"):
        assert title in pages[1]
    assert "Harcastle" not in " ".join(pages)
    # And somebody else's officer finds none of it
    follow(page, page.get_by_role("button", name="Sign out"))
    sign_in(page, "finance")
    assert page.goto(where).status == 404
    assert page.goto(f"{where}file/").status == 404


def test_pages_fit_320_pixels(narrow: Page, server: str, sign_in: SignIn, county: County) -> None:
    seen = Person.objects.visible_to(county.user("officer"))
    child = seen.exclude(letters=None).exclude(bundles=None).first()
    assert child is not None
    sign_in(narrow, "officer")
    document = child.documents.filter(marks__isnull=False).first()
    letter = child.letters.first()
    for path in (
        "/letters/",
        f"/cases/{child.pk}/letters/",
        f"/cases/{child.pk}/letters/{letter.pk}/",
        f"/cases/{child.pk}/letters/write/information/",
        f"/cases/{child.pk}/documents/",
        f"/cases/{child.pk}/documents/add/",
        f"/cases/{child.pk}/documents/{document.pk}/",
        f"/cases/{child.pk}/documents/{document.pk}/hide/",
        f"/cases/{child.pk}/documents/case-files/{child.bundles.first().pk}/",
    ):
        go(narrow, server, path)
        assert overflow(narrow) == 0, path


def test_documents_are_added_and_hidden_without_script(
    no_script: Page, server: str, sign_in: SignIn, county: County, tmp_path: Path
) -> None:
    child = a_child(county)
    sign_in(no_script, "officer")
    no_script.goto(f"{server}/cases/{child}/documents/add/")
    files = [a_file(tmp_path, "Talk.txt", b"Mrs Harcastle"), a_file(tmp_path, "B.txt", b"B")]
    no_script.get_by_label("Files").set_input_files(files)
    no_script.get_by_label("Kind").select_option("Report")
    no_script.get_by_label("Professionals only").check()
    follow(no_script, no_script.get_by_role("button", name="Add", exact=True))
    expect(no_script.get_by_text("2 documents added")).to_be_visible()
    follow(no_script, no_script.get_by_role("link", name="Talk"))
    follow(no_script, no_script.get_by_role("link", name="Hide parts of it"))
    no_script.get_by_label("A phrase, wherever it stands").check()
    no_script.get_by_label("Phrase", exact=True).fill("Harcastle")
    follow(no_script, no_script.get_by_role("button", name="Hide"))
    follow(no_script, no_script.get_by_role("link", name="Lift"))
    follow(no_script, no_script.get_by_role("button", name="Lift the mark"))
    expect(no_script.get_by_text("Nothing is hidden yet.")).to_be_visible()
