"""A return the size of several large authorities is read in little memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from rightplace.returns.sen2 import write_xml
from tests.returns.invented import invented_return

PEOPLE = 50_000
READ = """
import resource, sys
from pathlib import Path
from rightplace.returns.sen2 import read
people = read(Path(sys.argv[1])).tables["person"].num_rows
print(people, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_fifty_thousand_people_in_under_500_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    write_xml(invented_return(PEOPLE, year=2026), path, year=2026)
    run = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, check=True)
    people, kilobytes = map(int, run.stdout.split())
    assert people == PEOPLE
    assert kilobytes < 500_000
