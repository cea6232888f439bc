"""Checks of returns: run, and put on paper."""

from rightplace.papers.quality.checking import Checked, Grade, Source, Wanted, check, grade_of
from rightplace.papers.quality.files import WRITERS, Line, Paper, Total, as_data, silent, told

__all__ = [
    "WRITERS",
    "Checked",
    "Grade",
    "Line",
    "Paper",
    "Source",
    "Total",
    "Wanted",
    "as_data",
    "check",
    "grade_of",
    "silent",
    "told",
]
