"""How much pages of figures are used."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Sum

from rightplace.governance.models import PageUse


def use_since(day: date) -> Mapping[tuple[str, str], int]:
    """(page, role) -> how often it was opened since a day."""
    rows = PageUse.objects.filter(day__gte=day).values_list("page", "role")
    return {
        (page, role): times
        for page, role, times in rows.annotate(Sum("times")).order_by("page", "role")
    }
