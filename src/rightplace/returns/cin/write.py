"""The census written as XML, and as a folder of CSV tables."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
from lxml import etree

from rightplace.returns.cin.fields import Module
from rightplace.returns.cin.modules import MODULES, children
from rightplace.returns.sen2.atomic import new_folder, replacing

Tables = Mapping[str, pa.Table]
# What stands in an episode after its records, in the census's own order.
_LAST = "ReferralNFA"


@dataclass(slots=True)
class _Source:
    """One table as rows, and which of them stand under each row of the table above."""

    module: Module
    rows: list[dict[str, object]]
    under: dict[object, list[int]]


def _source(module: Module, table: pa.Table) -> _Source:
    rows = table.to_pylist()
    under: dict[object, list[int]] = defaultdict(list)
    if module.parents:
        for number, row in enumerate(rows):
            under[row[module.keys[-1]]].append(number)
    return _Source(module, rows, under)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def write_xml(tables: Tables, path: Path) -> None:
    """Write the return as one XML file, one child at a time."""
    sources = {name: _source(module, tables[name]) for name, module in MODULES.items()}
    with replacing(path) as partial, etree.xmlfile(str(partial), encoding="utf-8") as out:
        out.write_declaration()
        with out.element("Message"):
            out.write("\n")
            for row in sources["header"].rows:
                out.write(_header(row), pretty_print=True)
            with out.element("Children"):
                out.write("\n")
                for number in range(len(sources["child"].rows)):
                    out.write(_record(sources, "child", number), pretty_print=True)


def _header(row: Mapping[str, object]) -> etree._Element:
    header = etree.Element("Header")
    _items(header, MODULES["header"], row)
    content = etree.SubElement(header, "Content")
    etree.SubElement(etree.SubElement(content, "CBDSLevels"), "CBDSLevel").text = "Child"
    return header


def _items(element: etree._Element, module: Module, row: Mapping[str, object]) -> None:
    for item in module.fields:
        value = row[item.column]
        if value is None or item.element == _LAST:
            continue
        holder = element
        if item.inside:
            found = element.find(item.inside)
            holder = etree.SubElement(element, item.inside) if found is None else found
        etree.SubElement(holder, item.element).text = _text(value)


def _record(sources: Mapping[str, _Source], name: str, number: int) -> etree._Element:
    source = sources[name]
    row = source.rows[number]
    element = etree.Element(source.module.element)
    _items(element, source.module, row)
    for module in children(name):
        under = sources[module.name].under.get(row["row_id"], [])
        if not module.item:
            element.extend(_record(sources, module.name, n) for n in under)
        elif under:
            _group(element, module, [sources[module.name].rows[n] for n in under])
    if row.get("referral_nfa") is not None:
        etree.SubElement(element, _LAST).text = _text(row["referral_nfa"])
    return element


def _group(element: etree._Element, module: Module, rows: list[dict[str, object]]) -> None:
    """One item many times: disabilities stand with the characteristics, each review by itself."""
    (item,) = module.fields
    holder = element
    if module.name == "disability":
        found = element.find("ChildCharacteristics")
        holder = etree.SubElement(element, "ChildCharacteristics") if found is None else found
    group = etree.SubElement(holder, module.element)
    for number, row in enumerate(rows):
        if number and module.name == "review":
            group = etree.SubElement(holder, module.element)
        if row[item.column] is not None:
            etree.SubElement(group, item.element).text = _text(row[item.column])


def write_csv(tables: Tables, folder: Path) -> None:
    """Write the return as CSV, a file for each table; keys are the child's own, then running numbers."""
    names = {
        row["row_id"]: row["la_child_id"] or f"row {row['row_id']}"
        for row in tables["child"].to_pylist()
    }
    with new_folder(folder) as partial:
        for name, module in MODULES.items():
            path = partial / f"{module.element}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                above = [MODULES[parent].own_id for parent in module.parents]
                own = [module.own_id] if module.own_id and name != "child" else []
                writer.writerow([*above, *own, *(f.element for f in module.fields)])
                for row in tables[name].to_pylist():
                    writer.writerow(_cells(module, row, names))


def _cells(module: Module, row: Mapping[str, object], names: Mapping[object, object]) -> list[str]:
    keys = [names.get(row[k]) if k == "child_id" else row[k] for k in module.keys]
    own = [row["row_id"]] if module.own_id and module.name != "child" else []
    values = [row[item.column] for item in module.fields]
    return ["" if value is None else _text(value) for value in (*keys, *own, *values)]
