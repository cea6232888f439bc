"""Uploads go straight to disk, and no further than the limits."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MB = 1 << 20


class ToDisk(TemporaryFileUploadHandler):
    """Streams each file to a temporary file, and stops writing where it or all of them are too much.

    The rest of what is sent is read and thrown away; `too_much` says why a file is not whole.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """A request begins."""
        self.left = settings.UPLOAD_REQUEST_MB * MB

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of a file, while there is room for it."""
        self.left -= len(raw_data)
        if start + len(raw_data) <= settings.UPLOAD_FILE_MB * MB and self.left >= 0:
            super().receive_data_chunk(raw_data, start)


def too_much(file: UploadedFile, *, before: int) -> str:
    """Why a file is not whole, in words; empty for one that is. `before` is the size of all before it."""
    size = file.size or 0
    if size > settings.UPLOAD_FILE_MB * MB:
        return (
            f"The file has {_megabytes(size)}; up to {settings.UPLOAD_FILE_MB} MB are taken. "
            "Split it, or save it with smaller pictures."
        )
    if before + size > settings.UPLOAD_REQUEST_MB * MB:
        return (
            f"The files together have more than {settings.UPLOAD_REQUEST_MB} MB, which is the most "
            "at once. Add this one by itself."
        )
    return ""


def _megabytes(size: int) -> str:
    return f"{size / MB:.1f} MB"
