"""The published figures computed plainly from a county's rows: one loop for each figure."""

from datetime import date

from rightplace.casework.models import (
    Assessment,
    Placement,
    Plan,
    Request,
    SchoolCount,
    SettingGroup,
)
from rightplace.county.ledger import BulkLedger


def stock(ledger: BulkLedger, day: date) -> int:
    """Plans maintained at the end of a day."""
    return len(_live(ledger, day))


def _live(ledger: BulkLedger, day: date) -> list[Plan]:
    return [
        plan
        for plan in ledger.all(Plan)
        if plan.held_from <= day and (plan.ceased_on is None or plan.ceased_on > day)
    ]


def mainstream(ledger: BulkLedger, day: date) -> int:
    """Main placements in mainstream schools at the end of a day."""
    live = {plan.pk for plan in _live(ledger, day)}
    count = 0
    for placement in ledger.all(Placement):
        there = placement.entry_on <= day and (
            placement.leaving_on is None or placement.leaving_on > day
        )
        if placement.rank == 1 and there and placement.plan_id in live:
            setting = placement.setting
            if setting is not None and setting.setting_group == SettingGroup.MAINSTREAM:
                count += 1
    return count


def bands(ledger: BulkLedger, day: date) -> list[int]:
    """Plans by age on the 31 August before: 0 to 4, 5 to 10, 11 to 15, 16 to 19, 20 and over."""
    counts = [0] * 5
    for plan in _live(ledger, day):
        birth = plan.person.birth_date
        age = day.year - 1 - birth.year - ((birth.month, birth.day) > (8, 31))
        counts[sum(age > last for last in (4, 10, 15, 19))] += 1
    return counts


def requests(ledger: BulkLedger, year: int) -> tuple[int, int]:
    """Requests received in a year, and how many of them were refused."""
    received = [r for r in ledger.all(Request) if r.received_on.year == year]
    return len(received), sum(r.outcome == "N" for r in received)


def new_plans(ledger: BulkLedger, year: int) -> tuple[int, int, int]:
    """Plans issued in a year; those with no mediation or tribunal; those of them in 20 weeks."""
    issued = [p for p in ledger.all(Plan) if p.assessment_id and p.starts_on.year == year]
    counted = [plan for plan in issued if not _challenged(plan.assessment)]
    in_time = sum((p.starts_on - p.assessment.request.received_on).days <= 140 for p in counted)
    return len(issued), len(counted), in_time


def over_a_year(ledger: BulkLedger, year: int) -> int:
    """Plans issued in a year, no mediation or tribunal, more than 52 weeks after the request."""
    return sum(
        (plan.starts_on - plan.assessment.request.received_on).days > 364
        for plan in ledger.all(Plan)
        if plan.assessment_id and plan.starts_on.year == year and not _challenged(plan.assessment)
    )


def _challenged(assessment: Assessment) -> bool:
    request = assessment.request
    return (
        request.mediation or request.tribunal or assessment.mediation or assessment.tribunal
        or assessment.other_mediation or assessment.other_tribunal
    )  # fmt: skip


def ceased(ledger: BulkLedger, year: int) -> dict[str, int]:
    """Plans ceased in a year by reason."""
    counts: dict[str, int] = {}
    for plan in ledger.all(Plan):
        if plan.ceased_on is not None and plan.ceased_on.year == year:
            counts[plan.cease_reason] = counts.get(plan.cease_reason, 0) + 1
    return counts


def appeals(ledger: BulkLedger, year: int) -> int:
    """Appeals registered in a year."""
    return sum(row[3] == "appeal_lodged" and row[5].year == year for row in ledger.events)


def sen_support(ledger: BulkLedger, day: date) -> int:
    """Pupils on SEN support at the last census up to a day."""
    last = max(c.census_date for c in ledger.all(SchoolCount) if c.census_date <= day)
    return sum(c.sen_support for c in ledger.all(SchoolCount) if c.census_date == last)
