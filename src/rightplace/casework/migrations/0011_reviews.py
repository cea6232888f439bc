"""Tables of reviews."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0010_delivery")]
    operations = []
