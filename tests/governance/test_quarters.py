"""A frozen quarter: what it keeps, what it refuses, and the way to its signature."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightplace.casework.models import User
from rightplace.governance.actions.quarters import (
    comment,
    correct,
    sign_commentary,
    sign_off,
    withdraw_request,
)
from rightplace.governance.models import (
    Act,
    Commentary,
    CommentaryRequest,
    FrozenFigure,
    FrozenQuarter,
)
from rightplace.refusals import ActionRefused
from tests.governance.conftest import AT, LINES, freeze

CHANGES = st.sampled_from(["line", "indicator", "position", "version"])


def wanted(quarter: FrozenQuarter) -> CommentaryRequest:
    return CommentaryRequest.objects.get(figure__quarter=quarter)


def test_the_lines_are_kept_in_order_and_owners_asked(quarter: FrozenQuarter) -> None:
    kept = [(f.indicator, f.version, f.line) for f in quarter.figures.order_by("position")]
    assert kept == [(line.indicator, line.version, line.line) for line in LINES]
    asked = CommentaryRequest.objects.values_list("figure__indicator", "why", "owner", "due_on")
    assert list(asked) == [("cp-second-plan", "It is amber.", "Social care", date(2023, 2, 10))]
    assert list(Act.objects.values_list("action", "about", "detail")) == [
        ("quarter.freeze", "quarter:Q3 2022/23", {"snapshot": "abc"})
    ]


@pytest.mark.parametrize(
    ("period", "other", "said"),
    [
        ("Q3 2022/23", {}, "frozen already"),
        ("Q4 2022/23", {"ended_on": date(2023, 3, 31)}, "Take a snapshot on or after the last day"),
        ("Q2 2022/23", {"commentary_due_on": date(2023, 1, 30)}, "has passed"),
    ],
)
def test_what_cannot_be_frozen(
    quarter: FrozenQuarter, analyst: User, period: str, other: dict[str, object], said: str
) -> None:
    with pytest.raises(ActionRefused, match=said):
        freeze(analyst, period, **other)
    assert FrozenQuarter.objects.count() == 1


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES, st.booleans())
def test_a_frozen_figure_never_changes(quarter: FrozenQuarter, field: str, delete: bool) -> None:
    before = list(FrozenFigure.objects.order_by("pk").values())
    figures = FrozenFigure.objects.filter(quarter=quarter)
    with pytest.raises(DatabaseError), transaction.atomic():
        figures.delete() if delete else figures.update(**{field: 0 if field != "line" else {}})
    assert list(FrozenFigure.objects.order_by("pk").values()) == before


def test_commentary_is_signed_by_somebody_else_and_then_the_quarter(
    quarter: FrozenQuarter, analyst: User, head: User
) -> None:
    request = wanted(quarter)
    with pytest.raises(ActionRefused, match="Commentary is still wanted for: Second plans"):
        sign_off(quarter, by=head, at=AT)
    first = comment(request, cause="More babies.", action="", by=analyst, at=AT)
    later = AT + timedelta(hours=1)
    text = comment(request, cause="More siblings. ", action="Review each.", by=analyst, at=later)
    with pytest.raises(ActionRefused, match="later text"):
        sign_commentary(first, by=head, at=later)
    with pytest.raises(ActionRefused, match="Somebody else"):
        sign_commentary(text, by=analyst, at=later)
    sign_commentary(text, by=head, at=later)
    sign_off(quarter, by=head, at=later)
    quarter.refresh_from_db()
    assert (quarter.signed_off_by, quarter.signed_off_at) == (head, later)
    assert list(Commentary.objects.values_list("cause", "signed_by").order_by("at")) == [
        ("More babies.", None),
        ("More siblings.", head.pk),
    ]
    with pytest.raises(ActionRefused, match="signed off"):
        comment(request, cause="Late.", action="", by=analyst, at=later)


def test_a_request_may_be_withdrawn_for_a_reason(
    quarter: FrozenQuarter, analyst: User, head: User
) -> None:
    request = wanted(quarter)
    with pytest.raises(ActionRefused, match="why no commentary"):
        withdraw_request(request, because=" ", by=head, at=AT)
    withdraw_request(request, because="Explained last quarter.", by=head, at=AT)
    with pytest.raises(ActionRefused, match="withdrawn"):
        comment(request, cause="x", action="", by=analyst, at=AT)
    sign_off(quarter, by=head, at=AT)


def test_a_correction_stands_beside_what_was_printed(quarter: FrozenQuarter, head: User) -> None:
    figure = quarter.figures.get(indicator="cp-second-plan")
    before = dict(figure.line)
    with pytest.raises(ActionRefused, match="as it was frozen"):
        correct(figure, numerator=20, denominator=None, reason="Twice.", by=head, at=AT)
    with pytest.raises(ActionRefused, match="above nought"):
        correct(figure, numerator=20, denominator=0, reason="Twice.", by=head, at=AT)
    with pytest.raises(ActionRefused, match="what was wrong"):
        correct(figure, numerator=20, denominator=88, reason="", by=head, at=AT)
    correct(figure, numerator=20, denominator=88, reason="One was counted twice.", by=head, at=AT)
    figure.refresh_from_db()
    assert figure.line == before
    assert list(figure.corrections.values_list("numerator", "reason")) == [
        (20, "One was counted twice.")
    ]
