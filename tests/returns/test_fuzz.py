"""Whatever is done to a file, reading it ends in a result or in a SEN2Error."""

import contextlib
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.returns.sen2 import (
    ReadResult,
    SEN2Error,
    read,
    write_collect,
    write_template,
    write_xml,
)
from tests.returns.invented import invented_return

FILES = ("return.xml", "template.xlsx", "Blade_person.csv")
EXAMPLES = settings(max_examples=60)


@cache
def original(name: str) -> bytes:
    """The bytes of a good file."""
    tables = invented_return(3, year=2026)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_xml(tables, folder / FILES[0], year=2026)
        write_template(tables, folder / FILES[1], year=2026)
        write_collect(tables, folder / "export", year=2026)
        next((folder / "export").glob("*_person.csv")).rename(folder / FILES[2])
        return (folder / name).read_bytes()


def check(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / name
        path.write_bytes(content)
        with contextlib.suppress(SEN2Error):
            result = read(path.parent if path.suffix == ".csv" else path, year=2026)
            assert isinstance(result, ReadResult)


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


@pytest.mark.parametrize("name", ["return.xml", "Blade_person.csv"])
@EXAMPLES
@given(
    st.floats(0, 1),
    st.sampled_from(["cp1252", "utf-8", "utf-16", "utf-16-be", "utf-32"]),
    st.sampled_from(["cp1252", "utf-8", "utf-16-le", "cp037"]),
)
def test_encodings_mixed(name: str, share: float, first: str, second: str) -> None:
    text = original(name).decode("utf-8")
    cut = int(len(text) * share)
    check(name, text[:cut].encode(first, "replace") + text[cut:].encode(second, "replace"))


@EXAMPLES
@given(st.sampled_from(["utf-7", "idna", "rot13", "cp037", "utf-16", "ascii", "klingon"]))
def test_encodings_declared(encoding: str) -> None:
    content = original("return.xml").replace(b"utf-8", encoding.encode("ascii"), 1)
    check("return.xml", content.replace(b"'utf-8'", encoding.encode("ascii"), 1))


@EXAMPLES
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    for start in (b"", b"<", b"PK\x03\x04"):
        check("return.xml", start + content)
