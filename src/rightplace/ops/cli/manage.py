"""`rightplace manage`: Django's own commands."""

import argparse
import os
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "manage",
        help="run one of Django's own commands, such as migrate or createsuperuser",
        description="Run one of Django's own commands. Example: rightplace manage migrate",
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Hand the arguments to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightplace.ops.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["rightplace manage", *args.arguments])
    return 0
