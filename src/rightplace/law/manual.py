"""The manual of the clock, written from the same tables that the clock runs on."""

from collections.abc import Iterable
from datetime import date

from rightplace.law.clock import clock, latest
from rightplace.law.dates import in_words
from rightplace.law.duties import DUTIES, Duty
from rightplace.law.events import Ground
from rightplace.law.examples import COUNTING, EXAMPLES, Example
from rightplace.law.explain import EXCUSE_WORDS, explain
from rightplace.law.readings import DEFAULT, POINTS, choices
from rightplace.law.words import EVENT_WORDS

_INTRODUCTION = """# The clock

This page is generated from the tables that the clock runs on, and every example in it is a test.
Write it again with `rightplace clock --manual > docs/reference/the-clock.md`.

A clock is a function of dated facts and a day: what is due, met, late or excused, as known on that
day. Nothing is counted up overnight, so the answer for a past day does not change when later events
are recorded. The law is that of England as the sources of each rule give it; it is not legal advice.

- **Running**: open and in time. **Late**: open and past due.
- **Met**, **met late**: done in time, or after it.
- **Excused open**, **met excused**: past due, but an exception lifts the limit. The due date stays
  where it was, and the duty to act "as soon as practicable" stays with it.
- **Ended**: no longer applies. A right of the family that was not used in time has ended too.
- **Missed**: to be done before a planned day, and not done when that day came.

A duty that counts back from a planned day (a meeting, a hearing, a move) runs before that day comes.
"""

_CEASING = """## Ceasing

A decision to cease (SEND Regs 2014 reg 31; CFA 2014 s45) starts no limit of its own. The plan stays
in force until the family's time to appeal has run out or, once they have appealed, until the appeal
has ended.
"""

_GROUPS = {
    "first_plan": "First plan",
    "advice": "Advice",
    "draft": "The draft",
    "setting": "Consulting a setting",
    "review": "Review",
    "amendment": "Amendment",
    "phase_transfer": "Moving to the next phase",
    "transfer": "Moving between authorities",
    "reassessment": "Reassessment",
    "mediation": "Mediation",
    "appeal": "Appeal",
    "order": "After an order of the tribunal",
    "conceded": "After conceding an appeal",
}


def render() -> str:
    """The whole page as Markdown."""
    parts = [_INTRODUCTION, _readings(), _counting(), _exceptions()]
    parts += [_group(group, title) for group, title in _GROUPS.items()]
    parts.append(_CEASING)
    return "\n".join(parts)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _readings() -> str:
    rows = (
        (
            f"`{name}`",
            POINTS[name],
            ", ".join(f"`{value}`" for value in values),
            f"`{getattr(DEFAULT, name)}`",
        )
        for name, values in choices().items()
    )
    return (
        "## Contested points\n\n"
        "Readers of the law differ on these. Choose with `--reading name=value`.\n\n"
        + _table(("point", "what differs", "readings", "default"), rows)
    )


def _counting() -> str:
    rows = (
        (
            row.allowance.words,
            in_words(date.fromisoformat(row.start)),
            in_words(date.fromisoformat(row.last)),
            row.why,
        )
        for row in COUNTING
    )
    return "## Counting time\n\n" + _table(("limit", "from", "last day", "why"), rows)


def _exceptions() -> str:
    grounds = ((f"({ground})", EXCUSE_WORDS[ground].split(", ", 1)[1]) for ground in Ground)
    return (
        "## Exceptions\n\n"
        "The four of SEND Regs 2014 reg 10(4). Closures and absences last at least 4 continuous"
        " weeks (absences 2 after an order or a concession), and fall in the time allowed.\n\n"
        + _table(("ground", "what"), grounds)
    )


def _group(group: str, title: str) -> str:
    duties = [duty for duty in DUTIES.values() if duty.key.split(".")[0] == group]
    return f"## {title}\n\n" + "\n".join(_duty(duty) for duty in duties)


_CONDITIONAL = "only if that is what is decided, so it is never counted as the next step of a case"


def _duty(duty: Duty) -> str:
    facts = (
        ("limit", _limit(duty)),
        ("who", str(duty.who)),
        ("counted from", _events(duty.starts_on)),
        ("met by", _events(duty.met_by)),
        ("ended by", _events(duty.ended_by)),
        ("only if", _events(duty.applies_if)),
        ("only for", ", ".join(sorted(each.replace("_", " ") for each in duty.needs))),
        ("binds", _CONDITIONAL if duty.conditional else ""),
        ("exceptions", ", ".join(f"({ground})" for ground in sorted(duty.grounds))),
        ("rule", duty.citation),
        ("not verified", duty.unverified),
    )
    name = duty.name[0].upper() + duty.name[1:]
    listed = "".join(f"- {label}: {text}\n" for label, text in facts if text)
    examples = [row for row in EXAMPLES if row.duty == duty.key]
    return f"### {name}\n\n`{duty.key}`\n\n{listed}{_examples(examples)}"


def _limit(duty: Duty) -> str:
    if duty.later is None:
        return duty.allowance.words
    later = duty.later
    return f"{duty.allowance.words}, or {later.allowance.phrase(later.name)} if that is later"


def _events(kinds: Iterable[str]) -> str:
    return ", ".join(f"`{kind}`" for kind in kinds)


def _examples(rows: list[Example]) -> str:
    if not rows:
        return ""
    heads = ("example", "facts", "on", "the clock")
    cells = ((_titled(row), _facts(row), in_words(_as_of(row)), _stands(row)) for row in rows)
    return "\n" + _table(heads, cells)


def _titled(row: Example) -> str:
    chosen = (
        f"`{name}={getattr(row.readings, name)}`"
        for name in choices()
        if getattr(row.readings, name) is not getattr(DEFAULT, name)
    )
    return " ".join((row.title, *chosen))


def _facts(row: Example) -> str:
    facts = [f"{event.on} {EVENT_WORDS[event.kind]}{_ref(event.ref)}" for event in row.events]
    for claim in row.exceptions:
        asked = claim.advice_requested_on
        about = f", asked {asked}" if asked else ""
        facts.append(f"exception ({claim.ground}) {claim.starts} to {claim.ends}{about}")
    facts += (
        f"{excuse.reason.replace('_', ' ')} {excuse.starts} to {excuse.ends}"
        for excuse in row.advice_excuses
    )
    return "<br>".join(facts)


def _ref(ref: str) -> str:
    return f" ({ref.replace('_', ' ')})" if ref else ""


def _as_of(row: Example) -> date:
    return date.fromisoformat(row.as_of)


def _stands(row: Example) -> str:
    clocks = clock(
        row.events,
        _as_of(row),
        exceptions=row.exceptions,
        advice_excuses=row.advice_excuses,
        readings=row.readings,
    )
    found = latest(clocks, row.duty, row.ref)
    if found is None:
        raise LookupError(f"the example {row.title!r} starts no {row.duty}")
    return f"**{found.state.replace('_', ' ')}**. {explain(found)}"
