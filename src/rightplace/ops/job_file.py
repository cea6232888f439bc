"""The job "make a file of a check": what someone may see of it, as the kind of file that they chose."""

from pathlib import Path

from rightplace.casework.models import Job
from rightplace.ops.jobs import CannotDo, Tell
from rightplace.web.insight.checks.taken import CannotTake, write_for


def do_file(job: Job, folder: Path, tell: Tell) -> Path:
    """Write the file. Raises CannotDo."""
    try:
        return write_for(job, folder, tell)
    except CannotTake as why:
        raise CannotDo(str(why)) from why
