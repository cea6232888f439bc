"""The job "look at a list": what is wrong with it, line by line, or what it would change."""

import io
import json
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rightplace.casework import vault
from rightplace.casework.models import Job
from rightplace.facts.lists import ListRefused, read_list
from rightplace.facts.lists_compare import compare
from rightplace.facts.schema import empty
from rightplace.governance.queries.lists import last_good
from rightplace.ops.jobs import Tell

_MOST_FAULTS = 1_000


def do_list(job: Job, folder: Path, tell: Tell) -> Path:
    """Write what was found as JSON; nothing is loaded."""
    file = job.files.get()
    tell("Reading the list", None, None)
    result = folder / "look.json"
    result.write_text(json.dumps(_look(job.about["table"], job, file.digest, tell)))
    return result


def _look(table: str, job: Job, digest: str, tell: Tell) -> dict[str, object]:
    try:
        rows = read_list(table, vault.proved(digest, job.shelf).read_bytes())
    except ListRefused as error:
        shown = [asdict(fault) for fault in error.faults[:_MOST_FAULTS]]
        return {"faults": shown, "number": len(error.faults)}
    tell("Comparing it with the list before", None, None)
    before = last_good(table)
    changes = compare(table, _rows_of(before.digest) if before else empty(table), rows)
    return {"rows": rows.num_rows, "before": before and before.pk, **asdict(changes)}


def _rows_of(digest: str) -> pa.Table:
    return pq.read_table(io.BytesIO(vault.read(digest)))
