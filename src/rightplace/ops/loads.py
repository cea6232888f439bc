"""Notes of what was loaded from each source, left by the commands that load it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rightplace.casework.sources import Interface
from rightplace.facts.snapshot import Snapshot
from rightplace.facts.sources import SOURCES, tables_of

if TYPE_CHECKING:
    from rightplace.casework.models import User

_OF_THE_RECORD = (Interface.ENTRY, Interface.COMPUTED)


@dataclass
class Note:
    """What a load came to; `rows` is filled in once it is known."""

    rows: int = 0


def record_snapshot(snapshot: Snapshot, *, by: "User", at: datetime) -> None:
    """A snapshot of the record takes in everything that is entered on screen, and what is computed of it."""
    from rightplace.casework.actions.sources import record_load

    for key, source in SOURCES.items():
        if source.interface in _OF_THE_RECORD:
            rows = sum(snapshot.rows[table] for table in tables_of(key))
            record_load(source, name=snapshot.name, digest=snapshot.id, rows=rows, by=by, at=at)


@contextmanager
def noted(
    source: str,
    path: Path,
    *,
    by: "User",
    at: datetime,
    failures: tuple[type[Exception], ...],
) -> Iterator[Note]:
    """Note a load of a file, good or not: `with noted("register", path, ...) as note: note.rows = ...`.

    One of `failures` is noted with its reason, and goes on to whoever handles it.
    """
    from rightplace.casework.actions.sources import record_load

    note = Note()
    digest = digest_of(path)
    given = {"name": path.name, "digest": digest, "by": by, "at": at}
    try:
        yield note
    except failures as error:
        record_load(SOURCES[source], failure=_reason(error, path), **given)
        raise
    record_load(SOURCES[source], rows=note.rows, **given)


def _reason(error: Exception, path: Path) -> str:
    """Why it failed, without the folders of the machine."""
    return str(error).replace(str(path), path.name) or type(error).__name__


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; of a folder, that of its files' digests by name; empty where there is none."""
    try:
        if not path.is_dir():
            return _digest(path)
        files = sorted(each for each in path.rglob("*") if each.is_file())
        lines = [f"{_digest(each)}  {each.relative_to(path)}" for each in files]
    except OSError:
        return ""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
