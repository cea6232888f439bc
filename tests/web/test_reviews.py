"""The pages about reviews: the list and its counts, paperwork, moves between phases, who sees them."""

import csv
import io
from collections import Counter
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.deadlines import clocks_of, plans_without_review
from rightplace.casework.models import Plan, Review
from rightplace.casework.queries.review_stages import ReviewStage, standings
from rightplace.casework.queries.reviews import Due, ReviewRows, WantedReviews
from rightplace.law.clock import latest
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


@pytest.fixture
def manager(county: County) -> Client:
    client = Client()
    client.force_login(county.user("manager"))
    return client


def lines(response: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))  # type: ignore[attr-defined]


def test_no_plan_is_without_a_review_and_the_list_holds_every_one(county: County) -> None:
    assert list(plans_without_review()) == []
    auditor = county.user("auditor")
    rows = ReviewRows(auditor, WantedReviews(), as_of=TODAY)
    live = set(Plan.objects.visible_to(auditor).live().values_list("pk", flat=True))
    assert {row.plan_id for row in rows.standings} == live
    assert sum(rows.by_stage.values()) == len(rows) == len(live)


def open_keys(plan: Plan) -> set[str]:
    """What the law still wants of the last review of a plan."""
    clocks = clocks_of(plan, as_of=TODAY)
    review = plan.reviews.order_by("-meeting_on").first()
    keys = ("review.decide", "review.amendment_notice", "review.final_from_meeting")
    last = [latest(clocks, key) for key in keys]
    return {c.key for c in last if c and c.is_open and review and c.started_on == review.meeting_on}


EXPECTED = {
    ReviewStage.REPORT_DUE: {"review.decide"},
    ReviewStage.DECISION_DUE: {"review.decide"},
    ReviewStage.NOTICE_DUE: {"review.amendment_notice", "review.final_from_meeting"},
    ReviewStage.FINAL_DUE: {"review.final_from_meeting"},
    ReviewStage.TO_PLAN: set(),
    ReviewStage.DONE: set(),
}


def test_the_stage_from_rows_is_what_the_clocks_say(county: County) -> None:
    plans = {plan.pk: plan for plan in Plan.objects.live()}
    differ = {}
    for row in standings(Plan.objects.live()):
        stage = row.stage(TODAY)
        if row.ahead is None and open_keys(plans[row.plan_id]) != EXPECTED[stage]:
            differ[row.plan_id] = (stage, open_keys(plans[row.plan_id]))
    assert differ == {}
