"""From a quarter's lines to the draft of its report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from rightplace.indicators.performance.rating import Status
from rightplace.indicators.performance.table import Line, Trend
from rightplace.papers.quarter.paper import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Run,
    Runs,
)
from rightplace.papers.quarter.words import how_many, told


@dataclass(frozen=True, slots=True)
class Said:
    """What the owner of an indicator said of its figure, signed."""

    cause: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was published since an earlier report. `hidden` says why its numbers are not told.

    The reason is not told then either: it may say how many there are.
    """

    name: str
    period: str
    was: str = ""
    should_be: str = ""
    reason: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Everything that the report is drafted from.

    `notes` are where the figures disagree with one another or with what is published elsewhere, by
    indicator. `frozen_on` is None for a draft on figures that are not frozen.
    """

    period: str
    council: str
    committee: str
    meeting_on: date
    director: str
    officers: tuple[str, ...]
    snapshot: str
    snapshot_day: date
    comparators: str
    lines: Sequence[Line]
    said: Mapping[str, Said]
    notes: Mapping[str, str]
    corrections: Sequence[Corrected] = ()
    frozen_on: date | None = None


def draft(quarter: Quarter) -> Paper:
    """The report in the council's form, its paragraphs numbered through."""
    numbers = count(1)

    def paragraph(*runs: Run) -> Paragraph:
        return Paragraph(next(numbers), runs)

    blocks: list[Block] = []
    for heading, paragraphs in (
        ("Purpose of the report", _purpose(quarter)),
        ("Policy framework and previous decisions", _policy(quarter)),
        ("Background", _background(quarter)),
        ("Overview", _overview(quarter)),
    ):
        blocks += [Heading(heading), *(paragraph(*runs) for runs in paragraphs)]
    for topic, lines in _by_topic(quarter.lines).items():
        blocks.append(Heading(topic))
        for line in lines:
            blocks.append(paragraph(*told(line)))
            if items := _beside(quarter, line):
                blocks.append(Bullets(items))
    for heading, paragraphs in (
        ("Corrections of earlier reports", _corrections(quarter)),
        ("Conclusion", _conclusion(quarter)),
        ("Equality and human rights implications", _equality()),
        ("Resource implications", _resources()),
        ("Background papers", _papers(quarter)),
        ("Officers to contact", [(Run(each),) for each in quarter.officers]),
    ):
        if paragraphs:
            blocks += [Heading(heading), *(paragraph(*runs) for runs in paragraphs)]
    blocks += [Heading(f"Appendix: the indicators of {quarter.period}"), _appendix(quarter)]
    return Paper(
        council=quarter.council,
        committee=quarter.committee,
        dated=_day(quarter.meeting_on),
        title=f"Children and family services: performance in {quarter.period}",
        report_of=quarter.director,
        mark=f"{quarter.period}|{quarter.snapshot}",
        blocks=tuple(blocks),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _purpose(quarter: Quarter) -> list[Runs]:
    words = "This report gives the committee the performance of children and family services in "
    return [(Run(words), Run(quarter.period, "report:period"), Run("."))]


def _policy(quarter: Quarter) -> list[Runs]:
    return [
        (
            Run(
                "The indicators are grouped by the outcomes that the council's plan for children names. Each"
                " has a reviewed definition in the register of indicators, and an owner who answers for it."
            ),
        )
    ]


def _background(quarter: Quarter) -> list[Runs]:
    state = (
        f"The figures were frozen on {_day(quarter.frozen_on)}"
        if quarter.frozen_on
        else "The figures are not frozen yet and may change"
    )
    return [
        (
            Run(f"{state}. They are computed from the record as it stood on "),
            Run(f"{_day(quarter.snapshot_day)}", "report:snapshot_day"),
            Run(", in the snapshot "),
            Run(quarter.snapshot, "report:snapshot"),
            Run(
                ". A change is called more than chance where the same rate in both periods would bring"
                " so large a difference less than once in twenty times."
            ),
        ),
        (
            Run(
                "A figure whose target is met is rated green. Otherwise the rating follows the national"
                " quartile: top green, second and third amber, bottom red. Without a national benchmark"
                " there is no rating."
            ),
        ),
    ]


def _overview(quarter: Quarter) -> list[Runs]:
    lines = list(quarter.lines)
    rated: list[Run] = []
    for number, status in enumerate((Status.GREEN, Status.AMBER, Status.RED)):
        if number:
            rated.append(Run(", " if status is Status.AMBER else " and "))
        rated.append(how_many(lines, lambda line, s=status: line.status == s, status.name.lower()))
        rated.append(Run(f" {status.value.lower()}"))
    given = how_many(lines, lambda line: line.available, "available")
    total = how_many(lines, lambda line: True, "indicators")
    quartiles: list[Run] = [
        how_many(lines, lambda line: line.quartile is not None, "benchmarked"),
        Run(" have a national benchmark: "),
    ]
    for number, name in ((1, "top"), (2, "second"), (3, "third"), (4, "bottom")):
        joint = "" if number == 1 else " and " if number == 4 else ", "
        quartiles += [
            Run(joint),
            how_many(lines, lambda line, n=number: line.quartile == n, f"quartile_{number}"),
            Run(f" in the {name} quarter"),
        ]
    moved = how_many(lines, lambda line: bool(line.beyond_chance), "moved")
    return [
        (Run("Of "), total, Run(" indicators, "), given, Run(" have a figure: "), *rated, Run(".")),
        (*quartiles, Run(" of authorities.")),
        (moved, Run(" changed by more than chance would bring.")),
    ]


def _by_topic(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.topic, []).append(line)
    return found


def _beside(quarter: Quarter, line: Line) -> tuple[Runs, ...]:
    """What stands under a figure: what its owner said, where it disagrees, and what its data lack."""
    items: list[Runs] = []
    if said := quarter.said.get(line.key):
        items.append((Run(said.cause, f"{line.key}:cause"),))
        if said.action:
            items.append((Run(said.action, f"{line.key}:action"),))
    if note := quarter.notes.get(line.key):
        items.append((Run(note, f"{line.key}:note"),))
    if line.compared_because:
        items.append((Run(line.compared_because, f"{line.key}:compared_because"),))
    items += [(Run(each, f"{line.key}:warning"),) for each in line.warnings]
    return tuple(items)


def _corrections(quarter: Quarter) -> list[Runs]:
    return [
        (
            Run(
                f"{each.name}, {each.period}: {_corrected(each)}",
                f"correction:{number}",
            ),
        )
        for number, each in enumerate(quarter.corrections, start=1)
    ]


def _corrected(correction: Corrected) -> str:
    if correction.hidden:
        return f"the figure was corrected; the numbers are hidden: {correction.hidden}."
    was, should_be = correction.was, correction.should_be
    return f"{was} was printed and should have been {should_be}. {correction.reason}"


def _conclusion(quarter: Quarter) -> list[Runs]:
    red = [line.name for line in quarter.lines if line.status == Status.RED]
    moved = [
        line.name
        for line in quarter.lines
        if line.beyond_chance and line.trend in (Trend.INCREASE, Trend.DECREASE)
    ]
    found: list[Runs] = []
    if red:
        found.append((Run(f"What is rated red: {'; '.join(red)}."),))
    if moved:
        found.append((Run(f"What changed by more than chance: {'; '.join(moved)}."),))
    return found or [(Run("Nothing is rated red, and nothing changed by more than chance."),)]


def _equality() -> list[Runs]:
    return [
        (
            Run(
                "The report changes no service. Where an indicator is given for children with special"
                " educational needs or those eligible for free school meals, it stands beside that of all."
            ),
        )
    ]


def _resources() -> list[Runs]:
    return [(Run("There are none that follow from the report itself."),)]


def _papers(quarter: Quarter) -> list[Runs]:
    given = f"The register of indicators; the snapshot {quarter.snapshot}"
    more = f"; the comparators {quarter.comparators}" if quarter.comparators else ""
    return [(Run(f"{given}{more}.", "report:papers"),)]


_COLUMNS = {
    "name": "Indicator",
    "previous_value": "Before",
    "previous_period": "Period before",
    "latest_value": "Latest",
    "latest_period": "Period",
    "trend": "Direction",
    "target": "Target",
    "status": "Rating",
    "quartile": "National quartile",
    "neighbour_average": "Neighbours' average",
}


def _appendix(quarter: Quarter) -> Grid:
    rows = []
    for line in quarter.lines:
        cells: list[Runs] = [(Run(line.name),)]
        for field in list(_COLUMNS)[1:]:
            value = getattr(line, field)
            text = "" if value is None else str(value)
            cells.append((Run(text or "none", f"{line.key}:{field}" if text else ""),))
        rows.append(tuple(cells))
    caption = f"The {len(rows)} indicators: figures, direction, rating and comparison"
    return Grid(caption, tuple(_COLUMNS.values()), tuple(rows))
