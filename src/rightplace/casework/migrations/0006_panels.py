"""Tables of panels."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0005_intake")]
    operations = []
