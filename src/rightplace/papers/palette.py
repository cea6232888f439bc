"""The colours of charts: 4.5:1 or better against white, for words are written in them too."""

from rightplace.papers.specs import ChartError

INK, QUIET, PAPER = "#0b0c0c", "#5c6870", "#ffffff"
SERIES = ("#12436d", "#c2410c", "#28756b", "#801650", "#5a6f2b", "#75589b", "#4c4c4c", "#1f73b0")
DASHES = ((1, 0), (7, 3), (2, 2), (10, 3, 2, 3), (4, 1), (12, 4), (1, 3), (6, 2, 1, 2))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "stroke", "arrow")


def colours(count: int) -> tuple[str, ...]:
    """The first colours; ChartError when a chart wants more than can be told apart."""
    if count > len(SERIES):
        raise ChartError(f"{count} series cannot be told apart; a chart takes {len(SERIES)}.")
    return SERIES[:count]
