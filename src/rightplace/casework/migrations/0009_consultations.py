"""Tables of consultations."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0008_plan_text")]
    operations = []
