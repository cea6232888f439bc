"""The pages of quality assurance: who sees which plan, grading, the second look, and the figures."""

import csv
import io
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions import quality
from rightplace.casework.models import Audit, AuditEvent, Plan, Score, Training
from rightplace.casework.models.quality import Grade
from rightplace.casework.queries.quality import audits_seen_by, tool_in_use, with_all
from rightplace.casework.queries.quality_report import report
from tests.casework.record import at
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def client_of(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


@pytest.fixture
def assurer(county: County) -> Client:
    return client_of(county, "quality")


def lines(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def to_grade(county: County) -> Audit:
    """A plan that the assurer has still to grade, drawn now from the officer's."""
    plan = Plan.objects.live().filter(officer=county.user("officer"), person__lock=None)
    tool = tool_in_use(TODAY)
    assert tool is not None
    who = county.user("quality")
    (audit,) = quality.draw_sample(
        list(plan.select_related("person", "officer")[:1]),
        rule=quality.Rule(),
        size=1,
        seed=1,
        tool=tool,
        auditor=who,
        by=who,
        at=at(TODAY),
    )
    return audit


@pytest.mark.parametrize("username", ["quality", "manager", "officer", "auditor"])
def test_the_list_and_its_file_hold_the_audits_that_someone_may_see(
    county: County, username: str
) -> None:
    rows = lines(client_of(county, username).get(reverse("staff:quality"), {"format": "csv"}))
    seen = with_all(audits_seen_by(county.user(username)))
    assert sorted(row["surname"] for row in rows) == sorted(a.plan.person.surname for a in seen)
    graded = [row for row in rows if row["submitted_on"]]
    assert sum(row["final_grade"] != "" for row in rows) == len(graded)
    if username != "officer":
        assert len(rows) > len(graded) > 0


def test_an_assurer_sees_no_plan_outside_their_sample(county: County, assurer: Client) -> None:
    mine = Audit.objects.filter(auditor=county.user("quality")).first()
    assert mine is not None
    before = AuditEvent.objects.filter(action="quality.sheet", person=mine.plan.person).count()
    page = assurer.get(reverse("staff:quality-audit", args=[mine.pk])).content.decode()
    assert str(mine.plan.person) in page
    after = AuditEvent.objects.filter(action="quality.sheet", person=mine.plan.person).count()
    assert after == before + 1
    assert assurer.get(reverse("staff:case", args=[mine.plan.person_id])).status_code == 404
    Audit.objects.filter(pk=mine.pk).update(auditor=county.user("auditor"), moderator=None)
    assert assurer.get(reverse("staff:quality-audit", args=[mine.pk])).status_code == 404


def test_an_officer_sees_the_outcome_of_their_plan_only_when_it_is_submitted(
    county: County, assurer: Client
) -> None:
    audit, officer = to_grade(county), client_of(county, "officer")
    address = reverse("staff:quality-audit", args=[audit.pk])
    assert officer.get(address).status_code == 404
    for criterion in audit.tool.criteria.all():
        given = {"grade": "3", "comment": "Clear"}
        response = assurer.post(
            reverse("staff:quality-score", args=[audit.pk, criterion.rank]), given
        )
        assert response.status_code == 302
    submit = reverse("staff:quality-submit", args=[audit.pk])
    assert assurer.post(submit, {"learning": "Say how often."}).status_code == 302
    page = officer.get(address).content.decode()
    assert "Say how often." in page
    assert "are 3.00 on average" in page
    assert assurer.get(submit).status_code == 404


def test_a_weak_grade_needs_a_reason_and_a_theme(county: County, assurer: Client) -> None:
    audit = to_grade(county)
    address = reverse("staff:quality-score", args=[audit.pk, 1])
    page = assurer.post(address, {"grade": "1", "comment": "Nobody asked"}).content.decode()
    assert "Say what is weak, and select at least one theme." in page
    assurer.post(address, {"grade": "1", "comment": "Nobody asked", "themes": ["childs_voice"]})
    kept = Score.objects.get(audit=audit, criterion__rank=1)
    assert (kept.grade, kept.themes) == (Grade.INADEQUATE, ["childs_voice"])
    page = assurer.post(
        reverse("staff:quality-submit", args=[audit.pk]), {"learning": "x"}
    ).content.decode()
    left = audit.tool.criteria.count() - 1
    assert f"{left} of {left + 1} questions are not answered yet." in page


def test_a_manager_looks_a_second_time_and_the_assurer_may_not(
    county: County, assurer: Client
) -> None:
    manager = client_of(county, "manager")
    waiting = Audit.objects.filter(submitted_on__isnull=False, moderation=None).first()
    assert waiting is not None
    address = reverse("staff:quality-moderate", args=[waiting.pk])
    assert assurer.get(address).status_code == 404
    given = {"grade": "2", "agreed_grade": "3", "reason": "Specific after all."}
    assert manager.post(address, given).status_code == 302
    page = manager.get(reverse("staff:quality-audit", args=[waiting.pk])).content.decode()
    assert "Specific after all." in page
    assert manager.get(address).status_code == 404


def test_drawing_is_by_rule_and_gives_the_plans_to_the_assurer(county: County) -> None:
    manager, user = client_of(county, "manager"), county.user("quality")
    before = Audit.objects.count()
    given = {"size": "3", "auditor": str(user.pk), "moderator": str(county.user("manager").pk)}
    assert manager.post(reverse("staff:quality-draw"), given).status_code == 302
    drawn = Audit.objects.order_by("-pk")[:3]
    assert Audit.objects.count() == before + 3
    assert {audit.plan.team for audit in drawn} == {county.user("manager").team}
    assert {audit.auditor for audit in drawn} == {user}
    narrow = given | {"size": "100", "youngest": "24"}
    page = manager.post(reverse("staff:quality-draw"), narrow).content.decode()
    assert "plans fit. Draw at least 1 and no more than that" in page


def test_the_list_takes_as_many_queries_for_one_as_for_many(
    county: County, assurer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assurer.get(reverse("staff:quality"))
    assert audits_seen_by(county.user("quality")).count() > 3
    keep = Audit.objects.filter(auditor=county.user("quality")).first()
    assert keep is not None
    for _ in range(2):
        with django_assert_num_queries(5):
            assurer.get(reverse("staff:quality"))
        Audit.objects.exclude(pk=keep.pk).update(auditor=county.user("auditor"))


def test_the_report_and_its_file_agree_and_name_no_child(county: County) -> None:
    client = client_of(county, "manager")
    found = report(with_all(audits_seen_by(county.user("manager"))))
    rows = lines(client.get(reverse("staff:quality-report"), {"format": "csv"}))
    for table in ("quarter", "team", "officer"):
        assert sum(int(row["count"]) for row in rows if row["table"] == table) == found.audits > 0
    (agreement,) = [row for row in rows if row["table"] == "agreement"]
    assert (int(agreement["count"]), int(agreement["of"])) == (found.agreed, found.moderated)
    page = client.get(reverse("staff:quality-report")).content.decode()
    good = sum(group.good for group in found.by_team)
    assert f"{good} of {found.audits} plan" in page
    for audit in audits_seen_by(county.user("manager")).select_related("plan__person"):
        assert str(audit.plan.person) not in page
    theme = found.themes[0]
    assert theme.theme.label in page
    assert theme.officers[0] in page


def test_the_next_version_leaves_out_what_weighs_nothing(county: County, assurer: Client) -> None:
    tool = tool_in_use(TODAY)
    assert tool is not None
    criteria = list(tool.criteria.order_by("rank"))
    given = {f"weight_{each.rank}": str(each.weight) for each in criteria} | {"weight_1": "0"}
    assert assurer.post(reverse("staff:quality-weights"), given).status_code == 302
    newer = tool_in_use(TODAY)
    assert newer is not None
    assert (newer.number, newer.criteria.count()) == (tool.number + 1, len(criteria) - 1)
    more = {"section": "Section J", "question": "Is the budget clear?", "theme": "placement",
            "weight": "2", "outstanding": "O", "good": "G", "requires_improvement": "R",
            "inadequate": "I"}  # fmt: skip
    assert assurer.post(reverse("staff:quality-question"), more).status_code == 302
    last = tool_in_use(TODAY)
    assert last is not None
    assert last.criteria.order_by("rank").last().question == "Is the budget clear?"


def test_training_is_added_once_for_a_theme(county: County, assurer: Client) -> None:
    given = {"theme": "advice", "title": "Using advice", "audience": "All", "length": "1 hour"}
    address = reverse("staff:quality-training-add")
    assert assurer.post(address, given).status_code == 302
    assert assurer.post(address, given).status_code == 200
    rows = lines(assurer.get(reverse("staff:quality-training"), {"format": "csv"}))
    assert len(rows) == Training.objects.count()
    assert sum(row["title"] == "Using advice" for row in rows) == 1
