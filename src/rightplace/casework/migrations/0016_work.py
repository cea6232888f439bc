"""Tasks, contacts, circumstances, rank and cover."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0015_quality"),
    ]

    operations = [
        migrations.CreateModel(
            name="Circumstance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("looked_after", "Looked after by a local authority"),
                            ("protection", "On a child protection plan"),
                            ("in_need", "A child in need"),
                            ("out_of_school", "Not in school, or on a part-time timetable"),
                            ("excluded", "Permanently excluded, or at risk of it"),
                            ("hospital", "In hospital, or seriously ill"),
                            ("custody", "In custody"),
                            ("homeless", "Homeless, or about to move"),
                        ],
                        max_length=15,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=120)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circumstances",
                        to="casework.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("person", "kind"),
                        name="one_open_circumstance_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="circumstance_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("telephone", "Telephone"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                            ("meeting", "Meeting"),
                            ("visit", "Visit"),
                            ("portal", "Portal"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "From them"), ("out", "From us")], max_length=3
                    ),
                ),
                ("with_whom", models.CharField(max_length=120)),
                ("summary", models.TextField()),
                ("reply_due_on", models.DateField(blank=True, null=True)),
                ("replied_on", models.DateField(blank=True, null=True)),
                ("reply", models.TextField(blank=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="casework.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("replied_on__isnull", True), ("reply_due_on__isnull", False)
                        ),
                        fields=["owner", "reply_due_on"],
                        name="contacts_to_answer",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["in", "out"])),
                        name="contact_direction_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("replied_on__gte", models.F("on"))),
                        name="contact_replied_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_on__isnull", True), ("reply", "")),
                            models.Q(
                                ("replied_on__isnull", False),
                                models.Q(("reply", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contact_reply_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("planned_until", models.DateField()),
                ("reason", models.CharField(max_length=120)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "covered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covering",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("officer", "covered_by"),
                        name="one_open_cover_by_one_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned_until__gte", models.F("starts_on"))),
                        name="cover_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("officer", models.F("covered_by")), _negated=True),
                        name="cover_is_by_someone_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RankChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "points",
                    models.SmallIntegerField(
                        choices=[
                            (-40, "Much lower"),
                            (-20, "Lower"),
                            (20, "Higher"),
                            (40, "Much higher"),
                        ]
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("ended", models.BooleanField(default=False)),
                (
                    "by",
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
                        related_name="rank_changes",
                        to="casework.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", False)),
                        fields=("person",),
                        name="one_change_of_rank_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="rank_change_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=120)),
                ("detail", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                ("raised_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=400)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="casework.person",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=["owner", "due_on"],
                        name="open_tasks",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_on__gte", models.F("raised_on"))),
                        name="task_done_after_raised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", True), ("outcome", "")),
                            models.Q(
                                ("done_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="task_done_has_outcome",
                    ),
                ],
            },
        ),
    ]
