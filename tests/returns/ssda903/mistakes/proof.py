"""All written mistakes put into one clean return, each into a child of its own, and looked at in one run."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from rightplace.facts.quality import Severity
from tests.returns.inject import Found, Outcome, Return, judged
from tests.returns.ssda903.mistakes.child import BEFORE, Child, Mistake, Row

_NEW_ROWS = 1_000_000


def prove_together(clean: Return, mistakes: Sequence[Mistake]) -> Outcome:
    """Each mistake is to be found by its rule once in a row, and alone, or so by the one that it names.

    Of other rows of the child no rule may say an error but those that the mistake names, and of other
    children no rule may say anything.
    """
    rows = {table: [dict(row) for row in each] for table, each in clean.rows.items()}
    put = _put(_children(clean, rows), mistakes)
    found = judged(clean.case, _laid(rows, put.values()))
    outcome = Outcome()
    for mistake in mistakes:
        own = _of_child(found, put[mistake]) if mistake in put else Counter()
        said = _verdict(clean, mistake, own) if mistake in put else "no child fits"
        if said:
            outcome.failed[mistake.rule] = said
        else:
            outcome.proven[mistake.rule] = None
        found -= own
    outcome.failed |= {code: f"of another child: {table} {row}" for code, table, row in found}
    return outcome


def _put(children: Sequence[Child], mistakes: Sequence[Mistake]) -> dict[Mistake, Child]:
    """Each mistake in a child of its own; those that fit the fewest children choose first."""
    fitting = {mistake: [c for c in children if mistake.fits(c)] for mistake in mistakes}
    taken: dict[str, Mistake] = {}
    put = {}
    for mistake in sorted(mistakes, key=lambda each: len(fitting[each])):
        child = next((c for c in fitting[mistake] if c.number not in taken), None)
        if child is not None:
            taken[child.number] = mistake
            mistake.change(child)
            put[mistake] = child
    return put


def _children(clean: Return, rows: Mapping[str, list[Row]]) -> list[Child]:
    """Those who are in this year's return."""
    return [
        Child(
            str(number), {t: [rows[t][n] for n in each] for t, each in own.items()}, clean.case.day
        )
        for number, own in clean.families.items()
        if "header" in own
    ]


def _laid(rows: Mapping[str, list[Row]], changed: Collection[Child]) -> dict[str, list[Row]]:
    """The return with the changed children's rows instead of their own; new rows get a number."""
    numbers = {child.number for child in changed}
    laid = {t: [r for r in each if r["_family"] not in numbers] for t, each in rows.items()}
    number = _NEW_ROWS
    for child in changed:
        for table, each in child.rows.items():
            for row in each:
                number += 1
                row["row_id"] = row["row_id"] or number
                laid[table].append(row)
    return laid


def _of_child(found: Found, child: Child) -> Found:
    own = {(t, r["row_id"]) for t, each in child.rows.items() for r in each if BEFORE not in t}
    return Counter({place: n for place, n in found.items() if place[1:] in own})


def _verdict(clean: Return, mistake: Mistake, found: Found) -> str:
    """What is wrong; empty where the mistake is found as it should be."""
    rules = {rule.id: rule for rule in clean.case.rules}
    rule = rules[mistake.rule]
    code = mistake.by or rule.id
    meant = {place for place in found if place[0] == code and place[1] == rule.table}
    if not meant or any(found[place] != 1 for place in meant) or code not in (rule.id, *rule.after):
        return f"not found once: {sorted(found)}"
    errors = {
        place for place in found if place[0] != code and rules[place[0]].severity is Severity.ERROR
    }
    wrong = {place[1:] for place in meant}
    same_row = {place[0] for place in errors if place[1:] in wrong}
    others = {place[0] for place in errors if place[1:] not in wrong}
    if same_row or others != set(mistake.also):
        return f"also {sorted(same_row)} of the row, {sorted(others)} of others"
    return ""
