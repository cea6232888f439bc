"""What a reader has to say, in the words that the readers of all returns share.

What is written about a value is what kind of value it is, never the value: it may be a child's.
"""

import re

from rightplace.returns.sen2.findings import Finding, Findings, Kind, SEN2Error, Severity, Where

__all__ = ["CINError", "Finding", "Findings", "Kind", "Severity", "Where", "kind_of"]


class CINError(SEN2Error):
    """The file cannot be read at all; what catches one return's refusal catches this one's."""


_KINDS = (
    (re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"), "a day that does not exist, or a short year"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*"), "a day that does not exist"),
    (re.compile(r"-?\d+"), "a whole number"),
    (re.compile(r"-?\d*[.,]\d+"), "a number"),
)


def kind_of(text: str) -> str:
    """What kind of value a text is, without saying which."""
    for pattern, kind in _KINDS:
        if pattern.fullmatch(text):
            return kind
    return f"text of {len(text)} characters"
