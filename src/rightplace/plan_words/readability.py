"""How hard a text is to read."""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a line break ends one too."""
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            yield match.group().strip()


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """How many syllables an English word about has: a final silent e is not counted."""
    lower = word.lower()
    count = len(_VOWELS.findall(lower))
    silent = lower.endswith("e") and not lower.endswith(("le", "ee")) and count > 1
    return max(1, count - silent)


def reading_age(text: str) -> float:
    """The age at which a text is read with ease: the Flesch-Kincaid grade and five years."""
    found, many = words(text), max(1, sum(1 for _ in sentences(text)))
    if not found:
        return 0.0
    grade = 0.39 * len(found) / many + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
    return grade + 5
