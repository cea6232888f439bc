"""SSDA903, the return on children looked after: its tables and codes, read from files, and its rules."""

from rightplace.returns.ssda903.changes import Change, differences
from rightplace.returns.ssda903.codes import CODE_SETS, codes
from rightplace.returns.ssda903.fields import MODULES, SCHEMAS
from rightplace.returns.ssda903.findings import Finding, Kind
from rightplace.returns.ssda903.open_return import PREVIOUS, open_return
from rightplace.returns.ssda903.rules import RULES, in_year, prepared
from rightplace.returns.ssda903.write import write_csv, write_xml
from rightplace.returns.ssda903.years import YEARS, collection_start, reference_date

__all__ = [
    "CODE_SETS",
    "MODULES",
    "PREVIOUS",
    "RULES",
    "SCHEMAS",
    "YEARS",
    "Change",
    "Finding",
    "Kind",
    "codes",
    "collection_start",
    "differences",
    "in_year",
    "open_return",
    "prepared",
    "reference_date",
    "write_csv",
    "write_xml",
]
