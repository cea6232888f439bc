"""Which quarter a page shows, to whom."""

from dataclasses import replace

from django import forms
from django.http import Http404, HttpRequest
from django.utils.http import urlencode

from rightplace.casework.models import User
from rightplace.indicators.performance.outward import outward
from rightplace.indicators.performance.periods import Period, PeriodError, PeriodKind, parse
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovForm
from rightplace.web.frozen import frozen_periods
from rightplace.web.insight.performance.source import (
    OUTSIDE,
    QuarterLines,
    open_periods,
    quarter_lines,
)
from rightplace.web.published import published


def offered(user: User) -> dict[Period, str]:
    """The quarters that someone may read, the latest first, each with how it stands."""
    frozen = frozen_periods()
    found = {} if user.role in OUTSIDE else dict.fromkeys(open_periods(), "not frozen")
    found |= {
        period: f"signed off on {day(each.signed_off_at.date())}"
        if each.signed_off_at
        else f"frozen on {day(each.at.date())}"
        for period, each in frozen.items()
    }
    return dict(sorted(found.items(), reverse=True))


def chosen(
    request: HttpRequest, name: str = "quarter", *, otherwise: Period | None = None
) -> QuarterLines | None:
    """The quarter that the address names, else the one given, else the latest; None where there is none.

    404 for a quarter that is none, or is not for whoever asks.
    """
    periods = offered(request.user)
    text = request.GET.get(name)
    if not text:
        standing = otherwise or next(iter(periods), None)
        return shown_to(request.user, standing) if standing else None
    try:
        period = parse(text)
    except PeriodError as error:
        raise Http404 from error
    if period.kind is not PeriodKind.QUARTER or period not in periods:
        raise Http404
    return shown_to(request.user, period)


def shown_to(user: User, period: Period) -> QuarterLines:
    """A quarter's lines as someone may see them."""
    found = quarter_lines(period)
    if found is None:
        raise Http404
    if user.role not in OUTSIDE:
        return found
    if found.frozen is None:
        raise Http404
    lines = outward(found.lines, published().held_of(found.frozen))
    return replace(found, lines=lines, hides=True)


def query(board: QuarterLines) -> str:
    """The end of the address of a page about the same quarter."""
    return "?" + urlencode({"quarter": str(board.period)})


class QuarterForm(GovForm, forms.Form):
    """Asks which quarter to show."""

    quarter = forms.ChoiceField(label="Quarter")

    def __init__(self, periods: dict[Period, str], board: QuarterLines) -> None:
        super().__init__(initial={"quarter": str(board.period)})
        self.fields["quarter"].choices = [
            (str(period), f"{period}, {standing}") for period, standing in periods.items()
        ]
