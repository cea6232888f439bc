"""The reference pages of the rules of the returns beside SEN2: 903, CIN and inspection lists."""

from collections.abc import Iterable

from rightplace.facts.quality import Rule
from rightplace.returns.annexa.rules import NOT_HERE
from rightplace.returns.packs import PACKS, Pack

_OPENING = """# The rules of the {title}

Made from the rules themselves by `make docs`. {said} `rightplace check --return {name}` applies them, and
`rightplace rules export --return {name}` writes them as a workbook with their examples. An authority
switches rules off and words them anew in a file, as for [SEN2](rules-sen2.md).

There are {number} rules: {grades}.
"""
_SAID = {
    "903": "Each says where it is from; the words are ours.",
    "cin": "Each says where it is from; the words are ours.",
    "annexa": "They restate a public tool; the inspectorate's own workbook was not at hand.",
}
_HEADINGS = ("Rule", "Severity", "Years", "Items", "Message", "How to mend it", "Source")


def rules_page(name: str) -> str:
    """The page of one pack of rules as Markdown."""
    pack = PACKS[name]
    severities = [rule.severity for rule in pack.rules]
    kinds = [(s.value, severities.count(s)) for s in dict.fromkeys(severities)]
    grades = ", ".join(f"{number} of severity {kind}" for kind, number in kinds)
    opening = _OPENING.format(
        title=pack.title, name=name, said=_SAID[name], number=len(severities), grades=grades
    )
    parts = [opening]
    for table in pack.schemas:
        found = [rule for rule in pack.rules if rule.table == table]
        if found:
            parts += [f"## {table}\n", _table(_HEADINGS, (_row(rule, pack) for rule in found))]
    if name == "annexa":
        parts += [
            "## Checks that are not among them\n",
            _table(("Check", "About", "Why"), NOT_HERE),
        ]
    return "\n".join(parts)


def _row(rule: Rule, pack: Pack) -> tuple[str, ...]:
    first, last = max(rule.years[0], pack.years[0]), min(rule.years[1], pack.years[1])
    every = (first, last) == pack.years
    years = "every year" if every else f"{first} to {last}" if first != last else str(first)
    items = ", ".join(pack.label(rule.table, field) for field in rule.fields)
    return rule.id, rule.severity.value, years, items, rule.message, rule.hint, rule.source


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headings)]
    lines += [["---"] * len(lines[0])]
    lines += [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
