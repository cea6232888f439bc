"""The quarter at a glance: ratings by topic, and every indicator's line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from rightplace.indicators.performance.figure import Figure, rounded
from rightplace.indicators.performance.table import Line
from rightplace.papers.sparkline import sparkline
from rightplace.web.design import lines as words
from rightplace.web.design.lines import ABSENT, RATINGS, LineView, Rating

Histories = Mapping[str, Sequence[Figure]]


@dataclass(frozen=True)
class Topic:
    """A topic of the report: how many of its indicators have each rating, and their lines."""

    name: str
    anchor: str
    counts: tuple[int, ...]
    lines: tuple[LineView, ...]


KINDS: tuple[Rating, ...] = (*RATINGS.values(), ABSENT)
"""What the counts of a topic are of, in their order."""


def topics(
    lines: Sequence[Line], histories: Histories, corrected: Collection[str], *, query: str
) -> tuple[Topic, ...]:
    """The topics in the order of the report."""
    by_topic: dict[str, list[Line]] = {}
    for line in lines:
        by_topic.setdefault(line.topic, []).append(line)
    return tuple(
        Topic(
            name,
            f"topic-{number}",
            counts(of_it),
            tuple(
                view(each, histories.get(each.key, ()), each.key in corrected, query)
                for each in of_it
            ),
        )
        for number, (name, of_it) in enumerate(by_topic.items(), start=1)
    )


def counts(lines: Sequence[Line]) -> tuple[int, ...]:
    """How many lines are of each of `KINDS`."""
    ratings = [words.rating_of(line) for line in lines]
    return tuple(ratings.count(kind) for kind in KINDS)


def view(line: Line, history: Sequence[Figure], corrected: bool, query: str) -> LineView:
    """A line, ready to show."""
    return LineView(
        name=line.name,
        href=reverse("insight:performance-indicator", args=[line.key]) + query,
        theme=line.theme,
        value=words.value_of(line, line.latest_value),
        period=line.latest_period,
        why=words.why_not(line),
        direction=words.direction(line) if line.available else "",
        good=words.good(line),
        chance=words.chance(line),
        target=words.target(line),
        rating=words.rating_of(line),
        because=line.status_because,
        quartile=words.quartile(line),
        neighbours=words.neighbours(line),
        spark=Markup(sparkline([each.value for each in history])),  # noqa: S704 (numbers alone)
        spark_says=spark_says(history),
        corrected=corrected,
    )


def spark_says(history: Sequence[Figure]) -> str:
    """In words, the way that the small line shows."""
    known = [(each, each.value) for each in history if each.value is not None]
    if len(known) < 2:
        return "Too few figures for a line"
    (first, start), (last, end) = known[0], known[-1]
    places = last.indicator.decimals
    return f"From {rounded(start, places)} in {first.period} to {rounded(end, places)} in {last.period}"
