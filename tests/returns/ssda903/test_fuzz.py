"""Whatever is done to a file, reading it ends in tables and findings."""

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.returns.ssda903 import SCHEMAS, open_return, write_csv, write_xml
from tests.returns.ssda903.help import generated

EXAMPLES = settings(max_examples=40)
FILES = ("return.xml", "Episodes.csv")


@cache
def original(name: str) -> bytes:
    now, _ = generated(6, 2026)
    with tempfile.TemporaryDirectory() as place:
        write_csv(now, Path(place), year=2026)
        write_xml(now, Path(place) / "return.xml", year=2026)
        return (Path(place) / name).read_bytes()


def check(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / name
        path.write_bytes(content)
        tables, _ = open_return([path], 2026)
    assert {table: tables[table].schema for table in SCHEMAS} == dict(SCHEMAS)
    for table in SCHEMAS:
        rows = tables[table]["row_id"].to_pylist()
        assert len(set(rows)) == len(rows)


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
    st.floats(0, 1),
    st.sampled_from(["cp1252", "utf-8", "utf-16", "utf-16-be", "utf-32"]),
    st.sampled_from(["cp1252", "utf-8", "utf-16-le", "cp037"]),
)
def test_encodings_mixed(name: str, share: float, first: str, second: str) -> None:
    text = original(name).decode("utf-8")
    cut = int(len(text) * share)
    check(name, text[:cut].encode(first, "replace") + text[cut:].encode(second, "replace"))


@EXAMPLES
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    for start in (b"", b"<", b"CHILD,DECOM\n"):
        check("Episodes.csv", start + content)


def test_a_giant_cell() -> None:
    text = b"CHILD,DECOM,LS\n1,01/06/2025," + b"x" * 300_000 + b"\n2,01/06/2025,C2\n"
    check("Episodes.csv", text)
    check("return.xml", b"<r><CHILD><HEADER><UPN>" + b"x" * 300_000)
