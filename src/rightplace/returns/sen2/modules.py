"""The nine tables of the return: their name in each layout, their items, what they hang from."""

import re
from dataclasses import dataclass

from rightplace.facts import schema
from rightplace.returns.sen2 import items
from rightplace.returns.sen2.fields import FIRST_YEAR, Field


@dataclass(frozen=True, slots=True)
class Module:
    """One table. `parent` is the table it hangs from; `title` opens it in the Excel template."""

    table: schema.Table
    element: str
    csv: str
    title: str
    parent: str
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """Its name in a snapshot."""
        return self.table.name

    @property
    def key(self) -> str:
        """The column that numbers its rows; empty for the header."""
        return f"{self.name}_id" if self.parent or self.name == "person" else ""

    @property
    def parent_key(self) -> str:
        """The column that holds its parent's number; empty at the top."""
        return f"{self.parent}_id" if self.parent else ""

    @property
    def sheet(self) -> str:
        """Its sheet in a workbook with one sheet for each module."""
        return self.title.removesuffix("s").removesuffix(" Record")

    def fields_in(self, layout: int) -> tuple[Field, ...]:
        """The items which that year's layout has, wherever it puts them."""
        return tuple(field for field in self.fields if field.in_force(layout))


_MODULES = (
    Module(schema.HEADER, "Header", "sen2", "Header Record", "", items.HEADER),
    Module(schema.PERSON, "Person", "person", "Person Record", "", items.PERSON),
    Module(schema.REQUEST, "Requests", "requests", "Requests Records", "person", items.REQUEST),
    Module(
        schema.ASSESSMENT,
        "Assessment",
        "assessment",
        "Assessments Records",
        "request",
        items.ASSESSMENT,
    ),
    Module(
        schema.NAMED_PLAN,
        "NamedPlan",
        "namedplan",
        "Named Plan Records",
        "assessment",
        items.NAMED_PLAN,
    ),
    Module(
        schema.PLAN_DETAIL,
        "PlanDetail",
        "plandetail",
        "Plan Detail Records",
        "named_plan",
        items.PLAN_DETAIL,
    ),
    Module(
        schema.ACTIVE_PLAN,
        "ActivePlans",
        "activeplans",
        "Active Plan Records",
        "request",
        items.ACTIVE_PLAN,
    ),
    Module(
        schema.PLACEMENT_DETAIL,
        "PlacementDetail",
        "placementdetail",
        "Placement Detail Records",
        "active_plan",
        items.PLACEMENT_DETAIL,
    ),
    Module(
        schema.SEN_NEED, "SENneed", "senneed", "SEN Need Records", "active_plan", items.SEN_NEED
    ),
)
MODULES = {module.name: module for module in _MODULES}


def children(name: str) -> tuple[Module, ...]:
    """The modules that hang from the one of that name, in order."""
    return tuple(module for module in _MODULES if module.parent == name)


def lodgers(name: str, layout: int = FIRST_YEAR) -> tuple[Field, ...]:
    """Items that lived in that table in that year's layout and belong to another (RES, WBP)."""
    return tuple(f for m in _MODULES for f in m.fields if f.home(layout) == name)


def squash(text: str) -> str:
    """A name with all but its letters and digits taken out, in lower case."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _loose_names(module: Module) -> set[str]:
    """How people name the table, squashed: with or without Record(s), singular or plural."""
    words = {squash(w) for w in (module.csv, module.element, module.name, module.title)}
    words |= {re.sub(r"records?$", "", word) for word in words}
    return {form for word in words for form in (word, word.removesuffix("s"), f"{word}s")}


_LOOSE = {name: module for module in _MODULES for name in _loose_names(module)}


def named(text: str) -> Module | None:
    """The module that goes by that name, however it is spaced or capitalised."""
    return _LOOSE.get(squash(text))


def named_at_end(text: str) -> Module | None:
    """The module whose name ends the text, as in Blade-Export_01-03-2023_person."""
    word = squash(text)
    endings = [name for name in _LOOSE if word.endswith(name)]
    return _LOOSE[max(endings, key=len)] if endings else None
