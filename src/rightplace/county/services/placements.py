"""Looked-after children by placement: as many on each of the published days as one county had."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from rightplace.county.services.numbers import AS_OF
from rightplace.facts.lists_codes import Placement

Row = dict[str, object]
DAYS = (*(date(year, 3, 31) for year in range(2017, 2022)), date(2022, 12, 31))
# Children in each placement on those days, as published for one county.
COUNTS: dict[Placement, tuple[int, ...]] = {
    Placement.INTERNAL_MAINSTREAM: (135, 124, 133, 133, 130, 155),
    Placement.INTERNAL_ONE_TO_ONE: (0, 2, 3, 2, 2, 2),
    Placement.INTERNAL_PATHWAY: (0, 0, 0, 3, 3, 4),
    Placement.INTERNAL_PARENT_AND_CHILD: (3, 3, 3, 3, 3, 3),
    Placement.EXTERNAL_MAINSTREAM: (136, 154, 174, 176, 156, 150),
    Placement.EXTERNAL_UNACCOMPANIED: (10, 16, 16, 12, 12, 30),
    Placement.CONNECTED: (86, 97, 100, 133, 135, 150),
    Placement.RESIDENTIAL: (61, 64, 57, 64, 72, 70),
    Placement.SEMI_INDEPENDENT_INTERNAL: (16, 21, 21, 25, 27, 31),
    Placement.SEMI_INDEPENDENT_EXTERNAL: (0, 29, 26, 60, 65, 70),
    Placement.OTHER: (22, 39, 55, 23, 75, 34),
}
_CHURN = 0.22
"""How many of those in a placement leave it between two days and are followed by others."""
_STATUSES = {"C2": 55, "C1": 20, "V2": 20, "E1": 5}
_UNACCOMPANIED = (Placement.EXTERNAL_UNACCOMPANIED, Placement.SEMI_INDEPENDENT_EXTERNAL)


@dataclass
class _Episode:
    child: int
    placement: Placement
    status: str
    unaccompanied: bool
    started: date
    ended: date | None = None


class _Register:
    """The children and their episodes, in one placement after another."""

    def __init__(self, draws: Random) -> None:
        self.draws = draws
        self.episodes: list[_Episode] = []
        self.children = 0

    def live(self, placement: Placement) -> list[_Episode]:
        return [e for e in self.episodes if e.placement is placement and e.ended is None]

    def starts(self, placement: Placement, day: date, child: int | None = None) -> None:
        if child is None:
            self.children += 1
        status = self.draws.choices(list(_STATUSES), list(_STATUSES.values()))[0]
        alone = placement is _UNACCOMPANIED[0] or (
            placement is _UNACCOMPANIED[1] and self.draws.random() < 0.4
        )
        self.episodes.append(
            _Episode(child or self.children, placement, "V2" if alone else status, alone, day)
        )


def looked_after(draws: Random) -> list[Row]:
    """The list: one row for each episode."""
    register = _Register(draws)
    for placement, counts in COUNTS.items():
        for _ in range(counts[0]):
            register.starts(placement, DAYS[0] - timedelta(days=draws.randint(10, 1500)))
    for number in range(1, len(DAYS)):
        _between(register, number)
    return [_row(number, episode) for number, episode in enumerate(register.episodes, 1)]


def _between(register: _Register, number: int) -> None:
    """From one published day to the next: some leave, some move, and as many come as there are then."""
    draws, first, last = register.draws, DAYS[number - 1], DAYS[number]
    moving: list[_Episode] = []
    for placement, counts in COUNTS.items():
        live = register.live(placement)
        leaving = max(round(len(live) * _CHURN), len(live) - counts[number])
        for episode in draws.sample(live, leaving):
            episode.ended = first + timedelta(days=draws.randint(1, (last - first).days - 30))
            if draws.random() < 0.4:
                moving.append(episode)
    for placement, counts in COUNTS.items():
        for _ in range(counts[number] - len(register.live(placement))):
            _comes(register, placement, moving, first, last)


def _comes(
    register: _Register, placement: Placement, moving: list[_Episode], first: date, last: date
) -> None:
    """Someone from another placement where there is one, else a child who starts to be looked after."""
    draws = register.draws
    before = next((e for e in moving if e.placement is not placement and not e.unaccompanied), None)
    if before is not None and before.ended is not None and placement not in _UNACCOMPANIED:
        moving.remove(before)
        register.starts(placement, before.ended, before.child)
    else:
        day = first + timedelta(days=draws.randint(1, (last - first).days))
        register.starts(placement, day)


def _row(number: int, episode: _Episode) -> Row:
    assert episode.started <= AS_OF
    return {
        "looked_after_id": number,
        "child_ref": f"LA{episode.child:05}",
        "started_on": episode.started,
        "ended_on": episode.ended,
        "placement": episode.placement.value,
        "legal_status": episode.status,
        "unaccompanied": "1" if episode.unaccompanied else "0",
    }
