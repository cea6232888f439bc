"""Check a snapshot of a return by every rule, in a process of its own so that its memory can be told."""

import json
import sys
from pathlib import Path
from time import perf_counter

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, run
from rightplace.facts.schema import RETURN_TABLES
from rightplace.facts.snapshot import open_snapshot
from rightplace.ops.measure_read import most_held
from rightplace.returns.sen2.rules import RULES
from rightplace.returns.sen2.years import COLLECTIONS


def main(name: str, store: Path, year: int) -> None:
    """Print people, rules, findings, seconds and the most megabytes held, as JSON."""
    snapshot = open_snapshot(name, store=store)
    tables = {table.name: snapshot.table(table.name) for table in RETURN_TABLES}
    start = perf_counter()
    with sealed(tables) as facts:
        result = run(RULES, Data(facts, year, COLLECTIONS[year].survey_day))
    found = {
        "people": snapshot.rows["person"],
        "rules": len(result.applied),
        "findings": result.findings.num_rows,
        "seconds": perf_counter() - start,
        "megabytes": most_held(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
