"""Tables of plan text."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0007_advice")]
    operations = [
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Sent to the family"),
                            ("final", "Final"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("made_on", models.DateField()),
                ("proposed_on", models.DateField(blank=True, null=True)),
                ("final_on", models.DateField(blank=True, null=True)),
                ("sent_in_spite", models.CharField(blank=True, max_length=400)),
                ("pdf", models.CharField(blank=True, max_length=64)),
                ("word", models.CharField(blank=True, max_length=64)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redrafts",
                        to="casework.planversion",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_versions",
                        to="casework.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="casework.plan",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_versions",
                        to="casework.request",
                    ),
                ),
                (
                    "sent_in_spite_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="PlanProvision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("removed", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("kind", models.CharField(max_length=2)),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                ),
                ("unit", models.CharField(blank=True, max_length=10)),
                ("frequency", models.CharField(blank=True, max_length=12)),
                ("duration", models.CharField(blank=True, max_length=200)),
                ("delivered_by", models.CharField(blank=True, max_length=200)),
                ("qualification", models.CharField(blank=True, max_length=200)),
                ("ratio", models.CharField(blank=True, max_length=100)),
                ("review", models.CharField(blank=True, max_length=200)),
                ("funding", models.CharField(blank=True, max_length=10)),
                (
                    "outcomes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.planversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("slug", models.CharField(max_length=20)),
                ("text", models.TextField(blank=True)),
                ("none_identified", models.BooleanField(default=False)),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="casework.planversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("removed", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("by_when", models.CharField(blank=True, max_length=200)),
                ("steps", models.TextField(blank=True)),
                ("measure", models.TextField(blank=True)),
                ("adulthood", models.CharField(blank=True, max_length=15)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.planversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("removed", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("area", models.CharField(max_length=15)),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.planversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FamilyViews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received_on", models.DateField()),
                ("said", models.TextField()),
                ("wants_meeting", models.BooleanField(default=False)),
                ("wants_budget", models.BooleanField(default=False)),
                (
                    "preferred",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.setting",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_views",
                        to="casework.request",
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_views",
                        to="casework.planversion",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                fields=("person", "number"), name="one_plan_version_of_each_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")),
                fields=("person",),
                name="one_draft_plan_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "final")),
                fields=("plan",),
                name="one_final_text_of_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("request__isnull", False), ("plan__isnull", False), _connector="OR"
                ),
                name="plan_version_of_a_request_or_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "superseded"]),
                    models.Q(("proposed_on__isnull", False), ("status", "proposed")),
                    models.Q(
                        ("final_on__isnull", False), ("plan__isnull", False), ("status", "final")
                    ),
                    _connector="OR",
                ),
                name="plan_version_status_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_in_spite", ""), ("sent_in_spite_by__isnull", True)),
                    models.Q(
                        models.Q(("sent_in_spite", ""), _negated=True),
                        ("sent_in_spite_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="plan_version_in_spite_has_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pdf", ""), ("word", "")),
                    models.Q(
                        models.Q(("pdf", ""), _negated=True), models.Q(("word", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="plan_version_has_both_files",
            ),
        ),
        migrations.AddConstraint(
            model_name="planprovision",
            constraint=models.UniqueConstraint(
                fields=("plan_version", "key"), name="one_planprovision_of_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="planprovision",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["F", "G", "H1", "H2"])),
                name="provision_section_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="planprovision",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                name="provision_amount_above_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="planprovision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", True), ("unit", "")),
                    models.Q(("amount__isnull", False), models.Q(("unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="provision_amount_has_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="planpassage",
            constraint=models.UniqueConstraint(
                fields=("plan_version", "slug"), name="one_passage_of_each_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="planpassage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug__in",
                        [
                            "child",
                            "parents",
                            "communicating",
                            "history",
                            "strengths",
                            "health-needs",
                            "care-needs",
                            "health",
                            "care",
                            "other-care",
                            "placement",
                            "budget",
                            "advice",
                        ],
                    )
                ),
                name="passage_has_a_known_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="planpassage",
            constraint=models.CheckConstraint(
                condition=models.Q(("none_identified", False), ("text", ""), _connector="OR"),
                name="passage_says_none_or_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="planoutcome",
            constraint=models.UniqueConstraint(
                fields=("plan_version", "key"), name="one_planoutcome_of_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="planneed",
            constraint=models.UniqueConstraint(
                fields=("plan_version", "key"), name="one_planneed_of_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="planneed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "area__in",
                        ["communication", "cognition", "semh", "sensory", "health", "care"],
                    )
                ),
                name="need_area_code",
            ),
        ),
    ]
