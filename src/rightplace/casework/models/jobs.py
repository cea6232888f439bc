"""Work that is done in the background, and findings of a check that were accepted.

A job is taken by one worker at a time, for as long as its lease lasts. The files that came with it and
what came of it lie on a shelf of their own in the vault, and are thrown away after some time.
"""

import uuid

from django.db import models
from django.db.models import Q

from rightplace.casework.models.staff import User


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Finished"
    FAILED = "failed", "Could not be done"
    CANCELLED = "cancelled", "Cancelled"


class Job(models.Model):
    """Something asked for. `about` is what its kind needs to know; `words` say what is being done, or
    why it could not be.

    `done` of `total` is how far it is, both null where that cannot be told. While it runs, `worker` and
    `lease_until` say who has it and until when; `tries` counts how often it was begun. `result` is the
    digest of what came of it. `cleared_at` is when its files were thrown away.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    about = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=JobState.choices, default=JobState.WAITING.value
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    worker = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveBigIntegerField(null=True, blank=True)
    total = models.PositiveBigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=64, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_code"),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False) & ~Q(worker="")
                | ~Q(state="running") & Q(worker="", lease_until=None),
                name="job_that_runs_has_a_worker",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "running"), ended_at=None)
                | Q(state__in=("done", "failed", "cancelled"), ended_at__isnull=False),
                name="job_that_ended_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(state="done"), name="job_result_once_done"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-id"]),
            models.Index(
                fields=["id"], condition=Q(state__in=("waiting", "running")), name="jobs_to_do"
            ),
        ]

    @property
    def shelf(self) -> str:
        """Where its files lie in the vault."""
        return f"jobs/{self.key}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in (JobState.WAITING, JobState.RUNNING)


class JobFile(models.Model):
    """A file that came with a job, and what it is for."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="files")
    purpose = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()


class AcceptedFinding(models.Model):
    """A finding of a check that stands, with its reason: it is not work in the next check.

    It is told by the return and its year, the rule, the child (`child` is a keyed hash of the UPN, or of
    the file's own number where there is none) and `fingerprint`, a keyed hash of the values: where one of
    them changes, the finding is new.
    """

    collection = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=40)
    child = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "year", "rule", "child", "fingerprint"],
                condition=Q(ended_at=None),
                name="finding_accepted_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="accepted_finding_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="acceptance_ended_by_someone",
            ),
        ]
