"""Charts as SVG, drawn here: no script, no style, readable without colour."""

from functools import lru_cache

import altair as alt
import vl_convert

from rightplace.papers import palette
from rightplace.papers.axes import ticks
from rightplace.papers.specs import Chart, ChartError, Number, Shape
from rightplace.papers.svg import accessible

_WIDTH, _HEIGHT = 640, 300
_BAR = 30
_FONT = "arial, helvetica, sans-serif"
_SIZE = 15
_GRID = "#d8dee2"
_FORMATS = {Number.COUNT: ",d", Number.SHARE: ".1%", Number.DECIMAL: ".2f"}
# At most so many numbers stand at an axis: side by side they need more room.
_TICKS_UP, _TICKS_ALONG = 6, 7
# Room for the names beside the ends of the lines, and the least distance between two of them.
_LABEL_ROOM, _LABEL_GAP = 280, 18
# The reader's font may be wider than the one the words are measured with here.
_PADDING = {"left": 55, "right": 55, "top": 8, "bottom": 8}
_MANY_LABELS = 12
# The shape of the paper under a number: 40 by 16 pixels.
_LABEL_PAPER = "M-1,-0.4H1V0.4H-1Z"
# A segment shorter than this, in pixels, cannot hold its number.
_SEGMENT = 16

Row = dict[str, object]
Span = tuple[float, float]
"""Where an axis of values starts and where it ends."""
Drawing = alt.LayerChart | alt.FacetChart


@lru_cache(maxsize=256)
def svg(chart: Chart) -> str:
    """The chart as SVG text; the same chart is drawn once in this process."""
    palette.colours(len(chart.series))
    if chart.is_blank:
        raise ChartError(f"{chart.title}: there is nothing to draw.")
    drawn = _DRAW[chart.shape](chart).configure(
        aria=False, font=_FONT, background=palette.PAPER, padding=_PADDING
    )
    styled = drawn.configure_view(stroke=None).configure_axis(
        labelFontSize=_SIZE,
        titleFontSize=_SIZE,
        titleFontWeight="normal",
        titlePadding=16,
        labelColor=palette.INK,
        titleColor=palette.INK,
        domainColor=palette.QUIET,
        tickColor=palette.QUIET,
    )
    text: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return accessible(text, title=chart.title, description=chart.description)


def _rows(chart: Chart, *, unknown: bool = False) -> list[Row]:
    """The values with their labels; where nothing is known too, if `unknown`."""
    return [
        {"label": label, "value": value, "series": each.name}
        for each in chart.series
        for label, value in zip(chart.labels, each.values, strict=True)
        if unknown or value is not None
    ]


def _data(rows: list[Row]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _colour(chart: Chart) -> alt.Color:
    names = [each.name for each in chart.series]
    scale = alt.Scale(domain=names, range=list(palette.colours(len(names))))
    return alt.Color("series:N", scale=scale, legend=None)


def _along(chart: Chart) -> alt.X:
    # True leaves out every other label where there is no room for all of them.
    overlap = len(chart.labels) > _MANY_LABELS
    axis = alt.Axis(labelAngle=0, labelOverlap=overlap, labelLimit=220, title=chart.label_title)
    labels = list(chart.labels)
    # A label of which nothing is known keeps its place.
    return alt.X("label:O", sort=labels, scale=alt.Scale(domain=labels), axis=axis)


def _up(chart: Chart, span: Span) -> alt.Y:
    marked = ticks(chart.number, *span, most=_TICKS_UP)
    axis = alt.Axis(
        format=marked.format,
        values=list(marked.values),
        title=chart.value_title,
        grid=True,
        gridColor=_GRID,
    )
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(domain=list(span), nice=False))


