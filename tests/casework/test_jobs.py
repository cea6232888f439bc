"""Jobs: asked for, taken by one worker, told of, ended once, tried again when a worker died, cleared."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from rightplace.casework import vault
from rightplace.casework.actions import jobs
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import AuditEvent, Job, JobFile, Role, User
from tests.casework.record import NOON, a_user
from tests.conftest import County

CLOCK = datetime(2026, 1, 1, 12, tzinfo=UTC)
LEASE = timedelta(minutes=1)


@pytest.fixture
def shelves(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DOCUMENTS = tmp_path / "documents"
    return settings.DOCUMENTS


@pytest.fixture
def analyst(empty_record: None, shelves: Path) -> User:
    return a_user("ada", Role.ANALYST)


def ask(by: User, text: str = "") -> Job:
    given = []
    if text:
        path = Path(vault.settings.DOCUMENTS).parent / "given.xml"
        path.write_text(text)
        given = [jobs.Given(path, "return.xml", "source")]
    return jobs.ask_job("check", {"year": 2025}, files=given, by=by, at=NOON)


def take(worker: str = "one", clock: datetime = CLOCK) -> Job | None:
    return jobs.take_job(["check"], worker=worker, at=NOON, clock=clock, lease=LEASE)


def tell(job: Job, done: int) -> None:
    jobs.tell_progress(job, words="Checking", done=done, total=9, clock=CLOCK, lease=LEASE)


def test_a_job_is_asked_for_with_its_files_and_leaves_an_audit(analyst: User) -> None:
    job = ask(analyst, "<a/>")
    file = JobFile.objects.get()
    assert (job.state, job.is_open, job.asked_at) == ("waiting", True, NOON)
    assert (file.name, file.size) == ("return.xml", 4)
    assert vault.proved(file.digest, job.shelf).read_text() == "<a/>"
    assert AuditEvent.objects.filter(action="job.ask").get().detail == {"job_kind": "check"}


def test_the_oldest_is_taken_first_and_each_once(analyst: User) -> None:
    first, second = ask(analyst), ask(analyst)
    assert [take("one"), take("two"), take("three")] == [first, second, None]
    assert jobs.take_job(["other"], worker="x", at=NOON, clock=CLOCK, lease=LEASE) is None


def test_progress_is_told_and_keeps_the_job(analyst: User) -> None:
    ask(analyst)
    job = take()
    assert job is not None
    tell(job, 3)
    assert Job.objects.values_list("words", "done", "total", "lease_until").get() == (
        "Checking", 3, 9, CLOCK + LEASE,
    )  # fmt: skip


def test_what_came_of_it_is_kept(analyst: User, tmp_path: Path) -> None:
    ask(analyst)
    job = take()
    assert job is not None
    found = tmp_path / "found"
    found.write_bytes(b"result")
    jobs.finish_job(job, found, at=NOON)
    kept = Job.objects.get()
    assert (kept.state, kept.worker, kept.ended_at) == ("done", "", NOON)
    assert vault.proved(kept.result, kept.shelf).read_bytes() == b"result"


def test_a_worker_that_died_loses_its_job_to_another_and_may_write_no_more(
    analyst: User, tmp_path: Path
) -> None:
    ask(analyst)
    dead = take("dead")
    assert dead is not None
    assert take("early", CLOCK + LEASE) is None
    alive = take("alive", CLOCK + LEASE + timedelta(seconds=1))
    assert alive is not None
    assert (alive.pk, alive.tries) == (dead.pk, 2)
    for write in (
        lambda: tell(dead, 1),
        lambda: jobs.fail_job(dead, "No.", at=NOON),
        lambda: jobs.finish_job(dead, Path(__file__), at=NOON),
    ):
        with pytest.raises(jobs.JobLost):
            write()
    tell(alive, 5)
    assert (Job.objects.get().done, Job.objects.get().worker) == (5, "alive")


def test_a_job_that_kills_its_worker_twice_is_not_tried_again(analyst: User) -> None:
    job = ask(analyst)
    for number in range(2):
        assert take(f"w{number}", CLOCK + number * 2 * LEASE) == job
    assert take("third", CLOCK + timedelta(hours=1)) is None
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.words.startswith("This was begun 2 times and each time the worker stopped")


def test_a_job_can_be_cancelled_until_it_ends(analyst: User) -> None:
    waiting, running = ask(analyst), ask(analyst)
    jobs.cancel_job(waiting, by=analyst, at=NOON)
    taken = take()
    assert taken == running
    jobs.cancel_job(running, by=analyst, at=NOON)
    assert taken is not None
    with pytest.raises(jobs.JobLost):
        tell(taken, 1)
    with pytest.raises(ActionRefused, match="ended already"):
        jobs.cancel_job(running, by=analyst, at=NOON)
    assert take() is None


def test_old_files_are_thrown_away_and_nothing_else(analyst: User, shelves: Path) -> None:
    record = vault.keep(b"<a/>")
    old, open_still = ask(analyst, "<a/>"), ask(analyst, "<a/>")
    jobs.cancel_job(old, by=analyst, at=NOON)
    later = NOON + timedelta(days=31)
    assert jobs.clear_jobs(before=NOON, at=later) == 0
    assert jobs.clear_jobs(before=NOON + timedelta(days=1), at=later) == 1
    old.refresh_from_db()
    assert (old.state, old.cleared_at, old.ended_at) == ("cancelled", later, NOON)
    assert list(JobFile.objects.values_list("job", flat=True)) == [open_still.pk]
    assert not (shelves / "shelves" / old.shelf).exists()
    assert vault.read(record) == b"<a/>"
    assert vault.proved(open_still.files.get().digest, open_still.shelf).read_bytes() == b"<a/>"


@pytest.mark.parametrize("shelf", ["", "jobs", "jobs/..", "../x", "jobs/" + "a" * 35])
def test_the_record_is_no_shelf_that_can_be_emptied(shelves: Path, shelf: str) -> None:
    with pytest.raises(ValueError, match="not a shelf"):
        vault.empty(shelf)


@pytest.fixture
def race(
    county: County, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[int], list[int]]]:
    """Makes jobs of a kind of their own that every connection sees, and takes them away again."""
    with django_db_blocker.unblock():
        analyst = county.user("analyst")

        def make(number: int) -> list[int]:
            fresh = [Job(kind="race", asked_by=analyst, asked_at=NOON) for _ in range(number)]
            return [job.pk for job in Job.objects.bulk_create(fresh)]

        yield make
        Job.objects.filter(kind="race").delete()


def take_race(worker: str) -> Job | None:
    return jobs.take_job(["race"], worker=worker, at=NOON, clock=CLOCK, lease=LEASE)


def test_workers_at_the_same_moment_never_take_the_same_job(
    race: Callable[[int], list[int]],
) -> None:
    asked = race(24)
    taken: list[int] = []
    start = threading.Barrier(6)

    def work(name: str) -> None:
        start.wait()
        while (job := take_race(name)) is not None:
            taken.append(job.pk)
        connections["default"].close()

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == asked


def test_a_job_that_another_is_just_taking_is_passed_over(
    race: Callable[[int], list[int]],
) -> None:
    first, second = race(2)
    seen: list[Job | None] = []

    def other() -> None:
        seen.append(take_race("other"))
        connections["default"].close()

    with transaction.atomic():
        assert Job.objects.select_for_update().get(pk=first).pk == first
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=10)
    assert [job and job.pk for job in seen] == [second]
