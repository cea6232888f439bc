"""The same child in another system's list, or twice in the record: proposed, and decided by a person."""

from django.db import models
from django.db.models import F, Q

from rightplace.casework.access import MatchQuerySet
from rightplace.casework.models.people import Person
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned


class SourceFile(models.Model):
    """A list that was loaded from another system. Its rows are deleted after `keep_until`."""

    system = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    problems = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    keep_until = models.DateField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "digest"],
                condition=Q(deleted_at__isnull=True),
                name="one_list_of_each_content",
            ),
        ]


class SourceRecord(models.Model):
    """A child as a list has them: what is needed to tell whether it is the same, and no more."""

    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="records")
    identifier = models.CharField(max_length=60)
    surname = models.CharField(max_length=80, blank=True)
    forename = models.CharField(max_length=80, blank=True)
    other_names = models.CharField(max_length=160, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    address = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    upn = models.CharField(max_length=20, blank=True)
    former_upn = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "identifier"], name="one_row_for_each_identifier_of_a_list"
            ),
        ]


class MatchState(models.TextChoices):
    """How a pair stands."""

    PROPOSED = "proposed", "To be decided"
    SAME = "same", "The same child"
    DIFFERENT = "different", "Different children"
    UNDONE = "undone", "Decision undone"


class MatchKind(models.TextChoices):
    """What the comparison takes a pair for."""

    SURE = "sure", "Almost certain"
    REVIEW = "review", "To be looked at"
    UPN_ERROR = "upn_error", "A wrong UPN"


TO_DECIDE = (MatchState.PROPOSED, MatchState.UNDONE)


class Match(Versioned):
    """A pair that may be one child: a child and a row of another system, or two records of children.

    `explanation` lists what was compared: field, level, what it says, and bits. It holds no value.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="matches")
    other = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="matched_to"
    )
    system = models.CharField(max_length=60, blank=True)
    identifier = models.CharField(max_length=60, blank=True)
    record = models.ForeignKey(
        SourceRecord, models.SET_NULL, null=True, blank=True, related_name="matches"
    )
    kind = models.CharField(max_length=10, choices=MatchKind.choices)
    probability = models.FloatField()
    explanation = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=MatchState.choices, default=MatchState.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, system="", identifier="", person__lt=F("other"))
                | (Q(other__isnull=True) & ~Q(system="") & ~Q(identifier="")),
                name="match_with_a_row_or_a_record",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="proposed", decided_at__isnull=True, decided_by__isnull=True, reason=""
                )
                | (
                    Q(
                        state__in=["same", "different", "undone"],
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                    )
                    & ~Q(reason="")
                ),
                name="match_decided_by_someone_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["sure", "review", "upn_error"]), name="match_kind_code"
            ),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1), name="match_probability"
            ),
            models.UniqueConstraint(
                fields=["person", "system", "identifier"],
                condition=Q(other__isnull=True),
                name="one_match_of_a_child_and_a_row",
            ),
            models.UniqueConstraint(fields=["person", "other"], name="one_match_of_two_records"),
            models.UniqueConstraint(
                fields=["system", "identifier"],
                condition=Q(state="same", other__isnull=True),
                name="one_child_for_each_identifier",
            ),
            models.UniqueConstraint(
                fields=["person", "system"],
                condition=Q(state="same", other__isnull=True),
                name="one_identifier_of_a_system_for_a_child",
            ),
        ]
        indexes = [
            models.Index(
                fields=["probability"],
                condition=Q(state__in=["proposed", "undone"]),
                name="matches_to_decide",
            ),
        ]
