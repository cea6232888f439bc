"""A line so small that it stands in a table's cell: the way of a series, without its scale."""

from collections.abc import Sequence

from rightplace.papers.palette import INK, QUIET

_WIDTH, _HEIGHT, _EDGE = 120, 28, 4


def sparkline(values: Sequence[float | None]) -> str:
    """SVG of the values, the oldest to the left; empty where fewer than two are known.

    A gap stays a gap. It is hidden from screen readers: say in words beside it what it shows.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    places = [
        None
        if value is None
        else (_EDGE + i * step, _HEIGHT - _EDGE - (value - low) / span * (_HEIGHT - 2 * _EDGE))
        for i, value in enumerate(values)
    ]
    lines = "".join(
        f'<polyline points="{" ".join(_at(place) for place in run)}" fill="none" stroke="{QUIET}" '
        'stroke-width="2"/>'
        for run in _runs(places)
    )
    x, y = next(place for place in reversed(places) if place is not None)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" aria-hidden="true" focusable="false">{lines}'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{INK}"/></svg>'
    )


Place = tuple[float, float]


def _runs(places: Sequence[Place | None]) -> list[list[Place]]:
    """The stretches without a gap."""
    runs: list[list[Place]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _at(place: Place) -> str:
    return f"{place[0]:.1f},{place[1]:.1f}"
