"""A finding in words: what it is about, how it stands, why it matters."""

from rightplace.casework.models import Finding, FindingSeverity, FindingState
from rightplace.facts.quality.consequences import consequences
from rightplace.indicators import REGISTER
from rightplace.returns.sen2.modules import MODULES
from rightplace.web.design.formats import day, plural
from rightplace.web.design.presenters import Cell, Tag, Tone
from rightplace.web.staff.work.lists import day_cell

_SEVERITIES = {
    FindingSeverity.ERROR: Tone.LATE,
    FindingSeverity.QUERY: Tone.SOON,
    FindingSeverity.INFORMATION: Tone.QUIET,
}
_STATES = {
    FindingState.OPEN: Tone.RUNNING,
    FindingState.ACCEPTED: Tone.EXCUSED,
    FindingState.MENDED: Tone.FINE,
    FindingState.LAPSED: Tone.QUIET,
}
# What the record has and the return has not.
_LOCAL_TABLES = {"event": "Event of the case"}


def severity_tag(finding: Finding) -> Tag:
    """Error, query or information."""
    severity = FindingSeverity(finding.severity)
    return Tag(severity.label, _SEVERITIES[severity])


def standing(finding: Finding) -> Cell:
    """To mend by a day, or what became of it."""
    state = FindingState(finding.state)
    tag = Tag(state.label, _STATES[state])
    if state == FindingState.OPEN:
        return day_cell(finding.due_on)
    if state == FindingState.ACCEPTED:
        until = f"until {day(finding.accepted_until)}" if finding.accepted_until else "for good"
        return Cell(tag=tag, detail=until)
    return Cell(tag=tag, detail=day(finding.mended_on))


def owner_words(finding: Finding) -> str:
    """Who sees to it."""
    if finding.officer is not None:
        return finding.officer.name
    return f"The manager of {finding.team}" if finding.team else "The authority"


def where(finding: Finding) -> str:
    """The table and the items, as the return calls them."""
    module = MODULES.get(finding.table)
    table = module.title.removesuffix(" Records").removesuffix(" Record") if module else ""
    headings = {} if module is None else {f.column: f.heading for f in module.fields}
    items = [headings.get(name, name.replace("_", " ")) for name in finding.fields]
    return f"{table or _LOCAL_TABLES.get(finding.table, finding.table)}: {', '.join(items)}"


def others(number: int) -> str:
    """How many more findings the same mending clears; empty where there is none."""
    return f"{plural(number, 'more finding')} of the same mistake" if number else ""


def why_it_matters(finding: Finding) -> tuple[str, ...]:
    """What the datum goes into, in sentences."""
    found = consequences(finding.table, finding.fields)
    told = []
    if found.elements:
        told.append(f"It goes into the SEN2 return as {', '.join(found.elements)}.")
    if found.measures:
        names = "; ".join(REGISTER[key].name for key in found.measures)
        told.append(f"It is counted in: {names}.")
    if finding.severity == FindingSeverity.ERROR and finding.collection == "sen2":
        told.append("The return cannot be taken with it.")
    return tuple(told) or (
        "No figure reads it. The child's case cannot be worked on well without it.",
    )
