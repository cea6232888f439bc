"""What a chart says, without how it is drawn."""

from dataclasses import dataclass
from enum import StrEnum


class ChartError(Exception):
    """A chart cannot be drawn as asked; the text says why."""


class Shape(StrEnum):
    """The kind of chart."""

    LINE = "line"
    BARS = "bars"
    STACKED_BARS = "stacked bars"
    DOTS = "dots"


class Number(StrEnum):
    """How the numbers of a chart are written."""

    COUNT = "count"
    SHARE = "share"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one kind of segment: a value for each label of the chart; None is unknown."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that is drawn across a chart of dots, with its name."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `title` is the finding, `description` says in words what is drawn.

    `labels` run along the axis of categories: left to right for lines and stacked bars, top to
    bottom for bars and dots, which take one series and need no `label_title`. `emphasis` is the label of
    the dot that is the reader's own. An axis of lines begins at nought unless `from_zero` is false.
    """

    shape: Shape
    title: str
    description: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    label_title: str
    value_title: str
    number: Number = Number.COUNT
    marks: tuple[Mark, ...] = ()
    emphasis: str = ""
    from_zero: bool = True

    def __post_init__(self) -> None:
        for each in self.series:
            if len(each.values) != len(self.labels):
                raise ChartError(
                    f"{each.name}: {len(each.values)} values, {len(self.labels)} labels"
                )
        if self.shape in (Shape.BARS, Shape.DOTS) and len(self.series) != 1:
            raise ChartError(
                f"{self.shape.value.capitalize()} take one series; use stacked bars for more."
            )

    @property
    def is_blank(self) -> bool:
        """Whether no value is known, so that there is nothing to draw."""
        return all(value is None for each in self.series for value in each.values)
