"""The worker: what it does with a job that is done, cannot be, breaks, is cancelled; and the check job."""

import json
import logging
import os
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from threading import Event, Timer

import pyarrow as pa
import pytest
from django.conf import LazySettings

from rightplace.casework import vault
from rightplace.casework.actions.jobs import Given, ask_job, cancel_job
from rightplace.casework.models import Job, Role, User
from rightplace.ops.cli.worker import keep_going
from rightplace.ops.jobs import CannotDo, Handler, Tell
from rightplace.ops.main import main
from rightplace.ops.worker import clear_old, work_once
from rightplace.papers.quality.kept import Kept, read_kept
from rightplace.returns import ssda903
from rightplace.web.today import now
from tests.casework.record import a_user
from tests.returns.ssda903.help import generated
from tests.web.checks import WRONG, a_return

SECRET = "Quillfeather H801200001001"


@pytest.fixture
def analyst(empty_record: None, settings: LazySettings, tmp_path: Path) -> User:
    settings.DOCUMENTS = tmp_path / "documents"
    return a_user("ada", Role.ANALYST)


def do(by: User, handler: Handler) -> Job:
    job = ask_job("test", {}, by=by, at=now())
    assert work_once({"test": handler}) is True
    job.refresh_from_db()
    return job


def test_nothing_to_do_is_said_so(analyst: User) -> None:
    assert work_once() is False


def test_a_job_that_is_done_has_its_result(analyst: User) -> None:
    def write(job: Job, folder: Path, tell: Tell) -> Path:
        tell("Writing", 1, 2)
        (folder / "x").write_text("found")
        return folder / "x"

    job = do(analyst, write)
    assert (job.state, vault.proved(job.result, job.shelf).read_text()) == ("done", "found")


def test_a_job_that_cannot_be_done_says_why(analyst: User) -> None:
    def refuse(job: Job, folder: Path, tell: Tell) -> Path:
        raise CannotDo("It is empty. Export it again.")

    job = do(analyst, refuse)
    assert (job.state, job.words) == ("failed", "It is empty. Export it again.")


def test_a_job_that_breaks_leaves_the_worker_and_no_personal_data_in_the_log(
    analyst: User, caplog: pytest.LogCaptureFixture
) -> None:
    def break_(job: Job, folder: Path, tell: Tell) -> Path:
        raise ValueError(SECRET)

    with caplog.at_level(logging.DEBUG):
        job = do(analyst, break_)
        assert work_once({"test": break_}) is False
    assert job.state == "failed"
    assert f"in the log under job {job.pk}" in job.words
    assert f"Job {job.pk} (test) broke: ValueError" in caplog.text
    assert "test_worker.py" in caplog.text
    assert [kept for kept in SECRET.split() if kept in caplog.text + job.words] == []


def test_a_job_that_was_cancelled_meanwhile_is_given_up(analyst: User) -> None:
    def go_on(job: Job, folder: Path, tell: Tell) -> Path:
        cancel_job(Job.objects.get(pk=job.pk), by=analyst, at=now())
        tell("Going on", None, None)
        raise AssertionError("it was told to stop")

    assert do(analyst, go_on).state == "cancelled"


def test_what_is_older_than_it_is_kept_is_thrown_away(
    analyst: User, settings: LazySettings
) -> None:
    settings.CHECKS_KEPT_DAYS = 30
    for days in (29, 31):
        job = ask_job("test", {}, by=analyst, at=now() - timedelta(days=days))
        cancel_job(job, by=analyst, at=now())
    assert clear_old() == 1
    assert Job.objects.filter(cleared_at=None).count() == 1


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    """The first process kills itself; the second says so and stays until it is told to stop."""
    code = (
        "import os, pathlib, signal, time; p = pathlib.Path('{}')\n"
        "if not p.exists(): p.touch(); os.kill(os.getpid(), signal.SIGKILL)\n"
        "p.write_text('again'); time.sleep(60)"
    ).format(tmp_path / "died")
    stop = Event()

    def watch() -> None:
        for _ in range(600):
            if (tmp_path / "died").exists() and (tmp_path / "died").read_text() == "again":
                break
            stop.wait(0.1)
        stop.set()

    waiter = Timer(0, watch)
    waiter.start()
    keep_going([sys.executable, "-c", code], stop, pause=0.0)
    waiter.join()
    assert (tmp_path / "died").read_text() == "again"
    assert subprocess.run(["pgrep", "-f", str(tmp_path / "died")], check=False).returncode == 1


def test_the_worker_loads_in_a_process_that_has_no_django_yet() -> None:
    code = "import rightplace.ops.worker, rightplace.ops.cli.worker"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def checked(
    by: User, collection: str, *files: Path, purpose: str = "source", **about: object
) -> Job:
    what = {"collection": collection, "year": 2025, "snapshot": "", **about}
    given = [Given(path, path.name, purpose) for path in files]
    job = ask_job("check", what, files=given, by=by, at=now())
    assert work_once() is True
    job.refresh_from_db()
    return job


