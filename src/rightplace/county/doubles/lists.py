"""A list of some of the record's children and of some others, and who of them is who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pyarrow as pa

from rightplace.county import names
from rightplace.county.doubles import damage
from rightplace.county.doubles.damage import Damage, Row
from rightplace.facts.matching import IDENTITY


@dataclass(frozen=True, slots=True)
class Doubled:
    """A list with the columns of `IDENTITY`, and the truth.

    `truth` has the pairs of keys that are one child, `wrong_upns` those that share a UPN and are not.
    """

    people: pa.Table
    truth: frozenset[tuple[str, str]]
    wrong_upns: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list: whom it holds and how often each damage is done."""

    prefix: str
    share: float
    strangers: float
    damages: tuple[tuple[Damage, float], ...]
    wrong_upn: float = 0.004


_ALWAYS_SOME: tuple[tuple[Damage, float], ...] = (
    (damage.misspell("surname"), 0.03),
    (damage.misspell("forename"), 0.03),
    (damage.turn_date, 0.02),
    (damage.slip_date, 0.02),
    (damage.join_surname, 0.02),
)
KINDS: Mapping[str, Kind] = {
    "social care": Kind(
        "SC",
        share=0.3,
        strangers=0.6,
        damages=(
            *_ALWAYS_SOME,
            (damage.nickname, 0.12),
            (damage.other_surname, 0.04),
            (damage.turn_names, 0.02),
            (damage.lose("upn"), 0.45),
            (damage.slip_upn, 0.03),
            (damage.move_house, 0.25),
            (damage.lose("post_code"), 0.08),
            (damage.shout, 0.3),
        ),
    ),
    "school census": Kind(
        "SCH",
        share=0.85,
        strangers=0.5,
        damages=(
            *_ALWAYS_SOME,
            (damage.nickname, 0.04),
            (damage.slip_upn, 0.01),
            (damage.move_house, 0.1),
        ),
    ),
    "admissions": Kind(
        "ADM",
        share=0.25,
        strangers=0.8,
        damages=(
            *_ALWAYS_SOME,
            (damage.nickname, 0.08),
            (damage.turn_names, 0.03),
            (damage.lose("upn"), 0.6),
            (damage.lose("birth_date"), 0.02),
            (damage.move_house, 0.15),
        ),
    ),
}


def doubled(record: pa.Table, kind: Kind, draws: Random) -> Doubled:
    """A list of that kind, made from the record's children in a random order."""
    known = record.to_pylist()
    chosen = draws.sample(known, round(kind.share * len(known)))
    rows = [(_damaged(child, kind.damages, draws), str(child["key"])) for child in chosen]
    others = range(round(kind.strangers * len(chosen)))
    rows += [(_stranger(draws.choice(known), draws), "") for _ in others]
    wrong = _put_wrong_upns([row for row, key in rows if not key], known, kind, draws)
    draws.shuffle(rows)
    truth = set()
    for number, (row, key) in enumerate(rows, 1):
        row["key"] = f"{kind.prefix}{number:05d}"
        if key:
            truth.add((key, str(row["key"])))
    people = pa.Table.from_pylist([row for row, _ in rows], schema=IDENTITY)
    return Doubled(people, frozenset(truth), frozenset((k, str(row["key"])) for k, row in wrong))


def _damaged(child: Row, damages: Sequence[tuple[Damage, float]], draws: Random) -> Row:
    row = dict(child)
    for do, chance in damages:
        if draws.random() < chance:
            do(row, draws)
    return row


def _stranger(near: Row, draws: Random) -> Row:
    """A child who is not in the record: a twin, a brother or sister, or nobody's relation."""
    sex = draws.choice("MF")
    row: Row = dict.fromkeys(IDENTITY.names, "") | {
        "sex": sex,
        "surname": draws.choice(names.SURNAMES),
        "forename": _another(near, sex, draws),
        "birth_date": _birthday(draws),
    }
    relation = draws.random()
    if relation < 0.3:
        row |= {name: near[name] for name in ("surname", "post_code", "address")}
    if relation < 0.1:
        row["birth_date"] = near["birth_date"]
    else:
        row["birth_date"] = _birthday(draws)
    if relation >= 0.3:
        damage.move_house(row, draws)
    return row


def _another(near: Row, sex: str, draws: Random) -> str:
    """A forename that a child of the same family would not have."""
    return draws.choice(
        [each for each in names.FORENAMES[sex] if each[:2] != str(near["forename"])[:2]]
    )


def _birthday(draws: Random) -> date:
    return date(2003, 9, 1) + timedelta(days=draws.randrange(6500))


def _put_wrong_upns(
    strangers: list[Row], known: list[Row], kind: Kind, draws: Random
) -> list[tuple[str, Row]]:
    """Give a few strangers the UPN of a child of the record."""
    with_upn = [child for child in known if child["upn"]]
    number = min(len(strangers), round(kind.wrong_upn * len(strangers)) + 1, len(with_upn))
    pairs = zip(draws.sample(strangers, number), draws.sample(with_upn, number), strict=True)
    wrong = []
    for row, child in pairs:
        row["upn"] = child["upn"]
        wrong.append((str(child["key"]), row))
    return wrong


def entered_twice(record: pa.Table, share: float, draws: Random) -> Doubled:
    """The record with some of its children entered a second time, the UPN left out."""
    known = record.to_pylist()
    damages = (*_ALWAYS_SOME, (damage.nickname, 0.1), (damage.move_house, 0.2))
    again = []
    truth = set()
    for child in draws.sample(known, max(1, round(share * len(known)))):
        row = _damaged(child, damages, draws) | {"upn": "", "key": f"{child['key']}-again"}
        again.append(row)
        truth.add((str(child["key"]), str(row["key"])))
    people = pa.Table.from_pylist(known + again, schema=IDENTITY)
    return Doubled(people, frozenset(truth), frozenset())
