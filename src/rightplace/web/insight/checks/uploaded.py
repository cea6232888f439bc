"""What can be told of an uploaded file at once: why it cannot be a return, in words."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import TemporaryUploadedFile

from rightplace.casework.actions.jobs import Given
from rightplace.web.design.uploads import of_returns, too_much

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_ODD = re.compile(r"[^\w .()+-]")


def given(files: Iterable[TemporaryUploadedFile], purpose: str) -> Iterator[Given]:
    """Files as a job takes them, under names that any system can hold."""
    for file in files:
        yield Given(Path(file.temporary_file_path()), safe_name(file.name or ""), purpose)


def safe_name(name: str) -> str:
    """The last part of a name, without what a file system or a page could trip over."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return _ODD.sub("_", last).strip(" .")[-150:] or "file"


def faults(files: Iterable[TemporaryUploadedFile]) -> list[str]:
    """What is wrong with files that came together, each with its name and how to mend it."""
    found, before = [], 0
    for file in files:
        why = too_much(file, before=before, limits=of_returns()) or _fault(file)
        before += file.size or 0
        if why:
            found.append(f"{file.name}: {why}")
    return found


def _fault(file: TemporaryUploadedFile) -> str:
    path = Path(file.temporary_file_path())
    with path.open("rb") as content:
        start = content.read(4096)
    if not start:
        return "The file is empty. Export it again from where it came, and choose that file."
    if start.startswith(_OLD_OFFICE):
        return (
            "This is an Excel workbook with a password, or one of Excel 97-2003. Open it in Excel and"
            " save it without a password as .xlsx."
        )
    if start.startswith(_ZIP):
        return _fault_of_archive(path)
    if _BINARY.search(start) and not start.startswith(_MARKS):
        return (
            "This is not a return: it is neither text, a workbook nor a .zip. Choose the XML file, the"
            " CSV files or the .xlsx workbook that your system exported."
        )
    return ""


def _fault_of_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return "The file is damaged and cannot be unpacked. Copy or download it again."
    if any(part.flag_bits & 1 for part in parts):
        return "The .zip is protected by a password. Make it again without one."
    if not parts:
        return "The .zip is empty. Put the files of the return into it."
    return ""
