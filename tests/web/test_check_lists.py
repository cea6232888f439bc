"""Lists that rules look up, given on screen: at once, afterwards, and what is said without them."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rightplace.casework.models import Job
from rightplace.ops.worker import work_once
from rightplace.web.insight.checks.lists import LOOK_UPS
from tests.conftest import County
from tests.web.checks import WRONG, a_return, client_of, made, rules, shown, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(county: County) -> Client:
    return client_of(county, "analyst")


REGISTER = b"URN,TypeOfEstablishment (name)\n100001,Community school\n100002,Online provider\n"


def lacked(page: str) -> list[str]:
    """The lists that a page says were not given."""
    return [name for name in LOOK_UPS if f">{name}<" in page]


def test_a_list_that_was_not_given_is_named_with_its_rules_and_can_be_given_then(
    analyst: Client, tmp_path: Path
) -> None:
    job = made(analyst, a_return(tmp_path / "a.xml", WRONG))
    page = shown(analyst, job)
    assert lacked(page) == list(LOOK_UPS)
    assert "three-digit numbers of the authorities of today".capitalize() in page
    again = reverse("checks:again", args=[job.pk])
    assert (
        "Give at least one of the lists." in analyst.post(again, {"sent": "yes"}).content.decode()
    )
    listed = SimpleUploadedFile("authorities.csv", b"Code,Name\n801,Bristol\n802,North Somerset\n")
    answer = analyst.post(again, {"la_codes": listed})
    assert work_once() is True
    second = Job.objects.latest("pk")
    assert answer["Location"] == reverse("checks:check", args=[second.pk])
    page = shown(analyst, second)
    assert lacked(page) == [name for name in LOOK_UPS if name != "la_codes"]
    assert "authorities.csv" in page
    fresh = sorted(set(rules(analyst, second)) - set(rules(analyst, job)))
    assert fresh == ["LOC-H05b"]


def test_lists_are_given_at_once_from_files_a_register_and_what_is_held(
    analyst: Client, tmp_path: Path
) -> None:
    job = made(
        analyst,
        a_return(tmp_path / "a.xml", WRONG),
        held=["authorities"],
        register=SimpleUploadedFile("edubase.csv", REGISTER),
        urns_with_sen_unit=SimpleUploadedFile("same.txt", b"100001"),
        urns_with_resourced_provision=SimpleUploadedFile("same.txt", b"100002"),
    )
    page = shown(analyst, job)
    assert "edubase.csv" in page
    assert lacked(page) == ["urns_of_universities"]
    # A register that is given anew stands in the place of the one before
    whole = REGISTER + b"100003,University technical college\n"
    again = reverse("checks:again", args=[job.pk])
    analyst.post(again, {"register": SimpleUploadedFile("whole.csv", whole)})
    assert work_once() is True
    second = Job.objects.latest("pk")
    page = shown(analyst, second)
    assert (second.words, lacked(page)) == ("", [])
    assert ("whole.csv" in page, "edubase.csv" in page) == (True, False)


def test_a_list_that_cannot_be_read_is_told_by_its_row(analyst: Client, tmp_path: Path) -> None:
    path = a_return(tmp_path / "a.xml", WRONG)
    listed = SimpleUploadedFile("authorities.txt", b"801\n8O2\n")
    upload(analyst, (path.name, path.read_bytes()), la_codes=listed)
    work_once()
    words = Job.objects.latest("pk").words
    assert words == (
        'authorities.txt: row 2: "8O2" is not a number of 3 digits. To mend it, correct it, or take'
        " the row out."
    )
    other = SimpleUploadedFile("authorities.txt", b"801")
    refused = upload(analyst, ("a.xml", b"<a/>"), collection="cin", la_codes=other)
    assert "No rule of the CIN census looks values up in a list." in refused.content.decode()
