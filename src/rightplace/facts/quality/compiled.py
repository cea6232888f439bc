"""The queries of rules in the engine's own words, kept so that they are made once.

To make them takes as long as to answer them for an authority's return, and they do not depend on the
rows: only on the rules, the year, the lists, and the names and columns of the tables.
"""

import hashlib
import json
import os
import shutil
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ibis.expr import operations as ops

import rightplace
from rightplace.facts.quality.rule import Data, Rule

if TYPE_CHECKING:
    from ibis.expr.types import Table

_OURS = "rightplace.returns."
_SOURCES = ("facts", "law", "returns")
_ENGINE = ("ibis-framework", "duckdb", "sqlglot")
_MOST = 2_000
# What a query in words cannot carry: it is known to the connection that it was made on only.
_ELSEWHERE = (ops.InMemoryTable, ops.SQLQueryResult, ops.SQLStringView, ops.ScalarUDF, ops.AggUDF)


@dataclass(frozen=True, slots=True)
class Question:
    """A query whose first column is the key of a row, and what each row fails.

    `columns` holds for each rule the column that is true where the row fails it; none where all do.
    """

    query: "Table"
    columns: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to the engine."""

    text: str
    columns: Mapping[str, str | None]


Key = tuple[Any, ...]
Make = Callable[[Sequence[Rule], Data], Iterable[Question]]


@dataclass(slots=True)
class _Kept:
    """What was made in this process, the oldest given up first; and a folder of what others made."""

    made: OrderedDict[Key, tuple[Asked, ...]] = field(default_factory=OrderedDict)
    folder: Path | None = None


_KEPT = _Kept()


def keep_in(folder: Path | None) -> None:
    """Keep the queries of the packs' rules in a folder, from one process to the next; None stops it."""
    _KEPT.folder = folder


def forget() -> None:
    """Make every query anew, or read it from the folder."""
    _KEPT.made.clear()


@cache
def code_digest() -> str:
    """What the rules and the engine are, as one name: it changes with any of them."""
    root = Path(rightplace.__file__).parent
    digest = hashlib.sha256(" ".join(map(version, _ENGINE)).encode())
    for name in _SOURCES:
        for path in sorted((root / name).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:24]


def is_of_a_pack(rule: Rule) -> bool:
    """Whether what the rule asks stands in the code of a pack, and nowhere else."""
    made_by = (rule.fails, *([] if rule.over is None else [rule.over]))
    return all(str(getattr(each, "__module__", "")).startswith(_OURS) for each in made_by)


def _key(rules: Sequence[Rule], data: Data) -> Key | None:
    """What the queries of these rules depend on; None where that is not known by names alone."""
    tables = [_fingerprint(tables) for tables in (data.tables, data.previous or {})]
    if any(table is None for table in tables):
        return None
    lists = {name for rule in rules for name in rule.needs_sets}
    sets = tuple((name, data.sets.get(name)) for name in sorted(lists))
    asked = tuple((rule.id, rule.fails, rule.over) for rule in rules)
    return (asked, data.year, data.reference_date, sets, data.previous is None, *tables)


def _fingerprint(tables: Mapping[str, "Table"]) -> tuple[object, ...] | None:
    """Names and columns; None where one is not a plain table of a DuckDB connection."""
    found = []
    for name, table in tables.items():
        op = table.op()
        if not isinstance(op, ops.DatabaseTable) or op.source.name != "duckdb":
            return None
        found.append((name, op.name, op.namespace, op.schema))
    return tuple(found)


def asked_of(rules: Sequence[Rule], data: Data, make: Make) -> tuple[Asked, ...] | None:
    """The queries of rules that look at the same rows, made where they have not been before.

    None where they cannot be said in words alone, and are to be made each time.
    """
    key = _key(rules, data)
    if key is None:
        return None
    if key in _KEPT.made:
        _KEPT.made.move_to_end(key)
        return _KEPT.made[key]
    path = _path(key) if all(map(is_of_a_pack, rules)) else None
    found = None if path is None else _read(path)
    if found is None:
        found = _in_words(data, make(rules, data))
        if found is not None and path is not None:
            _write(path, found)
    if found is not None:
        _remember(key, found)
    return found


def _in_words(data: Data, questions: Iterable[Question]) -> tuple[Asked, ...] | None:
    """None where one of them speaks of more than the tables given."""
    given = [table for tables in (data.tables, data.previous or {}) for table in tables.values()]
    known = {table.op() for table in given}
    backend = given[0].get_backend()
    asked = []
    for question in questions:
        op = question.query.op()
        if op.find(_ELSEWHERE) or not known.issuperset(op.find(ops.DatabaseTable)):
            return None
        asked.append(Asked(str(backend.compile(question.query)), question.columns))
    return tuple(asked)


def _remember(key: Key, asked: tuple[Asked, ...]) -> None:
    _KEPT.made[key] = asked
    while len(_KEPT.made) > _MOST:
        _KEPT.made.popitem(last=False)


def _path(key: Key) -> Path | None:
    """Where a key's queries lie: its functions by name, for they are those of the folder's code."""
    if _KEPT.folder is None:
        return None
    asked, year, day, sets, alone, *tables = key
    named = [(rule, _name(fails), _name(over)) for rule, fails, over in asked]
    lists = [(name, sorted(values or ())) for name, values in sets]
    text = repr((named, year, day, lists, alone, tables))
    return _KEPT.folder / code_digest() / f"{_digest(text)}.json"


def _name(function: Any) -> tuple[str, str] | None:
    return None if function is None else (function.__module__, function.__qualname__)


def _read(path: Path) -> tuple[Asked, ...] | None:
    """None where there is no such file, or it does not hold what was written: it is made anew."""
    try:
        digest, _, text = path.read_text(encoding="utf-8").partition("\n")
        if digest != _digest(text):
            return None
        return tuple(Asked(str(query), dict(columns)) for query, columns in json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(path: Path, asked: Iterable[Asked]) -> None:
    """Whole or not at all, for others read the same folder; what other rules left there goes."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    text = json.dumps([[each.text, dict(each.columns)] for each in asked])
    try:
        if not path.parent.exists():
            shutil.rmtree(path.parent.parent, ignore_errors=True)
            path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        return  # a folder that cannot be written to saves nothing, and hinders nothing
