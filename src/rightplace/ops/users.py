"""Who runs a command that writes to the record."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rightplace.casework.models import User


class NoSuchUser(Exception):
    """Nobody signs in so; the text says how to name someone."""


def user_named(name: str | None) -> "User":
    """Whoever signs in so, else the first administrator; NoSuchUser where there is none."""
    from rightplace.casework.models import Role, User

    active = User.objects.filter(is_active=True)
    wanted = active.filter(username=name) if name else active.filter(role=Role.ADMINISTRATOR)
    found = wanted.order_by("pk").first()
    if found is None:
        raise NoSuchUser(
            f"Nobody signs in as {name}." if name else "There is no administrator. Name a user: --by"
        )  # fmt: skip
    return found
