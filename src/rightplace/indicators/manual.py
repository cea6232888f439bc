"""The manual page of the measures, made from the register."""

from collections.abc import Iterator

from rightplace.indicators.measure import Measure
from rightplace.indicators.register import REGISTER

_INTRODUCTION = """# Measures

Made from the register by `make docs`.

Every figure comes from a snapshot, and each page that shows one shows the query that made it. A
share is computed from the counts in the same row. What is not known is shown as not known, never
as zero. A period in which nothing happened has no row.

Flows are shown for the years that the facts are whole for. A return is whole for its calendar year.
A record is whole from the year it began, which is taken to be the first in which it closed a case:
what was brought in open is counted where it ends, and not in the year in which it came.
"""


def render() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_INTRODUCTION, *(line for m in REGISTER.values() for line in _entry(m))])


def _entry(measure: Measure) -> Iterator[str]:
    by = ", ".join(measure.grains) or "the day of the snapshot, or its census days"
    yield f"## {measure.name}\n"
    yield f"`{measure.key}`: {measure.question}\n"
    yield f"{measure.definition}\n"
    yield f"- Counted above the line: {measure.numerator}"
    yield f"- Below the line: {measure.denominator}"
    yield f"- By: {by}"
    yield f"- Columns: {', '.join(c.label for c in measure.columns)}"
    yield f"- Source: {measure.source}"
    yield from (f"- Mind: {limit}" for limit in measure.limits)
    yield ""
