"""Dashboards that people asked for, and how much those that were built are used."""

from django.conf import settings
from django.db import models
from django.db.models import Q

_USER = settings.AUTH_USER_MODEL


class DashboardRequest(models.Model):
    """Who asked for which dashboard, why and by when, what was decided, and where it was built."""

    class Decision(models.TextChoices):
        """What was decided."""

        WAITING = "waiting", "Waiting for a decision"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"

    title = models.CharField(max_length=120)
    wanted = models.TextField()
    why = models.TextField()
    audience = models.CharField(max_length=120)
    by_when = models.DateField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.WAITING)
    decided_because = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    built_at = models.CharField(max_length=200, blank=True)
    built_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="waiting")
                | (Q(decided_at__isnull=False) & ~Q(decided_because="")),
                name="decided_dashboard_has_a_reason",
            )
        ]


class PageUse(models.Model):
    """How often a page of figures was opened on a day by people of one role; not by whom."""

    page = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "role", "day"], name="one_count_of_a_page_by_role_and_day"
            )
        ]
