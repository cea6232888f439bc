"""How long the rules take: python -m tests.returns.ssda903.measure 10000"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from rightplace.facts.quality import run
from rightplace.returns.ssda903 import RULES, open_return, prepared, write_csv
from tests.returns.ssda903.help import generated, over

YEAR = 2026


def main(children: int) -> None:
    now, before = generated(children, YEAR)
    with tempfile.TemporaryDirectory() as place:
        write_csv(now, Path(place) / "now", year=YEAR)
        write_csv(before, Path(place) / "previous", year=YEAR - 1)
        began = perf_counter()
        tables, _ = open_return([Path(place) / "now"], YEAR, previous=[Path(place) / "previous"])
        print(
            f"read {sum(t.num_rows for t in tables.values())} rows in {perf_counter() - began:.1f} s"
        )
    with over(now, before, YEAR) as data:
        began, used = perf_counter(), process_time()
        result = run(RULES, prepared(data))
        print(f"{len(result.applied)} rules, {result.findings.num_rows} findings:", end=" ")
        print(f"{perf_counter() - began:.2f} s by the clock, {process_time() - used:.2f} s of work")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
