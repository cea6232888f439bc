"""What was changed between two versions, as a paper: the notice of amendments goes with it."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rightplace.papers.letters.pdf import compile_pdf
from rightplace.plan_words.compare import Amendment

_TEMPLATE = Path(__file__).with_name("comparison.typ")


def comparison_pdf(
    changes: Sequence[Amendment],
    *,
    child: str,
    council: str,
    reference: str,
    versions: str,
    fonts: Path,
) -> bytes:
    """A tagged PDF in which what is new and what is gone is said in words, not by colour."""
    data = {
        "title": f"Changes to the plan of {child}",
        "council": council,
        "reference": reference,
        "versions": versions,
        "sections": [
            {"heading": f"Section {section.value}: {section.label}", "changes": _changes(of)}
            for section, of in groupby(changes, key=lambda change: change.section)
        ],
    }
    return compile_pdf(_TEMPLATE, changes=json.dumps(data), fonts=fonts)


def _changes(changes: Iterable[Amendment]) -> list[dict[str, Any]]:
    return [
        {
            "title": " ".join(filter(None, [change.code, change.field])),
            "what": change.what.value,
            "pieces": [[piece.mark.value, piece.text] for piece in change.pieces],
        }
        for change in changes
    ]
