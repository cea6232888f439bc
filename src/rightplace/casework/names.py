"""Names and addresses as they are compared and searched: without case, accents or punctuation."""

from functools import lru_cache
from unicodedata import normalize

# Letters of their own, which Unicode does not take apart.
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th",
                        "ħ": "h", "\u0131": "i"})  # fmt: skip


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The letters and figures of a text: `fold("O'Dell-Núñez")` is "odellnunez"."""
    plain = normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(character for character in plain if character.isalnum())


def search_name(surname: str, forename: str) -> str:
    """What a child is searched by: the surname, a space, the forename."""
    return f"{fold(surname)} {fold(forename)}"


def fold_words(text: str) -> str:
    """Each word folded, with spaces between: what a carer is searched by."""
    return " ".join(filter(None, map(fold, text.split())))
