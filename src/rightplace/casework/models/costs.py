"""What a placement costs, and who pays."""

from django.core.validators import MinValueValidator
from django.db import models

from rightplace.casework.models.plans import Placement
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned


class Element(models.TextChoices):
    """What the money is for."""

    PLACE = "place", "Place funding"
    TOP_UP = "top_up", "Top-up funding"
    FEE = "fee", "Independent fee"
    RESIDENTIAL = "residential", "Residential"
    TRANSPORT = "transport", "Transport"
    THERAPY = "therapy", "Therapy"


class PlacementCost(Versioned):
    """One element of what a placement costs from a day until a day, in pounds a year.

    The shares are whole per cents of education, health and social care. A new amount from a later
    day is a row of its own, so that what was paid when can always be told.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="costs")
    element = models.CharField(max_length=12, choices=Element.choices)
    amount = models.DecimalField(max_digits=10, decimal_places=2, validators=[MinValueValidator(0)])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    education_share = models.PositiveSmallIntegerField(default=100)
    health_share = models.PositiveSmallIntegerField(default=0)
    social_care_share = models.PositiveSmallIntegerField(default=0)
    agreed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(element__in=Element.values), name="cost_element_code"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="cost_not_negative"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="cost_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    education_share=100 - models.F("health_share") - models.F("social_care_share")
                ),
                name="cost_shares_make_100",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                name="cost_confirmed_by_someone",
            ),
            models.UniqueConstraint(
                fields=["placement", "element"],
                condition=models.Q(ends_on__isnull=True),
                name="one_open_cost_for_each_element",
            ),
        ]
