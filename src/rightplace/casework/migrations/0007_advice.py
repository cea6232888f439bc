"""Tables of advice."""

from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0006_panels")]

    operations = [
        migrations.CreateModel(
            name="AdviceAsk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("concerns", models.TextField()),
                (
                    "advice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ask",
                        to="casework.advicerequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviceChase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_to", models.CharField(max_length=200)),
                ("escalated", models.BooleanField(default=False)),
                ("sent_on", models.DateField()),
                (
                    "advice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chases",
                        to="casework.advicerequest",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.letter",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviceDelay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("expected_on", models.DateField()),
                ("said_at", models.DateTimeField()),
                (
                    "advice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delays",
                        to="casework.advicerequest",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviceService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "adviser",
                    models.CharField(
                        choices=[
                            ("family", "Parent or young person"),
                            ("setting", "School or other education setting"),
                            ("health", "Health care professional"),
                            ("psychologist", "Educational psychologist"),
                            ("social_care", "Social care"),
                            ("sensory", "Teacher of children with sensory impairment"),
                            ("adulthood", "Preparation for adulthood (from Year 9)"),
                            ("requested", "Someone the family reasonably asked for"),
                            ("other", "Someone else the authority thinks appropriate"),
                        ],
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("lead_name", models.CharField(max_length=100)),
                ("lead_email", models.EmailField(max_length=254)),
                ("chases", models.PositiveSmallIntegerField(default=2)),
                ("hours", models.DecimalField(decimal_places=1, max_digits=4)),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads_services",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviceText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("needs", models.TextField(blank=True)),
                ("outcomes", models.TextField(blank=True)),
                ("provision", models.JSONField(default=list)),
                ("shared", models.BooleanField(default=False)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "advice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text",
                        to="casework.advicerequest",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdviserTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("days_a_week", models.DecimalField(decimal_places=1, max_digits=2)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="time",
                        to="casework.adviceservice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviserAbsence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("reason", models.CharField(max_length=100)),
                (
                    "time",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="casework.advisertime",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EarlierAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "adviser",
                    models.CharField(
                        choices=[
                            ("family", "Parent or young person"),
                            ("setting", "School or other education setting"),
                            ("health", "Health care professional"),
                            ("psychologist", "Educational psychologist"),
                            ("social_care", "Social care"),
                            ("sensory", "Teacher of children with sensory impairment"),
                            ("adulthood", "Preparation for adulthood (from Year 9)"),
                            ("requested", "Someone the family reasonably asked for"),
                            ("other", "Someone else the authority thinks appropriate"),
                        ],
                        max_length=30,
                    ),
                ),
                ("given_by", models.CharField(max_length=120)),
                ("dated", models.DateField()),
                ("giver_agreed_on", models.DateField()),
                ("authority_agreed_on", models.DateField()),
                ("family_agreed_on", models.DateField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_advice",
                        to="casework.assessment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviceExcuseRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            (
                                "exceptional_circumstances",
                                "Exceptional circumstances of the family",
                            ),
                            ("away_from_area", "Away from the area for at least 4 weeks"),
                            ("missed_appointment", "The child missed an appointment"),
                        ],
                        max_length=30,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("evidence", models.CharField(max_length=400)),
                ("claimed_at", models.DateTimeField()),
                (
                    "advice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="excuses",
                        to="casework.advicerequest",
                    ),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "exceptional_circumstances",
                                    "away_from_area",
                                    "missed_appointment",
                                ],
                            )
                        ),
                        name="advice_excuse_reason_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="advice_excuse_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="adviceservice",
            constraint=models.UniqueConstraint(
                fields=("adviser",), name="one_service_for_each_adviser"
            ),
        ),
        migrations.AddConstraint(
            model_name="adviceservice",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gt", 0)), name="advice_takes_some_hours"
            ),
        ),
        migrations.AddConstraint(
            model_name="advisertime",
            constraint=models.CheckConstraint(
                condition=models.Q(("days_a_week__gt", 0), ("days_a_week__lte", Decimal("5"))),
                name="adviser_days_within_a_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="advisertime",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="adviser_time_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="adviserabsence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="adviser_absence_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieradvice",
            constraint=models.UniqueConstraint(
                fields=("assessment", "adviser"), name="earlier_advice_once_for_each_adviser"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieradvice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("authority_agreed_on__gte", models.F("dated")),
                    ("family_agreed_on__gte", models.F("dated")),
                    ("giver_agreed_on__gte", models.F("dated")),
                ),
                name="earlier_advice_agreed_after_given",
            ),
        ),
    ]
