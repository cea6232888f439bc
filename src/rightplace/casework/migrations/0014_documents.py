"""Documents, redactions, case files, the letterhead and the services for families."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_before = import_module("rightplace.casework.migrations.0002_append_only")
_KEPT = (
    "digest",
    "size",
    "media_type",
    "pages",
    "file_name",
    "person_id",
    "uploaded_at",
    "uploaded_by_id",
)


def content_kept(table: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    """The triggers that keep rows from being deleted, and what they hold from being changed."""
    same = " or ".join(f'old."{each}" is distinct from new."{each}"' for each in columns)
    return migrations.RunSQL(
        f"create trigger content_kept before update on {table} for each row when ({same}) "
        "execute function casework_refuse_change();"
        f"create trigger never_deleted before delete or truncate on {table} "
        "for each statement execute function casework_refuse_change()",
        f"drop trigger content_kept on {table}; drop trigger never_deleted on {table}",
    )


class Migration(migrations.Migration):
    """Add them; what was kept can then not be changed."""

    dependencies = [("casework", "0013_disputes")]
    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=150)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advice", "Advice"),
                            ("report", "Report"),
                            ("review", "Review paperwork"),
                            ("family", "Evidence from the family"),
                            ("school", "Evidence from the school or setting"),
                            ("medical", "Medical"),
                            ("social_care", "Social care"),
                            ("tribunal", "Tribunal"),
                            ("correspondence", "Correspondence"),
                            ("photo", "Photo"),
                            ("plan", "Plan"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("dated", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=150)),
                ("received_on", models.DateField()),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("family", "Shared with the family"),
                            ("professionals", "Professionals only"),
                            ("third_party", "Holds information about other people"),
                            ("withheld", "Not to be disclosed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("withheld_because", models.CharField(blank=True, max_length=400)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=400)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("file_name", models.CharField(max_length=150)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="casework.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="casework.plan",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="casework.request",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="casework.document",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
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
            name="FamilyService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("advice", "Information, advice and support"),
                            ("mediation", "Mediation adviser"),
                            ("disagreement", "Disagreement resolution"),
                            ("local_offer", "Local Offer"),
                            ("complaints", "Complaints"),
                        ],
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("contact", models.CharField(blank=True, max_length=250)),
                ("hours", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "key__in",
                                [
                                    "advice",
                                    "mediation",
                                    "disagreement",
                                    "local_offer",
                                    "complaints",
                                ],
                            )
                        ),
                        name="family_service_code",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("council", models.CharField(max_length=100)),
                ("address", models.TextField(blank=True)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("signature", models.TextField(blank=True)),
                ("keep_years_from_birth", models.PositiveSmallIntegerField(default=25)),
                ("keep_years_from_end", models.PositiveSmallIntegerField(default=6)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_letterhead")
                ],
            },
        ),
        migrations.CreateModel(
            name="RedactedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("marks", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redacted_copies",
                        to="casework.document",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RedactionMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phrase", models.CharField(blank=True, max_length=200)),
                ("page", models.PositiveIntegerField(blank=True, null=True)),
                ("left", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("top", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("width", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("height", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("third_party", "Third party"),
                            ("privilege", "Legal privilege"),
                            ("harm", "Serious harm"),
                            ("other_child", "Other child"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="casework.document",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("access", "Subject access request"),
                            ("tribunal", "Tribunal bundle"),
                            ("transfer", "Transfer to another authority"),
                            ("internal", "Internal use"),
                        ],
                        max_length=20,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("contents", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundles",
                        to="casework.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("purpose__in", ["access", "tribunal", "transfer", "internal"])
                        ),
                        name="bundle_purpose_code",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["person", "-received_on"], name="casework_do_person__a9a127_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "advice",
                            "report",
                            "review",
                            "family",
                            "school",
                            "medical",
                            "social_care",
                            "tribunal",
                            "correspondence",
                            "photo",
                            "plan",
                            "other",
                        ],
                    )
                ),
                name="document_kind_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidentiality__in", ["family", "professionals", "third_party", "withheld"])
                ),
                name="document_confidentiality_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confidentiality", "withheld"),
                        models.Q(("withheld_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("confidentiality", "withheld"), _negated=True),
                        ("withheld_because", ""),
                    ),
                    _connector="OR",
                ),
                name="document_withheld_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at", None), ("withdrawn_because", ""), ("withdrawn_by", None)
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="document_withdrawn_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_on__gte", models.F("dated"))),
                name="document_received_after_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("superseded_by", models.F("pk")), _negated=True),
                name="document_supersedes_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("person", "digest"),
                name="one_document_of_each_content",
            ),
        ),
        migrations.AddConstraint(
            model_name="redactionmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("page__gte", 1), ("phrase", "")),
                    models.Q(models.Q(("phrase", ""), _negated=True), ("page", None)),
                    _connector="OR",
                ),
                name="mark_of_a_phrase_or_a_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="redactionmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("height", None), ("left", None), ("top", None), ("width", None)),
                    models.Q(
                        ("height__range", (1, 100)),
                        ("left__lt", 100),
                        ("page__isnull", False),
                        ("top__lt", 100),
                        ("width__range", (1, 100)),
                    ),
                    _connector="OR",
                ),
                name="mark_area_within_its_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="redactionmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["third_party", "privilege", "harm", "other_child"])
                ),
                name="mark_reason_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="redactionmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_by", None)),
                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                    _connector="OR",
                ),
                name="mark_lifted_by_someone",
            ),
        ),
        _before.append_only("casework_redactedcopy"),
        _before.append_only("casework_bundle"),
        content_kept("casework_document", _KEPT),
        content_kept(
            "casework_redactionmark",
            ("document_id", "phrase", "page", "left", "top", "width", "height", "reason"),
        ),
    ]
