"""A picture of what feeds what: boxes in columns, joined by lines, as SVG without script or style."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from rightplace.papers import palette
from rightplace.papers.specs import ChartError
from rightplace.papers.svg import accessible

_NS = "http://www.w3.org/2000/svg"
_WIDTH, _BOX_WIDTH, _BOX_HEIGHT, _GAP = 960, 250, 30, 10
_TOP, _SIZE = 34, 15
_FONT = "arial, helvetica, sans-serif"
# A name of more letters does not fit into its box.
_LETTERS = 30
_LINES = ((), (7, 3), (2, 2))


@dataclass(frozen=True, slots=True)
class Flow:
    """Columns of names from left to right, each with its heading, and which neighbours are joined.

    `links` are pairs (column, place) -> place in the next column.
    """

    title: str
    description: str
    headings: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    links: tuple[tuple[int, int, int], ...]

    def __post_init__(self) -> None:
        if len(self.headings) != len(self.columns) or len(self.columns) < 2:
            raise ChartError(f"{self.title}: a flow has two columns or more, each with a heading.")
        for column, start, end in self.links:
            if start >= len(self.columns[column]) or end >= len(self.columns[column + 1]):
                raise ChartError(f"{self.title}: a line leads to a box that is not there.")


def flow_svg(flow: Flow) -> str:
    """The picture as SVG text."""
    rows = max(map(len, flow.columns))
    height = _TOP + rows * (_BOX_HEIGHT + _GAP)
    root = etree.Element(
        f"{{{_NS}}}svg",
        attrib={"width": str(_WIDTH), "height": str(height), "viewBox": f"0 0 {_WIDTH} {height}"},
        nsmap={None: _NS},
    )
    for link in flow.links:
        _line(root, flow, rows, link)
    for number, (heading, names) in enumerate(zip(flow.headings, flow.columns, strict=True)):
        _text(root, heading, _left(flow, number), _SIZE + 2, bold=True)
        for place, name in enumerate(names):
            _box(root, name, _left(flow, number), _height(names, place, rows))
    return accessible(
        etree.tostring(root, encoding="unicode"), title=flow.title, description=flow.description
    )


def _left(flow: Flow, column: int) -> float:
    # A pixel at each side is for the frame of the outer boxes.
    return 1 + column * (_WIDTH - 2 - _BOX_WIDTH) / (len(flow.columns) - 1)


def _height(names: Sequence[str], place: int, rows: int) -> float:
    """The top of a box: each column fills the height of the longest."""
    step = rows * (_BOX_HEIGHT + _GAP) / len(names)
    return _TOP + place * step + (step - _BOX_HEIGHT - _GAP) / 2


def _line(root: etree._Element, flow: Flow, rows: int, link: tuple[int, int, int]) -> None:
    """A bow from one box to another; its colour and its dashes are those of the box where it begins."""
    column, start, end = link
    x1, x2 = _left(flow, column) + _BOX_WIDTH, _left(flow, column + 1)
    y1 = _height(flow.columns[column], start, rows) + _BOX_HEIGHT / 2
    y2 = _height(flow.columns[column + 1], end, rows) + _BOX_HEIGHT / 2
    middle = (x1 + x2) / 2
    path = f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
    given = {"d": path, "fill": "none", "stroke-width": "1.5"}
    given["stroke"] = palette.SERIES[start % len(palette.SERIES)]
    dashes = _LINES[start % len(_LINES)]
    if dashes:
        given["stroke-dasharray"] = " ".join(map(str, dashes))
    etree.SubElement(root, f"{{{_NS}}}path", attrib=given)


def _box(root: etree._Element, name: str, x: float, y: float) -> None:
    given = {"x": f"{x:g}", "y": f"{y:g}", "width": str(_BOX_WIDTH), "height": str(_BOX_HEIGHT)}
    etree.SubElement(
        root, f"{{{_NS}}}rect", attrib={**given, "fill": palette.PAPER, "stroke": palette.INK}
    )
    short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
    _text(root, short, x + 8, y + _BOX_HEIGHT / 2 + _SIZE / 3)


def _text(root: etree._Element, words: str, x: float, y: float, *, bold: bool = False) -> None:
    given = {"x": f"{x:g}", "y": f"{y:g}", "font-family": _FONT, "font-size": str(_SIZE)}
    weight = {"font-weight": "bold"} if bold else {}
    made = etree.SubElement(root, f"{{{_NS}}}text", attrib={**given, **weight, "fill": palette.INK})
    made.text = words
