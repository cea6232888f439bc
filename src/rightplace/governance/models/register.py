"""What the register says beyond the text that the product carries."""

from django.conf import settings
from django.db import models


class DefinitionEdit(models.Model):
    """A further version of an indicator's definition. `changes` holds the fields that are new in it.

    It holds from `since`; figures of earlier periods keep the version of their time.
    """

    indicator = models.CharField(max_length=40)
    since = models.DateField()
    changes = models.JSONField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["indicator", "since"])]
