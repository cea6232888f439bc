"""The lists of children that an area SEND inspection asks for, restated.

The inspectorate's own workbook was not at hand: columns and checks are those of a public tool that
reads it (data-to-insight/annex-a-sen-validator-be), in our words.
"""

from rightplace.returns.annexa.build import build_lists
from rightplace.returns.annexa.lists import SCHEMAS
from rightplace.returns.annexa.read import AnnexAError, read_lists
from rightplace.returns.annexa.rules import RULES
from rightplace.returns.annexa.write import write_csv, write_xlsx

__all__ = [
    "RULES",
    "SCHEMAS",
    "AnnexAError",
    "build_lists",
    "read_lists",
    "write_csv",
    "write_xlsx",
]
