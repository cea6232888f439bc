"""Tables of quality."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0014_documents")]
    operations = []
