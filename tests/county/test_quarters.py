"""The demonstration's quarters: each frozen in its time from what was known then."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from rightplace.facts.snapshot import open_snapshot
from rightplace.governance.models import (
    Commentary,
    CommentaryRequest,
    FigureCorrection,
    FrozenFigure,
    FrozenQuarter,
)
from rightplace.indicators.performance.periods import parse
from rightplace.ops.quarters import furnish_quarters
from tests.conftest import HAMLET, County

pytestmark = pytest.mark.django_db
_PROMPT = timedelta(days=32)


@pytest.fixture
def quarters(county: County, db: None, tmp_path: Path) -> list[FrozenQuarter]:
    """Three quarters frozen anew, in a store of snapshots of their own.

    The append-only triggers stand aside for what is deleted here, which the test's rollback undoes. Nothing
    is truncated: that would lock out the connection that reads the record for a snapshot.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for model in (Commentary, CommentaryRequest, FigureCorrection, FrozenFigure, FrozenQuarter):
            cursor.execute(f"delete from {model._meta.db_table}")
        cursor.execute("set local session_replication_role = origin")
    folder = tmp_path / county.snapshot.name
    shutil.copytree(county.snapshot.folder, folder)
    last = replace(county.snapshot, folder=folder)
    furnish_quarters(HAMLET, last, comparators=settings.COMPARATORS, earlier=2)
    return sorted(FrozenQuarter.objects.all(), key=lambda each: parse(each.period))


def test_each_is_frozen_soon_after_its_end_from_a_snapshot_of_its_own(
    quarters: list[FrozenQuarter], tmp_path: Path
) -> None:
    assert [each.period for each in quarters] == ["Q1 2022/23", "Q2 2022/23", "Q3 2022/23"]
    assert len({each.snapshot_id for each in quarters}) == 3
    for each in quarters:
        ended, about = (
            parse(each.period).last,
            open_snapshot(each.snapshot_name, store=tmp_path).about,
        )
        assert ended < about.as_of <= each.at.date() <= ended + _PROMPT
    assert [each.signed_off_at is None for each in quarters] == [False, False, True]


def test_what_was_said_and_signed_lies_between_the_freeze_and_the_signature(
    quarters: list[FrozenQuarter],
) -> None:
    texts = Commentary.objects.filter(request__figure__quarter__in=quarters[:-1])
    assert texts.exists()
    for text in texts:
        quarter = text.request.figure.quarter
        assert text.signed_at is not None
        assert quarter.at < text.at < text.signed_at < quarter.signed_off_at
        assert text.at.date() <= quarter.commentary_due_on


def test_what_came_late_is_a_correction_of_what_the_next_report_gives(
    quarters: list[FrozenQuarter],
) -> None:
    (correction,) = FigureCorrection.objects.all()
    first, later, _ = quarters
    assert correction.figure.quarter == first
    line = later.figures.get(indicator=correction.figure.indicator).line
    assert correction.numerator == line["previous_numerator"]
    assert correction.denominator == line["previous_denominator"]
    assert correction.figure.line["latest_value"] != line["previous_value"]
    assert first.signed_off_at is not None
    assert correction.at > first.signed_off_at


def test_the_last_report_prints_earlier_values_as_they_are_known_now(
    quarters: list[FrozenQuarter],
) -> None:
    _, before, last = quarters
    frozen = {each.indicator: each.line for each in before.figures.all()}
    lines = [each.line for each in last.figures.all()]
    same = [
        each for each in lines if each["previous_period"] == frozen[each["key"]]["latest_period"]
    ]
    late = [each for each in same if each["previous_value"] != frozen[each["key"]]["latest_value"]]
    assert 0 < len(late) < len(same)
    second = next(each for each in lines if each["key"] == "cp-second-plan")
    assert second["previous_value"] == "22.6"
