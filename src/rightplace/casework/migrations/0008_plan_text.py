"""Tables of plan text."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0007_advice")]
    operations = []
