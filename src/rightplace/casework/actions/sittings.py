"""A panel sits: quorum, decisions case by case, and the end of the sitting."""

from collections.abc import Sequence
from datetime import datetime

from rightplace.casework.actions.decisions import may_be_decided
from rightplace.casework.actions.ledger import DATABASE, Entry
from rightplace.casework.actions.panels import carry_over, lock_listed, person_of
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Answer,
    Attendance,
    Decision,
    PanelItem,
    PanelMember,
    Question,
    Route,
    Sitting,
    User,
)

_Status = Sitting.Status


def open_sitting(
    sitting: Sitting, *, present: Sequence[PanelMember], by: User, at: datetime
) -> None:
    """Open a sitting with the members who are present; refused below the quorum."""
    with DATABASE.entry(
        "panel.open", by=by, at=at, sitting=sitting.pk, present=[m.pk for m in present]
    ) as entry:
        entry.lock(sitting)
        refuse_unless(
            sitting.status == _Status.PUBLISHED,
            "Publish the agenda first. A sitting is opened once.",
        )
        refuse_unless(sitting.day <= at.date(), "A sitting is opened on its day, not before.")
        refuse_unless(
            all(member.panel_id == sitting.panel_id for member in present),
            "Only members of this panel count.",
        )
        quorum = sitting.panel.quorum
        refuse_unless(
            len(set(present)) >= quorum,
            f"{len(set(present))} present, and the quorum is {quorum}: nothing can be decided. "
            "Move the cases to another sitting, or decide by delegation what cannot wait.",
        )
        for member in present:
            entry.add(Attendance(sitting=sitting, member=member))
        entry.change(sitting, status=_Status.OPEN)


def able(item: PanelItem) -> list[PanelMember]:
    """The members present who may decide an item: those without an interest in it."""
    present = item.sitting.present.exclude(interests__item=item)
    return list(present.select_related("user").order_by("pk"))


def minute_item(
    item: PanelItem,
    *,
    outcome: Answer,
    reasons: str,
    agreement: PanelItem.Agreement,
    votes_for: int | None = None,
    votes_against: int | None = None,
    conditions: str = "",
    by: User,
    at: datetime,
) -> None:
    """Minute what the panel decided of one case.

    For a request it goes into the draft of the decision, with the panel's reasons: the letter is
    what decides. The panel's word replaces that of the draft; the audit keeps both.
    """
    with DATABASE.entry("panel.minute", by=by, at=at, person=person_of(item)) as entry:
        lock_listed(entry, item)
        refuse_unless(
            item.request is None or may_be_decided(item.request, Question(item.question)),
            "This was decided or closed meanwhile. Take it off the agenda.",
        )
        _refuse_unsound(item, outcome, agreement, votes_for, votes_against)
        refuse_unless(bool(reasons.strip()), "Minute the reasons: they go into the letter.")
        decision = _write_decision(entry, item, outcome, reasons, by, at)
        entry.change(
            item,
            state=PanelItem.State.DECIDED,
            outcome=outcome,
            reasons=reasons,
            agreement=agreement,
            votes_for=votes_for,
            votes_against=votes_against,
            conditions=conditions,
            decision=decision,
        )


def _refuse_unsound(
    item: PanelItem,
    outcome: Answer,
    agreement: PanelItem.Agreement,
    votes_for: int | None,
    votes_against: int | None,
) -> None:
    """Refuse a decision without quorum, or one that its votes do not bear out."""
    refuse_unless(item.sitting.status == _Status.OPEN, "Open the sitting first.")
    count, quorum = len(able(item)), item.sitting.panel.quorum
    refuse_unless(
        count >= quorum,
        f"Only {count} of those present may decide this item, and the quorum is {quorum}. Defer it.",
    )
    if agreement == PanelItem.Agreement.CONSENSUS:
        refuse_unless(
            votes_for is None and votes_against is None, "Give votes only where there was a vote."
        )
        return
    refuse_unless(
        votes_for is not None and votes_against is not None, "Give the votes for and against."
    )
    assert votes_for is not None
    assert votes_against is not None
    refuse_unless(
        votes_for + votes_against <= count,
        f"There are more votes than members who may decide this item: {count}.",
    )
    refuse_unless(votes_for != votes_against, "An equal vote decides nothing. Defer the item.")
    refuse_unless(
        (votes_for > votes_against) == (outcome == Answer.YES),
        "The votes do not bear the outcome out. Check both.",
    )


def _write_decision(
    entry: Entry, item: PanelItem, outcome: Answer, reasons: str, by: User, at: datetime
) -> Decision | None:
    """The panel's outcome and reasons, put into the draft or into a new one; none for a plan."""
    if item.request is None:
        return None
    drafts = Decision.objects.filter(
        request=item.request, question=item.question, told_on__isnull=True
    )
    draft = drafts.select_for_update().first()
    said = {"outcome": outcome, "reasons": reasons, "route": Route.PANEL}
    if draft is not None:
        entry.change(draft, **said, version=draft.version + 1)
        return draft
    return entry.add(
        Decision(
            request=item.request,
            question=item.question,
            drafted_by=by,
            drafted_on=at.date(),
            **said,
        )
    )


def defer_item(item: PanelItem, *, reason: str, by: User, at: datetime) -> PanelItem:
    """Put a case off to the panel's next sitting."""
    with DATABASE.entry("panel.defer", by=by, at=at, person=person_of(item)) as entry:
        lock_listed(entry, item)
        refuse_unless(item.sitting.status == _Status.OPEN, "Open the sitting first.")
        later = Sitting.objects.filter(panel=item.sitting.panel, day__gt=item.sitting.day)
        following = later.filter(status__in=(_Status.PLANNED, _Status.PUBLISHED)).order_by("day")
        free = next((each for each in following if not _is_full(each)), None)
        refuse_unless(
            free is not None, "No later sitting of this panel has room. Plan one, then defer."
        )
        assert free is not None
        return carry_over(entry, item, free, state=PanelItem.State.DEFERRED, reason=reason)


def _is_full(sitting: Sitting) -> bool:
    taken = sitting.items.filter(state=PanelItem.State.LISTED).count()
    return taken >= sitting.panel.capacity


def close_sitting(sitting: Sitting, *, by: User, at: datetime) -> None:
    """Close the minutes: every case was decided, deferred or taken off."""
    with DATABASE.entry("panel.close", by=by, at=at, sitting=sitting.pk) as entry:
        entry.lock(sitting)
        refuse_unless(sitting.status == _Status.OPEN, "Only a sitting that is open is closed.")
        left = sitting.items.filter(state=PanelItem.State.LISTED).count()
        refuse_unless(
            not left,
            f"{left} {'case is' if left == 1 else 'cases are'} still to be decided. "
            "Minute, defer or take off each one first.",
        )
        entry.change(sitting, status=_Status.HELD)
