"""A case as it is played: the plan of it, and the rows that the actions have given so far."""

from dataclasses import dataclass, field

from rightplace.casework.models import (
    AdviceRequest,
    Assessment,
    Person,
    PhaseTransferReview,
    Placement,
    Plan,
    Request,
    Review,
    User,
)
from rightplace.county.lives import Ask, Child, Held, Move
from rightplace.county.staff import Post


@dataclass(slots=True, eq=False)
class ChildFile:
    """What the record holds of one child, whatever the number of cases."""

    child: Child
    post: Post
    person: Person | None = None


@dataclass(slots=True, eq=False)
class CaseFile:
    """A request with what came of it, or a plan that began elsewhere.

    The rows may be behind the database by what another row's action wrote, so what decides
    whether a deed can be done is kept here.
    """

    of: ChildFile
    ask: Ask | None = None
    held: Held | None = None
    request: Request | None = None
    assessment: Assessment | None = None
    plan: Plan | None = None
    placement: Placement | None = None
    review: Review | None = None
    is_open: bool = False
    is_live: bool = False
    officer: User | None = None
    advice: dict[str, AdviceRequest] = field(default_factory=dict)
    phases: dict[Move, PhaseTransferReview] = field(default_factory=dict)

    @property
    def current_request(self) -> Request:
        """The request as the assessment knows it, whose officer the plan will be given."""
        request = self.assessment.request if self.assessment is not None else self.request
        assert request is not None
        return request
