"""Checking a return on screen: what is taken and refused, shown, narrowed, accepted and taken away."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from rightplace.casework.models import AcceptedFinding, AuditEvent, Job, JobFile, Person, User
from rightplace.ops.worker import work_once
from tests.conftest import County
from tests.web.checks import (
    ABOUT,
    WRONG,
    a_check,
    a_return,
    client_of,
    made,
    rules,
    shown,
    upload,
    upn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(county: County) -> Client:
    return client_of(county, "analyst")


def test_a_file_that_is_uploaded_is_kept_for_its_owner_and_checked(
    analyst: Client, county: County, tmp_path: Path
) -> None:
    job = made(analyst, a_return(tmp_path / "sen2 2025.xml", WRONG))
    assert (job.asked_by, job.kind) == (county.user("analyst"), "check")
    assert list(JobFile.objects.filter(job=job).values_list("purpose", "name")) == [
        ("source", "sen2 2025.xml")
    ]
    page = shown(analyst, job)
    assert "SEN2 person-level return 2025" in page
    assert "rules were applied to 3 people" in page
    for word in (
        "LOC-P06",
        "LOC-P07",
        "LOC-P08",
        "Ethnicity: MARTIAN",
        "is not a code for Ethnicity",
    ):
        assert word in page
    other = client_of(county, "auditor")
    assert other.get(reverse("checks:check", args=[job.pk])).status_code == 404
    assert "sen2 2025.xml" not in other.get(reverse("checks:home")).content.decode()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def locked_zip() -> bytes:
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w") as archive:
        archive.writestr("a.csv", "1")
    raw = bytearray(made_of.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xml", b"", "a.xml: The file is empty. Export it again"),
        ("a.xlsx", OLE, "a.xlsx: This is an Excel workbook with a password, or one of Excel"),
        ("a.zip", b"PK\x03\x04 broken", "a.zip: The file is damaged and cannot be unpacked."),
        ("a.zip", locked_zip(), "a.zip: The .zip is protected by a password."),
        ("a.pdf", b"%PDF-1.7\n\x00\x01", "a.pdf: This is not a return: it is neither text"),
        ("a.xml", b"<" * ((1 << 20) + 1), "a.xml: The file has 1.0 MB; up to 1 MB are taken."),
    ],
    ids=["empty", "workbook with a password", "damaged", "locked zip", "no return", "too large"],
)
def test_what_cannot_be_a_return_is_refused_at_once(
    analyst: Client, settings: LazySettings, name: str, content: bytes, words: str
) -> None:
    settings.UPLOAD_RETURN_MB = 1
    answer = upload(analyst, (name, content))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Job.objects.exists() is False


def test_what_is_refused_in_the_check_is_told_in_words(analyst: Client, tmp_path: Path) -> None:
    path = a_return(tmp_path / "return.xml", WRONG)
    upload(analyst, (path.name, path.read_bytes()), year="2024")
    work_once()
    page = shown(analyst, Job.objects.get())
    assert "The check could not be made" in page
    assert "return.xml: the file is the return of 2025, and 2024 was chosen." in page


def test_one_thing_is_checked_and_of_a_year_that_there_are_rules_for(analyst: Client) -> None:
    nothing = upload(analyst).content.decode()
    assert "Choose the files of the return, or a snapshot." in nothing
    both = upload(analyst, ("a.xml", b"<a/>"), snapshot="january-2023").content.decode()
    assert "Choose either files or a snapshot, not both." in both
    year = upload(analyst, ("a.xml", b"<a/>"), year="2019").content.decode()
    assert "There are rules for 2023 to 2026. Give one of those years." in year
    other = upload(analyst, collection="cin", snapshot="january-2023").content.decode()
    assert "A snapshot can be checked as the SEN2 return only." in other


def test_a_form_from_elsewhere_is_refused(county: County) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(county.user("analyst"))
    assert client.post(reverse("checks:start"), ABOUT).status_code == 403


def test_findings_are_narrowed_and_children_without_one_are_hidden(
    analyst: Client, county: County
) -> None:
    job = a_check(county.user("analyst"))
    assert rules(analyst, job) == ["reader: code", "LOC-P06", "LOC-P07", "LOC-P08"]
    assert rules(analyst, job, severity="query") == ["LOC-P08"]
    assert rules(analyst, job, rule="LOC-P06") == ["LOC-P06"]
    assert rules(analyst, job, severity="query", table="No such table") == ["LOC-P08"]
    children = shown(analyst, job, view="children")
    assert "2 children" in children
    assert "3 children" in shown(analyst, job, view="children", without="on")


def test_a_finding_that_was_accepted_stays_so_in_the_next_check_until_a_value_changes(
    analyst: Client, tmp_path: Path
) -> None:
    first = made(analyst, a_return(tmp_path / "a.xml", WRONG))
    finding = reverse("checks:finding", args=[first.pk, 3])
    assert "Say" not in analyst.get(finding).content.decode()
    empty = analyst.post(finding, {"reason": " "}).content.decode()
    assert "Enter why it stands" in empty
    answer = analyst.post(finding + "?severity=query", {"reason": "A refuge: not to be told"})
    assert answer["Location"] == reverse("checks:check", args=[first.pk]) + "?severity=query"
    assert rules(analyst, first) == ["reader: code", "LOC-P06", "LOC-P07"]
    # The same child stands in another row of the next file, and keeps the same UPN.
    turned = [{**row, "upn": upn(n)} for n, row in reversed(list(enumerate(WRONG, 1)))]
    again = made(analyst, a_return(tmp_path / "b.xml", turned))
    assert rules(analyst, again) == ["reader: code", "LOC-P06", "LOC-P07"]
    assert rules(analyst, again, standing="accepted") == ["LOC-P08"]
    assert (
        "A refuge: not to be told"
        in analyst.get(
            reverse("checks:file", args=[again.pk, "csv"]), {"standing": "all"}
        ).content.decode()
    )
    changed = [{**WRONG[0], "post_code": "NOWHERE"}, *WRONG[1:]]
    third = made(analyst, a_return(tmp_path / "c.xml", changed))
    assert rules(analyst, third) == ["reader: code", "LOC-P06", "LOC-P07", "LOC-P08"]
    kept = AcceptedFinding.objects.get()
    assert upn(1) not in kept.child + kept.fingerprint


def test_a_remark_of_the_reader_is_accepted_like_a_finding_and_stays_so(
    analyst: Client, tmp_path: Path
) -> None:
    first = made(analyst, a_return(tmp_path / "a.xml", WRONG))
    remark = reverse("checks:finding", args=[first.pk, 4])
    page = analyst.get(remark).content.decode()
    assert ("is not a code for Ethnicity" in page, "MARTIAN" in page) == (True, True)
    analyst.post(remark, {"reason": "A code of our own"})
    findings = ["LOC-P06", "LOC-P07", "LOC-P08"]
    assert rules(analyst, first) == findings
    # In a later file the same stands in another line; a second of its kind is new
    later = made(analyst, a_return(tmp_path / "b.xml", [{}, *WRONG]))
    assert rules(analyst, later) == findings
    assert rules(analyst, later, standing="accepted") == ["reader: code"]
    twice = [WRONG[0], {"ethnicity": "MARTIAN"}, {"ethnicity": "VENUSIAN"}]
    more = made(analyst, a_return(tmp_path / "c.xml", twice))
    assert rules(analyst, more).count("reader: code") == 2
    analyst.post(reverse("checks:finding", args=[first.pk, 4]))
    assert rules(analyst, first) == ["reader: code", *findings]


def test_what_was_accepted_can_be_taken_back(analyst: Client, county: County) -> None:
    job = a_check(county.user("analyst"))
    finding = reverse("checks:finding", args=[job.pk, 1])
    analyst.post(finding, {"reason": "It is right"})
    assert "It is right" in analyst.get(finding).content.decode()
    analyst.post(finding)
    assert rules(analyst, job) == ["reader: code", "LOC-P06", "LOC-P07", "LOC-P08"]
    assert AcceptedFinding.objects.get().ended_by == county.user("analyst")


def test_an_auditor_reads_and_accepts_nothing(county: County) -> None:
    job = a_check(county.user("auditor"))
    client = client_of(county, "auditor")
    finding = reverse("checks:finding", args=[job.pk, 1])
    assert "Accept this finding" not in client.get(finding).content.decode()
    assert client.post(finding, {"reason": "It is right"}).status_code == 200
    assert AcceptedFinding.objects.exists() is False


def test_what_fits_is_taken_away_in_each_form(analyst: Client, county: County) -> None:
    job = a_check(county.user("analyst"))

    def file(kind: str) -> bytes:
        address = reverse("checks:file", args=[job.pk, kind])
        return analyst.get(address, {"severity": "error"}).content

    lines = json.loads(file("json"))["lines"]
    sheet = load_workbook(io.BytesIO(file("xlsx")))["Findings"]
    told = [("reader: code", None), ("LOC-P06", "2"), ("LOC-P07", "1")]
    assert [(x["rule"], x["person"]) for x in lines] == told
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [rule for rule, _ in told]
    page = file("html").decode()
    assert ("Ethnicity: MARTIAN" in page, "LOC-P08" in page) == (True, False)
    assert len(file("csv").decode().splitlines()) == 4
    assert analyst.get(reverse("checks:file", args=[job.pk, "exe"])).status_code == 404


def team_and_stranger(manager: User) -> tuple[Person, Person]:
    mine = Person.objects.visible_to(manager).exclude(upn="")
    seen = mine.filter(plans__ceased_on=None, plans__isnull=False)[0]
    return seen, Person.objects.exclude(upn="").exclude(pk__in=mine.values("pk"))[0]


def test_the_record_says_whose_child_it_is_to_those_who_may_see_it(
    county: County, tmp_path: Path
) -> None:
    manager = county.user("manager")
    mine, stranger = team_and_stranger(manager)
    people = [{"upn": mine.upn, "sex": None}, {"upn": stranger.upn, "sex": None}]
    path = a_return(tmp_path / "a.xml", people)
    seen = client_of(county, "manager")
    job = made(seen, path)
    officer = mine.plans.get(ceased_on=None).officer.name
    page = shown(seen, job)
    assert (str(mine) in page, str(stranger) in page, officer in page) == (True, False, True)
    assert len(rules(seen, job, officer=officer, rule="LOC-P06")) == 1
    assert len(rules(seen, job, rule="LOC-P06")) == 2
    look = AuditEvent.objects.filter(action="check.open", by=manager).latest("pk")
    assert look.detail == {"job": job.pk, "people": [mine.pk]}
    # The same file names nobody to an analyst, who sees no child's record.
    analyst = client_of(county, "analyst")
    blind = shown(analyst, made(analyst, path))
    assert (str(mine) in blind, officer in blind) == (False, False)


def test_a_snapshot_of_the_record_shows_findings_of_ones_own_children_alone(
    county: County,
) -> None:
    found = {}
    for username in ("analyst", "manager", "auditor"):
        client = client_of(county, username)
        form = {**ABOUT, "year": "2023", "snapshot": "january-2023"}
        assert client.post(reverse("checks:start"), form).status_code == 302
        assert work_once() is True
        job = Job.objects.latest("pk")
        file = client.get(reverse("checks:file", args=[job.pk, "csv"]), {"consequences": "on"})
        rows = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
        found[username] = [row["Child"] for row in rows if row["Child"]]
        assert job.state == "done", job.words
    team = Person.objects.visible_to(county.user("manager")).values_list("pk", flat=True)
    assert found["analyst"] == []
    assert 0 < len(found["manager"]) < len(found["auditor"])
    assert set(map(int, found["manager"])) <= set(team)
    assert found["manager"] == [key for key in found["auditor"] if int(key) in set(team)]


def test_progress_is_told_and_a_check_can_be_cancelled(analyst: Client) -> None:
    upload(analyst, ("a.xml", b"<a/>"))
    job = Job.objects.get()
    told = analyst.get(reverse("checks:progress", args=[job.pk])).json()
    assert told == {"words": "Waiting for its turn", "done": None, "total": None, "ended": False}
    analyst.post(reverse("checks:cancel", args=[job.pk]))
    assert "This check was cancelled" in shown(analyst, job)
    assert work_once() is False


def test_a_page_of_findings_takes_as_many_queries_for_few_as_for_many(
    analyst: Client, tmp_path: Path
) -> None:
    few = made(analyst, a_return(tmp_path / "a.xml", WRONG[:2]))
    many = made(analyst, a_return(tmp_path / "b.xml", [*WRONG] * 60))
    counts = []
    for job in (few, many):
        with CaptureQueriesContext(connection) as queries:
            shown(analyst, job)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Showing 1 to 50 of 240 findings" in " ".join(shown(analyst, many).split())
