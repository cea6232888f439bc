"""Getting Django ready for a command."""

import os

import django


def boot() -> None:
    """Start the database where it is ours, and load Django. Call it before importing models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightplace.ops.settings")
    django.setup()
