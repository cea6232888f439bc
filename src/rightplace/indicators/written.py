"""How a value is written for people."""

from datetime import date

from rightplace.indicators.evaluate import Value
from rightplace.indicators.measure import Unit

UNKNOWN = "not known"


def written(value: Value, unit: Unit) -> str:
    """1,234 or 45.9% or 21.4 or 19 January 2023; "not known" for None, which is not zero."""
    match value:
        case None:
            return UNKNOWN
        case date():
            return f"{value.day} {value:%B %Y}"
        case str():
            return value
        case _ if unit is Unit.SHARE:
            return f"{100 * value:.1f}%"
        case _ if unit is Unit.WEEKS:
            return f"{value:.1f}"
        case _:
            return f"{value:,}"
