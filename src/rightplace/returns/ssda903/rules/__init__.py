"""The rules of the return, under the department's numbers where it has one, by what they look at."""

from rightplace.facts.quality import Rule
from rightplace.returns.ssda903.rules import (
    adoption,
    age,
    care_events,
    carried_on,
    chain,
    decisions,
    episode_items,
    header,
    links,
    oc2,
    oc3,
    orders,
    permanence,
    placement,
    workers,
)
from rightplace.returns.ssda903.rules.look import prepared
from rightplace.returns.ssda903.rules.write import in_year

GROUPS = (
    links,
    header,
    episode_items,
    placement,
    chain,
    age,
    carried_on,
    care_events,
    oc2,
    oc3,
    adoption,
    decisions,
    permanence,
    workers,
    orders,
)
RULES: tuple[Rule, ...] = tuple(rule for group in GROUPS for rule in group.RULES)

__all__ = ["GROUPS", "RULES", "in_year", "prepared"]
