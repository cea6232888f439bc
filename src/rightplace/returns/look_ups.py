"""The lists that rules look values up in: which there are, and reading them from what users give."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rightplace.facts.list_rows import Line, words
from rightplace.facts.lists import Fault, ListRefused, rows_of

_UNIVERSITIES = ("university technical college", "higher education institutions")
_OUT_OF_THE_ORDINARY = (
    "online provider",
    "offshore schools",
    "service children's education",
    "british schools overseas",
)
OF_REGISTER = ("urns", "urns_of_universities", "urns_out_of_the_ordinary")
"""The lists that a register of schools gives."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A list that some rules look values up in, which the user gives.

    `digits` is how many digits each of its values has; `found` says where such a list is had.
    """

    name: str
    holds: str
    digits: int
    found: str

    @property
    def title(self) -> str:
        """What it holds, as a heading."""
        return self.holds[:1].upper() + self.holds[1:]


def read_look_up(look_up: LookUp, content: bytes) -> frozenset[str]:
    """The values of a file: a text of one value a line, or the first column of a CSV file or a workbook
    that holds such values, under one row of headings or none.

    ListRefused where there is no such column, or where it holds something else as well.
    """
    rows = rows_of(content)
    shape = re.compile(rf"\d{{{look_up.digits}}}")
    place = _place(rows, shape)
    if place is None:
        what = f"No column of it holds numbers of {look_up.digits} digits"
        raise ListRefused([Fault(0, "", what, f"give {look_up.holds}, one a line")])
    column = [
        (number, words(row[place])) for number, row in rows if place < len(row) and row[place]
    ]
    body = column if shape.fullmatch(column[0][1]) else column[1:]
    faults = list(_faults(body, shape, look_up))
    if faults:
        raise ListRefused(faults)
    return frozenset(value for _, value in body)


def _place(rows: Sequence[Line], shape: re.Pattern[str]) -> int | None:
    """The first column in which one of the first two rows has such a value."""
    places = (
        place
        for place in range(max((len(row) for _, row in rows[:2]), default=0))
        for _, row in rows[:2]
        if place < len(row) and shape.fullmatch(words(row[place]))
    )
    return next(places, None)


def _faults(
    column: Iterable[tuple[int, str]], shape: re.Pattern[str], look_up: LookUp
) -> Iterator[Fault]:
    for number, value in column:
        if not shape.fullmatch(value):
            what = f'"{value[:40]}" is not a number of {look_up.digits} digits'
            yield Fault(number, "", what, "correct it, or take the row out")


def of_register(rows: Iterable[Mapping[str, str | None]]) -> dict[str, frozenset[str]]:
    """What a register of schools says, from rows with `urn` and `setting_type`: which URNs there are,
    and of which kinds."""
    known = [(row["urn"], (row["setting_type"] or "").lower()) for row in rows if row["urn"]]

    def of_types(types: Collection[str]) -> frozenset[str]:
        return frozenset(urn for urn, kind in known if urn and kind in types)

    every = frozenset(urn for urn, _ in known if urn)
    return dict(
        zip(
            OF_REGISTER,
            (every, of_types(_UNIVERSITIES), of_types(_OUT_OF_THE_ORDINARY)),
            strict=True,
        )
    )
