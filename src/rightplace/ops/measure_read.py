"""Read one return into a snapshot, in a process of its own so that its memory can be told."""

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from lxml import etree

from rightplace.facts.snapshot import About, freeze
from rightplace.returns import sen2

_STATUS = Path("/proc/self/status")


def main(path: Path, store: Path) -> None:
    """Print people, seconds (and those of parsing alone) and the most megabytes held, as JSON."""
    start = perf_counter()
    result = sen2.read(path)
    about = About("990", datetime.now(UTC).date(), "return", path.name, result.year)
    taken_at = datetime.now(UTC)
    snapshot = freeze(result.tables, name="read", about=about, taken_at=taken_at, store=store)
    seconds = perf_counter() - start
    found = {
        "people": snapshot.rows["person"],
        "seconds": seconds,
        "megabytes": most_held(),
        "parsing_alone": _parsing_alone(path),
    }
    print(json.dumps(found))


def _parsing_alone(path: Path) -> float:
    """The seconds that the parser takes to go through the same file with nobody listening."""
    start = perf_counter()
    for _, element in etree.iterparse(path, events=("end",), tag="Person"):
        element.clear(keep_tail=False)
    return perf_counter() - start


def most_held() -> float:
    """The most memory that this process held, in megabytes.

    On Linux `ru_maxrss` starts with what the parent held before this program was loaded.
    """
    if _STATUS.exists():
        (line,) = (line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
