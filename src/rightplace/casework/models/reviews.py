"""What stands around the meeting of a review: its planning, what it said, what was chased."""

from django.db import models
from django.db.models import F, Q

from rightplace.casework.models.plans import Plan, Review
from rightplace.casework.models.settings import Setting
from rightplace.casework.models.versions import Versioned


class ReviewKind(models.TextChoices):
    """Why a review is held."""

    ANNUAL = "annual", "Yearly review"
    EARLY = "early", "Early review"
    INTERIM = "interim", "Interim review (under 5)"
    TRANSFER = "transfer", "Review before a phase transfer"


class Invited(models.TextChoices):
    """Who is invited to a review meeting (SEND Regs 2014 regs 20(2) and 21(2))."""

    FAMILY = "family", "Parent or young person"
    SETTING = "setting", "Head or principal of the setting"
    EDUCATION = "education", "Education officer of the council"
    HEALTH = "health", "Health care professional"
    SOCIAL_CARE = "social_care", "Social care professional"
    OTHER = "other", "Someone else"


class AskedBy(models.TextChoices):
    """Who asked for an early review."""

    FAMILY = "family", "Parent or young person"
    SETTING = "setting", "School or other setting"
    OFFICER = "officer", "The council itself"
    OTHER = "other", "Someone else"


class ReviewMeeting(Versioned):
    """A review meeting that is planned, until it is held (`review`) or called off.

    It is a forecast: no event of the plan is written before the meeting has been held.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="review_meetings")
    kind = models.CharField(max_length=10, choices=ReviewKind.choices)
    planned_on = models.DateField()
    planned_at = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200)
    invited_on = models.DateField(null=True, blank=True)
    papers_on = models.DateField(null=True, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    called_off_reason = models.CharField(max_length=400, blank=True)
    review = models.OneToOneField(
        Review, models.PROTECT, null=True, blank=True, related_name="planned"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(review__isnull=True, called_off_on__isnull=True),
                name="one_meeting_ahead_of_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReviewKind.values), name="review_meeting_kind_code"
            ),
            models.CheckConstraint(
                condition=Q(called_off_on__isnull=True, called_off_reason="")
                | (Q(called_off_on__isnull=False, review__isnull=True) & ~Q(called_off_reason="")),
                name="meeting_called_off_has_reason",
            ),
        ]


class ReviewInvitee(models.Model):
    """Someone invited to a review meeting. `attended` is unknown until the meeting is recorded."""

    meeting = models.ForeignKey(ReviewMeeting, models.PROTECT, related_name="invitees")
    role = models.CharField(max_length=12, choices=Invited.choices)
    gave_advice = models.BooleanField(default=False)
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "role"], name="invited_once_to_a_meeting"),
            models.CheckConstraint(
                condition=Q(role__in=Invited.values), name="review_invitee_role_code"
            ),
        ]


class ReviewRecord(models.Model):
    """What was said at a review meeting; the last four are preparation for adulthood."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="record")
    child_views = models.TextField()
    family_views = models.TextField(blank=True)
    progress = models.TextField()
    working = models.TextField(blank=True)
    not_working = models.TextField(blank=True)
    employment = models.TextField(blank=True)
    living = models.TextField(blank=True)
    community = models.TextField(blank=True)
    health = models.TextField(blank=True)


class EarlyReview(models.Model):
    """A review asked for before it is due, and the answer."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="early_reviews")
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=10, choices=AskedBy.choices)
    reason = models.CharField(max_length=400)
    granted = models.BooleanField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(granted__isnull=True),
                name="one_early_review_open_of_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(asked_by__in=AskedBy.values), name="early_review_asked_by_code"
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, answered_on__isnull=True, answer_reason="")
                | (Q(granted__isnull=False, answered_on__gte=F("asked_on")) & ~Q(answer_reason="")),
                name="early_review_answer_has_day_and_reason",
            ),
        ]


class ChaseLevel(models.TextChoices):
    """Whom a reminder goes to."""

    SETTING = "setting", "The setting"
    HEAD = "head", "The head or principal"


class ReviewChase(models.Model):
    """A reminder that the report of a review meeting is owed."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="chases")
    chased_on = models.DateField()
    level = models.CharField(max_length=10, choices=ChaseLevel.choices)
    setting = models.ForeignKey(
        Setting, models.PROTECT, null=True, blank=True, related_name="review_chases"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "chased_on", "level"], name="one_chase_of_a_review_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(level__in=ChaseLevel.values), name="review_chase_level_code"
            ),
        ]
