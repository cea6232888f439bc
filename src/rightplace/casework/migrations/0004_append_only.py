"""Letters, corrections and the changes of rows are append-only too."""

from importlib import import_module

from django.db import migrations

_before = import_module("rightplace.casework.migrations.0002_append_only")
TABLES = ("casework_letter", "casework_correction", "casework_rowchange")


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("casework", "0003_casework")]
    operations = [_before.append_only(table) for table in TABLES]
