"""One episode of need: referral, assessment, enquiry, conference, plans, reviews, closure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from rightplace.county.in_need.book import Book
from rightplace.county.in_need.spec import NeedSpec
from rightplace.law.dates import add_months, working_day_after
from rightplace.returns.cin.codes import ABUSE, FACTOR, PRIMARY_NEED, REFERRAL_SOURCE

_FACTORS = tuple(code for code in FACTOR if code not in ("18A", "19A", "21"))
_NEEDS = tuple(code for code in PRIMARY_NEED if code != "N0")
_LATE_SHARE, _TO_CONFERENCE_LATE = 0.12, 0.15
_PRE_PROCEEDINGS, _PRE_PROCEEDINGS_SINCE = 0.08, 2027
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Episode:
    """An episode while it is lived; `closed` is set once it has ended within the year."""

    spec: NeedSpec
    draws: Random
    book: Book
    child_id: int
    referred: date
    disabled: bool
    earlier_plans: int = 0
    cin_id: int = 0
    closed: date | None = None
    protected: bool = False
    last: date = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.referred

    def in_year(self, day: date) -> bool:
        """Whether a day lies in the census year."""
        return self.spec.first_day <= day <= self.spec.last_day

    def chance(self, share: float) -> bool:
        """True that often."""
        return self.draws.random() < share

    def later(self, days: int) -> date:
        """A working day that many working days on."""
        return working_day_after(self.last, days)

    @property
    def keys(self) -> dict[str, object]:
        """What every row inside the episode hangs from."""
        return {"child_id": self.child_id, "cin_id": self.cin_id}


def referral_only(episode: Episode) -> None:
    """A referral that led nowhere, all in one day."""
    episode.closed = episode.referred
    _open(episode, nfa="true")


def live(episode: Episode, path: str) -> None:
    """An episode with action: "assessed", "plan" or "protection" is as far as it goes."""
    cin = _open(episode, nfa="false")
    assessed = _assess(episode, nothing_found=path == "assessed" and episode.chance(0.2))
    if not assessed:
        return
    if path == "assessed":
        _close(episode, cin, ("RC8", "RC9"), days=0)
        return
    if path == "protection":
        _pre_proceedings(episode)
        if not _protect(episode):
            return
    if _plan(episode):
        _close(episode, cin, ("RC5", "RC7", "RC7", "RC7"), days=3)


def _open(episode: Episode, *, nfa: str) -> dict[str, object]:
    book, draws = episode.book, episode.draws
    episode.cin_id = book.add(
        "cin",
        child_id=episode.child_id,
        referral_date=episode.referred,
        referral_source=draws.choice(tuple(REFERRAL_SOURCE)),
        primary_need=draws.choice(_NEEDS) if nfa == "false" else None,
        referral_nfa=nfa,
    )
    return book.rows["cin"][-1]


def _close(episode: Episode, cin: dict[str, object], why: Sequence[str], *, days: int) -> None:
    day = episode.later(days) if days else episode.last
    if episode.in_year(day):
        cin |= {"closure_date": day, "closure_reason": episode.draws.choice(why)}
        episode.closed = episode.last = day


def _assess(episode: Episode, *, nothing_found: bool) -> bool:
    """An assessment, mostly within 45 working days; False while it is under way on the last day."""
    started = (
        episode.later(episode.draws.randint(0, 2)) if episode.chance(0.5) else episode.referred
    )
    late = episode.chance(_LATE_SHARE)
    length = episode.draws.randint(46, 70) if late else episode.draws.randint(8, 45)
    done = working_day_after(started, length)
    if done < episode.spec.first_day:
        episode.last = done
        return True
    if started > episode.spec.last_day:
        return False
    over = done <= episode.spec.last_day
    assessment = episode.book.add(
        "assessment",
        **episode.keys,
        start_date=started,
        authorisation_date=done if over else None,
    )
    if over:
        episode.last = done
        for code in _found(episode, nothing=nothing_found):
            episode.book.add("factor", **episode.keys, assessment_id=assessment, factor=code)
    return over


def _found(episode: Episode, *, nothing: bool) -> list[str]:
    if nothing and not episode.disabled:
        return ["21"]
    found = set(episode.draws.sample(_FACTORS, episode.draws.randint(1, 4)))
    return sorted(found | ({"5A"} if episode.disabled else set()))


def _protect(episode: Episode) -> bool:
    """Enquiry, conference and child protection plan; False while something is open on the last day."""
    started = episode.last
    if started > episode.spec.last_day:
        return False
    target = working_day_after(started, 15)
    late = episode.chance(_TO_CONFERENCE_LATE)
    conference = working_day_after(started, episode.draws.randint(16, 25) if late else 15)
    needed = episode.chance(0.75)
    if needed and conference > episode.spec.last_day:
        episode.book.add(
            "section47",
            **episode.keys,
            start_date=started,
            initial_cpc_target=target,
            icpc_not_required="false",
        )
        return False
    if (needed and episode.in_year(conference)) or (not needed and episode.in_year(started)):
        episode.book.add(
            "section47",
            **episode.keys,
            start_date=started,
            initial_cpc_target=target,
            initial_cpc_date=conference if needed else None,
            icpc_not_required="false" if needed else "true",
        )
    return _protection_plan(episode, conference) if needed else True


def _pre_proceedings(episode: Episode) -> None:
    """A few lead to a letter before proceedings, from the year that asks for it."""
    begun = episode.last
    if episode.spec.year < _PRE_PROCEEDINGS_SINCE or not episode.in_year(begun):
        return
    if episode.chance(_PRE_PROCEEDINGS):
        episode.book.add(
            "pre_proceedings",
            **episode.keys,
            start_date=begun,
            letter_date=begun,
            meeting_offered="1",
            meeting_held=episode.draws.choice("01"),
            first_meeting_date=begun,
            review_meetings="0",
        )


def _protection_plan(episode: Episode, started: date) -> bool:
    episode.protected = True
    length = episode.draws.randint(95, 640)
    ended = started + timedelta(days=length)
    episode.last = ended
    if ended < episode.spec.first_day:
        return True
    over = ended <= episode.spec.last_day
    category = episode.draws.choice(tuple(ABUSE))
    plan = episode.book.add(
        "cp_plan",
        **episode.keys,
        start_date=started,
        end_date=ended if over else None,
        initial_category=category,
        latest_category=category if episode.chance(0.85) else "MUL",
        previous_plans=str(episode.earlier_plans),
    )
    for day in _reviews(started, min(ended, episode.spec.last_day)):
        if episode.in_year(day):
            episode.book.add("review", **episode.keys, cp_plan_id=plan, review_date=day)
    return over


def _reviews(started: date, until: date) -> list[date]:
    """The first within three months of the conference, then within six of the one before."""
    days = []
    day = add_months(started, 3) - _DAY
    while day <= until:
        days.append(day)
        day = add_months(day, 6) - _DAY
    return days


def _plan(episode: Episode) -> bool:
    """A child in need plan; False while it is open on the last day."""
    started = episode.last
    if started > episode.spec.last_day:
        return False
    ended = started + timedelta(days=episode.draws.randint(30, 300))
    while ended < episode.spec.first_day:
        ended += timedelta(days=120)
    episode.last = ended
    over = ended <= episode.spec.last_day
    episode.book.add(
        "cin_plan", **episode.keys, start_date=started, end_date=ended if over else None
    )
    return over
