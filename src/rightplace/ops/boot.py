"""Getting Django ready for a command."""

import os

import django

from rightplace.facts.quality.compiled import keep_in
from rightplace.ops.config import config


def boot() -> None:
    """Start the database where it is ours, and load Django. Call it before importing models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightplace.ops.settings")
    django.setup()
    keep_queries()


def keep_queries() -> None:
    """Keep the queries of the rules from one process to the next: each process says so for itself."""
    keep_in(config().home / "queries")
