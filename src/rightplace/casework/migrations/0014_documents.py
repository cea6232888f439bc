"""Tables of documents."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0013_disputes")]
    operations = []
