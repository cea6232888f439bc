"""What tells one child from another, and the same made ready to be compared."""

import re
from datetime import date
from zlib import crc32

import pyarrow as pa

from rightplace.casework.likeness import turned
from rightplace.casework.names import fold
from rightplace.facts.matching.nicknames import stem

IDENTITY = pa.schema(
    [
        ("key", pa.string()),
        ("surname", pa.string()),
        ("forename", pa.string()),
        ("other_names", pa.string()),
        ("birth_date", pa.date32()),
        ("sex", pa.string()),
        ("address", pa.string()),
        ("post_code", pa.string()),
        ("upn", pa.string()),
        ("former_upn", pa.string()),
    ]
)
"""A list of children. `key` is the list's own; `other_names` are known-as names, with ";" between."""

_TIDY = pa.schema(
    [
        ("key", pa.string()),
        ("ticket", pa.int64()),
        ("surname", pa.string()),
        ("surname_parts", pa.list_(pa.string())),
        ("forename", pa.string()),
        ("whole", pa.list_(pa.string())),
        ("forms", pa.list_(pa.string())),
        ("born", pa.string()),
        ("turned", pa.string()),
        ("year", pa.string()),
        ("month", pa.string()),
        ("sex", pa.string()),
        ("address", pa.string()),
        ("post_code", pa.string()),
        ("sector", pa.string()),
        ("upn", pa.string()),
        ("former_upn", pa.string()),
    ]
)
_SHORTEST_PART = 3
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]+")


def tidied(people: pa.Table) -> pa.Table:
    """The list as it is compared: folded names, parts and forms of names, null for what is blank.

    `ticket` draws a sample that does not depend on the order of the rows.
    """
    return pa.Table.from_pylist([_tidy(row) for row in people.to_pylist()], schema=_TIDY)


def _tidy(row: dict[str, object]) -> dict[str, object]:
    surname, forename = str(row["surname"] or ""), str(row["forename"] or "")
    born = row["birth_date"] if isinstance(row["birth_date"], date) else None
    other_way = turned(born) if born else None
    post_code = fold(str(row["post_code"] or ""))
    others = [name for name in str(row["other_names"] or "").split(";") if fold(name)]
    whole = stem(fold(forename))
    text = f"{fold(surname)} {fold(forename)} {born}"
    return {
        "key": row["key"],
        "ticket": crc32(text.encode()),
        "surname": fold(surname) or None,
        "surname_parts": _parts(surname),
        "forename": fold(forename) or None,
        "whole": sorted(whole),
        "forms": sorted(whole.union(*map(_forms, [forename, *others]))),
        "born": born.isoformat() if born else None,
        "turned": other_way.isoformat() if other_way else None,
        "year": f"{born:%Y}" if born else None,
        "month": f"{born:%Y-%m}" if born else None,
        "sex": row["sex"] or None,
        "address": fold(str(row["address"] or "")) or None,
        "post_code": post_code or None,
        "sector": post_code[:-2] or None,
        "upn": fold(str(row["upn"] or "")) or None,
        "former_upn": fold(str(row["former_upn"] or "")) or None,
    }


def _words(name: str) -> list[str]:
    return [folded for word in _BETWEEN.split(name) if (folded := fold(word))]


def _parts(surname: str) -> list[str]:
    """The names of which a double-barrelled one is made; of another, itself."""
    whole = fold(surname)
    return sorted({whole, *(w for w in _words(surname) if len(w) >= _SHORTEST_PART)} - {""})


def _forms(forename: str) -> set[str]:
    """What a forename may be called by: whole, and by its first word."""
    return set().union(*map(stem, {fold(forename), *_words(forename)[:1]})) - {""}
