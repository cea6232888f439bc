"""The children in need census: read in any of its layouts, written, and held to its rules."""

from rightplace.returns.cin.findings import CINError, Finding
from rightplace.returns.cin.modules import SCHEMAS
from rightplace.returns.cin.open import open_return
from rightplace.returns.cin.rules import RULES
from rightplace.returns.cin.write import write_csv, write_xml
from rightplace.returns.cin.years import COLLECTIONS, YEARS

__all__ = [
    "COLLECTIONS",
    "RULES",
    "SCHEMAS",
    "YEARS",
    "CINError",
    "Finding",
    "open_return",
    "write_csv",
    "write_xml",
]
