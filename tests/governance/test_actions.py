"""Figures that are entered, definitions that change, dashboards that are asked for."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from rightplace.casework.models import Role, User
from rightplace.governance.actions.figures import enter_figure, say_not_available
from rightplace.governance.actions.register import edit_definition
from rightplace.governance.actions.wishes import (
    ask_for_dashboard,
    count_use,
    decide_dashboard,
    say_built,
)
from rightplace.governance.models import Act, DashboardRequest, EnteredFigure, PageUse
from rightplace.refusals import ActionRefused
from tests.governance.conftest import AT


def entered(by: User, **other: object) -> EnteredFigure:
    given = {"numerator": 3489, "denominator": None, "evidence": "The service's list"}
    return enter_figure("cfws-individuals", "Q3 2022/23", **{**given, **other}, by=by, at=AT)


def test_a_figure_is_corrected_by_a_later_one(analyst: User) -> None:
    entered(analyst)
    entered(analyst, numerator=3490)
    assert list(EnteredFigure.objects.order_by("pk").values_list("numerator", "state")) == [
        (3489, "known"),
        (3490, "known"),
    ]
    assert set(Act.objects.values_list("about")) == {("figure:cfws-individuals:Q3 2022/23",)}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"evidence": " "}, "what shows the figure"),
        ({"numerator": -1}, "below nought"),
        ({"denominator": 0}, "above nought"),
    ],
)
def test_what_cannot_be_entered(analyst: User, other: dict[str, object], said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        entered(analyst, **other)
    assert EnteredFigure.objects.count() == Act.objects.count() == 0


def test_why_there_is_no_figure_and_until_when(analyst: User) -> None:
    given = {"until": date(2023, 4, 1), "by": analyst, "at": AT}
    with pytest.raises(ActionRefused, match="why there is no figure"):
        say_not_available("neet", "Dec-22", why="", **given)
    found = say_not_available("neet", "Dec-22", why="The system changed.", **given)
    assert (found.state, found.numerator, found.until) == ("not available", None, date(2023, 4, 1))


def test_the_database_refuses_a_figure_without_evidence(analyst: User) -> None:
    bare = EnteredFigure(
        indicator="neet", period="Dec-22", state="known", numerator=1, by=analyst, at=AT
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        bare.save()


@pytest.mark.parametrize(
    ("since", "reason", "said"),
    [
        (date(2023, 4, 1), "", "why the definition changes"),
        (date(2022, 1, 1), "Clearer", "version before holds from 1 October 2022"),
        (date(2022, 12, 31), "Clearer", "are frozen"),
    ],
)
def test_a_definition_does_not_reach_back(
    analyst: User, since: date, reason: str, said: str
) -> None:
    with pytest.raises(ActionRefused, match=said):
        edit_definition(
            "neet",
            since=since,
            changes={"decimals": 2},
            reason=reason,
            frozen_until=date(2022, 12, 31),
            latest_since=date(2022, 10, 1),
            by=analyst,
            at=AT,
        )


def wish(by: User, **other: object) -> DashboardRequest:
    given = {"title": "Late advice", "wanted": "By service", "why": "To plan", "audience": "Heads"}
    return ask_for_dashboard(**{**given, "by_when": None, **other}, by=by, at=AT)


def test_a_dashboard_is_asked_for_decided_and_built(analyst: User, head: User) -> None:
    request = wish(analyst)
    with pytest.raises(ActionRefused, match="Only a dashboard that was agreed"):
        say_built(request, address="/figures/late/", on=AT.date(), by=analyst, at=AT)
    decide_dashboard(request, agreed=True, because="It is wanted by three.", by=head, at=AT)
    with pytest.raises(ActionRefused, match="decided already"):
        decide_dashboard(request, agreed=False, because="No.", by=head, at=AT)
    with pytest.raises(ActionRefused, match="address as the product has it"):
        say_built(request, address="http://elsewhere", on=AT.date(), by=analyst, at=AT)
    say_built(request, address="/figures/late/", on=AT.date(), by=analyst, at=AT)
    request.refresh_from_db()
    assert (request.decision, request.decided_by, request.built_at) == (
        "agreed",
        head,
        "/figures/late/",
    )


@pytest.mark.parametrize("lacking", ["title", "wanted", "why", "audience"])
def test_a_wish_says_what_why_and_for_whom(analyst: User, lacking: str) -> None:
    with pytest.raises(ActionRefused):
        wish(analyst, **{lacking: " "})
    assert DashboardRequest.objects.count() == 0


def test_use_is_counted_by_role_and_day(db: None) -> None:
    for day in (1, 1, 2):
        count_use("performance", role=Role.DIRECTOR, day=date(2023, 1, day))
    assert list(PageUse.objects.order_by("day").values_list("role", "times")) == [
        ("director", 2),
        ("director", 1),
    ]
