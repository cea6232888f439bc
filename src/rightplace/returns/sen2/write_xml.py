"""The return as XML, one person at a time."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from rightplace.returns.sen2.atomic import replacing
from rightplace.returns.sen2.findings import SEN2Error
from rightplace.returns.sen2.layout import DEFAULT, XmlLayout
from rightplace.returns.sen2.modules import MODULES, Module
from rightplace.returns.sen2.shape import Tables, Texts, items, prepared

_LA_ITEMS = frozenset({"DMO", "DCO", "DSCO"})
_BY_ELEMENT = {module.element: module for module in MODULES.values()}


def write_xml(tables: Tables, path: Path, *, year: int, layout: XmlLayout = DEFAULT) -> None:
    """Write the return of that year. Items that the year does not collect are left out.

    SEN2Error where a value cannot stand in XML or the header is for another year.
    """
    shaped, collection = prepared(tables, year)
    sources = {
        name: _source(shaped, name, layout.early_homes, collection.layout) for name in MODULES
    }
    with (
        replacing(path) as partial,
        etree.xmlfile(str(partial), encoding="utf-8") as out,
    ):
        out.write_declaration()
        with out.element(layout.root):
            out.write("\n")
            _write_header(out, sources["header"], layout)
            with out.element("Persons"):
                out.write("\n")
                for row in range(sources["person"].rows):
                    out.write(_record(sources, "person", row, layout), pretty_print=True)


@dataclass(slots=True)
class _Source:
    """One table ready to be written: text by element, keys, and the rows under each parent."""

    module: Module
    columns: dict[str, Texts]
    keys: list[int]
    rows: int
    under: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def _source(tables: Tables, name: str, early_homes: bool, year_layout: int) -> _Source:
    module, table = MODULES[name], tables[name]
    found = items(tables, name, year_layout, early_homes=early_homes)
    keys = table[module.key].to_pylist() if module.key else []
    source = _Source(module, {f.element: values for f, values in found}, keys, table.num_rows)
    if module.parent:
        for row, parent in enumerate(table[module.parent_key].to_pylist()):
            source.under[parent].append(row)
    return source


def _record(sources: dict[str, _Source], name: str, row: int, layout: XmlLayout) -> etree._Element:
    """One record with the records inside it."""
    source = sources[name]
    element = etree.Element(source.module.element)
    for part in layout.order[source.module.element]:
        inside = _BY_ELEMENT.get(part)
        if inside is not None:
            for child in sources[inside.name].under.get(source.keys[row], ()):
                element.append(_record(sources, inside.name, child, layout))
        elif part in source.columns:
            _add(element, part, source.columns[part][row])
    return element


def _add(element: etree._Element, name: str, text: str | None) -> None:
    if text is None:
        return
    try:
        etree.SubElement(element, name).text = text
    except ValueError as error:
        raise SEN2Error(
            f"{text!r} holds a character that XML does not allow",
            where=f"{element.tag}, {name}",
            mend="Take the character out of the record.",
        ) from error


def _write_header(out: "etree._IncrementalFileWriter", source: _Source, layout: XmlLayout) -> None:
    """CollectionDetails and Source inside Header; the authority's own items where they are set."""
    for row in range(source.rows):
        top = etree.Element("Top")
        etree.SubElement(top, "Header")
        for part in layout.order["Header"]:
            text = source.columns[part][row] if part in source.columns else None
            if text is not None:
                _add(_holder(top, _inside(part, layout)), part, text)
        for element in top:
            out.write(element, pretty_print=True)


def _inside(part: str, layout: XmlLayout) -> str:
    """The element that holds a header item; empty for the root."""
    if part in _LA_ITEMS:
        return layout.la_items_inside
    return next(f.inside for f in MODULES["header"].fields if f.element == part)


def _holder(top: etree._Element, name: str) -> etree._Element:
    header = top[0]
    if not name:
        return top
    if name == "Header":
        return header
    found = header.find(name)
    return etree.SubElement(header, name) if found is None else found
