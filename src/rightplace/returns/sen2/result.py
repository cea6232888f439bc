"""What reading a return gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from rightplace.returns.sen2.findings import Finding, Kind


class Layout(StrEnum):
    """The forms in which a return comes."""

    XML = "XML"
    COLLECT = "COLLECT export"
    TEMPLATE = "Excel template"
    WORKBOOK = "one sheet for each module"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The tables of a snapshot by name; `findings` is capped for each kind, `counts` is not."""

    tables: dict[str, pa.Table]
    year: int
    layout: Layout
    findings: tuple[Finding, ...]
    counts: Mapping[Kind, int]
