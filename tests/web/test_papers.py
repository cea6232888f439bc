"""The papers of a quarter on screen and at the terminal: the same figures, and an edited copy checked."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from playwright.sync_api import Page

from rightplace.indicators.performance.periods import parse
from rightplace.ops.main import main
from rightplace.web.insight.papers.made import FORMS
from rightplace.web.insight.performance.source import quarter_lines
from tests.conftest import County
from tests.web.browser import axe, follow, overflow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
Q3 = "Q3 2022/23"
QUERY = {"quarter": Q3, "meeting": "2023-03-07"}


@pytest.fixture
def analyst(county: County) -> Client:
    client = Client()
    client.force_login(county.user("analyst"))
    return client


def taken(client: Client, form: str) -> bytes:
    answer = client.get(reverse("insight:paper-file", args=[form]), QUERY)
    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMS[form].kind
    return answer.content


def test_every_file_is_offered_and_can_be_taken(analyst: Client) -> None:
    page = analyst.get(reverse("insight:papers"), QUERY).content.decode()
    for form in FORMS:
        assert reverse("insight:paper-file", args=[form]) in page
    starts = {
        "docx": b"PK",
        "pdf": b"%PDF",
        "dashboard-pdf": b"%PDF",
        "png": b"\x89PNG",
        "json": b"{",
    }
    for form, start in starts.items():
        assert taken(analyst, form).startswith(start)


def test_the_workbook_and_the_command_give_the_lines_of_the_screen(
    analyst: Client, tmp_path: Path
) -> None:
    board = quarter_lines(parse(Q3))
    assert board is not None
    values = [line.latest_value for line in board.lines]
    book = load_workbook(BytesIO(taken(analyst, "xlsx")))["Dashboard"]
    in_book = [row[8] for row in book.iter_rows(min_row=2, values_only=True)]
    assert [float(value) for value in in_book] == [float(value) for value in values]
    to = tmp_path / "shown.csv"
    assert main(["indicators", "show", "--period", Q3, "--format", "csv", "--to", str(to)]) == 0
    rows = to.read_text("utf-8").splitlines()
    assert len(rows) == len(values) + 1
    assert rows[0].startswith("topic,theme,indicator,polarity")


def sent(client: Client, content: bytes) -> str:
    copy = SimpleUploadedFile("report.docx", content)
    return client.post(reverse("insight:paper-check"), {"copy": copy}).content.decode()


def changed(content: bytes, tag: str, text: str) -> bytes:
    document = Document(BytesIO(content))
    for control in document.element.body.iter(qn("w:sdt")):
        if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == tag:
            next(control.iter(qn("w:t"))).text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_an_edited_copy_is_held_against_the_register(
    analyst: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = taken(analyst, "docx")
    assert "Every number follows from the" in sent(analyst, content)
    wrong = changed(content, "home-education:latest_value", "940")
    page = sent(analyst, wrong)
    assert "2 places do not follow" in page
    assert "940" in page
    path = tmp_path / "copy.docx"
    path.write_bytes(wrong)
    assert main(["paper", "check", str(path)]) == 1
    assert "home-education:latest_value" in capsys.readouterr().out
    assert "This is not a Word file" in sent(analyst, b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quarter", "Q3 2022/24", "--to", "r.docx"], "is not a period"),
        (["quarter", Q3, "--to", "r.odt"], "say what to write by its ending"),
        (["check", "no-such.docx"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(
    county: County, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["paper", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("query", [{"quarter": "Q9"}, {**QUERY, "meeting": "soon"}])
def test_an_address_that_names_nothing_is_not_there(analyst: Client, query: dict[str, str]) -> None:
    assert analyst.get(reverse("insight:papers"), query).status_code == 404


def test_an_analyst_drafts_the_report_and_checks_the_copy(
    page: Page, narrow: Page, sign_in: SignIn, server: str, tmp_path: Path
) -> None:
    """Given a quarter, when the report is drafted and edited, then the copy is told where it is wrong."""
    for each in (page, narrow):
        sign_in(each, "analyst")
        each.goto(f"{server}{reverse('insight:papers')}")
        assert (axe(each), overflow(each)) == ([], 0)
    with page.expect_download() as download:
        page.get_by_role("link", name="The report in Word, to be worked on").click()
    path = tmp_path / "copy.docx"
    download.value.save_as(path)
    path.write_bytes(changed(path.read_bytes(), "home-education:latest_value", "940"))
    follow(page, page.get_by_role("link", name="check an edited copy"))
    page.get_by_label("An edited copy of the report").set_input_files(path)
    follow(page, page.get_by_role("button", name="Check it"))
    assert "940" in page.get_by_role("table").inner_text()
    assert axe(page) == []
