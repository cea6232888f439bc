"""Tables of work."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0015_quality")]
    operations = []
