"""What is planned for a child before any of it is played: requests, plans, placements, reviews.

These are drafts that the planning modules fill in one after another; once played they are done.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from rightplace.county.places import School
from rightplace.law.codes import Adviser
from rightplace.law.events import AppealKind, PhaseTransfer


@dataclass(slots=True, eq=False)
class Child:
    """A child or young person. The names and identifiers are drawn last."""

    birth: date
    first_known: date
    number: int = 0
    district: int = 0
    sex: str = "M"
    ethnicity: str = "WBRI"
    surname: str = ""
    forename: str = ""
    postcode: str = ""
    upn: str = ""
    learner_number: str = ""
    upn_unknown: str = ""
    school: School | None = None
    need: str = ""
    disability: str = ""


@dataclass(slots=True)
class Challenge:
    """Mediation or an appeal. `ends` is how it ended: agreed, conceded, ordered, or dropped."""

    about: AppealKind
    starts: date
    ends_on: date | None
    ends: str
    tribunal: bool
    amended: date | None = None

    @property
    def ruled(self) -> date:
        """The day of the order or the concession, a week before the letter to the family.

        The law gives the letter two weeks (SEND Regs 2014 reg 44(2)(b)).
        """
        assert self.ends_on is not None
        return max(self.starts + timedelta(days=1), self.ends_on - timedelta(days=7))


@dataclass(slots=True)
class Claim:
    """An exception relied on."""

    ground: str
    starts: date
    ends: date
    affects: str
    evidence: str
    told: date
    advice_requested: date | None = None


@dataclass(slots=True)
class Advice:
    """Advice asked of one adviser; `received` is None where it never came or was not recorded."""

    adviser: Adviser
    requested: date
    received: date | None


@dataclass(slots=True, eq=False)
class Ask:
    """A request, and the assessment where one followed.

    `outcome`: Y assess, N refused, W withdrawn. `ending`: issued, refused, left, or open.
    """

    child: Child
    received: date
    source: str = ""
    outcome: str = "Y"
    decided: date | None = None
    ending: str = "open"
    ended: date | None = None
    exported_to: str = ""
    challenge: Challenge | None = None
    first_refusal: date | None = None
    agreed: date | None = None
    draft: date | None = None
    views: date | None = None
    advice: list[Advice] = field(default_factory=list)
    consulted: list[tuple[School, date, date | None]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    youth_accommodation: bool = False

    @property
    def reopened(self) -> date | None:
        """The day on which a challenge reopened it."""
        won = self.challenge is not None and self.challenge.ends != "dropped"
        return self.challenge.ends_on if self.challenge and won else None


@dataclass(slots=True)
class Stay:
    """A placement from one day on; the school is chosen once its group is settled."""

    on: date
    group: str
    phase: PhaseTransfer | None = None
    school: School | None = None
    code: str = ""
    words: str = ""
    in_sen_unit: bool = False
    in_resourced_provision: bool = False
    residential: str = ""


@dataclass(slots=True)
class Meeting:
    """A review."""

    on: date
    report: date | None = None
    decision: str = ""
    decided: date | None = None
    notice: date | None = None
    final: date | None = None
    typed_late: int = 0


@dataclass(slots=True, eq=False)
class Move:
    """A move between phases: when it was foreseen, and when the plan for it was issued."""

    kind: PhaseTransfer
    moves_on: date
    expected: date
    final: date | None


@dataclass(slots=True, eq=False)
class Held:
    """A plan, from the first day on which the county is responsible for it."""

    child: Child
    starts: date
    held_from: date
    ask: Ask | None = None
    moved_from: str = ""
    told_of_move: date | None = None
    ceased: date | None = None
    reason: str = ""
    needs: tuple[str, ...] = ()
    stays: list[Stay] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    challenge: Challenge | None = None
    budget_from: date | None = None
    budget_arranged: bool = True

    def live_on(self, day: date) -> bool:
        """Whether the county maintains it on a day."""
        return self.held_from <= day and (self.ceased is None or self.ceased > day)

    def stay_on(self, day: date) -> Stay | None:
        """The placement on a day; None where the plan is not held then."""
        if not self.live_on(day):
            return None
        return max((stay for stay in self.stays if stay.on <= day), key=lambda stay: stay.on)
