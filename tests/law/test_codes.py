"""Code lists and the check letter of a UPN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.law.codes import (
    CeaseReason,
    Code,
    Ethnicity,
    RequestSource,
    SenSetting,
    SenType,
    UpnUnknown,
    upn_check_letter,
    valid_upn,
)


@pytest.mark.parametrize(
    ("codes", "count"),
    [
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
        ("H801200001001", True),
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
