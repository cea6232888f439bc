"""Who answers for the indicators of an owner, as the register names it."""

from django.conf import settings
from django.db import models


class OwnerPerson(models.Model):
    """Someone who gives the figures and the commentary of an owner, such as "Head of Education"."""

    owner = models.CharField(max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "user"], name="a_person_once_for_an_owner")
        ]
