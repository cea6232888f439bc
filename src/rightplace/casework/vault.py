"""Files of the record, outside the web root, by the digest of their content.

A file is written once and never changed; reading it proves that it is still what was kept.
"""

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings


class FileDamaged(Exception):
    """A kept file is missing, or is not what was kept; the text says which and what to do."""


def keep(content: bytes) -> str:
    """Keep a file; gives its digest, 64 hexadecimal digits. The same content is kept once."""
    digest = sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o600)
        fresh.replace(path)
    return digest


def read(digest: str) -> bytes:
    """The content of a kept file. Raises FileDamaged where it is gone or was changed."""
    path = _path(digest)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise FileDamaged(f"{path} is missing. Restore it from the backup.") from error
    if sha256(content).hexdigest() != digest:
        raise FileDamaged(f"{path} is not what was kept. Restore it from the backup.")
    return content


def _path(digest: str) -> Path:
    return Path(settings.DOCUMENTS) / digest[:2] / digest
