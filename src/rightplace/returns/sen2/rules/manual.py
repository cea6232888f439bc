"""The reference page of the rules of the SEN2 return: docs/reference/rules-sen2.md."""

from collections.abc import Iterable

from rightplace.facts.quality import Rule
from rightplace.returns.sen2.fields import FIRST_YEAR, LAST_YEAR
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.rules import LOOK_UPS, NOT_HERE, RULES

_OPENING = """# The rules of the SEN2 return

Made from the rules themselves in `rightplace.returns.sen2.rules` by `make docs`. They are this
project's own restatement: no source shows the official numbers, nor the whole of the official list.
`rightplace check` applies them.

An authority switches rules off, words them anew, grades them anew and adds its own in one TOML file,
which `rightplace check --rules` takes:

```toml
[LOC-P08]
severity = "information"
message = "Postcode missing: refuges are left blank on purpose"

[LOC-P15]
off = "Our transfers are checked by hand"

[[add]]
id = "OWN-1"
table = "person"
fields = ["post_code"]
severity = "query"
message = "A postcode outside the county"
hint = "Check the address."
where = "post_code not like 'MA%'"   # DuckDB's SQL on the columns of that one table
```
"""


def render() -> str:
    """The whole page as Markdown."""
    parts = [_OPENING]
    for name, module in MODULES.items():
        found = [rule for rule in RULES if rule.table == name]
        headings = ("Rule", "Severity", "Years", "Items", "Message", "How to mend it", "Source")
        parts += [f"## {module.element}\n", _table(headings, map(_row, found))]
    parts += ["## Rules that are not asked of tables\n"]
    parts += [_table(("Rule", "About", "Why"), ((n.id, n.gist, n.why) for n in NOT_HERE))]
    parts += [
        "## Lists that rules look values up in\n\nA rule whose list was not given is not asked, and"
        " the check says so. `--settings` gives those of the register of schools, `--list` any.\n"
    ]
    users = {each.name: [r.id for r in RULES if each.name in r.needs_sets] for each in LOOK_UPS}
    rows = ((f"`{each.name}`", each.holds, ", ".join(users[each.name])) for each in LOOK_UPS)
    parts += [_table(("List", "Holds", "Rules"), rows)]
    return "\n".join(parts)


def _row(rule: Rule) -> tuple[str, ...]:
    years = (max(rule.years[0], FIRST_YEAR), min(rule.years[1], LAST_YEAR))
    span = f"{years[0]} to {years[1]}" if years[0] != years[1] else str(years[0])
    items = ", ".join(map(_item, rule.fields))
    return rule.id, rule.severity.value, span, items, rule.message, rule.hint, rule.source


def _item(column: str) -> str:
    """The element of a column; a key stands for the record itself."""
    names = {f.column: f.element for module in MODULES.values() for f in module.fields}
    records = {module.key: module.element for module in MODULES.values() if module.key}
    return names.get(column) or records.get(column, column)


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headings)]
    lines += [["---"] * len(lines[0])]
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
