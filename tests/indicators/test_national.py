"""On the national counts, the measures give the published figures."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pytest

from rightplace.facts.engine import over_tables
from rightplace.facts.snapshot import About
from rightplace.indicators.evaluate import Value, answer
from rightplace.indicators.measure import Picture
from tests.indicators import national


def row(
    key: str, tables: Mapping[str, pa.Table], about: About = national.ENGLAND
) -> dict[str, Value]:
    """The one row of a measure, by column."""
    with over_tables(tables) as facts:
        result = answer(Picture(facts, about), key, snapshot="")
    (only,) = result.rows
    return dict(zip([c.name for c in result.columns], only, strict=True))


def test_20_weeks_in_2024() -> None:
    bands = [
        (39_407, 140, "0"),
        (41_448 - 39_407, 140, "1"),
        (84_866 - 39_407 - 6_478 - 64, 141, "0"),
        (90_392 - 84_866 - (41_448 - 39_407), 364, "1"),
        (6_478, 365, "0"),
        (64, None, "0"),
    ]
    found = row("timeliness.within_20_weeks", national.issued(2024, bands))
    assert found["average_weeks"] is not None
    del found["average_weeks"]
    assert found == {
        "period": "2024",
        "issued": 90_392,
        "within": 41_448,
        "share": pytest.approx(0.459, abs=0.0005),
        "issued_plain": 84_866,
        "within_plain": 39_407,
        "share_plain": pytest.approx(0.464, abs=0.0005),
        "over_20": 42_402,
        "over_52": 6_478,
        "undated": 64,
    }


def test_20_weeks_in_2019() -> None:
    bands = [
        (29_895, 140, "0"),
        (31_313 - 29_895, 140, "1"),
        (49_519 - 29_895, 141, "0"),
        (53_327 - 49_519 - (31_313 - 29_895), 141, "1"),
    ]
    about = replace(national.ENGLAND, as_of=national.date(2020, 1, 16), year=2020)
    found = row("timeliness.within_20_weeks", national.issued(2019, bands), about)
    counts = (found["within"], found["issued"], found["within_plain"], found["issued_plain"])
    assert counts == (31_313, 53_327, 29_895, 49_519)
    assert found["share"] == pytest.approx(0.587, abs=0.0005)
    assert found["share_plain"] == pytest.approx(0.604, abs=0.0005)


def test_a_plan_after_mediation_or_a_tribunal_is_not_counted() -> None:
    tables = national.issued(2024, [(5, 100, "0"), (3, 200, "0")])
    flags = pa.array(["1"] * 5 + [None] * 3, pa.string())
    place = tables["request"].schema.get_field_index("request_tribunal")
    tables["request"] = tables["request"].set_column(place, "request_tribunal", flags)
    found = row("timeliness.within_20_weeks", tables)
    assert (found["issued"], found["within"], found["share"]) == (3, 0, 0.0)


def test_an_authority_that_marks_every_plan_has_no_figure_without_exceptions() -> None:
    found = row("timeliness.within_20_weeks", national.issued(2024, [(7, 100, "1")]))
    assert (found["issued_plain"], found["share_plain"]) == (0, None)


def test_requests_in_2024() -> None:
    assert row("requests.outcomes", national.requests_2024()) == {
        "period": "2024",
        "received": 154_489,
        "assessed": 101_045,
        "refused": 38_889,
        "undecided": 12_038,
        "withdrawn": 2_517,
        "unknown": 0,
        "share": 38_889 / 154_489,
    }


def test_six_weeks_in_2024() -> None:
    found = row("timeliness.within_6_weeks", national.requests_2024())
    assert (found["within"], found["over"], found["base"]) == (126_160, 22_593, 148_753)


def test_sixteen_weeks_in_2024() -> None:
    found = row("timeliness.within_16_weeks", national.refused_2024())
    assert (found["within"], found["over"], found["refused"], found["undated"]) == (
        2_179,
        4_212,
        6_404,
        13,
    )
    assert found["share"] == 2_179 / 6_391


def test_reviews_in_2024() -> None:
    # DfE's within and over are 3 more than its decided; here they are equal by construction.
    assert row("reviews.decided", national.reviews_2024()) == {
        "period": "2024",
        "plans": 638_745,
        "expected": 524_654,
        "not_expected": 114_091,
        "meetings": 453_761,
        "no_meeting": 70_893,
        "decided": 348_756,
        "not_due": 15_767,
        "outstanding": 89_238,
        "within": 154_924,
        "over": 193_832,
        "undated": 0,
        "share": 154_924 / 348_756,
    }


def test_a_return_from_before_meetings_were_collected_says_nothing_of_them() -> None:
    about = replace(national.ENGLAND, year=2023)
    with over_tables(national.reviews_2024()) as facts:
        assert answer(Picture(facts, about), "reviews.decided", snapshot="").rows == ()


@pytest.mark.parametrize(
    ("refused", "received", "published"),
    [(368, 1109, 33.2), (480, 1199, 40.0), (250, 1412, 17.7), (38_889, 154_489, 25.2)],
)
def test_the_refusal_rate_is_of_all_requests_received(
    refused: int, received: int, published: float
) -> None:
    asked = [
        national.Alike(count, {"received_date": national.date(2024, 5, 1), "request_outcome": code})
        for count, code in ((refused, "N"), (received - refused, "Y"))
    ]
    found = row("requests.outcomes", {"request": national.table("request", asked)})
    assert isinstance(found["share"], float)
    assert round(100 * found["share"], 1) == published
