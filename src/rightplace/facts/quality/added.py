"""Rules that an authority adds, in the file of its changes: each a condition in DuckDB's SQL on one table.

    [[add]]
    id = "OWN-1"
    table = "person"
    fields = ["post_code"]
    severity = "query"
    message = "A postcode outside the county"
    hint = "Check the address."
    where = "post_code not like 'MA%'"

A row fails where the condition is true. It sees its own table only, and no file: the connection that
it runs on has none to give (`engine.sealed`).
"""

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from rightplace.facts.quality.rule import Data, Fails, Rule, Severity

if TYPE_CHECKING:
    from ibis.expr.types import Table

_TEXTS = ("id", "table", "severity", "message", "where")
_KNOWN = frozenset({*_TEXTS, "fields", "hint"})


def read_added(
    path: Path, schemas: Mapping[str, pa.Schema], *, taken: Collection[str] = ()
) -> list[Rule]:
    """The rules under [[add]]. `taken` are codes that rules have already.

    ValueError says which rule is wrong and what could stand.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8")).get("add", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path} cannot be read as TOML: {error}") from error
    if not isinstance(given, list):
        raise ValueError(f"{path}: an added rule stands under [[add]], in two pairs of brackets")
    codes = set(taken)
    rules = []
    for number, entries in enumerate(given, 1):
        rule = _rule(f"{path}: [[add]] number {number}", entries, schemas)
        if rule.id in codes:
            raise ValueError(f"{path}: [[add]] number {number}: there is a rule {rule.id} already")
        codes.add(rule.id)
        rules.append(rule)
    return rules


def _rule(where: str, entries: Mapping[str, Any], schemas: Mapping[str, pa.Schema]) -> Rule:
    _check_entries(where, entries)
    schema = _schema(where, entries["table"], schemas)
    fields = entries.get("fields", [])
    if not isinstance(fields, list) or not set(map(str, fields)) <= set(schema.names):
        raise ValueError(f"{where}: fields can be {', '.join(schema.names)}, in square brackets")
    if entries["severity"] not in list(Severity):
        raise ValueError(
            f"{where}: severity can be {', '.join(Severity)}, not {entries['severity']!r}"
        )
    _check_condition(where, entries["where"], entries["table"], schema)
    return Rule(
        id=entries["id"],
        source="added by the authority",
        severity=Severity(entries["severity"]),
        table=entries["table"],
        fields=tuple(fields),
        message=entries["message"],
        hint=entries.get("hint", ""),
        fails=_condition(entries["where"]),
        passing=(),
        failing=(),
    )


def _check_entries(where: str, entries: object) -> None:
    if not isinstance(entries, dict) or not set(entries) <= _KNOWN:
        raise ValueError(f"{where} may hold {', '.join(sorted(_KNOWN))}")
    lacking = [name for name in _TEXTS if not _is_text(entries.get(name))]
    if lacking or not isinstance(entries.get("hint", ""), str):
        raise ValueError(f"{where} needs {', '.join(lacking) or 'hint'} as text that is not empty")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _schema(where: str, table: str, schemas: Mapping[str, pa.Schema]) -> pa.Schema:
    """The schema of a table that rows can be told apart in."""
    keyed = {n: s for n, s in schemas.items() if pa.types.is_integer(s.field(0).type)}
    if table not in keyed:
        raise ValueError(f"{where}: table can be {', '.join(keyed)}, not {table!r}")
    return keyed[table]


def _check_condition(where: str, condition: str, table: str, schema: pa.Schema) -> None:
    """DuckDB itself is asked whether it understands the condition, with that table and no file at hand."""
    closed: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "python_enable_replacements": False,
    }
    with duckdb.connect(config=closed) as database:
        database.register(table, schema.empty_table())
        try:
            (kind,) = database.table(table).select(duckdb.SQLExpression(condition)).types
        except (duckdb.Error, ValueError) as error:
            why = str(error).splitlines()[0]
            raise ValueError(
                f"{where}: {condition!r} cannot be understood as a condition on {table}"
                f" ({', '.join(schema.names)}): {why}"
            ) from error
    if str(kind) != "BOOLEAN":
        raise ValueError(f"{where}: {condition!r} gives {kind}, and a condition is true or false")


def _condition(where: str) -> Fails:
    view = "added_" + hashlib.sha256(where.encode()).hexdigest()[:16]

    def fails(table: "Table", data: Data) -> "Table":
        # On lines of its own, so that a comment at its end ends with it.
        query = f'SELECT "{table.columns[0]}" FROM "{table.get_name()}" WHERE (\n{where}\n)'  # noqa: S608
        name = f"{view}_{table.get_name()}"
        backend = table.get_backend()
        backend.con.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {query}')
        found: Table = backend.table(name)
        return found

    return fails
