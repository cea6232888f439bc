"""The job "check a return": from the files that came with it to what was found, as one file."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from rightplace.casework import vault
from rightplace.casework.models import Job
from rightplace.facts.settings import SettingsError
from rightplace.facts.snapshot import SnapshotError
from rightplace.ops.accepted import seal
from rightplace.ops.jobs import CannotDo, Tell
from rightplace.ops.look_ups import held_here, read_look_ups
from rightplace.papers.quality import Source, Wanted, check
from rightplace.papers.quality.kept import keep
from rightplace.returns.packs import CannotCheck, pack_of
from rightplace.returns.sen2 import SEN2Error
from rightplace.returns.sen2.archive import open_archive

_PLACE = re.compile(r"(source|previous|rules|register|list)/\d+ files?/")
_BOOK = "[Content_Types].xml"


def do_check(job: Job, folder: Path, tell: Tell) -> Path:
    """Check the files of a job. Raises CannotDo."""
    result = folder / "result.parquet"
    try:
        pack = pack_of(job.about["collection"])
        checked = check(pack, _source(job, folder), _wanted(job, folder), tell=tell)
    except (CannotCheck, SEN2Error, SettingsError, SnapshotError) as error:
        # Of the paths in it, the user knows the part that they gave.
        raise CannotDo(_PLACE.sub("", str(error).replace(f"{folder}/", ""))) from error
    tell("Writing the findings", None, None)
    keep(checked, pack, result, seal=seal)
    return result


def _source(job: Job, folder: Path) -> Source:
    snapshot, year = job.about.get("snapshot", ""), int(job.about["year"])
    of = snapshot or str(_laid_out(job, "source", folder))
    before = _laid_out(job, "previous", folder)
    return Source(of, year, settings.SNAPSHOTS, before and str(before), exact=True)


def _wanted(job: Job, folder: Path) -> Wanted:
    known = pack_of(job.about["collection"]).look_ups
    register = _laid_out(job, "register", folder)
    files = dict(zip(job.about.get("lists", ()), _lists(job, folder), strict=False))
    held = held_here(job.about.get("held", ()))
    lists = held | read_look_ups(register, files, known=known)
    return Wanted(rules=_laid_out(job, "rules", folder), lists=lists)


def _lists(job: Job, folder: Path) -> Iterator[Path]:
    """The files of lists, each in a folder of its own, for two may have one name."""
    for number, file in enumerate(job.files.filter(purpose="list").order_by("pk")):
        place = folder / "list" / f"{number} file"
        place.mkdir(parents=True)
        (place / file.name).symlink_to(vault.proved(file.digest, job.shelf))
        yield place / file.name


def _laid_out(job: Job, purpose: str, folder: Path) -> Path | None:
    """The files of one purpose under their own names: the file itself, or the folder where there are
    several. Archives are unpacked."""
    files = list(job.files.filter(purpose=purpose).order_by("pk"))
    if not files:
        return None
    place = folder / purpose / ("1 file" if len(files) == 1 else f"{len(files)} files")
    place.mkdir(parents=True)
    for number, file in enumerate(files):
        path = place / file.name
        if path.exists():
            path = place / f"{number}-{file.name}"
        path.symlink_to(vault.proved(file.digest, job.shelf))
        _unpack(path)
    return _deepest(place)


def _unpack(path: Path) -> None:
    """In the place of an archive, a folder with what is in it; a workbook is left as it is."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return
    with open_archive(path) as archive:
        if _BOOK in archive.namelist():
            return
        into = path.with_name(f"{path.name}.unpacked")
        archive.extractall(into)
    path.unlink()
    into.rename(path.with_suffix("") if path.suffix else path)


def _deepest(folder: Path) -> Path:
    """The only file, or the first folder that holds more than one thing."""
    inside = sorted(p for p in folder.iterdir() if not p.name.startswith((".", "__MACOSX")))
    if len(inside) != 1:
        return folder
    return inside[0] if inside[0].is_file() else _deepest(inside[0])
