"""Whatever is done to a file, reading it ends in tables or in a CINError."""

import contextlib
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.returns.cin import SCHEMAS, CINError, open_return, write_csv, write_xml
from tests.returns.cin.invented import invented

FILES = ("cin.xml", "CINdetails.csv", "ChildIdentifiers.csv")
EXAMPLES = settings(max_examples=40)


@cache
def original(name: str) -> bytes:
    """The bytes of a good file."""
    tables = invented(2025, children=12)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_xml(tables, folder / FILES[0])
        write_csv(tables, folder / "tables")
        if name == FILES[2]:
            return (folder / "tables" / "Child.csv").read_bytes()
        return (folder / name if name == FILES[0] else folder / "tables" / name).read_bytes()


def check(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / name
        path.write_bytes(content)
        with contextlib.suppress(CINError):
            tables, _ = open_return([path], 2025)
            assert {n: t.schema.equals(SCHEMAS[n]) for n, t in tables.items()} == dict.fromkeys(
                SCHEMAS, True
            )


@pytest.mark.parametrize("name", FILES)
@EXAMPLES
@given(st.floats(0, 1))
def test_cut_anywhere(name: str, share: float) -> None:
    content = original(name)
    check(name, content[: int(len(content) * share)])


@pytest.mark.parametrize("name", FILES)
@EXAMPLES
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=20))
def test_bytes_changed(name: str, changes: list[tuple[float, int]]) -> None:
    content = bytearray(original(name))
    for share, value in changes:
        content[int(len(content) * share)] = value
    check(name, bytes(content))


@pytest.mark.parametrize("name", FILES)
@EXAMPLES
@given(
    st.sampled_from(["cp1252", "utf-8-sig", "utf-16", "utf-16-be", "cp037"]), st.text(max_size=30)
)
def test_other_encodings_and_text_before(name: str, encoding: str, before: str) -> None:
    text = before + original(name).decode()
    check(name, text.encode(encoding, "replace"))
