"""Tables of reviews: meetings ahead, what they said, early reviews, reminders."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0010_delivery")]
    operations = [
        migrations.CreateModel(
            name="EarlyReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("family", "Parent or young person"),
                            ("setting", "School or other setting"),
                            ("officer", "The council itself"),
                            ("other", "Someone else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("granted", models.BooleanField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer_reason", models.CharField(blank=True, max_length=400)),
            ],
        ),
        migrations.CreateModel(
            name="ReviewChase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chased_on", models.DateField()),
                (
                    "level",
                    models.CharField(
                        choices=[("setting", "The setting"), ("head", "The head or principal")],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewInvitee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("family", "Parent or young person"),
                            ("setting", "Head or principal of the setting"),
                            ("education", "Education officer of the council"),
                            ("health", "Health care professional"),
                            ("social_care", "Social care professional"),
                            ("other", "Someone else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("gave_advice", models.BooleanField(default=False)),
                ("attended", models.BooleanField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReviewMeeting",
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
                            ("annual", "Yearly review"),
                            ("early", "Early review"),
                            ("interim", "Interim review (under 5)"),
                            ("transfer", "Review before a phase transfer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("planned_on", models.DateField()),
                ("planned_at", models.CharField(blank=True, max_length=20)),
                ("place", models.CharField(max_length=200)),
                ("invited_on", models.DateField(blank=True, null=True)),
                ("papers_on", models.DateField(blank=True, null=True)),
                ("called_off_on", models.DateField(blank=True, null=True)),
                ("called_off_reason", models.CharField(blank=True, max_length=400)),
            ],
        ),
        migrations.CreateModel(
            name="ReviewRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("child_views", models.TextField()),
                ("family_views", models.TextField(blank=True)),
                ("progress", models.TextField()),
                ("working", models.TextField(blank=True)),
                ("not_working", models.TextField(blank=True)),
                ("employment", models.TextField(blank=True)),
                ("living", models.TextField(blank=True)),
                ("community", models.TextField(blank=True)),
                ("health", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name="phasetransferreview",
            name="setting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.setting",
            ),
        ),
        migrations.AddField(
            model_name="phasetransferreview",
            name="setting_type",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="review",
            name="not_amended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="review",
            name="proposed_changes",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="review",
            name="reasons",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="review",
            name="views_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="phasetransferreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("setting__isnull", True), ("setting_type", ""), _connector="OR"
                ),
                name="phase_plan_names_setting_or_type",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("views_on__gte", models.F("notice_on"))),
                name="review_views_after_notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("not_amended_on__isnull", True),
                    models.Q(
                        ("decision", "A"),
                        ("final_on__isnull", True),
                        ("not_amended_on__gte", models.F("decision_on")),
                    ),
                    _connector="OR",
                ),
                name="review_not_amended_after_decision",
            ),
        ),
        migrations.AddField(
            model_name="earlyreview",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="early_reviews",
                to="casework.plan",
            ),
        ),
        migrations.AddField(
            model_name="reviewchase",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="chases",
                to="casework.review",
            ),
        ),
        migrations.AddField(
            model_name="reviewchase",
            name="setting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review_chases",
                to="casework.setting",
            ),
        ),
        migrations.AddField(
            model_name="reviewmeeting",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review_meetings",
                to="casework.plan",
            ),
        ),
        migrations.AddField(
            model_name="reviewmeeting",
            name="review",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="planned",
                to="casework.review",
            ),
        ),
        migrations.AddField(
            model_name="reviewinvitee",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitees",
                to="casework.reviewmeeting",
            ),
        ),
        migrations.AddField(
            model_name="reviewrecord",
            name="review",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="record",
                to="casework.review",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlyreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("granted__isnull", True)),
                fields=("plan",),
                name="one_early_review_open_of_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by__in", ["family", "setting", "officer", "other"])),
                name="early_review_asked_by_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer_reason", ""),
                        ("answered_on__isnull", True),
                        ("granted__isnull", True),
                    ),
                    models.Q(
                        ("answered_on__gte", models.F("asked_on")),
                        ("granted__isnull", False),
                        models.Q(("answer_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="early_review_answer_has_day_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewchase",
            constraint=models.UniqueConstraint(
                fields=("review", "chased_on", "level"), name="one_chase_of_a_review_on_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewchase",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["setting", "head"])),
                name="review_chase_level_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewmeeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_on__isnull", True), ("review__isnull", True)),
                fields=("plan",),
                name="one_meeting_ahead_of_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["annual", "early", "interim", "transfer"])),
                name="review_meeting_kind_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("called_off_on__isnull", True), ("called_off_reason", "")),
                    models.Q(
                        ("called_off_on__isnull", False),
                        ("review__isnull", True),
                        models.Q(("called_off_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meeting_called_off_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewinvitee",
            constraint=models.UniqueConstraint(
                fields=("meeting", "role"), name="invited_once_to_a_meeting"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewinvitee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        ["family", "setting", "education", "health", "social_care", "other"],
                    )
                ),
                name="review_invitee_role_code",
            ),
        ),
    ]
