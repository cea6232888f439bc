"""Tables of consultations, preferences and the costs of placements."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0008_plan_text")]
    operations = [
        migrations.CreateModel(
            name="PlacementCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "element",
                    models.CharField(
                        choices=[
                            ("place", "Place funding"),
                            ("top_up", "Top-up funding"),
                            ("fee", "Independent fee"),
                            ("residential", "Residential"),
                            ("transport", "Transport"),
                            ("therapy", "Therapy"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("education_share", models.PositiveSmallIntegerField(default=100)),
                ("health_share", models.PositiveSmallIntegerField(default=0)),
                ("social_care_share", models.PositiveSmallIntegerField(default=0)),
                ("agreed_on", models.DateField()),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="casework.placement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("maintained", "Maintained school or nursery school"),
                            ("academy", "Academy"),
                            (
                                "further_education",
                                "Institution within the further education sector",
                            ),
                            ("non_maintained", "Non-maintained special school"),
                            ("section_41", "Independent, approved under section 41"),
                            (
                                "independent",
                                "Wholly independent, or another provider not in section 38(3)",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("given_on", models.DateField()),
                ("words", models.TextField(blank=True)),
                (
                    "not_consulted",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none_given", "The family gave no preference"),
                            ("withdrawn", "The family withdrew it"),
                            ("not_in_england", "It is not in England or Wales"),
                            ("closed", "It has closed or is closing"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                ("not_consulted_why", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.plan",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.request",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.setting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionAgainst",
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
                            (
                                "unsuitable",
                                "unsuitable for age, ability, aptitude or needs (s39(4)(a))",
                            ),
                            (
                                "others",
                                "incompatible with the efficient education of others (s39(4)(b)(i))",
                            ),
                            (
                                "resources",
                                "incompatible with the efficient use of resources (s39(4)(b)(ii))",
                            ),
                            (
                                "expenditure",
                                "unreasonable public expenditure (Education Act 1996 s9)",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField()),
                ("named", models.CharField(max_length=120)),
                (
                    "preferred_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "named_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("decided_on", models.DateField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "preference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="against",
                        to="casework.preference",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("maintained", "Maintained school or nursery school"),
                            ("academy", "Academy"),
                            (
                                "further_education",
                                "Institution within the further education sector",
                            ),
                            ("non_maintained", "Non-maintained special school"),
                            ("section_41", "Independent, approved under section 41"),
                            (
                                "independent",
                                "Wholly independent, or another provider not in section 38(3)",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("registration", models.CharField(blank=True, max_length=20)),
                ("authority", models.CharField(blank=True, max_length=80)),
                (
                    "setting_group",
                    models.CharField(
                        choices=[
                            ("mainstream", "Mainstream school"),
                            ("special", "Special school"),
                            ("ap_pru", "Alternative provision or pupil referral unit"),
                            ("further_education", "Further education"),
                            ("nm_early_years", "Non-maintained early years"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("name_in_plan", "To name a setting in the plan"),
                            ("phase_transfer", "Move to the next phase of education"),
                            ("change", "Change of placement"),
                        ],
                        max_length=20,
                    ),
                ),
                ("preferred", models.BooleanField(default=False)),
                ("sent_on", models.DateField()),
                ("due_on", models.DateField()),
                ("needs", models.TextField()),
                ("provision", models.TextField()),
                ("phase", models.CharField(max_length=80)),
                ("wanted_from", models.DateField()),
                ("chased_on", models.DateField(blank=True, null=True)),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, it can meet the needs"),
                            ("conditions", "Yes, with conditions"),
                            ("no", "No"),
                            ("none", "No reply"),
                        ],
                        max_length=10,
                    ),
                ),
                ("replied_on", models.DateField(blank=True, null=True)),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("full", models.BooleanField(default=False)),
                ("reasons", models.TextField(blank=True)),
                ("needed", models.TextField(blank=True)),
                (
                    "place_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "top_up",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "residential_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("transport", models.CharField(blank=True, max_length=200)),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("accepted_on", models.DateField(blank=True, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="casework.placement",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.plan",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.request",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.setting",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("reply", "")),
                        fields=["due_on"],
                        name="awaited_setting_replies",
                    ),
                    models.Index(fields=["name"], name="consultations_by_setting"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plan__isnull", True), ("request__isnull", False)),
                            models.Q(("plan__isnull", False), ("request__isnull", True)),
                            _connector="OR",
                        ),
                        name="consultation_of_a_request_or_a_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="consultation_names_a_setting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("setting__isnull", False),
                            models.Q(
                                models.Q(("registration", ""), _negated=True),
                                models.Q(("authority", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="typed_in_place_has_registration_and_authority",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("sent_on"))),
                        name="consultation_due_after_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_on__isnull", True), ("reply__in", ["", "none"])),
                            models.Q(
                                ("replied_on__isnull", False),
                                ("reply__in", ["yes", "conditions", "no"]),
                            ),
                            _connector="OR",
                        ),
                        name="setting_reply_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("replied_on__gte", models.F("sent_on"))),
                        name="setting_replied_after_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "grounds__contained_by",
                                ["unsuitable", "others", "resources", "other"],
                            )
                        ),
                        name="refusal_ground_codes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("full", False), ("grounds", [])),
                            ("reply", "no"),
                            _connector="OR",
                        ),
                        name="refusal_grounds_need_a_refusal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_on__isnull", True),
                                ("placement__isnull", True),
                                ("starts_on__isnull", True),
                            ),
                            models.Q(
                                ("accepted_on__isnull", False),
                                ("reply__in", ["yes", "conditions"]),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accepted_place_was_offered",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reply", "")),
                        fields=("request", "name"),
                        name="setting_asked_once_in_a_request",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reply", "")),
                        fields=("plan", "name"),
                        name="setting_asked_once_for_a_plan",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="placementcost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "element__in",
                        ["place", "top_up", "fee", "residential", "transport", "therapy"],
                    )
                ),
                name="cost_element_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementcost",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="cost_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="placementcost",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="cost_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementcost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "education_share",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.Value(100), "-", models.F("health_share")
                            ),
                            "-",
                            models.F("social_care_share"),
                        ),
                    )
                ),
                name="cost_shares_make_100",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementcost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by__isnull", True), ("confirmed_on__isnull", True)),
                    models.Q(("confirmed_by__isnull", False), ("confirmed_on__isnull", False)),
                    _connector="OR",
                ),
                name="cost_confirmed_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementcost",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("placement", "element"),
                name="one_open_cost_for_each_element",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("plan__isnull", True), ("request__isnull", False)),
                    models.Q(("plan__isnull", False), ("request__isnull", True)),
                    _connector="OR",
                ),
                name="preference_of_a_request_or_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("name", ""), _negated=True), models.Q(("kind", ""), _negated=True)
                    ),
                    models.Q(
                        ("kind", ""),
                        ("name", ""),
                        ("not_consulted", "none_given"),
                        ("setting__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="preference_names_a_setting_or_says_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "not_consulted__in",
                        ["", "none_given", "withdrawn", "not_in_england", "closed", "other"],
                    )
                ),
                name="preference_not_consulted_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionagainst",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground__in", ["unsuitable", "others", "resources", "expenditure"])
                ),
                name="decision_against_ground_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionagainst",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground__in", ["resources", "expenditure"]), _negated=True),
                    models.Q(("named_cost__isnull", False), ("preferred_cost__isnull", False)),
                    _connector="OR",
                ),
                name="decision_on_money_compares_costs",
            ),
        ),
    ]
