"""All rules on a plan's words, and what they find in one version."""

from collections.abc import Iterable

from rightplace.plan_words import rules_thread, rules_words
from rightplace.plan_words.findings import About, Checked, Finding, Hit, Rule, Severity
from rightplace.plan_words.sections import Section
from rightplace.plan_words.text import PlanText

RULES: tuple[Rule, ...] = (*rules_thread.RULES, *rules_words.RULES)
_SEVERITIES, _SECTIONS = list(Severity), list(Section)


def findings(text: PlanText, about: About) -> tuple[Finding, ...]:
    """What is vague, missing or untied, the gravest first, then in the order of the plan."""
    checked = Checked(text, about)
    found = [_finding(rule, hit) for rule in RULES for hit in rule.finds(checked)]
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[int, int]:
    return _SEVERITIES.index(finding.severity), _SECTIONS.index(finding.spot.section)


def _finding(rule: Rule, hit: Hit) -> Finding:
    mend = rules_words.instead_of(hit.what) if rule.id == "words.vague" else rule.mend
    return Finding(
        rule.id,
        hit.severity or rule.severity,
        hit.spot,
        rule.message.format(hit.what),
        mend,
        hit.excerpt,
    )


def errors(found: Iterable[Finding]) -> int:
    """How many keep the plan from being sent."""
    return sum(finding.severity is Severity.ERROR for finding in found)
