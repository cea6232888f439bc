"""Dots across lines, and lines of an axis that need not start at nought or that cross it."""

from lxml import etree

from rightplace.papers.charts import svg
from rightplace.papers.specs import Chart, Mark, Number, Series, Shape


def texts(drawn: str) -> list[str]:
    tree = etree.fromstring(drawn.encode())
    return ["".join(each.itertext()) for each in tree.iter("{http://www.w3.org/2000/svg}text")]


def test_each_dot_has_its_name_and_number_and_each_line_its_name() -> None:
    chart = Chart(
        Shape.DOTS, "Higher than one of two", "Dots.", ("Ours", "Theirs", "Others"),
        (Series("Value", (0.3, 0.25, 0.35)),), "", "2022", Number.SHARE,
        marks=(Mark("England", 0.28), Mark("Region", 0.281)), emphasis="Ours",
    )  # fmt: skip
    drawn = texts(svg(chart))
    for said in ("Ours", "Theirs", "Others", "30.0%", "25.0%", "35.0%", "England", "Region"):
        assert drawn.count(said) == 1


def test_a_line_of_scores_below_nought_is_drawn_inside_its_axis() -> None:
    chart = Chart(
        Shape.LINE, "Lower", "A line.", ("a", "b"), (Series("Value", (-0.2, -0.1)),), "Year", "Score",
        Number.DECIMAL, from_zero=False,
    )  # fmt: skip
    axis = {float(each.replace("−", "-")) for each in texts(svg(chart)) if each[-1:].isdigit()}  # noqa: RUF001
    assert min(axis) < -0.1
    assert max(axis) <= 0
