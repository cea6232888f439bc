"""Who asked for an assessment, and who cares for the child."""

from django.db import models

from rightplace.casework.models.people import Person
from rightplace.casework.models.requests import Request
from rightplace.casework.models.versions import Versioned
from rightplace.law.codes import RequestSource


class Asker(models.TextChoices):
    """Who asks, as an officer would say it; `source` is the return's code."""

    PARENT = "parent", "Parent or carer"
    YOUNG_PERSON = "young_person", "Young person over compulsory school age"
    SETTING = "setting", "School or other education setting"
    HEALTH = "health", "Health professional"
    SOCIAL_CARE = "social_care", "Social care professional"
    OTHER = "other", "Someone else"

    @property
    def source(self) -> RequestSource:
        """The code of the return."""
        return _SOURCES[self]

    @property
    def is_family(self) -> bool:
        """Whether the request is the family's own."""
        return self.source is RequestSource.FAMILY


_SOURCES = {
    Asker.PARENT: RequestSource.FAMILY,
    Asker.YOUNG_PERSON: RequestSource.FAMILY,
    Asker.SETTING: RequestSource.SETTING,
    Asker.HEALTH: RequestSource.HEALTH,
    Asker.SOCIAL_CARE: RequestSource.SOCIAL_CARE,
    Asker.OTHER: RequestSource.OTHER,
}


class Channel(models.TextChoices):
    """How a request came."""

    PAPER = "paper", "On paper"
    EMAIL = "email", "By e-mail"
    TELEPHONE = "telephone", "By telephone"
    PORTAL = "portal", "Through the portal"


class Relationship(models.TextChoices):
    """What a parent or carer is to the child."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent"
    GRANDPARENT = "grandparent", "Grandparent"
    FOSTER_CARER = "foster_carer", "Foster carer"
    GUARDIAN = "guardian", "Special guardian or other guardian"
    CORPORATE_PARENT = "corporate_parent", "Social worker for the local authority as parent"
    OTHER = "other", "Other carer or relative"


class Contact(models.Model):
    """How to reach someone; the address has a line for each of its lines."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Requester(Contact):
    """Who asked for an assessment, how it came, and what they said, in their words."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="requester")
    asker = models.CharField(max_length=12, choices=Asker.choices)
    relationship = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=9, choices=Channel.choices)
    sought = models.TextField()
    concerns = models.TextField()
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asker__in=Asker.values), name="requester_asker_code"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="requester_channel_code"
            ),
        ]


class Carer(Contact, Versioned):
    """A parent or carer of a child.

    Nothing is posted to the address of a carer with `do_not_write`. `left_on` is the day from which
    they are no longer to be told about the child.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="carers")
    relationship = models.CharField(max_length=16, choices=Relationship.choices)
    parental_responsibility = models.BooleanField(default=False)
    needs = models.CharField(max_length=200, blank=True)
    do_not_write = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    search_name = models.CharField(max_length=250, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="carer_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(relationship__in=Relationship.values),
                name="carer_relationship_code",
            ),
        ]
        indexes = [models.Index(fields=["postcode"])]
