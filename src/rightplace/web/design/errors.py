"""The pages for what goes wrong. The root URLconf names the four handlers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from rightplace.web.design.frame import bare_frame


@dataclass(frozen=True)
class Problem:
    """What happened and what to do, in plain English."""

    status: int
    title: str
    advice: tuple[str, ...]


_BAD_REQUEST = Problem(
    400,
    "There is a problem with that request",
    ("Go back and try again.", "If you typed the web address, check it is correct."),
)
_FORBIDDEN = Problem(
    403,
    "Your role does not include this",
    ("If you need it for your work, ask the person who manages RightPlace at your council.",),
)
_STALE_FORM = Problem(
    403,
    "That page was open too long",
    ("Nothing was saved.", "Go back, reload the page and send the form again."),
)
_NOT_FOUND = Problem(
    404,
    "Page not found",
    (
        "If you typed or pasted the web address, check it is correct and complete.",
        "A record that you do not have access to is shown as not found.",
    ),
)
_FAILED = Problem(
    500,
    "Sorry, there is a problem with RightPlace",
    ("Your last change may not have been saved: check before you enter it again.", "Try later."),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For `handler400`."""
    return _plain(_BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For `handler403`."""
    return render(request, "error.html", {"problem": _FORBIDDEN}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For `CSRF_FAILURE_VIEW`."""
    return render(request, "error.html", {"problem": _STALE_FORM}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For `handler404`."""
    return render(request, "error.html", {"problem": _NOT_FOUND}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """For `handler500`."""
    return _plain(_FAILED)


def _plain(problem: Problem) -> HttpResponse:
    """A page that asks nothing of the session or the database, which may be what failed."""
    context = {"problem": problem, "frame": bare_frame(), "messages": ()}
    return HttpResponse(render_to_string("error.html", context), status=problem.status)
