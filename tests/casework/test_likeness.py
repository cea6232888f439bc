"""Which two children may be one, as a table."""

from datetime import date

import pytest

from rightplace.casework.likeness import Identity, Kind, likeness, turned
from rightplace.casework.names import fold, fold_words, search_name

KNOWN = Identity(
    "O'Dell", "Zoë", date(2016, 3, 4), "1 Mill Lane\nMarlow", "ZZ5 1AB", "A990200012345"
)


def given(**changed: object) -> Identity:
    """The known child, otherwise in some things; without a UPN."""
    values = {"surname": "O'Dell", "forename": "Zoë", "birth_date": date(2016, 3, 4)} | changed
    return Identity(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("child", "kind", "reasons"),
    [
        (
            given(surname="X", forename="Y", birth_date=date(2010, 1, 1), upn="A990200012345"),
            Kind.CERTAIN,
            ("The UPN is the same.",),
        ),
        (
            given(surname="ODELL", forename="zoe"),
            Kind.PROBABLE,
            ("The name is the same.", "The date of birth is the same."),
        ),
        (
            given(upn="B990200012345"),
            Kind.PROBABLE,
            ("The name is the same.", "The date of birth is the same.", "The UPNs differ."),
        ),
        (
            given(surname="Zoe", forename="O\u2019Dell"),
            Kind.PROBABLE,
            ("Surname and forename are the other way round.", "The date of birth is the same."),
        ),
        (
            given(surname="Odel", forename="Zoey"),
            Kind.POSSIBLE,
            ("The name is nearly the same.", "The date of birth is the same."),
        ),
        (
            given(surname="Brown"),
            Kind.POSSIBLE,
            (
                "The forename is the same; the surname is another.",
                "The date of birth is the same.",
            ),
        ),
        (
            given(birth_date=date(2016, 4, 3)),
            Kind.POSSIBLE,
            (
                "The name is the same.",
                "Day and month of the date of birth are the other way round.",
            ),
        ),
        (
            given(birth_date=date(2015, 3, 4)),
            Kind.POSSIBLE,
            ("The name is the same.", "The dates of birth differ in the year only."),
        ),
        (
            given(birth_date=date(2014, 8, 9), postcode="zz51ab"),
            Kind.POSSIBLE,
            (
                "The name is the same.",
                "The postcode is the same.",
                "The date of birth is another.",
            ),
        ),
        (
            given(forename="Bartholomew", postcode="ZZ5 1AB"),
            Kind.SIBLING,
            (
                "The surname is the same or nearly.",
                "The postcode is the same.",
                "The forename is another, the date of birth the same: it may be a twin.",
            ),
        ),
        (
            given(forename="Ann", birth_date=date(2012, 1, 1), address="1 Mill Lane, Marlow"),
            Kind.SIBLING,
            (
                "The surname is the same or nearly.",
                "The address is the same.",
                "The forename and the date of birth are others.",
            ),
        ),
    ],
)
def test_what_makes_two_children_alike(
    child: Identity, kind: Kind, reasons: tuple[str, ...]
) -> None:
    like = likeness(child, KNOWN)
    assert like is not None
    assert (like.kind, like.reasons) == (kind, reasons)


@pytest.mark.parametrize(
    "child",
    [
        given(forename="Bartholomew"),  # a twin of nobody: another home
        given(birth_date=date(2014, 8, 9)),  # a namesake
        given(surname="Brown", birth_date=date(2016, 4, 3)),
        given(surname="Brown", forename="Ann", birth_date=date(2012, 1, 1), postcode="ZZ5 1AB"),
        given(surname="Odel", forename="Zoey", birth_date=date(2015, 3, 4)),
    ],
)
def test_what_does_not(child: Identity) -> None:
    assert likeness(child, KNOWN) is None


def test_very_short_names_must_be_equal() -> None:
    born = date(2016, 3, 4)
    assert likeness(Identity("Ng", "Bo", born), Identity("Ma", "Bo", born)) is not None
    assert likeness(Identity("Ng", "Bo", born), Identity("Ma", "Jo", born)) is None


@pytest.mark.parametrize(
    ("day", "other"),
    [
        (date(2016, 3, 4), date(2016, 4, 3)),
        (date(2016, 3, 13), None),
        (date(2016, 4, 4), None),
    ],
)
def test_day_and_month_turned(day: date, other: date | None) -> None:
    assert turned(day) == other


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    assert fold("Núñez-O\u2019Dell Đorđević") == "nunezodelldordevic"
    assert fold("Łukaszewicz STRAẞE") == "lukaszewiczstrasse"
    assert fold_words(" Ms  Aoife O'Neill - ") == "ms aoife oneill"
    assert search_name("van der Merwe", "José María") == "vandermerwe josemaria"