def line(chart: Chart) -> Drawing:
    """Lines that differ in colour, dashes and points, each with its name at its end."""
    names = [each.name for each in chart.series]
    dashes = alt.Scale(domain=names, range=[list(d) for d in palette.DASHES[: len(names)]])
    shapes = alt.Scale(domain=names, range=list(palette.SHAPES[: len(names)]))
    known = _rows(chart)
    span = _span([float(str(row["value"])) for row in known], from_zero=chart.from_zero)
    places = {"x": _along(chart), "y": _up(chart, span), "color": _colour(chart)}
    # Where nothing is known the line is broken, not drawn through.
    lines = (
        alt.Chart(_data(_rows(chart, unknown=True)))
        .mark_line(strokeWidth=2.5, invalid="break-paths-show-domains")
        .encode(**places, strokeDash=alt.StrokeDash("series:N", scale=dashes, legend=None))
    )
    points = (
        alt.Chart(_data(known))
        .encode(**places)
        .mark_point(size=60, filled=True, opacity=1)
        .encode(shape=alt.Shape("series:N", scale=shapes, legend=None))
    )
    ends = [_last(each.values) for each in chart.series]
    # A single line is named by its axis.
    marks = [lines, points] + ([_names(chart, ends, span)] if len(names) > 1 else [])
    return alt.layer(*marks).properties(width=_WIDTH, height=_HEIGHT)


def _last(values: tuple[float | None, ...]) -> float:
    return next((value for value in reversed(values) if value is not None), 0.0)


def stacked_bars(chart: Chart) -> Drawing:
    """Bars of labelled segments, parted by white, each kind named beside the last bar."""
    totals = [sum(v or 0 for v in column) for column in _columns(chart)]
    top = _top(max(totals))
    rows = _segments(chart)
    bars = alt.Chart(_data(rows)).mark_bar(stroke=palette.PAPER, strokeWidth=1.5).encode(
        x=_along(chart), y=_up(chart, (0.0, top)), y2="start:Q", color=_colour(chart)
    )  # fmt: skip
    large = [row for row in rows if float(str(row["size"])) / top * _HEIGHT >= _SEGMENT]
    numbers = alt.Chart(_data(large)).mark_text(color=palette.PAPER, fontSize=13).encode(
        x=_along(chart), y=alt.Y("middle:Q"), text=alt.Text("size:Q", format=_FORMATS[chart.number])
    )  # fmt: skip
    last = chart.labels[-1]
    middles = {row["series"]: float(str(row["middle"])) for row in rows if row["label"] == last}
    ends = [middles.get(each.name, 0.0) for each in chart.series]
    return alt.layer(bars, numbers, _names(chart, ends, (0.0, top))).properties(
        width=_WIDTH, height=_HEIGHT
    )


def _columns(chart: Chart) -> list[tuple[float | None, ...]]:
    return list(zip(*(each.values for each in chart.series), strict=True))


def _segments(chart: Chart) -> list[Row]:
    """Each segment with where it starts and ends, the first series at the bottom."""
    rows: list[Row] = []
    for label, column in zip(chart.labels, _columns(chart), strict=True):
        start = 0.0
        for each, value in zip(chart.series, column, strict=True):
            size = value or 0
            row: Row = {"label": label, "series": each.name, "size": size, "start": start}
            rows.append(row | {"value": start + size, "middle": start + size / 2})
            start += size
    return rows


def bars(chart: Chart) -> Drawing:
    """Horizontal bars, each with its number."""
    axis = alt.Axis(labelLimit=320, title=None, ticks=False)
    along = alt.Y("label:O", sort=list(chart.labels), axis=axis)
    rows = _rows(chart)
    top = _top(max(float(str(row["value"])) for row in rows))
    scale = alt.Scale(domain=[0, top])
    base = alt.Chart(_data(rows)).encode(
        y=along, x=alt.X("value:Q", scale=scale, axis=alt.Axis(labels=False, ticks=False, grid=False,
                                                             title=chart.value_title))
    )  # fmt: skip
    drawn = base.mark_bar(color=palette.SERIES[0])
    numbers = base.mark_text(align="left", dx=5, color=palette.INK, fontSize=_SIZE).encode(
        text=alt.Text("value:Q", format=_FORMATS[chart.number])
    )
    height = _BAR * len(chart.labels)
    return alt.layer(drawn, numbers).properties(width=_WIDTH - 120, height=height)


