"""`rightplace record` proves that no kept deadline has drifted and that no review is lost."""

import json

import pytest

from rightplace.casework.models import Plan
from rightplace.ops.main import main
from tests.conftest import County

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]


def test_nothing_has_drifted_and_no_review_is_lost(county: County, capsys: Said) -> None:
    assert main(["record", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"drift": [], "plans_without_review": []}


def test_a_plan_without_a_day_for_its_review_is_named(county: County, capsys: Said) -> None:
    plan = Plan.objects.live().latest("pk")
    Plan.objects.filter(pk=plan.pk).update(next_review_on=None)
    assert main(["record"]) == 1
    said = capsys.readouterr().out
    assert f"plan {plan.pk}: is maintained, and keeps no day for its next review" in said
    assert "1 of the plans that are maintained have no day for their next review." in said
