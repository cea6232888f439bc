"""A figure by its parts, where the record or a list says of which part each of those behind it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ibis.expr.types import Table

from rightplace.facts.lists_codes import SUITABLE, UNSUITABLE, Abuse, Activity, Judgement, ListCode
from rightplace.indicators.labels import NEEDS
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.compute import members
from rightplace.indicators.performance.definition import Indicator, Unit
from rightplace.indicators.performance.periods import Period

UNKNOWN = "Not recorded"


@dataclass(frozen=True, slots=True)
class By:
    """What a figure is broken down by. `parts` gives `row_id` and `part`; `labels` names the parts."""

    title: str
    parts: Callable[[Picture], Table]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what it adds to the numerator and to the denominator, which is None for a count."""

    name: str
    numerator: float
    denominator: float | None


def _column(table: str, name: str) -> Callable[[Picture], Table]:
    return lambda picture: picture.facts[table].select(row_id=f"{table}_id", part=name)


def _team(picture: Picture) -> Table:
    plans, requests = picture.facts["active_plan"], picture.facts["request"]
    return plans.left_join(requests, "request_id").select(row_id="active_plan_id", part="team")


def _need(picture: Picture) -> Table:
    needs = picture.facts["sen_need"]
    first = needs.filter(needs.sen_type_rank == "1")
    return first.select(row_id="active_plan_id", part="sen_type")


def _labels(codes: type[ListCode]) -> Mapping[str, str]:
    return {code.value: code.label for code in codes}


_CATEGORY = By("Category of abuse", _column("child_protection_plan", "category"), _labels(Abuse))
_JUDGEMENT = By("Judgement", _column("school_judgement", "judgement"), _labels(Judgement))
_ACTIVITY = By("Activity", _column("care_leaver", "activity"), _labels(Activity))
_HOME = By(
    "Accommodation",
    _column("care_leaver", "accommodation"),
    dict.fromkeys(SUITABLE, "Suitable")
    | dict.fromkeys(UNSUITABLE, "Not suitable")
    | {"0": "Not known"},
)
BREAKDOWNS: Mapping[str, Sequence[By]] = {
    "send-mainstream-plans": (By("Team", _team, {}), By("Primary need", _need, NEEDS)),
    "cp-second-plan": (_CATEGORY,),
    "cp-two-years": (_CATEGORY,),
    "leavers-accommodation": (_HOME,),
    "leavers-eet": (_ACTIVITY,),
    "schools-primary-good": (_JUDGEMENT,),
    "schools-secondary-good": (_JUDGEMENT,),
    "schools-pupils-good": (_JUDGEMENT,),
}
"""Key of an indicator -> what its figure can be broken down by."""


def broken_down(
    picture: Picture, indicator: Indicator, period: Period
) -> Sequence[tuple[By, Sequence[Part]]]:
    """The parts of a figure, the largest first; they add up to the figure."""
    found = []
    for by in BREAKDOWNS.get(indicator.key, ()):
        rows = by.parts(picture).to_pyarrow().to_pylist()
        part_of = {row["row_id"]: row["part"] for row in rows}
        sums: dict[str, list[float]] = {}
        for member in members(picture, indicator, period):
            part = part_of.get(member.row_id) or ""
            counted = sums.setdefault(by.labels.get(part, part) or UNKNOWN, [0.0, 0.0])
            counted[0] += member.counted
            counted[1] += member.of or 0.0
        found.append((by, _parts(indicator, sums)))
    return found


def _parts(indicator: Indicator, sums: Mapping[str, Sequence[float]]) -> list[Part]:
    is_count = indicator.unit is Unit.COUNT
    parts = [Part(name, a, None if is_count else b) for name, (a, b) in sums.items()]
    return sorted(parts, key=lambda p: (-(p.denominator or p.numerator), p.name))
