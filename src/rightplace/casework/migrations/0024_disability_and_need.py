from django.db import migrations, models

_NEEDS = [
    "", "SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "DS", "OTH",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0023_source_owners"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="primary_need",
            field=models.CharField(blank=True, default="", max_length=4),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="person",
            name="disability",
            field=models.CharField(blank=True, default="", max_length=1),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(primary_need__in=_NEEDS), name="person_primary_need_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(disability__in=["", "Y", "N"]), name="person_disability_code"
            ),
        ),
    ]