def dots(chart: Chart) -> Drawing:
    """One dot for each label with its number, across lines of what they are held against."""
    rows = _rows(chart)
    values = [float(str(row["value"])) for row in rows] + [mark.value for mark in chart.marks]
    span = _span(values, from_zero=False)
    marked = ticks(chart.number, *span, most=_TICKS_ALONG)
    along = alt.Axis(format=marked.format, values=list(marked.values), title=chart.value_title)
    x = alt.X("value:Q", scale=alt.Scale(domain=list(span), nice=False), axis=along)
    axis = alt.Axis(labelLimit=320, title=None, ticks=False, grid=True, gridColor=_GRID)
    y = alt.Y("label:O", sort=list(chart.labels), axis=axis)
    own = alt.condition(
        alt.datum.label == chart.emphasis,
        alt.value(palette.SERIES[1]),
        alt.value(palette.SERIES[0]),
    )
    shape = alt.condition(
        alt.datum.label == chart.emphasis, alt.value("diamond"), alt.value("circle")
    )
    base = alt.Chart(_data(rows)).encode(x=x, y=y)
    points = base.mark_point(size=110, filled=True, opacity=1).encode(color=own, shape=shape)
    # A number that would lie across a line is read on paper of its own.
    paper = base.mark_point(
        shape=_LABEL_PAPER, size=1600, filled=True, opacity=1, color=palette.PAPER, xOffset=30
    )
    numbers = base.mark_text(align="left", dx=9, color=palette.INK, fontSize=13).encode(
        text=alt.Text("value:Q", format=_FORMATS[chart.number])
    )
    drawn = [*_across(chart, x), paper, points, numbers]
    return alt.layer(*drawn).properties(width=_WIDTH - 120, height=_BAR * len(chart.labels))


def _across(chart: Chart, x: alt.X) -> list[alt.Chart]:
    """The marks as lines from top to bottom, their names above, each a step higher than the one before."""
    found = []
    for step, mark in enumerate(sorted(chart.marks, key=lambda each: each.value)):
        base = alt.Chart(_data([{"value": mark.value, "name": mark.name}])).encode(x=x)
        dash = list(palette.DASHES[1 + step % (len(palette.DASHES) - 1)])
        found.append(base.mark_rule(strokeDash=dash, strokeWidth=1.5, color=palette.QUIET))
        found.append(
            base.mark_text(fontSize=13, color=palette.INK, dy=-8 - _LABEL_GAP * step).encode(
                text="name:N", y=alt.value(0)
            )
        )
    return found


def _names(chart: Chart, ends: list[float], span: Span) -> alt.Chart:
    """The series' names to the right, as near to their ends as they can be without touching."""
    low, high = span
    places = spread([(end - low) / (high - low) * _HEIGHT for end in ends], _LABEL_GAP)
    rows: list[Row] = [
        {"series": each.name, "height": _HEIGHT - place}
        for each, place in zip(chart.series, places, strict=True)
    ]
    mark = alt.Chart(_data(rows)).mark_text(
        align="left", fontSize=_SIZE, fontWeight="bold", limit=_LABEL_ROOM
    )
    named: alt.Chart = mark.encode(
        x=alt.value(_WIDTH + 8),
        y=alt.Y("height:Q", scale=None, axis=None),
        text="series:N",
        color=_colour(chart),
    )
    return named


def spread(places: list[float], gap: float) -> list[float]:
    """Places moved up as little as leaves `gap` between each two; their order is kept."""
    moved = [0.0] * len(places)
    least = 0.0
    for position, place in sorted(enumerate(places), key=lambda pair: pair[1]):
        moved[position] = max(place, least)
        least = moved[position] + gap
    return moved


def _span(values: list[float], *, from_zero: bool) -> Span:
    """A little more than the values take, with nought in it where it is asked for or they cross it."""
    low, high = min(values), max(values)
    if from_zero:
        return (low * 1.08 if low < 0 else 0.0), (_top(high) if high > 0 or low >= 0 else 0.0)
    room = 0.08 * (high - low) or abs(high) * 0.08 or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


def _top(largest: float) -> float:
    """The end of an axis of values: a little above the largest, and never zero."""
    return largest * 1.08 or 1.0


_DRAW = {Shape.LINE: line, Shape.BARS: bars, Shape.STACKED_BARS: stacked_bars, Shape.DOTS: dots}
