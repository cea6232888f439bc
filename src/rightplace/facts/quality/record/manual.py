"""The reference page of the rules of the record: docs/reference/rules-record.md."""

from rightplace.facts.quality.record import RULES

_OPENING = """# The rules of the record

Made from the rules themselves in `rightplace.facts.quality.record` by `make docs`. They are this
project's own and no rules of a return: steps that were not done, and data that casework cannot do
without. `rightplace quality` asks them of a snapshot of the record, beside the
[rules of the SEN2 return](rules-sen2.md), and gives each finding to the officer of the case.

| rule | severity | table | message | how to mend it | because |
|---|---|---|---|---|---|
"""


def render() -> str:
    """The whole page as Markdown."""
    rows = (
        (rule.id, rule.severity, rule.table, rule.message, rule.hint,
         rule.source.removeprefix("Own rule of the record: ").removesuffix("."))
        for rule in RULES
    )  # fmt: skip
    return _OPENING + "".join(f"| {' | '.join(row)} |\n" for row in rows)
