"""Lists of other systems, the pairs found in them, and records that are the same child."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0018_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Match",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("system", models.CharField(blank=True, max_length=60)),
                ("identifier", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sure", "Almost certain"),
                            ("review", "To be looked at"),
                            ("upn_error", "A wrong UPN"),
                        ],
                        max_length=10,
                    ),
                ),
                ("probability", models.FloatField()),
                ("explanation", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("proposed_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "To be decided"),
                            ("same", "The same child"),
                            ("different", "Different children"),
                            ("undone", "Decision undone"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=400)),
            ],
        ),
        migrations.CreateModel(
            name="SourceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=60)),
                ("file_name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("problems", models.PositiveIntegerField(default=0)),
                ("loaded_at", models.DateTimeField()),
                ("keep_until", models.DateField()),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SourceRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identifier", models.CharField(max_length=60)),
                ("surname", models.CharField(blank=True, max_length=80)),
                ("forename", models.CharField(blank=True, max_length=80)),
                ("other_names", models.CharField(blank=True, max_length=160)),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("address", models.CharField(blank=True, max_length=240)),
                ("postcode", models.CharField(blank=True, max_length=12)),
                ("upn", models.CharField(blank=True, max_length=20)),
                ("former_upn", models.CharField(blank=True, max_length=20)),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_records",
                to="casework.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("same_as", models.F("pk")), _negated=True),
                name="person_same_as_another",
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="other",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matched_to",
                to="casework.person",
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matches",
                to="casework.person",
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="loaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sourcerecord",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="casework.sourcefile",
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="record",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="matches",
                to="casework.sourcerecord",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcefile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deleted_at__isnull", True)),
                fields=("system", "digest"),
                name="one_list_of_each_content",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.UniqueConstraint(
                fields=("file", "identifier"), name="one_row_for_each_identifier_of_a_list"
            ),
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(
                condition=models.Q(("state__in", ["proposed", "undone"])),
                fields=["probability"],
                name="matches_to_decide",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("identifier", ""),
                        ("other__isnull", False),
                        ("person__lt", models.F("other")),
                        ("system", ""),
                    ),
                    models.Q(
                        ("other__isnull", True),
                        models.Q(("system", ""), _negated=True),
                        models.Q(("identifier", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="match_with_a_row_or_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("reason", ""),
                        ("state", "proposed"),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["same", "different", "undone"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="match_decided_by_someone_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["sure", "review", "upn_error"])),
                name="match_kind_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(("probability__gte", 0), ("probability__lte", 1)),
                name="match_probability",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("other__isnull", True)),
                fields=("person", "system", "identifier"),
                name="one_match_of_a_child_and_a_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                fields=("person", "other"), name="one_match_of_two_records"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("other__isnull", True), ("state", "same")),
                fields=("system", "identifier"),
                name="one_child_for_each_identifier",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("other__isnull", True), ("state", "same")),
                fields=("person", "system"),
                name="one_identifier_of_a_system_for_a_child",
            ),
        ),
    ]
