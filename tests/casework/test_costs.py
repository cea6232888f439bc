"""What placements cost, with their history."""

from datetime import date
from decimal import Decimal

import pytest

from rightplace.casework.actions.costs import Shares, agree_cost, amend_cost, confirm_cost, end_cost
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.models import Placement, PlacementCost, RowChange, User
from tests.casework.consulted import a_plan, a_setting
from tests.casework.record import NOON, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")
FIRST, LATER = date(2024, 6, 1), date(2024, 9, 1)


def a_placement() -> tuple[User, Placement]:
    officer = an_officer()
    plan = a_plan(officer, a_setting(officer, "Alder School", "100001"))
    return officer, plan.placements.get()


def a_cost(placement: Placement, officer: User, **changed: object) -> PlacementCost:
    given = {
        "element": "top_up", "amount": Decimal("8000.00"), "starts_on": FIRST, "shares": Shares(),
        "on": FIRST, "by": officer, "at": NOON,
    }  # fmt: skip
    return agree_cost(placement, **(given | changed))


def test_a_cost_is_agreed_once_for_each_element_with_shares_that_make_100() -> None:
    officer, placement = a_placement()
    cost = a_cost(placement, officer, shares=Shares(50, 30, 20))
    assert (cost.education_share, cost.health_share, cost.social_care_share) == (50, 30, 20)
    with pytest.raises(ActionRefused, match="has a cost already"):
        a_cost(placement, officer)
    with pytest.raises(ActionRefused, match="100 per cent"):
        a_cost(placement, officer, element="therapy", shares=Shares(50, 30, 30))
    with pytest.raises(ActionRefused, match="after today"):
        a_cost(placement, officer, element="therapy", on=date(2024, 6, 4))


def test_a_new_amount_from_a_later_day_ends_the_old_one_the_day_before() -> None:
    officer, placement = a_placement()
    cost = a_cost(placement, officer)
    confirm_cost(cost, version=1, by=officer, at=NOON)
    amend_cost(
        cost, version=2, amount=Decimal(9000), shares=Shares(), starts_on=LATER, by=officer, at=NOON
    )
    rows = PlacementCost.objects.order_by("starts_on")
    assert [(r.amount, r.starts_on, r.ends_on, r.confirmed_on) for r in rows] == [
        (Decimal("8000.00"), FIRST, date(2024, 8, 31), NOON.date()),
        (Decimal("9000.00"), LATER, None, None),
    ]


def test_a_correction_keeps_what_stood_before_and_is_to_be_confirmed_again() -> None:
    officer, placement = a_placement()
    cost = a_cost(placement, officer)
    confirm_cost(cost, version=1, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="confirmed already"):
        confirm_cost(cost, version=2, by=officer, at=NOON)
    amend_cost(
        cost, version=2, amount=Decimal(800), shares=Shares(), starts_on=FIRST, by=officer, at=NOON
    )
    row = PlacementCost.objects.get()
    assert (row.amount, row.confirmed_by, row.version) == (Decimal("800.00"), None, 3)
    change = RowChange.objects.filter(table="casework_placementcost").order_by("pk").last()
    assert change is not None
    assert (change.before["amount"], change.after["amount"]) == ("8000.00", "800")


def test_two_who_amend_at_once_are_told() -> None:
    officer, placement = a_placement()
    cost = a_cost(placement, officer)
    confirm_cost(cost, version=1, by=officer, at=NOON)
    with pytest.raises(EditConflict):
        end_cost(cost, version=1, ends_on=LATER, by=officer, at=NOON)


def test_a_cost_ends_once_and_not_before_it_starts() -> None:
    officer, placement = a_placement()
    cost = a_cost(placement, officer)
    with pytest.raises(ActionRefused, match="cannot end before it starts"):
        end_cost(cost, version=1, ends_on=date(2024, 5, 31), by=officer, at=NOON)
    cost.refresh_from_db()
    end_cost(cost, version=1, ends_on=LATER, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="has ended already"):
        end_cost(cost, version=2, ends_on=LATER, by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="has ended: record a new one"):
        amend_cost(
            cost,
            version=2,
            amount=Decimal(1),
            shares=Shares(),
            starts_on=LATER,
            by=officer,
            at=NOON,
        )
    assert a_cost(placement, officer, starts_on=date(2024, 9, 2)).pk
