"""Writing the tables of a return: a CSV file for each, or one XML file."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
from lxml import etree

from rightplace.returns.ssda903.fields import MODULES, ROW, UNREAD, Module

_XML_NAMES = {"CHILD": "CHILDID", "PLACE": "PL"}
_IN_HEADER = ("uasc", "oc3", "ad1")


def write_csv(tables: Mapping[str, pa.Table], folder: Path, *, year: int) -> list[Path]:
    """One CSV file for each table of that year, called after it, in a folder that is made; dates dd/mm/yyyy.

    Items that the department derives are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for module in MODULES.values():
        if module.asked_in(year) and module.name in tables:
            path = folder / f"{module.file}.csv"
            _write_table(tables[module.name], module, path)
            written.append(path)
    return written


def _write_table(table: pa.Table, module: Module, path: Path) -> None:
    names = [item.name for item in module.fields if not item.optional]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(
            zip(*([_text(v) for v in table[n].to_pylist()] for n in names), strict=True)
        )


def _text(value: object) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")


def write_xml(tables: Mapping[str, pa.Table], path: Path, *, year: int) -> None:
    """One XML file: for each child a HEADER with its items, and its episodes."""
    rows = {name: _by_child(tables[name]) for name in MODULES if name in tables}
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("EXPSSDA903"):
            for child, own in rows["header"].items():
                file.write(_child(child, own[0], rows, year))


def _by_child(table: pa.Table) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for each in table.to_pylist():
        found.setdefault(each["CHILD"], []).append(each)
    return found


def _child(
    child: str,
    own: Mapping[str, object],
    rows: Mapping[str, Mapping[str, list[dict[str, object]]]],
    year: int,
) -> etree._Element:
    element = etree.Element("CHILD")
    head = etree.SubElement(element, "HEADER")
    _leaves(head, own)
    for name in _IN_HEADER:
        for each in rows.get(name, {}).get(child, [])[:1]:
            _leaves(head, {k: v for k, v in each.items() if k not in own})
    for module in MODULES.values():
        if module.element and module.asked_in(year):
            inside = element if module.name == "episodes" else head
            for each in rows.get(module.name, {}).get(child, []):
                _leaves(etree.SubElement(inside, module.element), _without_child(each))
    return element


def _without_child(each: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in each.items() if name not in ("CHILD", "DOB")}


def _leaves(element: etree._Element, values: Mapping[str, object]) -> None:
    for name, text in _filled(values):
        etree.SubElement(element, _XML_NAMES.get(name, name)).text = text


def _filled(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if name not in (ROW, UNREAD) and value is not None:
            yield name, _text(value)
