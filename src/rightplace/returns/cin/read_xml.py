"""The census's XML, read as a stream: one child in memory at a time, as far as the file can be read."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TypeAlias

from lxml import etree

from rightplace.facts.garbage import no_garbage_search
from rightplace.returns.cin.fields import Module
from rightplace.returns.cin.findings import CINError, Kind, Where
from rightplace.returns.cin.gather import Gathered, Keys, slots
from rightplace.returns.cin.modules import MODULES, children
from rightplace.returns.cin.texts import squash
from rightplace.returns.sen2.texts import FALLBACKS, find_encoding

_Events: TypeAlias = "etree.iterparse[tuple[str, etree._Element]]"
# They only hold other elements.
_WRAPPERS = frozenset(
    (
        "message",
        "header",
        "collectiondetails",
        "source",
        "content",
        "cbdslevels",
        "children",
        "childidentifiers",
        "childcharacteristics",
    )
)
_IGNORED = frozenset(("cbdslevel",))
_CUT_SHORT = frozenset(("ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END"))


@dataclass(frozen=True, slots=True)
class _Inside:
    """What may stand inside a record: its items, the records and the repeated items in it."""

    module: Module
    items: dict[str, int] = field(default_factory=dict)
    records: dict[str, Module] = field(default_factory=dict)
    repeated: dict[str, Module] = field(default_factory=dict)
    wrappers: dict[str, Module] = field(default_factory=dict)


def _inside(module: Module) -> _Inside:
    within = children(module.name)
    records = {squash(m.element): m for m in within if not m.item}
    repeated = {squash(m.fields[0].element): m for m in within if m.item}
    wrappers = {squash(m.element): m for m in within if m.item}
    items = {element: place for element, (_, place) in slots((module,)).items()}
    return _Inside(module, items, records, repeated, wrappers)


_INSIDE = {name: _inside(module) for name, module in MODULES.items() if not module.item}


@dataclass(slots=True)
class _Walker:
    """Walks finished elements and puts their text where it belongs."""

    file: str
    into: Gathered

    def record(self, element: etree._Element, module: Module, above: Keys) -> None:
        """One record with all that it holds."""
        row = self.into.rows[module.name].start(above)
        self.fill(element, _INSIDE[module.name], row, (*above, row))

    def fill(self, element: etree._Element, inside: _Inside, row: int, keys: Keys) -> None:
        """What stands inside a record, or inside a wrapper in it."""
        for child in element:
            if not isinstance(child.tag, str):
                continue
            word = squash(child.tag.rpartition("}")[2])
            if word in inside.items:
                where = self._where(child, inside.module)
                self.into.put(inside.module.name, row, inside.items[word], child.text, where)
                if len(child):
                    self._say(Kind.NOT_PLAIN, child, inside.module)
            elif word in inside.records:
                self.record(child, inside.records[word], keys)
            elif word in inside.repeated and not len(child):
                self._item(child, inside.repeated[word], keys)
            else:
                self._wrapper(child, word, inside, row, keys)

    def _item(self, element: etree._Element, module: Module, keys: Keys) -> None:
        row = self.into.rows[module.name].start(keys)
        self.into.put(module.name, row, 0, element.text, self._where(element, module))

    def _wrapper(
        self, element: etree._Element, word: str, inside: _Inside, row: int, keys: Keys
    ) -> None:
        """What holds other elements; a group without its item is a row with a blank one."""
        group = inside.wrappers.get(word)
        if group is not None:
            rows = self.into.rows[group.name]
            before = len(rows.keys)
            self.fill(element, inside, row, keys)
            if group.name == "review" and len(rows.keys) == before:
                rows.start(keys)
            return
        if word in _IGNORED:
            return
        if word not in _WRAPPERS and word not in inside.repeated:
            self._say(Kind.UNKNOWN_FIELD, element, inside.module)
        self.fill(element, inside, row, keys)

    def _say(self, kind: Kind, element: etree._Element, module: Module) -> None:
        name = str(element.tag).rpartition("}")[2]
        self.into.findings.add(kind, self._where(element, module), field=name)

    def _where(self, element: etree._Element, module: Module) -> Where:
        line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs do not say
        return Where(self.file, module.element, line)


def read_xml(path: Path, into: Gathered) -> None:
    """Read one file; CINError when it is no XML or declares a document type."""
    walker = _Walker(path.name, into)
    with path.open("rb") as file, no_garbage_search():
        events = etree.iterparse(
            file,
            events=("end",),
            tag=("{*}Child", "{*}child", "{*}CHILD"),
            encoding=_encoding(path, into),
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = _children(events, walker)
    _header(root, walker)
    _report_log(events, walker)


def _children(events: _Events, walker: _Walker) -> etree._Element | None:
    """Read each child as it closes, then drop it: one step late, as the parser still needs it."""
    root: etree._Element | None = None
    previous: etree._Element | None = None
    try:
        for _, element in events:
            if previous is None:
                root = element.getroottree().getroot()
                _refuse_document_type(root, walker.file)
            _drop(previous)
            walker.record(element, MODULES["child"], ())
            previous = element
    except etree.XMLSyntaxError as error:
        where = Where(walker.file, "", error.lineno)
        walker.into.findings.add(Kind.NOT_WELL_FORMED, where, value="the parser gave up")
    _drop(previous)
    return root if events.root is None else events.root


def _drop(element: etree._Element | None) -> None:
    holder = None if element is None else element.getparent()
    if element is not None and holder is not None:
        holder.remove(element)


def _header(root: etree._Element | None, walker: _Walker) -> None:
    """What is left once the children are out."""
    if root is None:
        raise CINError(
            "This is not an XML file",
            where=walker.file,
            mend="Choose the file that was exported for the census.",
        )
    _refuse_document_type(root, walker.file)
    if not walker.into.rows["header"].keys:
        walker.record(root, MODULES["header"], ())


def _refuse_document_type(element: etree._Element, file: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise CINError(
            "The file declares a document type, which a return never does and which can hide an attack",
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
        walker.into.findings.add(kind, where, value=entry.type_name.removeprefix("ERR_").lower())


def _encoding(path: Path, into: Gathered) -> str | None:
    """A fallback where the file is not the UTF-8 that it should be; None to let the parser decide."""

    def opened() -> IO[bytes]:
        return path.open("rb")

    with opened() as file:
        declares = b"encoding" in file.read(200).partition(b"?>")[0]
    fitting = find_encoding(opened)
    if declares or fitting not in FALLBACKS:
        return None
    into.findings.add(Kind.NOT_UTF8, Where(path.name), value="utf-8")
    return fitting
