"""Tables of disputes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0012_changes")]
    operations = [
        migrations.CreateModel(
            name="Dispute",
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
                            ("appeal", "Mediation or appeal"),
                            ("complaint", "Complaint"),
                            ("ombudsman", "Ombudsman"),
                        ],
                        max_length=10,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mediation", "At mediation"),
                            ("may_appeal", "May still appeal"),
                            ("appeal", "Appeal under way"),
                            ("complying", "To carry out"),
                            ("stage_1", "Complaint: stage 1"),
                            ("stage_2", "Complaint: stage 2"),
                            ("ombudsman", "With the Ombudsman"),
                            ("remedy", "Remedy due"),
                            ("closed", "Closed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("sections", models.CharField(blank=True, max_length=40)),
                ("asked", models.TextField()),
                ("position", models.TextField(blank=True)),
                ("hearing_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ordered", "Appeal allowed, in whole or in part"),
                            ("dismissed", "Appeal dismissed"),
                            ("conceded", "We conceded"),
                            ("agreed", "Agreed at mediation"),
                            ("withdrawn", "Withdrawn or struck out"),
                            ("lapsed", "Not taken further"),
                            ("upheld", "Upheld"),
                            ("partly", "Partly upheld"),
                            ("not_upheld", "Not upheld"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("outcome_text", models.TextField(blank=True)),
                (
                    "officer_hours",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True),
                ),
                (
                    "legal_cost",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
                ),
                (
                    "expert_cost",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
                ),
                (
                    "provision_cost",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
                ),
                ("themes", models.CharField(blank=True, max_length=120)),
                ("learned", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "lead",
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
                        related_name="disputes",
                        to="casework.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="casework.plan",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="casework.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisputeAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("1", "Stage 1"),
                            ("2", "Stage 2"),
                            ("enquiry", "Ombudsman: enquiry"),
                            ("draft", "Ombudsman: draft decision"),
                        ],
                        max_length=8,
                    ),
                ),
                ("received_on", models.DateField()),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ordered", "Appeal allowed, in whole or in part"),
                            ("dismissed", "Appeal dismissed"),
                            ("conceded", "We conceded"),
                            ("agreed", "Agreed at mediation"),
                            ("withdrawn", "Withdrawn or struck out"),
                            ("lapsed", "Not taken further"),
                            ("upheld", "Upheld"),
                            ("partly", "Partly upheld"),
                            ("not_upheld", "Not upheld"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="casework.dispute",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisputeDuty",
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
                            ("direction", "Direction of the Tribunal"),
                            ("agreement", "Agreed at mediation"),
                            ("apology", "Remedy: apology"),
                            ("payment", "Remedy: payment"),
                            ("action", "Remedy: action for the child"),
                            ("policy", "Remedy: review of policy or practice"),
                        ],
                        max_length=10,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("evidence", models.CharField(blank=True, max_length=400)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="casework.dispute",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(fields=["state", "kind"], name="casework_di_state_af5160_idx"),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["appeal", "complaint", "ombudsman"])),
                name="dispute_kind_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "mediation",
                            "may_appeal",
                            "appeal",
                            "complying",
                            "stage_1",
                            "stage_2",
                            "ombudsman",
                            "remedy",
                            "closed",
                        ],
                    )
                ),
                name="dispute_state_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "about__in",
                            [
                                "assess",
                                "reassess",
                                "make_plan",
                                "amend_plan",
                                "setting_only",
                                "maintain_plan",
                                "ceasing_dismissed",
                            ],
                        ),
                        ("kind", "appeal"),
                    ),
                    models.Q(models.Q(("kind", "appeal"), _negated=True), ("about", "")),
                    _connector="OR",
                ),
                name="appeal_says_what_about",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("outcome_on", None)),
                    models.Q(
                        (
                            "outcome__in",
                            [
                                "ordered",
                                "dismissed",
                                "conceded",
                                "agreed",
                                "withdrawn",
                                "lapsed",
                                "upheld",
                                "partly",
                                "not_upheld",
                            ],
                        ),
                        ("outcome_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dispute_outcome_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on", None)),
                    _connector="OR",
                ),
                name="dispute_closed_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on__gte", models.F("opened_on"))),
                name="dispute_closed_after_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("request__isnull", False),
                    ("plan__isnull", False),
                    models.Q(("kind", "appeal"), _negated=True),
                    _connector="OR",
                ),
                name="appeal_has_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["1", "2", "enquiry", "draft"])),
                name="dispute_answer_stage_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeanswer",
            constraint=models.UniqueConstraint(
                fields=("dispute", "stage"), name="one_answer_for_each_stage"
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on", None)),
                    models.Q(
                        ("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="dispute_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_on__gte", models.F("received_on"))),
                name="dispute_answered_after_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["direction", "agreement", "apology", "payment", "action", "policy"],
                    )
                ),
                name="dispute_duty_kind_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on", None), ("evidence", "")),
                    models.Q(("done_on__isnull", False), models.Q(("evidence", ""), _negated=True)),
                    _connector="OR",
                ),
                name="dispute_duty_done_has_evidence",
            ),
        ),
    ]
