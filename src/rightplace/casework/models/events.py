"""What happened, and who read or wrote it. Rows are added and never changed: triggers refuse."""

from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.staff import User


class StandingEvents(models.Manager):
    """The events that nothing has corrected: what clocks count."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(correction__isnull=True)


class CaseEvent(models.Model):
    """A dated fact that starts or stops statutory clocks: `rightplace.law.events.EventKind`.

    `objects`, and so `request.events` and `plan.events`, leave out what was corrected; `recorded`
    has every event that was ever recorded.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="events")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="events"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="events")
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=60, blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = StandingEvents()
    recorded = models.Manager()  # noqa: DJ012 (the order of managers decides which is the default)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(request__isnull=False) | models.Q(plan__isnull=False),
                name="event_of_a_request_or_a_plan",
            ),
        ]


class AuditEvent(models.Model):
    """One read or write of a child's record, or of what the whole record rests on."""

    class Kind(models.TextChoices):
        """Whether the record was looked at or changed."""

        READ = "read", "Looked at"
        WRITE = "write", "Changed"

    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    action = models.CharField(max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="audit_events"
    )
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"])]


class Correction(models.Model):
    """Says that an event was recorded in error. The event stays to be read; no clock counts it."""

    event = models.OneToOneField(CaseEvent, models.PROTECT, related_name="correction")
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")


class RowChange(models.Model):
    """What an action did to one row: the values before, None for a row that it added, and after."""

    audit = models.ForeignKey(AuditEvent, models.PROTECT, related_name="changes")
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["table", "row"])]