def kept(job: Job) -> Kept:
    assert job.state == "done", job.words
    return read_kept(vault.proved(job.result, job.shelf))


def by_command(path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> list[object]:
    main(["check", str(path), "--return", name, "--year", "2025", "--format", "json"])
    totals = json.loads(capsys.readouterr().out)["totals"]
    return [(t["severity"], t["rule"], t["table"], t["number"]) for t in totals]


def on_screen(job: Job) -> list[object]:
    return [(t.severity, t.rule, t.table, t.number) for t in kept(job).paper.totals]


def test_the_screen_counts_what_the_command_counts(
    analyst: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_return(tmp_path / "return.xml", WRONG)
    said = by_command(path, "sen2", capsys)
    job = checked(analyst, "sen2", path)
    assert len(said) == 4
    assert on_screen(job) == said
    rows = [rule for rule in kept(job).rows["rule"].to_pylist() if rule]
    assert sorted(rows) == ["LOC-P06", "LOC-P07", "LOC-P08"]


def test_several_files_and_a_zip_of_them_are_one_return(
    analyst: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables, _ = generated(40, 2025)
    header = tables["header"]
    at = header.schema.get_field_index("ETHNIC")
    blank = pa.nulls(header.num_rows, pa.string())
    ssda903.write_csv(
        {**tables, "header": header.set_column(at, "ETHNIC", blank)}, tmp_path / "903", year=2025
    )
    said = by_command(tmp_path / "903", "903", capsys)
    files = sorted((tmp_path / "903").iterdir())
    with zipfile.ZipFile(tmp_path / "return.zip", "w") as archive:
        for file in files:
            archive.write(file, f"inside/{file.name}")
    assert ("error", "103") in [(s[0], s[1]) for s in said]  # type: ignore[index]
    assert on_screen(checked(analyst, "903", *files)) == said
    assert on_screen(checked(analyst, "903", tmp_path / "return.zip")) == said


def words(job: Job) -> str:
    assert job.state == "failed"
    return job.words


def test_what_is_no_return_or_of_another_year_is_refused_in_words(
    analyst: User, tmp_path: Path
) -> None:
    good = a_return(tmp_path / "return.xml", WRONG)
    assert words(checked(analyst, "sen2", good, year=2024)) == (
        "return.xml: the file is the return of 2025, and 2024 was chosen. Choose 2025, or the file of"
        " 2024."
    )
    (tmp_path / "page.xml").write_text("<html><body>Sign in</body></html>")
    assert "page.xml" in words(checked(analyst, "sen2", tmp_path / "page.xml"))
    (tmp_path / "header.csv").write_text("A,B\n1,2\n")
    assert words(checked(analyst, "903", tmp_path / "header.csv")).startswith(
        "header.csv: nothing in it is a table of the SSDA903 return."
    )


def test_rules_of_ones_own_are_used_and_a_wrong_file_is_told_without_a_path(
    analyst: User, tmp_path: Path
) -> None:
    good = a_return(tmp_path / "return.xml", WRONG)
    rules = tmp_path / "ours.toml"

    def with_rules(text: str) -> Job:
        rules.write_text(text)
        files = [Given(good, good.name, "source"), Given(rules, rules.name, "rules")]
        about = {"collection": "sen2", "year": 2025, "snapshot": ""}
        job = ask_job("check", about, files=files, by=analyst, at=now())
        work_once()
        job.refresh_from_db()
        return job

    off = with_rules('[LOC-P06]\noff = "By hand"\n')
    assert "LOC-P06" not in kept(off).rows["rule"].to_pylist()
    assert words(with_rules("x =")).startswith("ours.toml cannot be read as TOML")


def test_a_thousand_broken_rows_are_read_to_the_end(analyst: User, tmp_path: Path) -> None:
    path = a_return(tmp_path / "return.xml", [{"sex": "?", "ethnicity": "?"}] * 1000)
    rows = kept(checked(analyst, "sen2", path)).rows
    found = rows.filter(rows["rule"].combine_chunks().is_valid())
    assert found.num_rows >= 2000
    assert len(set(found["sealed_child"].to_pylist())) == 1000


@pytest.mark.parametrize(
    "start", ["import rightplace.ops.wsgi", "from rightplace.ops.boot import boot; boot()"]
)
def test_every_process_keeps_the_queries_of_the_rules(tmp_path: Path, start: str) -> None:
    about = "from rightplace.facts.quality import compiled; print(compiled._KEPT.folder)"
    environment = os.environ | {
        "RIGHTPLACE_HOME": str(tmp_path),
        "DATABASE_URL": "postgres://x@y/z",
    }
    said = subprocess.run(
        [sys.executable, "-c", f"{start}; {about}"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == str(tmp_path / "queries")
