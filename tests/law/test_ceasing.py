"""How long a plan stays in force after more than one decision to cease it."""

from datetime import date

import pytest

from rightplace.law.ceasing import Hold, hold
from rightplace.law.examples import history

_TWICE = (
    "2023-01-10 plan_issued; 2023-09-01 decided_to_cease; 2023-10-02 appeal_lodged maintain_plan;"
    " 2024-01-15 tribunal_order maintain_plan; 2024-01-15 decided_to_maintain;"
    " 2024-09-02 decided_to_cease"
)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-08-31", None),
        ("2023-09-01", Hold(date(2023, 11, 1), appealed=False)),
        ("2023-10-02", Hold(None, appealed=True)),
        ("2024-01-14", Hold(None, appealed=True)),
        ("2024-01-15", Hold(date(2024, 1, 15), appealed=True)),
        ("2024-09-01", Hold(date(2024, 1, 15), appealed=True)),
        ("2024-09-02", Hold(date(2024, 11, 4), appealed=False)),
    ],
)
def test_the_last_decision_to_cease_counts(as_of: str, expected: Hold | None) -> None:
    assert hold(history(_TWICE), date.fromisoformat(as_of)) == expected
