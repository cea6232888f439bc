"""What a worker can do: each kind of job, and what does it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a worker loads this before Django
    from rightplace.casework.models import Job

Tell = Callable[[str, int | None, int | None], None]
"""What is being done, how far it is, and of how much. Raises where the job is to be given up."""

Handler = Callable[["Job", Path, Tell], Path]
"""Does a job in a folder of its own, tells how far it is, and gives the file of what came of it."""


class CannotDo(Exception):
    """A job cannot be done; the text tells whoever asked for it why, and how to mend it."""


def handlers() -> Mapping[str, Handler]:
    """Kind of job -> what does it."""
    from rightplace.ops.job_check import do_check
    from rightplace.ops.job_file import do_file
    from rightplace.ops.job_list import do_list

    return {"check": do_check, "check-file": do_file, "list": do_list}
