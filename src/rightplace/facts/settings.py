"""A list of settings from a file, so that a return's URNs can be put into groups.

Takes the product's own columns, and those of the public register of schools (Get Information
about Schools, "all establishment data"). The group follows from the type where it is not given.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from rightplace.facts.schema import SETTING

# Our column -> the names it may have in a file, in small letters.
_NAMES = {
    "urn": ("urn",),
    "ukprn": ("ukprn",),
    "name": ("name", "establishmentname"),
    "setting_type": ("setting_type", "typeofestablishment (name)"),
    "setting_group": ("setting_group",),
    "la_code": ("la_code", "la (code)"),
}

_SPECIAL = (
    "community special school",
    "foundation special school",
    "non-maintained special school",
    "other independent special school",
    "academy special converter",
    "academy special sponsor led",
    "free schools special",
)
_ALTERNATIVE = (
    "pupil referral unit",
    "academy alternative provision converter",
    "academy alternative provision sponsor led",
    "free schools alternative provision",
)
_FURTHER = (
    "further education",
    "sixth form centres",
    "special post 16 institution",
    "academy 16-19 converter",
    "academy 16 to 19 sponsor led",
    "free schools 16 to 19",
    "higher education institutions",
)
_MAINSTREAM = (
    "community school",
    "voluntary aided school",
    "voluntary controlled school",
    "foundation school",
    "local authority nursery school",
    "academy converter",
    "academy sponsor led",
    "free schools",
    "studio schools",
    "university technical college",
    "city technology college",
    "other independent school",
)
# Type in the register -> the group that the Department's statistics put it in.
GROUPS: Mapping[str, str] = {
    **dict.fromkeys(_MAINSTREAM, "mainstream"),
    **dict.fromkeys(_SPECIAL, "special"),
    **dict.fromkeys(_ALTERNATIVE, "ap_pru"),
    **dict.fromkeys(_FURTHER, "further_education"),
}


class SettingsError(Exception):
    """The list cannot be read; the text says why and how to mend it."""


def read_settings(path: Path) -> pa.Table:
    """The settings of a CSV file, as `schema.SETTING`; a type without a group stays without."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}. Name a CSV file of settings.") from error
    rows = csv.DictReader(text.splitlines())
    found = _columns(path, rows.fieldnames or [])
    return pa.Table.from_pylist(list(_settings(rows, found)), schema=SETTING.arrow)


def _columns(path: Path, headings: object) -> dict[str, str]:
    """Our column -> the heading that holds it."""
    by_name = {heading.strip().lower(): heading for heading in headings}  # type: ignore[attr-defined]
    found = {
        column: by_name[name]
        for column, names in _NAMES.items()
        for name in names
        if name in by_name
    }
    missing = {"urn", "setting_type"} - set(found)
    if missing:
        raise SettingsError(
            f"{path}: there is no column for {' and '.join(sorted(missing))}. Use the public register's"
            " file, or columns urn, ukprn, name, setting_type, setting_group, la_code."
        )
    return found


def _settings(
    rows: Iterator[dict[str, str]], found: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    for number, row in enumerate(rows, start=1):
        given = {column: (row[heading] or "").strip() or None for column, heading in found.items()}
        group = given.get("setting_group") or GROUPS.get((given["setting_type"] or "").lower())
        yield (
            dict.fromkeys(SETTING.arrow.names)
            | given
            | {
                "setting_id": number,
                "setting_group": group,
            }
        )
