"""Reports of review meetings that settings owe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from rightplace.casework.deadlines import limit_from
from rightplace.casework.models import ChaseLevel, Plan, Review, ReviewChase, Setting, User
from rightplace.casework.queries.review_stages import ReviewStage
from rightplace.casework.queries.reviews import ReviewRows, WantedReviews, settings_of


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that has not come, with the reminders sent for it."""

    review: Review
    plan: Plan
    setting: Setting | None
    due_on: date
    chases: int
    last_chased_on: date | None
    escalated: bool

    def days_late(self, as_of: date) -> int:
        """Days past the two weeks; negative while there is time."""
        return (as_of - self.due_on).days


@dataclass(frozen=True, slots=True)
class OwedBySetting:
    """How many reports one setting owes, how many are late, and by how much at most."""

    setting: Setting | None
    owed: int
    late: int
    longest: int
    never_chased: int


def owed_reports(user: User, *, setting: int | None = None, as_of: date) -> list[Owed]:
    """Every report that is owed for plans that `user` may see, the one due first at the head."""
    wanted = WantedReviews(stage=ReviewStage.REPORT_DUE, setting=setting)
    last = {
        row.last.pk: row.plan_id
        for row in ReviewRows(user, wanted, as_of=as_of).standings
        if row.last
    }
    plans = Plan.objects.select_related("person", "officer").in_bulk(list(last.values()))
    settings, chased = settings_of(plans), _chased(last)
    reviews = Review.objects.filter(pk__in=last).select_related("plan__person")
    rows = [
        Owed(
            review=review,
            plan=plans[review.plan_id],
            setting=settings.get(review.plan_id),
            due_on=limit_from("review.report", review.meeting_on),
            **chased.get(review.pk, {"chases": 0, "last_chased_on": None, "escalated": False}),
        )
        for review in reviews
    ]
    return sorted(rows, key=lambda row: (row.due_on, row.review.pk))


def _chased(reviews: Iterable[int]) -> dict[int, dict[str, object]]:
    rows = (
        ReviewChase.objects.filter(review__in=list(reviews))
        .values("review")
        .annotate(
            chases=Count("pk"),
            last_chased_on=Max("chased_on"),
            heads=Count("pk", filter=Q(level=ChaseLevel.HEAD)),
        )
    )
    return {
        row["review"]: {
            "chases": row["chases"],
            "last_chased_on": row["last_chased_on"],
            "escalated": row["heads"] > 0,
        }
        for row in rows
    }


def by_setting(rows: Iterable[Owed], *, as_of: date) -> list[OwedBySetting]:
    """What each setting owes, the one that owes most late reports first."""
    groups: dict[Setting | None, list[Owed]] = {}
    for row in rows:
        groups.setdefault(row.setting, []).append(row)
    sums = [
        OwedBySetting(
            setting=setting,
            owed=len(owed),
            late=sum(row.days_late(as_of) > 0 for row in owed),
            longest=max(0, *(row.days_late(as_of) for row in owed)),
            never_chased=sum(row.chases == 0 for row in owed),
        )
        for setting, owed in groups.items()
    ]
    return sorted(sums, key=lambda each: (-each.late, -each.owed, str(each.setting)))
