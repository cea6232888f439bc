"""Whether what a plan specifies is there, and who is without full-time education."""

from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.settings import Setting
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned


class Standing(models.TextChoices):
    """Whether a piece of Section F is there."""

    IN_PLACE = "in_place", "In place"
    PARTLY = "partly", "Partly in place"
    MISSING = "missing", "Not in place"
    NOT_KNOWN = "not_known", "Not known"


class ProvisionCheck(models.Model):
    """What was found when someone asked whether a piece of Section F is there.

    `code` and `words` are copied from the plan as they stood on the day of the check.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="provision_checks")
    code = models.CharField(max_length=20)
    words = models.TextField()
    standing = models.CharField(max_length=10, choices=Standing.choices)
    since = models.DateField(null=True, blank=True)
    said_by = models.CharField(max_length=120)
    evidence = models.TextField(blank=True)
    checked_on = models.DateField()
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values), name="provision_standing_code"
            ),
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("checked_on")),
                name="provision_since_before_check",
            ),
        ]
        indexes = [models.Index(fields=["plan", "code", "-checked_on"])]


class ArrangementKind(models.TextChoices):
    """How a child is educated when not full time at the placement."""

    PART_TIME = "part_time", "Part-time timetable"
    ALTERNATIVE = "alternative", "Alternative provision"
    OTHERWISE = "otherwise", "Education otherwise than at school (s61)"
    NO_PLACE = "no_place", "No placement"
    MISSING = "missing", "Missing education"

    @property
    def has_provider(self) -> bool:
        """Whether someone provides it."""
        return self in (ArrangementKind.ALTERNATIVE, ArrangementKind.OTHERWISE)


class Arrangement(Versioned):
    """What stands in for, or falls short of, full-time education, from a day until a day.

    `hours` of `full_hours` a week. `review_due_on` is the local limit of its next review.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="arrangements")
    kind = models.CharField(max_length=12, choices=ArrangementKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    full_hours = models.DecimalField(max_digits=4, decimal_places=1)
    reason = models.TextField()
    parent_agreed_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    registration = models.CharField(max_length=20, blank=True)
    quality_checked_on = models.DateField(null=True, blank=True)
    safeguarding_checked_on = models.DateField(null=True, blank=True)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ArrangementKind.values), name="arrangement_kind_code"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="arrangement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    hours__gte=0, hours__lte=models.F("full_hours"), full_hours__gt=0
                ),
                name="arrangement_hours_within_full",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["alternative", "otherwise"]) | ~models.Q(provider=""),
                name="arrangement_has_a_provider",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True, review_due_on__isnull=False)
                | models.Q(ends_on__isnull=False, review_due_on__isnull=True),
                name="open_arrangement_has_a_review_day",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(ends_on__isnull=True),
                name="one_open_arrangement_of_a_kind",
            ),
        ]


class Severity(models.TextChoices):
    """How much a gap matters to the child."""

    HIGH = "high", "High: no education, or at risk"
    MEDIUM = "medium", "Medium: a main piece of provision is missing"
    LOW = "low", "Low: a lesser piece is missing or late"

    @property
    def working_days(self) -> int:
        """How long the owner has (a local limit)."""
        return {Severity.HIGH: 5, Severity.MEDIUM: 10, Severity.LOW: 20}[self]


class GapOutcome(models.TextChoices):
    """How a gap ended."""

    IN_PLACE = "in_place", "The provision is in place"
    REPLACED = "replaced", "Other provision stands in for it"
    PLAN_CHANGED = "plan_changed", "The plan no longer specifies it"
    MISTAKE = "mistake", "There was no gap"


class DeliveryGap(Versioned):
    """Something that a child should have and does not, with who has to see to it by when.

    Past `due_on` it stands before the owner's manager: that is read from the days, and not kept.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="gaps")
    setting = models.ForeignKey(Setting, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=20, blank=True)
    what = models.CharField(max_length=400)
    impact = models.TextField()
    since = models.DateField()
    severity = models.CharField(max_length=6, choices=Severity.choices)
    owner = models.ForeignKey(User, models.PROTECT, related_name="gaps")
    raised_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=GapOutcome.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(severity__in=Severity.values), name="gap_severity_code"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True, outcome="")
                | models.Q(closed_on__isnull=False, outcome__in=GapOutcome.values),
                name="gap_closed_has_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("raised_on")), name="gap_since_before_raised"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__gte=models.F("raised_on")),
                name="gap_closed_after_raised",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=models.Q(closed_on__isnull=True),
                name="open_gaps_by_owner",
            ),
        ]


class GapNote(models.Model):
    """What was done about a gap, in order."""

    gap = models.ForeignKey(DeliveryGap, models.PROTECT, related_name="notes")
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
