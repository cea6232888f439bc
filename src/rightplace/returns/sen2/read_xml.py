"""The XML layout, read as a stream: one person in memory at a time.

Names are compared without case, order or namespace. External entities, document types and the
network are out of reach of the parser, and its limits on size and depth stay on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, TypeAlias, cast

from lxml import etree

from rightplace.facts.garbage import no_garbage_search
from rightplace.returns.sen2.findings import Findings, Kind, SEN2Error, Where
from rightplace.returns.sen2.gather import Gatherer, Raw
from rightplace.returns.sen2.modules import MODULES, Module, lodgers, squash
from rightplace.returns.sen2.texts import FALLBACKS, find_encoding

Progress = Callable[[int, int], None]
_Events: TypeAlias = "etree.iterparse[tuple[str, etree._Element]]"

PACK_EVERY = 500

# Elements that only hold others. Anything else that is not in the tables is reported.
_WRAPPERS = frozenset({"header", "collectiondetails", "source", "persons"})
_WRAPPER, _UNKNOWN = "wrapper", "unknown"
_ELEMENTS = {squash(m.element): name for name, m in MODULES.items() if name != "header"}
_CUT_SHORT = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END"})
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z][\w.:-]*)")
# Those of the schema instance (where the schema is, what is nil) say nothing that is not read.
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_ATTRIBUTED = etree.XPath(f"descendant-or-self::*[@*[namespace-uri() != '{_INSTANCE}']]")
_PERSON = re.compile(rb"<(?:[\w.-]+:)?(person)[\s/>]", re.IGNORECASE)
_HEAD = 1 << 16


@dataclass(slots=True)
class _Counted:
    """A file that tells how much of it has been read, and whether attributes may have come lately.

    The return has none, so it is worth looking for them only where the text allows one.
    """

    file: IO[bytes]
    size: int
    progress: Progress | None
    attributes_here: bool = False
    attributes_before: bool = False
    last_byte: bytes = b""

    @property
    def may_hold_attributes(self) -> bool:
        """Whether a record that ends in the latest chunk, or began in the one before, may have one."""
        return self.attributes_here or self.attributes_before

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.attributes_before = self.attributes_here
        text = self.last_byte + chunk
        self.attributes_here = b'="' in text or b"='" in text
        self.last_byte = chunk[-1:]
        if self.progress:
            self.progress(min(self.file.tell(), self.size), self.size)
        return chunk


@dataclass(slots=True)
class _Shelf:
    """One table while it is read: its rows, and what each element inside its records means.

    `slots` is filled as spellings turn up: the place in the row, the shelf of a record inside, or
    a word for the rest. `open` is the row being filled, which the records inside hang from.
    """

    module: Module
    rows: Gatherer
    parent: "_Shelf | None" = None
    slots: dict[object, "int | str | _Shelf"] = field(default_factory=dict)
    open: int | None = None


def _shelves() -> dict[str, _Shelf]:
    shelves: dict[str, _Shelf] = {}
    for name, module in MODULES.items():
        shelves[name] = _Shelf(module, Gatherer(module), shelves.get(module.parent))
    return shelves


@dataclass(slots=True)
class _Walker:
    """Walks finished elements and puts their text where it belongs."""

    file: str
    findings: Findings
    shelves: dict[str, _Shelf] = field(default_factory=_shelves)
    namespaces: set[str] = field(default_factory=set)

    def record(self, element: etree._Element, shelf: _Shelf) -> None:
        """One record with all that it holds."""
        parent = None
        if shelf.parent is not None:
            parent = shelf.parent.open
            if parent is None:
                self._say(Kind.MISPLACED, element, None)
                return
        place = shelf.rows.start(_line(element), parent)
        outer, shelf.open = shelf.open, shelf.rows.count
        self.fill(element, shelf, place)
        shelf.open = outer

    def fill(self, element: etree._Element, shelf: _Shelf, place: int) -> None:
        """What a record holds, or a wrapper inside it. Most of the time is spent here."""
        slots, cells = shelf.slots, shelf.rows.cells
        for child in element:
            slot = slots.get(child.tag)
            if slot is None:
                slot = slots[child.tag] = self._resolve(str(child.tag), shelf)
            if type(slot) is int and not len(child):
                if cells[place + slot] is None:
                    cells[place + slot] = child.text
                else:
                    self._say(Kind.TWICE, child, shelf)
            elif isinstance(slot, _Shelf):
                self.record(child, slot)
            else:
                self._strange(child, slot, shelf, place)

    def _resolve(self, tag: str, shelf: _Shelf) -> int | str | _Shelf:
        """What an element of that name means inside that record; asked once for each spelling."""
        self._note_namespace(tag)
        word = squash(_local(tag))
        for number, names in enumerate(_spellings(shelf.module)):
            if word in names:
                return number
        if shelf.module.name == "header" and word in _WRAPPERS:
            return _WRAPPER
        known = _ELEMENTS.get(word)
        return _UNKNOWN if known is None else self.shelves[known]

    def _strange(self, child: etree._Element, slot: int | str, shelf: _Shelf, place: int) -> None:
        """A wrapper, an item that holds elements, or something unknown: all are looked into."""
        if isinstance(slot, int):
            cells = shelf.rows.cells
            cells[place + slot] = cells[place + slot] or child.text
            self._say(Kind.NOT_PLAIN, child, shelf)
        elif slot == _UNKNOWN:
            self._say(Kind.UNKNOWN_FIELD, child, shelf, (child.text or "").strip())
        self.fill(child, shelf, place)

    def note_attributes(self, element: etree._Element) -> None:
        """Say what attributes a record or anything inside it carries; none of them is an item."""
        for each in cast("list[etree._Element]", _ATTRIBUTED(element)):
            where = Where(self.file, "", _line(each))
            found = ", ".join(
                f"{_local(str(name))}={value!r}" for name, value in each.attrib.items()
            )
            field = _local(str(each.tag))
            self.findings.add(Kind.ATTRIBUTE, where, field=field, value=found)

    def pack(self) -> None:
        """Let each table pack its finished rows."""
        for shelf in self.shelves.values():
            shelf.rows.pack()

    def _note_namespace(self, tag: str) -> None:
        space = tag.rpartition("}")[0].lstrip("{")
        if space and space not in self.namespaces:
            self.namespaces.add(space)
            self.findings.add(Kind.NAMESPACE, Where(self.file), value=space)

    def _say(
        self, kind: Kind, element: etree._Element, shelf: _Shelf | None, value: str = ""
    ) -> None:
        inside = shelf.module.element if shelf else ""
        where = Where(self.file, inside, _line(element))
        self.findings.add(kind, where, field=_local(str(element.tag)), value=value)


def read_xml(
    opened: Callable[[], IO[bytes]],
    size: int,
    name: str,
    findings: Findings,
    progress: Progress | None = None,
) -> dict[str, Raw]:
    """The raw tables of an XML return; SEN2Error when it is not XML or has a document type."""
    encoding = _encoding(opened, name, findings)
    walker = _Walker(name, findings)
    with opened() as file, no_garbage_search():
        source = _Counted(file, size, progress)
        events = etree.iterparse(
            source,
            events=("end",),
            tag=f"{{*}}{_person_tag(opened)}",
            encoding=encoding,
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_blank_text=True,
            remove_comments=True,
            remove_pis=True,
        )
        root = _persons(events, walker, source)
    _rest(root, walker)
    _report_log(events, walker)
    return {table: shelf.rows.finish(name) for table, shelf in walker.shelves.items()}


def _persons(events: _Events, walker: _Walker, source: _Counted) -> etree._Element | None:
    """Read each person as it closes, then drop it: one step late, as the parser still needs it.

    Returns the root of what was parsed, also where the parser gave up.
    """
    root: etree._Element | None = None
    previous: etree._Element | None = None
    people = walker.shelves["person"]
    try:
        for _, element in events:
            if previous is None:
                root = element.getroottree().getroot()
                _refuse_document_type(root, walker.file)
            else:
                _drop(previous)
            walker.record(element, people)
            if source.may_hold_attributes:
                walker.note_attributes(element)
            previous = element
            if people.rows.count % PACK_EVERY == 0:
                walker.pack()
    except etree.XMLSyntaxError as error:
        where = Where(walker.file, "", error.lineno)
        walker.findings.add(Kind.NOT_WELL_FORMED, where, value=error.msg or "")
    if previous is not None:
        _drop(previous)
    return root if events.root is None else events.root


def _drop(element: etree._Element) -> None:
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def _rest(root: etree._Element | None, walker: _Walker) -> None:
    """What is left of the tree once the persons are out: the header, and whatever is strange."""
    if root is None:
        raise SEN2Error(
            "This is not an XML file",
            where=walker.file,
            mend="Choose the file that was exported for COLLECT.",
        )
    _refuse_document_type(root, walker.file)
    walker.note_attributes(root)
    header = walker.shelves["header"]
    walker.fill(root, header, header.rows.start(_line(root), None))


def _refuse_document_type(element: etree._Element, file: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise SEN2Error(
            "The file declares a document type, which a return never does and which can hide "
            "an attack",
            where=file,
            mend="Take out the <!DOCTYPE ...> block, or export the file again.",
        )


def _report_log(events: _Events, walker: _Walker) -> None:
    for entry in events.error_log:
        kind = Kind.NOT_WELL_FORMED
        if entry.type_name in _CUT_SHORT:
            kind = Kind.CUT_SHORT
        elif entry.type_name == "ERR_RESOURCE_LIMIT":
            kind = Kind.LIMIT
        where = Where(walker.file, "", entry.line)
        walker.findings.add(kind, where, value=entry.message.strip())


def _encoding(opened: Callable[[], IO[bytes]], name: str, findings: Findings) -> str | None:
    """A fallback where the file is not what it says it is; None to let the parser follow it."""
    with opened() as file:
        found = _DECLARED.search(file.read(200))
    declared = found[1].decode("ascii") if found else "utf-8"
    fitting = find_encoding(opened, declared)
    if fitting not in FALLBACKS or fitting == declared.lower():
        return None
    findings.add(Kind.NOT_UTF8, Where(name), value=declared)
    return fitting


def _person_tag(opened: Callable[[], IO[bytes]]) -> str:
    """How this file spells Person; the parser's filter, unlike ours, minds capital letters."""
    with opened() as file:
        found = _PERSON.search(file.read(_HEAD))
    return found[1].decode("ascii") if found else "Person"


def _line(element: etree._Element) -> int | None:
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs do not say
    return line


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _spellings(module: Module) -> list[frozenset[str]]:
    """The spellings of each text column of a table, squashed, in the order of a raw row."""
    fields = module.fields + lodgers(module.name)
    return [frozenset(squash(n) for n in (f.element, *f.other_names)) for f in fields]
