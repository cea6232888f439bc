"""The lists that rules look values up in: from files, from a register of schools, from what is here."""

from collections.abc import Collection, Mapping
from pathlib import Path

from rightplace.facts.lists import ListRefused
from rightplace.facts.settings import read_settings
from rightplace.returns.look_ups import LookUp, of_register, read_look_up
from rightplace.returns.packs import CannotCheck

Lists = dict[str, frozenset[str]]


def read_look_ups(
    register: Path | None, files: Mapping[str, Path], *, known: Collection[LookUp]
) -> Lists:
    """List -> its values, those of a register of schools first.

    CannotCheck where a file cannot be read, SettingsError where it is no register.
    """
    by_name = {each.name: each for each in known}
    rows = [] if register is None else read_settings(register).to_pylist()
    found = {} if register is None else of_register(rows)
    return found | {name: _read(by_name[name], path) for name, path in files.items()}


def _read(look_up: LookUp, path: Path) -> frozenset[str]:
    try:
        return read_look_up(look_up, path.read_bytes())
    except OSError as error:
        raise CannotCheck(
            f"{path}: this list cannot be read. Give a text file, a CSV file or a workbook."
        ) from error
    except ListRefused as error:
        raise CannotCheck(f"{path}: {error}") from error


def held_here(names: Collection[str]) -> Lists:
    """Those of some lists that this installation holds itself, from its settings and its comparators."""
    from rightplace.web.insight.checks.lists import HELD  # after Django

    return {list_: values for name in names for list_, values in HELD[name].values().items()}
