"""Questions about the rows of one relation, asked as one: a query costs far more to make than a condition."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from ibis.expr import operations as ops

from rightplace.facts.quality.compiled import Question

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_Chosen = tuple[ops.Relation, str, tuple[ops.Value, ...]]


def together(rows: "Table", key: str, conditions: Mapping[str, "BooleanValue"]) -> Question:
    """Each row is looked at once, and all are given: to leave some out is to say each condition twice."""
    names = {rule: f"c{number}" for number, rule in enumerate(conditions)}
    columns = {names[rule]: condition for rule, condition in conditions.items()}
    return Question(rows.select(row=rows[key], **columns), names)


def joined(found: Mapping[str, "Table"]) -> list[Question]:
    """For each rule the keys that fail it: those that choose rows of one relation become one question."""
    alike: dict[object, dict[str, _Chosen | None]] = {}
    for rule, keys in found.items():
        chosen = _chosen(keys)
        alike.setdefault(rule if chosen is None else chosen[:2], {})[rule] = chosen
    return [_question(found, group) for group in alike.values()]


def _question(found: Mapping[str, "Table"], group: Mapping[str, _Chosen | None]) -> Question:
    choices = [chosen for chosen in group.values() if chosen is not None]
    if len(choices) < 2:
        (rule,) = group
        keys = found[rule]
        return Question(keys.select(row=keys[keys.columns[0]]), {rule: None})
    relation, key, _ = choices[0]
    each = {rule: _all(chosen[2]) for rule, chosen in zip(group, choices, strict=True)}
    return together(relation.to_expr(), key, each)


def _all(conditions: Sequence[ops.Value]) -> "BooleanValue":
    return reduce(ops.And, conditions).to_expr()


def _chosen(keys: "Table") -> _Chosen | None:
    """The relation, its key and the conditions, of a table that is its key where they hold; else None."""
    relation, key = keys.op(), keys.columns[0]
    while isinstance(relation, ops.Project):
        if not all(isinstance(value, ops.Field) for value in relation.values.values()):
            return None
        relation, key = relation.parent, relation.values[key].name
    if not isinstance(relation, ops.Filter):
        return None
    return relation.parent, key, tuple(relation.predicates)
