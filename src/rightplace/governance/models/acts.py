"""Who did what: one row for each action, which is never changed."""

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One action. `about` names what it was about, such as "figure:home-education:Q2 2022/23"."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    about = models.CharField(max_length=160)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["about", "-at"])]
