"""The SEN2 person-level return: read in any layout, written, and built from the record."""

from rightplace.returns.sen2.build import build_return
from rightplace.returns.sen2.findings import Finding, Kind, SEN2Error, Severity, Where
from rightplace.returns.sen2.layout import XmlLayout, load_layout
from rightplace.returns.sen2.look import Look, summary
from rightplace.returns.sen2.read import read
from rightplace.returns.sen2.result import Layout, ReadResult
from rightplace.returns.sen2.write_collect import write_collect
from rightplace.returns.sen2.write_template import write_template
from rightplace.returns.sen2.write_xml import write_xml

__all__ = [
    "Finding",
    "Kind",
    "Layout",
    "Look",
    "ReadResult",
    "SEN2Error",
    "Severity",
    "Where",
    "XmlLayout",
    "build_return",
    "load_layout",
    "read",
    "summary",
    "write_collect",
    "write_template",
    "write_xml",
]
