import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0019_matching"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("holds", models.CharField(max_length=400)),
                ("system", models.CharField(max_length=80)),
                ("supplier", models.CharField(blank=True, max_length=80)),
                (
                    "interface",
                    models.CharField(
                        choices=[
                            ("entry", "Entered on screen"),
                            ("file", "File that is loaded"),
                            ("return", "Return"),
                            ("system", "Another system"),
                            ("computed", "Computed here"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "owner_role",
                    models.CharField(
                        choices=[
                            ("case_officer", "Case officer"),
                            ("team_manager", "Team manager"),
                            ("analyst", "Analyst"),
                            ("commissioner", "Commissioner"),
                            ("administrator", "Administrator"),
                            ("psychologist", "Educational psychologist"),
                            ("health_adviser", "Health adviser"),
                            ("social_care_adviser", "Social care adviser"),
                            ("panel_member", "Panel member"),
                            ("finance", "Finance officer"),
                            ("quality_assurer", "Quality assurer"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("refresh_days", models.PositiveSmallIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=400)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loads",
                        to="casework.datasource",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="datasource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interface__in", ["entry", "file", "return", "system", "computed"])
                ),
                name="data_source_interface_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="datasource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "owner_role__in",
                        [
                            "case_officer",
                            "team_manager",
                            "analyst",
                            "commissioner",
                            "administrator",
                            "psychologist",
                            "health_adviser",
                            "social_care_adviser",
                            "panel_member",
                            "finance",
                            "quality_assurer",
                            "auditor",
                        ],
                    )
                ),
                name="data_source_owner_role_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="datasource",
            constraint=models.CheckConstraint(
                condition=models.Q(("refresh_days__gte", 1)),
                name="data_source_refresh_at_least_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="sourceload",
            index=models.Index(fields=["source", "-at"], name="loads_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="sourceload",
            constraint=models.CheckConstraint(
                condition=models.Q(("failure", ""), ("rows", 0), _connector="OR"),
                name="failed_load_has_no_rows",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourceload",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest", ""), ("failure", ""), _negated=True),
                name="good_load_has_digest",
            ),
        ),
    ]
