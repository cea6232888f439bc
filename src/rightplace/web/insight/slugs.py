"""How a period stands in an address: q3-2022-23, autumn-2022, dec-22, 2021-22."""

import re

from django.http import Http404

from rightplace.indicators.performance.periods import Period, PeriodError, PeriodKind, parse

_YEARS = re.compile(r"(.*)(\d{4})-(\d\d)")


def slug_of(period: Period) -> str:
    """The period as an address has it."""
    return re.sub("[ /]", "-", str(period)).lower()


def period_or_404(slug: str, kind: PeriodKind) -> Period:
    """The period of that kind that an address names; 404 where it names none."""
    split = _YEARS.fullmatch(slug)
    text = f"{split[1].replace('-', ' ')}{split[2]}/{split[3]}" if split else slug.replace("-", " ")
    try:
        found = parse(text, years=kind)
    except PeriodError as error:
        raise Http404 from error
    if found.kind is not kind or slug_of(found) != slug:
        raise Http404
    return found
