"""Which decisions are waiting, by their limits, and what is ready for a panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rightplace.casework.deadlines import clocks_of_requests
from rightplace.casework.decisions import ASKED, EVENTS, problems_of
from rightplace.casework.models import (
    Answer,
    Decision,
    ItemQuestion,
    PanelItem,
    PanelKind,
    Question,
    Request,
    Sitting,
    User,
)
from rightplace.casework.queries.panels import Load, Slot, after_next, loads, slot_for
from rightplace.law.clock import Clock, State, next_due


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open question of a request, its limit, how far its draft is, and where a panel has room.

    `item` is its place on an agenda, and `decided` what a panel made of it, where there is such;
    then the letter is to be sent. `advice_in` says whether all the advice asked for has come.
    """

    request: Request
    question: Question
    clock: Clock | None
    draft: Decision | None
    problems: tuple[str, ...]
    item: PanelItem | None
    decided: PanelItem | None
    slot: Slot
    advice_in: bool

    @property
    def limit(self) -> date | None:
        """The last day for the decision."""
        return None if self.clock is None else self.clock.due_on

    @property
    def lacks_slot(self) -> bool:
        """Whether a panel still has to decide and none has room before the limit."""
        return self.item is None and self.decided is None and not self.slot.in_time

    @property
    def is_ready(self) -> bool:
        """Whether a panel could be shown it: a draft, or complete papers."""
        return self.draft is not None or (self.question is Question.ISSUE and self.advice_in)


def decide_by(clocks: Sequence[Clock], question: Question) -> Clock | None:
    """The limit for deciding: the first that is open and that a decision meets, else the next one.

    Past the limit of a refusal there is still that of the final plan.
    """
    kinds = {EVENTS[question, answer] for answer in Answer}
    meets = [
        c
        for c in clocks
        if c.is_open
        and not kinds.isdisjoint(c.duty.met_by)
        and not (c.duty.conditional and c.state is State.LATE)
    ]
    return min(meets, key=lambda c: c.due_on, default=None) or next_due(clocks)


def waiting(user: User, *, as_of: date) -> list[Waiting]:
    """Every undecided question that `user` may see, the earliest limit first."""
    rows = Request.objects.visible_to(user).open().filter(assessment__agreed_on__isnull=True)
    requests = list(
        rows.select_related("person", "assessment", "officer").prefetch_related(
            "assessment__advice"
        )
    )
    found = waiting_of(requests, as_of=as_of)
    return sorted(found, key=lambda each: (each.limit or date.max, each.request.pk))


def waiting_of(requests: Sequence[Request], *, as_of: date) -> list[Waiting]:
    """The open question of each of some undecided requests, in a constant number of queries."""
    keys = [request.pk for request in requests]
    clocks = clocks_of_requests(requests, as_of=as_of)
    drafts = Decision.objects.filter(request__in=keys, told_on__isnull=True)
    of = {(d.request_id, d.question): d for d in drafts.prefetch_related("evidence")}
    states = (PanelItem.State.LISTED, PanelItem.State.DECIDED)
    items = PanelItem.objects.filter(request__in=keys, state__in=states).select_related(
        "sitting__panel", "decision"
    )
    places = {(i.request_id, i.question, i.state): i for i in items if _is_open(i)}
    room = loads(as_of=as_of)
    return [_waiting(r, clocks[r.pk], of, places, room, as_of) for r in requests]


def _is_open(item: PanelItem) -> bool:
    """Whether an item is about a decision whose letter has not gone."""
    return item.decision is None or item.decision.told_on is None


_Key = tuple[int, str]


def _waiting(
    request: Request,
    clocks: Sequence[Clock],
    drafts: dict[_Key, Decision],
    places: dict[tuple[int, str, str], PanelItem],
    room: Sequence[Load],
    as_of: date,
) -> Waiting:
    question = Question.ISSUE if hasattr(request, "assessment") else Question.ASSESS
    clock = decide_by(clocks, question)
    draft = drafts.get((request.pk, question))
    problems = () if draft is None else problems_of(
        draft, request.person, evidence=len(draft.evidence.all()), on=as_of
    )  # fmt: skip
    advice = request.assessment.advice.all() if question is Question.ISSUE else ()
    return Waiting(
        request=request,
        question=question,
        clock=clock,
        draft=draft,
        problems=problems,
        item=places.get((request.pk, question, PanelItem.State.LISTED)),
        decided=places.get((request.pk, question, PanelItem.State.DECIDED)),
        slot=slot_for(question, None if clock is None else clock.due_on, room),
        advice_in=bool(advice) and all(each.received_on for each in advice),
    )


def proposals(user: User, sitting: Sitting, *, as_of: date) -> list[Waiting]:
    """What a sitting should take: due before the sitting after next, ready, and on no agenda.

    The most urgent come first, as many as there is room for.
    """
    found = loads(as_of=as_of, panel=sitting.panel)
    before = after_next(sitting, found)
    free = next((each.free for each in found if each.sitting == sitting), 0)
    asked = ASKED[PanelKind(sitting.panel.kind)]
    fitting = [
        each
        for each in waiting(user, as_of=as_of)
        if ItemQuestion(each.question) in asked
        and each.is_ready
        and each.item is None
        and each.decided is None
        and each.limit is not None
        and each.limit < before
    ]
    return fitting[:free]


def decisions_of(requests: Sequence[Request]) -> list[Decision]:
    """Drafts and decisions of some requests, the newest first."""
    rows = Decision.objects.filter(request__in=[each.pk for each in requests])
    rows = rows.select_related("request__person", "drafted_by", "decided_by")
    return list(rows.prefetch_related("evidence").order_by("-drafted_on", "-pk"))


def find_decision(user: User, decision_id: int) -> Decision | None:
    """A decision about a child whose record `user` may see whole."""
    rows = Decision.objects.filter(request__in=Request.objects.visible_to(user).values("pk"))
    rows = rows.select_related("request__person", "request__assessment", "request__officer")
    return rows.filter(pk=decision_id).first()
