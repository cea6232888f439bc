"""Loading lists of other services: what was given is its owner's alone."""

from rightplace.casework.models import User
from tests.web.addresses.base import ADMINISTRATOR, ANALYST, About, Arguments, Page, fixed
from tests.web.lists import a_look

LOADERS = {ANALYST, ADMINISTRATOR}


def _look(user: User, own: bool) -> Arguments:
    others = User.objects.exclude(pk=user.pk).filter(role__in=LOADERS)
    return [a_look(user if own else others[0]).pk]


PAGES = {
    "insight:lists": Page(LOADERS),
    "insight:list-load": Page(LOADERS, about="list"),
    "insight:list-look": Page(LOADERS, about="look"),
    "insight:list-progress": Page(LOADERS, about="look"),
}
ABOUT: dict[str, About] = {
    "list": fixed("home_educated", "no_such_list"),
    "look": _look,
}
