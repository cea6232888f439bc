"""Tables of delivery."""

from django.db import migrations


class Migration(migrations.Migration):
    """Add them."""

    dependencies = [("casework", "0009_consultations")]
    operations = []
