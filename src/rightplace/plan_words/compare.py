"""What one version of a plan says that another does not, down to the word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rightplace.plan_words.sections import PASSAGES, Section
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PlanText,
    ProvisionText,
    RowText,
    Table,
)

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
# Two texts with less than this in common are shown whole, one after the other: shreds help nobody.
_ALIKE = 0.4


class What(StrEnum):
    """What became of a passage, a row or a field of it."""

    ADDED = "Added"
    REMOVED = "Removed"
    CHANGED = "Changed"


class Mark(StrEnum):
    """Whether a piece of text stands in both versions, in the old one or in the new one."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and where it stands."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One difference. `code` is the row's number in the new version, or in the old if it is gone.

    `field` says which part of the row or passage; `old` and `new` are its whole text, and `pieces`
    both at once: without the new ones they give `old`, without the old ones `new`. `whole`: the row
    itself came or went, and this is one of its fields.
    """

    section: Section
    what: What
    code: str
    field: str
    old: str
    new: str
    pieces: tuple[Piece, ...]
    whole: bool = False


def in_words(amendment: Amendment) -> str:
    """A difference in one line, as a notice lists it."""
    titles = (f"Section {amendment.section.value}", amendment.code, amendment.field)
    title = ", ".join(filter(None, titles))
    old, new = (" ".join(text.split()) for text in (amendment.old, amendment.new))
    match amendment.what:
        case What.ADDED:
            return f"{title}: added “{new}”"
        case What.REMOVED:
            return f"{title}: removed “{old}”"
    return f"{title}: “{old}” becomes “{new}”"


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts at once, word by word."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        whole = (Piece(Mark.OLD, old), Piece(Mark.NEW, new))
        return tuple(piece for piece in whole if piece.text)
    found = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece(Mark.SAME, "".join(before[i:j])))
        else:
            found += [Piece(Mark.OLD, "".join(before[i:j])), Piece(Mark.NEW, "".join(after[k:m]))]
    return tuple(piece for piece in found if piece.text)


def amendments(old: PlanText, new: PlanText) -> list[Amendment]:
    """Every difference, in the order of the sections."""
    found = [*_passages(old, new), *(each for table in Table for each in _table(old, new, table))]
    order = list(Section)
    return sorted(found, key=lambda each: order.index(each.section))


def _passages(old: PlanText, new: PlanText) -> Iterator[Amendment]:
    for slug, passage in PASSAGES.items():
        before, after = old.passage(slug).says, new.passage(slug).says
        yield from _field(passage.section, "", passage.label, before, after)


def _field(section: Section, code: str, label: str, old: str, new: str) -> Iterator[Amendment]:
    if old != new:
        what = What.ADDED if not old else What.REMOVED if not new else What.CHANGED
        yield Amendment(section, what, code, label, old, new, pieces(old, new))


def _table(old: PlanText, new: PlanText, table: Table) -> Iterator[Amendment]:
    before = {row.key: row for row in old.rows(table)}
    after = {row.key: row for row in new.rows(table)}
    was, now = old.codes(table), new.codes(table)
    for key, row in before.items():
        if key not in after:
            yield from _row(What.REMOVED, row, was[key], _fields(row, old))
    for key, row in after.items():
        if key not in before:
            yield from _row(What.ADDED, row, now[key], _fields(row, new))
        else:
            yield from _changed(before[key], row, now[key], old, new)
    yield from _order(old, new, table)


def _row(what: What, row: RowText, code: str, fields: dict[str, str]) -> Iterator[Amendment]:
    """A whole row that came or went: one amendment for each field that says something."""
    for label, text in fields.items():
        if text:
            old, new = ("", text) if what is What.ADDED else (text, "")
            yield Amendment(row.section, what, code, label, old, new, pieces(old, new), whole=True)


def _changed(
    before: RowText, after: RowText, code: str, old: PlanText, new: PlanText
) -> Iterator[Amendment]:
    texts, fresh = _fields(before, old), _fields(after, new)
    for label, text in fresh.items():
        was = texts[label]
        if label in _TIES:
            if _ties(before) == _ties(after):
                continue  # the same rows, numbered anew
            if _numbers_moved(before, old, new):
                was += " (as numbered before)"
        yield from _field(after.section, code, label, was, text)


def _numbers_moved(row: RowText, old: PlanText, new: PlanText) -> bool:
    """Whether a number that the old row was tied to stands for another row in the new version."""
    table = Table.NEEDS if isinstance(row, OutcomeText) else Table.OUTCOMES
    was, now = old.codes(table), {code: key for key, code in new.codes(table).items()}
    return any(now.get(was[key], key) != key for key in _ties(row) if key in was)


def _order(old: PlanText, new: PlanText, table: Table) -> Iterator[Amendment]:
    """Rows of both versions that changed places, by their old numbers."""
    was = old.codes(table)
    after = [row.key for row in new.rows(table) if row.key in was]
    before = [row.key for row in old.rows(table) if row.key in set(after)]
    if before != after:
        texts = [", ".join(was[key] for key in keys) for keys in (before, after)]
        section = new.rows(table)[0].section
        yield from _field(section, "", f"Order of {table.value}", *texts)


MEETS, WORKS_TOWARDS = "Meets needs", "Works towards outcomes"
_TIES = {MEETS, WORKS_TOWARDS}


def _ties(row: RowText) -> tuple[int, ...]:
    match row:
        case OutcomeText():
            return row.needs
        case ProvisionText():
            return row.outcomes
    return ()


def tied_codes(keys: Iterable[int], codes: dict[int, str]) -> str:
    """B1, B3."""
    return ", ".join(codes[key] for key in keys if key in codes)


def _fields(row: RowText, text: PlanText) -> dict[str, str]:
    """Each field of a row as it is read, by its label."""
    match row:
        case NeedText():
            return {"Area": row.area.label, "Need": row.text}
        case OutcomeText():
            return {
                "Outcome": row.text,
                "By when": row.by_when,
                "Steps": row.steps,
                "How it is measured": row.measure,
                "Prepares for": row.adulthood.label if row.adulthood else "",
                MEETS: tied_codes(row.needs, text.codes(Table.NEEDS)),
            }
    return _provision_fields(row, text)


def _provision_fields(row: ProvisionText, text: PlanText) -> dict[str, str]:
    return {
        "Section": f"Section {row.kind.value}",
        "Provision": row.text,
        "How much and how often": row.how_much,
        "Who provides it": row.delivered_by,
        "Qualification or training": row.qualification,
        "Ratio or group": row.ratio,
        "Review": row.review,
        "Paid from": row.funding.label if row.funding else "",
        WORKS_TOWARDS: tied_codes(row.outcomes, text.codes(Table.OUTCOMES)),
    }
