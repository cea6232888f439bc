"""Snapshots on disk: named, immutable, listed, opened read-only, each with a content hash.

A snapshot is a folder of one Parquet file for each table beside `manifest.json`. It is written
aside and renamed into place, so that half of one is never seen.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rightplace.facts.schema import TABLES, empty

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_MANIFEST = "manifest.json"


class SnapshotError(Exception):
    """A snapshot cannot be made or opened; the text says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class About:
    """Where a snapshot's facts come from.

    `as_of` is the day they stand at, `origin` is "record", "return" or "quarter" (the record as it was known
    on an earlier day, without clocks: for a quarter's report alone), `source` says which file or database,
    and `year` is the year of a return (None for the record).
    """

    authority: str
    as_of: date
    origin: str
    source: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that exists. `id` is the hash of its content, `rows` the count by table."""

    name: str
    id: str
    taken_at: datetime
    about: About
    rows: Mapping[str, int]
    files: Mapping[str, str]
    folder: Path

    def path(self, table: str) -> Path:
        """The Parquet file of one table."""
        return self.folder / f"{table}.parquet"

    def table(self, name: str) -> pa.Table:
        """One table, read into memory; what the snapshot is older than is empty, or null."""
        if name not in self.files:
            return empty(name)
        found, wanted = pq.read_table(self.path(name)), TABLES[name].arrow
        lacking = [field for field in wanted if field.name not in found.column_names]
        for field in lacking:
            found = found.append_column(field, pa.nulls(len(found), field.type))
        return found.select(wanted.names) if lacking else found

    def tables(self) -> dict[str, pa.Table]:
        """Every table, read into memory."""
        return {name: self.table(name) for name in TABLES}

    def changed_files(self) -> list[str]:
        """The tables whose file is no longer what was frozen; empty when all is well."""
        return [
            name
            for name, digest in self.files.items()
            if not self.path(name).exists() or _digest(self.path(name)) != digest
        ]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise SnapshotError(
            f"{name!r} cannot name a snapshot. Use small letters, digits and hyphens,"
            " up to 63 of them, starting with a letter or digit."
        )
    return name


def _write_tables(folder: Path, tables: Mapping[str, pa.Table]) -> dict[str, int]:
    unknown = set(tables) - set(TABLES)
    if unknown:
        raise SnapshotError(f"A snapshot has no table {', '.join(sorted(unknown))}.")
    rows = {}
    for name, table in TABLES.items():
        facts = tables.get(name, empty(name)).select(table.arrow.names).cast(table.arrow)
        path = folder / f"{name}.parquet"
        pq.write_table(facts, path, compression="zstd")
        path.chmod(0o400)
        rows[name] = facts.num_rows
    return rows


def freeze(
    tables: Mapping[str, pa.Table], *, name: str, about: About, taken_at: datetime, store: Path
) -> Snapshot:
    """Write `tables` as a new snapshot; SnapshotError where the name is taken or not a name."""
    final = store / _checked_name(name)
    if final.exists():
        raise SnapshotError(
            f"There is a snapshot {name!r} already, and a snapshot never changes. Choose another name."
        )
    store.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = store / f".{name}.{os.getpid()}"
    aside.mkdir(mode=0o700)
    try:
        rows = _write_tables(aside, tables)
        files = {table: _digest(aside / f"{table}.parquet") for table in TABLES}
        identity = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
        manifest = {
            "name": name,
            "id": identity,
            "taken_at": taken_at.isoformat(),
            "about": asdict(about) | {"as_of": about.as_of.isoformat()},
            "rows": rows,
            "files": files,
        }
        (aside / _MANIFEST).write_text(json.dumps(manifest, indent=1))
        aside.rename(final)
    except BaseException:
        shutil.rmtree(aside)
        raise
    return open_snapshot(name, store=store)


def _read(folder: Path) -> Snapshot:
    manifest = json.loads((folder / _MANIFEST).read_text())
    about = manifest["about"]
    return Snapshot(
        name=manifest["name"],
        id=manifest["id"],
        taken_at=datetime.fromisoformat(manifest["taken_at"]),
        about=About(**about | {"as_of": date.fromisoformat(about["as_of"])}),
        rows=manifest["rows"],
        files=manifest["files"],
        folder=folder,
    )


def open_snapshot(name: str, *, store: Path) -> Snapshot:
    """The snapshot of that name; SnapshotError when there is none."""
    folder = store / _checked_name(name)
    if not (folder / _MANIFEST).exists():
        known = ", ".join(s.name for s in list_snapshots(store=store)) or "none yet"
        raise SnapshotError(f"There is no snapshot {name!r}. There are: {known}.")
    return _read(folder)


def list_snapshots(*, store: Path) -> list[Snapshot]:
    """Every snapshot, the newest first."""
    found = [_read(path.parent) for path in store.glob(f"[a-z0-9]*/{_MANIFEST}")]
    return sorted(found, key=lambda s: (s.taken_at, s.name), reverse=True)
