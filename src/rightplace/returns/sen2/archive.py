"""Zip files (also every .xlsx): looked over before anything in them is unpacked."""

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from rightplace.returns.sen2.findings import SEN2Error

MAX_ENTRIES = 2_000
MAX_BYTES = 2 << 30
MAX_RATIO = 200
RATIO_FROM = 50 << 20
_ENCRYPTED = 0x1
_XML_HEAD = 4_096
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BROKEN_ZIP = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)


def open_archive(path: Path) -> ZipFile:
    """The archive, once it is known to be sound, readable and of a reasonable size."""
    try:
        archive = ZipFile(path)
    except BROKEN_ZIP as error:
        raise _damaged(path) from error
    try:
        _check(archive, path)
    except SEN2Error:
        archive.close()
        raise
    return archive


def _check(archive: ZipFile, path: Path) -> None:
    entries = archive.infolist()
    _check_size(entries, path)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise SEN2Error(
            "The file is protected by a password",
            where=path.name,
            mend="Take the password off and try again.",
        )
    try:
        broken = archive.testzip()
    except BROKEN_ZIP as error:
        raise _damaged(path) from error
    if broken is not None:
        raise _damaged(path)
    _check_xml(archive, entries, path)


def _check_size(entries: list[ZipInfo], path: Path) -> None:
    """Python never unpacks more of an entry than its header declares, so the headers will do."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_BYTES or too_dense:
        raise SEN2Error(
            f"The file would unpack to {unpacked:,} bytes in {len(entries):,} parts, "
            "far more than a return",
            where=path.name,
            mend="Check where it came from. Choose the return itself.",
        )


def _check_xml(archive: ZipFile, entries: list[ZipInfo], path: Path) -> None:
    """Workbooks are XML inside, and none has need of a document type."""
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(entry) as part:
            if _DOCTYPE.search(part.read(_XML_HEAD)):
                raise SEN2Error(
                    f"The part {entry.filename} declares a document type, "
                    "which a return never does and which can hide an attack",
                    where=path.name,
                    mend="Check where it came from, and export the file again.",
                )


def _damaged(path: Path) -> SEN2Error:
    return SEN2Error(
        "The file is damaged and cannot be unpacked",
        where=path.name,
        mend="Copy or download it again.",
    )
