"""What happens to a child's details on the way from one system to another."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from rightplace.casework.likeness import turned
from rightplace.casework.names import fold
from rightplace.county import names
from rightplace.facts.matching.nicknames import short_forms

Row = dict[str, object]
Damage = Callable[[Row, Random], None]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def nickname(row: Row, draws: Random) -> None:
    """A short form, where there is one."""
    forms = short_forms(fold(str(row["forename"])))
    if forms:
        row["forename"] = draws.choice(forms).capitalize()


def misspell(field: str) -> Damage:
    """One letter left out, doubled, or swapped with its neighbour."""

    def damage(row: Row, draws: Random) -> None:
        text = str(row[field])
        if len(text) < 4:
            return
        place = draws.randrange(1, len(text) - 1)
        row[field] = draws.choice(
            (
                text[:place] + text[place + 1 :],
                text[:place] + text[place] + text[place:],
                text[:place] + text[place + 1] + text[place] + text[place + 2 :],
            )
        )

    return damage


def turn_date(row: Row, draws: Random) -> None:
    """Day and month the other way round, where that is a date."""
    born = row["birth_date"]
    if isinstance(born, date):
        row["birth_date"] = turned(born) or born


def slip_date(row: Row, draws: Random) -> None:
    """One figure wrong."""
    born = row["birth_date"]
    if isinstance(born, date):
        other = born + timedelta(days=draws.choice((-1, 1)))
        same_tens = other.month == born.month and other.day // 10 == born.day // 10
        row["birth_date"] = other if same_tens else born.replace(year=born.year + 1, day=1)


def turn_names(row: Row, draws: Random) -> None:
    """Surname and forename in each other's column."""
    row["surname"], row["forename"] = row["forename"], row["surname"]


def join_surname(row: Row, draws: Random) -> None:
    """Another parent's surname beside it."""
    row["surname"] = f"{row['surname']}-{draws.choice(names.SURNAMES)}"


def other_surname(row: Row, draws: Random) -> None:
    """The surname of another parent."""
    row["surname"] = draws.choice(names.SURNAMES)


def lose(field: str) -> Damage:
    """Not known there."""

    def damage(row: Row, draws: Random) -> None:
        row[field] = None if field == "birth_date" else ""

    return damage


def slip_upn(row: Row, draws: Random) -> None:
    """One figure of the UPN wrong."""
    upn = str(row["upn"])
    if upn:
        place = draws.randrange(1, len(upn))
        row["upn"] = (
            upn[:place] + str((int(upn[place]) + 1 + draws.randrange(8)) % 10) + upn[place + 1 :]
        )


def move_house(row: Row, draws: Random) -> None:
    """Another postcode of the county."""
    letters = "".join(draws.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    row["post_code"] = f"ZZ{draws.randint(1, 21)} {draws.randint(1, 9)}{letters}"
    row["address"] = ""


def shout(row: Row, draws: Random) -> None:
    """Names in capitals, as old systems hold them."""
    for field in ("surname", "forename"):
        row[field] = str(row[field]).upper()
