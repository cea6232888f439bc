"""How the writer lays out XML, where the sources leave it open: all of it can be set in a file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rightplace.returns.sen2.findings import SEN2Error
from rightplace.returns.sen2.modules import MODULES, Module, children, lodgers

Order = Mapping[str, tuple[str, ...]]


def _default_order() -> dict[str, tuple[str, ...]]:
    return {module.element: _parts(module) for module in MODULES.values()}


def _parts(module: Module) -> tuple[str, ...]:
    """The items as the specification orders them, then the records inside."""
    own = module.fields + lodgers(module.name)
    inside = children(module.name)
    return tuple(f.element for f in own) + tuple(child.element for child in inside)


@dataclass(frozen=True, slots=True)
class XmlLayout:
    """The open points of the XML.

    `order` gives for each record its items and the records inside it, in order. `la_items_inside`
    names the element that holds DMO, DCO and DSCO: Header, CollectionDetails or Source, or nothing
    for the root itself. `early_homes` puts RES and WBP of 2023 under ActivePlans.
    """

    root: str = "Message"
    order: Order = field(default_factory=_default_order)
    la_items_inside: str = ""
    early_homes: bool = True


DEFAULT = XmlLayout()


def load_layout(path: Path) -> XmlLayout:
    """The layout in a TOML file; what it leaves out is as in DEFAULT.

    Keys: root, la_items_inside, early_homes, and a table [order] with a list for each record that
    differs. SEN2Error when a key or an element is unknown or left out.
    """
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(f"This is not a TOML file ({error})", path) from error
    order = settings.pop("order", {})
    unknown = settings.keys() - {"root", "la_items_inside", "early_homes"}
    if unknown:
        raise _wrong(f"{', '.join(sorted(unknown))}: no such setting", path)
    changed = {record: _checked(record, names, path) for record, names in order.items()}
    return XmlLayout(order={**DEFAULT.order, **changed}, **settings)


def _checked(record: str, names: list[str], path: Path) -> tuple[str, ...]:
    expected = DEFAULT.order.get(record)
    if expected is None:
        raise _wrong(f"{record}: no such record", path)
    if sorted(names) != sorted(expected):
        raise _wrong(f"{record}: the order must name each of {', '.join(expected)} once", path)
    return tuple(names)


def _wrong(what: str, path: Path) -> SEN2Error:
    return SEN2Error(what, where=path.name, mend="See docs/reference/sen2.md for the settings.")
