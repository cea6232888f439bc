"""A placement with its costs, as it is shown to officers and to finance."""

from datetime import date

from rightplace.casework.models import Element, Placement, PlacementCost
from rightplace.web.design.formats import day, short_day
from rightplace.web.design.presenters import Cell, Column, TableView, Tag, Tone
from rightplace.web.staff.casefile import place_words
from rightplace.web.staff.money import pounds

_COLUMNS = (
    "What for",
    Column("A year", numeric=True),
    "From",
    "Until",
    "Paid by",
    "Agreed",
    "Finance",
)


def where_words(placement: Placement) -> str:
    """The setting of a placement, or the place that was typed in."""
    return placement.sen_setting_other or place_words(placement)


def period_words(placement: Placement) -> str:
    """From when until when a child is or was there."""
    if placement.leaving_on is None:
        return f"from {day(placement.entry_on)}"
    return f"{day(placement.entry_on)} to {day(placement.leaving_on)}"


def cost_table(placement: Placement, today: date) -> TableView:
    """Every cost of a placement with its history; the placement's costs are fetched already."""
    return TableView.of(
        f"{where_words(placement)}, {period_words(placement)}",
        _COLUMNS,
        [_row(cost, today) for cost in placement.costs.all()],
        empty="No cost is recorded.",
    )


def _row(cost: PlacementCost, today: date) -> tuple[Cell | str | date, ...]:
    ended = cost.ends_on is not None and cost.ends_on < today
    return (
        Cell(Element(cost.element).label, tag=Tag("Ended") if ended else None),
        pounds(cost.amount),
        cost.starts_on,
        cost.ends_on or "Not set",
        share_words(cost),
        Cell(short_day(cost.agreed_on), detail=cost.agreed_by.name),
        _confirmed(cost),
    )


def share_words(cost: PlacementCost) -> str:
    """Education 50%, health 30%, social care 20%; those who pay nothing are left out."""
    shares = (
        ("education", cost.education_share),
        ("health", cost.health_share),
        ("social care", cost.social_care_share),
    )
    words = ", ".join(f"{who} {share}%" for who, share in shares if share)
    return words[0].upper() + words[1:]


def _confirmed(cost: PlacementCost) -> Cell:
    if cost.confirmed_on is None:
        return Cell(tag=Tag("To confirm", Tone.SOON))
    return Cell(
        short_day(cost.confirmed_on), detail=cost.confirmed_by.name, tag=Tag("Confirmed", Tone.FINE)
    )
