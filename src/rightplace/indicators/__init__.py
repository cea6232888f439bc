"""The register of measures: what each figure means, and how it is computed from a snapshot."""

from rightplace.indicators.evaluate import Result, Row, Value, evaluate
from rightplace.indicators.headline import Figure, headline
from rightplace.indicators.measure import Column, Grain, Measure, Unit
from rightplace.indicators.register import REGISTER

__all__ = [
    "REGISTER",
    "Column",
    "Figure",
    "Grain",
    "Measure",
    "Result",
    "Row",
    "Unit",
    "Value",
    "evaluate",
    "headline",
]
