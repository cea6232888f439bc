"""Every return with rules is checked by the same command, from files as councils have them."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from rightplace.county.in_need import NeedSpec, census
from rightplace.ops.main import main
from rightplace.returns import cin, ssda903
from tests.returns.ssda903.help import generated


def a_cin_file(folder: Path) -> Path:
    path = folder / "cin.xml"
    cin.write_xml(census(NeedSpec(year=2025, children=40)), path)
    return path


def a_903_folder(folder: Path) -> Path:
    tables, _ = generated(40, 2025)
    ssda903.write_csv(tables, folder / "903", year=2025)
    return folder / "903"


@pytest.mark.parametrize(("name", "make"), [("cin", a_cin_file), ("903", a_903_folder)])
def test_a_clean_file_has_no_error(tmp_path: Path, name: str, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    assert main(["check", str(path), "--return", name, "--year", "2025"]) in (0, 1)


def test_a_child_without_a_birth_date_is_an_error(tmp_path: Path) -> None:
    tables = census(NeedSpec(year=2025, children=40))
    children = tables["child"]
    at = children.schema.get_field_index("birth_date")
    blank = pa.nulls(children.num_rows, children.schema.field(at).type)
    path = tmp_path / "cin.xml"
    cin.write_xml({**tables, "child": children.set_column(at, "birth_date", blank)}, path)
    assert main(["check", str(path), "--return", "cin", "--year", "2025"]) == 2


def test_without_a_year_it_says_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(a_cin_file(tmp_path)), "--return", "cin"]) == 3
    assert "--year 2025" in capsys.readouterr().err
