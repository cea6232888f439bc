"""What was entered, frozen, corrected or done is never changed: PostgreSQL refuses anything but an insert."""

from importlib import import_module

from django.db import migrations

_record = import_module("rightplace.casework.migrations.0002_append_only")
TABLES = (
    "governance_act",
    "governance_listload",
    "governance_enteredfigure",
    "governance_definitionedit",
    "governance_frozenfigure",
    "governance_figurecorrection",
)


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("governance", "0001_initial"), ("casework", "0002_append_only")]
    operations = [_record.append_only(table) for table in TABLES]
