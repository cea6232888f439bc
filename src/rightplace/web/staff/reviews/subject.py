"""What the steps of a review are about: one child's plan, its meeting ahead, its last review."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rightplace.casework.deadlines import events_of
from rightplace.casework.models import (
    EarlyReview,
    Person,
    PhaseTransferReview,
    Plan,
    Review,
    ReviewMeeting,
    Setting,
)
from rightplace.casework.queries.plan_text import Amending, amending
from rightplace.casework.queries.review_stages import ReviewStage, Standing, standings
from rightplace.casework.queries.reviews import review_clocks, settings_of
from rightplace.casework.years import YEAR_9, year_group
from rightplace.law.clock import Clock


@dataclass(frozen=True)
class Subject:
    """A maintained plan and where its review stands on a day."""

    person: Person
    plan: Plan
    standing: Standing
    stage: ReviewStage
    meeting: ReviewMeeting | None
    review: Review | None
    early: EarlyReview | None
    transfer: PhaseTransferReview | None
    setting: Setting | None
    clocks: tuple[Clock, ...]
    as_of: date

    @property
    def year(self) -> int:
        """The year group of the child."""
        return year_group(self.person.birth_date, self.as_of)

    @property
    def adulthood(self) -> bool:
        """Whether preparation for adulthood belongs in every review."""
        return self.year >= YEAR_9

    @cached_property
    def draft(self) -> Amending | None:
        """The draft that a notice of amendments sends; None where the changes are said in words."""
        return amending(self.plan, sent=False)

    @cached_property
    def amends(self) -> Amending | None:
        """The version that the final amended plan issues: the draft, else what the family has."""
        return amending(self.plan, sent=True)

    @property
    def amending(self) -> bool:
        """Whether it was decided to amend, and the amendment has not come to its end."""
        last = self.standing.last
        return last is not None and last.decision == "A" and last.ended_on is None

    @property
    def report_owed(self) -> bool:
        """Whether the report of the last meeting is still to come, and is needed to decide."""
        return self.stage is ReviewStage.REPORT_DUE


def subject_of(person: Person, *, as_of: date) -> Subject | None:
    """The plan that is maintained for a child; None without one."""
    plans = Plan.objects.live().filter(person=person).select_related("person", "officer", "team")
    plan = plans.order_by("-held_from").first()
    if plan is None:
        return None
    (standing,) = standings(Plan.objects.filter(pk=plan.pk))
    meetings = ReviewMeeting.objects.select_related("plan__person").prefetch_related("invitees")
    reviews = Review.objects.select_related("plan__person")
    moves = plan.phase_transfers.filter(final_on__isnull=True).select_related("plan__person")
    return Subject(
        person=person,
        plan=plan,
        standing=standing,
        stage=standing.stage(as_of),
        meeting=meetings.get(pk=standing.ahead.pk) if standing.ahead else None,
        review=reviews.get(pk=standing.last.pk) if standing.last else None,
        early=plan.early_reviews.filter(granted__isnull=True).select_related("plan").first(),
        transfer=moves.order_by("moves_on").first(),
        setting=settings_of([plan.pk]).get(plan.pk),
        clocks=review_clocks(
            events_of(plan), standing.ahead.planned_on if standing.ahead else None, as_of=as_of
        ),
        as_of=as_of,
    )
