"""What the header of the SEN2 return says of the authority."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0020_sources")]

    operations = [
        migrations.CreateModel(
            name="DesignatedOfficers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("medical", models.CharField(blank=True, max_length=2)),
                ("clinical", models.CharField(blank=True, max_length=2)),
                ("social_care", models.CharField(blank=True, max_length=2)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="one_row_of_designated_officers"
                    )
                ],
            },
        ),
    ]
