"""The values of a report: from its figures, or from a CSV file where it was made elsewhere."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from rightplace.indicators.performance.definition import Indicator

_VALUES = ("value", "latest_value")


class OwnValuesError(ValueError):
    """The file cannot be read; the text says where, what and how to mend it."""


def read_own(path: Path, held: Sequence[Indicator]) -> dict[str, float]:
    """Indicator's key -> value, of a file with the columns indicator (key or name) and a value.

    An empty value is left out: the report has none.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            column = _value_column(path, rows.fieldnames or [])
            keys = {each.key: each.key for each in held} | {each.name: each.key for each in held}
            given = (_value(path, rows.line_num, row, column, keys) for row in rows)
            return {key: value for key, value in given if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise OwnValuesError(
            f"{path} cannot be read ({error}). Name a CSV file in UTF-8."
        ) from error


def _value_column(path: Path, columns: Sequence[str]) -> str:
    found = next((column for column in _VALUES if column in columns), None)
    if found is None or "indicator" not in columns:
        raise OwnValuesError(f"{path}, line 1: there must be the columns indicator and value.")
    return found


def _value(
    path: Path, line: int, row: Mapping[str, str | None], column: str, keys: Mapping[str, str]
) -> tuple[str, float | None]:
    name, text = (row["indicator"] or "").strip(), (row[column] or "").strip()
    if name not in keys:
        raise OwnValuesError(
            f"{path}, line {line}, indicator: there is no indicator {name!r}."
            " Write its name as the report prints it, or its key."
        )
    try:
        return keys[name], float(text) if text else None
    except ValueError:
        raise OwnValuesError(
            f"{path}, line {line}, {column}: {text!r} is no number. Write it without a sign of per cent."
        ) from None
