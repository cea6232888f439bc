"""Large files of a check: made in the background, kept, and given to those who may have them."""

import io
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from rightplace.casework.models import AuditEvent, Job, Team
from rightplace.ops.worker import work_once
from rightplace.web.insight.checks import taken
from rightplace.web.insight.checks.taken import WORDS
from tests.conftest import County
from tests.web.checks import a_check, a_file, client_of, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(county: County) -> Client:
    return client_of(county, "analyst")


def test_a_large_file_is_made_in_the_background_and_kept_for_its_owner(
    analyst: Client, county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = a_check(county.user("analyst"))
    at_once = {
        kind: analyst.get(reverse("checks:file", args=[job.pk, kind]), {"severity": "error"})
        for kind in WORDS
    }
    monkeypatch.setattr(taken, "AT_ONCE", 2)
    for kind, answer in at_once.items():
        make = reverse("checks:file", args=[job.pk, kind])
        make = analyst.get(make, {"severity": "error"})["Location"]
        assert "This file has 3 findings" in analyst.get(make).content.decode()
        made_at = analyst.post(make)["Location"]
        assert "Waiting for its turn" in analyst.get(made_at).content.decode()
        assert work_once() is True
        assert "The file is made." in analyst.get(made_at).content.decode()
        file = analyst.get(f"{made_at}take/")
        if kind == "xlsx":
            rows = [
                list(load_workbook(io.BytesIO(each.content))["Findings"].values)
                for each in (answer, file)
            ]
            assert rows[0] == rows[1]
        else:
            assert file.content == answer.content
        assert file["Content-Type"] == answer["Content-Type"]
        for other in ("auditor", "manager"):
            assert client_of(county, other).get(made_at).status_code == 404
            assert client_of(county, other).get(f"{made_at}take/").status_code == 404
    looks = AuditEvent.objects.filter(action="check.take", by=county.user("analyst"))
    assert looks.count() == 4
    assert shown(analyst, job).count("Finished") == 4
    # What fits a narrower question is little, and comes at once
    small = analyst.get(reverse("checks:file", args=[job.pk, "csv"]), {"rule": "LOC-P06"})
    assert small.status_code == 200


def test_a_file_is_not_given_to_whoever_may_see_other_children_since(county: County) -> None:
    manager = county.user("manager")
    client, job = client_of(county, "manager"), a_file(a_check(manager))
    assert client.get(reverse("checks:take", args=[job.pk])).status_code == 200
    waiting = Job(kind="check-file", about=job.about, asked_by=manager, asked_at=job.asked_at)
    waiting.save()
    manager.team = Team.objects.exclude(pk=manager.team_id)[0]
    manager.save()
    assert client.get(reverse("checks:take", args=[job.pk])).status_code == 404
    page = client.get(reverse("checks:made", args=[job.pk])).content.decode()
    assert "Which children you may see has changed" in page
    assert work_once() is True
    waiting.refresh_from_db()
    assert (waiting.state, "has changed since" in waiting.words) == ("failed", True)
