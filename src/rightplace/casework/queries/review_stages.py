"""Where the review of each plan stands, told from rows: no clock is run for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import Exists, F, Max, OuterRef

from rightplace.casework.access import PlanQuerySet
from rightplace.casework.models import CaseEvent, EarlyReview, Review, ReviewMeeting
from rightplace.law.dates import add_months
from rightplace.law.duties.review import FINAL

PLAN_AHEAD = timedelta(weeks=12)
"""How long before its limit a review is to be planned: a school term."""
_FIVE_YEARS, _INTERIM_MONTHS = 60, 6


class ReviewStage(Enum):
    """The one stage that the review of a plan is in: its value and its words, in order of work."""

    TO_PLAN = "to_plan", "To be planned"
    PLANNED = "planned", "Planned, not invited"
    INVITED = "invited", "Invited, papers due"
    READY = "ready", "Papers sent, meeting ahead"
    UNRECORDED = "unrecorded", "Day passed, nothing recorded"
    REPORT_DUE = "report_due", "Meeting held, no report"
    DECISION_DUE = "decision_due", "Report in, decision due"
    NOTICE_DUE = "notice_due", "To be amended, no notice"
    FINAL_DUE = "final_due", "Notice sent, final plan due"
    CEASING = "ceasing", "Decided to cease, still in force"
    DONE = "done", "Done until the next one"

    def __init__(self, key: str, label: str) -> None:
        self.key, self.label = key, label


BY_KEY = {stage.key: stage for stage in ReviewStage}


@dataclass(frozen=True, slots=True)
class Ahead:
    """A meeting that is planned and was neither held nor called off."""

    pk: int
    planned_on: date
    invited_on: date | None
    papers_on: date | None

    def stage(self, as_of: date) -> ReviewStage:
        """Where its preparation stands."""
        if self.planned_on < as_of:
            return ReviewStage.UNRECORDED
        if self.invited_on is None:
            return ReviewStage.PLANNED
        return ReviewStage.INVITED if self.papers_on is None else ReviewStage.READY


@dataclass(frozen=True, slots=True)
class Last:
    """The last review held. `ended_on`: the end of its amendment, by whatever ended it."""

    pk: int
    meeting_on: date
    report_on: date | None
    decision: str
    notice_on: date | None
    ended_on: date | None

    @property
    def stage(self) -> ReviewStage | None:
        """What is left to be done in it; None where nothing is."""
        if not self.decision:
            return ReviewStage.REPORT_DUE if self.report_on is None else ReviewStage.DECISION_DUE
        if self.decision != "A" or self.ended_on is not None:
            return None
        return ReviewStage.NOTICE_DUE if self.notice_on is None else ReviewStage.FINAL_DUE


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the review of one plan stands. `asked_early`: a request for one waits for its answer."""

    plan_id: int
    due_on: date | None
    next_due_on: date | None
    born: date
    starts_on: date
    asked_early: bool
    ahead: Ahead | None
    last: Last | None

    def stage(self, as_of: date) -> ReviewStage:
        """A meeting ahead tells; else what the last review still wants; else the day it is due."""
        if self.ahead is not None:
            return self.ahead.stage(as_of)
        unfinished = self.last.stage if self.last else None
        if unfinished is not None:
            return unfinished
        if self.is_soon(as_of):
            return ReviewStage.TO_PLAN
        ceasing = self.last is not None and self.last.decision == "C"
        return ReviewStage.CEASING if ceasing else ReviewStage.DONE

    def is_soon(self, as_of: date) -> bool:
        """Whether it is due within a term; a plan without a day, a defect, is worked first."""
        return self.due_on is None or self.due_on <= as_of + PLAN_AHEAD

    def is_unplanned(self, as_of: date) -> bool:
        """Whether it is due soon with no meeting ahead, also while the last one is being amended."""
        undecided = self.last is not None and not self.last.decision
        return self.ahead is None and not undecided and self.is_soon(as_of)

    @property
    def interim_on(self) -> date | None:
        """When an interim review of a child under 5 is suggested; a local day, not a limit."""
        counted = self.last.meeting_on if self.last else self.starts_on
        day = add_months(counted, _INTERIM_MONTHS)
        return day if day < add_months(self.born, _FIVE_YEARS) else None


def standings(plans: PlanQuerySet) -> list[Standing]:
    """Where each plan stands, the one whose review is due first at the head; in four queries."""
    rows = list(
        plans.order_by(F("next_review_on").asc(nulls_first=True), "pk").values_list(
            "pk",
            "next_review_on",
            "next_due_on",
            "person__birth_date",
            "starts_on",
            Exists(EarlyReview.objects.filter(plan=OuterRef("pk"), granted__isnull=True)),
        )
    )
    ahead, last = _ahead(plans), _last(plans)
    return [Standing(*row, ahead.get(row[0]), last.get(row[0])) for row in rows]


def _ahead(plans: PlanQuerySet) -> dict[int, Ahead]:
    rows = ReviewMeeting.objects.filter(
        plan__in=plans.values("pk"), review__isnull=True, called_off_on__isnull=True
    ).values_list("plan_id", "pk", "planned_on", "invited_on", "papers_on")
    return {plan: Ahead(*rest) for plan, *rest in rows}


def _last(plans: PlanQuerySet) -> dict[int, Last]:
    """The last review of each plan; an amendment may also end with a plan for the next phase."""
    rows = list(
        Review.objects.filter(plan__in=plans.values("pk"))
        .order_by("plan_id", "-meeting_on")
        .distinct("plan_id")
        .values_list(
            "plan_id", "pk", "meeting_on", "report_on", "decision", "notice_on", "decision_on"
        )
    )
    ends = dict(
        CaseEvent.objects.filter(
            plan__in=plans.values("pk"), kind__in=[kind.value for kind in FINAL]
        )
        .order_by()
        .values_list("plan_id")
        .annotate(last=Max("happened_on"))
    )
    return {row[0]: _of_row(row, ends.get(row[0])) for row in rows}


def _of_row(row: tuple, end: date | None) -> Last:
    _, pk, meeting_on, report_on, decision, notice_on, decided_on = row
    counted = notice_on or decided_on
    ended = end if end and counted and end >= counted else None
    return Last(pk, meeting_on, report_on, decision, notice_on, ended)
