"""A return the size of several large authorities is read in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rightplace.returns.sen2 import write_xml
from tests.returns.invented import invented_return

PEOPLE = 50_000


@pytest.mark.slow
def test_fifty_thousand_people_in_under_500_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    write_xml(invented_return(PEOPLE, year=2026), path, year=2026)
    command = [sys.executable, "-m", "rightplace.ops.measure_read", path, tmp_path]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert found["people"] == PEOPLE
    assert found["megabytes"] < 500
