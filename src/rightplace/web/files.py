"""Handing out a kept file: proved, named without a name in it, and left in no cache."""

from pathlib import Path

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from rightplace.casework import vault

_QUIET = {
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def kept_file(digest: str, *, name: str, media_type: str) -> StreamingHttpResponse:
    """A file of the vault, to be saved. Raises FileDamaged where it is not what was kept."""
    path = vault.proved(digest)
    response = StreamingHttpResponse(vault.chunks_of(path), content_type=media_type)
    response["Content-Length"] = path.stat().st_size
    response["Content-Disposition"] = content_disposition_header(True, name)
    for header, value in _QUIET.items():
        response[header] = value
    return response


def own_pdf(content: bytes | Path, *, name: str) -> HttpResponse:
    """A PDF of our own making, to be read in the browser; a sandbox would keep its viewer shut."""
    body = content.read_bytes() if isinstance(content, Path) else content
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "no-store, private",
        },
    )


def made_file(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A file made for this answer, to be saved."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', **_QUIET},
    )
