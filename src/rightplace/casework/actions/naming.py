"""What stands between a setting and its name in a plan, and what an accepted place brings with it."""

from datetime import date, timedelta
from decimal import Decimal

from rightplace.casework.actions.ledger import DatabaseEntry, Entry
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Consultation,
    Element,
    Placement,
    PlacementCost,
    Plan,
    Request,
    Setting,
    SettingKind,
)
from rightplace.casework.queries.consultations import Case, may_name

_FEES = (SettingKind.INDEPENDENT, SettingKind.SECTION_41)


def refuse_before_preference(
    entry: Entry, case: Case, setting: Setting | None, *, on: date
) -> None:
    """Raise ActionRefused where the family's preference stands in the way of naming `setting`.

    Preferences are kept in the database alone, so what is played in memory has none.
    """
    if isinstance(entry, DatabaseEntry):
        words = may_name(case, setting, as_of=on)
        refuse_unless(words is None, words or "")


def carry_accepted(entry: Entry, request: Request, plan: Plan) -> None:
    """Give the first placement of a plan the start and the costs of the place that was accepted."""
    if not isinstance(entry, DatabaseEntry):
        return
    placement = plan.placements.get(rank=1)
    accepted = Consultation.objects.filter(
        request=request, accepted_on__isnull=False, placement=None, setting=placement.setting_id
    ).first()
    if accepted is not None:
        entry.change(placement, entry_on=accepted.starts_on)
        carry(entry, accepted, placement)


def carry(entry: DatabaseEntry, consultation: Consultation, placement: Placement) -> None:
    """Write the costs of an accepted place, and which placement it became."""
    entry.change(consultation, placement=placement)
    for element, amount in offered(consultation):
        if _ended_before(entry, placement, element, consultation.starts_on):
            entry.add(
                PlacementCost(
                    placement=placement,
                    element=element.value,
                    amount=amount,
                    starts_on=consultation.starts_on,
                    agreed_by=entry.by,
                    agreed_on=consultation.accepted_on,
                )
            )


def _ended_before(
    entry: DatabaseEntry, placement: Placement, element: Element, starts_on: date
) -> bool:
    """End what is paid for an element until now; False where that starts no earlier, and so stands."""
    paid = placement.costs.filter(element=element, ends_on=None).first()
    if paid is not None and paid.starts_on >= starts_on:
        return False
    if paid is not None:
        entry.edit(paid, version=paid.version, ends_on=starts_on - timedelta(1))
    return True


def offered(consultation: Consultation) -> tuple[tuple[Element, Decimal], ...]:
    """What a place costs a year by element, as the setting offered it; what was not said is left out."""
    place = Element.FEE if consultation.kind in _FEES else Element.PLACE
    amounts = (
        (place, consultation.place_cost),
        (Element.TOP_UP, consultation.top_up),
        (Element.RESIDENTIAL, consultation.residential_cost),
    )
    return tuple((element, amount) for element, amount in amounts if amount is not None)
