"""Tables of changes."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0011_reviews")]
    operations = []
