"""A quarter's figures as they were frozen, what was said about them, and what was corrected since."""

from django.conf import settings
from django.db import models

_USER = settings.AUTH_USER_MODEL


class FrozenQuarter(models.Model):
    """The report of one quarter. Its figures are `figures`, and never change."""

    period = models.CharField(max_length=20, unique=True)
    snapshot_name = models.CharField(max_length=63)
    snapshot_id = models.CharField(max_length=16)
    comparators = models.CharField(max_length=64, blank=True)
    commentary_due_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")

    def wanting(self) -> "models.QuerySet[CommentaryRequest]":
        """The requests for commentary that are neither answered by a signed text nor withdrawn."""
        asked = CommentaryRequest.objects.filter(figure__quarter=self, withdrawn_because="")
        return asked.exclude(texts__signed_at__isnull=False).select_related("figure")


class FrozenFigure(models.Model):
    """One indicator's line of a frozen quarter: `line` holds all that the report prints of it."""

    quarter = models.ForeignKey(FrozenQuarter, models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    line = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "indicator"], name="one_line_of_an_indicator_in_a_quarter"
            )
        ]


class FigureCorrection(models.Model):
    """What should have been printed: published beside the frozen figure, which stays."""

    figure = models.ForeignKey(FrozenFigure, models.PROTECT, related_name="corrections")
    numerator = models.FloatField()
    denominator = models.FloatField(null=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")


class CommentaryRequest(models.Model):
    """The owner of an indicator is asked to say what lies behind its figure."""

    figure = models.OneToOneField(FrozenFigure, models.PROTECT, related_name="commentary_request")
    why = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)
    asked_of = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    withdrawn_because = models.TextField(blank=True)


class Commentary(models.Model):
    """What the owner says. A later row takes the place of an earlier one; the signed one is printed."""

    request = models.ForeignKey(CommentaryRequest, models.PROTECT, related_name="texts")
    cause = models.TextField()
    action = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
