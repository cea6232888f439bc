"""The slow, plain twin of `build_return`: one child at a time, in loops and ifs."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from rightplace.returns.sen2.modules import MODULES, children
from rightplace.returns.sen2.years import COLLECTIONS

Row = dict[str, Any]
FLAGS = (
    "assessment_mediation",
    "assessment_tribunal",
    "other_mediation",
    "other_tribunal",
    "week20",
)


def plain_return(tables: Mapping[str, pa.Table], year: int) -> dict[str, list[Row]]:
    """The rows of every table but the header, with all columns that the year collects."""
    twin = _Twin(tables, year)
    for person in sorted(twin.record["person"], key=lambda r: r["person_id"]):
        requests = [twin.request(r) for r in twin.below("request", person)]
        kept = [found for found in requests if found]
        if kept:
            key = twin.put("person", person, None)
            for found in kept:
                twin.put_tree("request", found, key)
    return twin.out


class _Twin:
    def __init__(self, tables: Mapping[str, pa.Table], year: int) -> None:
        collection = COLLECTIONS[year]
        self.layout = collection.layout
        (self.first, self.last), self.survey = collection.period, collection.survey_day
        self.record = {name: table.to_pylist() for name, table in tables.items()}
        self.out: dict[str, list[Row]] = {name: [] for name, m in MODULES.items() if m.key}

    def below(self, name: str, row: Row) -> Iterator[Row]:
        module = MODULES[name]
        found = [r for r in self.record[name] if r[module.parent_key] == row[module.parent_key]]
        yield from sorted(found, key=lambda r: r[module.key])

    def put(self, name: str, row: Row, parent: int | None) -> int:
        module = MODULES[name]
        number = len(self.out[name]) + 1
        clean = {f.column: row[f.column] for f in module.fields_in(self.layout)}
        clean |= {module.key: number} | ({module.parent_key: parent} if parent else {})
        self.out[name].append(clean)
        return number

    def put_tree(self, name: str, row: Row, parent: int) -> None:
        key = self.put(name, row, parent)
        for module in children(name):
            for child in row.get(module.name, ()):
                self.put_tree(module.name, child, key)

    def seen(self, outcome: str | None, decided: date | None) -> str | None:
        """How an outcome read at the end of the year."""
        if decided and decided > self.last:
            return "A"
        if decided and decided < self.first and outcome != "W":
            return "H"
        return outcome

    def fresh(self, outcome: str | None, decided: date | None) -> bool:
        if outcome == "W":
            return bool(decided and decided >= self.first)
        return outcome != "H"

    def request(self, row: Row) -> Row | None:
        """The request as it stood, with all below it; None when it is no part of the return."""
        received, outcome = row["received_date"], row["request_outcome"]
        if received and received > self.last:
            return None
        decided = None
        if outcome in ("Y", "N"):
            decided = row["request_outcome_date"] or row["closed_on"] or received
        elif outcome == "W":
            decided = row["closed_on"] or row["request_outcome_date"] or received
        shown = self.seen(outcome, decided)
        goes_on = shown in ("Y", "N", "H")
        below = self.below("assessment", row) if goes_on else ()
        judged = [self.assessment(a, row, decided) for a in below]
        live = self.live(row, judged) if goes_on else []
        assessments = [a | {"named_plan": self.plans(a, bool(live))} for a in judged]
        current = self.fresh(shown, decided) or any(a["fresh"] for a in assessments)
        if not (current or live or any(a["named_plan"] for a in assessments)):
            return None
        new = row | {"request_outcome": shown, "assessment": assessments, "active_plan": live}
        return new | dict.fromkeys(_blank_request(shown, current))

    def assessment(self, row: Row, request: Row, request_decided: date | None) -> Row:
        outcome, decided = row["assessment_outcome"], None
        plans = [p for p in self.record["named_plan"] if p["assessment_id"] == row["assessment_id"]]
        if outcome == "Y":
            starts = [p["start_date"] for p in plans if p["start_date"]]
            decided = row["assessment_outcome_date"] or min(starts, default=None)
        elif outcome == "N":
            decided = row["assessment_outcome_date"] or request["closed_on"]
        elif outcome == "W":
            decided = request["closed_on"] or request_decided
        shown = self.seen(outcome, decided)
        made = any(p["start_date"] is None or p["start_date"] <= self.survey for p in plans)
        if outcome == "Y" and decided and self.last < decided <= self.survey and made:
            shown = "H"
        new = row | {"assessment_outcome": shown, "fresh": self.fresh(shown, decided)}
        blank = () if shown in ("Y", "N") else ("assessment_outcome_date", *FLAGS)
        return new | dict.fromkeys(blank)

    def live(self, request: Row, assessments: list[Row]) -> list[Row]:
        found = []
        for plan in self.below("active_plan", request):
            pairs = [(a, p) for a in assessments for p in self._named(a)] or [
                (a, {"start_date": None, "cease_date": None}) for a in assessments or [{}]
            ]
            if any(self.is_live(plan, a.get("assessment_outcome"), p) for a, p in pairs):
                found.append(self.active_plan(plan))
        return found

    def _named(self, assessment: Row) -> list[Row]:
        return list(self.below("named_plan", assessment))

    def is_live(self, plan: Row, outcome: str | None, named: Row) -> bool:
        begun = (plan["held_from"] or named["start_date"], named["start_date"])
        ended = (plan["held_to"], named["cease_date"])
        return (
            outcome not in ("A", "W")
            and all(on <= self.survey for on in begun if on)
            and all(on > self.survey for on in ended if on)
        )

    def plans(self, assessment: Row, live: bool) -> list[Row]:
        outcome, found = assessment["assessment_outcome"], []
        for plan in self._named(assessment) if outcome in ("Y", "N", "H") else []:
            start, cease = plan["start_date"], plan["cease_date"]
            ended = bool(cease and self.first <= cease <= self.last)
            if (start and start > self.survey) or not (outcome in ("Y", "N") or ended or live):
                continue
            known = cease and cease <= self.survey
            blank = () if known else ("cease_date", "cease_reason")
            details = list(self.below("plan_detail", plan))
            found.append(plan | dict.fromkeys(blank) | {"plan_detail": details})
        return found

    def active_plan(self, plan: Row) -> Row:
        met = plan["review_meeting"] is None or plan["review_meeting"] <= self.survey
        blank = [
            name
            for name in ("review_meeting", "last_review", "review_draft")
            if not met or (plan[name] and plan[name] > self.survey)
        ]
        if not met or not plan["last_review"] or plan["last_review"] > self.survey:
            blank.append("review_outcome")
        if self.layout >= 2024 and not plan["review_outcome"]:
            blank.append("last_review")
        final = plan["phase_transfer_final_date"]
        if final and final > self.survey:
            blank.append("phase_transfer_final_date")
        held = plan["held_from"]
        if not (held and self.first <= held <= self.last):
            blank.append("transfer_la")
        needs = list(self.below("sen_need", plan))
        placements = [self.placement(p) for p in self.below("placement_detail", plan)]
        shown = [p for p in placements if p]
        if self.layout == 2023:
            shown = _said_once(shown)
        return plan | dict.fromkeys(blank) | {"placement_detail": shown, "sen_need": needs}

    def placement(self, row: Row) -> Row | None:
        entry, leaving = row["entry_date"], row["leaving_date"]
        if (entry and entry > self.survey) or (leaving and leaving < self.first):
            return None
        return row | {"leaving_date": leaving if leaving and leaving <= self.survey else None}


def _said_once(placements: list[Row]) -> list[Row]:
    """In 2023 a plan said RES and WBP once: its main placement keeps them."""
    order = sorted(placements, key=lambda p: (bool(p["leaving_date"]), p["placement_rank"] != "1"))
    once = dict.fromkeys(("res", "wbp"))
    return [p if p is order[0] else p | once for p in placements]


def _blank_request(outcome: str | None, current: bool) -> list[str]:
    blank = [] if current else ["received_date", "rya"]
    if outcome not in ("Y", "N"):
        blank += ["request_outcome_date"]
    if outcome not in ("Y", "N", "H") or not current:
        blank += ["request_mediation", "request_tribunal"]
    if outcome == "H":
        blank += ["request_source", "exported"]
    return blank
