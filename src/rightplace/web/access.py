"""Pages that are for some roles only; for the others they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from rightplace.casework.models import Role

View = Callable[..., HttpResponse]

WHOLE = (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)
"""The roles that see the whole record of a child."""


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Answer 404 to anyone who has none of `roles`."""

    def only(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        return checked

    return only
