"""How dates and numbers are written."""

from datetime import date


def day(value: date) -> str:
    """12 February 2024."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """12 Feb 2024, for tables."""
    return f"{value.day} {value:%b %Y}"


def weekday(value: date) -> str:
    """Monday 12 February 2024."""
    return f"{value:%A} {day(value)}"


def number(value: int | float, places: int = 0) -> str:
    """12,345, or 12,345.6 with one place."""
    return f"{value:,.{places}f}"


def percent(fraction: float) -> str:
    """58.3% from 0.583."""
    return f"{100 * fraction:.1f}%"


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 child, 2 children: `plural(2, "child", "children")`; the plural of a regular word adds an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def time_left(days: int) -> str:
    """12 days left, due today, or 3 days late, from the days until something is due."""
    if days == 0:
        return "due today"
    return f"{plural(abs(days), 'day')} {'left' if days > 0 else 'late'}"
