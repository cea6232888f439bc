"""Code lists and the check letter of a UPN."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.law.codes import (
    CeaseReason,
    Code,
    Ethnicity,
    RequestSource,
    Residential,
    ReviewOutcome,
    SenSetting,
    SenType,
    Sex,
    UpnUnknown,
    upn_check_letter,
    valid_upn,
)

LISTS = {
    "CEASE_REASON": CeaseReason,
    "ETHNICITY": Ethnicity,
    "REQUEST_SOURCE": RequestSource,
    "RESIDENTIAL": Residential,
    "REVIEW_OUTCOME": ReviewOutcome,
    "SEN_SETTING": SenSetting,
    "SEN_TYPE": SenType,
    "SEX": Sex,
    "UPN_UNKNOWN": UpnUnknown,
}
REFERENCE = Path(__file__).parents[2] / ".." / "shared" / "reference" / "sen2-codes.csv"


def _reference() -> dict[str, set[str]]:
    """The codes of each list as they were collected from published sources."""
    if not REFERENCE.exists():
        pytest.skip(f"{REFERENCE} is not here: the codes cannot be compared with their sources")
    found = defaultdict(set)
    with REFERENCE.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["code_set"]].add(row["code"])
    return found


@pytest.mark.parametrize("name", LISTS)
def test_each_list_holds_the_codes_published(name: str) -> None:
    assert {str(code) for code in LISTS[name]} == _reference()[name]


@pytest.mark.parametrize(
    ("codes", "count"),
    [
        (Sex, 2),
        (Residential, 2),
        (ReviewOutcome, 3),
        (RequestSource, 5),
        (CeaseReason, 9),
        (SenType, 13),
        (SenSetting, 8),
        (Ethnicity, 20),
        (UpnUnknown, 7),
    ],
)
def test_each_list_is_whole_and_labelled(codes: type[Code], count: int) -> None:
    assert len(codes) == count
    assert len({code.label for code in codes}) == count


def test_a_code_is_its_text() -> None:
    assert SenType("HI") == "HI"
    assert f"{SenType.HI}" == "HI"
    assert SenType("HI").label == "Hearing impairment"


@pytest.mark.parametrize(
    ("upn", "valid"),
    [
        # 8*2 + 0*3 + 1*4 + 2*5 + 0*6 + 0*7 + 0*8 + 0*9 + 1*10 + 0*11 + 0*12 + 1*13 = 53; 53 - 46 = 7
        ("H801200001001", True),
        # 9 times 2 to 13, which is 9 * 90 = 810; 810 - 35 * 23 = 5
        ("F999999999999", True),
        # All noughts: 0 is the first letter, and 1 * 13 the fourteenth.
        ("A000000000000", True),
        ("P000000000001", True),
        # 1*2 = 2; 1*2 + 2*3 + 3*4 = 20
        ("C100000000000", True),
        ("X123000000000", True),
        # A temporary UPN: B is 1, Z is 22, and 22 * 13 = 286 = 12 * 23 + 10
        ("P00000000000B", True),
        ("L00000000000Z", True),
        ("P00000000000A", False),
        ("A00000000000I", False),
        ("A00000000000O", False),
        ("A0000000000B0", False),
        ("I000000000000", False),
        ("X12300000000", False),
        ("X1230000000000", False),
        ("X123000000000\n", False),
        ("A801200001001", False),
        ("H80120000100", False),
        ("h801200001001", False),
        ("H8012000O1001", False),
        ("H801200001²01", False),
        ("", False),
    ],
)
def test_upn(upn: str, valid: bool) -> None:
    assert valid_upn(upn) is valid


@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True))
def test_only_one_letter_fits(rest: str) -> None:
    right = upn_check_letter(rest)
    assert [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if valid_upn(c + rest)] == [right]


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_caught(rest: str, place: int, shift: int) -> None:
    """Twenty-three is prime, so no single slip in a digit keeps the letter."""
    slipped = str((int(rest[place]) + shift) % 10)
    assert not valid_upn(upn_check_letter(rest) + rest[:place] + slipped + rest[place + 1 :])
