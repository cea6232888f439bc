"""Tables of delivery."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0009_consultations")]
    operations = [
        migrations.CreateModel(
            name="DeliveryGap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(blank=True, max_length=20)),
                ("what", models.CharField(max_length=400)),
                ("impact", models.TextField()),
                ("since", models.DateField()),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("high", "High: no education, or at risk"),
                            ("medium", "Medium: a main piece of provision is missing"),
                            ("low", "Low: a lesser piece is missing or late"),
                        ],
                        max_length=6,
                    ),
                ),
                ("raised_on", models.DateField()),
                ("due_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_place", "The provision is in place"),
                            ("replaced", "Other provision stands in for it"),
                            ("plan_changed", "The plan no longer specifies it"),
                            ("mistake", "There was no gap"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gaps",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gaps",
                        to="casework.person",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.setting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GapNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="casework.deliverygap",
                    ),
                ),
            ],
            options={"ordering": ["on", "pk"]},
        ),
        migrations.CreateModel(
            name="ProvisionCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("words", models.TextField()),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("in_place", "In place"),
                            ("partly", "Partly in place"),
                            ("missing", "Not in place"),
                            ("not_known", "Not known"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("said_by", models.CharField(max_length=120)),
                ("evidence", models.TextField(blank=True)),
                ("checked_on", models.DateField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provision_checks",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("part_time", "Part-time timetable"),
                            ("alternative", "Alternative provision"),
                            ("otherwise", "Education otherwise than at school (s61)"),
                            ("no_place", "No placement"),
                            ("missing", "Missing education"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("hours", models.DecimalField(decimal_places=1, max_digits=4)),
                ("full_hours", models.DecimalField(decimal_places=1, max_digits=4)),
                ("reason", models.TextField()),
                ("parent_agreed_on", models.DateField(blank=True, null=True)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("review_due_on", models.DateField(blank=True, null=True)),
                ("provider", models.CharField(blank=True, max_length=120)),
                ("registration", models.CharField(blank=True, max_length=20)),
                ("quality_checked_on", models.DateField(blank=True, null=True)),
                ("safeguarding_checked_on", models.DateField(blank=True, null=True)),
                (
                    "cost",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="casework.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["part_time", "alternative", "otherwise", "no_place", "missing"],
                            )
                        ),
                        name="arrangement_kind_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="arrangement_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("full_hours__gt", 0),
                            ("hours__gte", 0),
                            ("hours__lte", models.F("full_hours")),
                        ),
                        name="arrangement_hours_within_full",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["alternative", "otherwise"]), _negated=True),
                            models.Q(("provider", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangement_has_a_provider",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on__isnull", True), ("review_due_on__isnull", False)),
                            models.Q(("ends_on__isnull", False), ("review_due_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="open_arrangement_has_a_review_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("person", "kind"),
                        name="one_open_arrangement_of_a_kind",
                    ),
                ]
            },
        ),
        migrations.AddIndex(
            model_name="deliverygap",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["owner", "due_on"],
                name="open_gaps_by_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverygap",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["high", "medium", "low"])),
                name="gap_severity_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverygap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_on__isnull", False),
                        ("outcome__in", ["in_place", "replaced", "plan_changed", "mistake"]),
                    ),
                    _connector="OR",
                ),
                name="gap_closed_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverygap",
            constraint=models.CheckConstraint(
                condition=models.Q(("since__lte", models.F("raised_on"))),
                name="gap_since_before_raised",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverygap",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on__gte", models.F("raised_on"))),
                name="gap_closed_after_raised",
            ),
        ),
        migrations.AddIndex(
            model_name="provisioncheck",
            index=models.Index(
                fields=["plan", "code", "-checked_on"], name="casework_pr_plan_id_5b1a05_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="provisioncheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("standing__in", ["in_place", "partly", "missing", "not_known"])
                ),
                name="provision_standing_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="provisioncheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("since__lte", models.F("checked_on"))),
                name="provision_since_before_check",
            ),
        ),
    ]
