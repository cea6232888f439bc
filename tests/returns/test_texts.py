from datetime import date

import pytest

from rightplace.returns.sen2.texts import parse_date

DATES = {
    "2022-09-28": date(2022, 9, 28),
    "2022-Sep-28 00:00:00": date(2022, 9, 28),
    "2022-SEP-28": date(2022, 9, 28),
    "28/09/2022": date(2022, 9, 28),
    "28/9/2022 00:00": date(2022, 9, 28),
    "2022-09-28T00:00:00": date(2022, 9, 28),
    "2022-09-28T00:00:00.000Z": date(2022, 9, 28),
    "2024-02-29": date(2024, 2, 29),
    "2023-02-29": None,
    "2022-Sept-28": None,
    "2022-Xyz-28": None,
    "09/28/2022": None,
    "44832": None,
    "0000-01-01": None,
    "28.09.2022": None,
}


@pytest.mark.parametrize("text", DATES)
def test_written_days(text: str) -> None:
    assert parse_date(text) == DATES[text]
