"""Pairs in words: both records side by side, and why they are taken for one child or not."""

from collections.abc import Sequence
from datetime import date

from rightplace.casework.models import Match, MatchKind, Person, SourceRecord
from rightplace.casework.names import fold
from rightplace.law.codes import Sex
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, TableView, Tag, Tone, Value
from rightplace.web.staff.letters import reference_of

_TONES = {
    MatchKind.SURE: Tone.FINE,
    MatchKind.REVIEW: Tone.SOON,
    MatchKind.UPN_ERROR: Tone.LATE,
}
# Field -> its words; `former_upn` and `other_names` are a list's only.
_FIELDS = {
    "surname": "Surname",
    "forename": "Forename",
    "other_names": "Other names",
    "birth_date": "Date of birth",
    "sex": "Sex",
    "upn": "UPN",
    "former_upn": "Former UPN",
    "postcode": "Postcode",
    "address": "Address",
}
_STRENGTHS = ((8.0, "much"), (3.0, ""), (0.5, "a little"))


def kind_tag(match: Match) -> Tag:
    """What the comparison takes the pair for."""
    kind = MatchKind(match.kind)
    return Tag(str(kind.label), _TONES[kind])


def likely(match: Match) -> str:
    """The probability in percent; never 0 or 100, which no comparison can give."""
    return f"{min(99.9, max(0.1, 100 * match.probability)):.1f}%"


def other_side(match: Match) -> str:
    """Where the other record of the pair is."""
    if match.other is not None:
        return f"Our record {reference_of(match.other)}"
    return f"{match.system}, {match.identifier}"


def side_by_side(match: Match) -> TableView | None:
    """Both records; None where the list's rows were deleted by rule."""
    other = match.other or match.record
    if other is None:
        return None
    rows = [
        row
        for name, words in _FIELDS.items()
        if (row := _compared(match.person, other, name, words))
    ]
    columns = ("What", "Compared", f"Our record {reference_of(match.person)}", other_side(match))
    return TableView.of("Both records", columns, rows)


def _compared(
    person: Person, other: Person | SourceRecord, name: str, words: str
) -> Sequence[Value] | None:
    one, two = getattr(person, name, ""), getattr(other, name, "")
    if not (one or two):
        return None
    return words, _difference(name, one, two), _shown(one), _shown(two)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return day(value)
    if value in set(Sex):
        return str(Sex(value).label)
    return str(value) if value else "Not known"


def _difference(name: str, one: object, two: object) -> Value:
    """A tag in words; nothing is said against what one of the two does not know."""
    if not (one and two):
        return Tag("Not known in one")
    same = one == two if name == "birth_date" else fold(str(one)) == fold(str(two))
    return Tag("Same", Tone.FINE) if same else Tag("Different", Tone.LATE)


def why(match: Match) -> TableView:
    """What each comparison says, and how much it adds or takes."""
    rows = [
        (each["field"], Cell(each["said"]), Cell(strength(each["bits"]), detail=odds(each["bits"])))
        for each in match.explanation
    ]
    return TableView.of(
        "How likely it is, and why", ("What was compared", "What was found", "What it says"), rows
    )


def strength(bits: float) -> str:
    """How much a finding says: "adds much", "takes away a little"."""
    for least, words in _STRENGTHS:
        if abs(bits) >= least:
            return f"{'adds' if bits > 0 else 'takes away'} {words}".strip()
    return "says nothing"


def odds(bits: float) -> str:
    """The same as how many times likelier it is found of one child, or of two."""
    if abs(bits) < _STRENGTHS[-1][0]:
        return ""
    times = 2 ** abs(bits)
    number = f"{times:,.0f}" if times >= 10 else f"{times:.1f}"
    return f"{number} times as likely if it is {'one child' if bits > 0 else 'two children'}"


def against(match: Match) -> str:
    """What speaks most against the pair, or else what speaks for it."""
    found = sorted(match.explanation, key=lambda each: each["bits"])
    if match.note:
        return match.note
    if found and found[0]["bits"] < 0:
        return f"{found[0]['said']}: {strength(found[0]['bits'])}"
    return "; ".join(each["said"] for each in found[::-1][:2])
