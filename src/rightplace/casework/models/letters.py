"""Letters that went out: the copy sent is the copy kept."""

from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.staff import User


class Letter(models.Model):
    """A letter as it was sent: its words, and both files by their digest in the vault.

    `content` is the letter as data (`rightplace.papers.letters.Letter.as_data`). `last_day` is the
    last day of the right that the letter gives, where it gives one.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="letters")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="letters")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    dated = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    content = models.JSONField()
    pdf = models.CharField(max_length=64)
    word = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-dated"])]
