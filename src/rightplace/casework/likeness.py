"""Whether two children may be one, told from what is known of each, and why in words."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from rightplace.casework.names import fold
from rightplace.law.codes import Code

_NEAR = 0.75
_SHORTEST = 3


class Kind(Code):
    """How sure it is, the surest first."""

    CERTAIN = "certain", "The same child"
    PROBABLE = "probable", "Probably the same child"
    POSSIBLE = "possible", "Possibly the same child"
    SIBLING = "sibling", "May be a brother or sister"


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one child from another."""

    surname: str
    forename: str
    birth_date: date
    address: str = ""
    postcode: str = ""
    upn: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure it is that two children are one, and why."""

    kind: Kind
    reasons: tuple[str, ...]


def turned(day: date) -> date | None:
    """The date with day and month the other way round, where there is another such date."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def likeness(given: Identity, known: Identity) -> Likeness | None:
    """How like two children are; None where nothing says that they may be one, or of one family."""
    if given.upn and given.upn == known.upn:
        return Likeness(Kind.CERTAIN, ("The UPN is the same.",))
    found = _by_name(given, known) or _sibling(given, known)
    if found is None or not (given.upn and known.upn):
        return found
    return Likeness(found.kind, (*found.reasons, "The UPNs differ."))


def _by_name(given: Identity, known: Identity) -> Likeness | None:
    names, born = _names(given, known), _born(given, known)
    if names is None:
        return None
    same_names = names in (_SAME, _TURNED)
    if born == _SAME_DAY:
        return Likeness(Kind.PROBABLE if same_names else Kind.POSSIBLE, (names, born))
    if born is not None and (same_names or (born == _TURNED_DAY and names == _NEARLY)):
        return Likeness(Kind.POSSIBLE, (names, born))
    if same_names and (home := _home(given, known)):
        return Likeness(Kind.POSSIBLE, (names, home, "The date of birth is another."))
    return None


_SAME = "The name is the same."
_TURNED = "Surname and forename are the other way round."
_NEARLY = "The name is nearly the same."
_OTHER_SURNAME = "The forename is the same; the surname is another."


def _names(given: Identity, known: Identity) -> str | None:
    """What is alike in the names."""
    surname, forename = fold(given.surname), fold(given.forename)
    surname_known, forename_known = fold(known.surname), fold(known.forename)
    if (surname, forename) == (surname_known, forename_known):
        return _SAME
    if (surname, forename) == (forename_known, surname_known):
        return _TURNED
    if not _near(forename, forename_known):
        return None
    if _near(surname, surname_known):
        return _NEARLY
    return _OTHER_SURNAME if forename == forename_known else None


def _near(one: str, other: str) -> bool:
    """The same but for a slip, or one the short form of the other; very short names must be equal."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST:
        return False
    if one.startswith(other) or other.startswith(one):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


_SAME_DAY = "The date of birth is the same."
_TURNED_DAY = "Day and month of the date of birth are the other way round."


def _born(given: Identity, known: Identity) -> str | None:
    """What is alike in the dates of birth."""
    one, other = given.birth_date, known.birth_date
    if one == other:
        return _SAME_DAY
    if turned(one) == other:
        return _TURNED_DAY
    differs = [
        part for part in ("day", "month", "year") if getattr(one, part) != getattr(other, part)
    ]
    return f"The dates of birth differ in the {differs[0]} only." if len(differs) == 1 else None


def _home(given: Identity, known: Identity) -> str | None:
    """Whether they live in one place."""
    if given.postcode and fold(given.postcode) == fold(known.postcode):
        return "The postcode is the same."
    if given.address and fold(given.address) == fold(known.address):
        return "The address is the same."
    return None


def _sibling(given: Identity, known: Identity) -> Likeness | None:
    home = _home(given, known)
    if home is None or not _near(fold(given.surname), fold(known.surname)):
        return None
    same_day = given.birth_date == known.birth_date
    differ = (
        "The forename is another, the date of birth the same: it may be a twin."
        if same_day
        else "The forename and the date of birth are others."
    )
    return Likeness(Kind.SIBLING, ("The surname is the same or nearly.", home, differ))
