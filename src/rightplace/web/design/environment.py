"""The Jinja environment for Django's Jinja2 backend."""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    Undefined,
)

from rightplace.web.design import formats
from rightplace.web.design.forms import control_of, errors_of

_WEB = Path(__file__).parents[1]


class _Components(PackageLoader):
    """The GOV.UK macros, which alone may meet the undefined: all of their parameters are optional."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002, Jinja's own name
    ) -> Template:
        return super().load(_lenient(environment), name, globals)


@lru_cache
def _lenient(environment: Environment) -> Environment:
    if environment.undefined is Undefined:
        return environment
    return environment.overlay(undefined=Undefined)


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of the page of that name: `url("staff:case", case.number)`."""
    return reverse(name, args=args, kwargs=kwargs)


_GLOBALS: dict[str, Callable[..., object]] = {
    "url": url,
    "static": static,
    "control_of": control_of,
    "errors_of": errors_of,
}
_FILTERS: dict[str, Callable[..., object]] = {
    "day": formats.day,
    "short_day": formats.short_day,
    "number": formats.number,
    "percent": formats.percent,
    "time_left": formats.time_left,
    "plural": formats.plural,
}


def environment(*, auto_reload: bool, **replaced: object) -> Environment:
    """An environment with every audience's folder and our filters, where undefined names are errors.

    Django also gives a loader, autoescape and undefined of its own; ours take their place.
    """
    made = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(sorted(_WEB.glob("*/templates"))),
                PrefixLoader({"govuk_frontend_jinja": _Components("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=auto_reload,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(_GLOBALS)
    made.filters.update(_FILTERS)
    return made
