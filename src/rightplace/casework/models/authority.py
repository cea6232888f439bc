"""What the authority says of itself in letters, and how long it keeps what it was given."""

from django.db import models
from django.db.models import Q

from rightplace.casework.models.versions import Versioned


class Letterhead(Versioned):
    """The one row of who writes: `address` and `signature` hold a line each.

    A document is kept until both counts of years are over: from the child's birth, and from the
    end of the case.
    """

    council = models.CharField(max_length=100)
    address = models.TextField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    signature = models.TextField(blank=True)
    keep_years_from_birth = models.PositiveSmallIntegerField(default=25)
    keep_years_from_end = models.PositiveSmallIntegerField(default=6)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_letterhead"),
        ]


class DesignatedOfficers(Versioned):
    """The one row of what the header of the SEN2 return says of the authority (items L1 to L3).

    Each is the letter that the Department's guide gives for yes, no, or recruiting; no public source
    shows the letters, so none is laid down here.
    """

    medical = models.CharField(max_length=2, blank=True)
    clinical = models.CharField(max_length=2, blank=True)
    social_care = models.CharField(max_length=2, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_row_of_designated_officers"),
        ]


class FamilyService(Versioned):
    """A service for families that letters name; `contact` and `hours` are a line each."""

    class Key(models.TextChoices):
        """Which service."""

        ADVICE = "advice", "Information, advice and support"
        MEDIATION = "mediation", "Mediation adviser"
        DISAGREEMENT = "disagreement", "Disagreement resolution"
        LOCAL_OFFER = "local_offer", "Local Offer"
        COMPLAINTS = "complaints", "Complaints"

    key = models.CharField(max_length=20, choices=Key.choices, unique=True)
    name = models.CharField(max_length=150)
    contact = models.CharField(max_length=250, blank=True)
    hours = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    key__in=["advice", "mediation", "disagreement", "local_offer", "complaints"]
                ),
                name="family_service_code",
            ),
        ]
