"""The XML of the return: a CHILD holds a HEADER with the items of several tables, and its episodes."""

from collections.abc import Iterator

from lxml import etree

from rightplace.returns.ssda903.fields import MODULES, Module
from rightplace.returns.ssda903.findings import Finding, Findings, Kind
from rightplace.returns.ssda903.gather import Gatherer
from rightplace.returns.ssda903.read_csv import Source, spellings, squash

_ELEMENTS = {
    word: module
    for module in MODULES.values()
    if module.element
    for word in (squash(module.element), squash(module.file))
}
# Tables whose items stand in HEADER itself; a row is made where one of these is filled.
_IN_HEADER = {"uasc": ("UASC", "DUC"), "oc3": ("IN_TOUCH", "ACTIV", "ACCOM")}
_AD1 = tuple(item.name for item in MODULES["ad1"].fields[2:])
_SPELLINGS = {module.name: spellings(module) for module in MODULES.values()}


def read_xml(source: Source, year: int, gatherers: dict[str, Gatherer], findings: Findings) -> None:
    """Put every row of a file on the gatherer of its table; what is broken is found, never raised."""
    for module in MODULES.values():
        gatherers.setdefault(module.name, Gatherer(module, year, findings))
    try:
        for child in _children(source, findings):
            _take_child(child, source.name, gatherers, findings)
    except etree.XMLSyntaxError as error:
        line = error.lineno if isinstance(error.lineno, int) else None
        findings.add(Finding(Kind.NOT_WELL_FORMED, source.name, "", line))


def _children(source: Source, findings: Findings) -> Iterator[etree._Element]:
    """Each CHILD that holds something, released when it has been taken."""
    with source.opened() as file:
        events = etree.iterparse(
            file, events=("end",), recover=True, resolve_entities=False, no_network=True
        )
        for _, element in events:
            if _tag(element) == "CHILD" and len(element):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        broken = [entry for entry in events.error_log if entry.level_name != "WARNING"]
    for entry in broken[:1]:
        findings.add(Finding(Kind.NOT_WELL_FORMED, source.name, "", int(entry.line)))


def _tag(element: etree._Element) -> str:
    return squash(element.tag.rpartition("}")[2]) if isinstance(element.tag, str) else ""


def _take_child(
    child: etree._Element, file: str, gatherers: dict[str, Gatherer], findings: Findings
) -> None:
    own: dict[str, str] = {}
    inner: list[tuple[Module, etree._Element]] = []
    for part in child:
        parts = list(part) if _tag(part) == "HEADER" else [part]
        for element in parts:
            _sort(element, own, inner, file, findings)
    _take(gatherers["header"], own, own, file)
    for module, element in inner:
        cells = {_tag(leaf): leaf.text or "" for leaf in element if _tag(leaf)}
        _take(gatherers[module.name], cells, own, file)
    for table, telling in _IN_HEADER.items():
        if _is_filled(own, telling) and not (table == "uasc" and _is_no(own)):
            _take(gatherers[table], own, own, file)
    if _is_filled(own, _AD1):
        _take(gatherers["ad1"], own, own, file)


def _sort(
    element: etree._Element,
    own: dict[str, str],
    inner: list[tuple[Module, etree._Element]],
    file: str,
    findings: Findings,
) -> None:
    """An element is an item of the child, a row of another table, or nothing that is known."""
    tag = _tag(element)
    if not tag:
        return
    if len(element) and tag in _ELEMENTS:
        inner.append((_ELEMENTS[tag], element))
    elif len(element):
        line = element.sourceline if isinstance(element.sourceline, int) else None
        findings.add(Finding(Kind.UNKNOWN_ELEMENT, file, "", line, tag[:40]))
    elif tag not in _ELEMENTS:
        own.setdefault(tag, element.text or "")


def _take(gatherer: Gatherer, cells: dict[str, str], own: dict[str, str], file: str) -> None:
    known = _SPELLINGS[gatherer.module.name]
    row = {known[tag]: text for tag, text in cells.items() if tag in known}
    for shared in ("CHILD", "DOB", "SEX"):
        if shared in known.values() and not row.get(shared):
            row[shared] = own.get("CHILDID" if shared == "CHILD" else shared) or own.get(shared, "")
    gatherer.take(row, file, None)


def _is_filled(own: dict[str, str], items: tuple[str, ...]) -> bool:
    return any((own.get(squash(item)) or "").strip() for item in items)


def _is_no(own: dict[str, str]) -> bool:
    """UASC of 0 and no date make no row: the child is none."""
    return (own.get("UASC") or "").strip() in ("", "0") and not (own.get("DUC") or "").strip()
