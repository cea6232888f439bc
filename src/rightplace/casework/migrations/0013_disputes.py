"""Tables of disputes."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0012_changes")]
    operations = []
