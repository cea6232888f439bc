"""What an authority changes about rules, in a file: switched off, re-worded, re-graded.

The file is TOML, a table for each rule:

    [LOC-P08]
    severity = "information"
    message = "Postcode missing: refuges are left blank on purpose"

    [LOC-P15]
    off = "Our transfers are checked by hand"

    [LOC-P16]
    number = "1510"

`number` is the code that the rule goes by from then on, where its official one is known.

Rules that are added stand in the same file under [[add]]; see `added`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rightplace.facts.quality.rule import Rule, Severity

_KNOWN = frozenset({"number", "off", "severity", "message", "hint"})


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What is changed about one rule; None leaves it. `off` says why the rule is not asked."""

    number: str | None = None
    off: str | None = None
    severity: Severity | None = None
    message: str | None = None
    hint: str | None = None


def read_changes(path: Path) -> dict[str, RuleChange]:
    """Rule -> what is changed. ValueError says which rule and which entry is wrong, and what could stand."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path} cannot be read as TOML: {error}") from error
    return {rule: _change(path, rule, e) for rule, e in given.items() if rule != "add"}


def _change(path: Path, rule: str, entries: object) -> RuleChange:
    if not isinstance(entries, dict) or not set(entries) <= _KNOWN:
        raise ValueError(f"{path}: [{rule}] may hold {', '.join(sorted(_KNOWN))}, as text")
    if not all(isinstance(value, str) and value.strip() for value in entries.values()):
        raise ValueError(f"{path}: [{rule}] takes text that is not empty, in quotation marks")
    severity = entries.get("severity")
    if severity is not None and severity not in list(Severity):
        raise ValueError(
            f"{path}: [{rule}] severity can be {', '.join(Severity)}, not {severity!r}"
        )
    return RuleChange(**{**entries, "severity": None if severity is None else Severity(severity)})


def with_changes(rules: Iterable[Rule], changes: Mapping[str, RuleChange]) -> list[Rule]:
    """The rules as the authority wants them. ValueError names changes of rules that do not exist."""
    known = list(rules)
    unknown = sorted(set(changes) - {rule.id for rule in known})
    if unknown:
        raise ValueError(f"there is no rule {', '.join(unknown)}: check the spelling of its code")
    numbers = {rule.id: _number(rule, changes.get(rule.id)) for rule in known}
    twice = sorted(n for n, times in Counter(numbers.values()).items() if times > 1)
    if twice:
        raise ValueError(f"two rules would go by the code {', '.join(twice)}: give each its own")
    return [
        _changed(rule, changes.get(rule.id), numbers)
        for rule in known
        if _is_on(changes.get(rule.id))
    ]


def _number(rule: Rule, change: RuleChange | None) -> str:
    return rule.id if change is None or change.number is None else change.number


def _is_on(change: RuleChange | None) -> bool:
    return change is None or change.off is None


def _changed(rule: Rule, change: RuleChange | None, numbers: Mapping[str, str]) -> Rule:
    after = tuple(numbers.get(earlier, earlier) for earlier in rule.after)
    if change is None:
        return rule if after == tuple(rule.after) else replace(rule, after=after)
    return replace(
        rule,
        id=numbers[rule.id],
        after=after,
        severity=change.severity or rule.severity,
        message=change.message or rule.message,
        hint=change.hint or rule.hint,
    )
