"""Rules about words: vague ones, what was left in by mistake, and what is hard to read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rightplace.plan_words.findings import (
    Checked,
    Hit,
    Prose,
    Rule,
    Severity,
    excerpt,
    hits,
    passages,
    prose,
    row_prose,
)
from rightplace.plan_words.readability import reading_age, sentences, words
from rightplace.plan_words.sections import Section

LONG_SENTENCE = 40
HARD_TO_READ = 17


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that promise nothing certain, and what to write in their place."""

    phrase: str
    severity: Severity
    instead: str


_E, _W = Severity.ERROR, Severity.WARNING
VAGUE = (
    Vague("access to", _E, "Say what is provided, by whom, how much and how often."),
    Vague("as required", _E, "Say how much and how often."),
    Vague("as appropriate", _E, "Say how much and how often."),
    Vague("as necessary", _E, "Say how much and how often."),
    Vague("as needed", _E, "Say how much and how often."),
    Vague("when needed", _E, "Say how much and how often."),
    Vague("where possible", _E, "Say that it is provided, or leave it out."),
    Vague("where appropriate", _E, "Say when it is provided."),
    Vague("if available", _E, "Say that it is provided, or leave it out."),
    Vague("opportunities for", _E, "Say what is provided and how often."),
    Vague("opportunities to", _E, "Say what is provided and how often."),
    Vague("opportunity to", _E, "Say what is provided and how often."),
    Vague("up to", _E, "Say the amount itself: “up to” allows none at all."),
    Vague("would benefit from", _E, "Say “will have”, with the amount."),
    Vague("may need", _E, "Say what is needed and will be provided."),
    Vague("could include", _E, "Say what it will include."),
    Vague("such as", _W, "Say which one is provided."),
    Vague("regularly", _W, "Say how often."),
    Vague("regular", _W, "Say how often."),
    Vague("frequent", _W, "Say how often."),
    Vague("a high level of", _W, "Say how many hours."),
    Vague("a range of", _W, "Say which."),
    Vague("should", _W, "Say “will”: a plan secures provision."),
    Vague("key adult", _W, "Say who, by role, for how many hours."),
)
_VAGUE = {each.phrase: each for each in VAGUE}
_PHRASES = "|".join(sorted(map(re.escape, _VAGUE), key=len, reverse=True))
_VAGUE_PATTERN = re.compile(rf"\b(?:{_PHRASES})\b", re.IGNORECASE)


def _vague(checked: Checked) -> Iterator[Hit]:
    """In provision, where the duty to secure it needs words that can be measured (Code 9.69)."""
    for hit in hits(row_prose(checked.text, checked.text.provision), _VAGUE_PATTERN):
        yield Hit(hit.spot, hit.what, hit.excerpt, _VAGUE[hit.what.lower()].severity)


_SUPPORT = re.compile(r"\b(?:support|help|assistance) (?:with|for|in)\b", re.IGNORECASE)


def _support(checked: Checked) -> Iterator[Hit]:
    unsized = [row for row in checked.text.provision if row.amount is None]
    return hits(row_prose(checked.text, unsized), _SUPPORT)


_PLACEHOLDER = re.compile(
    r"\[[^\]]*\]|<[^>]+>|\bTB[CAD]\b|\bto be confirmed\b|\b[Xx]{3,}\b|_{3,}|\?{2,}|\bLorem ipsum\b",
    re.IGNORECASE,
)


def _placeholders(checked: Checked) -> Iterator[Hit]:
    return hits(prose(checked.text), _PLACEHOLDER)


_TITLED = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Professor)\.? [A-Z][\w'\u2019-]+"


def _staff(checked: Checked) -> Iterator[Hit]:
    """By title and name, or by the name of a colleague; section K names who gave advice."""
    names = "|".join(map(re.escape, checked.about.staff))
    pattern = re.compile(rf"{_TITLED}|\b(?:{names})\b" if names else _TITLED)
    return hits((p for p in prose(checked.text) if p.spot.section is not Section.ADVICE), pattern)


def _other_children(checked: Checked) -> Iterator[Hit]:
    """A full name, or a forename inside a sentence: at its start "Will" may be no name."""
    about = checked.about
    full = {f"{forename} {surname}" for forename, surname in about.others}
    full.discard(f"{about.forename} {about.surname}")
    alone = {forename for forename, _ in about.others} - {about.forename, about.surname}
    yield from _named(prose(checked.text), full, Severity.ERROR)
    inside = [rf"(?<=[\w,;:] ){re.escape(name)}\b(?! [A-Z])" for name in sorted(alone)]
    if inside:
        yield from hits(prose(checked.text), re.compile("|".join(inside)))


def _named(found: Iterable[Prose], names: set[str], severity: Severity) -> Iterator[Hit]:
    if names:
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
        for hit in hits(found, pattern):
            yield Hit(hit.spot, hit.what, hit.excerpt, severity)


def _long_sentences(checked: Checked) -> Iterator[Hit]:
    for each in prose(checked.text):
        for sentence in sentences(each.text):
            count = len(words(sentence))
            if count > LONG_SENTENCE:
                yield Hit(each.spot, str(count), excerpt(sentence, 0, min(80, len(sentence))))


def _hard_to_read(checked: Checked) -> Iterator[Hit]:
    """Passages only: a row of provision is full of terms that it needs."""
    for each in passages(checked.text):
        age = reading_age(each.text)
        if len(words(each.text)) >= 20 and age > HARD_TO_READ:
            yield Hit(each.spot, f"{age:.0f}")


RULES = (
    Rule(
        "words.vague",
        Severity.ERROR,
        "“{}” does not say what will be provided.",
        "Say what, how much, how often and by whom (Code 9.69).",
        _vague,
    ),
    Rule(
        "words.support",
        Severity.WARNING,
        "“{}” comes without an amount.",
        "Say how many minutes or hours, how often, and who gives it.",
        _support,
    ),
    Rule(
        "words.placeholder",
        Severity.ERROR,
        "“{}” was left to be filled in.",
        "Write what belongs there, or take it out.",
        _placeholders,
    ),
    Rule(
        "words.staff",
        Severity.WARNING,
        "“{}” names a member of staff.",
        "Name the role instead: people change, the provision stays.",
        _staff,
    ),
    Rule(
        "words.other_child",
        Severity.WARNING,
        "“{}” is the name of another child.",
        "Check that this was not copied from another plan, and put it right.",
        _other_children,
    ),
    Rule(
        "words.long_sentence",
        Severity.HINT,
        f"A sentence of {{}} words is hard to follow; {LONG_SENTENCE} is long.",
        "Make two sentences of it.",
        _long_sentences,
    ),
    Rule(
        "words.hard_to_read",
        Severity.HINT,
        f"This is read with ease from about the age of {{}}; aim for {HARD_TO_READ} or less.",
        "Use shorter sentences and everyday words: the family must be able to use the plan.",
        _hard_to_read,
    ),
)


def instead_of(phrase: str) -> str:
    """What to write in place of a vague phrase."""
    return _VAGUE[phrase.lower()].instead
