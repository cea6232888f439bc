"""Panels and their agendas: setting them up, listing, moving and taking off, and declaring interests."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from rightplace.casework.actions.decisions import may_be_decided
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.decisions import ASKED, SEATED
from rightplace.casework.models import (
    Decision,
    Interest,
    ItemQuestion,
    Panel,
    PanelItem,
    PanelKind,
    PanelMember,
    Person,
    Plan,
    Question,
    Request,
    Sitting,
    User,
)

_BEFORE = (Sitting.Status.PLANNED, Sitting.Status.PUBLISHED)
_SAY_WHY = "Say why: the reason stays with the item."


def add_panel(
    *,
    name: str,
    kind: PanelKind,
    quorum: int,
    capacity: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Panel:
    """Set up a panel."""
    with ledger.entry("panel.add", by=by, at=at, name=name) as entry:
        return entry.add(Panel(name=name, kind=kind, quorum=quorum, capacity=capacity))


def add_member(
    panel: Panel,
    *,
    user: User,
    label: str,
    chair: bool = False,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> PanelMember:
    """Give someone a seat on a panel."""
    with ledger.entry("panel.member", by=by, at=at, panel=panel.pk, user=user.pk) as entry:
        refuse_unless(
            user.role in SEATED,
            "Only a panel member, an adviser or a team manager can sit on a panel.",
        )
        return entry.add(PanelMember(panel=panel, user=user, label=label, chair=chair))


def plan_sitting(
    panel: Panel, *, day: date, place: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> Sitting:
    """Plan a day on which a panel sits, in a room or online."""
    with ledger.entry("panel.sitting", by=by, at=at, panel=panel.pk, day=str(day)) as entry:
        refuse_unless(day >= at.date(), "A sitting is planned for today or later.")
        return entry.add(Sitting(panel=panel, day=day, place=place))


def publish_agenda(sitting: Sitting, *, by: User, at: datetime) -> None:
    """Show the agenda and its papers to the members."""
    with DATABASE.entry("panel.publish", by=by, at=at, sitting=sitting.pk) as entry:
        entry.lock(sitting)
        refuse_unless(sitting.status == Sitting.Status.PLANNED, "The agenda is published already.")
        refuse_unless(_listed(sitting).exists(), "Put a case on the agenda before it is published.")
        entry.change(sitting, status=Sitting.Status.PUBLISHED, published_on=at.date())


def _listed(sitting: Sitting):  # type: ignore[no-untyped-def]
    return sitting.items.filter(state=PanelItem.State.LISTED)


def _take_place(entry: Entry, sitting: Sitting) -> int:
    """The next place on an agenda that is not full; the sitting is locked."""
    entry.lock(sitting)
    refuse_unless(
        sitting.status in _BEFORE, "This sitting has begun or is over. Choose a later one."
    )
    taken, capacity = _listed(sitting).count(), sitting.panel.capacity
    refuse_unless(
        taken < capacity,
        f"The sitting of {sitting.day:%-d %B %Y} is full at {capacity}. Choose another, move a case "
        "from it, or plan an extra sitting.",
    )
    last = sitting.items.order_by("position").last()
    return 1 if last is None else last.position + 1


def _refuse_question(sitting: Sitting, question: ItemQuestion) -> None:
    refuse_unless(
        question in ASKED[PanelKind(sitting.panel.kind)],
        f"{sitting.panel.name} is not asked this. Choose a sitting of another panel.",
    )


def list_request(
    sitting: Sitting,
    *,
    request: Request,
    question: ItemQuestion,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> PanelItem:
    """Put a request on an agenda, with its draft decision where there is one."""
    with ledger.entry(
        "panel.list", by=by, at=at, person=request.person, sitting=sitting.pk
    ) as entry:
        _refuse_question(sitting, question)
        refuse_unless(
            may_be_decided(request, Question(question)), "This cannot be decided now: see the case."
        )
        draft = Decision.objects.filter(request=request, question=question, told_on=None).first()
        return entry.add(
            PanelItem(
                sitting=sitting,
                request=request,
                question=question,
                position=_take_place(entry, sitting),
                decision=draft,
            )
        )


def fill_agenda(
    sitting: Sitting, *, cases: Iterable[tuple[Request, ItemQuestion]], by: User, at: datetime
) -> None:
    """Put several requests on an agenda, or none of them."""
    with transaction.atomic():
        for request, question in cases:
            list_request(sitting, request=request, question=question, by=by, at=at)


def list_plan(
    sitting: Sitting,
    *,
    plan: Plan,
    question: ItemQuestion,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> PanelItem:
    """Put a plan on an agenda, for a placement or for funding."""
    with ledger.entry("panel.list", by=by, at=at, person=plan.person, sitting=sitting.pk) as entry:
        _refuse_question(sitting, question)
        refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")
        position = _take_place(entry, sitting)
        return entry.add(
            PanelItem(sitting=sitting, plan=plan, question=question, position=position)
        )


def person_of(item: PanelItem) -> Person:
    """The child whom an item is about."""
    case = item.request or item.plan
    assert case is not None
    return case.person


def carry_over(
    entry: Entry, item: PanelItem, sitting: Sitting, *, state: PanelItem.State, reason: str
) -> PanelItem:
    """End an item as moved or deferred, and list its case at another sitting."""
    refuse_unless(bool(reason.strip()), _SAY_WHY)
    position = _take_place(entry, sitting)
    entry.change(item, state=state, note=reason)
    later = entry.add(
        PanelItem(
            sitting=sitting,
            request=item.request,
            plan=item.plan,
            question=item.question,
            position=position,
            decision=item.decision,
            came_from=item,
        )
    )
    for each in item.interests.filter(member__panel=sitting.panel_id):
        entry.add(
            Interest(
                item=later, member=each.member, nature=each.nature, declared_on=each.declared_on
            )
        )
    return later


def lock_listed(entry: Entry, item: PanelItem) -> None:
    """Bring an item up to date; refused unless it is still to be decided."""
    entry.lock(item)
    refuse_unless(
        item.state == PanelItem.State.LISTED, f"This item is “{item.get_state_display()}” already."
    )


def move_item(
    item: PanelItem, *, sitting: Sitting, reason: str, by: User, at: datetime
) -> PanelItem:
    """Move a case to another sitting before this one begins."""
    with DATABASE.entry("panel.move", by=by, at=at, person=person_of(item), reason=reason) as entry:
        lock_listed(entry, item)
        refuse_unless(sitting != item.sitting, "The case is on this agenda. Choose another.")
        _refuse_question(sitting, ItemQuestion(item.question))
        return carry_over(entry, item, sitting, state=PanelItem.State.MOVED, reason=reason)


def place_item(item: PanelItem, *, position: int, by: User, at: datetime) -> None:
    """Give a case another place on its agenda; the others move along."""
    with DATABASE.entry("panel.place", by=by, at=at, person=person_of(item)) as entry:
        entry.lock(item.sitting)
        lock_listed(entry, item)
        others = [each for each in _listed(item.sitting).order_by("position", "pk") if each != item]
        others.insert(max(position, 1) - 1, item)
        for number, each in enumerate(others, start=1):
            if each.position != number:
                entry.change(each, position=number)


def remove_item(item: PanelItem, *, reason: str, by: User, at: datetime) -> None:
    """Take a case off an agenda."""
    with DATABASE.entry("panel.remove", by=by, at=at, person=person_of(item)) as entry:
        lock_listed(entry, item)
        refuse_unless(bool(reason.strip()), _SAY_WHY)
        entry.change(item, state=PanelItem.State.REMOVED, note=reason)


def declare_interest(
    item: PanelItem, *, member: PanelMember, nature: str, by: User, at: datetime
) -> Interest:
    """Declare an interest in an item: its papers close to the member, who no longer counts for it."""
    with DATABASE.entry("panel.interest", by=by, at=at, person=person_of(item)) as entry:
        lock_listed(entry, item)
        refuse_unless(member.panel_id == item.sitting.panel_id, "Only a member of this panel can.")
        refuse_unless(bool(nature.strip()), "Say what the interest is: it goes into the minutes.")
        return entry.add(Interest(item=item, member=member, nature=nature, declared_on=at.date()))
