"""Where data come from: the sources as the authority keeps them, and what was loaded from each."""

from django.db import models

from rightplace.casework.models.staff import Role, User
from rightplace.casework.models.versions import Versioned
from rightplace.casework.sources import Interface


class DataSource(Versioned):
    """A source of data, from the first time that anything is said of it or loaded from it.

    Which columns it feeds is no matter of the record: that stands in `facts.sources`.
    """

    INTERFACES = [(each.value, each.label) for each in Interface]

    key = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    holds = models.CharField(max_length=400)
    system = models.CharField(max_length=80)
    supplier = models.CharField(max_length=80, blank=True)
    interface = models.CharField(max_length=8, choices=INTERFACES)
    owner_role = models.CharField(max_length=20, choices=Role.choices)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.CharField(max_length=120, blank=True)
    refresh_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interface__in=[each.value for each in Interface]),
                name="data_source_interface_code",
            ),
            models.CheckConstraint(
                condition=models.Q(owner_role__in=Role.values), name="data_source_owner_role_code"
            ),
            models.CheckConstraint(
                condition=models.Q(refresh_days__gte=1), name="data_source_refresh_at_least_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceLoad(models.Model):
    """Data taken in from a source once, or the failure to. `failure` says why nothing came in.

    `digest` is the SHA-256 of the file, or what a snapshot is known by.
    """

    source = models.ForeignKey(DataSource, models.PROTECT, related_name="loads")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(failure="") | models.Q(rows=0), name="failed_load_has_no_rows"
            ),
            models.CheckConstraint(
                condition=~models.Q(failure="", digest=""), name="good_load_has_digest"
            ),
        ]
        indexes = [models.Index(fields=["source", "-at"], name="loads_newest_first")]

    @property
    def is_good(self) -> bool:
        """Whether the data came in."""
        return not self.failure
