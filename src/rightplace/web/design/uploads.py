"""Uploads go straight to disk, and no further than the limits."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """The most that is taken, in megabytes, and what to do about a file that has more."""

    file: int
    request: int
    mend: str


def of_documents() -> Limits:
    """What a document may have."""
    mend = "Split it, or save it with smaller pictures."
    return Limits(settings.UPLOAD_FILE_MB, settings.UPLOAD_REQUEST_MB, mend)


def of_returns() -> Limits:
    """What a return may have that is only checked."""
    mend = "Put it into a .zip, or ask whoever runs RightPlace to raise the limit."
    return Limits(settings.UPLOAD_RETURN_MB, settings.UPLOAD_RETURN_MB, mend)


class ToDisk(TemporaryFileUploadHandler):
    """Streams each file to a temporary file, and stops writing where it or all of them are too much.

    The rest of what is sent is read and thrown away; `too_much` says why a file is not whole.
    """

    limits = staticmethod(of_documents)

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """A request begins."""
        self.most = self.limits()
        self.left = self.most.request * MB

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of a file, while there is room for it."""
        self.left -= len(raw_data)
        if start + len(raw_data) <= self.most.file * MB and self.left >= 0:
            super().receive_data_chunk(raw_data, start)


class ReturnToDisk(ToDisk):
    """The same for a return."""

    limits = staticmethod(of_returns)


def too_much(file: UploadedFile, *, before: int, limits: Limits | None = None) -> str:
    """Why a file is not whole, in words; empty for one that is. `before` is the size of all before it."""
    size, most = file.size or 0, limits or of_documents()
    if size > most.file * MB:
        return f"The file has {_megabytes(size)}; up to {most.file} MB are taken. {most.mend}"
    if before + size > most.request * MB:
        return (
            f"The files together have more than {most.request} MB, which is the most "
            "at once. Add this one by itself."
        )
    return ""


def _megabytes(size: int) -> str:
    return f"{size / MB:.1f} MB"
