"""The levels of a pair, slowly and plainly: what the engine has to agree with."""

from rightplace.facts.matching.identity import tidied

Row = dict[str, object]


def levels(left: Row, right: Row) -> tuple[str, ...]:
    """The name of the level of each comparison; empty where nothing is known."""
    return (
        _upn(left, right),
        _name(left, right, "surname"),
        _name(left, right, "forename"),
        _birth(left, right),
        _home(left, right),
        _sex(left, right),
    )


def rows(people: object) -> list[Row]:
    return tidied(people).to_pylist()


def _upn(one: Row, other: Row) -> str:
    if not (one["upn"] and other["upn"]):
        return ""
    if one["upn"] == other["upn"]:
        return "same"
    if one["upn"] == other["former_upn"] or one["former_upn"] == other["upn"]:
        return "former"
    return "slip" if damerau(str(one["upn"]), str(other["upn"])) == 1 else "other"


def _name(one: Row, other: Row, field: str) -> str:
    a, b = one[field], other[field]
    if not (a and b):
        return ""
    if a == b:
        return "same"
    if one["surname"] == other["forename"] and one["forename"] == other["surname"]:
        return "turned"
    if field == "surname" and set(one["surname_parts"]) & set(other["surname_parts"]):
        return "part"
    if field == "forename" and (
        set(one["whole"]) & set(other["forms"]) or set(other["whole"]) & set(one["forms"])
    ):
        return "short"
    near = max(winkler(str(a), str(b)), winkler(str(b), str(a))) >= 0.92
    return "near" if near or (damerau(str(a), str(b)) == 1 and len(str(a)) >= 4) else "other"


def _birth(one: Row, other: Row) -> str:
    if not (one["born"] and other["born"]):
        return ""
    if one["born"] == other["born"]:
        return "same"
    if one["born"] == other["turned"] or one["turned"] == other["born"]:
        return "turned"
    return "slip" if damerau(str(one["born"]), str(other["born"])) == 1 else "other"


def _home(one: Row, other: Row) -> str:
    if not (one["post_code"] and other["post_code"]):
        return ""
    if one["post_code"] == other["post_code"]:
        return "address" if one["address"] and one["address"] == other["address"] else "same"
    return "sector" if one["sector"] == other["sector"] else "other"


def _sex(one: Row, other: Row) -> str:
    if not (one["sex"] and other["sex"]):
        return ""
    return "same" if one["sex"] == other["sex"] else "other"


def damerau(one: str, other: str) -> int:
    """Letters changed, added, left out, or swapped with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            least = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                least = min(least, rows[i - 2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def winkler(one: str, other: str) -> float:
    """Jaro's similarity, raised by a common beginning of up to four letters."""
    reach = max(len(one), len(other)) // 2 - 1
    used: set[int] = set()
    matched = []
    for i, letter in enumerate(one):
        near = range(max(0, i - reach), min(len(other), i + reach + 1))
        place = next((j for j in near if j not in used and other[j] == letter), None)
        if place is not None:
            used.add(place)
            matched.append(letter)
    if not matched:
        return 0.0
    there = [other[j] for j in sorted(used)]
    moved = sum(a != b for a, b in zip(matched, there, strict=True)) // 2
    m = len(matched)
    jaro = (m / len(one) + m / len(other) + (m - moved) / m) / 3
    common = next((k for k in range(4) if one[k : k + 1] != other[k : k + 1]), 4)
    common = min(common, len(one), len(other))
    return jaro + common * 0.1 * (1 - jaro) if jaro > 0.7 else jaro
