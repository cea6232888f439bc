"""Tables of advice."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0006_panels")]
    operations = []
