"""A definition in words, field by field."""

from collections.abc import Sequence
from datetime import date

from rightplace.indicators.performance.definition import (
    Against,
    Counted,
    Indicator,
    Origin,
    Polarity,
    Target,
    Unit,
)
from rightplace.indicators.performance.periods import PeriodKind
from rightplace.web.design.formats import day, plural
from rightplace.web.design.presenters import SummaryRow

_POLARITIES = {
    Polarity.HIGH: "A high value is good",
    Polarity.LOW: "A low value is good",
    Polarity.NONE: "Neither a high nor a low value is good in itself",
}
_UNITS = {
    Unit.COUNT: "A count",
    Unit.PERCENT: "Per cent",
    Unit.RATE: "A rate: the number for each one of the denominator",
    Unit.SCORE: "A score",
}
_AGAINST = {
    Against.PERIOD_BEFORE: "The period before",
    Against.YEAR_BEFORE: "The same period of the year before",
}
_ORIGINS = {
    Origin.RECORD: "Computed from records",
    Origin.ENTERED: "Entered by its owner, with evidence",
}
LABELS = {
    "name": "Name",
    "theme": "Theme",
    "topic": "Aim",
    "question": "Question it answers",
    "owner": "Owner",
    "source": "Source",
    "origin": "How it is found",
    "definition": "Definition",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "unit": "Unit",
    "decimals": "Decimals",
    "polarity": "Which way is good",
    "frequency": "Frequency",
    "period": "Period of a report",
    "against": "Compared with",
    "comparisons": "Compared otherwise",
    "targets": "Targets",
    "benchmark": "Benchmark",
    "statutory_basis": "Statutory basis",
    "needs": "What it needs, from whom",
    "limits": "Known limits",
}
"""Each field of a definition as the pages call it, in their order."""


def in_words(indicator: Indicator, field: str) -> str:
    """One field as it is read; never empty."""
    match field:
        case "polarity":
            return _POLARITIES[indicator.polarity]
        case "unit":
            return _UNITS[indicator.unit]
        case "against":
            return _AGAINST[indicator.against]
        case "origin":
            return _ORIGINS[indicator.origin]
        case "frequency":
            return indicator.frequency_as_printed
        case "period":
            return _period_rule(indicator)
        case "decimals":
            return str(indicator.decimals)
        case "targets":
            return "; ".join(target_words(indicator, each) for each in indicator.targets) or "None"
        case "comparisons":
            told = (
                f"{c.period} with {c.against or 'none'}: {c.why}" for c in indicator.comparisons
            )
            return " ".join(told) or "Never"
        case "needs" | "limits":
            return "; ".join(getattr(indicator, field)) or "None"
        case "benchmark":
            published = f"Published as {indicator.benchmark}" if indicator.benchmark else "None"
            return indicator.benchmark_unsound or published
    return str(getattr(indicator, field)) or "None"


_COUNTED = {
    (Counted.DAY, False): "counted on its last day",
    (
        Counted.DAY,
        True,
    ): "counted on the last day of its last month of teaching (31 March, 31 July, 31 December)",
    (Counted.OVER, False): "counted over all of it",
    (Counted.OVER, True): "counted over all of it",
    (Counted.CENSUS, False): "counted at the school census in it",
    (Counted.CENSUS, True): "counted at the school census in it",
}


def _period_rule(indicator: Indicator) -> str:
    told = [f"The last {indicator.frequency.value} that has ended by the end of the quarter"]
    if indicator.lag:
        told = [
            f"{plural(indicator.lag, indicator.frequency.value)} before the last that has ended"
        ]
    if indicator.step > 1:
        told.append(f"one in {indicator.step} is given")
    if indicator.year_to_date:
        told.append("counted from the start of the year")
    else:
        told.append(_COUNTED[indicator.counted, indicator.frequency is PeriodKind.TERM])
    return "; ".join(told)


def target_words(indicator: Indicator, target: Target) -> str:
    """Above 92%, from 1 April 2022."""
    way = {Polarity.HIGH: "Above ", Polarity.LOW: "Below ", Polarity.NONE: ""}[indicator.polarity]
    sign = "%" if indicator.unit is Unit.PERCENT else ""
    near = f", near within {target.tolerance:g}" if target.tolerance else ""
    until = f" until {day(target.until)}" if target.until else ""
    return f"{way}{target.value:g}{sign}{near}, from {day(target.since)}{until}"


def target_on(indicator: Indicator, on: date) -> str:
    """The target that holds on a day; none in words."""
    target = indicator.target_on(on)
    return target_words(indicator, target) if target else "None"


def facts(indicator: Indicator) -> tuple[SummaryRow, ...]:
    """Every field."""
    return tuple(
        SummaryRow.of(label, in_words(indicator, field)) for field, label in LABELS.items()
    )


def changed(before: Indicator, after: Indicator) -> Sequence[str]:
    """What a version changed, a sentence for each field."""
    pairs = ((label, in_words(before, f), in_words(after, f)) for f, label in LABELS.items())
    return [f"{label}: from “{was}” to “{now}”" for label, was, now in pairs if was != now]
