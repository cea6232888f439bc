"""What the rules of data quality find in the record: each a piece of work with an owner and a day.

A finding is the same finding in the next snapshot as long as the same rule fails on the same row.
`Finding` says how each stands now; what stood at the end of an earlier run is in `FindingCount`, because a
finding that was mended and came back no longer says so itself.
"""

from django.db import models
from django.db.models import F, Q

from rightplace.casework.access import FindingQuerySet
from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.staff import Team, User


class CheckedAs(models.TextChoices):
    """What was checked: the return built from a snapshot, or the snapshot of the record itself."""

    SEN2 = "sen2", "SEN2 return"
    RECORD = "record", "Record"


class FindingSeverity(models.TextChoices):
    """The severities of `facts.quality`."""

    ERROR = "error", "Error"
    QUERY = "query", "Query"
    INFORMATION = "information", "Information"


class FindingState(models.TextChoices):
    """Where a finding stands. Lapsed: its rule is no longer asked, so nobody knows."""

    OPEN = "open", "To mend"
    ACCEPTED = "accepted", "Accepted"
    MENDED = "mended", "Mended"
    LAPSED = "lapsed", "No longer asked"


class Cause(models.TextChoices):
    """Why the datum is wrong."""

    ENTRY = "entry", "Entered wrongly"
    PROCESS = "process", "A step was not done"
    INTERFACE = "interface", "Came wrong from another system"
    DEFINITION = "definition", "The item is understood in different ways"
    MIGRATION = "migration", "Brought over from an older system"


class DatumSource(models.TextChoices):
    """Whose work a datum comes from."""

    INTAKE = "intake", "Intake"
    CASEWORK = "casework", "Casework"
    REVIEWS = "reviews", "Reviews"
    PLACEMENTS = "placements", "Placements"
    FINANCE = "finance", "Personal budgets"
    REGISTER = "register", "Register of settings"
    AUTHORITY = "authority", "Settings of the authority"


class CheckRun(models.Model):
    """One run of rules over one snapshot: what was asked, and what it opened and mended.

    `snapshot_id` is the hash of the snapshot's content. `rules` are the codes that were applied; `broken` and
    `not_asked` give code -> why there is no verdict, and the findings of those rules stay as they were.
    """

    snapshot_id = models.CharField(max_length=16)
    snapshot_name = models.CharField(max_length=63)
    as_of = models.DateField()
    taken_at = models.DateTimeField()
    collection = models.CharField(max_length=6, choices=CheckedAs.choices)
    year = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    rules = models.JSONField(default=list)
    broken = models.JSONField(default=dict, blank=True)
    not_asked = models.JSONField(default=dict, blank=True)
    found = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0)
    lapsed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(collection__in=CheckedAs.values), name="check_run_collection_code"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__gte=F("started_at")), name="check_run_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["collection", "-started_at"], name="check_runs_newest_first"),
        ]


class Finding(models.Model):
    """One rule that one row of the record fails.

    `table` and `record_key` are the row's own table and key in the snapshot, which with `rule` say which
    finding it is. `mistake` is the same for findings that one mending clears, so that a list shows one.
    `fingerprint` is of the values that the rule looked at: an acceptance holds for those only, and what was
    mended comes back accepted with them. Without a person it is the authority's own.
    """

    collection = models.CharField(max_length=6, choices=CheckedAs.choices)
    rule = models.CharField(max_length=40)
    table = models.CharField(max_length=40)
    record_key = models.BigIntegerField()
    severity = models.CharField(max_length=11, choices=FindingSeverity.choices)
    fields = models.JSONField(default=list)
    message = models.CharField(max_length=400)
    hint = models.CharField(max_length=400, blank=True)
    mistake = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=16)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="findings")
    source = models.CharField(max_length=10, choices=DatumSource.choices)
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="findings")
    handed_over = models.BooleanField(default=False)
    school_urn = models.CharField(max_length=6, blank=True)
    state = models.CharField(max_length=8, choices=FindingState.choices, default=FindingState.OPEN)
    first_seen = models.ForeignKey(CheckRun, models.PROTECT, related_name="+")
    last_seen = models.ForeignKey(CheckRun, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    due_on = models.DateField()
    mended_on = models.DateField(null=True, blank=True)
    times_reopened = models.PositiveSmallIntegerField(default=0)
    cause = models.CharField(max_length=10, choices=Cause.choices, blank=True)
    accepted_reason = models.CharField(max_length=400, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_on = models.DateField(null=True, blank=True)
    accepted_until = models.DateField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "rule", "table", "record_key"],
                name="one_finding_for_each_rule_and_row",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=FindingSeverity.values), name="finding_severity_code"
            ),
            models.CheckConstraint(
                condition=Q(cause__in=["", *Cause.values]), name="finding_cause_code"
            ),
            models.CheckConstraint(
                condition=Q(source__in=DatumSource.values), name="finding_source_code"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted"], mended_on__isnull=True)
                | Q(state__in=["mended", "lapsed"], mended_on__isnull=False),
                name="finding_mended_has_day",
            ),
            models.CheckConstraint(
                condition=(
                    Q(accepted_by__isnull=False, accepted_on__isnull=False)
                    & ~Q(accepted_reason="")
                    & ~Q(state="open")
                )
                | (
                    Q(
                        accepted_by__isnull=True,
                        accepted_on__isnull=True,
                        accepted_until__isnull=True,
                        accepted_reason="",
                    )
                    & ~Q(state="accepted")
                ),
                name="finding_accepted_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(accepted_until__gte=F("accepted_on")),
                name="finding_accepted_until_after",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opened_on")), name="finding_due_after_opened"
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer", "due_on"], condition=Q(state="open"), name="open_findings"
            ),
            models.Index(
                fields=["team", "due_on"], condition=Q(state="open"), name="open_findings_of_team"
            ),
            models.Index(fields=["mistake"], condition=Q(state="open"), name="open_mistakes"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} on {self.table} {self.record_key}"


class FindingCount(models.Model):
    """How many findings stood so at the end of a run: a run x rule x team x school x source x state.

    Open and accepted count every one that stands; mended and lapsed only those of this run. `team` is empty
    for what is about no child, `school_urn` where the child is on no roll.
    """

    run = models.ForeignKey(CheckRun, models.CASCADE, related_name="counts")
    rule = models.CharField(max_length=40)
    severity = models.CharField(max_length=11, choices=FindingSeverity.choices)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    school_urn = models.CharField(max_length=6, blank=True)
    source = models.CharField(max_length=10, choices=DatumSource.choices)
    state = models.CharField(max_length=8, choices=FindingState.choices)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "rule", "severity", "team", "school_urn", "source", "state"],
                nulls_distinct=False,
                name="one_count_of_each_kind_in_a_run",
            ),
        ]
