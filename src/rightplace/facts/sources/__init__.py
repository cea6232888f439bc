"""The map of where each datum comes from, as reviewed data: sources, columns, measures, wanted figures."""

from rightplace.facts.sources.read import (
    COLUMNS,
    COUNTED,
    MEASURES,
    RETURNS,
    SOURCES,
    UNFILLED,
    WANTED,
    YEARS,
    Datum,
    FedReturn,
    Wanted,
    measures_of,
    source_of,
    tables_of,
)

__all__ = [
    "COLUMNS",
    "COUNTED",
    "MEASURES",
    "RETURNS",
    "SOURCES",
    "UNFILLED",
    "WANTED",
    "YEARS",
    "Datum",
    "FedReturn",
    "Wanted",
    "measures_of",
    "source_of",
    "tables_of",
]
