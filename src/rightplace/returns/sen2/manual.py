"""The reference page of the SEN2 layouts, made from the tables: docs/reference/sen2.md."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rightplace.returns.sen2.codes import CODE_SETS, UNKNOWN_LETTER, Code, CodeSet
from rightplace.returns.sen2.fields import YEARS, Field
from rightplace.returns.sen2.findings import Kind
from rightplace.returns.sen2.layout import DEFAULT
from rightplace.returns.sen2.modules import MODULES, Module
from rightplace.returns.sen2.years import COLLECTIONS

_OPENING = """# The SEN2 return: items, codes and findings

This page is made from the tables in `rightplace.returns.sen2`; a test keeps it current.
Labels are our own words. A mark † means that no source confirms all of it; the last column or the
note below the table says what.
"""
_LAYOUT = f"""## Settings of the XML writer

No source settles where a record stands among the items around it, what the root is called or where
DMO, DCO and DSCO go. A TOML file sets them; what it leaves out stays as shown.

```toml
root = "{DEFAULT.root}"
la_items_inside = ""   # or "Header", "CollectionDetails", "Source"; empty: in the root
early_homes = true     # RES and WBP of 2023 under ActivePlans

[order]                # name every item and record of a table that you change
SENneed = ["SENtype", "SENtypeRank"]
```
"""


def manual() -> str:
    """The whole page as Markdown."""
    parts = [_OPENING, *_collections()]
    for module in MODULES.values():
        parts += _module(module)
    parts += ["## Codes\n"]
    for code_set in CODE_SETS.values():
        parts += _code_set(code_set)
    parts += [_LAYOUT, *_findings()]
    return "\n".join(parts)


def write_manual(path: Path) -> None:
    """Write the page."""
    path.write_text(manual(), "utf-8")


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headings)]
    lines += [["---"] * len(lines[0])]
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _collections() -> Iterator[str]:
    yield "## Collections\n"
    rows = (
        (
            str(c.year),
            c.survey_day.isoformat(),
            c.deadline.isoformat() if c.deadline else "†",
            f"{c.period[0]} to {c.period[1]}",
            c.doubt,
        )
        for c in COLLECTIONS.values()
    )
    yield _table(("Year", "Survey day", "Deadline", "Events counted", "Not certain"), rows)


def _module(module: Module) -> Iterator[str]:
    yield f"## {module.sheet}\n"
    above = MODULES[module.parent].element if module.parent else ""
    yield (
        f"Table `{module.name}`: {module.table.holds}. XML `{module.element}`"
        + (f" inside `{above}`" if above else "")
        + f"; COLLECT `{module.csv}`; template “{module.title}”.\n"
    )
    headings = ("Item", "XML", "Column", "Template heading", "Form", *map(str, YEARS), "When")
    yield _table((*headings, "Not certain"), (_field(f) for f in module.fields))


def _field(field: Field) -> Iterator[str]:
    yield field.item + (" †" if field.doubt else "")
    yield f"`{field.element}`"
    yield f"`{field.column}`"
    yield field.heading
    yield f"{field.shape}, {field.codes}" if field.codes else field.shape
    yield from (field.need_in(year).value for year in YEARS)
    yield field.when
    early = f"in {YEARS[0]} on {MODULES[field.early_home].element}" if field.early_home else ""
    yield "; ".join(part for part in (field.doubt, early) if part)


def _code_set(code_set: CodeSet) -> Iterator[str]:
    yield f"### {code_set.name}\n"
    if code_set.doubt:
        yield f"Any value passes: {code_set.doubt}.\n"
    if code_set.codes:
        yield _table(("Code", "Means", "Years"), (_code(code) for code in code_set.codes))


def _code(code: Code) -> tuple[str, str, str]:
    passing = [f"{year}{'†' if year in code.unsure else ''}" for year in YEARS if code.passes(year)]
    value = "†" if code.value == UNKNOWN_LETTER else f"`{code.value}`"
    return value, code.label, ", ".join(passing)


def _findings() -> Iterator[str]:
    yield "## What the reader may find\n"
    rows = ((kind.severity.value, kind.message, kind.hint) for kind in Kind)
    yield _table(("Severity", "Message", "How to mend it"), rows)
