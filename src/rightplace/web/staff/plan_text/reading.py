"""A version of a plan as a page shows it: its sections, its golden thread, what the checks found."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from rightplace.casework.models import FamilyViews, PlanVersion
from rightplace.plan_words.compare import tied_codes
from rightplace.plan_words.findings import Excerpt, Finding, Severity, Spot
from rightplace.plan_words.sections import PASSAGES, PROVISION_SECTIONS, Passage, Section
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PlanText,
    ProvisionText,
    RowText,
    Table,
)
from rightplace.web.design.formats import day, plural
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView, Tag, Tone

_STATUS_TONES = {
    "draft": Tone.RUNNING,
    "proposed": Tone.SOON,
    "final": Tone.FINE,
    "superseded": Tone.QUIET,
}
_SEVERITY_TONES = {
    Severity.ERROR: Tone.LATE,
    Severity.WARNING: Tone.SOON,
    Severity.HINT: Tone.RUNNING,
}


@dataclass(frozen=True)
class PassageView:
    """A passage with its heading, and where it is changed."""

    label: str
    paragraphs: tuple[str, ...]
    change_href: str | None


@dataclass(frozen=True)
class RowView:
    """A numbered row, and where it is changed, moved and removed."""

    code: str
    title: str
    text: str
    facts: tuple[SummaryRow, ...]
    href: str | None


@dataclass(frozen=True)
class SectionView:
    """A section with all that it says; `add` leads to a new row."""

    letter: str
    label: str
    passages: tuple[PassageView, ...]
    rows: tuple[RowView, ...]
    add: Link | None


@dataclass(frozen=True)
class ThreadView:
    """A need, an outcome or provision, with what follows from it."""

    code: str
    text: str
    detail: str
    missing: str
    then: tuple["ThreadView", ...] = ()


def status_tag(version: PlanVersion) -> Tag:
    """How far a version has come."""
    return Tag(version.get_status_display(), _STATUS_TONES[version.status])


def version_words(version: PlanVersion) -> str:
    """Version 2, sent to the family on 31 January 2023."""
    if version.final_on is not None:
        return f"Version {version.number}, final plan of {day(version.final_on)}"
    if version.proposed_on is not None:
        return f"Version {version.number}, sent to the family on {day(version.proposed_on)}"
    return f"Version {version.number}, draft of {day(version.made_on)}"


def sections(
    text: PlanText, person_id: int, *, editable: bool, may_name: bool = False
) -> tuple[SectionView, ...]:
    """Sections A to K; with the ways to change them where the version is `editable`."""
    return tuple(
        SectionView(
            section.value,
            section.label,
            tuple(_passages(text, section, person_id, editable, may_name)),
            tuple(_rows(text, section, person_id, editable)),
            _add(section, person_id) if editable else None,
        )
        for section in Section
    )


def _passages(
    text: PlanText, section: Section, person_id: int, editable: bool, may_name: bool
) -> Iterable[PassageView]:
    for passage in PASSAGES.values():
        if passage.section is section:
            said = text.passage(passage.slug).says
            paragraphs = tuple(part for part in said.splitlines() if part.strip())
            open_ = editable and (may_name or section is not Section.PLACEMENT)
            if paragraphs or open_:
                yield PassageView(
                    passage.label, paragraphs, _passage_href(passage, person_id) if open_ else None
                )


def _passage_href(passage: Passage, person_id: int) -> str:
    return reverse("staff:plan-passage", args=[person_id, passage.slug])


def _rows(text: PlanText, section: Section, person_id: int, editable: bool) -> Iterable[RowView]:
    for table in Table:
        codes = text.codes(table)
        for row in text.rows(table):
            if row.section is section:
                href = reverse("staff:plan-row", args=[person_id, table.value, row.key])
                yield RowView(
                    codes[row.key],
                    row.area.label if isinstance(row, NeedText) else "",
                    row.text,
                    _facts(row, text),
                    href if editable else None,
                )


def _facts(row: RowText, text: PlanText) -> tuple[SummaryRow, ...]:
    facts: tuple[tuple[str, str], ...] = ()
    if isinstance(row, OutcomeText):
        facts = (
            ("By when", row.by_when),
            ("Steps", row.steps),
            ("Measured by", row.measure),
            ("Prepares for", row.adulthood.label if row.adulthood else ""),
            ("Meets", tied_codes(row.needs, text.codes(Table.NEEDS))),
        )
    if isinstance(row, ProvisionText):
        facts = (
            ("How much", row.how_much),
            ("Who", row.delivered_by),
            ("Qualification", row.qualification),
            ("Ratio", row.ratio),
            ("Reviewed", row.review),
            ("Paid from", row.funding.label if row.funding else ""),
            ("Works towards", tied_codes(row.outcomes, text.codes(Table.OUTCOMES))),
        )
    return tuple(SummaryRow.of(key, value) for key, value in facts if value)


_ADD = {
    Section.NEEDS: (Table.NEEDS, "Add a need"),
    Section.OUTCOMES: (Table.OUTCOMES, "Add an outcome"),
    Section.PROVISION: (Table.PROVISION, "Add provision"),
    Section.HEALTH_NEEDS: (Table.NEEDS, "Add a health need"),
    Section.CARE_NEEDS: (Table.NEEDS, "Add a social care need"),
} | {
    section: (Table.PROVISION, f"Add provision in {section.value}")
    for section in PROVISION_SECTIONS[1:]
}


def _add(section: Section, person_id: int) -> Link | None:
    if section not in _ADD:
        return None
    table, words = _ADD[section]
    address = reverse("staff:plan-row-add", args=[person_id, table.value])
    return Link(words, f"{address}?section={section.value}")


def thread(text: PlanText) -> tuple[ThreadView, ...]:
    """From each need to its outcomes and on to the provision; what is tied to nothing at the end."""
    needs = text.codes(Table.NEEDS)
    found = [
        ThreadView(
            needs[need.key],
            need.text,
            need.area.label,
            "No outcome answers this need",
            tuple(_outcome(o, text) for o in text.outcomes if need.key in o.needs),
        )
        for need in text.needs
    ]
    loose = tuple(_outcome(o, text) for o in text.outcomes if not o.needs)
    if loose:
        found.append(ThreadView("", "Tied to no need", "", "", loose))
    untied = tuple(_provision(p, text) for p in text.provision if not p.outcomes)
    if untied:
        found.append(ThreadView("", "Tied to no outcome", "", "", untied))
    return tuple(found)


def _outcome(outcome: OutcomeText, text: PlanText) -> ThreadView:
    return ThreadView(
        text.codes(Table.OUTCOMES)[outcome.key],
        outcome.text,
        f"By {outcome.by_when}" if outcome.by_when else "",
        "No provision works towards this outcome",
        tuple(_provision(p, text) for p in text.provision if outcome.key in p.outcomes),
    )


def _provision(row: ProvisionText, text: PlanText) -> ThreadView:
    detail = "; ".join(filter(None, [row.how_much, row.delivered_by]))
    return ThreadView(text.codes(Table.PROVISION)[row.key], row.text, detail, "")


@dataclass(frozen=True)
class FindingView:
    """What a check found: where, what, the words themselves, and how to mend it."""

    tag: Tag
    where: str
    message: str
    excerpt: Excerpt | None
    mend: str
    href: str | None


def finding_views(
    found: Sequence[Finding], person_id: int, *, editable: bool
) -> tuple[FindingView, ...]:
    """The findings in their order, each with the page on which it is mended."""
    return tuple(
        FindingView(
            Tag(each.severity.value, _SEVERITY_TONES[each.severity]),
            _where(each.spot),
            each.message,
            each.excerpt,
            each.mend,
            _mend_href(each.spot, person_id) if editable else None,
        )
        for each in found
    )


def _where(spot: Spot) -> str:
    if spot.code:
        return spot.code
    label = PASSAGES[spot.slug].label if spot.slug else spot.section.label
    return f"{spot.section.value}: {label}"


def _mend_href(spot: Spot, person_id: int) -> str | None:
    if spot.table is not None:
        return reverse("staff:plan-row", args=[person_id, spot.table.value, spot.key])
    if spot.slug:
        return reverse("staff:plan-passage", args=[person_id, spot.slug])
    added = _add(spot.section, person_id)
    return added.href if added else None


def counts(found: Sequence[Finding]) -> str:
    """2 errors, 1 warning and 3 hints; or that nothing was found."""
    many = Counter(finding.severity for finding in found)
    words = [plural(many[each], each.value.lower()) for each in Severity if many[each]]
    if not words:
        return "The checks find nothing"
    return "The checks find " + " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def versions_table(versions: Sequence[PlanVersion], person_id: int) -> TableView:
    """Every version, the newest first."""
    rows = [
        (
            Cell(
                f"Version {version.number}",
                href=reverse("staff:plan-version", args=[person_id, version.number]),
                tag=status_tag(version),
            ),
            version.made_on,
            version.proposed_on or "Not sent",
            version.final_on or "Not final",
            f"Version {version.based_on.number}" if version.based_on else "Nothing",
            version.sent_in_spite or "",
        )
        for version in versions
    ]
    columns = ("Version", "Made", "Sent", "Final", "Made from", "Sent with errors because")
    return TableView.of("Versions", columns, rows, empty="No version has been written.")


def views_table(rows: Iterable[FamilyViews]) -> TableView:
    """What the family said of each draft."""
    cells = [
        (
            each.received_on,
            f"Version {each.plan_version.number}" if each.plan_version else "Not kept here",
            each.said,
            each.preferred.name if each.preferred else "None named",
            ", ".join(
                words
                for words, asked in (
                    ("Meeting", each.wants_meeting),
                    ("Personal budget", each.wants_budget),
                )
                if asked
            )
            or "Nothing more",
        )
        for each in rows
    ]
    columns = ("Received", "On", "What they said", "Setting they ask for", "They also ask for")
    return TableView.of("The family's views", columns, cells, empty="No views recorded.")


def severity_tone(severity: str) -> Tone:
    """The colour of a severity."""
    return _SEVERITY_TONES[Severity(severity)]


def letter_of(slug: str) -> str:
    """The section that a passage stands in."""
    return PASSAGES[slug].section.value
