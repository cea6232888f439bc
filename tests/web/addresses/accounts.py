"""Signing in, and the people who may."""

from tests.web.addresses.base import ADMINISTRATOR, EVERYONE, NOBODY, About, Page

PAGES = {
    "home": Page(EVERYONE, answer=302),
    "health": Page(EVERYONE, anonymous=200),
    "sign-in": Page(EVERYONE, answer=302, anonymous=200),
    "sign-out": Page(EVERYONE, answer=405),
    "change-password": Page(EVERYONE),
    "nothing-yet": Page(EVERYONE),
    "staff:users": Page({ADMINISTRATOR}),
    "staff:user-add": Page({ADMINISTRATOR}),
    "staff:user-change": Page({ADMINISTRATOR}, about="user"),
}
ABOUT: dict[str, About] = {
    "user": lambda user, own: [user.pk if own else NOBODY],
}
