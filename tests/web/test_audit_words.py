"""Every deed that the audit can hold has its words, and no words stand there for a deed that is gone."""

import re
from pathlib import Path

from rightplace.web.staff.audit_words import DEEDS, EXACT, THINGS, in_words

SOURCE = Path(__file__).parents[2] / "src/rightplace"
_SAID = re.compile(r'"([a-z_]+\.[a-z_]+)"')
# What names an action: a write, a look at a child, a list or a row, a file that is taken.
_NAMING = re.compile(
    r"(?:entry|_404|WorkList|find_document|record_\w+|names_for|_finding|_found|_cost|_gap|_consultation"
    r"|_cases|_arrangement|_record|_file)\([^()]*(?:\([^()]*\)[^()]*)*?\"[a-z_]+\.[a-z_]+\""
)


def actions() -> set[str]:
    found: set[str] = set()
    for folder in ("casework/actions", "web/staff"):
        for path in (SOURCE / folder).rglob("*.py"):
            for call in _NAMING.findall(path.read_text()):
                found.update(_SAID.findall(call)[-1:])
    return found


def test_every_action_has_words() -> None:
    plain = {action for action in actions() if action not in EXACT}
    assert {a for a in plain if a.partition(".")[0] not in THINGS} == set()
    assert {a for a in plain if a.partition(".")[2] not in DEEDS} == set()


def test_no_words_are_left_over() -> None:
    named = actions()
    assert set(EXACT) - named == set()
    assert set(THINGS) - {a.partition(".")[0] for a in named} == set()
    assert set(DEEDS) - {a.partition(".")[2] for a in named - set(EXACT)} == set()


def test_an_action_in_words() -> None:
    assert in_words("plan_text.add_row") == "Words of the plan: row added"
    assert in_words("move.out") == "Moved out to another authority"
