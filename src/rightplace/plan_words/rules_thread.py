"""Rules about the golden thread: each need has its provision, each row is tied, sized and timed."""

import re
from collections.abc import Iterable, Iterator

from rightplace.plan_words.findings import (
    Checked,
    Hit,
    Prose,
    Rule,
    Severity,
    Spot,
    hits,
    row_prose,
    spot_of,
)
from rightplace.plan_words.sections import PASSAGES, Adulthood, Section, Unit
from rightplace.plan_words.text import ProvisionText

FIRST_ADULTHOOD_YEAR = 9


def _needs_without_outcome(checked: Checked) -> Iterator[Hit]:
    tied = {key for outcome in checked.text.outcomes for key in outcome.needs}
    for need in checked.text.needs:
        if need.key not in tied:
            yield Hit(spot_of(checked.text, need))


def _needs_without_provision(checked: Checked) -> Iterator[Hit]:
    """Needs with an outcome towards which nothing is provided; without one the rule above speaks."""
    served = {key for row in checked.text.provision for key in row.outcomes}
    tied = {key for outcome in checked.text.outcomes for key in outcome.needs}
    met = {k for o in checked.text.outcomes if o.key in served for k in o.needs}
    for need in checked.text.needs:
        if need.key in tied - met:
            yield Hit(spot_of(checked.text, need))


def _outcomes_without_need(checked: Checked) -> Iterator[Hit]:
    for outcome in checked.text.outcomes:
        if not outcome.needs:
            yield Hit(spot_of(checked.text, outcome))


def _outcomes_without_when(checked: Checked) -> Iterator[Hit]:
    for outcome in checked.text.outcomes:
        if not outcome.by_when:
            yield Hit(spot_of(checked.text, outcome))


def _outcomes_without_measure(checked: Checked) -> Iterator[Hit]:
    for outcome in checked.text.outcomes:
        if not outcome.measure:
            yield Hit(spot_of(checked.text, outcome))


_SERVICE = re.compile(
    r"\bwill (?:have access to|receive|access|attend|be provided with|be given)\b", re.IGNORECASE
)


def _outcomes_that_are_services(checked: Checked) -> Iterator[Hit]:
    outcomes = row_prose(checked.text, checked.text.outcomes)
    return hits(outcomes, _SERVICE)


def _provision_without_outcome(checked: Checked) -> Iterator[Hit]:
    for row in checked.text.provision:
        if not row.outcomes:
            yield Hit(spot_of(checked.text, row))


def _provision_without_size(checked: Checked) -> Iterator[Hit]:
    for row in checked.text.provision:
        missing = _missing(row)
        if missing:
            yield Hit(spot_of(checked.text, row), " and ".join(missing))


def _missing(row: ProvisionText) -> list[str]:
    """What a row does not say; a piece of equipment is provided without a frequency."""
    often = row.frequency is not None or row.unit is Unit.ITEMS
    said = {"how much": row.amount is not None, "how often": often, "who": bool(row.delivered_by)}
    return [what for what, is_said in said.items() if not is_said]


_TEACHES = re.compile(
    r"\b(?:speech (?:and|&) language|teach\w*|train(?:s|ing)?|educat\w*|learn\w*|communication programme)\b",
    re.IGNORECASE,
)
_TREATS = re.compile(
    r"\b(?:medicat\w+|nursing|nurse|catheter\w*|seizure\w*|paediatrician|short breaks?|respite"
    r"|personal care|domiciliary)\b",
    re.IGNORECASE,
)


def _educates_elsewhere(checked: Checked) -> Iterator[Hit]:
    """Health or care provision that educates or trains is special educational (CFA 2014 s21(5))."""
    rows = [row for row in checked.text.provision if row.kind is not Section.PROVISION]
    return hits(_what(checked, rows), _TEACHES)


def _treats_in_f(checked: Checked) -> Iterator[Hit]:
    rows = [row for row in checked.text.provision if row.kind is Section.PROVISION]
    return hits(_what(checked, rows), _TREATS)


def _what(checked: Checked, rows: Iterable[ProvisionText]) -> Iterator[Prose]:
    """What is provided, without who does it and how they were trained."""
    return (Prose(spot_of(checked.text, row), row.text) for row in rows)


