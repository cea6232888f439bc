"""The published rules of the census, in our words, by module."""

from rightplace.facts.quality import Rule
from rightplace.returns.cin.rules import (
    assessments,
    child,
    cin_plans,
    cp_plans,
    details,
    disabilities,
    episodes,
    pre_proceedings,
    section47,
    whole,
)

RULES: tuple[Rule, ...] = (
    *whole.RULES,
    *child.RULES,
    *disabilities.RULES,
    *details.RULES,
    *episodes.RULES,
    *assessments.RULES,
    *section47.RULES,
    *cin_plans.RULES,
    *cp_plans.RULES,
    *pre_proceedings.RULES,
)
