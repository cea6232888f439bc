"""Comparators on disk: immutable, beside the snapshots, each in a folder named by its content.

A set is written aside and renamed into place, so that half of one is never seen.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rightplace.facts.comparators.comparators import Comparators
from rightplace.facts.comparators.reading import LeftOut, Reading, Source
from rightplace.facts.comparators.tables import SCHEMAS, Level

_MANIFEST = "manifest.json"
_ROWS_IN_A_GROUP = 50_000
_FEWEST_LETTERS = 4


class ComparatorsError(Exception):
    """Comparators cannot be kept or opened; the text says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A set of comparators that is on disk. `authorities` are the codes of those it has values of."""

    id: str
    name: str
    loaded_at: datetime
    licence: str
    rows: Mapping[str, int]
    sources: Sequence[Source]
    left_out: Sequence[LeftOut]
    doubts: Sequence[str]
    authorities: frozenset[str]
    folder: Path

    def open(self) -> Comparators:
        """The comparators themselves."""
        return Comparators(self.folder, id_=self.id, name=self.name, licence=self.licence)


def keep(reading: Reading, *, store: Path, loaded_at: datetime) -> Kept:
    """Write what was read as a new set; the same content is kept once. Rows with faults are not in it."""
    tables = _tables(reading)
    if not tables["value"].num_rows:
        raise ComparatorsError("There are no values to keep. See what was wrong or left out.")
    store.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = store / f".reading.{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    try:
        files = {name: _write(table, aside / f"{name}.parquet") for name, table in tables.items()}
        identity = hashlib.sha256(json.dumps([files, reading.licence]).encode()).hexdigest()[:16]
        final = store / identity
        if not final.exists():
            manifest = _manifest(identity, reading, tables, loaded_at) | {"files": files}
            (aside / _MANIFEST).write_text(json.dumps(manifest, indent=1))
            _rename(aside, final)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return _kept(final)


def _rename(aside: Path, final: Path) -> None:
    try:
        aside.rename(final)
    except OSError:
        if not final.exists():  # else another process kept the same content first
            raise


def _tables(reading: Reading) -> dict[str, pa.Table]:
    """The four tables of what was read."""
    rows = {
        "measure": sorted(map(asdict, reading.measures.values()), key=lambda m: m["key"]),
        "area": sorted(map(asdict, reading.areas.values()), key=lambda a: a["code"]),
        "neighbour": list(map(asdict, reading.neighbours)),
    }
    tables = {name: pa.Table.from_pylist(rows[name], schema=SCHEMAS[name]) for name in rows}
    return tables | {"value": reading.table}


def _write(table: pa.Table, path: Path) -> str:
    pq.write_table(table, path, compression="zstd", row_group_size=_ROWS_IN_A_GROUP)
    path.chmod(0o400)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(
    identity: str, reading: Reading, tables: Mapping[str, pa.Table], loaded_at: datetime
) -> dict[str, object]:
    codes = set(tables["value"]["area_code"].unique().to_pylist())
    return {
        "id": identity,
        "name": reading.name,
        "loaded_at": loaded_at.isoformat(),
        "licence": reading.licence,
        "rows": {name: table.num_rows for name, table in tables.items()},
        "sources": [asdict(source) for source in reading.sources],
        "left_out": [asdict(each) for each in reading.left_out],
        "doubts": reading.doubts,
        "authorities": sorted(
            a.code for a in reading.areas.values() if a.level is Level.AUTHORITY and a.code in codes
        ),
    }


def _kept(folder: Path) -> Kept:
    manifest = json.loads((folder / _MANIFEST).read_text())
    return Kept(
        id=manifest["id"],
        name=manifest["name"],
        loaded_at=datetime.fromisoformat(manifest["loaded_at"]),
        licence=manifest["licence"],
        rows=manifest["rows"],
        sources=[Source(**each) for each in manifest["sources"]],
        left_out=[LeftOut(**each) for each in manifest["left_out"]],
        doubts=manifest["doubts"],
        authorities=frozenset(manifest["authorities"]),
        folder=folder,
    )


def list_comparators(*, store: Path) -> list[Kept]:
    """Every set, the newest first."""
    found = [_kept(path.parent) for path in store.glob(f"[0-9a-f]*/{_MANIFEST}")]
    return sorted(found, key=lambda kept: (kept.loaded_at, kept.id), reverse=True)


def open_comparators(store: Path, name: str | None = None, *, la: str | None = None) -> Comparators:
    """The newest set; of that name or id where one is given, and with that authority's values.

    ComparatorsError where there is none. An id may be cut to its first four letters.
    """
    every = list_comparators(store=store)
    if not every:
        raise ComparatorsError(
            "No comparators are loaded. Load published files: rightplace comparators load FOLDER"
        )
    found = [k for k in every if name is None or _is_called(k, name)]
    if not found:
        known = ", ".join(f"{k.name} ({k.id})" for k in every)
        raise ComparatorsError(f"There are no comparators {name!r}. There are: {known}.")
    holding = [k for k in found if la is None or la in k.authorities]
    if not holding:
        raise ComparatorsError(
            f"No comparators that are loaded have values of authority {la}."
            " Give a code that they have, or load files that have this one."
        )
    return holding[0].open()


def _is_called(kept: Kept, name: str) -> bool:
    return name == kept.name or (len(name) >= _FEWEST_LETTERS and kept.id.startswith(name))
