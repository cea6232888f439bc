"""What the figures are made of: lists loaded from other systems, and figures entered with evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ListLoad(models.Model):
    """One list of another system as it was loaded; a snapshot takes the latest good one of each table.

    `table` is a table of the snapshot that holds a service's list. `digest` is the kept Parquet file of its
    rows, empty where the load failed, and `said` then says why. `original` is the file as it came.
    """

    table = models.CharField(max_length=40)
    as_of = models.DateField()
    source = models.CharField(max_length=120)
    file_name = models.CharField(max_length=200)
    original = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)
    said = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["table", "-as_of", "-at"])]


class EnteredFigure(models.Model):
    """A figure that its owner gave for a period, or why there is none. A later row corrects an earlier.

    `period` is written as the report writes it ("Q3 2022/23"). `denominator` is null for a count.
    """

    class State(models.TextChoices):
        """Whether there is a figure."""

        KNOWN = "known", "There is a figure"
        NOT_AVAILABLE = "not available", "Not available"

    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    state = models.CharField(max_length=13, choices=State.choices)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    evidence = models.TextField(blank=True)
    evidence_file = models.CharField(max_length=64, blank=True)
    evidence_name = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    until = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["indicator", "period", "-at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="known", numerator__isnull=False) & ~Q(evidence="")
                | Q(state="not available", numerator__isnull=True) & ~Q(why=""),
                name="entered_figure_has_evidence_or_a_reason",
            )
        ]
