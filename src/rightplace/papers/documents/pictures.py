"""Pictures of pages, with areas of them blacked out: what is under the black is not in the picture."""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from rightplace.papers.documents.reading import JPEG, PDF, PNG, Unreadable

_TEMPLATE = Path(__file__).with_name("picture.typ")
_FORMATS = {PDF: "pdf", PNG: "png", JPEG: "jpg"}


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page, in percent from its left and top edge."""

    left: int
    top: int
    width: int
    height: int


def pictures(
    path: Path,
    media_type: str,
    pages: Sequence[int],
    *,
    areas: Mapping[int, Sequence[Area]] | None = None,
    sharpness: int = 130,
) -> list[bytes]:
    """Pages of a PDF (or a picture, whose only page is 1) as PNG, in points to the inch."""
    asked = [
        {"page": page, "areas": [asdict(area) for area in (areas or {}).get(page, ())]}
        for page in pages
    ]
    with tempfile.TemporaryDirectory(prefix="rightplace-") as folder:
        shutil.copy(path, Path(folder, "source"))
        try:
            made = typst.compile(
                _TEMPLATE.read_bytes(),
                root=folder,
                format="png",
                ppi=sharpness,
                sys_inputs={"format": _FORMATS[media_type], "pages": json.dumps(asked)},
            )
        except (typst.TypstError, RuntimeError) as error:
            raise Unreadable("The file is damaged, so that its pages cannot be shown.") from error
    return made if isinstance(made, list) else [made]
