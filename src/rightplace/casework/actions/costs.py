"""What placements cost: agreed, amended from a day, confirmed by finance, ended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Placement, PlacementCost, User
from rightplace.law.dates import in_words


@dataclass(frozen=True, slots=True)
class Shares:
    """Whole per cents of who pays; together 100."""

    education: int = 100
    health: int = 0
    social_care: int = 0

    def fields(self) -> dict[str, int]:
        """As a row holds them."""
        refuse_unless(
            self.education + self.health + self.social_care == 100,
            "The shares of education, health and social care must make 100 per cent.",
        )
        return {
            "education_share": self.education,
            "health_share": self.health,
            "social_care_share": self.social_care,
        }


def agree_cost(
    placement: Placement,
    *,
    element: str,
    amount: Decimal,
    starts_on: date,
    shares: Shares,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> PlacementCost:
    """Record what one element of a placement costs a year, from a day on."""
    with ledger.entry("cost.agree", by=by, at=at, person=placement.plan.person) as entry:
        refuse_unless(on <= at.date(), f"{in_words(on)} is after today.")
        return entry.add(
            PlacementCost(
                placement=placement,
                element=element,
                amount=amount,
                starts_on=starts_on,
                agreed_by=by,
                agreed_on=on,
                **shares.fields(),
            )
        )


def amend_cost(
    cost: PlacementCost,
    *,
    version: int,
    amount: Decimal,
    shares: Shares,
    starts_on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> PlacementCost:
    """Record a new amount from a later day; on the day that the cost starts, correct the amount.

    Either way finance has to confirm it again.
    """
    with ledger.entry("cost.amend", by=by, at=at, person=cost.placement.plan.person) as entry:
        refuse_unless(cost.ends_on is None, "This cost has ended: record a new one.")
        refuse_unless(
            starts_on >= cost.starts_on,
            f"The new amount cannot start before {in_words(cost.starts_on)}, when the cost starts.",
        )
        given = {"amount": amount, **shares.fields(), "agreed_by": by, "agreed_on": at.date()}
        if starts_on == cost.starts_on:
            entry.edit(cost, version=version, **given, confirmed_by=None, confirmed_on=None)
            return cost
        entry.edit(cost, version=version, ends_on=starts_on - timedelta(1))
        return entry.add(
            PlacementCost(
                placement=cost.placement, element=cost.element, starts_on=starts_on, **given
            )
        )


def confirm_cost(
    cost: PlacementCost, *, version: int, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that finance agrees with a cost as it stands."""
    with ledger.entry("cost.confirm", by=by, at=at, person=cost.placement.plan.person) as entry:
        refuse_unless(cost.confirmed_on is None, "This cost has been confirmed already.")
        entry.edit(cost, version=version, confirmed_by=by, confirmed_on=at.date())


def end_cost(
    cost: PlacementCost,
    *,
    version: int,
    ends_on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the last day for which a cost is paid."""
    with ledger.entry("cost.end", by=by, at=at, person=cost.placement.plan.person) as entry:
        refuse_unless(cost.ends_on is None, "This cost has ended already.")
        entry.edit(cost, version=version, ends_on=ends_on)
