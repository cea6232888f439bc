"""Who asked, who cares for the child, and what a child is searched by."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rightplace.casework.names import search_name


def _name_for_search(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give the children who are in the record already what they are searched by."""
    people = apps.get_model("casework", "Person").objects
    rows = list(people.only("surname", "forename"))
    for row in rows:
        row.search_name = search_name(row.surname, row.forename)
    people.bulk_update(rows, ["search_name"], batch_size=1000)


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0004_append_only")]
    operations = [
        migrations.CreateModel(
            name="Carer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=240)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("step_parent", "Step-parent"),
                            ("grandparent", "Grandparent"),
                            ("foster_carer", "Foster carer"),
                            ("guardian", "Special guardian or other guardian"),
                            ("corporate_parent", "Social worker for the local authority as parent"),
                            ("other", "Other carer or relative"),
                        ],
                        max_length=16,
                    ),
                ),
                ("parental_responsibility", models.BooleanField(default=False)),
                ("needs", models.CharField(blank=True, max_length=200)),
                ("do_not_write", models.BooleanField(default=False)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("search_name", models.CharField(editable=False, max_length=250)),
            ],
        ),
        migrations.CreateModel(
            name="Requester",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=240)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "asker",
                    models.CharField(
                        choices=[
                            ("parent", "Parent or carer"),
                            ("young_person", "Young person over compulsory school age"),
                            ("setting", "School or other education setting"),
                            ("health", "Health professional"),
                            ("social_care", "Social care professional"),
                            ("other", "Someone else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("relationship", models.CharField(blank=True, max_length=80)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("paper", "On paper"),
                            ("email", "By e-mail"),
                            ("telephone", "By telephone"),
                            ("portal", "Through the portal"),
                        ],
                        max_length=9,
                    ),
                ),
                ("sought", models.TextField()),
                ("concerns", models.TextField()),
                ("evidence", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="address",
            field=models.CharField(blank=True, max_length=240),
        ),
        migrations.AddField(
            model_name="person",
            name="search_name",
            field=models.CharField(default="", editable=False, max_length=330),
            preserve_default=False,
        ),
        migrations.RunPython(_name_for_search, migrations.RunPython.noop),
        migrations.AddField(
            model_name="person",
            name="setting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pupils",
                to="casework.setting",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["birth_date"], name="casework_pe_birth_d_d11939_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["postcode"], name="casework_pe_postcod_d30a4d_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["search_name"],
                name="people_by_search_name",
                opclasses=["varchar_pattern_ops"],
            ),
        ),
        migrations.AddField(
            model_name="carer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carers",
                to="casework.person",
            ),
        ),
        migrations.AddField(
            model_name="requester",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requester",
                to="casework.request",
            ),
        ),
        migrations.AddIndex(
            model_name="carer",
            index=models.Index(fields=["postcode"], name="casework_ca_postcod_d546ea_idx"),
        ),
        migrations.AddConstraint(
            model_name="carer",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="carer_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="carer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "relationship__in",
                        [
                            "mother",
                            "father",
                            "step_parent",
                            "grandparent",
                            "foster_carer",
                            "guardian",
                            "corporate_parent",
                            "other",
                        ],
                    )
                ),
                name="carer_relationship_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="requester",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "asker__in",
                        ["parent", "young_person", "setting", "health", "social_care", "other"],
                    )
                ),
                name="requester_asker_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="requester",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["paper", "email", "telephone", "portal"])),
                name="requester_channel_code",
            ),
        ),
    ]
