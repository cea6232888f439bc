"""Counting that a page of figures was opened, by role and day; nobody is named."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from rightplace.governance.actions.wishes import count_use
from rightplace.web.access import View
from rightplace.web.today import today


def counted(view: View) -> View:
    """Count each GET that the view answers with a page. Stands below `for_roles`, next to the view."""

    @wraps(view)
    def counting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            count_use(request.resolver_match.view_name, role=request.user.role, day=today())
        return response

    return counting
