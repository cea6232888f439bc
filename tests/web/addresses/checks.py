"""Checks of returns: each is its owner's alone."""

from rightplace.casework.models import User
from tests.web.addresses.base import ANALYST, AUDITOR, MANAGER, About, Arguments, Page
from tests.web.checks import a_check, a_file, a_sealed_child

CHECKERS = {ANALYST, MANAGER, AUDITOR}


def _owner(user: User, own: bool) -> User:
    return user if own else User.objects.exclude(pk=user.pk).filter(role__in=CHECKERS)[0]


def _own(*more: object) -> About:
    """Somebody's own check, or one of somebody else who may check returns."""

    def found(user: User, own: bool) -> Arguments:
        return [a_check(_owner(user, own)).pk, *more]

    return found


def _child(user: User, own: bool) -> Arguments:
    return [*_own()(user, own), a_sealed_child()]


PAGES = {
    "checks:home": Page(CHECKERS),
    "checks:start": Page(CHECKERS),
    "checks:check": Page(CHECKERS, about="check"),
    "checks:again": Page(CHECKERS, about="check"),
    "checks:progress": Page(CHECKERS, about="check"),
    "checks:cancel": Page(CHECKERS, about="check", answer=302),
    "checks:file": Page(CHECKERS, about="check file"),
    "checks:make": Page(CHECKERS, about="check file"),
    "checks:made": Page(CHECKERS, about="made"),
    "checks:take": Page(CHECKERS, about="made"),
    "checks:finding": Page(CHECKERS, about="check finding"),
    "checks:child": Page(CHECKERS, about="check child"),
}
ABOUT: dict[str, About] = {
    "check": _own(),
    "check file": _own("csv"),
    "made": lambda user, own: [a_file(a_check(_owner(user, own))).pk],
    "check finding": _own(1),
    "check child": _child,
}
