"""What surrounds every page: the council, the person, the navigation, the day."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from rightplace.web.design.formats import weekday
from rightplace.web.design.navigation import NavigationItem, navigation


@dataclass(frozen=True)
class Person:
    """Who is signed in."""

    name: str
    role: str


@dataclass(frozen=True)
class Frame:
    """The header, the banner and the footer of a page."""

    council: str
    notice: str | None
    person: Person | None = None
    navigation: tuple[NavigationItem, ...] = ()


def bare_frame() -> Frame:
    """A frame for nobody, which asks the database nothing."""
    invented = f"Invented county: today is {weekday(settings.TODAY)}" if settings.TODAY else None
    return Frame(settings.COUNCIL, invented)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: the frame for the person who asks."""
    bare = bare_frame()
    user = getattr(request, "user", None)  # not set when an early middleware fails
    if user is None or not user.is_authenticated:
        return {"frame": bare}
    person = Person(user.name, user.get_role_display())
    shown = navigation(user.role, request.path)
    return {"frame": Frame(bare.council, bare.notice, person, shown)}
