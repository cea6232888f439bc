"""Published figures of other authorities: read from files, kept for good, asked by measure and period.

`read_folder` reads, `keep` keeps, `open_comparators` opens what was kept.
"""

from rightplace.facts.comparators.comparators import Comparators
from rightplace.facts.comparators.folder import read_folder
from rightplace.facts.comparators.reading import Fault, LeftOut, Reading
from rightplace.facts.comparators.store import (
    ComparatorsError,
    Kept,
    keep,
    list_comparators,
    open_comparators,
)
from rightplace.facts.comparators.tables import Area, Level, Measure, Neighbour

__all__ = [
    "Area",
    "Comparators",
    "ComparatorsError",
    "Fault",
    "Kept",
    "LeftOut",
    "Level",
    "Measure",
    "Neighbour",
    "Reading",
    "keep",
    "list_comparators",
    "open_comparators",
    "read_folder",
]
