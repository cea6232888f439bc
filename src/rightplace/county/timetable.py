"""From what is planned for each child to deeds in the order in which they are recorded.

Most is recorded on its day, some days or weeks later, in an order that the actions accept. What
would be recorded after the last day is not in the record: it is missing, as it would be.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple

from rightplace.county import deeds
from rightplace.county.casefile import CaseFile
from rightplace.county.deeds import Deed
from rightplace.county.lives import Ask, Challenge, Held, Meeting
from rightplace.county.places import Census
from rightplace.county.spec import CountySpec
from rightplace.county.staff import Office
from rightplace.county.terms import DAY

_CHANGEOVER = time(7, 0, tzinfo=UTC)
_OPENS, _CLOSES = time(8, 30, tzinfo=UTC), time(17, 0, tzinfo=UTC)
_MINUTES = 480
_CENSUS_ANSWERED = timedelta(days=21)

# How many days after a deed it is recorded: (chance, from, to).
_DELAYS = ((0.62, 0, 0), (0.25, 1, 3), (0.10, 4, 14), (0.03, 15, 45))

# What a published figure counts is recorded by the last day, however late it is typed.
_COUNTED = frozenset(
    {
        deeds.receive,
        deeds.refuse,
        deeds.withdraw,
        deeds.issue,
        deeds.move_in,
        deeds.place,
        deeds.cease,
        deeds.appeal,
        deeds.mediate,
    }
)


class Item(NamedTuple):
    """A deed with its day, before it is known when it is recorded."""

    on: date
    do: Callable[..., None]
    what: tuple[Any, ...] = ()
    who: str = ""
    typed_late: int = 0


def timetable(
    files: Sequence[CaseFile], counts: Sequence[Census], office: Office, spec: CountySpec
) -> list[Deed]:
    """Every deed up to the last day, in the order in which they are recorded."""
    draws = spec.stream("recording")
    found: list[Deed] = []
    for file in files:
        items = sorted(_items(file, office), key=lambda item: item.on)
        items = [item for item in items if item.on <= spec.until]
        moments = _when_recorded(items, spec, draws)
        for item, at in zip(items, moments, strict=True):
            if at.date() <= spec.until:
                found.append(Deed(at, len(found), item.do, file, item.on, item.what, item.who))
    found += _counting(counts, len(found), spec)
    found.sort(key=lambda deed: (deed.at, deed.number))
    return found


def _counting(counts: Sequence[Census], number: int, spec: CountySpec) -> Iterator[Deed]:
    """The analyst records each census when the schools have answered."""
    do, analyst = deeds.count_pupils, "analyst"
    for further, census in enumerate(counts):
        at = datetime.combine(census.on + _CENSUS_ANSWERED, _OPENS)
        if at.date() <= spec.until:
            yield Deed(at, number + further, do, None, census.on, (census,), analyst)


def _when_recorded(items: list[Item], spec: CountySpec, draws: Random) -> list[datetime]:
    """When each is recorded: in order, none before the record starts."""
    moments: list[datetime] = []
    earliest = datetime.combine(spec.since, _CHANGEOVER)
    for item in items:
        if item.do is not deeds.bring_in:
            earliest = max(earliest, _moment(item, draws))
        moments.append(earliest)
    counted = [number for number, item in enumerate(items) if item.do in _COUNTED]
    last = datetime.combine(spec.until, _CLOSES)
    through = counted[-1] + 1 if counted else 0
    return [min(at, last) for at in moments[:through]] + moments[through:]


def _moment(item: Item, draws: Random) -> datetime:
    late = item.typed_late or _delay(draws)
    opens = datetime.combine(item.on + late * DAY, _OPENS)
    return opens + timedelta(minutes=draws.randrange(_MINUTES))


def _delay(draws: Random) -> int:
    luck = draws.random()
    for chance, low, high in _DELAYS:
        if luck < chance:
            return draws.randint(low, high)
        luck -= chance
    return 0


def _items(file: CaseFile, office: Office) -> Iterator[Item]:
    """What is done in one case."""
    if file.ask is not None:
        yield from _request(file.ask)
    if file.held is not None:
        yield from _plan(file.held, office)
    for holder in file.of.post.holders[:-1]:
        assert holder.leaves is not None
        manager = office.managers[file.of.post.team].username
        first = _first_day(file)
        if first <= holder.leaves:
            yield Item(holder.leaves + DAY, deeds.hand_over, who=manager)


def _first_day(file: CaseFile) -> date:
    if file.ask is not None:
        return file.ask.received
    assert file.held is not None
    return file.held.held_from


def _request(ask: Ask) -> Iterator[Item]:
    yield Item(ask.received, deeds.receive)
    if ask.outcome == "W" and ask.ended is not None:
        yield Item(ask.ended, deeds.withdraw)
    elif ask.outcome == "N" and ask.decided is not None:
        yield Item(ask.decided, deeds.refuse)
        yield from _challenge(ask.challenge)
        if ask.reopened is not None:
            yield Item(ask.reopened, deeds.assess_after_all)
            yield from _assessment(ask)
    elif ask.decided is not None:
        yield Item(ask.decided, deeds.assess)
        yield from _assessment(ask)
    for claim in ask.claims:
        yield Item(max(claim.told, ask.received), deeds.rely_on_exception, (claim,))


def _assessment(ask: Ask) -> Iterator[Item]:
    """The steps of an assessment up to its end; those that its end cut short are left out."""
    last = ask.ended or date.max
    yield from (item for item in _advice_and_draft(ask) if item.on <= last)
    if ask.ended is None:
        return
    if ask.ending == "left":
        yield Item(ask.ended, deeds.withdraw)
    elif ask.ending == "not_issued":
        yield Item(ask.ended, deeds.decline)
        yield from _challenge(ask.challenge)
    elif ask.ending == "issued":
        yield Item(ask.ended, deeds.issue)


def _advice_and_draft(ask: Ask) -> Iterator[Item]:
    for advice in ask.advice:
        yield Item(advice.requested, deeds.ask_adviser, (advice.adviser,))
        if advice.received is not None:
            yield Item(advice.received, deeds.hear_adviser, (advice.adviser,))
    if ask.outcome == "Y" and ask.first_refusal is not None and ask.reopened is not None:
        yield Item(ask.first_refusal, deeds.decline)
        yield from _challenge(ask.challenge)
        yield Item(ask.reopened, deeds.agree_after_all)
    elif ask.agreed is not None:
        yield Item(ask.agreed, deeds.agree)
    if ask.draft is not None:
        yield Item(ask.draft, deeds.send_draft)
    for school, sent, replied in ask.consulted:
        yield Item(sent, deeds.consult, (school,))
        if replied is not None:
            yield Item(replied, deeds.hear_setting, (school,))
    if ask.views is not None:
        yield Item(ask.views, deeds.hear_family)


def _challenge(challenge: Challenge | None) -> Iterator[Item]:
    if challenge is None:
        return
    about = (challenge.about,)
    starting = deeds.appeal if challenge.tribunal else deeds.want_mediation
    yield Item(challenge.starts, starting, about)
    if challenge.ends_on is None:
        return
    if not challenge.tribunal:
        yield Item(challenge.ends_on, deeds.mediate, about)
        return
    ending = {
        "ordered": deeds.hear_order,
        "conceded": deeds.concede,
        "dropped": deeds.drop_appeal,
    }[challenge.ends]
    yield Item(challenge.ruled, ending, about)


def _plan(held: Held, office: Office) -> Iterator[Item]:
    last = held.ceased or date.max
    yield from _plan_begins(held, office)
    yield from (item for item in _while_held(held) if held.held_from <= item.on < last)
    if held.ceased is not None:
        yield Item(held.ceased, deeds.cease)


def _plan_begins(held: Held, office: Office) -> Iterator[Item]:
    if held.moved_from:
        yield Item(held.held_from, deeds.move_in)
        if held.told_of_move is not None and (not held.ceased or held.told_of_move < held.ceased):
            yield Item(held.told_of_move, deeds.tell_of_move)
    elif held.ask is None:
        yield Item(held.held_from, deeds.bring_in, who=office.administrator.username)


def _while_held(held: Held) -> Iterator[Item]:
    for stay in held.stays[1:]:
        yield Item(stay.on, deeds.place, (stay,))
    for move in held.moves:
        yield Item(move.expected, deeds.expect_move, (move,))
        if move.final is not None:
            yield Item(move.final, deeds.issue_for_move, (move,))
    for meeting in held.meetings:
        yield from _review(meeting)
    if held.budget_from is not None:
        yield Item(held.budget_from, deeds.give_budget, (held.budget_arranged,))
    yield from _challenge(held.challenge)
    if held.challenge is not None and held.challenge.amended is not None:
        yield Item(held.challenge.amended, deeds.amend_after_appeal)


def _review(meeting: Meeting) -> Iterator[Item]:
    yield Item(meeting.on, deeds.meet, typed_late=meeting.typed_late)
    if meeting.report is not None:
        yield Item(meeting.report, deeds.report)
    if meeting.decided is not None:
        yield Item(meeting.decided, deeds.decide, (meeting.decision,))
    if meeting.notice is not None:
        yield Item(meeting.notice, deeds.give_notice)
    if meeting.final is not None:
        yield Item(meeting.final, deeds.amend)
