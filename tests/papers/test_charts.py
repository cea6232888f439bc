"""Charts are readable without colour, style, script or sight."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rightplace.papers import palette
from rightplace.papers.charts import spread, svg
from rightplace.papers.specs import Chart, ChartError, Number, Series, Shape
from rightplace.papers.svg import accessible

YEARS = ("2021", "2022", "2023")
CHART = Chart(
    Shape.LINE,
    "3.8% came within 20 weeks in 2022",
    "Lines of plans by year.",
    YEARS,
    (Series("All plans", (0.27, 0.04, 0.06)), Series("No exceptions", (0.28, None, 0.07))),
    "Year",
    "Within 20 weeks",
    Number.SHARE,
)
COUNTS = replace(
    CHART,
    shape=Shape.STACKED_BARS,
    series=(Series("Special school", (40, 44, 50)), Series("Mainstream school", (60, 66, 1))),
    number=Number.COUNT,
)
BARS = replace(COUNTS, shape=Shape.BARS, series=(Series("Plans", (1_234, 0, 7)),))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(svg(chart).encode())


def texts(chart: Chart) -> list[str]:
    return [element.text or "" for element in drawn(chart).iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", [CHART, COUNTS, BARS], ids=lambda chart: chart.shape)
def test_a_chart_is_an_image_with_a_name_and_a_description(chart: Chart) -> None:
    root = drawn(chart)
    named = {element.get("id"): element.text for element in root[:2]}
    assert [element.tag for element in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == " ".join(str(key) for key in named)
    assert list(named.values()) == [chart.title, chart.description]
    assert [e.tag for e in root.iter() if "role" in e.attrib and e is not root] == []


@pytest.mark.parametrize("chart", [CHART, COUNTS, BARS], ids=lambda chart: chart.shape)
def test_a_chart_has_no_style_and_no_script_and_takes_the_width_there_is(chart: Chart) -> None:
    root = drawn(chart)
    assert [e.tag for e in root.iter(f"{SVG}style", f"{SVG}script")] == []
    assert [e.tag for e in root.iter() if "style" in e.attrib] == []
    assert root.get("width") == "100%"
    assert root.get("height") is None
    assert root.get("viewBox") is not None
    fonts = {e.get("font-family") for e in root.iter(f"{SVG}text")}
    assert fonts == {"arial, helvetica, sans-serif"}


def test_lines_differ_in_dashes_and_carry_their_names() -> None:
    dashes = [e.get("stroke-dasharray") for e in drawn(CHART).iter(f"{SVG}path")]
    assert {"1,0", "7,3"} <= set(dashes)
    assert {"All plans", "No exceptions"} <= set(texts(CHART))


def test_a_single_line_is_named_by_its_axis() -> None:
    alone = replace(CHART, series=CHART.series[:1])
    assert "All plans" not in texts(alone)
    assert {"Year", "Within 20 weeks"} <= set(texts(alone))


def test_segments_carry_their_numbers_where_there_is_room() -> None:
    assert {"40", "60", "Special school", "Mainstream school"} <= set(texts(COUNTS))
    assert "1" not in texts(COUNTS)


def test_bars_carry_their_numbers() -> None:
    assert {"1,234", "0", "7"} <= set(texts(BARS))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"labels": ("2021",)}, "All plans: 3 values, 1 labels"),
        ({"shape": Shape.BARS}, "Bars take one series; use stacked bars for more."),
    ],
)
def test_a_chart_that_does_not_add_up_is_refused(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ChartError, match=re.escape(message)):
        replace(CHART, **wrong)  # type: ignore[arg-type]


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ChartError, match="there is nothing to draw"):
        svg(replace(CHART, series=(Series("All plans", (None, None, None)),)))


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    many = tuple(Series(str(n), (1, 2, 3)) for n in range(9))
    with pytest.raises(ChartError, match="9 series cannot be told apart"):
        svg(replace(CHART, series=many))


@pytest.mark.parametrize("inside", ["<style>a</style>", "<script>a</script>", '<g style="a"/>'])
def test_a_drawing_that_the_page_would_refuse_is_refused(inside: str) -> None:
    with pytest.raises(ChartError, match="a page would refuse"):
        accessible(
            f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>', title="", description=""
        )


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", palette.SERIES)
def test_a_colour_stands_out_from_the_paper(colour: str) -> None:
    # WCAG 2.2, 1.4.3: 4.5:1, since series' names are written in their colour and numbers on it.
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


@given(st.lists(st.integers(0, 300).map(float), max_size=8))
def test_names_are_spread_in_order_and_never_touch(places: list[float]) -> None:
    moved = spread(places, 18)
    ordered = sorted(moved)
    assert all(b - a >= 18 for a, b in pairwise(ordered))
    assert all(new >= old for new, old in zip(moved, places, strict=True))
    by_place = sorted(range(len(places)), key=lambda n: places[n])
    assert sorted(range(len(places)), key=lambda n: moved[n]) == by_place
