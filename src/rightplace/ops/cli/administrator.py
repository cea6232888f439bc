"""`rightplace administrator`: make the first account of an empty record."""

import argparse
import sys
from getpass import getpass
from typing import Any

from rightplace.ops.boot import boot


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "administrator",
        help="make an administrator, who makes every other account",
        description="Make an administrator. The password is asked for, or read from standard"
        " input where that is not a terminal.",
        epilog='example: rightplace administrator amina.yusuf --name "Amina Yusuf"',
    )
    parser.add_argument("username", help="what they sign in with")
    parser.add_argument("--name", required=True, help="first and last name")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the account; 2 where it may not be made."""
    boot()
    from rightplace.casework.actions.people import open_account
    from rightplace.casework.actions.refusals import ActionRefused
    from rightplace.casework.models import Role, User
    from rightplace.web.today import now

    first, _, last = args.name.partition(" ")
    user = User(username=args.username, first_name=first, last_name=last, role=Role.ADMINISTRATOR)
    try:
        open_account(user, password=_password(), by=None, at=now())
    except ActionRefused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(f"{user.name} can sign in as {user.username}.")
    return 0


def _password() -> str:
    return getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
