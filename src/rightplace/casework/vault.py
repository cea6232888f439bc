"""Files of the record, outside the web root, by the digest of their content.

A file is written once and never changed; reading it proves that it is still what was kept. What is not
of the record lies on a shelf of its own, which can be emptied; the record's files are never thrown away.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings

CHUNK = 1 << 20
_SHELF = re.compile(r"[a-z]+/[0-9a-f-]{36}")


class FileDamaged(Exception):
    """A kept file is missing, or is not what was kept; the text says which and what to do."""


def keep(content: bytes) -> str:
    """Keep a file; gives its digest, 64 hexadecimal digits. The same content is kept once."""
    return keep_chunks([content])


def keep_chunks(chunks: Iterable[bytes], shelf: str = "") -> str:
    """Keep a file that comes in pieces, of which no more than one is held in memory."""
    root = _root(shelf)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = sha256()
    handle, name = tempfile.mkstemp(dir=root, prefix="fresh-")  # readable by its owner alone
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        path = _path(digest.hexdigest(), shelf)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return digest.hexdigest()


def read(digest: str) -> bytes:
    """The content of a kept file. Raises FileDamaged where it is gone or was changed."""
    return proved(digest).read_bytes()


def proved(digest: str, shelf: str = "") -> Path:
    """Where a kept file lies, after its content was held against its digest.

    Raises FileDamaged where it is gone or was changed.
    """
    path, found = _path(digest, shelf), sha256()
    try:
        for chunk in chunks_of(path):
            found.update(chunk)
    except FileNotFoundError as error:
        raise FileDamaged(f"{path} is missing. Restore it from the backup.") from error
    if found.hexdigest() != digest:
        raise FileDamaged(f"{path} is not what was kept. Restore it from the backup.")
    return path


def chunks_of(path: Path) -> Iterator[bytes]:
    """The content of a file, a piece at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def empty(shelf: str) -> None:
    """Throw away all files of a shelf. Raises ValueError for the record's own place."""
    if not _SHELF.fullmatch(shelf):
        raise ValueError(f"{shelf!r} is not a shelf that can be emptied.")
    shutil.rmtree(_root(shelf), ignore_errors=True)


def _root(shelf: str) -> Path:
    return Path(settings.DOCUMENTS) / "shelves" / shelf if shelf else Path(settings.DOCUMENTS)


def _path(digest: str, shelf: str = "") -> Path:
    return _root(shelf) / digest[:2] / digest
