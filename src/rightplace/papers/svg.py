"""An SVG made fit for a page: named, described, as wide as its column, and without style."""

import hashlib

from lxml import etree

from rightplace.papers.specs import ChartError

_NS = "{http://www.w3.org/2000/svg}"
# Of one image with one name, the parts say nothing; `class` and `version` nobody reads.
_DROPPED = ("role", "aria-", "class", "version", "pointer-events")
_SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def accessible(text: str, *, title: str, description: str) -> str:
    """The same picture with a title and a description; ChartError if it carries style or script.

    The pages' content security policy forbids both, so they must never reach one.
    """
    root = etree.fromstring(text.encode(), _SAFE_PARSER)
    for element in root.iter():
        if element.tag in (f"{_NS}style", f"{_NS}script") or "style" in element.attrib:
            raise ChartError(f"the drawing has a {element.tag} that a page would refuse")
        for name in [name for name in map(str, element.attrib) if name.startswith(_DROPPED)]:
            del element.attrib[name]
    key = hashlib.sha256(text.encode() + title.encode()).hexdigest()[:10]
    _name(root, key, title, description)
    return etree.tostring(root, encoding="unicode")


def _name(root: etree._Element, key: str, title: str, description: str) -> None:
    del root.attrib["height"]
    root.set("width", "100%")
    root.set("role", "img")
    root.set("aria-labelledby", f"title-{key} description-{key}")
    named = (("title", "title", title), ("desc", "description", description))
    for place, (tag, name, words) in enumerate(named):
        child = etree.Element(f"{_NS}{tag}", id=f"{name}-{key}")
        child.text = words
        root.insert(place, child)
