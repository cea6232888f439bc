"""Tables of intake."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0004_append_only")]
    operations = []
