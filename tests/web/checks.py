"""Returns to check, and checks that were made of them."""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from rightplace.casework import vault
from rightplace.casework.models import Job, User
from rightplace.casework.queries.checks import sight_of
from rightplace.ops.accepted import seal
from rightplace.ops.worker import work_once
from rightplace.papers.quality import Source, Wanted, check
from rightplace.papers.quality.kept import keep, read_kept
from rightplace.returns.packs import PACKS
from rightplace.returns.sen2 import write_xml
from rightplace.returns.sen2.modules import MODULES
from rightplace.web.today import now
from tests.conftest import County
from tests.ops.test_check_command import WHOLE, Row


def upn(number: int) -> str:
    """A UPN with its right first letter."""
    digits = f"801200{number:06}"
    weights = range(2, 14)
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=True))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + digits


def a_return(path: Path, people: Sequence[Row], year: int = 2025) -> Path:
    """A SEN2 return with these children, each with a request; what is not said is right."""
    first = WHOLE["person"], WHOLE["request"]
    rows: Mapping[str, list[Row]] = {
        "header": [WHOLE["header"]],
        "person": [
            {**first[0], "person_id": n, "upn": upn(n), "surname": f"Quillfeather{n}", **row}
            for n, row in enumerate(people, 1)
        ],
        "request": [
            {**first[1], "request_id": n, "person_id": n} for n in range(1, len(people) + 1)
        ],
    }
    tables = {
        name: pa.Table.from_pylist(rows.get(name, []), schema=module.table.arrow)
        for name, module in MODULES.items()
    }
    write_xml(tables, path, year=year)
    return path


WRONG: Sequence[Row] = (
    {"ethnicity": "MARTIAN", "post_code": None},
    {"sex": None},
    {"person_birth_date": date(2015, 3, 1)},
)
"""Three children: two findings, one, and none."""


@lru_cache
def _result() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = Source(str(a_return(folder / "return.xml", WRONG)), 2025, folder)
        made = check(PACKS["sen2"], source, Wanted(), tell=lambda *_: None)
        keep(made, PACKS["sen2"], folder / "kept", seal=seal)
        return (folder / "kept").read_bytes()


def a_check(user: User, about: dict[str, object] | None = None) -> Job:
    """A check of `WRONG` that was made for someone."""
    what = {"collection": "sen2", "year": 2025, "snapshot": ""} | (about or {})
    job = Job(kind="check", about=what, asked_by=user, asked_at=now(), state="done", ended_at=now())
    job.result = vault.keep_chunks([_result()], job.shelf)
    job.save()
    return job


def a_file(check: Job) -> Job:
    """A file of a check that was made for its owner."""
    about = {
        "collection": "sen2", "year": 2025, "check": check.pk, "kind": "csv", "query": "",
        "sight": sight_of(check.asked_by),
    }  # fmt: skip
    job = Job(
        kind="check-file", about=about, asked_by=check.asked_by, asked_at=now(), state="done",
        ended_at=now(),
    )  # fmt: skip
    job.result = vault.keep_chunks([b"Severity"], job.shelf)
    job.save()
    return job


def a_sealed_child() -> str:
    """A child of `WRONG`, as the checks tell them."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(_result())
        file.flush()
        kept = read_kept(Path(file.name))
    return str(kept.rows["sealed_child"][0].as_py())


ABOUT = {"collection": "sen2", "year": "2025"}


def client_of(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


def upload(client: Client, *files: tuple[str, bytes], **more: object) -> HttpResponse:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("checks:start"), {**ABOUT, "files": sent, **more})


def made(client: Client, path: Path, **more: object) -> Job:
    """A check of a file, asked for on the page and done."""
    answer = upload(client, (path.name, path.read_bytes()), **more)
    assert answer.status_code == 302, answer.content.decode()
    while work_once():
        pass
    job = Job.objects.latest("pk")
    assert (answer["Location"], job.state) == (reverse("checks:check", args=[job.pk]), "done")
    return job


def shown(client: Client, job: Job, **query: str) -> str:
    return client.get(reverse("checks:check", args=[job.pk]), query).content.decode()


def rules(client: Client, job: Job, **query: str) -> list[str]:
    """The rules of the findings that fit, from the CSV."""
    file = client.get(reverse("checks:file", args=[job.pk, "csv"]), query).content
    return [row["Rule"] for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))]
