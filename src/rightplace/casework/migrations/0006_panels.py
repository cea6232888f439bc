"""Tables of panels."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0005_intake")]
    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("assess", "Whether to assess"),
                            ("issue", "Whether to issue a plan"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                    ),
                ),
                (
                    "has_sen",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                    ),
                ),
                ("has_sen_why", models.TextField(blank=True)),
                (
                    "may_need_plan",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                    ),
                ),
                ("may_need_plan_why", models.TextField(blank=True)),
                (
                    "more_time",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                    ),
                ),
                ("more_time_why", models.TextField(blank=True)),
                (
                    "needs_plan",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                    ),
                ),
                ("needs_plan_why", models.TextField(blank=True)),
                ("views", models.TextField(blank=True)),
                ("options", models.TextField(blank=True)),
                ("reasons", models.TextField(blank=True)),
                ("support", models.TextField(blank=True)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("delegated", "An officer or manager, by delegation"),
                            ("panel", "A panel"),
                        ],
                        default="delegated",
                        max_length=9,
                    ),
                ),
                ("authority", models.CharField(blank=True, max_length=400)),
                ("drafted_on", models.DateField()),
                ("told_on", models.DateField(blank=True, null=True)),
                ("on_paper", models.BooleanField(default=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="casework.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=120)),
                ("dated", models.DateField()),
                ("shows", models.TextField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="casework.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Panel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assess", "Whether to assess"),
                            ("issue", "Whether to issue a plan"),
                            ("placement", "Placements and funding"),
                            ("multi_agency", "Multi-agency: assessing and issuing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("quorum", models.PositiveSmallIntegerField()),
                ("capacity", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["assess", "issue", "placement", "multi_agency"])
                        ),
                        name="panel_kind_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("quorum__gte", 2)),
                        name="panel_of_some_size",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("assess", "Whether to assess"),
                            ("issue", "Whether to issue a plan"),
                            ("placement", "Which placement to agree"),
                            ("funding", "Which funding to agree"),
                        ],
                        max_length=9,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("listed", "To be decided"),
                            ("decided", "Decided"),
                            ("deferred", "Deferred"),
                            ("moved", "Moved"),
                            ("removed", "Taken off"),
                        ],
                        default="listed",
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                    ),
                ),
                (
                    "agreement",
                    models.CharField(
                        blank=True,
                        choices=[("consensus", "All agreed"), ("vote", "By a vote")],
                        max_length=9,
                    ),
                ),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("votes_against", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True)),
                ("conditions", models.TextField(blank=True)),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued",
                        to="casework.panelitem",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_items",
                        to="casework.decision",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_items",
                        to="casework.plan",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_items",
                        to="casework.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("chair", models.BooleanField(default=False)),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="casework.panel",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nature", models.CharField(max_length=400)),
                ("declared_on", models.DateField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="casework.panelitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="casework.panelmember",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="casework.panelmember",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("place", models.CharField(max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Agenda being made"),
                            ("published", "Agenda published"),
                            ("open", "Sitting now"),
                            ("held", "Held, minutes closed"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="casework.panel",
                    ),
                ),
                (
                    "present",
                    models.ManyToManyField(
                        related_name="attended",
                        through="casework.Attendance",
                        to="casework.panelmember",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="panelitem",
            name="sitting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="casework.sitting",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="sitting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendances",
                to="casework.sitting",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("question__in", ["assess", "issue"])),
                name="decision_question_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("route__in", ["delegated", "panel"])),
                name="decision_route_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "yes", "no"])), name="decision_outcome_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("has_sen__in", ["", "yes", "no"])), name="decision_has_sen_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("may_need_plan__in", ["", "yes", "no"])),
                name="decision_may_need_plan_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("more_time__in", ["", "yes", "no"])),
                name="decision_more_time_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("needs_plan__in", ["", "yes", "no"])),
                name="decision_needs_plan_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True), ("on_paper", False), ("told_on__isnull", True)
                    ),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("told_on__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_told_has_decider",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("told_on__isnull", True)),
                fields=("request", "question"),
                name="one_draft_for_each_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(
                fields=("panel", "user"), name="one_seat_on_a_panel"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("chair", True)), fields=("panel",), name="one_chair_of_a_panel"
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(
                fields=("item", "member"), name="one_interest_in_an_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.UniqueConstraint(
                fields=("panel", "day"), name="one_sitting_on_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_on__isnull", True), ("status", "planned")),
                    models.Q(
                        ("published_on__isnull", False),
                        ("status__in", ["published", "open", "held"]),
                    ),
                    _connector="OR",
                ),
                name="sitting_published_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("plan__isnull", True),
                        ("question__in", ["assess", "issue"]),
                        ("request__isnull", False),
                    ),
                    models.Q(
                        ("plan__isnull", False),
                        ("question__in", ["placement", "funding"]),
                        ("request__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="item_of_a_request_or_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "decided"),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("agreement", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "decided"), _negated=True),
                        ("agreement", ""),
                        ("outcome", ""),
                    ),
                    _connector="OR",
                ),
                name="item_decided_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreement", "vote"),
                        ("votes_against__isnull", False),
                        ("votes_for__isnull", False),
                    ),
                    models.Q(
                        models.Q(("agreement", "vote"), _negated=True),
                        ("votes_against__isnull", True),
                        ("votes_for__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="item_votes_of_a_vote",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "listed")),
                fields=("request", "question"),
                name="request_listed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "listed")),
                fields=("plan", "question"),
                name="plan_listed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("sitting", "member"), name="present_once_at_a_sitting"
            ),
        ),
    ]
