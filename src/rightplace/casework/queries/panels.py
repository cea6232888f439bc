"""Sittings, agendas and load; and what a member of a panel may see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from rightplace.casework.decisions import ASKED
from rightplace.casework.models import (
    Decision,
    ItemQuestion,
    Panel,
    PanelItem,
    PanelKind,
    PanelMember,
    Person,
    Plan,
    Request,
    Role,
    Sitting,
    User,
)

PAPERS_DAYS = 14
"""How long after a sitting its papers stay with the members."""

_CASEWORK = (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)
_S = Sitting.Status
BEFORE = (_S.PLANNED, _S.PUBLISHED)


def sittings_for(user: User, *, as_of: date) -> QuerySet[Sitting]:
    """The sittings that someone may know of: every one for casework, a member's own when published."""
    rows = Sitting.objects.select_related("panel")
    if user.role in _CASEWORK:
        return rows
    return rows.filter(
        panel__members__user=user,
        published_on__isnull=False,
        day__gte=as_of - timedelta(PAPERS_DAYS),
    )


def items_for(user: User) -> QuerySet[PanelItem]:
    """The items about children whom someone may see whole."""
    requests = Request.objects.visible_to(user).values("pk")
    plans = Plan.objects.visible_to(user).values("pk")
    rows = PanelItem.objects.filter(Q(request__in=requests) | Q(plan__in=plans))
    return _with_case(rows)


def _with_case(rows: QuerySet[PanelItem]) -> QuerySet[PanelItem]:
    return (
        rows.select_related(
            "sitting__panel", "request__person", "request__assessment", "plan__person", "decision"
        )
        .prefetch_related("interests__member__user")
        .order_by("position", "pk")
    )


def member_items(user: User, *, as_of: date) -> QuerySet[PanelItem]:
    """What a member is shown of published agendas: also items in which they declared an interest.

    A locked record is left out unless its lock names them.
    """
    unlocked = Person.objects.unlocked_for(user).values("pk")
    rows = PanelItem.objects.filter(
        Q(request__person__in=unlocked) | Q(plan__person__in=unlocked),
        sitting__in=sittings_for(user, as_of=as_of).values("pk"),
    )
    return _with_case(rows.exclude(state__in=(PanelItem.State.MOVED, PanelItem.State.REMOVED)))


def seat_of(user: User, panel: Panel) -> PanelMember | None:
    """Someone's seat on a panel."""
    return PanelMember.objects.filter(user=user, panel=panel).first()


def has_interest(item: PanelItem, user: User) -> bool:
    """Whether someone has declared an interest in an item."""
    return any(each.member.user_id == user.pk for each in item.interests.all())


def shown_decision(item: PanelItem) -> Decision | None:
    """The decision that a panel is shown: the one it made, else the draft as it stands."""
    if item.decision is not None or item.request_id is None:
        return item.decision
    drafts = Decision.objects.filter(request=item.request_id, question=item.question, told_on=None)
    return drafts.select_related("request__person", "drafted_by").first()


@dataclass(frozen=True, slots=True)
class Load:
    """A sitting that has not begun, with the cases listed for it."""

    sitting: Sitting
    listed: int

    @property
    def free(self) -> int:
        """How many more cases it can take."""
        return max(self.sitting.panel.capacity - self.listed, 0)


def loads(*, as_of: date, panel: Panel | None = None) -> list[Load]:
    """The sittings from a day on that have not begun, the nearest first, in two queries."""
    rows = Sitting.objects.filter(status__in=BEFORE, day__gte=as_of).select_related("panel")
    if panel is not None:
        rows = rows.filter(panel=panel)
    sittings = list(rows.order_by("day", "pk"))
    listed = Counter(
        PanelItem.objects.filter(
            sitting__in=[each.pk for each in sittings], state=PanelItem.State.LISTED
        ).values_list("sitting", flat=True)
    )
    return [Load(each, listed[each.pk]) for each in sittings]


@dataclass(frozen=True, slots=True)
class Slot:
    """The first sitting with room for a question; `in_time` when it is not after the limit."""

    sitting: Sitting | None
    in_time: bool


def slot_for(question: str, limit: date | None, found: Iterable[Load]) -> Slot:
    """The next free place for a question among `loads`, against a limit."""
    fitting = (
        each.sitting
        for each in found
        if each.free and ItemQuestion(question) in ASKED[PanelKind(each.sitting.panel.kind)]
    )
    sitting = next(fitting, None)
    return Slot(sitting, sitting is not None and (limit is None or sitting.day <= limit))


def after_next(sitting: Sitting, found: Sequence[Load]) -> date:
    """The day of the sitting after the one that follows; a fortnight on where none is planned."""
    later = [e.sitting.day for e in found if e.sitting.panel_id == sitting.panel_id
             and e.sitting.day > sitting.day]  # fmt: skip
    return later[1] if len(later) > 1 else sitting.day + timedelta(14)
