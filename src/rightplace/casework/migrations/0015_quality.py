"""Tables of quality."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0014_documents")]

    operations = [
        migrations.CreateModel(
            name="QualityTool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("in_use_from", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number",), name="one_quality_tool_for_each_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("section", models.CharField(max_length=40)),
                ("question", models.CharField(max_length=200)),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("childs_voice", "The child's voice"),
                            ("specific", "Specific and quantified provision"),
                            ("outcomes", "Outcomes"),
                            ("golden_thread", "From need to provision to outcome"),
                            ("health", "Health"),
                            ("social_care", "Social care"),
                            ("adulthood", "Preparing for adulthood"),
                            ("timeliness", "Timeliness"),
                            ("language", "Plain language"),
                            ("placement", "Section I"),
                            ("advice", "Use of advice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField()),
                ("outstanding", models.CharField(max_length=300)),
                ("good", models.CharField(max_length=300)),
                ("requires_improvement", models.CharField(max_length=300)),
                ("inadequate", models.CharField(max_length=300)),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="casework.qualitytool",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("drawn_on", models.DateField()),
                ("setting_group", models.CharField(blank=True, max_length=20)),
                ("youngest", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("oldest", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("size", models.PositiveSmallIntegerField()),
                ("out_of", models.PositiveIntegerField()),
                ("seed", models.PositiveIntegerField()),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
        migrations.CreateModel(
            name="Audit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("learning", models.TextField(blank=True)),
                ("submitted_on", models.DateField(blank=True, null=True)),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (4, "Outstanding"),
                            (3, "Good"),
                            (2, "Requires improvement"),
                            (1, "Inadequate"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "auditor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits_to_moderate",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
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
                        related_name="audits",
                        to="casework.plan",
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="casework.qualitytool",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="casework.sample",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (4, "Outstanding"),
                            (3, "Good"),
                            (2, "Requires improvement"),
                            (1, "Inadequate"),
                        ],
                        null=True,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("themes", models.JSONField(default=list)),
                ("tags", models.CharField(blank=True, max_length=120)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="casework.audit",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.criterion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("childs_voice", "The child's voice"),
                            ("specific", "Specific and quantified provision"),
                            ("outcomes", "Outcomes"),
                            ("golden_thread", "From need to provision to outcome"),
                            ("health", "Health"),
                            ("social_care", "Social care"),
                            ("adulthood", "Preparing for adulthood"),
                            ("timeliness", "Timeliness"),
                            ("language", "Plain language"),
                            ("placement", "Section I"),
                            ("advice", "Use of advice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("audience", models.CharField(max_length=120)),
                ("length", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("theme", "title"), name="one_training_of_a_title_for_a_theme"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Moderation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (4, "Outstanding"),
                            (3, "Good"),
                            (2, "Requires improvement"),
                            (1, "Inadequate"),
                        ]
                    ),
                ),
                (
                    "agreed_grade",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (4, "Outstanding"),
                            (3, "Good"),
                            (2, "Requires improvement"),
                            (1, "Inadequate"),
                        ]
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("moderated_on", models.DateField()),
                (
                    "audit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderation",
                        to="casework.audit",
                    ),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_grade__in", [4, 3, 2, 1]), ("grade__in", [4, 3, 2, 1])
                        ),
                        name="moderation_grade_codes",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("tool", "rank"), name="one_criterion_for_each_rank"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 1), ("weight__lte", 5)),
                name="criterion_weight_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1), ("size__lte", models.F("out_of"))),
                name="sample_within_the_plans",
            ),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.CheckConstraint(
                condition=models.Q(("oldest__gte", models.F("youngest"))),
                name="sample_ages_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(
                fields=("sample", "plan"), name="plan_audited_once_in_a_sample"
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grade__isnull", True), ("submitted_on__isnull", True)),
                    models.Q(("grade__in", [4, 3, 2, 1]), ("submitted_on__isnull", False)),
                    _connector="OR",
                ),
                name="audit_submitted_has_grade",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("moderator__isnull", True),
                    models.Q(("moderator", models.F("auditor")), _negated=True),
                    _connector="OR",
                ),
                name="audit_moderated_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(
                fields=("audit", "criterion"), name="one_score_for_each_criterion"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grade__isnull", True), ("grade__in", [4, 3, 2, 1]), _connector="OR"
                ),
                name="score_grade_code",
            ),
        ),
    ]
