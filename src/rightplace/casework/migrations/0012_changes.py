"""Tables of changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0011_reviews")]
    operations = [
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                ("wanted", models.TextField()),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("A", "Agreed"), ("R", "Refused")], max_length=1
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budgets",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BudgetPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("direct", "Direct payment to the family"),
                            ("organised", "Organised arrangement: we hold the money"),
                            ("notional", "Notional: the amount is shown and we commission"),
                            (
                                "third_party",
                                "Third party: someone else holds the money for the family",
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("purpose", models.CharField(max_length=200)),
                ("yearly", models.DecimalField(decimal_places=2, max_digits=9)),
                ("agreed_on", models.DateField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("review_due_on", models.DateField(blank=True, null=True)),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="casework.budget",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ceasing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("not_responsible", "We are no longer responsible for the child"),
                            (
                                "not_necessary",
                                "It is no longer necessary for a plan to be maintained",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField()),
                ("consulted_on", models.DateField()),
                ("views_by", models.DateField()),
                ("setting", models.CharField(blank=True, max_length=120)),
                ("family_views", models.TextField(blank=True)),
                ("family_views_on", models.DateField(blank=True, null=True)),
                ("setting_views", models.TextField(blank=True)),
                ("setting_views_on", models.DateField(blank=True, null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("C", "Cease the plan"), ("K", "Keep the plan")],
                        max_length=1,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("revoked_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ceasings",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Death",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("died_on", models.DateField()),
                ("told_by", models.CharField(max_length=120)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="death",
                        to="casework.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Detention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=120)),
                ("home_la", models.CharField(max_length=3)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("provision", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Elsewhere",
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
                            ("EHE", "Elective home education"),
                            ("OLA", "Arranged by us outside a school (CFA 2014 s61)"),
                        ],
                        max_length=3,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("what", models.TextField()),
                ("check_due_on", models.DateField(blank=True, null=True)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("suitable", models.BooleanField(blank=True, null=True)),
                ("finding", models.TextField(blank=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elsewhere",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MoveIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("practicable", models.BooleanField()),
                ("arrangement", models.TextField(blank=True)),
                ("told_on", models.DateField(blank=True, null=True)),
                ("will_assess", models.BooleanField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move_in",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MoveOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_la", models.CharField(max_length=3)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("known_on", models.DateField()),
                ("moves_on", models.DateField()),
                ("moved_on", models.DateField(blank=True, null=True)),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_out",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reassessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("family", "Parent or young person"),
                            ("setting", "School or other setting"),
                            ("health", "Health body"),
                            ("authority", "The authority itself"),
                        ],
                        max_length=10,
                    ),
                ),
                ("requested_on", models.DateField()),
                ("why", models.TextField()),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("A", "Agreed"), ("R", "Refused")], max_length=1
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("final_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reassessments",
                        to="casework.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReassessmentAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("adviser", models.CharField(max_length=30)),
                ("requested_on", models.DateField()),
                ("received_on", models.DateField(blank=True, null=True)),
                (
                    "reassessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="casework.reassessment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.TextField()),
                ("changes", models.TextField()),
                ("notice_on", models.DateField()),
                ("final_on", models.DateField(blank=True, null=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="casework.plan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("final_on__gte", models.F("notice_on"))),
                        name="amendment_final_after_notice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dropped_on__gte", models.F("notice_on"))),
                        name="amendment_dropped_after_notice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("final_on", None), ("dropped_on", None), _connector="OR"
                        ),
                        name="amendment_made_or_dropped",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_on", None), ("final_on", None)),
                        fields=("plan",),
                        name="one_amendment_at_a_time",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(("answer__in", ["A", "R"]), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="budget_answer_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_on__gte", models.F("asked_on"))),
                name="budget_answered_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), models.Q(("answer", "R"), _negated=True)),
                fields=("plan",),
                name="one_budget_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("yearly__gt", 0)), name="budget_part_has_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review_due_on__isnull", False), ("way", "direct")),
                    models.Q(models.Q(("way", "direct"), _negated=True), ("review_due_on", None)),
                    _connector="OR",
                ),
                name="direct_payments_are_reviewed",
            ),
        ),
        migrations.AddConstraint(
            model_name="ceasing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("decision", "")),
                    models.Q(("decided_on__isnull", False), ("decision__in", ["C", "K"])),
                    _connector="OR",
                ),
                name="ceasing_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="ceasing",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_on__gte", models.F("consulted_on"))),
                name="ceasing_decided_after_consulted",
            ),
        ),
        migrations.AddConstraint(
            model_name="ceasing",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__gte", models.F("decided_on"))),
                name="ceasing_ended_after_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="ceasing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on", None), ("revoked_on", None)),
                    ("decision", "C"),
                    _connector="OR",
                ),
                name="ceasing_ends_what_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="ceasing",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    ("revoked_on", None),
                    models.Q(("decision", "K"), _negated=True),
                ),
                fields=("plan",),
                name="one_ceasing_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="detention_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("plan",),
                name="one_detention_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="elsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(("checked_on__gte", models.F("starts_on"))),
                name="elsewhere_checked_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="elsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__gte", models.F("starts_on"))),
                name="elsewhere_ended_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="elsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_on", None), ("suitable", None)),
                    models.Q(("checked_on__isnull", False), ("suitable__isnull", False)),
                    _connector="OR",
                ),
                name="elsewhere_check_has_finding",
            ),
        ),
        migrations.AddConstraint(
            model_name="elsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("check_due_on__isnull", False), ("ended_on", None)),
                    models.Q(("check_due_on", None), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="elsewhere_is_checked_while_it_lasts",
            ),
        ),
        migrations.AddConstraint(
            model_name="elsewhere",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("plan",),
                name="one_elsewhere_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="movein",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("practicable", True),
                    models.Q(("arrangement", ""), _negated=True),
                    _connector="OR",
                ),
                name="impracticable_move_has_arrangement",
            ),
        ),
        migrations.AddConstraint(
            model_name="movein",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review_on", None), ("told_on", None), ("will_assess", None)),
                    models.Q(
                        ("review_on__isnull", False),
                        ("told_on__isnull", False),
                        ("will_assess__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="move_notice_says_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="moveout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent_on", None)),
                fields=("plan",),
                name="one_move_out_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="moveout",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_on", None), ("moved_on__isnull", False), _connector="OR"),
                name="plan_sent_after_move",
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(("answer__in", ["A", "R"]), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="reassessment_answer_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_on__gte", models.F("requested_on"))),
                name="reassessment_answered_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("final_on__gte", models.F("answered_on"))),
                name="reassessment_final_after_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("final_on", None),
                    ("withdrawn_on", None),
                    models.Q(("answer", "R"), _negated=True),
                ),
                fields=("plan",),
                name="one_reassessment_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessmentadvice",
            constraint=models.UniqueConstraint(
                fields=("reassessment", "adviser"), name="adviser_asked_once_in_a_reassessment"
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessmentadvice",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_on__gte", models.F("requested_on"))),
                name="reassessment_advice_after_asked",
            ),
        ),
    ]
