"""What the tests of the returns share: files written in each layout, and what was said of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rightplace.returns.sen2 import ReadResult, read

Said = list[tuple[str, str]]


@pytest.fixture
def xml(tmp_path: Path) -> Callable[..., Path]:
    """Writes a 2026 return with that text between its Persons tags."""

    def write(persons: str, *, header: str | None = None, encoding: str = "utf-8") -> Path:
        head = HEADER if header is None else header
        path = tmp_path / "return.xml"
        text = f"<Message>{head}\n<Persons>\n{persons}\n</Persons></Message>"
        path.write_bytes(text.encode(encoding))
        return path

    return write


HEADER = (
    "<Header><CollectionDetails><Collection>SEN2</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-01-15</ReferenceDate></CollectionDetails></Header>"
)


def said(result: ReadResult) -> Said:
    """Where and what, for each finding."""
    return [(str(finding.where), finding.message) for finding in result.findings]


def read_and_said(path: Path) -> tuple[ReadResult, Said]:
    result = read(path)
    return result, said(result)
