"""The worker: takes jobs from the database, one after the other, until it is told to stop.

It runs in a process of its own: what a job does to it, up to killing it, the web server never feels. A
job whose worker died is taken again when its lease has run out.
"""

import logging
import os
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from rightplace.ops.boot import boot
from rightplace.ops.jobs import CannotDo, Handler

if TYPE_CHECKING:
    from rightplace.casework.models import Job

LEASE = timedelta(minutes=5)
SECONDS_BETWEEN_LOOKS = 1.0
_FAULT = (
    "This stopped through a fault of RightPlace's own, not of what you gave. Whoever runs RightPlace"
    " finds it in the log under job {job}; tell them that number."
)
log = logging.getLogger("rightplace.worker")


def work_once(
    kinds: Mapping[str, Handler] | None = None, *, worker: str = "", lease: timedelta = LEASE
) -> bool:
    """Do the next job, if there is one; tell whether there was. No job's fault leaves it."""
    from rightplace.casework.actions import jobs
    from rightplace.ops.jobs import handlers
    from rightplace.web.today import now

    known = handlers() if kinds is None else kinds
    name = worker or f"{socket.gethostname()[:40]}-{os.getpid()}"
    job = jobs.take_job(list(known), worker=name, at=now(), clock=_clock(), lease=lease)
    if job is None:
        return False

    def tell(words: str, done: int | None, total: int | None) -> None:
        jobs.tell_progress(job, words=words, done=done, total=total, clock=_clock(), lease=lease)

    try:
        with tempfile.TemporaryDirectory(prefix="rightplace-job-") as folder:
            jobs.finish_job(job, known[job.kind](job, Path(folder), tell), at=now())
    except jobs.JobLost:
        log.info("Job %s was cancelled, or another worker has it.", job.pk)
    except CannotDo as why:
        _fail(job, str(why))
    except Exception as fault:  # noqa: BLE001 (a job may do what it likes: the worker lives on)
        log.error("Job %s (%s) broke: %s", job.pk, job.kind, in_log(fault))
        _fail(job, _FAULT.format(job=job.pk))
    return True


def in_log(fault: BaseException) -> str:
    """Where a fault arose and of which type: its own words may hold what a file says of a child."""
    frames = traceback.extract_tb(fault.__traceback__)
    return "\n".join(
        [type(fault).__name__, *(f"  {f.filename}:{f.lineno} in {f.name}" for f in frames)]
    )


def _fail(job: "Job", words: str) -> None:
    from rightplace.casework.actions import jobs
    from rightplace.web.today import now

    try:
        jobs.fail_job(job, words, at=now())
    except jobs.JobLost:
        log.info("Job %s was cancelled, or another worker has it.", job.pk)


def clear_old() -> int:
    """Throw away what was asked for longer ago than files are kept; says of how many jobs."""
    from django.conf import settings

    from rightplace.casework.actions.jobs import clear_jobs
    from rightplace.web.today import now

    return clear_jobs(before=now() - timedelta(days=settings.CHECKS_KEPT_DAYS), at=now())


def work(stop: Event) -> None:
    """Do jobs until `stop` is set or the process that started this one is gone."""
    from django.db import DatabaseError, close_old_connections

    parent, cleared = os.getppid(), datetime.min.replace(tzinfo=UTC)
    while not stop.is_set() and os.getppid() == parent:
        try:
            if _clock() - cleared > timedelta(hours=1):
                clear_old()
                cleared = _clock()
            if not work_once():
                stop.wait(SECONDS_BETWEEN_LOOKS)
        except DatabaseError as fault:
            log.error("The database does not answer; trying again. %s", in_log(fault))
            close_old_connections()
            stop.wait(10)


def _clock() -> datetime:
    """The machine's own time, whatever day the demonstration stands at."""
    return datetime.now(UTC)


def main() -> int:
    """Work until a signal says to stop: the job that is being done is finished first."""
    boot()
    stop = Event()

    def leave(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    work(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