def _empty_sections(checked: Checked) -> Iterator[Hit]:
    for section in Section:
        if section is not Section.PLACEMENT and not _says_something(checked, section):
            must = section in (Section.VIEWS, Section.NEEDS, Section.OUTCOMES, Section.PROVISION)
            severity = Severity.ERROR if must else Severity.WARNING
            slug = next((p.slug for p in PASSAGES.values() if p.section is section), "")
            yield Hit(Spot(section, slug=slug), section.value, severity=severity)


def _says_something(checked: Checked, section: Section) -> bool:
    slugs = {slug for slug, passage in PASSAGES.items() if passage.section is section}
    written = any(each.says for each in checked.text.passages if each.slug in slugs)
    rows = any(row.section is section for row in checked.text.all_rows())
    return rows or (written and section is not Section.NEEDS)


def _names_a_setting(checked: Checked) -> Iterator[Hit]:
    if not checked.about.may_name and checked.text.passage("placement").says:
        yield Hit(Spot(Section.PLACEMENT, slug="placement"))


def _adulthood(checked: Checked) -> Iterator[Hit]:
    """From Year 9 each of the four has an outcome; with none at all it is an error (reg 12(3))."""
    if checked.about.school_year < FIRST_ADULTHOOD_YEAR:
        return
    found = {outcome.adulthood for outcome in checked.text.outcomes} - {None}
    severity = Severity.WARNING if found else Severity.ERROR
    for pathway in Adulthood:
        if pathway not in found:
            yield Hit(Spot(Section.OUTCOMES), pathway.label.lower(), severity=severity)


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT
RULES = (
    Rule(
        "thread.need_without_outcome", _E, "Nothing in section E answers this need.",
        "Add an outcome and tie it to the need, or tie one that is there.", _needs_without_outcome,
    ),
    Rule(
        "thread.need_without_provision", _E, "No provision leads from this need's outcomes.",
        "Add provision: each and every need must be met (CFA 2014 s37(2)).",
        _needs_without_provision,
    ),
    Rule(
        "thread.outcome_without_need", _E, "This outcome is tied to no need.",
        "Tie it to the needs that it answers, or take it out.", _outcomes_without_need,
    ),
    Rule(
        "thread.outcome_without_when", _W, "This outcome does not say by when.",
        "Say by when: usually the end of a phase or key stage (Code 9.69).",
        _outcomes_without_when,
    ),
    Rule(
        "thread.outcome_without_measure", _W, "This outcome does not say how it is measured.",
        "Say what will be seen or counted once it is reached.", _outcomes_without_measure,
    ),
    Rule(
        "thread.outcome_is_a_service", _W, "“{}” tells of a service, not of an outcome.",
        "Say what the child will be able to do (Code 9.66); the service belongs in F, G or H.",
        _outcomes_that_are_services,
    ),
    Rule(
        "thread.provision_without_outcome", _W, "This provision works towards no outcome.",
        "Tie it to the outcomes that it works towards.", _provision_without_outcome,
    ),
    Rule(
        "thread.provision_without_size", _E, "This provision does not say {}.",
        "Fill it in: provision must be specific and normally quantified (Code 9.69).",
        _provision_without_size,
    ),
    Rule(
        "law.educates_elsewhere", _H, "“{}” may educate or train.",
        "If it does, it is special educational provision and belongs in F (CFA 2014 s21(5)).",
        _educates_elsewhere,
    ),
    Rule(
        "law.treats_in_f", _H, "“{}” may be health or social care.",
        "Keep it in F only if it educates or trains (CFA 2014 s21(5)); else move it to G or H.",
        _treats_in_f,
    ),
    Rule(
        "law.empty_section", _W, "Section {} is empty.",
        "Fill it in, or say that nothing was identified.", _empty_sections,
    ),
    Rule(
        "law.names_a_setting", _E, "A draft must not name a setting or a type of setting.",
        "Empty section I: it is filled in when the final plan is issued (CFA 2014 s38(5)).",
        _names_a_setting,
    ),
    Rule(
        "law.adulthood", _W, "From Year 9: no outcome prepares for {}.",
        "Add one, or mark the outcome that does (reg 12(3)).", _adulthood,
    ),
)  # fmt: skip
