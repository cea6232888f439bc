"""Sensitive cases, open to named people only."""

from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.staff import User


class CaseLock(models.Model):
    """A child's record that only `members` may see, whatever their role."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="lock")
    reason = models.CharField(max_length=400)
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    members = models.ManyToManyField(User, related_name="locks")
