"""Runs of the rules of data quality, and what they find."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [
        ("casework", "0016_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("snapshot_id", models.CharField(max_length=16)),
                ("snapshot_name", models.CharField(max_length=63)),
                ("as_of", models.DateField()),
                ("taken_at", models.DateTimeField()),
                (
                    "collection",
                    models.CharField(
                        choices=[("sen2", "SEN2 return"), ("record", "Record")], max_length=6
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField()),
                ("rules", models.JSONField(default=list)),
                ("broken", models.JSONField(blank=True, default=dict)),
                ("not_asked", models.JSONField(blank=True, default=dict)),
                ("found", models.PositiveIntegerField(default=0)),
                ("opened", models.PositiveIntegerField(default=0)),
                ("reopened", models.PositiveIntegerField(default=0)),
                ("mended", models.PositiveIntegerField(default=0)),
                ("lapsed", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "collection",
                    models.CharField(
                        choices=[("sen2", "SEN2 return"), ("record", "Record")], max_length=6
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                ("table", models.CharField(max_length=40)),
                ("record_key", models.BigIntegerField()),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("error", "Error"),
                            ("query", "Query"),
                            ("information", "Information"),
                        ],
                        max_length=11,
                    ),
                ),
                ("fields", models.JSONField(default=list)),
                ("message", models.CharField(max_length=400)),
                ("hint", models.CharField(blank=True, max_length=400)),
                ("mistake", models.CharField(max_length=120)),
                ("fingerprint", models.CharField(max_length=16)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("intake", "Intake"),
                            ("casework", "Casework"),
                            ("reviews", "Reviews"),
                            ("placements", "Placements"),
                            ("finance", "Personal budgets"),
                            ("register", "Register of settings"),
                            ("authority", "Settings of the authority"),
                        ],
                        max_length=10,
                    ),
                ),
                ("handed_over", models.BooleanField(default=False)),
                ("school_urn", models.CharField(blank=True, max_length=6)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To mend"),
                            ("accepted", "Accepted"),
                            ("mended", "Mended"),
                            ("lapsed", "No longer asked"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("mended_on", models.DateField(blank=True, null=True)),
                ("times_reopened", models.PositiveSmallIntegerField(default=0)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("entry", "Entered wrongly"),
                            ("process", "A step was not done"),
                            ("interface", "Came wrong from another system"),
                            ("definition", "The item is understood in different ways"),
                            ("migration", "Brought over from an older system"),
                        ],
                        max_length=10,
                    ),
                ),
                ("accepted_reason", models.CharField(blank=True, max_length=400)),
                ("accepted_on", models.DateField(blank=True, null=True)),
                ("accepted_until", models.DateField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first_seen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.checkrun",
                    ),
                ),
                (
                    "last_seen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.checkrun",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="casework.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="casework.plan",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="casework.request",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="casework.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FindingCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("error", "Error"),
                            ("query", "Query"),
                            ("information", "Information"),
                        ],
                        max_length=11,
                    ),
                ),
                ("school_urn", models.CharField(blank=True, max_length=6)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("intake", "Intake"),
                            ("casework", "Casework"),
                            ("reviews", "Reviews"),
                            ("placements", "Placements"),
                            ("finance", "Personal budgets"),
                            ("register", "Register of settings"),
                            ("authority", "Settings of the authority"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To mend"),
                            ("accepted", "Accepted"),
                            ("mended", "Mended"),
                            ("lapsed", "No longer asked"),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="casework.checkrun",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.team",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="checkrun",
            index=models.Index(
                fields=["collection", "-started_at"], name="check_runs_newest_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("collection__in", ["sen2", "record"])),
                name="check_run_collection_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_at__gte", models.F("started_at"))),
                name="check_run_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["officer", "due_on"],
                name="open_findings",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["team", "due_on"],
                name="open_findings_of_team",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["mistake"], name="open_mistakes"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("collection", "rule", "table", "record_key"),
                name="one_finding_for_each_rule_and_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["error", "query", "information"])),
                name="finding_severity_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cause__in", ["", "entry", "process", "interface", "definition", "migration"])
                ),
                name="finding_cause_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        [
                            "intake",
                            "casework",
                            "reviews",
                            "placements",
                            "finance",
                            "register",
                            "authority",
                        ],
                    )
                ),
                name="finding_source_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mended_on__isnull", True), ("state__in", ["open", "accepted"])),
                    models.Q(("mended_on__isnull", False), ("state__in", ["mended", "lapsed"])),
                    _connector="OR",
                ),
                name="finding_mended_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_by__isnull", False),
                        ("accepted_on__isnull", False),
                        models.Q(("accepted_reason", ""), _negated=True),
                        models.Q(("state", "open"), _negated=True),
                    ),
                    models.Q(
                        ("accepted_by__isnull", True),
                        ("accepted_on__isnull", True),
                        ("accepted_reason", ""),
                        ("accepted_until__isnull", True),
                        models.Q(("state", "accepted"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="finding_accepted_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_until__gte", models.F("accepted_on"))),
                name="finding_accepted_until_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("opened_on"))),
                name="finding_due_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="findingcount",
            constraint=models.UniqueConstraint(
                fields=("run", "rule", "severity", "team", "school_urn", "source", "state"),
                name="one_count_of_each_kind_in_a_run",
                nulls_distinct=False,
            ),
        ),
    ]
