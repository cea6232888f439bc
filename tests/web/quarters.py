"""Quarters that the tests freeze: lines that no record stands behind."""

from datetime import UTC, date, datetime

from rightplace.casework.models import User
from rightplace.governance.actions.quarters import LineToFreeze, freeze_quarter, sign_off
from rightplace.governance.models import FrozenQuarter
from rightplace.indicators.performance.table import Line
from tests.papers.quarter import lines

AT = datetime(2023, 1, 31, 12, tzinfo=UTC)


def freeze(
    period: str = "Q3 2022/23",
    *,
    given: list[Line] | None = None,
    ended_on: date = date(2022, 12, 31),
    snapshot_id: str = "abc",
    ask: str = "",
    signed: bool = False,
) -> FrozenQuarter:
    """A frozen quarter; `ask` is the key of the indicator for which commentary is asked."""
    by, head = User.objects.get(username="analyst"), User.objects.get(username="head")
    quarter = freeze_quarter(
        period,
        ended_on=ended_on,
        lines=[
            LineToFreeze(
                each.key,
                each.version,
                each.as_data(),
                each.owner,
                "It moved." if each.key == ask else "",
            )
            for each in (lines() if given is None else given)
        ],
        snapshot_name="january-2023",
        snapshot_id=snapshot_id,
        snapshot_day=date(2023, 1, 31),
        comparators="",
        commentary_due_on=date(2023, 2, 10),
        by=by,
        at=AT,
    )
    if signed:
        sign_off(quarter, by=head, at=AT)
    return quarter
