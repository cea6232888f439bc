"""The lists that rules look values up in: from the register of schools, and from the user's files."""

from collections.abc import Collection, Iterable
from pathlib import Path

import pyarrow as pa

from rightplace.facts.settings import read_settings
from rightplace.returns.packs import CannotCheck

_UNIVERSITIES = ("university technical college", "higher education institutions")
_OUT_OF_THE_ORDINARY = (
    "online provider",
    "offshore schools",
    "service children's education",
    "british schools overseas",
)


def read_look_ups(
    settings: Path | None, lists: Iterable[str], *, known: Collection[str]
) -> dict[str, frozenset[str]]:
    """List -> its values; CannotCheck where a file cannot be read or a list has no such name."""
    found = _of_register(read_settings(settings)) if settings is not None else {}
    for text in lists:
        name, _, path = text.partition("=")
        if name not in known or not path:
            raise CannotCheck(f"--list {text}: write NAME=FILE, with a name of {', '.join(known)}.")
        found[name] = _lines(Path(path))
    return found


def _of_register(settings: pa.Table) -> dict[str, frozenset[str]]:
    """What the register of schools says: which URNs there are, and of which kinds."""
    rows = settings.select(["urn", "setting_type"]).to_pylist()

    def of_types(types: Collection[str]) -> frozenset[str]:
        return frozenset(r["urn"] for r in rows if (r["setting_type"] or "").lower() in types)

    return {
        "urns": frozenset(r["urn"] for r in rows if r["urn"]),
        "urns_of_universities": of_types(_UNIVERSITIES),
        "urns_out_of_the_ordinary": of_types(_OUT_OF_THE_ORDINARY),
    }


def _lines(path: Path) -> frozenset[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotCheck(
            f"{path}: this list cannot be read. Give a text file in UTF-8."
        ) from error
    return frozenset(line.strip() for line in lines if line.strip())
