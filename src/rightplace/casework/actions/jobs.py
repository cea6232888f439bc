"""Work in the background: asked for by people, taken by workers, one at a time.

What a worker does to a job stands only while it holds the job: a job that was cancelled, or whose lease
ran out and that another worker took, is no longer its own (`JobLost`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from rightplace.casework import vault
from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import AuditEvent, Job, JobFile, JobState, Person, User

MOST_TRIES = 2
_DIED = (
    "This was begun {tries} times and each time the worker stopped before the end, so it is not tried"
    " again. Whoever runs RightPlace can see in the log why, under job {job}."
)


class JobLost(Exception):
    """The job was cancelled, or another worker has it: nothing more may be written to it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that comes with a job: where it lies, under what name it came, and what it is for."""

    path: Path
    name: str
    purpose: str


def ask_job(
    kind: str,
    about: dict[str, Any],
    *,
    files: Iterable[Given] = (),
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Job:
    """Ask for a job to be done; its files are kept until it is cleared."""
    with ledger.entry("job.ask", by=by, at=at, job_kind=kind) as entry:
        job = entry.add(Job(kind=kind, about=about, asked_by=by, asked_at=at))
        for given in files:
            digest = vault.keep_chunks(vault.chunks_of(given.path), job.shelf)
            size = given.path.stat().st_size
            entry.add(
                JobFile(job=job, purpose=given.purpose, name=given.name, digest=digest, size=size)
            )
    return job


def cancel_job(job: Job, *, by: User, at: datetime, ledger: Ledger = DATABASE) -> None:
    """Give a job up, whether or not it has begun."""
    with ledger.entry("job.cancel", by=by, at=at, job=job.pk) as entry:
        entry.lock(job)
        refuse_unless(job.is_open, "It has ended already. There is nothing to cancel.")
        entry.change(
            job, state=JobState.CANCELLED.value, ended_at=at, worker="", lease_until=None, words=""
        )


def take_job(
    kinds: Collection[str], *, worker: str, at: datetime, clock: datetime, lease: timedelta
) -> Job | None:
    """The oldest job that waits, or whose worker is silent since its lease ran out; None without one.

    `clock` is the machine's time, which leases are counted in; `at` is the record's.
    """
    with transaction.atomic():
        free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=clock)
        waiting = Job.objects.select_for_update(skip_locked=True).filter(free, kind__in=kinds)
        for job in waiting.order_by("pk")[:20]:
            if job.tries < MOST_TRIES:
                _write(
                    job, state=JobState.RUNNING.value, worker=worker, lease_until=clock + lease,
                    tries=job.tries + 1, done=None, total=None, words="",
                )  # fmt: skip
                return job
            _end(job, JobState.FAILED, at, words=_DIED.format(tries=job.tries, job=job.pk))
    return None


def tell_progress(
    job: Job, *, words: str, done: int | None, total: int | None, clock: datetime, lease: timedelta
) -> None:
    """Say how far a job is, which also keeps it. Raises JobLost."""
    held = _held(job).update(words=words, done=done, total=total, lease_until=clock + lease)
    if not held:
        raise JobLost


def finish_job(job: Job, result: Path, *, at: datetime) -> None:
    """Keep what came of a job. Raises JobLost."""
    digest = vault.keep_chunks(vault.chunks_of(result), job.shelf)
    with transaction.atomic():
        _lock_held(job)
        _end(job, JobState.DONE, at, result=digest, words="")


def fail_job(job: Job, words: str, *, at: datetime) -> None:
    """Say in words for whoever asked why a job cannot be done. Raises JobLost."""
    with transaction.atomic():
        _lock_held(job)
        _end(job, JobState.FAILED, at, words=words[:1000])


def clear_jobs(*, before: datetime, at: datetime) -> int:
    """Throw away the files and the results of jobs asked for before a moment; says of how many."""
    cleared = 0
    while (job := _next_to_clear(before)) is not None:
        with transaction.atomic():
            job.files.all().delete()
            _end(job, JobState(job.state), at, result="", cleared_at=at)
            vault.empty(job.shelf)
        cleared += 1
    return cleared


def _next_to_clear(before: datetime) -> Job | None:
    old = Job.objects.filter(asked_at__lt=before, cleared_at=None, ended_at__isnull=False)
    return old.order_by("pk").first()


def record_job_look(
    job: Job, *, what: str, people: Iterable[Person], by: User, at: datetime
) -> None:
    """Record that someone was shown, or took away, what came of a job; `people` are those of the record."""
    detail = {"job": job.pk, "people": sorted({person.pk for person in people})}
    AuditEvent(at=at, by=by, kind=AuditEvent.Kind.READ, action=what, detail=detail).save(
        force_insert=True
    )


def _held(job: Job) -> QuerySet[Job]:
    """The job's row, while it is still this worker's."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, tries=job.tries)


def _lock_held(job: Job) -> None:
    if not _held(job).select_for_update().exists():
        raise JobLost


def _end(job: Job, state: JobState, at: datetime, **fields: Any) -> None:
    ended_at = job.ended_at or at
    _write(job, state=state.value, ended_at=ended_at, worker="", lease_until=None, **fields)


def _write(job: Job, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(job, name, value)
    job.save(update_fields=list(fields))
